package book

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/media"
	"guidec/internal/source"
)

// text lowers running text and sets its punctuation. Blanks at its ends are
// not text.
func (s *scope) text(in []doc.Inline) []Inline {
	out := s.inlines(in)
	s.words.curl(out)
	return out
}

// heading lowers a heading.
func (s *scope) heading(in []doc.Inline) []Inline { return s.text(in) }

func (s *scope) inlines(in []doc.Inline) []Inline {
	var out []Inline
	for _, n := range in {
		for _, more := range s.inline(n) {
			out = appendInline(out, more)
		}
	}
	return out
}

// appendInline appends an inline. Two marks of notes are kept apart: 1 and 2, not 12.
func appendInline(row []Inline, n Inline) []Inline {
	if isNoteMark(row, len(row)-1) && isNoteMark([]Inline{n}, 0) {
		row = append(row, &Text{source.Span{}, narrowBlank})
	}
	return append(row, n)
}

// narrowBlank parts what must not come apart at the end of a line.
const narrowBlank = "\u202f"

func isNoteMark(row []Inline, at int) bool {
	if at < 0 || at >= len(row) {
		return false
	}
	_, ok := row[at].(*NoteMark)
	return ok
}

// inline lowers one inline. After an error its words are left, as plain text.
func (s *scope) inline(n doc.Inline) []Inline {
	switch n := n.(type) {
	case *doc.Text:
		return []Inline{&Text{n.Span, n.Text}}
	case *doc.Emphasis:
		return []Inline{s.styled(n.Span, RoleEmphasis, n.Text)}
	case *doc.Strong:
		return []Inline{s.styled(n.Span, RoleStrong, n.Text)}
	case *doc.Strike:
		return []Inline{s.styled(n.Span, RoleStrike, n.Text)}
	case *doc.SmallCaps:
		return []Inline{s.styled(n.Span, RoleSmallCaps, n.Text)}
	case *doc.CodeSpan:
		return []Inline{&CodeSpan{n.Span, n.Text}}
	case *doc.Foreign:
		x := s.styled(n.Span, RoleForeign, n.Text)
		x.Lang = s.lang(n.Span, n.Lang)
		return []Inline{x}
	case *doc.Link:
		return s.link(n)
	case *doc.CrossRef:
		return s.crossRef(n)
	case *doc.NoteRef:
		return s.noteMark(n)
	case *doc.TermRef:
		return s.termRef(n)
	case *doc.Image:
		if i := s.image(n); i != nil {
			return []Inline{i}
		}
		return words(n.Span, n.Alt)
	case *doc.Break:
		return []Inline{&Break{n.Span}}
	}
	panic(fmt.Sprintf("book: unexpected inline %T", n))
}

// words makes a text; nothing of no words.
func words(at source.Span, text string) []Inline {
	if text == "" {
		return nil
	}
	return []Inline{&Text{at, text}}
}

func (s *scope) styled(at source.Span, r Role, text []doc.Inline) *Styled {
	return &Styled{Span: at, Role: r, Text: s.inlines(text)}
}

// lang returns a language tag in its canonical form.
func (b *builder) lang(at source.Span, tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		b.list.Add(diag.LangUnknown, at, "%q is not a language", tag).
			Hintf("use a tag such as en, en-GB, fr or la")
		return ""
	}
	return t.String()
}

func (s *scope) link(n *doc.Link) []Inline {
	text, marks := s.linked(n.Text)
	u, err := url.Parse(n.URL)
	switch {
	case err != nil || !opens(u):
		d := s.list.Add(diag.LinkUnsafe, n.Span, "the address %q cannot be opened from a book", n.URL)
		if err == nil && u.Scheme == "" {
			d.Hintf("write a full address that starts with https://, or #id for a place in this guide")
		} else {
			d.Hintf("use an https:, mailto: or tel: address")
		}
		return append(text, marks...)
	case len(text) == 0:
		text = []Inline{&Text{n.Span, n.URL}}
	}
	return s.linkWith(&Link{Span: n.Span, Role: RoleOutLink, URL: address(u), Text: text}, marks)
}

// linked lowers the text of a link, in which neither a link nor the mark of a
// note can stand: marks come behind it.
func (s *scope) linked(in []doc.Inline) (text, marks []Inline) {
	inner := *s
	inner.inLink = true
	return partMarks(inner.inlines(in))
}

// linkWith is a link with the marks of its notes; the text of one that stands
// in another.
func (s *scope) linkWith(l *Link, marks []Inline) []Inline {
	if !s.inLink {
		return append([]Inline{l}, marks...)
	}
	s.list.Add(diag.LinkNested, l.Span, "a link stands within another, and is text there").
		Hintf("put one behind the other")
	return append(l.Text, marks...)
}

// partMarks parts the marks of notes from the text that they stand in.
func partMarks(in []Inline) (text, marks []Inline) {
	for i, n := range in {
		switch n := n.(type) {
		case *NoteMark:
			marks = appendInline(marks, n)
			continue
		case *Text:
			if isNoteMark(in, i-1) && isNoteMark(in, i+1) {
				continue // what keeps the two apart
			}
		case *Styled:
			within, behind := partMarks(n.Text)
			for _, m := range behind {
				marks = appendInline(marks, m)
			}
			if n.Text = within; len(within) == 0 && len(behind) > 0 {
				continue
			}
		case *Link, *CodeSpan, *Image, *Break:
		}
		text = append(text, n)
	}
	return text, marks
}

// crossRef lowers a reference to another place of the guide.
func (s *scope) crossRef(n *doc.CrossRef) []Inline {
	text, marks := s.linked(n.Text)
	t := s.find(n)
	if t == nil {
		return append(text, marks...)
	}
	if len(text) == 0 {
		return s.linkWith(s.linkNaming(n.Span, RoleCrossRef, t, t), marks)
	}
	return s.linkWith(&Link{Span: n.Span, Role: RoleCrossRef, To: t, Text: text}, marks)
}

// find returns what a reference names; after an error what it may have
// meant, or nil.
func (s *scope) find(n *doc.CrossRef) *Target {
	file := n.File
	var in []*part // the parts of the named file
	if n.Path != "" {
		name := path.Clean(path.Join(path.Dir(n.File.Path), n.Path))
		for _, p := range s.parts {
			if p.doc.File != nil && path.Clean(p.doc.File.Path) == name {
				in = append(in, p)
				file = p.doc.File
			}
		}
		if len(in) == 0 {
			s.list.Add(diag.RefUndefined, n.Span, "no chapter of this guide is in the file %q", n.Path)
			return nil
		}
		if n.ID == "" {
			return in[0].out.Target
		}
	}
	elsewhere := func(t *Target) bool {
		written := s.ids.taken[t.ID].File // an answer stands in another part than it is written in
		return in != nil && written != file && !slices.ContainsFunc(in, func(p *part) bool { return p.out == t.Chapter })
	}
	t := s.ids.find(file, n.ID)
	if t != nil && !elsewhere(t) {
		return t
	}
	d := s.list.Add(diag.RefUndefined, n.Span, "nothing is labelled %q", n.ID)
	if near := s.suggest(n.ID, s.ids.names); near != "" && near != n.ID {
		d.Hintf("did you mean %q?", near)
	} else if t != nil {
		d.Hintf("%q is in another file; write (#%s)", n.ID, n.ID)
	}
	if t = s.ids.alike(file, n.ID); t != nil && elsewhere(t) {
		return nil
	} else if t != nil && d.Hint == "" {
		d.Hintf("did you mean %q?", t.ID)
	}
	return t
}

// termRef lowers a link to the glossary.
func (s *scope) termRef(n *doc.TermRef) []Inline {
	text, marks := s.linked(n.Text)
	term := n.Term
	if term == "" {
		term = doc.Plain(n.Text)
	}
	t := s.terms[termKey(term)]
	if t == nil {
		d := s.list.Add(diag.TermUndefined, n.Span, "the glossary does not define %q", term)
		if near := s.suggest(term, s.termNames); near != "" {
			d.Hintf("did you mean %q? (write {.term of=%q})", near, near)
		} else {
			d.Hintf("define it in a \"::: glossary\" block or in a chapter of kind glossary, or name an entry: {.term of=\"entry\"}")
		}
		return append(text, marks...)
	}
	return s.linkWith(&Link{Span: n.Span, Role: RoleTermRef, To: t, Text: text}, marks)
}

// termNames returns the names of the glossary's entries.
func (b *builder) termNames() []string {
	var known []string
	for _, a := range b.ids.anchors {
		if b.terms[termKey(a.target.Name)] == a.target {
			known = append(known, a.target.Name)
		}
	}
	return known
}

// termKey makes the spellings of one term equal.
func termKey(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(s), " "))
}

// noteMark lowers a footnote's mark, and the note with its first mark in a
// chapter. A note that two chapters refer to is printed in both. After an
// error the mark stands as it was typed, and a note within a note in brackets.
func (s *scope) noteMark(n *doc.NoteRef) []Inline {
	from := s.builder.notes[noteKey{n.File, n.Label}]
	switch {
	case from == nil:
		d := s.list.Add(diag.NoteUndefined, n.Span, "there is no footnote %q", n.Label)
		if near := s.suggest(n.Label, func() []string { return s.noteLabels(n.File) }); near != "" {
			d.Hintf("did you mean [^%s]?", near)
		} else {
			d.Hintf("write it on a line of its own: [^%s]: the note's text", n.Label)
		}
		return words(n.Span, "[^"+n.Label+"]")
	case s.isAgain:
		return nil
	case s.inNote:
		d := s.list.Add(diag.NoteNested, n.Span, "a footnote cannot have a footnote")
		if strings.HasPrefix(n.Label, "[") { // it has no name
			d.Hintf("put its text into the note")
		} else {
			d.Hintf("put the text of [^%s] into this note", n.Label)
		}
		s.usedNotes[from] = true
		return words(n.Span, " ["+plainBlocks(from.Blocks)+"]")
	}
	s.usedNotes[from] = true
	note := s.notes[from]
	if note == nil {
		number := fmt.Sprint(len(s.chapter.Notes) + 1)
		t := &Target{Number: number, Name: label(s.words.Note, number), Chapter: s.chapter}
		note = &Note{Span: from.Span, Mark: number, Target: s.ids.late(t, "note-"+s.chapter.Target.ID+"-"+number)}
		s.notes[from] = note
		s.chapter.Notes = append(s.chapter.Notes, note)
		inner := *s
		inner.inNote, inner.inLink = true, false
		note.Blocks = inner.blocks(from.Blocks)
	}
	base := note.Target.ID + "-mark"
	m := &NoteMark{Span: n.Span, Note: note, Target: s.ids.late(&Target{Name: s.section.Target.Name, Chapter: s.chapter}, base)}
	note.Refs = append(note.Refs, m)
	return []Inline{m}
}

// noteLabels returns the labels of a file's footnotes.
func (b *builder) noteLabels(file *source.File) []string {
	var known []string
	for _, x := range b.guide.Notes {
		if x.File == file {
			known = append(known, x.Label)
		}
	}
	return known
}

// unusedNotes warns of footnotes that nothing refers to.
func (b *builder) unusedNotes() {
	for _, n := range b.guide.Notes {
		if from := b.notes[noteKey{n.File, n.Label}]; from.Span == n.Span && !b.usedNotes[from] {
			b.list.Add(diag.NoteUnused, n.Span, "nothing refers to the footnote %q", n.Label).
				Hintf("put [^%s] where it belongs, or delete the note", n.Label)
		}
	}
}

// image passes an image through the gate; nil after an error.
func (s *scope) image(n *doc.Image) *Image {
	if n.Alt == "" && !n.Decorative {
		s.list.Add(diag.ImageAltMissing, n.Span, "the image %q has no alternative text", n.Path).
			Hintf("say what it shows between the first brackets, ![like this], or mark it {.decorative}")
	}
	if s.options.Images == nil {
		s.list.Add(diag.ImageOutside, n.Span, "the image %q cannot be reached from here", n.Path)
		return nil
	}
	var asset *media.Image
	var l diag.List
	switch {
	case n.Data == nil:
		asset, l = s.options.Images.Image(n.Path, n.Span)
	case len(n.Data) > 0:
		asset, l = s.options.Images.Embedded(n.Path, n.Data, n.Span)
	}
	s.list = append(s.list, l...)
	if asset == nil {
		return nil
	}
	alt := s.words.curlString(n.Alt)
	if n.Decorative {
		alt = ""
	}
	return &Image{Span: n.Span, Asset: asset, Alt: alt, Width: n.Width}
}

package plaintext

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/doc"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// noteMark is the mark of a note: "[1]".
var noteMark = pattern.Lazy(`\[\d{1,3}\]`)

// No text that people wrote has more marks, each of which costs as much as
// a paragraph.
const (
	mostMarks       = 5000
	mostMarksOfText = 500
)

// backLinks lead from a wiki's note to where its marks are: "^", "^ a b".
var backLinks = pattern.Lazy(`^[\^↑]\s*(?:[Jj]ump up(?: to)?:?\s*)?(?:(?:[a-z]\s+){2,})?`)

var notesNames = map[string]bool{
	"references": true, "notes": true, "footnotes": true, "endnotes": true, "citations": true, "notes and references": true,
	"einzelnachweise": true, "anmerkungen": true, "fußnoten": true, "notes et références": true, "références": true,
	"referencias": true, "notas": true, "note": true, "riferimenti": true,
}

// notes makes footnotes of marks and of what they lead to in a numbered list
// of notes. Entries of the list that no mark leads to stay there.
func (r *reader) notes() {
	at := slices.IndexFunc(r.guide.Chapters, func(s *doc.Section) bool { return notesNames[strings.ToLower(doc.Plain(s.Heading))] })
	if at < 0 {
		return
	}
	s := r.guide.Chapters[at]
	l := onlyList(s)
	if l == nil {
		return
	}
	left, used := mostMarks, map[int]bool{}
	for _, c := range r.guide.Chapters {
		if c != s {
			doc.Walk(c, func(n any) {
				if p, ok := n.(*doc.Paragraph); ok && left > 0 {
					before := len(p.Text)
					p.Text = withMarks(p.Text, len(l.Items), used)
					left -= len(p.Text) - before
				}
			})
		}
	}
	if len(used) == 0 {
		return
	}
	var rest []*doc.Item
	for i, it := range l.Items {
		r.withoutBackLinks(it)
		if used[i+1] {
			r.guide.Notes = append(r.guide.Notes, &doc.Note{Span: it.Span, Label: strconv.Itoa(i + 1), Blocks: it.Blocks})
		} else {
			rest = append(rest, it)
		}
	}
	if len(rest) == 1 && len(rest[0].Blocks) == 1 {
		l.Tight = true // nothing is left to be apart from
	}
	if l.Items, l.Ordered = rest, false; len(rest) == 0 {
		r.leftOut(s.Span, "the heading of the notes, which stand where their marks are")
		r.guide.Chapters = slices.Delete(r.guide.Chapters, at, at+1)
	}
}

// withoutMark takes the marks of notes off the end of a text.
func withoutMark(s string) string {
	for strings.HasSuffix(s, "]") {
		i := strings.LastIndexByte(s, '[')
		if i < 0 || noteMark().FindString(s[i:]) != s[i:] {
			break
		}
		s = s[:i]
	}
	return s
}

// unmarked is the text of a unit that can have no notes.
func (r *reader) unmarked(u unit) string {
	var b strings.Builder
	from := 0
	for _, m := range noteMark().FindAllStringIndex(u.text, -1) {
		if next, _ := utf8.DecodeRuneInString(u.text[m[1]:]); unicode.IsLetter(next) {
			continue // it parts a word
		}
		r.leftOut(within(u, m[0], u.text[m[0]:m[1]]), "the mark of a note")
		b.WriteString(u.text[from:m[0]])
		from = m[1]
	}
	return strings.TrimSpace(b.String() + u.text[from:])
}

// onlyList returns the list from 1 that is all of a section, or nil.
func onlyList(s *doc.Section) *doc.List {
	if len(s.Blocks) != 1 {
		return nil
	}
	l, ok := s.Blocks[0].(*doc.List)
	if !ok || !l.Ordered || l.Start != 1 {
		return nil
	}
	return l
}

// withMarks returns text with marks of the notes from 1 to most, and adds
// these to used.
func withMarks(text []doc.Inline, most int, used map[int]bool) []doc.Inline {
	var out []doc.Inline
	for _, n := range text {
		t, ok := n.(*doc.Text)
		if !ok {
			out = append(out, n)
			continue
		}
		rest := *t
		for _, m := range noteMark().FindAllString(t.Text, mostMarksOfText) {
			number, _ := strconv.Atoi(strings.Trim(m, "[]"))
			before, after, _ := strings.Cut(rest.Text, m)
			if number < 1 || number > most {
				continue
			}
			used[number] = true
			start, end := rest.Start, rest.End
			if i := strings.Index(rest.Span.Text(), m); i >= 0 {
				start, end = rest.Start+i, rest.Start+i+len(m)
			}
			if before != "" {
				out = append(out, &doc.Text{Span: source.Span{File: t.File, Start: rest.Start, End: start}, Text: before})
			}
			out = append(out, &doc.NoteRef{Span: source.Span{File: t.File, Start: start, End: end}, Label: strconv.Itoa(number)})
			rest = doc.Text{Span: source.Span{File: t.File, Start: end, End: t.End}, Text: after}
		}
		if rest.Text != "" {
			out = append(out, &rest)
		}
	}
	return out
}

// withoutBackLinks takes the links back to its marks off an entry.
func (r *reader) withoutBackLinks(it *doc.Item) {
	p, ok := it.Blocks[0].(*doc.Paragraph)
	if !ok || len(p.Text) == 0 {
		return
	}
	t, ok := p.Text[0].(*doc.Text)
	if !ok {
		return
	}
	links := backLinks().FindString(t.Text)
	if links == "" || len(links) == len(t.Text) {
		return
	}
	t.Text = t.Text[len(links):]
	at := t.Span
	n := len(backLinks().FindString(at.Text()))
	if n == 0 { // it was mended
		_, n = utf8.DecodeRuneInString(at.Text())
	}
	at.End = at.Start + n
	t.Start = at.End
	r.leftOut(at, "links from a note to its marks")
}

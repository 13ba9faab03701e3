package pdf

import (
	"fmt"
	"strings"

	"guidec/internal/book"
	"guidec/internal/pdf/finish"
	"guidec/internal/source"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// text turns inlines into pieces of a paragraph of element e.
func (s *setter) text(in []book.Inline, l look, e *element) []typeset.Piece {
	var out []typeset.Piece
	for _, n := range in {
		if _, marked := n.(*book.NoteMark); marked && len(out) > 0 && out[len(out)-1].Note > 0 { // of an address: a and 2, not a2
			out = append(out, typeset.Piece{Text: "\u202f", Style: s.style(l), Mark: s.mark(mark{elem: e})})
		}
		out = append(out, s.inline(n, l, e)...)
	}
	return out
}

// repeated sets what stands elsewhere in the book as well: no page of it
// begins here.
func (s *setter) repeated(in []book.Inline, l look, e *element) []typeset.Piece {
	from := len(s.marks)
	pieces := s.text(in, l, e)
	for i := range s.marks[from:] {
		s.marks[from+i].again = true
	}
	return pieces
}

func (s *setter) inline(n book.Inline, l look, e *element) []typeset.Piece {
	switch n := n.(type) {
	case *book.Text:
		return []typeset.Piece{{Text: n.Text, Style: s.style(l), Mark: s.mark(mark{elem: e, text: n, at: n.Span})}}
	case *book.Styled:
		return s.styled(n, l, e)
	case *book.CodeSpan:
		l.family, l.literal, l.size, l.features = mono, true, l.size.Scale(88, 100), ""
		l.italic = false
		return []typeset.Piece{{Text: n.Text, Style: s.style(l), Mark: s.mark(mark{elem: newElement(e, "Code"), text: n, at: n.Span})}}
	case *book.Link:
		return s.link(n, l, e)
	case *book.NoteMark:
		return s.noteMark(n, l, e)
	case *book.Image:
		return s.inlineImage(n, l, e)
	case *book.Break:
		return []typeset.Piece{{Break: true}}
	}
	panic(fmt.Sprintf("pdf: unexpected inline %T", n))
}

func (s *setter) styled(n *book.Styled, l look, e *element) []typeset.Piece {
	inner := newElement(e, "Span")
	switch n.Role {
	case book.RoleEmphasis, book.RoleForeign, book.RoleWorkTitle:
		l.italic = !l.italic
	case book.RoleStrong:
		l.bold = true
	case book.RoleStrike:
		l.strike = true
	case book.RoleSmallCaps:
		l.features, l.tracking = "smcp "+textFigures, 20
	case book.RoleLabel:
		l.bold = true
	case book.RoleQuoteMark, book.RoleLanguage:
	default:
		panic(fmt.Sprintf("pdf: unexpected style %d", n.Role))
	}
	if n.Lang != "" && n.Lang != l.lang {
		l.lang, inner.Lang = n.Lang, n.Lang
	}
	if n.Role == book.RoleLabel || n.Role == book.RoleQuoteMark {
		inner = e
	}
	return s.text(n.Text, l, inner)
}

func (s *setter) link(n *book.Link, l look, e *element) []typeset.Piece {
	inner := newElement(e, "Link")
	words := book.Plain(n.Text)
	if n.To == nil {
		inner.link = &link{url: n.URL, contents: words}
		shown := printedAddress(n.URL)
		if strings.Contains(withLetters(words), shown) {
			l.literal = words == shown || printedAddress(words) == shown
			return s.text(n.Text, l, inner)
		}
		return append(s.text(n.Text, l, inner), s.address(n, shown, l, e, inner)...)
	}
	inner.link = &link{to: n.To, contents: linkName(n.To, words)}
	out := s.text(n.Text, l, inner)
	if n.Role == book.RoleTermRef {
		return out
	}
	folio := s.folio(n.To)
	before, after := " (", ")"
	if l.family == sans { // labels have no need of parentheses
		before, after = ", ", ""
	}
	where := before + fmt.Sprintf(s.book.Words.Page, "\u00a0") + after
	where = strings.Replace(where, " \u00a0", "\u00a0"+folio, 1)
	return append(out, typeset.Piece{Text: where, Style: s.style(l), Mark: s.mark(mark{elem: inner, at: n.Span})})
}

// address says where a link leads that paper cannot follow: in a note, marked
// with a letter, or behind the words where there are no notes.
func (s *setter) address(n *book.Link, shown string, l look, e, inner *element) []typeset.Piece {
	if !s.running {
		l.family, l.literal, l.italic, l.bold = sans, true, false, false
		l.size, l.features, l.color = l.size.Scale(88, 100), textFigures, ink(theme.PrintGrey)
		return []typeset.Piece{{Text: " (" + shown + ")", Style: s.style(l), Mark: s.mark(mark{elem: inner, at: n.Span})}}
	}
	s.addresses++
	text := []book.Inline{&book.Link{Span: n.Span, URL: n.URL, Text: []book.Inline{&book.Text{Span: n.Span, Text: shown}}}}
	note := &book.Note{Span: n.Span, Mark: letters(s.addresses), Blocks: []book.Block{&book.Para{Span: n.Span, Role: book.RoleText, Text: text}},
		Target: &book.Target{ID: fmt.Sprintf("address-%s-%d", s.of.section.Target.ID, s.addresses), Chapter: s.of.section.Target.Chapter}}
	return s.noteMark(&book.NoteMark{Span: n.Span, Note: note}, l, e)
}

// letters counts a, b … z, aa, ab.
func letters(n int) string {
	if n > 26 {
		return letters((n-1)/26) + letters((n-1)%26+1)
	}
	return string(rune('a' + n - 1))
}

// linkName says where a link leads, for those who cannot see it.
func linkName(t *book.Target, words string) string {
	switch {
	case t.Name != "":
		return t.Name
	case words != "":
		return words
	}
	return t.ID
}

// folio returns the number of the page that t is on, as far as it is known,
// and remembers that the chapter mentions it.
func (s *setter) folio(t *book.Target) string {
	known := s.folios[t]
	s.mentions = append(s.mentions, mention{t, known})
	if known == "" {
		return "00"
	}
	return known
}

func (s *setter) noteMark(n *book.NoteMark, l look, e *element) []typeset.Piece {
	number := s.footnote(n, e)
	l.features = "sups"
	if l.family != serif || s.page.Hyperlegible {
		l.rise, l.size = l.size.Scale(33, 100), l.size.Scale(65, 100)
	}
	l.italic = false
	inner := newElement(newElement(e, "Reference"), "Link")
	inner.link = &link{to: n.Note.Target, contents: s.book.Words.Note + " " + n.Note.Mark}
	m := mark{elem: inner, at: n.Span, target: n.Target}
	if number > 0 {
		m.note = s.notes[number-1]
	}
	return []typeset.Piece{{Text: n.Note.Mark, Style: s.style(l), Note: number, Mark: s.mark(m)}}
}

// footnote sets a note when its first mark is met, and returns its number;
// at its other marks it is at the foot of another page, and the number 0.
func (s *setter) footnote(n *book.NoteMark, e *element) int {
	for _, known := range s.notes {
		if known.Note == n.Note {
			return 0
		}
	}
	made := &note{Note: n.Note, elem: newElement(nil, "Note"), mark: e}
	made.elem.ID = n.Note.Target.ID
	s.notes = append(s.notes, made)
	number := len(s.notes)
	made.strip = &typeset.Footnote{Strips: s.apart(func() { s.noteBody(made) })}
	return number
}

// noteBody sets what stands at the foot of the page.
func (s *setter) noteBody(n *note) {
	s.elem, s.base, s.loose = n.elem, s.noteText(), true
	s.leading = s.base.size.Scale(int(theme.Sizes.NoteLeading*100), 100)
	s.left, s.right = 0, 0
	s.open(nil, n.Target)
	number := s.newLabel(n.Mark, s.base, source.Span{})
	s.labelled(number, number.line.Width+s.base.size/2, s.base.size.Scale(150, 100), func() { s.blocks(n.Blocks) })
	for _, p := range s.strips {
		p.Height += p.Above
		for i := range p.Content {
			p.Content[i].Y += p.Above
		}
		p.Above = 0
	}
}

func (s *setter) inlineImage(n *book.Image, l look, e *element) []typeset.Piece {
	inner := linkOf(e) // which a decorative picture may be all of
	if n.Alt != "" {
		inner = newElement(e, "Figure")
		inner.Alt, inner.Attr = n.Alt, &finish.Attributes{Placement: "Inline"}
	}
	w, h := s.inlineSize(n, l)
	if most := s.width() - l.size; linkOf(e) != nil && w > most { // the mark of a note with its address goes behind it
		w, h = most, h*most/w
	}
	m := s.mark(mark{elem: inner, at: n.Span, image: n})
	return []typeset.Piece{{Picture: &typeset.Picture{Width: w, Height: h, Mark: m}, Style: s.style(l), Mark: m}}
}

// inlineSize is how large a picture is printed that stands in a line: as if
// it stood alone, where the line makes room for it; but where it does not,
// and when the picture is nearly as low as the line, as high as letters.
func (s *setter) inlineSize(n *book.Image, l look) (w, h typeset.Length) {
	w, h = s.pictureSize(n, s.depth()/2)
	if s.room && (n.Width > 0 || h > 2*l.size) {
		return w, h
	}
	letters := min(l.size.Scale(120, 100), s.baseline()+pictureDrop(s.style(l))) // a line that is as high as others
	w, h = w*letters/h, letters
	if most := s.width() / 2; w > most {
		w, h = most, h*most/w
	}
	return w, h
}

// pictureDrop is how far below the baseline of its line a picture goes: as far as letters.
func pictureDrop(st *typeset.Style) typeset.Length { return st.Size.Scale(18, 100) }

// pictureHeight is how far the pictures of a line reach above its baseline.
func pictureHeight(line *typeset.Line) typeset.Length {
	most := typeset.Length(0)
	for i := range line.Runs {
		if r := &line.Runs[i]; r.Picture != nil {
			most = max(most, r.Picture.Height-pictureDrop(r.Style))
		}
	}
	return most
}

// rise is how much further down a line stands than if it had no pictures, for
// which letters need so much above the baseline.
func rise(line *typeset.Line, letters typeset.Length) typeset.Length {
	return max(0, pictureHeight(line)-letters)
}

// ownWords is text that has no place in the source: numbers, names of parts.
func (s *setter) ownWords(text string, l look, e *element) typeset.Piece {
	return typeset.Piece{Text: text, Style: s.style(l), Mark: s.mark(mark{elem: e, at: source.Span{}})}
}

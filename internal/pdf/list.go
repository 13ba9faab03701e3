package pdf

import (
	"fmt"
	"slices"

	"guidec/internal/book"
	"guidec/internal/pdf/finish"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

func (s *setter) listBlock(b *book.List) {
	if len(b.Items) == 0 {
		return
	}
	end := s.begin("L")
	defer end()
	s.open(b, nil)
	switch b.Role {
	case book.RoleBulletList, book.RoleNumberList, book.RoleLetterList, book.RoleRomanList:
		s.apartFromText(func() { s.plainList(b) })
	case book.RoleChoices, book.RoleCapitalChoices:
		s.choices(b)
	case book.RoleHighlights:
		s.highlights(b)
	case book.RoleDefinitions, book.RoleGlossaryList:
		s.definitions(b)
	case book.RoleTimeline:
		s.timeline(b)
	case book.RoleLocalContents:
		s.elem.Type = "TOC"
		s.space(s.grid/2, 0)
		for _, it := range b.Items {
			s.contentsItem(it)
		}
		s.space(s.grid, 0)
	case book.RoleQuotationIndex:
		s.quotationIndex(b)
	default:
		panic(fmt.Sprintf("pdf: unexpected list %d", b.Role))
	}
	s.flush = true
}

// gap asks for half a line before a list; none below a heading, which brings
// its own.
func (s *setter) gap() {
	if !s.keep {
		s.space(s.grid/2, 1)
	}
}

// nested reports whether the list at hand stands in an item.
func (s *setter) nested() bool { return s.elem.parent != nil && s.elem.parent.Type == "LBody" }

// apartFromText sets a list with space around it, unless it is nested.
func (s *setter) apartFromText(list func()) {
	if s.nested() {
		list()
		return
	}
	s.gap()
	list()
	s.space(s.grid/2, 1)
}

// item sets one entry: its label, if it has one, hung before its blocks.
func (s *setter) item(it *book.Item, l label, indent typeset.Length) {
	defer s.begin("LI")()
	defer s.oneThing()()
	s.open(nil, it.Target)
	before := typeset.Length(0)
	if l.line != nil {
		before = l.line.Width + s.base.size.Scale(45, 100)
	}
	s.labelled(l, before, indent, func() {
		defer s.begin("LBody")()
		s.blocks(s.beside(it.Blocks))
	})
}

// numberings are how items are counted (ISO 32000-1, table 347).
var numberings = map[book.Role]string{
	book.RoleBulletList:     "Disc",
	book.RoleNumberList:     "Decimal",
	book.RoleLetterList:     "LowerAlpha",
	book.RoleRomanList:      "LowerRoman",
	book.RoleChoices:        "LowerAlpha",
	book.RoleCapitalChoices: "UpperAlpha",
}

func (s *setter) plainList(b *book.List) {
	indent := s.base.size.Scale(150, 100)
	s.elem.Attr = &finish.Attributes{ListNumbering: numberings[b.Role]}
	l := s.base
	l.features = tableFigures
	text := func(i int) string {
		switch number := b.Number(i); {
		case b.Items[i].Box != "":
			return b.Items[i].Box
		case number != "":
			return number + "."
		case s.nested():
			return "–"
		}
		return "•"
	}
	labels := make([]label, len(b.Items))
	for i, it := range b.Items {
		labels[i] = s.newLabel(text(i), l, it.Span)
		indent = max(indent, labels[i].line.Width+s.base.size.Scale(45, 100))
	}
	for i, it := range b.Items {
		if i > 0 && !b.Tight {
			s.space(s.grid/2, 0)
		}
		s.item(it, labels[i], indent)
	}
}

// choices sets answers right below their question, on the same page with it,
// and together where they are few.
func (s *setter) choices(b *book.List) {
	const few = 8 // lines
	s.keep = len(s.strips) > 0
	first := len(s.strips)
	s.plainList(b)
	if lines := s.strips[first:]; len(lines) <= few {
		for _, line := range lines[:max(0, len(lines)-1)] {
			line.Turn = typeset.TurnNever
		}
	}
	if !s.nested() {
		s.space(s.grid/2, 1)
	}
}

// highlights sets numbered quotations: larger, each with a big number.
func (s *setter) highlights(b *book.List) {
	s.elem.Attr = &finish.Attributes{ListNumbering: "Decimal"}
	for i, it := range b.Items {
		s.space(s.grid, 1)
		l := look{family: display, size: s.size(2), color: ink(theme.PrintAccent), lang: s.lang, features: "lnum"}
		number := s.newLabel(b.Number(i), l, it.Span)
		outer := s.base
		s.base.italic = true
		s.base.size = s.size(1.15)
		ragged := s.ragged
		s.ragged = true
		first := len(s.strips)
		s.item(it, number, s.size(2.4))
		s.ragged = ragged
		s.base = outer
		for _, p := range s.strips[first:max(first, len(s.strips)-1)] {
			p.Turn = typeset.TurnNever
		}
	}
	s.space(s.grid, 1)
}

func (s *setter) definitions(b *book.List) {
	for i, it := range b.Items {
		s.space(s.grid/2, min(1, max(0, 1-i)))
		end, whole := s.begin("LI"), s.oneThing()
		s.open(nil, it.Target)
		s.terms(it, s.base.size.Scale(100, 100))
		endBody := s.begin("LBody")
		s.indented(func() {
			s.flush = true
			s.blocks(s.beside(it.Blocks))
		}, s.size(1.4), 0)
		endBody()
		whole()
		end()
	}
	s.space(s.grid/2, 1)
}

// terms sets what is defined on lines of its own.
func (s *setter) terms(it *book.Item, size typeset.Length) {
	end := s.begin("Lbl")
	for _, term := range it.Terms {
		l := look{family: sans, bold: true, size: size, lang: s.lang, features: textFigures}
		p := typeset.Paragraph{Pieces: s.text(term, l, s.elem), Measure: s.width(), Align: typeset.Left, Solid: true}
		for _, line := range p.Lines() {
			s.add(&typeset.Strip{Height: s.leading, Loose: s.loose, Turn: typeset.TurnNever, Notes: s.notesOf(line),
				Content: []typeset.Placed{{X: s.left, Y: s.baseline(), Line: line}}})
		}
	}
	s.keep = true
	end()
}

// timeline sets dates in a column of their own before what happened.
func (s *setter) timeline(b *book.List) {
	column := typeset.Length(0)
	for _, it := range b.Items {
		for _, term := range it.Terms {
			l := look{family: sans, bold: true, size: s.size(0.95), lang: s.lang, features: textFigures, color: ink(theme.PrintAccent)}
			column = max(column, typeset.SetLine(book.Plain(term), s.style(l), 0, 0).Width)
		}
	}
	column = min(column+s.size(1.2), s.width()/3)
	s.gap()
	for i, it := range b.Items {
		if i > 0 {
			s.space(s.grid/2, 0)
		}
		end, whole := s.begin("LI"), s.oneThing()
		s.open(nil, it.Target)
		label := s.begin("Lbl")
		var lines []*typeset.Line
		for _, term := range it.Terms {
			l := look{family: sans, bold: true, size: s.size(0.95), lang: s.lang, features: textFigures, color: ink(theme.PrintAccent)}
			p := typeset.Paragraph{Pieces: s.text(term, l, s.elem), Measure: column - s.em(0.8), Align: typeset.Left, Solid: true}
			lines = append(lines, p.Lines()...)
		}
		label()
		first := len(s.strips)
		body := s.begin("LBody")
		s.indented(func() {
			s.flush = true
			s.blocks(s.beside(it.Blocks))
		}, column, 0)
		body()
		end()
		s.date(lines, first)
		whole()
	}
	s.space(s.grid/2, 1)
}

// date puts the lines of a date beside what happened, which begins with that
// strip: below each other, whatever stands beside them.
func (s *setter) date(lines []*typeset.Line, first int) {
	room := typeset.Length(0)
	for i, strip := range s.strips[first:] {
		if room += strip.Height; i > 0 {
			room += strip.Above
		}
	}
	for ; room < s.leading*typeset.Length(len(lines)); room += s.leading {
		s.add(&typeset.Strip{Height: s.leading, Loose: s.loose})
	}
	at, top := first, typeset.Length(0) // of a strip
	placed, notes := 0, 0               // in it
	for k, line := range lines {
		y := s.leading * typeset.Length(k)
		for at+1 < len(s.strips) {
			next := top + s.strips[at].Height + s.strips[at+1].Above
			if !s.strips[at+1].Loose {
				next = (next + s.grid - 1) / s.grid * s.grid
			}
			if y < next {
				break
			}
			s.strips[at].Turn = typeset.TurnNever
			at, top, placed, notes = at+1, next, 0, 0
		}
		strip, its := s.strips[at], s.notesOf(line)
		strip.Content = slices.Insert(strip.Content, placed, typeset.Placed{X: s.left, Y: y - top + s.baseline(), Line: line})
		strip.Notes = slices.Insert(strip.Notes, notes, its...)
		placed, notes = placed+1, notes+len(its)
	}
}

// contentsItem is a section of the chapter's own contents.
func (s *setter) contentsItem(it *book.Item) {
	for _, x := range it.Blocks {
		p, ok := x.(*book.Para)
		if !ok {
			continue
		}
		for _, n := range p.Text {
			if l, ok := n.(*book.Link); ok && l.To != nil {
				s.leader("", l.Text, l.To, s.small(), 0)
			}
		}
	}
}

// quotationIndex lists quotations with their places.
func (s *setter) quotationIndex(b *book.List) {
	s.elem.Attr = &finish.Attributes{ListNumbering: "None"}
	for _, it := range b.Items {
		s.space(s.grid/2, 1)
		s.item(it, label{}, 0)
	}
	s.space(s.grid/2, 1)
}

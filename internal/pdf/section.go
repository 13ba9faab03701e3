package pdf

import (
	"slices"
	"strconv"
	"strings"

	"guidec/internal/book"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// chapter sets a section of level 1 and all that is in it.
func (s *setter) chapter() {
	b := s.of.section
	s.elem.Type = b.Role.Spelling().Tag
	s.open(b, b.Target)
	s.opening(b)
	if b.Role == book.RoleChapter {
		s.localContents(b)
	}
	s.flush = true
	s.blocks(b.Blocks)
}

// opening sets the head of a chapter: low on the page, the number in the
// accent colour, a thin rule beneath.
func (s *setter) opening(b *book.Section) {
	defer s.begin("H1")()
	var content []typeset.Placed
	sink := s.lines(float64(s.page.Lines * 13 / 100))
	if s.page.Lines < 28 || s.of.section == nil {
		sink = s.lines(1)
	}
	y := sink
	if b.Label != "" {
		word, number := cutNumber(b.Label, b.Target.Number)
		small := look{family: sans, bold: true, size: s.size(0.92), color: ink(theme.PrintGrey), tracking: 60, lang: s.lang}
		m := s.mark(mark{elem: s.elem})
		if word != "" {
			content = append(content, typeset.Placed{Y: y, Line: typeset.SetLine(word+" ", s.style(small), m, 0)})
		}
		y += s.size(theme.Sizes.Number).Scale(86, 100)
		big := look{family: display, size: s.size(theme.Sizes.Number), color: ink(theme.PrintAccent), lang: s.lang, features: "lnum"}
		content = append(content, typeset.Placed{X: -s.em(0.12), Y: y, Line: typeset.SetLine(number+" ", s.style(big), m, 0)})
		y += s.size(theme.Sizes.Heading[0]).Scale(150, 100)
	} else {
		y += s.size(theme.Sizes.Number).Scale(86, 100)
	}
	head := look{family: display, bold: true, size: s.size(theme.Sizes.Heading[0]), lang: s.lang, features: textFigures}
	leading := head.size.Scale(int(theme.Sizes.HeadingLeading*100), 100)
	p := typeset.Paragraph{Pieces: s.text(b.Heading, head, s.elem), Measure: s.measure, Align: typeset.Left, Solid: true}
	for _, line := range p.Balanced() {
		content = append(content, typeset.Placed{Y: y, Line: line})
		y += leading
	}
	y += s.lines(0.9) - leading + s.lines(0.35)
	content = append(content, s.rule(0, y, s.measure, 0.6, theme.PrintRule))
	y += s.lines(1.2)
	height := (y + s.grid - 1) / s.grid * s.grid
	s.add(&typeset.Strip{Height: height, Content: content, Turn: typeset.TurnNever})
	s.keep = true
}

// cutNumber parts a label from the number that it ends in.
func cutNumber(label, number string) (word, rest string) {
	if number != "" && strings.HasSuffix(label, number) {
		return strings.TrimSpace(strings.TrimSuffix(label, number)), number
	}
	return "", label
}

// localContents lists the sections of a chapter with their pages, unless the
// chapter has such a list itself.
func (s *setter) localContents(b *book.Section) {
	for _, x := range b.Blocks {
		if l, ok := x.(*book.List); ok && l.Role == book.RoleLocalContents {
			return
		}
	}
	var sections []*book.Section
	for _, x := range b.Blocks {
		if sub, ok := x.(*book.Section); ok {
			sections = append(sections, sub)
		}
	}
	if len(sections) < 2 {
		return
	}
	end := s.begin("TOC")
	for _, sub := range sections {
		s.leader("", sub.Heading, sub.Target, s.small(), 0)
	}
	end()
	s.space(s.grid, 0)
}

// leader sets a line of contents: words, dots, the page number.
func (s *setter) leader(label string, words []book.Inline, to *book.Target, l look, indent typeset.Length) {
	defer s.begin("TOCI")()
	ref := newElement(s.elem, "Reference")
	a := newElement(ref, "Link")
	a.link = &link{to: to, contents: linkName(to, book.Plain(words))}
	var number *typeset.Line
	if label != "" {
		n := l
		n.color = ink(theme.PrintAccent)
		lbl := newElement(s.elem, "Lbl")
		number = typeset.SetLine(label+" ", s.style(n), s.mark(mark{elem: lbl}), 0)
	}
	folio := typeset.SetLine(" "+s.folio(to), s.style(l), s.mark(mark{elem: a}), 0) // a blank, so that words and number do not run together
	reserve := l.size.Scale(220, 100)
	p := typeset.Paragraph{Pieces: s.text(plainLinks(words), l, a), Measure: s.width() - indent - reserve, Align: typeset.Left, Solid: true}
	lines := p.Lines()
	for i, line := range lines {
		strip := &typeset.Strip{Height: s.leading, Loose: s.loose}
		x := s.left + indent
		if number != nil && i == 0 {
			strip.Content = append(strip.Content, typeset.Placed{X: s.left, Y: s.baseline(), Line: number})
		}
		strip.Content = append(strip.Content, typeset.Placed{X: x, Y: s.baseline(), Line: line})
		if i == len(lines)-1 {
			right := s.left + s.width()
			gap := l.size / 2
			from := x + line.Width + gap
			if room := right - folio.Width - gap - from; room > l.size {
				strip.Content = append(strip.Content, typeset.Placed{X: from, Y: s.baseline() - typeset.Pt,
					Stroke: &typeset.Stroke{Width: room, Height: typeset.Points(0.7), Color: ink(theme.PrintRule), Dots: true}})
			}
			strip.Content = append(strip.Content, typeset.Placed{X: right - folio.Width, Y: s.baseline(), Line: folio})
		} else {
			strip.Turn = typeset.TurnNever
		}
		s.add(strip)
	}
}

// plainLinks is text without the links in it: one cannot link within a link.
func plainLinks(text []book.Inline) []book.Inline {
	var out []book.Inline
	for _, n := range text {
		switch n := n.(type) {
		case *book.Link:
			out = append(out, plainLinks(n.Text)...)
		case *book.NoteMark:
		case *book.Styled:
			inner := *n
			inner.Text = plainLinks(n.Text)
			out = append(out, &inner)
		case *book.Text, *book.CodeSpan, *book.Image, *book.Break:
			out = append(out, n)
		}
	}
	return out
}

// section sets a section below level 1.
func (s *setter) section(b *book.Section) {
	end := s.begin(b.Role.Spelling().Tag)
	defer end()
	s.open(b, b.Target)
	s.heading(b)
	s.flush = true
	s.keep = true
	below := len(s.strips)
	for i, block := range b.Blocks {
		s.blockOf(b.Blocks, i)
		if _, ok := block.(*book.Para); ok && len(s.strips) == below+1 {
			s.keep = s.chained() < s.depth()/2 // a line alone is too little below a heading
		}
	}
	s.keep = false
}

// chained is how high the strips are that the last one cannot be parted from.
func (s *setter) chained() (height typeset.Length) {
	for i, strip := range slices.Backward(s.strips) {
		if i < len(s.strips)-1 && strip.Turn < typeset.TurnNever {
			break
		}
		height += strip.Height + strip.Above
	}
	return height
}

// heading sets the head of a section so that the text below it comes back to
// the grid: two lines for one of the second level, one for those below.
func (s *setter) heading(b *book.Section) {
	part := theme.Sizes.Heading[min(b.Level, 6)-1]
	l := look{family: sans, bold: true, size: s.size(part), lang: s.lang, features: textFigures}
	leading := l.size.Scale(int(theme.Sizes.HeadingLeading*100), 100)
	if b.Level >= 5 {
		l.italic, l.bold = true, false
	}
	defer s.begin("H" + strconv.Itoa(min(b.Level, 6)))()
	indent := typeset.Length(0)
	var number *typeset.Line
	if b.Label != "" {
		n := l
		n.color = ink(theme.PrintAccent)
		number = typeset.SetLine(b.Label+" ", s.style(n), s.mark(mark{elem: s.elem}), 0)
		indent = max(number.Width+l.size/4, l.size.Scale(170, 100))
	}
	p := typeset.Paragraph{Pieces: s.text(b.Heading, l, s.elem), Measure: s.width() - indent, Align: typeset.Left, Solid: true}
	lines := p.Balanced()
	below := s.grid / 2
	switch { // baseline to baseline, over a line of the grid
	case b.Role == book.RoleQuestionAnswered:
		below = s.grid * 35 / 100
	case b.Level > 2:
		below = 0
	}
	text := leading * typeset.Length(len(lines)-1)
	height := (text + below + s.grid + s.grid - 1) / s.grid * s.grid
	y := height - s.grid + s.baseline() - below - text
	strip := &typeset.Strip{Height: height, Turn: typeset.TurnNever, Heading: true}
	if number != nil {
		strip.Content = append(strip.Content, typeset.Placed{X: s.left, Y: y, Line: number})
	}
	for _, line := range lines {
		strip.Content = append(strip.Content, typeset.Placed{X: s.left + indent, Y: y, Line: line})
		strip.Notes = append(strip.Notes, s.notesOf(line)...)
		y += leading
	}
	s.space(s.grid, 1)
	s.add(strip)
}

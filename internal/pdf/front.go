package pdf

import (
	"slices"
	"strings"

	"guidec/internal/book"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// goldenSection is the larger part of the golden section.
const goldenSection = 0.618

// titlePage is composed as the cover is: a field of the accent colour fills
// the upper golden section and holds the title, white, flush left, set from
// its foot upwards; a very large quotation mark, a shade off the field, hangs
// from the top. Below stand what kind of book it is, a rule, the work that it
// is about, and at the foot who made it.
func (s *setter) titlePage() {
	m := &s.book.Meta
	top := typeset.Points(float64(s.page.Top))
	field := typeset.Points(float64(s.page.Height)*goldenSection) - top
	ground, type1 := ink(theme.PrintAccent), ink(theme.White)
	if s.saver {
		type1 = ground
	}
	var content []typeset.Placed
	if !s.saver {
		content = append(content, typeset.Placed{X: -typeset.Points(float64(s.page.Inner)), Y: -top,
			Stroke: &typeset.Stroke{Width: typeset.Points(float64(s.page.Width)), Height: field + top, Color: ground}})
		shade := typeset.Color{R: ground.R + 18, G: ground.G + 14, B: ground.B + 12}
		mark := typeset.SetLine("“", s.style(look{family: display, bold: true, size: typeset.Points(float64(s.page.Width) * 0.95), color: shade}), 0, 0)
		content = append(content, typeset.Placed{X: s.fullMeasure() - mark.Width*8/10, Y: field * 86 / 100, Line: mark})
	}
	y := typeset.Length(0)
	put := func(text string, l look, leading float64) (lines []typeset.Placed) {
		defer s.begin("P")()
		p := typeset.Paragraph{Pieces: []typeset.Piece{s.label(text, l, s.elem)}, Measure: s.fullMeasure(), Align: typeset.Left, Solid: true}
		for i, line := range p.Lines() {
			if i > 0 {
				y += l.size.Scale(int(leading*100), 100)
			}
			lines = append(lines, typeset.Placed{Y: y, Line: line})
		}
		return lines
	}
	title := look{family: display, bold: true, size: s.titleSize(m.TitleLines[0]), color: type1, lang: s.lang, features: textFigures}
	lines := put(m.TitleLines[0], title, 1.08)
	rise := field - s.lines(1.8) - y
	for i := range lines {
		lines[i].Y += rise
	}
	content = append(content, lines...)
	kind := look{family: display, size: s.size(1.75), color: ground, lang: s.lang, features: textFigures}
	y = field + s.lines(2.4)
	kinds := append([]string(nil), m.TitleLines[1:]...)
	if m.Subtitle != "" && !slices.Contains(kinds, m.Subtitle) {
		kinds = append(kinds, m.Subtitle)
	}
	for _, text := range kinds {
		content = append(content, put(text, kind, 1.2)...)
		y += kind.size.Scale(130, 100)
	}
	y -= s.lines(0.5)
	content = append(content, s.rule(0, y, s.em(6), 0.8, theme.PrintAccent))
	y += s.lines(1.8)
	if m.About != "" {
		content = append(content, put(m.About, look{family: serif, italic: true, size: s.size(1.15), lang: s.lang, features: textFigures}, 1.35)...)
	}
	y = s.lines(float64(s.page.Lines)) - s.lines(0.3)
	if m.Byline != "" {
		content = append(content, put(m.Byline, look{family: sans, size: s.size(1.05), lang: s.lang}, 1.3)...)
	}
	s.add(&typeset.Strip{Height: typeset.Length(s.page.Lines) * s.grid, Content: content})
}

// fullMeasure is the measure with the margin column.
func (s *setter) fullMeasure() typeset.Length {
	return typeset.Points(float64(s.page.Measure + s.page.Gap + s.page.Column))
}

// titleSize is as large as the longest word of a title allows.
func (s *setter) titleSize(title string) typeset.Length {
	size := s.size(4.6)
	for range 8 {
		l := look{family: display, bold: true, size: size, lang: s.lang, features: textFigures}
		p := typeset.Paragraph{Pieces: []typeset.Piece{{Text: title, Style: s.style(l)}}, Measure: s.measure, Align: typeset.Left, Solid: true}
		if p.Least() < s.measure && len(p.Lines()) <= 4 {
			break
		}
		size = size.Scale(88, 100)
	}
	return size
}

// imprint sets what the guide says of itself, at the foot of the page behind
// the title page.
func (s *setter) imprint() {
	m := &s.book.Meta
	l := s.small()
	l.color = black
	var content []typeset.Placed
	leading := s.noteLeading()
	y := typeset.Length(0)
	put := func(text string, l look, gap bool) {
		if text == "" {
			return
		}
		defer s.begin("P")()
		if gap {
			y += leading * 6 / 10
		}
		p := typeset.Paragraph{Pieces: []typeset.Piece{s.label(text, l, s.elem)}, Measure: s.measure, Align: typeset.Left, Solid: true}
		for _, line := range p.Lines() {
			y += leading
			content = append(content, typeset.Placed{Y: y, Line: line})
		}
	}
	bold := l
	bold.bold = true
	put(m.Title, bold, false)
	for _, p := range m.Description {
		put(p, l, true)
	}
	for i, line := range imprintLines(m) {
		put(line, l, i == 0)
	}
	put(m.Rights, l, true)
	height := typeset.Length(s.page.Lines) * s.grid
	for i := range content {
		content[i].Y += height - y
	}
	s.add(&typeset.Strip{Height: height, Content: content})
}

func imprintLines(m *book.Meta) []string {
	var out []string
	add := func(parts ...string) {
		for _, p := range parts {
			if p == "" {
				return
			}
		}
		out = append(out, strings.Join(parts, " "))
	}
	add(m.Byline)
	for _, p := range m.Contributors {
		add(p.Name)
	}
	add(m.Publisher)
	add(m.Series.Name, m.Series.Number)
	add(m.Date)
	if !strings.HasPrefix(m.Identifier, "urn:uuid:") {
		add(m.Identifier)
	}
	return out
}

// contents lists chapters and their sections with dots and page numbers.
func (s *setter) contents() {
	s.elem.Type = "Sect"
	head := &book.Section{Level: 1, Heading: []book.Inline{&book.Text{Text: s.book.Words.Contents}}}
	s.opening(head)
	end := s.begin("TOC")
	defer end()
	s.loose = true
	for _, e := range s.book.Contents {
		s.entry(e)
	}
}

func (s *setter) entry(e *book.Entry) {
	l := look{family: sans, bold: true, size: s.size(1), lang: s.lang, features: textFigures}
	s.space(s.grid/2, 0)
	hang := s.size(1.9)
	s.leader(e.To.Number, e.Text, e.To, l, hang)
	if len(e.Entries) == 0 {
		return
	}
	sub := s.base
	outer := s.elem
	s.elem = newElement(outer, "TOC")
	s.elem.attach()
	for _, x := range e.Entries {
		s.keep = true
		s.leader("", x.Text, x.To, sub, hang)
	}
	s.elem = outer
}

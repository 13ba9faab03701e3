package pdf

import (
	"strings"

	"guidec/internal/book"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// titlePage sets the title as the cover does: flush left, large, an accent
// bar, what it is a guide to, who made it at the foot.
func (s *setter) titlePage() {
	m := &s.book.Meta
	var content []typeset.Placed
	y := s.lines(float64(s.page.Lines) * 0.24)
	put := func(text string, l look, leading float64, after typeset.Length) {
		end := s.begin("P")
		defer end()
		p := typeset.Paragraph{Pieces: []typeset.Piece{s.label(text, l, s.elem)}, Measure: s.measure, Align: typeset.Left, Solid: true}
		for i, line := range p.Lines() {
			if i > 0 {
				y += l.size.Scale(int(leading*100), 100)
			}
			content = append(content, typeset.Placed{Y: y, Line: line})
		}
		y += after
	}
	content = append(content, typeset.Placed{Y: y - s.size(theme.Sizes.Title)*2, Stroke: &typeset.Stroke{Width: s.size(4), Height: typeset.Points(3), Color: ink(theme.PrintAccent)}})
	title := look{family: display, bold: true, size: s.size(theme.Sizes.Title), lang: s.lang, features: textFigures}
	kind := look{family: display, size: s.size(1.7), color: ink(theme.PrintAccent), lang: s.lang, features: textFigures}
	if strings.Count(strings.Join(m.TitleLines, " "), "") > 60 {
		title.size = s.size(theme.Sizes.Title * 0.75)
	}
	for i, line := range m.TitleLines {
		if i == 0 {
			put(line, title, 1.1, s.lines(2.2))
		} else {
			put(line, kind, 1.2, s.lines(1.8))
		}
	}
	if m.Subtitle != "" && !contains(m.TitleLines, m.Subtitle) {
		put(m.Subtitle, kind, 1.2, s.lines(1.8))
	}
	content = append(content, s.rule(0, y-s.lines(0.4), s.measure, 0.6, theme.PrintRule))
	y += s.lines(1.4)
	if m.About != "" {
		put(m.About, look{family: serif, italic: true, size: s.size(1.2), lang: s.lang}, 1.35, 0)
	}
	y = s.lines(float64(s.page.Lines) - 1.2)
	if m.Byline != "" {
		put(m.Byline, look{family: sans, size: s.size(1.05), lang: s.lang}, 1.3, 0)
	}
	s.add(&typeset.Strip{Height: typeset.Length(s.page.Lines) * s.grid, Content: content})
}

func contains(list []string, x string) bool {
	for _, s := range list {
		if s == x {
			return true
		}
	}
	return false
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
	s.space(s.grid/2, 1)
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

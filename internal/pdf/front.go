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
// is about, and at the foot who made it. What stands below the field is set
// smaller, by steps, until it fits, then the field gives way to half the page;
// what never fits runs on over plain pages.
func (s *setter) titlePage() {
	for _, share := range []float64{goldenSection, 0.5} {
		field := typeset.Points(float64(s.page.Height)*share) - typeset.Points(float64(s.page.Top))
		size, ok := s.titleSize(s.book.Meta.TitleLines[0], field-s.titleLift())
		for scale := 1.0; ok && scale > 0.5; scale *= 0.9 {
			if page, ok := s.composeTitle(field, size, scale); ok {
				for _, e := range page.elems {
					e.attach()
				}
				s.add(&typeset.Strip{Height: s.lines(float64(s.page.Lines)), Content: page.content})
				return
			}
		}
	}
	s.plainTitle()
}

// A titleDraft is a title page that may turn out too full.
type titleDraft struct {
	content []typeset.Placed
	elems   []*element // of its texts; in the tree only when it is taken
}

// put sets a text at y and returns its last line's baseline.
func (t *titleDraft) put(s *setter, text string, l look, y typeset.Length, leading float64) typeset.Length {
	e := newElement(s.elem, "P")
	t.elems = append(t.elems, e)
	for i, line := range s.frontLines(s.ownWords(text, l, e), s.fullMeasure()) {
		if i > 0 {
			y += l.size.Scale(int(leading*100), 100)
		}
		t.content = append(t.content, typeset.Placed{Y: y, Line: line})
	}
	return y
}

// titleLift is how far above the foot of its field a title stands.
func (s *setter) titleLift() typeset.Length { return s.lines(1.8) }

// composeTitle sets the title page with a title of that size on a field that
// ends so far below the margin, and with what is below the field, and its
// distances, scaled; not ok when it does not fit.
func (s *setter) composeTitle(field, size typeset.Length, scale float64) (t titleDraft, ok bool) {
	m := &s.book.Meta
	top := typeset.Points(float64(s.page.Top))
	ground, type1 := ink(theme.PrintAccent), ink(theme.White)
	if s.saver {
		type1 = ground
	} else {
		bleed := typeset.Points(1) // so that no edge of the page stays white
		t.content = append(t.content, typeset.Placed{X: -typeset.Points(float64(s.page.Inner)) - bleed, Y: -top - bleed,
			Stroke: &typeset.Stroke{Width: typeset.Points(float64(s.page.Width)) + 2*bleed, Height: field + top + bleed, Color: ground}})
		shade := typeset.Color{R: ground.R + 18, G: ground.G + 14, B: ground.B + 12}
		mark := typeset.SetLine("“", s.style(look{family: display, bold: true, size: typeset.Points(float64(s.page.Width) * 0.95), color: shade}), 0, 0)
		t.content = append(t.content, typeset.Placed{X: s.fullMeasure() - mark.Width*8/10, Y: field * 86 / 100, Line: mark})
	}
	title := look{family: display, bold: true, size: size, color: type1, lang: s.lang, features: textFigures}
	first := len(t.content)
	rise := field - s.titleLift() - t.put(s, m.TitleLines[0], title, 0, 1.08)
	for i := range t.content[first:] {
		t.content[first+i].Y += rise
	}
	return t, s.composeFoot(&t, field, scale)
}

// composeFoot sets what stands below the field.
func (s *setter) composeFoot(t *titleDraft, field typeset.Length, scale float64) bool {
	m := &s.book.Meta
	text := func(f family, part float64) look {
		return look{family: f, size: s.size(max(1, part*scale)), lang: s.lang, features: textFigures}
	}
	kind := text(display, 1.75)
	kind.color = ink(theme.PrintAccent)
	y := field + s.lines(2.4*scale)
	for _, line := range m.Below() {
		y = t.put(s, line, kind, y, 1.2) + kind.size.Scale(130, 100)
	}
	y -= s.lines(0.5)
	t.content = append(t.content, s.rule(0, y, s.em(6), 0.8, theme.PrintAccent))
	if m.About != "" {
		about := text(serif, 1.15)
		about.italic = true
		y = t.put(s, m.About, about, y+s.lines(1.8*scale), 1.35)
	}
	foot := s.lines(float64(s.page.Lines)) - s.lines(0.3)
	if m.Byline == "" {
		return y <= foot
	}
	byline := text(sans, 1.05)
	byline.features = ""
	first := len(t.content)
	rise := foot - t.put(s, m.Byline, byline, 0, 1.3)
	for i := range t.content[first:] {
		t.content[first+i].Y += rise
	}
	return rise-y >= s.lines(1.4)
}

// plainTitle sets a title page without a field, over as many pages as it takes.
func (s *setter) plainTitle() {
	m := &s.book.Meta
	title := look{family: display, bold: true, size: s.size(1.65), color: ink(theme.PrintAccent), lang: s.lang, features: textFigures}
	s.run(m.TitleLines[0], title, title.size.Scale(120, 100))
	text := look{family: serif, size: s.size(1), lang: s.lang, features: textFigures}
	for _, line := range append(m.Below(), m.About, m.Byline) {
		if line != "" {
			s.space(s.grid, 0)
			s.run(line, text, s.grid)
		}
	}
}

// run sets a paragraph that may go on over pages, on which the margin column
// changes its side.
func (s *setter) run(text string, l look, leading typeset.Length) {
	defer s.begin("P")()
	for _, line := range s.frontLines(s.ownWords(text, l, s.elem), s.measure) {
		s.add(&typeset.Strip{Height: leading, Loose: true, Content: []typeset.Placed{{Y: leading, Line: line}}})
	}
}

// frontLines breaks a text into lines. A word that is wider than the measure
// is parted where the measure ends: nothing that a guide says of itself may
// leave the page.
func (s *setter) frontLines(p typeset.Piece, measure typeset.Length) []*typeset.Line {
	par := typeset.Paragraph{Pieces: []typeset.Piece{p}, Measure: measure, Align: typeset.Left, Solid: true}
	if par.Least() <= measure {
		return par.Lines()
	}
	par.Pieces = nil
	start, width := 0, typeset.Length(0)
	cut := func(end int) {
		part := p
		part.Text, part.Offset = p.Text[start:end], start
		par.Pieces, start, width = append(par.Pieces, part), end, 0
	}
	for i, r := range p.Text {
		if r == ' ' {
			width = 0
			continue
		}
		w := typeset.SetLine(string(r), p.Style, 0, 0).Width
		if width+w > measure*95/100 {
			cut(i)
			par.Pieces = append(par.Pieces, typeset.Piece{Style: p.Style, Mark: p.Mark, Break: true})
		}
		width += w
	}
	cut(len(p.Text))
	return par.Lines()
}

// fullMeasure is the measure with the margin column.
func (s *setter) fullMeasure() typeset.Length {
	return typeset.Points(float64(s.page.Measure + s.page.Gap + s.page.Column))
}

// titleSize is as large as the longest word of a title and the height of its
// field allow; not ok when no size that is one for a title fits.
func (s *setter) titleSize(title string, height typeset.Length) (size typeset.Length, ok bool) {
	size = s.size(4.6)
	for i := 0; size >= s.size(1.2); i++ {
		l := look{family: display, bold: true, size: size, lang: s.lang, features: textFigures}
		p := typeset.Paragraph{Pieces: []typeset.Piece{{Text: title, Style: s.style(l)}}, Measure: s.measure, Align: typeset.Left, Solid: true}
		if p.Least() < s.measure {
			n := len(p.Lines())
			if size.Scale(108*n, 100) <= height && (n <= 4 || i >= 8) {
				return size, true
			}
		}
		size = size.Scale(88, 100)
	}
	return size, false
}

// imprint sets what the guide says of itself, at the foot of the page behind
// the title page; more than a page of it begins at the top and goes on.
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
		for _, line := range s.frontLines(s.ownWords(text, l, s.elem), s.measure) {
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
	height := s.lines(float64(s.page.Lines))
	if y > height {
		at := typeset.Length(0)
		for i, c := range content {
			s.space(c.Y-leading-at, 0)
			at = c.Y
			s.keep = i > len(content)-5 && i > 0 // no line or two alone on a page
			s.add(&typeset.Strip{Height: leading, Loose: true, Content: []typeset.Placed{{Y: leading, Line: c.Line}}})
		}
		return
	}
	for i := range content {
		content[i].Y += height - y
	}
	s.add(&typeset.Strip{Height: height, Content: content})
}

// imprintLines says who made the guide, when, and what libraries know it by.
// Identifiers that are for programs alone are left to the metadata.
func imprintLines(m *book.Meta) []string {
	lines := append([]string{m.Byline}, m.Contributed...)
	join := func(parts ...string) string {
		return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), ", ")
	}
	lines = append(lines, join(m.Publisher, m.Dated), join(m.Series.Name, m.Series.Number))
	if isbn, ok := strings.CutPrefix(m.Identifier, "urn:isbn:"); ok {
		lines = append(lines, "ISBN "+isbn)
	} else if !strings.HasPrefix(m.Identifier, "urn:") {
		lines = append(lines, m.Identifier)
	}
	return slices.DeleteFunc(lines, func(s string) bool { return s == "" })
}

// contents lists chapters and their sections with dots and page numbers.
func (s *setter) contents() {
	s.elem.Type = "Sect"
	head := &book.Section{Level: 1, Heading: []book.Inline{&book.Text{Text: s.book.Words.Contents}}}
	s.opening(head)
	end := s.begin("TOC")
	defer end()
	s.loose = true
	first := len(s.strips)
	for _, e := range s.book.Contents {
		s.entry(e)
	}
	s.tighten(s.strips[first-1].Height, s.strips[first:])
}

// closest is how close, in thousandths of their distance, lines of contents
// are set to save a page for the last few.
const closest = 850

// tighten sets strips closer so that they end with the page that they begin
// on, head below its top, where little is lacking.
func (s *setter) tighten(head typeset.Length, strips []*typeset.Strip) {
	total := typeset.Length(0)
	for _, p := range strips {
		total += p.Above + p.Height
	}
	room := s.depth() - head
	if total <= room || total*closest/1000 > room {
		return
	}
	for _, p := range strips {
		p.Above, p.Height = p.Above*room/total, p.Height*room/total
	}
}

func (s *setter) entry(e *book.Entry) {
	l := look{family: sans, bold: true, size: s.size(1), lang: s.lang, features: textFigures}
	s.space(s.grid/2, 0)
	hang := s.size(1.9)
	_, number := cutNumber(e.Label, e.To.Number)
	s.leader(number, e.Text, e.To, l, hang)
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

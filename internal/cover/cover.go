// Package cover draws the cover of a guide that brings none: type on a
// field of colour, 1600 × 2560 pixels.
//
// The composition, which the title page in print follows: an accent field
// fills the upper golden section (0.618) of the sheet and holds the title in
// Source Serif Display Semibold, white, flush left, standing on the foot of
// the field; one opening quotation mark, very large and only a shade off the
// field, hangs from its top. On the paper below stand, on the same left
// edge, what kind of book it is (the rest of the title, in the accent), a
// short thick rule, the sentence that names the work and its author, and at
// the foot the guide's own author in sans. Margins are a twelfth of the
// width; nothing is centred.
package cover

import (
	"image"
	"strings"

	"guidec/internal/theme"
)

// The size of a cover in pixels: 5 to 8, as stores ask for it.
const (
	Width  = 1600
	Height = 2560
)

// The composition, in pixels.
const (
	margin     = Width / 12
	fieldFoot  = 1582 // the golden section of the height
	measure    = Width - 2*margin
	footMargin = 150
)

// Words are what a cover says. Only the title is needed.
type Words struct {
	Title  string // its first line, large
	Kind   string // the rest of the title: "A Study Guide"
	About  string // "A guide to Never Let Me Go by Kazuo Ishiguro"
	Byline string
}

// PNG returns the cover as a file. An error is a bug: the fonts are built
// into the program.
func PNG(w Words) ([]byte, error) {
	s, err := compose(w)
	if err != nil {
		return nil, err
	}
	return s.png(), nil
}

// compose lays the cover out.
func compose(w Words) (*sheet, error) {
	s, err := newSheet(w)
	if err != nil {
		return nil, err
	}
	s.mark()
	s.title(w.Title)
	s.below(w)
	return s, s.err
}

// mark hangs the quotation mark from the top of the field, its left edge on
// the margin.
func (s *sheet) mark() {
	f := s.face(display, 1750)
	box, _, _ := f.GlyphBounds('“')
	s.write(f, "“", Width-margin-box.Max.X.Ceil()+20, margin-box.Min.Y.Floor(), markOnField)
}

// title sets the title as large as it can be, up to five lines, its last
// line on the foot of the field.
func (s *sheet) title(text string) {
	const room = fieldFoot - 2*margin
	size, lines := 300.0, []string(nil)
	if !strings.Contains(text, " ") { // a single word can carry the cover
		size = 460
	}
	for ; size > 70; size -= 6 {
		f := s.face(display, size)
		lines = breakLines(f, text, measure)
		if lines != nil && len(lines) <= 5 && float64(len(lines))*size*1.04 <= room {
			break
		}
	}
	f := s.face(display, size)
	if lines == nil { // one word as long as a line: cut by the edge, as type may be
		lines = []string{text}
	}
	y := fieldFoot - margin - int(size*0.12)
	for i := len(lines) - 1; i >= 0; i-- {
		s.write(f, lines[i], margin-int(size*0.03), y, onField)
		y -= int(size * 1.04)
	}
}

// below writes what stands on the paper.
func (s *sheet) below(w Words) {
	y := fieldFoot + 200
	if w.Kind != "" {
		y = s.paragraph(displayLight, 104, 1.15, w.Kind, margin-3, y, accentOnPaper, 2)
		y += 10
	}
	if w.About != "" {
		s.bar(image.Rect(margin, y-50, margin+150, y-42), accentOnPaper)
		y += 72
		s.paragraph(italic, 62, 1.3, w.About, margin, y, inkOnPaper, 3)
	}
	if w.Byline != "" {
		s.paragraph(sans, 54, 1.2, w.Byline, margin, Height-footMargin, inkOnPaper, 1)
	}
}

// paragraph writes text from the baseline y downwards, in at most most
// lines, and returns the next baseline.
func (s *sheet) paragraph(font string, size, leading float64, text string, x, y int, c ramp, most int) int {
	f := s.face(font, size)
	lines := breakLines(f, text, measure)
	for lines == nil || len(lines) > most {
		if size *= 0.94; size < 20 {
			lines = []string{text}
			break
		}
		f = s.face(font, size)
		lines = breakLines(f, text, measure)
	}
	for _, line := range lines {
		s.write(f, line, x, y, c)
		y += int(size * leading)
	}
	return y
}

// The colours of the composition as ramps from a ground to an ink.
var grounds = [...]struct{ ground, ink theme.Color }{
	onField:       {theme.PrintAccent, theme.White},
	markOnField:   {theme.PrintAccent, mix(theme.PrintAccent, theme.White, 0.13)},
	inkOnPaper:    {theme.PrintTint, theme.Color{R: 0x24, G: 0x20, B: 0x1d}},
	accentOnPaper: {theme.PrintTint, theme.PrintAccent},
}

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
	"slices"
	"strings"

	"guidec/internal/theme"
	"guidec/internal/typeset"
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
	Title  string   // its first line, large
	Below  []string // the rest of the title, the subtitle, the edition: three at most
	About  string   // "A guide to Never Let Me Go by Kazuo Ishiguro"
	Byline string
}

// PNG returns the cover as a file, set in fonts of a library. An error is a
// bug: the fonts are built into the program.
func PNG(fonts *typeset.Library, w Words) ([]byte, error) {
	s := compose(fonts, w)
	return s.png(), s.err
}

// compose lays the cover out. Words that run from right to left, which would be
// set in the wrong order, are left out.
func compose(fonts *typeset.Library, w Words) *sheet {
	fromRight := func(words string) bool { return strings.ContainsFunc(words, typeset.FromRight) }
	for _, words := range []*string{&w.Title, &w.About, &w.Byline} {
		if fromRight(*words) {
			*words = ""
		}
	}
	w.Below = slices.DeleteFunc(slices.Clone(w.Below), fromRight)
	s := &sheet{fonts: fonts}
	s.mark()
	if w.Title != "" {
		s.title(w.Title)
	}
	s.below(w)
	return s
}

// mark hangs the quotation mark from the top of the field, its right edge on
// the margin.
func (s *sheet) mark() {
	mark := typeset.SetLine("“", s.style(display, 1750), 0, 0)
	box := (&sheet{}).write(mark, 0, 0, markOnField)
	s.write(mark, Width-margin+20-box.Max.X, margin-box.Min.Y, markOnField)
}

// title sets the title as large as it can be, in up to five lines of like
// widths, its last line on the foot of the field.
func (s *sheet) title(text string) {
	const room, least = fieldFoot - 2*margin, 70
	size := 300.0
	if !strings.Contains(text, " ") { // a single word can carry the cover
		size = 460
	}
	p := s.paragraph(display, size, text)
	lines := p.Balanced()
	for size > least && (!fits(p, min(5, int(room/(size*1.04)))) || uneven(lines)) {
		size -= 6
		p = s.paragraph(display, size, text)
		lines = p.Balanced()
	}
	y := fieldFoot - margin - int(size*0.12)
	for _, line := range slices.Backward(lines) {
		s.write(line, margin-int(size*0.03), y, onField)
		y -= int(size * 1.04)
	}
}

// below writes what stands on the paper.
func (s *sheet) below(w Words) {
	y := fieldFoot + 200
	lines, last, size := 0, 0, 104.0
	if len(w.Below) > 2 {
		size = 84
	}
	for _, words := range w.Below {
		b := s.block(displayLight, size, 1.15, words, 2-min(lines, 1))
		if lines > 0 {
			y += b.leading - last // smaller words above leave less
		}
		y = b.write(margin-3, y, accentOnPaper)
		lines, last = lines+len(b.lines), b.leading
	}
	if lines > 0 {
		y += 10
	}
	if w.About != "" {
		s.bar(image.Rect(margin, y-50, margin+150, y-42), accentOnPaper)
		y += 72
		s.block(italic, 62, 1.3, w.About, min(3, 5-lines)).write(margin, y, inkOnPaper)
	}
	if w.Byline != "" {
		by := s.block(sans, 54, 1.2, w.Byline, min(3, 5-lines))
		by.write(margin, Height-footMargin-(len(by.lines)-1)*by.leading, inkOnPaper)
	}
}

// A block is some lines of one size.
type block struct {
	sheet   *sheet
	lines   []*typeset.Line
	leading int
}

// block sets text in a size, or a smaller one where it would not fit into most
// lines. The leading is a multiple of the size.
func (s *sheet) block(font string, size, leading float64, text string, most int) block {
	const least = 20
	p := s.paragraph(font, size, text)
	for size > least && !fits(p, most) {
		size *= 0.94
		p = s.paragraph(font, size, text)
	}
	return block{s, p.Balanced(), int(size * leading)}
}

// write writes the block from the baseline y downwards, and returns the next
// baseline.
func (b block) write(x, y int, c ramp) int {
	for _, line := range b.lines {
		b.sheet.write(line, x, y, c)
		y += b.leading
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

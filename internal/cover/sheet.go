package cover

import (
	"cmp"
	"fmt"
	"image"
	"image/color"
	"math"

	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// The fonts of a cover.
const (
	display      = "SourceSerif4Display-Semibold"
	displayLight = "SourceSerif4Display-Regular"
	italic       = "SourceSerif4-It"
	sans         = "SourceSans3-Semibold"
)

// pixel is the length of a pixel: type is set as if it were a point.
const pixel = typeset.Pt

// A ramp is a run of palette entries from a ground to an ink, for type with
// smooth edges in few colours.
type ramp int

const (
	onField ramp = iota
	markOnField
	inkOnPaper
	accentOnPaper

	shades = 64 // in a ramp; four ramps fill a palette
)

// A sheet is what the cover shows, one thing over another: a field of colour
// above and paper below, and the ink on them. It is painted band by band (see
// png), which takes little memory: a large picture costs most by its memory.
type sheet struct {
	fonts *typeset.Library
	inks  []ink
	err   error // the first
}

// An ink is a glyph, or a bar where it has no outline.
type ink struct {
	box     image.Rectangle   // of the pixels that it touches
	outline []typeset.Segment // in pixels; y grows downwards
	ramp    ramp
}

// palette holds the ramps one after another. Its first entry is the ground of
// the field.
func palette() color.Palette {
	var p color.Palette
	for _, g := range grounds {
		for i := range shades {
			c := mix(g.ground, g.ink, float64(i)/(shades-1))
			p = append(p, color.RGBA{c.R, c.G, c.B, 0xff})
		}
	}
	return p
}

// mix is the colour that lies the part t of the way from a to b.
func mix(a, b theme.Color, t float64) theme.Color {
	at := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + 0.5) }
	return theme.Color{R: at(a.R, b.R), G: at(a.G, b.G), B: at(a.B, b.B)}
}

// style is how type of a font and a size in pixels is set.
func (s *sheet) style(font string, size float64) *typeset.Style {
	face, err := s.fonts.Face(font, "")
	s.fail(err)
	return &typeset.Style{Face: face, Size: typeset.Length(size * float64(pixel))}
}

func (s *sheet) fail(err error) {
	if err != nil {
		s.err = cmp.Or(s.err, fmt.Errorf("cover: %w", err))
	}
}

// paragraph is text that is to be set between the margins.
func (s *sheet) paragraph(font string, size float64, text string) *typeset.Paragraph {
	return &typeset.Paragraph{Pieces: []typeset.Piece{{Text: text, Style: s.style(font, size)}}, Measure: measure * pixel, Align: typeset.Left, Solid: true}
}

// fits reports whether a paragraph has at most so many lines, and no word is
// parted.
func fits(p *typeset.Paragraph, most int) bool {
	return p.Least() <= p.Measure && len(p.Lines()) <= most
}

// uneven reports whether a line is less than half as wide as another.
func uneven(lines []*typeset.Line) bool {
	least, most := lines[0].Width, lines[0].Width
	for _, l := range lines {
		least, most = min(least, l.Width), max(most, l.Width)
	}
	return least*2 < most
}

// write draws a line from x on the baseline y, and returns the box of its ink.
func (s *sheet) write(line *typeset.Line, x, y int, c ramp) (box image.Rectangle) {
	first := len(s.inks)
	for _, run := range line.Runs {
		at := float32(x) + float32(run.X)/float32(pixel)
		for _, word := range run.Words {
			if word.Lacks { // rather nothing than boxes
				continue
			}
			em := float32(run.Style.Size) / float32(pixel) / float32(word.Font.UnitsPerEm)
			for _, g := range word.Glyphs {
				outline, err := word.Font.Outline(g.Code)
				s.fail(err)
				s.draw(outline, em, at+float32(g.DX)*em, float32(y)-float32(g.DY)*em, c)
				at += float32(g.Advance) * em
			}
		}
	}
	for _, k := range s.inks[first:] {
		box = box.Union(k.box)
	}
	return box
}

// draw puts an outline, of which a unit is so many pixels, at x on the
// baseline y.
func (s *sheet) draw(outline []typeset.Segment, unit, x, y float32, c ramp) {
	if len(outline) == 0 {
		return
	}
	place := func(p typeset.Point) typeset.Point { return typeset.Point{X: x + p.X*unit, Y: y - p.Y*unit} }
	left, top := float32(math.MaxFloat32), float32(math.MaxFloat32)
	right, foot := -left, -top
	for i, to := range outline {
		to.Control, to.To = place(to.Control), place(to.To)
		for _, p := range []typeset.Point{to.Control, to.To} {
			left, right = min(left, p.X), max(right, p.X)
			top, foot = min(top, p.Y), max(foot, p.Y)
		}
		outline[i] = to
	}
	box := image.Rect(int(math.Floor(float64(left))), int(math.Floor(float64(top))), int(math.Ceil(float64(right))), int(math.Ceil(float64(foot))))
	s.inks = append(s.inks, ink{box, outline, c})
}

// bar draws a rectangle with the ink of a ramp.
func (s *sheet) bar(r image.Rectangle, c ramp) {
	s.inks = append(s.inks, ink{box: r, ramp: c})
}

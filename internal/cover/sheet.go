package cover

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"guidec/assets"
	"guidec/internal/theme"
)

// The faces of a cover, as file names in assets.
const (
	display      = "SourceSerif4Display-Semibold.ttf"
	displayLight = "SourceSerif4Display-Regular.ttf"
	italic       = "SourceSerif4-It.ttf"
	sans         = "SourceSans3-Semibold.ttf"
)

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

// A sheet is the picture that is drawn. The first error is kept.
type sheet struct {
	*image.Paletted
	fonts map[string]*sfnt.Font
	err   error
}

func newSheet() (*sheet, error) {
	s := &sheet{fonts: map[string]*sfnt.Font{}}
	var palette color.Palette
	for _, g := range grounds {
		for i := range shades {
			c := mix(g.ground, g.ink, float64(i)/(shades-1))
			palette = append(palette, color.RGBA{c.R, c.G, c.B, 0xff})
		}
	}
	s.Paletted = image.NewPaletted(image.Rect(0, 0, Width, Height), palette)
	s.paint(s.Rect, uint8(inkOnPaper)*shades)
	for _, name := range []string{display, displayLight, italic, sans} {
		data, err := assets.Files.ReadFile("fonts/" + name)
		if err != nil {
			return nil, fmt.Errorf("cover: %w", err)
		}
		f, err := opentype.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("cover: %s: %w", name, err)
		}
		s.fonts[name] = f
	}
	return s, nil
}

// mix is the colour that lies the part t of the way from a to b.
func mix(a, b theme.Color, t float64) theme.Color {
	at := func(x, y uint8) uint8 { return uint8(float64(x) + (float64(y)-float64(x))*t + 0.5) }
	return theme.Color{R: at(a.R, b.R), G: at(a.G, b.G), B: at(a.B, b.B)}
}

// face returns a font at a size in pixels.
func (s *sheet) face(name string, size float64) font.Face {
	f, err := opentype.NewFace(s.fonts[name], &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil && s.err == nil {
		s.err = fmt.Errorf("cover: %s: %w", name, err)
	}
	return f
}

// fill paints a rectangle: with the ground of onField, with the ink of any
// other ramp.
func (s *sheet) fill(r image.Rectangle, c ramp) {
	index := uint8(c)*shades + shades - 1
	if c == onField {
		index = uint8(c) * shades
	}
	s.paint(r, index)
}

// paint gives a palette entry to every pixel of a rectangle.
func (s *sheet) paint(r image.Rectangle, index uint8) {
	r = r.Intersect(s.Rect)
	row := bytes.Repeat([]byte{index}, r.Dx())
	for y := r.Min.Y; y < r.Max.Y; y++ {
		copy(s.Pix[s.PixOffset(r.Min.X, y):], row)
	}
}

// write sets a line of text from the baseline at x, y, kerned.
func (s *sheet) write(f font.Face, text string, x, y int, c ramp) {
	dot, before := fixed.P(x, y), rune(-1)
	for _, r := range text {
		if before >= 0 {
			dot.X += f.Kern(before, r)
		}
		to, mask, at, advance, ok := f.Glyph(dot, r)
		if ok {
			s.stamp(to, mask, at, c)
		}
		dot.X += advance
		before = r
	}
}

// stamp paints a glyph. Where two overlap the darker coverage stays.
func (s *sheet) stamp(to image.Rectangle, mask image.Image, at image.Point, c ramp) {
	alpha, ok := mask.(*image.Alpha)
	if !ok {
		return
	}
	shift := at.Sub(to.Min)
	to = to.Intersect(s.Rect).Intersect(alpha.Rect.Sub(shift))
	for y := to.Min.Y; y < to.Max.Y; y++ {
		row := s.Pix[s.PixOffset(to.Min.X, y):s.PixOffset(to.Max.X, y)]
		coverage := alpha.Pix[alpha.PixOffset(to.Min.X+shift.X, y+shift.Y):]
		for x := range row {
			a := coverage[x]
			if a == 0 {
				continue
			}
			index := uint8(c)*shades + uint8(int(a)*(shades-1)/0xff)
			p := &row[x]
			if *p/shades != uint8(c) || *p < index {
				*p = index
			}
		}
	}
}

// breakLines breaks text into lines of at most width pixels that are as
// even as can be; nil when a word is wider.
func breakLines(f font.Face, text string, width int) []string {
	words := strings.Fields(text)
	widths := make([]int, len(words))
	for i, w := range words {
		widths[i] = font.MeasureString(f, w).Ceil()
	}
	space := font.MeasureString(f, " ").Ceil()
	lines := greedy(words, widths, space, width)
	for narrow := width - 20; lines != nil && narrow > width/3; narrow -= 20 {
		even := greedy(words, widths, space, narrow)
		if even == nil || len(even) != len(lines) {
			break
		}
		lines = even
	}
	return lines
}

func greedy(words []string, widths []int, space, width int) []string {
	var lines []string
	at := 0 // where the current line ends
	for i, w := range words {
		switch {
		case widths[i] > width:
			return nil
		case i > 0 && at+space+widths[i] <= width:
			lines[len(lines)-1] += " " + w
			at += space + widths[i]
		default:
			lines = append(lines, w)
			at = widths[i]
		}
	}
	return lines
}

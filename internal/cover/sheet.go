package cover

import (
	"fmt"
	"image"
	"image/color"
	"slices"
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

// A sheet is what the cover shows, one thing over another: a field of colour
// above and paper below, and the ink on them. It is painted band by band (see
// png), which takes little memory: a large picture costs most by its memory.
type sheet struct {
	inks  []ink
	fonts map[string]*sfnt.Font
	err   error // the first
}

// An ink is a glyph, or a bar where it has no outline.
type ink struct {
	box     image.Rectangle // of the pixels that it touches
	outline sfnt.Segments
	origin  fixed.Point26_6 // of the outline on the sheet
	ramp    ramp
}

// newSheet returns an empty sheet, with the fonts for these words.
func newSheet(w Words) (*sheet, error) {
	s := &sheet{fonts: map[string]*sfnt.Font{}}
	for _, f := range []struct{ name, words string }{{display, "“" + w.Title}, {displayLight, w.Kind}, {italic, w.About}, {sans, w.Byline}} {
		if f.words == "" {
			continue
		}
		data, err := assets.Files.ReadFile("fonts/" + f.name)
		if err != nil {
			return nil, fmt.Errorf("cover: %w", err)
		}
		if s.fonts[f.name], err = sfnt.Parse(data); err != nil {
			return nil, fmt.Errorf("cover: %s: %w", f.name, err)
		}
	}
	return s, nil
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

// A face is a font at a size.
type face struct {
	font.Face // to measure with
	font      *sfnt.Font
	size      fixed.Int26_6
}

// face returns a font at a size in pixels.
func (s *sheet) face(name string, size float64) face {
	f := s.fonts[name]
	measures, err := opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
	if err != nil && s.err == nil {
		s.err = fmt.Errorf("cover: %s: %w", name, err)
	}
	return face{measures, f, fixed.Int26_6(size*64 + 0.5)}
}

// write sets a line of text from the baseline at x, y, kerned.
func (s *sheet) write(f face, text string, x, y int, c ramp) {
	var buffer sfnt.Buffer
	dot, before := fixed.P(x, y), rune(-1)
	for _, r := range text {
		if before >= 0 {
			dot.X += f.Kern(before, r)
		}
		advance, _ := f.GlyphAdvance(r)
		index, err := f.font.GlyphIndex(&buffer, r)
		if err == nil && index != 0 {
			s.glyph(f, &buffer, index, dot, c)
		}
		dot.X += advance
		before = r
	}
}

func (s *sheet) glyph(f face, buffer *sfnt.Buffer, index sfnt.GlyphIndex, dot fixed.Point26_6, c ramp) {
	outline, err := f.font.LoadGlyph(buffer, index, f.size, nil)
	if err != nil {
		return
	}
	b := outline.Bounds().Add(dot)
	box := image.Rect(b.Min.X.Floor(), b.Min.Y.Floor(), b.Max.X.Ceil(), b.Max.Y.Ceil())
	s.inks = append(s.inks, ink{box, slices.Clone(outline), dot, c})
}

// bar draws a rectangle with the ink of a ramp.
func (s *sheet) bar(r image.Rectangle, c ramp) {
	s.inks = append(s.inks, ink{box: r, ramp: c})
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

// Package theme is the look of a guide as data: colours, type scale, papers,
// margins, spacing. Both emitters read it, so that the screen and the page
// are of one family. It draws nothing and knows no book.
package theme

import (
	"fmt"
	"math"
)

// A Color is one of sRGB.
type Color struct{ R, G, B uint8 }

// Hex spells a colour as CSS does: "#cc4a33".
func (c Color) Hex() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Luminance is the relative luminance of WCAG 2.2, from 0 (black) to 1.
func (c Color) Luminance() float64 {
	linear := func(v uint8) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// Contrast is the contrast ratio of two colours by WCAG 2.2, 1 to 21.
func Contrast(a, b Color) float64 {
	x, y := a.Luminance(), b.Luminance()
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// The ground that pages are shown on, and its reverse at night.
var (
	White = Color{255, 255, 255}
	Black = Color{0, 0, 0}
)

// Screen colours hold a contrast of 4.5:1 on white and on black, so that
// neither a light nor a dark page needs a second set.
var (
	ScreenAccent = Color{0xcc, 0x4a, 0x33}
	ScreenGrey   = Color{0x75, 0x75, 0x75}
	ScreenRule   = Color{0x94, 0x94, 0x94} // lines and edges: 3:1 on both
)

// Print colours stand on white paper only. The accent is dark enough to
// stay apart from the greys when the page is printed without colour.
var (
	PrintAccent = Color{0x9b, 0x2d, 0x1f}
	PrintGrey   = Color{0x59, 0x59, 0x59}
	PrintRule   = Color{0x8c, 0x8c, 0x8c}
	PrintTint   = Color{0xf4, 0xf1, 0xec} // behind callouts and code
)

// A Scale is a set of type sizes as parts of the size of running text.
type Scale struct {
	Text, Small, Note, Code   float64
	PullQuote                 float64
	Title, Subtitle           float64 // of the title page
	Number                    float64 // of a chapter
	Heading                   [6]float64
	Leading, HeadingLeading   float64 // parts of the size they lead
	QuoteLeading, NoteLeading float64
}

// Sizes is the type scale of every guide, on paper and on screens.
var Sizes = Scale{
	Text: 1, Small: 0.82, Note: 0.82, Code: 0.86,
	PullQuote: 1.28,
	Title:     3.0, Subtitle: 1.4,
	Number:  3.6,
	Heading: [6]float64{2.2, 1.32, 1.1, 1, 1, 1},
	Leading: 1.33, HeadingLeading: 1.2,
	QuoteLeading: 1.34, NoteLeading: 1.28,
}

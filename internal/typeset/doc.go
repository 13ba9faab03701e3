// Package typeset makes pages of text: it parses fonts, shapes words,
// hyphenates, breaks paragraphs into lines and a chapter into pages. It
// decides where everything stands; it draws nothing, writes no file format
// and knows no book. What a piece of text means to its caller travels along
// as a Mark.
package typeset

import "fmt"

// A Length is a distance on the page in units of 1/65536 point. It is a whole
// number so that sums are exact and the same on every machine.
type Length int64

// Pt is one point, 1/72 inch.
const Pt Length = 1 << 16

// Points returns a length of p points.
func Points(p float64) Length {
	if p < 0 {
		return -Points(-p)
	}
	return Length(p*float64(Pt) + 0.5)
}

// Points returns the length in points.
func (l Length) Points() float64 { return float64(l) / float64(Pt) }

func (l Length) String() string { return fmt.Sprintf("%.2fpt", l.Points()) }

// Scale returns n/d of the length.
func (l Length) Scale(n, d int) Length { return l * Length(n) / Length(d) }

// A Color is one of sRGB.
type Color struct{ R, G, B uint8 }

package typeset

import (
	"errors"
	"slices"
)

// A Point of an outline, in font units; y grows upwards.
type Point struct{ X, Y float32 }

// A Segment of an outline is a curve of the second degree from where the one
// before ended, bent towards Control, to To; it is straight where these are the
// same. The first of a contour only says where the contour starts, and the last
// leads back there.
type Segment struct {
	Start       bool
	Control, To Point
}

// deepest is how far composite glyphs may be made of composite glyphs.
const deepest = 8

// Outline returns the shape of the glyph that a code means; nothing for a
// blank. It fails for a damaged font.
func (f *Font) Outline(code uint16) ([]Segment, error) {
	if int(f.glyph(code)) >= f.Glyphs {
		return nil, errFont
	}
	return subsetOf(f).segments(int(f.glyph(code)), 0)
}

func (s *subset) segments(glyph, depth int) ([]Segment, error) {
	b, err := s.outline(glyph)
	if err != nil || len(b) == 0 {
		return nil, err
	}
	parts, _, err := components(b)
	if err != nil {
		return nil, err
	}
	if len(parts) == 0 {
		return contours(b)
	}
	if depth == deepest {
		return nil, errFont
	}
	var list []Segment
	for _, at := range parts {
		g := int(bigEndian.Uint16(b[at:]))
		if g >= s.font.Glyphs {
			return nil, errFont
		}
		part, err := s.segments(g, depth+1)
		if err != nil {
			return nil, err
		}
		move, err := componentPlace(b, at)
		if err != nil {
			return nil, err
		}
		for _, p := range part {
			list = append(list, Segment{p.Start, move(p.Control), move(p.To)})
		}
	}
	return list, nil
}

// componentPlace reads how a composite glyph, in which components has found
// one at a byte, moves and scales its points (OpenType 1.9, "glyf", composite
// glyph description).
func componentPlace(glyph []byte, at int) (func(Point) Point, error) {
	flags := int(bigEndian.Uint16(glyph[at-2:]))
	if flags&argsAreOffsets == 0 {
		return nil, errors.New("a glyph is put together by its points")
	}
	at += 2
	var dx, dy float32
	if flags&argsAreWords != 0 {
		dx, dy = float32(signed(glyph[at:])), float32(signed(glyph[at+2:]))
		at += 4
	} else {
		dx, dy = float32(int8(glyph[at])), float32(int8(glyph[at+1]))
		at += 2
	}
	part := func(i int) float32 { return float32(signed(glyph[at+2*i:])) / (1 << 14) }
	xx, xy, yx, yy := float32(1), float32(0), float32(0), float32(1)
	switch {
	case flags&haveScale != 0:
		xx, yy = part(0), part(0)
	case flags&haveTwoScales != 0:
		xx, yy = part(0), part(1)
	case flags&haveTwoByTwo != 0:
		xx, xy, yx, yy = part(0), part(1), part(2), part(3)
	}
	return func(p Point) Point { return Point{xx*p.X + yx*p.Y + dx, xy*p.X + yy*p.Y + dy} }, nil
}

// Flags of a point of a simple glyph (OpenType 1.9, "glyf", simple glyph
// description).
const (
	onCurve    = 1 << 0
	shortX     = 1 << 1
	shortY     = 1 << 2
	repeatFlag = 1 << 3
	sameX      = 1 << 4 // or a short x is positive
	sameY      = 1 << 5
)

// contours reads a simple glyph.
func contours(glyph []byte) ([]Segment, error) {
	r := &glyphReader{rest: glyph[glyphHeader:]}
	ends := make([]int, bigEndian.Uint16(glyph))
	points := 0
	for i := range ends {
		ends[i] = r.word()
		if ends[i]+1 < points {
			return nil, errFont
		}
		points = ends[i] + 1
	}
	r.take(r.word()) // instructions
	flags := make([]byte, 0, points)
	for len(flags) < points && !r.failed {
		flag := r.byte()
		flags = append(flags, flag)
		if flag&repeatFlag != 0 {
			for n := r.byte(); n > 0 && len(flags) < points; n-- {
				flags = append(flags, flag)
			}
		}
	}
	place := make([]Point, len(flags))
	at := 0
	for i, flag := range flags {
		at += r.step(flag&shortX != 0, flag&sameX != 0)
		place[i].X = float32(at)
	}
	at = 0
	for i, flag := range flags {
		at += r.step(flag&shortY != 0, flag&sameY != 0)
		place[i].Y = float32(at)
	}
	if r.failed {
		return nil, errFont
	}
	var list []Segment
	start := 0
	for _, end := range ends {
		list = appendContour(list, place[start:end+1], flags[start:end+1])
		start = end + 1
	}
	return list, nil
}

// appendContour adds one contour, from its first point on the curve. Between
// two points off the curve lies one on it, halfway.
func appendContour(list []Segment, points []Point, flags []byte) []Segment {
	n := len(points)
	if n < 2 { // an anchor
		return list
	}
	on := func(flag byte) bool { return flag&onCurve != 0 }
	start, from := slices.IndexFunc(flags, on), 1
	var first Point
	if start < 0 {
		start, from, first = 0, 0, between(points[n-1], points[0])
	} else {
		first = points[start]
	}
	list = append(list, Segment{Start: true, Control: first, To: first})
	for i := from; i < n; i++ {
		p, next := points[(start+i)%n], points[(start+i+1)%n]
		switch {
		case on(flags[(start+i)%n]):
			list = append(list, Segment{Control: p, To: p})
		case on(flags[(start+i+1)%n]):
			list = append(list, Segment{Control: p, To: next})
			i++
		default:
			list = append(list, Segment{Control: p, To: between(p, next)})
		}
	}
	if list[len(list)-1].To != first {
		list = append(list, Segment{Control: first, To: first})
	}
	return list
}

func between(a, b Point) Point { return Point{(a.X + b.X) / 2, (a.Y + b.Y) / 2} }

// A glyphReader takes a glyph's bytes one after another, and zeros when there
// are no more.
type glyphReader struct {
	rest   []byte
	failed bool
}

func (r *glyphReader) take(n int) []byte {
	if n > len(r.rest) {
		r.rest, r.failed = nil, true
		return make([]byte, n)
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *glyphReader) byte() byte { return r.take(1)[0] }

func (r *glyphReader) word() int { return int(bigEndian.Uint16(r.take(2))) }

// step reads how far a coordinate is from the one before.
func (r *glyphReader) step(short, same bool) int {
	switch {
	case short && same:
		return int(r.byte())
	case short:
		return -int(r.byte())
	case same:
		return 0
	}
	return int(int16(r.word()))
}

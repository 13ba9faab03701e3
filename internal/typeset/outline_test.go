package typeset

import (
	"math"
	"testing"

	ximage "golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"guidec/assets"
)

// TestOutline holds the outlines of all glyphs of all fonts against what
// another program reads, which rounds points that are halfway to whole units.
func TestOutline(t *testing.T) {
	library := NewLibrary(assets.Files)
	for _, name := range fontNames(t) {
		f, err := library.Font(name)
		if err != nil {
			t.Fatal(err)
		}
		data, err := assets.Files.ReadFile("fonts/" + name + ".ttf")
		if err != nil {
			t.Fatal(err)
		}
		other, err := ximage.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		var buffer ximage.Buffer
		for g := range f.Glyphs {
			outline, err := f.Outline(uint16(g))
			if err != nil {
				t.Fatalf("%s: glyph %d: %v", name, g, err)
			}
			want, err := other.LoadGlyph(&buffer, ximage.GlyphIndex(g), fixed.I(f.UnitsPerEm), nil)
			if err != nil {
				t.Fatalf("%s: glyph %d: %v", name, g, err)
			}
			if got, want := extentOf(outline), extentOf(segmentsOf(want)); !got.near(want) {
				t.Errorf("%s: glyph %d is %v, not %v", name, g, got, want)
			}
		}
	}
}

// segmentsOf spells another program's outline as ours.
func segmentsOf(outline ximage.Segments) (list []Segment) {
	point := func(p fixed.Point26_6) Point { return Point{float32(p.X) / 64, -float32(p.Y) / 64} }
	for _, s := range outline {
		control, to := point(s.Args[0]), point(s.Args[0])
		if s.Op == ximage.SegmentOpQuadTo {
			to = point(s.Args[1])
		}
		list = append(list, Segment{s.Op == ximage.SegmentOpMoveTo, control, to})
	}
	return list
}

// An extent is what does not depend on where contours start.
type extent struct {
	area, length           float64
	left, right, foot, top float32
}

// extentOf measures an outline. A curve's area is that of its chord and two
// thirds of the triangle with its control point (Archimedes).
func extentOf(outline []Segment) (e extent) {
	cross := func(a, b, c Point) float64 {
		return float64((b.X-a.X)*(c.Y-a.Y)-(c.X-a.X)*(b.Y-a.Y)) / 2
	}
	var at Point
	for _, s := range outline {
		if !s.Start && s.To != at { // a contour of one point draws nothing
			e.area += cross(Point{}, at, s.To) + cross(at, s.Control, s.To)*2/3
			if e.length == 0 {
				e.left, e.right, e.foot, e.top = at.X, at.X, at.Y, at.Y
			}
			e.left, e.right, e.foot, e.top = min(e.left, s.To.X), max(e.right, s.To.X), min(e.foot, s.To.Y), max(e.top, s.To.Y)
			e.length += math.Hypot(float64(s.To.X-at.X), float64(s.To.Y-at.Y))
		}
		at = s.To
	}
	return e
}

func (e extent) near(f extent) bool {
	for _, d := range []float32{e.left - f.left, e.right - f.right, e.foot - f.foot, e.top - f.top} {
		if d < -1 || d > 1 {
			return false
		}
	}
	return math.Abs(e.area-f.area) <= e.length
}

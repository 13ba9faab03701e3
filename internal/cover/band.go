package cover

import (
	"image"
	"image/draw"

	"golang.org/x/image/vector"

	"guidec/internal/typeset"
)

// A band is some rows of the picture, as palette entries. It serves for one
// part of the picture after another.
type band struct {
	top    int
	rows   [bandHeight][Width]uint8
	raster vector.Rasterizer
	mask   [bandHeight * Width]uint8 // the coverage of one ink
}

const bandHeight = 64 // a divisor of Height

// paint makes the band that begins at a row.
func (b *band) paint(s *sheet, top int) {
	b.top = top
	b.clear()
	area := image.Rect(0, top, Width, top+bandHeight)
	for _, k := range s.inks {
		if part := k.box.Intersect(area); !part.Empty() {
			b.cover(k, part)
			b.stamp(k.ramp, part)
		}
	}
}

// clear leaves the ground.
func (b *band) clear() {
	for i := range b.rows {
		ground := uint8(inkOnPaper) * shades
		if b.top+i < fieldFoot {
			ground = uint8(onField) * shades
		}
		if i > 0 && b.rows[i-1][0] == ground {
			b.rows[i] = b.rows[i-1]
			continue
		}
		for x := range b.rows[i] {
			b.rows[i][x] = ground
		}
	}
}

// cover puts the part of an ink into the mask.
func (b *band) cover(k ink, part image.Rectangle) {
	mask := &image.Alpha{Pix: b.mask[:part.Dx()*part.Dy()], Stride: part.Dx(), Rect: image.Rectangle{Max: part.Size()}}
	if k.outline == nil {
		draw.Draw(mask, mask.Rect, image.Opaque, image.Point{}, draw.Src)
		return
	}
	z := &b.raster
	z.Reset(part.Dx(), part.Dy())
	z.DrawOp = draw.Src
	at := func(p typeset.Point) (x, y float32) { return p.X - float32(part.Min.X), p.Y - float32(part.Min.Y) }
	for _, to := range k.outline {
		x, y := at(to.To)
		switch {
		case to.Start:
			z.MoveTo(x, y)
		case to.Control == to.To:
			z.LineTo(x, y)
		default:
			cx, cy := at(to.Control)
			z.QuadTo(cx, cy, x, y)
		}
	}
	z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
}

// stamp paints the mask onto the rows. Where two inks overlap the darker
// coverage stays.
func (b *band) stamp(c ramp, part image.Rectangle) {
	coverage := b.mask[:]
	for y := part.Min.Y; y < part.Max.Y; y++ {
		row := b.rows[y-b.top][part.Min.X:part.Max.X]
		for x, a := range coverage[:len(row)] {
			if a == 0 {
				continue
			}
			index := uint8(c)*shades + uint8(int(a)*(shades-1)/0xff)
			if row[x]/shades != uint8(c) || row[x] < index {
				row[x] = index
			}
		}
		coverage = coverage[len(row):]
	}
}

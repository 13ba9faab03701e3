package media

import (
	"image"

	"golang.org/x/image/draw"
)

// longestSide is the most pixels that an image keeps on its longer side:
// 300 to the inch over the width of a Letter page.
const longestSide = 2560

// fit scales a picture down to longestSide.
func fit(m image.Image) image.Image {
	b := m.Bounds()
	long := max(b.Dx(), b.Dy())
	if long <= longestSide {
		return m
	}
	scale := func(n int) int { return max(1, (n*longestSide+long/2)/long) }
	small := shrink(m, scale(b.Dx()), scale(b.Dy()))
	if _, ok := m.(*image.Gray); ok {
		gray := image.NewGray(small.Rect)
		draw.Draw(gray, gray.Rect, small, image.Point{}, draw.Src)
		return gray
	}
	return small
}

// shrink averages the pixels of m that each pixel of the smaller picture
// covers, parts of pixels by their share. It holds one row of m at a time
// besides m itself.
func shrink(m image.Image, width, height int) *image.RGBA {
	b := m.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, width, height))
	row := image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))
	across := make([]float32, 4*width) // one source row, averaged
	sum := make([]float32, 4*width)    // the output row so far
	perRow := float64(b.Dy()) / float64(height)
	y := 0
	for sy := range b.Dy() {
		draw.Draw(row, row.Rect, m, image.Pt(b.Min.X, b.Min.Y+sy), draw.Src)
		shrinkRow(across, row.Pix, width)
		top, bottom := float64(sy), float64(sy+1)
		for y < height && bottom > float64(y)*perRow {
			end := float64(y+1) * perRow
			share := float32((min(bottom, end) - max(top, float64(y)*perRow)) / perRow)
			for i, v := range across {
				sum[i] += v * share
			}
			if bottom < end-1e-9 {
				break
			}
			store(out.Pix[y*out.Stride:], sum)
			clear(sum)
			y++
		}
	}
	if y < height { // what rounding kept back
		store(out.Pix[y*out.Stride:], sum)
	}
	return out
}

// shrinkRow averages a row of RGBA pixels into width of them.
func shrinkRow(out []float32, pix []uint8, width int) {
	per := float64(len(pix)/4) / float64(width)
	for x := range width {
		start, end := float64(x)*per, float64(x+1)*per
		var c [4]float32
		for sx := int(start); float64(sx) < end && sx < len(pix)/4; sx++ {
			share := float32(min(end, float64(sx+1)) - max(start, float64(sx)))
			for i := range c {
				c[i] += float32(pix[4*sx+i]) * share
			}
		}
		for i := range c {
			out[4*x+i] = c[i] / float32(per)
		}
	}
}

func store(pix []uint8, sum []float32) {
	for i, v := range sum {
		pix[i] = uint8(min(max(v+0.5, 0), 255))
	}
}

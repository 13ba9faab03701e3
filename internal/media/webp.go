package media

import (
	"image"
	"io"

	"golang.org/x/image/webp"
)

// decodeWebP decodes a WebP picture. In a lossy one black is 16 and white 235,
// as in video, but what it is decoded to has them at 0 and 255: it would be
// pale.
func decodeWebP(r io.Reader) (image.Image, error) {
	m, err := webp.Decode(r)
	switch m := m.(type) {
	case *image.YCbCr:
		stretch(m)
	case *image.NYCbCrA:
		stretch(&m.YCbCr)
	}
	return m, err
}

// stretch brings colours from the range of video (ITU-R BT.601) to that of
// JPEG.
func stretch(m *image.YCbCr) {
	var light, colour [256]uint8
	for i := range 256 {
		light[i] = scaled(i-16, 219, 0)
		colour[i] = scaled(i-128, 224, 128)
	}
	for _, p := range []struct {
		plane []uint8
		to    *[256]uint8
	}{{m.Y, &light}, {m.Cb, &colour}, {m.Cr, &colour}} {
		for i, v := range p.plane {
			p.plane[i] = p.to[v]
		}
	}
}

// scaled makes 255 steps of so many, from zero on.
func scaled(v, steps, zero int) uint8 {
	half := steps / 2
	if v < 0 {
		half = -half
	}
	return uint8(min(max(zero+(v*255+half)/steps, 0), 255))
}

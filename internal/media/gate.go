package media

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math"
	"path"
	"strings"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"guidec/internal/diag"
)

// mostScans bounds the passes of a progressive JPEG; each costs a walk over
// the whole picture, however few bytes it has. Encoders write ten or so.
const mostScans = 64

const (
	typePNG  = "image/png"
	typeJPEG = "image/jpeg"
)

// check takes the bytes of the file name through the gate.
func (l Limits) check(name string, data []byte) (*Image, *problem) {
	kind := sniff(data)
	if kind == "" {
		return nil, unknownFormat(name, data)
	}
	c, err := config(kind, data)
	if err != nil {
		return nil, broken(name, err)
	}
	width, height := c.Width, c.Height
	if width < 1 || height < 1 {
		return nil, broken(name, errors.New("it has no pixels"))
	}
	if width > l.pixels(c)/height || width > math.MaxUint16 || height > math.MaxUint16 {
		return nil, problemf(diag.ImageTooLarge, "the image %q has %d × %d pixels, more than the limit of %d", name, width, height, l.pixels(c)).
			hintf("scale it down: a printed page needs no more than %d pixels on the longer side", longestSide)
	}
	if kind == "jpeg" {
		return checkJPEG(name, data)
	}
	m, err := decode(kind, data)
	if err != nil {
		return nil, broken(name, err)
	}
	if photo, ok := m.(*image.YCbCr); ok { // a WebP that is compressed as JPEGs are
		return encodeJPEG(name, fit(photo))
	}
	if m.Bounds() == image.Rect(0, 0, width, height) { // not the part of a GIF
		m = fit(m)
		width, height = m.Bounds().Dx(), m.Bounds().Dy()
	}
	return encodePNG(name, fit(flatten(m, width, height)))
}

// sniff tells the formats that the gate reads by their first bytes.
func sniff(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return "png"
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return "jpeg"
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return "gif"
	case len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return "webp"
	}
	return ""
}

func config(kind string, data []byte) (image.Config, error) {
	r := bytes.NewReader(data)
	switch kind {
	case "png":
		return png.DecodeConfig(r)
	case "gif":
		return gif.DecodeConfig(r)
	case "webp":
		return webp.DecodeConfig(r)
	}
	return jpeg.DecodeConfig(r)
}

// pixels is how many pixels a picture may have: half as many with 16 bits
// to the channel, since they take twice the room.
func (l Limits) pixels(c image.Config) int {
	switch c.ColorModel {
	case color.RGBA64Model, color.NRGBA64Model, color.Gray16Model:
		return l.Pixels / 2
	}
	return l.Pixels
}

func decode(kind string, data []byte) (image.Image, error) {
	r := bytes.NewReader(data)
	switch kind {
	case "png":
		return png.Decode(r)
	case "gif":
		return gif.Decode(r) // the first frame
	case "webp":
		return decodeWebP(r)
	}
	return jpeg.Decode(r)
}

func unknownFormat(name string, data []byte) *problem {
	p := problemf(diag.ImageFormat, "the image %q is of a kind that guidec does not read", name)
	if len(data) == 0 {
		return problemf(diag.ImageCorrupt, "the image %q is empty", name)
	}
	if strings.EqualFold(path.Ext(name), ".svg") {
		return p.hintf("export the drawing as a PNG, 2000 pixels wide or so")
	}
	return p.hintf("PNG, JPEG, GIF and WebP are read")
}

// broken says that an image is damaged, or of a variety that the decoders
// do not know.
func broken(name string, err error) *problem {
	var unsupportedPNG png.UnsupportedError
	var unsupportedJPEG jpeg.UnsupportedError
	if errors.As(err, &unsupportedPNG) || errors.As(err, &unsupportedJPEG) {
		return problemf(diag.ImageFormat, "the image %q is of a rare variety: %v", name, err).hintf("save it again as a plain PNG or JPEG")
	}
	return problemf(diag.ImageCorrupt, "the image %q is damaged: %v", name, err).hintf("open it in an image editor and save it again")
}

// flatten returns the picture on a white canvas of the given size. Paper is
// white, and on a dark screen black lines on nothing would be lost.
func flatten(m image.Image, width, height int) image.Image {
	canvas := image.Rect(0, 0, width, height)
	o, ok := m.(interface{ Opaque() bool })
	if ok && o.Opaque() && m.Bounds() == canvas {
		switch m := m.(type) {
		case *image.Gray, *image.RGBA, *image.NRGBA:
			return m
		case *image.Paletted:
			return sixteenColoursAndMore(m)
		case *image.Gray16:
			gray := image.NewGray(canvas)
			draw.Draw(gray, canvas, m, image.Point{}, draw.Src)
			return gray
		}
	}
	flat := image.NewRGBA(canvas)
	draw.Draw(flat, canvas, image.White, image.Point{}, draw.Src)
	draw.Draw(flat, m.Bounds(), m, m.Bounds().Min, draw.Over)
	return flat
}

// sixteenColoursAndMore lengthens a short palette: the encoder packs up to
// sixteen colours into less than 8 bits.
func sixteenColoursAndMore(m *image.Paletted) *image.Paletted {
	for len(m.Palette) <= 16 {
		m.Palette = append(m.Palette, color.RGBA{A: 0xff})
	}
	return m
}

func encodePNG(name string, m image.Image) (*Image, *problem) {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		return nil, broken(name, err)
	}
	return &Image{Type: typePNG, Data: b.Bytes(), Width: m.Bounds().Dx(), Height: m.Bounds().Dy()}, nil
}

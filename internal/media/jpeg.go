package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"

	"golang.org/x/image/draw"
)

// JPEG markers (ITU-T T.81, table B.1).
const (
	markerSOI  = 0xd8
	markerEOI  = 0xd9
	markerSOS  = 0xda
	markerAPP0 = 0xe0
	markerAPP1 = 0xe1
	markerAPPF = 0xef
	markerCOM  = 0xfe
)

// quality of a JPEG that has to be written anew, or for another lossy picture.
const quality = 90

// checkJPEG keeps the compressed picture of an upright, moderate JPEG in
// grey or YCbCr and drops what cameras write around it: a book should not
// say where a photograph was taken. Any other JPEG is written anew.
func checkJPEG(name string, data []byte) (*Image, *problem) {
	plain, turn, err := stripJPEG(data)
	if err != nil {
		return nil, broken(name, err)
	}
	m, err := jpeg.Decode(bytes.NewReader(plain))
	if err != nil {
		return nil, broken(name, err)
	}
	b := m.Bounds()
	switch m.(type) {
	case *image.YCbCr, *image.Gray:
		if turn == upright && max(b.Dx(), b.Dy()) <= longestSide {
			return &Image{Type: typeJPEG, Data: plain, Width: b.Dx(), Height: b.Dy()}, nil
		}
	}
	return encodeJPEG(name, turn.apply(fit(m)))
}

func encodeJPEG(name string, m image.Image) (*Image, *problem) {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		return nil, broken(name, err)
	}
	return &Image{Type: typeJPEG, Data: b.Bytes(), Width: m.Bounds().Dx(), Height: m.Bounds().Dy()}, nil
}

var errJPEG = errors.New("its segments are broken")

// stripJPEG removes comments and application segments but for JFIF (APP0),
// ICC profiles (APP2) and Adobe's colour transform (APP14), and all that
// follows the picture. It returns what Exif said of the orientation.
func stripJPEG(data []byte) (plain []byte, turn orientation, err error) {
	turn = upright
	plain = append(plain, 0xff, markerSOI)
	scans := 0
	for at := 2; ; {
		for at+1 < len(data) && data[at] == 0xff && data[at+1] == 0xff { // fill bytes
			at++
		}
		if at+2 > len(data) || data[at] != 0xff {
			return nil, 0, errJPEG
		}
		marker := data[at+1]
		if marker == markerEOI {
			return append(plain, 0xff, markerEOI), turn, nil
		}
		if at+4 > len(data) {
			return nil, 0, errJPEG
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end < at+4 || end > len(data) {
			return nil, 0, errJPEG
		}
		body := data[at+4 : end]
		if marker == markerAPP1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			turn = exifOrientation(body[6:])
		}
		if marker == markerSOS {
			if scans++; scans > mostScans {
				return nil, 0, errors.New("it has too many passes")
			}
			end += entropyLen(data[end:])
		}
		if keepSegment(marker) {
			plain = append(plain, data[at:end]...)
		}
		at = end
	}
}

func keepSegment(marker byte) bool {
	switch marker {
	case markerAPP0, markerAPP0 + 2, markerAPP0 + 14:
		return true
	case markerCOM:
		return false
	}
	return marker < markerAPP0 || marker > markerAPPF
}

// entropyLen is how many bytes of entropy-coded data stand before the next
// marker that is neither a stuffed zero nor a restart.
func entropyLen(data []byte) int {
	for i := 0; i+1 < len(data); i++ {
		if data[i] == 0xff && data[i+1] != 0 && data[i+1] != 0xff && (data[i+1] < 0xd0 || data[i+1] > 0xd7) {
			return i
		}
	}
	return len(data)
}

// An orientation is the value of Exif's tag 0x0112: 1 upright, 2 to 8 the
// turns and mirrorings of Exif 2.3, section 4.6.4.
type orientation int

const upright orientation = 1

// exifOrientation reads the orientation from a TIFF structure. Whatever is
// odd about it means upright: viewers do the same.
func exifOrientation(tiff []byte) orientation {
	if len(tiff) < 8 {
		return upright
	}
	var order binary.ByteOrder
	switch string(tiff[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return upright
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return upright
	}
	count := int(order.Uint16(tiff[at:]))
	for i := range count {
		field := at + 2 + int64(i)*12
		if field+12 > int64(len(tiff)) {
			return upright
		}
		if order.Uint16(tiff[field:]) == 0x0112 {
			if v := orientation(order.Uint16(tiff[field+8:])); v >= 1 && v <= 8 {
				return v
			}
			return upright
		}
	}
	return upright
}

// apply returns the picture as it should be seen.
func (o orientation) apply(m image.Image) image.Image {
	b := m.Bounds()
	if o == upright {
		return m
	}
	src := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(src, src.Bounds(), m, b.Min, draw.Src)
	w, h := b.Dx(), b.Dy()
	turned := o >= 5 // rows become columns
	size := image.Rect(0, 0, w, h)
	if turned {
		size = image.Rect(0, 0, h, w)
	}
	dst := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			to := o.place(x, y, w, h)
			copy(dst.Pix[dst.PixOffset(to.X, to.Y):][:4], src.Pix[src.PixOffset(x, y):][:4])
		}
	}
	return dst
}

// place is where the stored pixel x, y of a w × h picture is seen.
func (o orientation) place(x, y, w, h int) image.Point {
	switch o {
	case 2:
		return image.Pt(w-1-x, y)
	case 3:
		return image.Pt(w-1-x, h-1-y)
	case 4:
		return image.Pt(x, h-1-y)
	case 5:
		return image.Pt(y, x)
	case 6:
		return image.Pt(h-1-y, x)
	case 7:
		return image.Pt(h-1-y, w-1-x)
	case 8:
		return image.Pt(y, w-1-x)
	}
	return image.Pt(x, y)
}

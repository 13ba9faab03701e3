// Package media is the gate that every image passes once: checked, decoded
// whole, bounded, and brought to a form that both emitters take. Past the
// gate an image is known to be good.
package media

// An Image has passed the gate. Data is an 8-bit, non-interlaced PNG, or a
// JPEG in grey or RGB (YCbCr) without rotation.
type Image struct {
	Name          string // unique in a book, fit for a file name: "creature-on-ice.png"
	Type          string // image/png or image/jpeg
	Data          []byte
	Width, Height int // pixels
}

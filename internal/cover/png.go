package cover

import (
	"encoding/binary"
	"hash/crc32"
	"image/color"

	"guidec/internal/deflate"
)

// png writes the picture as a PNG file (PNG 3, W3C 2025) of 256 colours. Its
// rows are not filtered: each is the byte 0 and its palette entries.
func (s *sheet) png() []byte {
	file := append([]byte(nil), "\x89PNG\r\n\x1a\n"...)
	header := binary.BigEndian.AppendUint32(nil, Width)
	header = binary.BigEndian.AppendUint32(header, Height)
	file = chunk(file, "IHDR", append(header, 8, 3, 0, 0, 0)) // 8 bits, a palette
	var colours []byte
	for _, c := range palette() {
		c := c.(color.RGBA)
		colours = append(colours, c.R, c.G, c.B)
	}
	file = chunk(file, "PLTE", colours)
	file = chunk(file, "IDAT", s.pack())
	return chunk(file, "IEND", nil)
}

// pack returns the rows as a zlib stream.
func (s *sheet) pack() []byte {
	b, row := &band{}, make([]byte, 1+Width)
	b.raster.Reset(Width, bandHeight) // as large as it will be
	return deflate.FlatZlib(func(yield func([]byte) bool) {
		for top := 0; top < Height; top += bandHeight {
			b.paint(s, top)
			for i := range b.rows {
				copy(row[1:], b.rows[i][:])
				if !yield(row) {
					return
				}
			}
		}
	})
}

// chunk adds a chunk to a file (section 5.3).
func chunk(file []byte, name string, data []byte) []byte {
	file = binary.BigEndian.AppendUint32(file, uint32(len(data)))
	start := len(file)
	file = append(append(file, name...), data...)
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(file[start:]))
}

// Package deflate packs data as EPUB, PDF and PNG ask for it. It decides how
// hard that is tried; nobody else knows the library.
package deflate

import (
	"bytes"
	"encoding/binary"
	"hash/adler32"
	"iter"
	"sync"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zlib"
)

// level balances time and size: level 7 takes three times as long for two
// bytes in a hundred.
const level = 6

// A packer serves for one stream after another.
type packer struct {
	out   bytes.Buffer
	flate *flate.Writer
}

// packers are those that nobody uses at the moment: each is half a megabyte,
// and memory that is touched for the first time costs as much as the packing
// of a page.
var packers = sync.Pool{New: func() any {
	p := &packer{}
	p.flate, _ = flate.NewWriter(&p.out, level) // fails for a bad level only
	return p
}}

// Raw returns data as a Deflate stream (RFC 1951).
func Raw(data []byte) []byte {
	p := packers.Get().(*packer)
	defer packers.Put(p)
	p.out.Reset()
	p.pack(data)
	return bytes.Clone(p.out.Bytes())
}

// Zlib returns data as a zlib stream (RFC 1950).
func Zlib(data []byte) []byte {
	p := packers.Get().(*packer)
	defer packers.Put(p)
	p.out.Reset()
	p.out.WriteString("\x78\x9c") // Deflate, a window of 32 KB, the usual level
	p.pack(data)
	p.out.Write(binary.BigEndian.AppendUint32(p.out.AvailableBuffer(), adler32.Checksum(data)))
	return bytes.Clone(p.out.Bytes())
}

// pack adds a Deflate stream to what was written. Nothing fails in memory.
func (p *packer) pack(data []byte) {
	p.flate.Reset(&p.out)
	p.flate.Write(data)
	p.flate.Close()
}

// FlatZlib returns a picture's rows as a zlib stream. Flat pictures pack well
// at the fastest level.
func FlatZlib(rows iter.Seq[[]byte]) []byte {
	var packed bytes.Buffer
	z, _ := zlib.NewWriterLevel(&packed, zlib.BestSpeed)
	for row := range rows {
		z.Write(row)
	}
	z.Close()
	return packed.Bytes()
}

package typeset

import (
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"slices"
)

var bigEndian = binary.BigEndian

// An sfnt is a font file of which its directory has been read. Tables are read
// when they are asked for: most of a font, outlines above all, never is.
type sfnt struct {
	file   *io.SectionReader
	head   []byte // the file up to the end of the directory
	tables map[string]*io.SectionReader
}

const (
	sfntHeader = 12
	sfntEntry  = 16 // of the directory
)

// openSFNT reads the directory of a TrueType font (OpenType 1.9, "Table
// directory").
func openSFNT(file *io.SectionReader) (*sfnt, error) {
	var header [sfntHeader]byte
	if _, err := file.ReadAt(header[:], 0); err != nil || bigEndian.Uint32(header[:]) != 0x00010000 && bigEndian.Uint32(header[:]) != 0x74727565 {
		return nil, errors.New("not a TrueType font with glyf outlines")
	}
	s := &sfnt{file: file, head: make([]byte, sfntHeader+sfntEntry*int(bigEndian.Uint16(header[4:]))), tables: map[string]*io.SectionReader{}}
	if _, err := file.ReadAt(s.head, 0); err != nil {
		return nil, errors.New("truncated font")
	}
	for entry := range slices.Chunk(s.head[sfntHeader:], sfntEntry) {
		at, n := int64(bigEndian.Uint32(entry[8:])), int64(bigEndian.Uint32(entry[12:]))
		if at+n > file.Size() {
			return nil, errors.New("font table outside the file")
		}
		s.tables[string(entry[:4])] = io.NewSectionReader(file, at, n)
	}
	return s, nil
}

// table reads a table, which must have so many bytes at least.
func (s *sfnt) table(name string, least int) ([]byte, error) {
	t := s.tables[name]
	if t == nil || t.Size() < int64(least) {
		return nil, errors.New("font lacks table " + name)
	}
	b := make([]byte, t.Size())
	_, err := t.ReadAt(b, 0)
	return b, err
}

// only returns the file as it is if no other tables are in its directory.
func (s *sfnt) only(names []string) *io.SectionReader {
	head := slices.Clone(s.head)
	kept := head[:sfntHeader]
	for entry := range slices.Chunk(s.head[sfntHeader:], sfntEntry) {
		if slices.Contains(names, string(entry[:4])) {
			kept = append(kept, entry...)
		}
	}
	bigEndian.PutUint16(head[4:], uint16(len(kept)/sfntEntry))
	return io.NewSectionReader(begun{head, s.file}, 0, s.file.Size())
}

// begun is a file that begins otherwise.
type begun struct {
	head []byte
	file io.ReaderAt
}

func (b begun) ReadAt(p []byte, at int64) (int, error) {
	n := 0
	if at < int64(len(b.head)) {
		n = copy(p, b.head[at:])
	}
	m, err := b.file.ReadAt(p[n:], at+int64(n))
	return n + m, err
}

// assemble makes a font file of tables, with true checksums.
func assemble(tables map[string][]byte) []byte {
	names := slices.Sorted(maps.Keys(tables))
	dir := []byte{0, 1, 0, 0}
	power, log := 1, 0
	for power*2 <= len(names) {
		power, log = power*2, log+1
	}
	for _, v := range []int{len(names), power * 16, log, (len(names) - power) * 16} {
		dir = bigEndian.AppendUint16(dir, uint16(v))
	}
	at := 12 + 16*len(names)
	size := at
	for _, name := range names {
		size += len(tables[name]) + 3
	}
	body := make([]byte, 0, size)
	head := 0
	for _, name := range names {
		b := tables[name]
		if name == "head" {
			b = slices.Clone(b)
			bigEndian.PutUint32(b[8:], 0)
			head = at + len(body)
		}
		dir = append(dir, name...)
		dir = bigEndian.AppendUint32(dir, checksum(b))
		dir = bigEndian.AppendUint32(dir, uint32(at+len(body)))
		dir = bigEndian.AppendUint32(dir, uint32(len(b)))
		body = append(body, b...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	file := append(dir, body...)
	bigEndian.PutUint32(file[head+8:], 0xB1B0AFBA-checksum(file))
	return file
}

func checksum(b []byte) (sum uint32) {
	for len(b) >= 4 {
		sum, b = sum+bigEndian.Uint32(b), b[4:]
	}
	var tail [4]byte
	copy(tail[:], b)
	return sum + bigEndian.Uint32(tail[:])
}

package typeset

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
)

var bigEndian = binary.BigEndian

// sfntTables returns the tables of a TrueType font (OpenType 1.9, "Table
// directory").
func sfntTables(ttf []byte) (map[string][]byte, error) {
	if len(ttf) < 12 || bigEndian.Uint32(ttf) != 0x00010000 && bigEndian.Uint32(ttf) != 0x74727565 {
		return nil, errors.New("not a TrueType font with glyf outlines")
	}
	tables := map[string][]byte{}
	for i := range int(bigEndian.Uint16(ttf[4:])) {
		if 28+16*i > len(ttf) {
			return nil, errors.New("truncated font")
		}
		entry := ttf[12+16*i:]
		at, n := int(bigEndian.Uint32(entry[8:])), int(bigEndian.Uint32(entry[12:]))
		if at < 0 || n < 0 || at+n > len(ttf) {
			return nil, errors.New("font table outside the file")
		}
		tables[string(entry[:4])] = ttf[at : at+n]
	}
	for _, t := range []struct {
		name  string
		least int // bytes
	}{{"head", 54}, {"hhea", 36}, {"maxp", 32}, {"hmtx", 4}, {"loca", 4}, {"glyf", 1}, {"OS/2", 68}, {"post", 32}} {
		if len(tables[t.name]) < t.least {
			return nil, errors.New("font lacks table " + t.name)
		}
	}
	return tables, nil
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

package typeset

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
)

// The writer of the file addresses glyphs by 16-bit "Unicode" codes only.
// codeGlyphs rewrites a TrueType font so that code g means glyph g, and two
// codes past the last glyph mean the soft hyphen and the no-break space.
// Other codes than those that are used would only cost time.
// Every glyph that shaping can produce (ligatures, small capitals, old-style
// figures) is then reachable, and text can be got back from the file.

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
	for _, name := range []string{"head", "hhea", "maxp", "hmtx", "loca", "glyf", "OS/2", "post"} {
		if len(tables[name]) == 0 {
			return nil, errors.New("font lacks table " + name)
		}
	}
	return tables, nil
}

// codeGlyphs returns the rewritten font of n glyphs, in which codes, in
// order, mean glyphs.
func codeGlyphs(ttf []byte, n int, codes, glyphs []uint16) ([]byte, error) {
	t, err := sfntTables(ttf)
	if err != nil {
		return nil, err
	}
	if n+2 >= 0xD800 {
		return nil, errors.New("too many glyphs")
	}
	// A short hmtx repeats its last advance; spelled out in full, every
	// reader finds the right one.
	measured := int(bigEndian.Uint16(t["hhea"][34:]))
	if measured < 1 || measured > n || len(t["hmtx"]) < 2*measured+2*n {
		return nil, errors.New("font has a bad hmtx table")
	}
	hmtx := slices.Clone(t["hmtx"][:measured*4])
	for g := measured; g < n; g++ {
		hmtx = append(hmtx, t["hmtx"][measured*4-4:measured*4-2]...)
		hmtx = append(hmtx, t["hmtx"][measured*4+2*(g-measured):][:2]...)
	}
	hhea := slices.Clone(t["hhea"])
	bigEndian.PutUint16(hhea[34:], uint16(n))
	words := func(v ...int) (b []byte) {
		for _, x := range v {
			b = bigEndian.AppendUint16(b, uint16(x))
		}
		return b
	}
	segments, err := characterMap(codes, glyphs)
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{
		"cmap": append(words(0, 1, 3, 1, 0, 12), segments...),
		"hmtx": hmtx,
		"hhea": hhea,
		"name": words(0, 0, 6),
		"post": append(append([]byte{0, 3, 0, 0}, t["post"][4:16]...), make([]byte, 16)...),
	}
	for _, name := range []string{"head", "maxp", "loca", "glyf", "OS/2"} {
		if len(t[name]) > 0 {
			out[name] = t[name]
		}
	}
	return assemble(out), nil
}

// characterMap spells a cmap subtable of format 4, a segment for each run of
// neighbours. Codes are in order.
func characterMap(codes, glyphs []uint16) ([]byte, error) {
	var ends, starts, deltas []uint16
	for i, c := range codes {
		last := len(ends) - 1
		if delta := glyphs[i] - c; i == 0 || ends[last]+1 != c || deltas[last] != delta {
			ends, starts, deltas = append(ends, c), append(starts, c), append(deltas, delta)
		} else {
			ends[last] = c
		}
	}
	ends, starts, deltas = append(ends, 0xFFFF), append(starts, 0xFFFF), append(deltas, 1)
	n := len(ends)
	if 16+8*n > 0xFFFF {
		return nil, errors.New("too many runs of glyphs")
	}
	power, log := 1, 0
	for 2*power <= n {
		power, log = 2*power, log+1
	}
	table := []uint16{4, uint16(16 + 8*n), 0, uint16(2 * n), uint16(2 * power), uint16(log), uint16(2 * (n - power))}
	table = slices.Concat(table, ends, []uint16{0}, starts, deltas, make([]uint16, n))
	b := make([]byte, 0, 2*len(table))
	for _, v := range table {
		b = bigEndian.AppendUint16(b, v)
	}
	return b, nil
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

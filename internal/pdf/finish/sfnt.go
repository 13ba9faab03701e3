package finish

import (
	"encoding/binary"
	"errors"
	"maps"
	"slices"
)

// A face is a TrueType font taken apart: what an embedded font needs and no
// more (ISO 32000-1, 9.9; OpenType 1.9).
type face struct {
	tables  map[string][]byte // all but glyf, loca and hmtx
	glyphs  [][]byte          // outlines, by glyph
	metrics [][4]byte         // advance width and left side bearing, by glyph
}

var (
	errFont = errors.New("the embedded font is damaged")
	big     = binary.BigEndian
)

// parseFace takes a font file apart. Of its other tables it keeps those
// without which there is no font. The rest serves layout and naming, which a
// PDF does elsewhere (gofpdf's cmap is not even well-formed), and hinting,
// which paper has no use for and screens of today hardly any.
func parseFace(file []byte) (*face, error) {
	all, err := tablesOf(file)
	if err != nil {
		return nil, err
	}
	f := &face{tables: map[string][]byte{}}
	for _, tag := range []string{"head", "hhea", "maxp"} {
		f.tables[tag] = slices.Clone(all[tag])
	}
	if len(f.tables["head"]) < 54 || len(f.tables["hhea"]) < 36 || len(f.tables["maxp"]) < 32 {
		return nil, errFont
	}
	n := int(big.Uint16(f.tables["maxp"][4:]))
	full := int(big.Uint16(f.tables["hhea"][34:])) // metrics that have an advance of their own
	if f.unitsPerEm() == 0 || full == 0 || full > n || len(all["hmtx"]) < 2*full+2*n {
		return nil, errFont
	}
	f.metrics = make([][4]byte, n)
	for g := range f.metrics {
		copy(f.metrics[g][:], all["hmtx"][4*min(g, full-1):])
		if g >= full {
			copy(f.metrics[g][2:], all["hmtx"][4*full+2*(g-full):])
		}
	}
	f.tables["head"][17] &^= 0b11100 // flags: what instructions may do
	clear(f.tables["maxp"][16:28])   // what they need
	f.glyphs, err = outlines(all["glyf"], all["loca"], n, big.Uint16(f.tables["head"][50:]) != 0)
	return f, err
}

// tablesOf reads the table directory.
func tablesOf(file []byte) (map[string][]byte, error) {
	if len(file) < 12 || big.Uint32(file) != 0x00010000 {
		return nil, errFont
	}
	n := int(big.Uint16(file[4:]))
	if len(file) < 12+16*n {
		return nil, errFont
	}
	tables := map[string][]byte{}
	for i := range n {
		r := file[12+16*i:]
		offset, length := int64(big.Uint32(r[8:])), int64(big.Uint32(r[12:]))
		if offset+length > int64(len(file)) {
			return nil, errFont
		}
		tables[string(r[:4])] = file[offset : offset+length]
	}
	return tables, nil
}

// outlines cuts the table glyf into n glyphs.
func outlines(glyf, loca []byte, n int, long bool) ([][]byte, error) {
	size := 2
	if long {
		size = 4
	}
	if len(loca) < size*(n+1) {
		return nil, errFont
	}
	at := func(i int) int {
		if long {
			return int(big.Uint32(loca[4*i:]))
		}
		return 2 * int(big.Uint16(loca[2*i:]))
	}
	glyphs := make([][]byte, n)
	for g := range glyphs {
		start, end := at(g), at(g+1)
		if start > end || end > len(glyf) {
			return nil, errFont
		}
		glyphs[g] = glyf[start:end]
	}
	return glyphs, nil
}

func (f *face) unitsPerEm() int   { return int(big.Uint16(f.tables["head"][18:])) }
func (f *face) advance(g int) int { return int(big.Uint16(f.metrics[g][:])) }

// recode returns the face whose glyph c is f's glyph codes[c], for each code,
// so that character codes are glyph ids and need no map. Glyphs that others
// are composed of follow the last code; all others are empty.
func (f *face) recode(codes map[uint16]int) (*face, error) {
	last := 0
	at := map[int]int{0: 0} // where a glyph of f is now
	for _, c := range slices.Sorted(maps.Keys(codes)) {
		g := codes[c]
		if g >= len(f.glyphs) {
			return nil, errFont
		}
		if _, ok := at[g]; !ok {
			at[g] = int(c)
		}
		last = int(c)
	}
	r := &face{tables: f.tables, glyphs: make([][]byte, last+1), metrics: make([][4]byte, last+1)}
	place := func(c, g int) { r.glyphs[c], r.metrics[c] = f.glyphs[g], f.metrics[g] }
	if len(f.glyphs) > 0 {
		place(0, 0)
	}
	for c, g := range codes {
		place(int(c), g)
	}
	for c := 0; c < len(r.glyphs); c++ { // grows while it runs
		glyph, err := unhinted(r.glyphs[c])
		if err != nil {
			return nil, err
		}
		parts, _, err := components(glyph)
		if err != nil {
			return nil, err
		}
		for _, p := range parts {
			g := int(big.Uint16(glyph[p:]))
			if g >= len(f.glyphs) {
				return nil, errFont
			}
			if _, ok := at[g]; !ok {
				at[g] = len(r.glyphs)
				r.glyphs, r.metrics = append(r.glyphs, f.glyphs[g]), append(r.metrics, f.metrics[g])
			}
			big.PutUint16(glyph[p:], uint16(at[g]))
		}
		r.glyphs[c] = glyph
	}
	if len(r.glyphs) > 0xFFFF {
		return nil, errFont
	}
	return r, nil
}

// Flags of a component of a composite glyph, and where the first stands.
const (
	argsAreWords     = 1 << 0
	haveScale        = 1 << 3
	moreComponents   = 1 << 5
	haveTwoScales    = 1 << 6
	haveTwoByTwo     = 1 << 7
	haveInstructions = 1 << 8
	glyphHeader      = 10
)

// components returns where a composite glyph names its components, and where
// these end. It returns nothing for a glyph that is not composite.
func components(glyph []byte) (parts []int, end int, err error) {
	if len(glyph) == 0 || len(glyph) >= 2 && int16(big.Uint16(glyph)) >= 0 {
		return nil, 0, nil
	}
	end = glyphHeader
	for more := true; more; {
		if end+4 > len(glyph) {
			return nil, 0, errFont
		}
		flags := int(big.Uint16(glyph[end:]))
		parts = append(parts, end+2)
		end += 6
		for _, f := range []struct{ flag, size int }{{argsAreWords, 2}, {haveScale, 2}, {haveTwoScales, 4}, {haveTwoByTwo, 8}} {
			if flags&f.flag != 0 {
				end += f.size
			}
		}
		more = flags&moreComponents != 0
	}
	if end > len(glyph) {
		return nil, 0, errFont
	}
	return parts, end, nil
}

// unhinted returns a copy of a glyph without its instructions.
func unhinted(glyph []byte) ([]byte, error) {
	parts, end, err := components(glyph)
	if err != nil || len(glyph) == 0 {
		return nil, err
	}
	if len(parts) > 0 {
		glyph = slices.Clone(glyph[:end])
		for _, p := range parts {
			big.PutUint16(glyph[p-2:], big.Uint16(glyph[p-2:])&^haveInstructions)
		}
		return glyph, nil
	}
	at := glyphHeader + 2*int(big.Uint16(glyph)) // past the ends of the contours
	if at+2 > len(glyph) {
		return nil, errFont
	}
	rest := at + 2 + int(big.Uint16(glyph[at:]))
	if rest > len(glyph) {
		return nil, errFont
	}
	return slices.Concat(glyph[:at], []byte{0, 0}, glyph[rest:]), nil
}

// file puts the face together as a font file.
func (f *face) file() []byte {
	var glyf, loca, hmtx []byte
	for g, glyph := range f.glyphs {
		loca = big.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, glyph...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = append(hmtx, f.metrics[g][:]...)
	}
	tables := maps.Clone(f.tables)
	tables["glyf"], tables["hmtx"] = glyf, hmtx
	tables["loca"] = big.AppendUint32(loca, uint32(len(glyf)))
	for _, t := range []struct {
		tag       string
		at, value int
	}{{"head", 50, 1}, {"hhea", 34, len(f.glyphs)}, {"maxp", 4, len(f.glyphs)}} {
		b := slices.Clone(tables[t.tag])
		big.PutUint16(b[t.at:], uint16(t.value))
		tables[t.tag] = b
	}
	return assemble(tables)
}

// assemble writes tables with their directory and checksums.
func assemble(tables map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(tables))
	big.PutUint32(tables["head"][8:], 0) // checkSumAdjustment counts as 0
	power, log := 1, 0
	for 2*power <= len(tags) {
		power, log = 2*power, log+1
	}
	file := []byte{0, 1, 0, 0}
	for _, v := range []int{len(tags), 16 * power, log, 16 * (len(tags) - power)} {
		file = big.AppendUint16(file, uint16(v))
	}
	offset, head := len(file)+16*len(tags), 0
	for _, tag := range tags {
		if tag == "head" {
			head = offset
		}
		t := tables[tag]
		file = append(file, tag...)
		for _, v := range []uint32{checksum(t), uint32(offset), uint32(len(t))} {
			file = big.AppendUint32(file, v)
		}
		offset += (len(t) + 3) &^ 3
	}
	for _, tag := range tags {
		file = append(file, tables[tag]...)
		for len(file)%4 != 0 {
			file = append(file, 0)
		}
	}
	big.PutUint32(file[head+8:], 0xB1B0AFBA-checksum(file))
	return file
}

// checksum is the sum of a table's words, padded with zeros.
func checksum(t []byte) (sum uint32) {
	for ; len(t) >= 4; t = t[4:] {
		sum += big.Uint32(t)
	}
	var rest [4]byte
	copy(rest[:], t)
	return sum + big.Uint32(rest[:])
}

package typeset

import (
	"errors"
	"slices"
)

// A PDF sets text by glyph: the codes of its strings are glyph ids. Every
// glyph that shaping can produce (ligatures, small capitals, old-style
// figures) is then reachable. Two codes past the last glyph are aliases, so
// that text can be got back from the file: a hyphen at a line's end, which is
// no part of the word, and a no-break space.

var errFont = errors.New("damaged font")

// Subset returns the font file that a PDF embeds for the codes it uses: glyph
// c is what code c means, all other glyphs are empty. It has no more tables
// than such a font needs (ISO 32000-1, 9.9; OpenType 1.9): the others serve
// layout and naming, which a PDF does elsewhere, and hinting, which paper has
// no use for and screens of today hardly any.
func (f *Font) Subset(codes []uint16) ([]byte, error) {
	s := subsetOf(f)
	if err := s.add(0, 0); err != nil { // what stands for all that is missing
		return nil, err
	}
	for _, c := range codes {
		if err := s.add(int(c), int(f.glyph(c))); err != nil {
			return nil, err
		}
	}
	return s.file(f.tables["head"], f.tables["hhea"], f.tables["maxp"]), nil
}

// glyph returns the glyph that a code means.
func (f *Font) glyph(code uint16) uint16 {
	switch code {
	case f.SoftHyphen:
		return uint16(f.hyphen)
	case f.HardSpace:
		return uint16(f.space)
	}
	return code
}

// A subset is a font of fewer glyphs in the making.
type subset struct {
	font     *Font
	offsets  []byte // loca of the whole font
	long     bool   // offsets have four bytes
	metrics  []byte // its hmtx,
	measured int    // and how many advances that has

	glyphs  [][]byte  // outlines by code; nil: empty
	bearing [][4]byte // advance width and left side bearing by code
}

func subsetOf(f *Font) *subset {
	return &subset{font: f, offsets: f.tables["loca"], long: bigEndian.Uint16(f.tables["head"][50:]) != 0,
		metrics: f.tables["hmtx"], measured: int(bigEndian.Uint16(f.tables["hhea"][34:]))}
}

// add puts a glyph of the whole font at a code, with the glyphs that it is
// composed of at theirs, which are their ids.
func (s *subset) add(code, glyph int) error {
	if glyph >= s.font.Glyphs {
		return errFont
	}
	if n := code + 1 - len(s.glyphs); n > 0 {
		s.glyphs = append(s.glyphs, make([][]byte, n)...)
		s.bearing = append(s.bearing, make([][4]byte, n)...)
	}
	if s.glyphs[code] != nil {
		return nil
	}
	outline, err := s.outline(glyph)
	if err != nil || len(outline) == 0 {
		s.bearing[code] = s.metric(glyph)
		return err
	}
	outline, parts, err := unhinted(outline)
	if err != nil {
		return err
	}
	s.glyphs[code], s.bearing[code] = outline, s.metric(glyph)
	for _, p := range parts {
		g := int(bigEndian.Uint16(outline[p:]))
		if err := s.add(g, g); err != nil {
			return err
		}
	}
	return nil
}

// outline reads the outline of a glyph of the whole font.
func (s *subset) outline(glyph int) ([]byte, error) {
	size := 2
	if s.long {
		size = 4
	}
	if len(s.offsets) < size*(glyph+2) {
		return nil, errFont
	}
	at := func(i int) int {
		if s.long {
			return int(bigEndian.Uint32(s.offsets[4*i:]))
		}
		return 2 * int(bigEndian.Uint16(s.offsets[2*i:]))
	}
	start, end := at(glyph), at(glyph+1)
	if start > end || int64(end) > s.font.outlines.Size() {
		return nil, errFont
	}
	if start == end {
		return nil, nil
	}
	outline := make([]byte, end-start)
	_, err := s.font.outlines.ReadAt(outline, int64(start))
	return outline, err
}

// metric returns the entry of hmtx for a glyph. A short table has advances
// for its first glyphs alone; the others are as wide as the last of these.
func (s *subset) metric(glyph int) (m [4]byte) {
	copy(m[:], s.metrics[4*min(glyph, s.measured-1):])
	if glyph >= s.measured {
		copy(m[2:], s.metrics[4*s.measured+2*(glyph-s.measured):][:2])
	}
	return m
}

// Flags of a component of a composite glyph, and where the first stands.
const (
	argsAreWords     = 1 << 0
	argsAreOffsets   = 1 << 1
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
	if len(glyph) < glyphHeader {
		return nil, 0, errFont
	}
	if int16(bigEndian.Uint16(glyph)) >= 0 {
		return nil, 0, nil
	}
	end = glyphHeader
	for more := true; more; {
		if end+4 > len(glyph) {
			return nil, 0, errFont
		}
		flags := int(bigEndian.Uint16(glyph[end:]))
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

// unhinted takes the instructions out of a glyph, in place. It returns where
// the glyph names its components, too.
func unhinted(glyph []byte) (bare []byte, parts []int, err error) {
	parts, end, err := components(glyph)
	if err != nil {
		return nil, nil, err
	}
	if len(parts) > 0 {
		for _, p := range parts {
			bigEndian.PutUint16(glyph[p-2:], bigEndian.Uint16(glyph[p-2:])&^haveInstructions)
		}
		return glyph[:end], parts, nil
	}
	at := glyphHeader + 2*int(bigEndian.Uint16(glyph)) // past the ends of the contours
	if at+2 > len(glyph) {
		return nil, nil, errFont
	}
	rest := at + 2 + int(bigEndian.Uint16(glyph[at:]))
	if rest > len(glyph) {
		return nil, nil, errFont
	}
	bigEndian.PutUint16(glyph[at:], 0)
	return slices.Delete(glyph, at+2, rest), nil, nil
}

// file puts the subset together, with what it takes over from the tables
// head, hhea and maxp of the whole font.
func (s *subset) file(head, hhea, maxp []byte) []byte {
	var glyf, hmtx []byte
	loca := make([]byte, 0, 4*len(s.glyphs)+4)
	for g, glyph := range s.glyphs {
		loca = bigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, glyph...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = append(hmtx, s.bearing[g][:]...)
	}
	loca = bigEndian.AppendUint32(loca, uint32(len(glyf)))
	head, hhea, maxp = slices.Clone(head), slices.Clone(hhea), slices.Clone(maxp)
	head[17] &^= 0b11100 // flags: what instructions may do
	clear(maxp[16:28])   // what they need
	bigEndian.PutUint16(head[50:], 1)
	bigEndian.PutUint16(hhea[34:], uint16(len(s.glyphs)))
	bigEndian.PutUint16(maxp[4:], uint16(len(s.glyphs)))
	return assemble(map[string][]byte{"head": head, "hhea": hhea, "maxp": maxp, "glyf": glyf, "loca": loca, "hmtx": hmtx})
}

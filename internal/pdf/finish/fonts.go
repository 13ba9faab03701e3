package finish

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// gofpdf writes a font as seven objects in a row.
const (
	typeZero = iota
	cidFont
	toUnicode
	systemInfo
	descriptor
	glyphMap
	fontFile
	fontObjects // how many
)

// A subset is a font of the file, mended.
type subset struct {
	at     int   // the first of its objects
	font   *Font // nil: nobody describes it
	name   string
	widths spelling
	file   []byte
	err    error
}

// subsets finds the fonts of the file and mends those that are used, each in
// a goroutine of its own.
func (s *shell) subsets(fonts []*Font) ([]*subset, error) {
	var found []*subset
	byName := map[string]*Font{}
	for _, f := range fonts {
		byName[strings.ToLower(f.Family)+strings.ToUpper(f.Style)] = f
	}
	for id := range s.objects {
		rest, ok := bytes.CutPrefix(s.objects[id].dict, []byte("<</Type /Font\n/Subtype /"))
		if !ok {
			continue
		}
		rest, ok = bytes.CutPrefix(rest, []byte("Type0\n/BaseFont /utf8"))
		if !ok {
			if bytes.HasPrefix(rest, []byte("CIDFontType2\n")) {
				continue
			}
			return nil, fmt.Errorf("object %d: a font that is not embedded by glyphs", id)
		}
		if id+fontFile >= len(s.objects) {
			return nil, fmt.Errorf("object %d: a font without its parts", id)
		}
		name, _, _ := bytes.Cut(rest, []byte("\n"))
		found = append(found, &subset{at: id, font: byName[string(name)]})
		delete(byName, string(name))
	}
	for _, f := range fonts {
		if byName[strings.ToLower(f.Family)+strings.ToUpper(f.Style)] == f && len(f.Text) > 0 {
			return nil, fmt.Errorf("font %s: not in the file", f.PostScript)
		}
	}
	var all sync.WaitGroup
	for _, f := range found {
		if f.used() {
			all.Go(func() { f.err = f.mend(s.objects[f.at : f.at+fontObjects]) })
		}
	}
	all.Wait()
	for _, f := range found {
		if f.err != nil {
			return nil, fmt.Errorf("font %s: %w", f.font.PostScript, f.err)
		}
	}
	return found, nil
}

// used reports whether any glyph of the font was drawn.
func (f *subset) used() bool { return f.font != nil && len(f.font.Text) > 0 }

// mend rebuilds the font file so that codes are glyph ids, and reads from it
// what the dictionaries say.
func (f *subset) mend(objects []object) error {
	if !bytes.Contains(objects[fontFile].dict, []byte("/Length1 ")) {
		return errors.New("no font file")
	}
	file, err := inflate(objects[fontFile].stream)
	if err != nil {
		return err
	}
	toGlyph, err := inflate(objects[glyphMap].stream)
	if err != nil {
		return err
	}
	old, err := parseFace(file)
	if err != nil {
		return err
	}
	codes := map[uint16]int{}
	for c, text := range f.font.Text {
		if text == "" {
			return fmt.Errorf("code %d stands for no text", c)
		}
		if 2*int(c)+2 > len(toGlyph) {
			return errors.New("a short map of glyphs")
		}
		codes[c] = int(big.Uint16(toGlyph[2*int(c):]))
		if codes[c] == 0 && c != 0 {
			return fmt.Errorf("code %d is not embedded", c)
		}
	}
	face, err := old.recode(codes)
	if err != nil {
		return err
	}
	f.file = face.file()
	f.name = subsetTag(f.file) + "+" + f.font.PostScript
	f.widths = face.widths(slices.Sorted(maps.Keys(codes)))
	return nil
}

// subsetTag makes the six letters that tell a subset from others of its font
// (9.6.4) out of what it holds.
func subsetTag(file []byte) string {
	sum := sha256.Sum256(file)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// widths spells the advance widths of the codes in thousandths of the em
// (9.7.4.3), a list for each row of neighbours.
func (f *face) widths(codes []uint16) spelling {
	s := spelling("[")
	for i, c := range codes {
		if i == 0 || codes[i-1]+1 != c {
			if i > 0 {
				s = s.raw("]")
			}
			s = s.int(int(c)).raw("[")
		} else {
			s = s.raw(" ")
		}
		s = s.number(float64(f.advance(int(c))) * 1000 / float64(f.unitsPerEm()))
	}
	return s.raw("]]")
}

// writeFont writes the objects of a font under the numbers that it has.
func (p *packer) writeFont(f *subset, old []object) error {
	desc := bytes.TrimSpace(old[descriptor].dict)
	_, rest, ok := bytes.Cut(desc, []byte("/FontName /"))
	end := bytes.IndexByte(rest, '\n')
	metrics, _, found := bytes.Cut(rest[max(end, 0):], []byte("/FontFile2 "))
	if !ok || !found {
		return fmt.Errorf("font %s: no descriptor", f.font.PostScript)
	}
	p.put(f.at+typeZero, spelling("<</Type/Font/Subtype/Type0/BaseFont").name(f.name).
		raw("/Encoding/Identity-H/DescendantFonts[").ref(f.at+cidFont).raw("]/ToUnicode ").ref(f.at+toUnicode).raw(">>"))
	p.put(f.at+cidFont, append(spelling("<</Type/Font/Subtype/CIDFontType2/BaseFont").name(f.name).
		raw("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor ").
		ref(f.at+descriptor).raw("/W"), f.widths...).raw(">>"))
	p.stream(f.at+toUnicode, []byte("<<"), unicodeMap(f.font.Text), compressed)
	p.put(f.at+descriptor, append(spelling("<</Type/FontDescriptor/FontName").name(f.name), bytes.TrimSpace(metrics)...).
		raw("/FontFile2 ").ref(f.at+fontFile).raw(">>"))
	p.stream(f.at+fontFile, spelling("<</Length1 ").int(len(f.file)), f.file, compressed)
	return nil
}

// unicodeMap is the ToUnicode CMap of a font (9.10.3).
func unicodeMap(text map[uint16]string) []byte {
	s := spelling(`/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
`)
	for codes := range slices.Chunk(slices.Sorted(maps.Keys(text)), 100) { // the most that one operator takes
		s = s.int(len(codes)).raw(" beginbfchar\n")
		for _, c := range codes {
			s = s.raw("<").hex(byte(c >> 8)).hex(byte(c)).raw("><")
			for _, u := range utf16.Encode([]rune(text[c])) {
				s = s.hex(byte(u >> 8)).hex(byte(u))
			}
			s = s.raw(">\n")
		}
		s = s.raw("endbfchar\n")
	}
	return s.raw("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
}

// inflateAtMost bounds what a stream of the shell can grow to: 256 MB, far
// more than a font or an image that passed its own limits.
const inflateAtMost = 256 << 20

// inflate undoes FlateDecode.
func inflate(z []byte) ([]byte, error) {
	r, err := zlib.NewReader(bytes.NewReader(z))
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(r, inflateAtMost+1))
	if err == nil && len(b) > inflateAtMost {
		err = errors.New("a stream of more than " + strconv.Itoa(inflateAtMost>>20) + " MB")
	}
	return b, err
}

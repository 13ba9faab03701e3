package finish

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
	"unicode/utf16"
)

// gofpdf writes the files of all fonts, and then each font as three objects
// in a row.
const (
	typeZero = iota // gofpdf's is a simple font
	cidFont         // gofpdf's is a list of widths
	descriptor
	fontObjects // how many
)

// A subset is a font of the file: the codes are the glyphs of its font file.
type subset struct {
	at      int // the first of its objects
	file    int // the object of its font file
	font    *Font
	name    string
	widths  spelling
	metrics []byte // of the descriptor
}

// subsets finds the fonts of the file.
func (s *shell) subsets(fonts []*Font) ([]*subset, error) {
	byName := map[string]*Font{}
	for _, f := range fonts {
		byName[f.Name] = f
	}
	var found []*subset
	for id := range s.objects {
		rest, ok := bytes.CutPrefix(s.objects[id].dict, []byte("<</Type /Font\n"))
		if !ok {
			continue
		}
		name, rest, ok := bytes.Cut(bytes.TrimPrefix(rest, []byte("/BaseFont /")), []byte("\n"))
		if !ok || !bytes.HasPrefix(rest, []byte("/Subtype /TrueType\n")) || id+fontObjects > len(s.objects) {
			return nil, fmt.Errorf("object %d: a font that is not embedded", id)
		}
		f := &subset{at: id, font: byName[string(name)]}
		if f.font == nil {
			return nil, fmt.Errorf("object %d: a font without a description", id)
		}
		if err := f.read(s.objects); err != nil {
			return nil, fmt.Errorf("font %s: %w", f.font.PostScript, err)
		}
		delete(byName, f.font.Name)
		found = append(found, f)
	}
	for _, f := range fonts {
		if byName[f.Name] == f {
			return nil, fmt.Errorf("font %s: not in the file", f.PostScript)
		}
	}
	return found, nil
}

// read reads what the dictionaries say from gofpdf's and from the font file.
func (f *subset) read(objects []object) error {
	_, rest, ok := bytes.Cut(objects[f.at+descriptor].dict, []byte("/FontName /"))
	_, rest, named := bytes.Cut(rest, []byte(" "))
	metrics, file, found := bytes.Cut(rest, []byte("/FontFile2 "))
	id, isNumber := decimal(bytes.TrimSuffix(file, []byte(" 0 R>>")))
	if !ok || !named || !found || !isNumber || id < 1 || id >= len(objects) || objects[id].stream == nil {
		return errors.New("no descriptor or no file")
	}
	f.file, f.metrics = id, bytes.TrimSpace(metrics)
	f.name = subsetTag(objects[id].stream) + "+" + f.font.PostScript
	for c, text := range f.font.Text {
		if text == "" {
			return fmt.Errorf("code %d stands for no text", c)
		}
	}
	var err error
	f.widths, err = widths(objects[id].stream, slices.Sorted(maps.Keys(f.font.Text)))
	return err
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

// widths spells the advance widths of codes in thousandths of the em
// (9.7.4.3), a list for each row of neighbours.
func widths(file []byte, codes []uint16) (spelling, error) {
	head, hhea, hmtx := table(file, "head"), table(file, "hhea"), table(file, "hmtx")
	if len(head) < 20 || len(hhea) < 36 {
		return nil, errFont
	}
	em, measured := float64(big.Uint16(head[18:])), int(big.Uint16(hhea[34:]))
	if em == 0 || len(hmtx) < 4*measured {
		return nil, errFont
	}
	s := spelling("[")
	for i, c := range codes {
		if int(c) >= measured {
			return nil, fmt.Errorf("code %d is not embedded", c)
		}
		if i == 0 || codes[i-1]+1 != c {
			if i > 0 {
				s = s.raw("]")
			}
			s = s.int(int(c)).raw("[")
		} else {
			s = s.raw(" ")
		}
		s = s.number(float64(big.Uint16(hmtx[4*int(c):])) * 1000 / em)
	}
	return s.raw("]]"), nil
}

var (
	errFont = errors.New("the embedded font is damaged")
	big     = binary.BigEndian
)

// table returns a table of a font file (OpenType 1.9, "Table directory"), or
// nil.
func table(file []byte, tag string) []byte {
	if len(file) < 12 {
		return nil
	}
	for i := range int(big.Uint16(file[4:])) {
		if 28+16*i > len(file) {
			break
		}
		entry := file[12+16*i:]
		start, n := int64(big.Uint32(entry[8:])), int64(big.Uint32(entry[12:]))
		if string(entry[:4]) == tag && start+n <= int64(len(file)) {
			return file[start : start+n]
		}
	}
	return nil
}

// writeFont writes the objects of a font under the numbers that it has.
func (f *finisher) writeFont(s *subset) {
	unicode := f.number()
	f.put(s.at+typeZero, spelling("<</Type/Font/Subtype/Type0/BaseFont").name(s.name).
		raw("/Encoding/Identity-H/DescendantFonts[").ref(s.at+cidFont).raw("]/ToUnicode ").ref(unicode).raw(">>"))
	f.put(s.at+cidFont, append(spelling("<</Type/Font/Subtype/CIDFontType2/BaseFont").name(s.name).
		raw("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/FontDescriptor ").
		ref(s.at+descriptor).raw("/W"), s.widths...).raw(">>"))
	f.put(s.at+descriptor, append(spelling("<</Type/FontDescriptor/FontName").name(s.name), s.metrics...).
		raw("/FontFile2 ").ref(s.file).raw(">>"))
	f.stream(unicode, []byte("<<"), unicodeMap(s.font.Text), compressed)
	file := f.objects[s.file].stream
	f.stream(s.file, spelling("<</Length1 ").int(len(file)), file, compressed)
	f.objects[s.file] = object{}
	clear(f.objects[s.at : s.at+fontObjects])
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

package pdfcheck

import (
	"encoding/binary"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"

	"guidec/internal/diag"
)

// A font is one that a page sets, with the codes that are shown.
type font struct {
	number int // of its object, for the order of findings
	dict   dict
	used   []int // by code: the first page; 0: none
	odd    bool  // a string was not of two-byte codes
	widths widths
}

// fontOf returns the font that a resource names.
func (c *checker) fontOf(v any) *font {
	r, ok := v.(ref)
	if !ok {
		c.add(diag.PDFFont, "a font is no object of its own")
		return &font{}
	}
	if c.fonts[r] == nil {
		f := &font{number: int(r), dict: c.dict(v)}
		if below := c.array(f.dict["DescendantFonts"]); len(below) == 1 {
			f.widths = c.widths(c.dict(below[0]))
		}
		c.fonts[r] = f
	}
	return c.fonts[r]
}

// use notes the two-byte codes of a string. It returns how wide it is, in
// thousandths of the size.
func (f *font) use(s []byte, page int) (width float64) {
	f.odd = f.odd || len(s)%2 != 0
	for i := 0; i+1 < len(s); i += 2 {
		code := int(s[i])<<8 | int(s[i+1])
		if code >= len(f.used) {
			f.used = append(f.used, make([]int, code+1-len(f.used))...)
		}
		if f.used[code] == 0 {
			f.used[code] = page
		}
		width += f.widths.of(code)
	}
	return width
}

// checkFonts checks every font that was set.
func (c *checker) checkFonts() {
	for _, f := range slices.SortedFunc(maps.Values(c.fonts), func(a, b *font) int { return a.number - b.number }) {
		c.checkFont(f)
	}
}

// hasSubsetTag reports whether a font's name begins with six capital letters
// and a plus sign (9.9.2).
func hasSubsetTag(name string) bool {
	const tag = 6
	return len(name) > tag+1 && name[tag] == '+' && strings.Trim(name[:tag], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// checkFont holds that a font is a composite font (9.7), embedded in full,
// whose every code has a meaning; and, in TrueType, a glyph and a true width.
// Other outlines, which guidec does not write, are not looked into.
func (c *checker) checkFont(f *font) {
	n := string(c.name(f.dict["BaseFont"]))
	bad := func(format string, args ...any) { c.add(diag.PDFFont, "font %s: %s", n, fmt.Sprintf(format, args...)) }
	below := c.array(f.dict["DescendantFonts"])
	if c.name(f.dict["Subtype"]) != "Type0" || c.name(f.dict["Encoding"]) != "Identity-H" || len(below) != 1 {
		bad("is not addressed by glyphs")
		return
	}
	if f.odd {
		bad("a text is not of two-byte codes")
	}
	cid := c.dict(below[0])
	desc := c.dict(cid["FontDescriptor"])
	kind, place, own := name("CIDFontType2"), name("FontFile2"), n
	if c.name(cid["Subtype"]) == "CIDFontType0" { // its name holds the encoding
		kind, place, own = "CIDFontType0", "FontFile3", strings.TrimSuffix(n, "-Identity-H")
	}
	if c.name(cid["Subtype"]) != kind || string(c.name(cid["BaseFont"])) != own || string(c.name(desc["FontName"])) != own {
		bad("its dictionaries do not agree")
	}
	if !hasSubsetTag(n) {
		bad("its name has no subset tag")
	}
	file, ok := c.resolve(desc[place]).(*stream)
	if !ok {
		bad("is not embedded")
		return
	}
	if kind == "CIDFontType2" {
		c.checkGlyphs(f, cid, file, bad)
	}
	c.checkUnicode(f, n)
}

// checkGlyphs compares the codes that are used with the font file.
func (c *checker) checkGlyphs(f *font, cid dict, file *stream, bad func(string, ...any)) {
	data, err := c.decode(file)
	if err != nil {
		bad("%v", err)
		return
	}
	g, err := parseGlyphs(data)
	if err != nil {
		bad("%v", err)
		return
	}
	if c.int(file.dict["Length1"]) != len(data) {
		bad("Length1 is not the length of the font file")
	}
	toGlyph := func(code int) int { return code }
	if s, ok := c.resolve(cid["CIDToGIDMap"]).(*stream); ok {
		m, err := c.decode(s)
		if err != nil {
			bad("%v", err)
		}
		toGlyph = func(code int) int {
			if 2*code+2 > len(m) {
				return 0
			}
			return int(binary.BigEndian.Uint16(m[2*code:]))
		}
	} else if c.name(cid["CIDToGIDMap"]) != "Identity" {
		bad("has no way from codes to glyphs")
	}
	for code, page := range f.used {
		if page == 0 {
			continue
		}
		gid := toGlyph(code)
		if gid == 0 || gid >= len(g.advances) {
			bad("code %d on page %d has no glyph", code, page)
			continue
		}
		if w := f.widths.of(code); math.Abs(w-g.advances[gid]) > 1 {
			bad("code %d is %g wide in the dictionary and %g in the font", code, w, g.advances[gid])
		}
	}
}

// widths are those of codes, in thousandths of the size (9.7.4.3).
type widths struct {
	list  []float64 // by code
	other float64   // of codes beyond
}

func (w *widths) of(code int) float64 {
	if code < len(w.list) {
		return w.list[code]
	}
	return w.other
}

// set notes the width of a code that a font can have: it has two bytes.
func (w *widths) set(code int, width float64) {
	if code < 0 || code > math.MaxUint16 {
		return
	}
	for len(w.list) <= code {
		w.list = append(w.list, w.other)
	}
	w.list[code] = width
}

// widths reads the array W.
func (c *checker) widths(cid dict) (all widths) {
	all.other = 1000
	if n, ok := c.number(cid["DW"]); ok {
		all.other = n
	}
	w := c.array(cid["W"])
	for i := 0; i+1 < len(w); {
		first := max(0, c.int(w[i]))
		if list, ok := c.resolve(w[i+1]).(array); ok {
			for k, v := range list {
				n, _ := c.number(v)
				all.set(first+k, n)
			}
			i += 2
		} else if i+2 < len(w) {
			n, _ := c.number(w[i+2])
			for code := first; code <= min(c.int(w[i+1]), math.MaxUint16); code++ {
				all.set(code, n)
			}
			i += 3
		} else {
			break
		}
	}
	return all
}

// glyphs is what a font file says of its glyphs: the advances in thousandths
// of the em.
type glyphs struct{ advances []float64 }

// parseGlyphs reads the tables head, hhea, maxp and hmtx, and sees that loca
// and glyf are there.
func parseGlyphs(file []byte) (*glyphs, error) {
	big := binary.BigEndian
	if len(file) < 12 {
		return nil, fmt.Errorf("the font file is empty")
	}
	t := map[string][]byte{}
	for i := range int(big.Uint16(file[4:])) {
		if 12+16*(i+1) > len(file) {
			return nil, fmt.Errorf("the font file is damaged")
		}
		row := file[12+16*i:]
		offset, length := int64(big.Uint32(row[8:])), int64(big.Uint32(row[12:]))
		if offset+length > int64(len(file)) {
			return nil, fmt.Errorf("the font file is damaged")
		}
		t[string(row[:4])] = file[offset : offset+length]
	}
	if len(t["head"]) < 54 || len(t["hhea"]) < 36 || len(t["maxp"]) < 6 || t["glyf"] == nil {
		return nil, fmt.Errorf("the font file lacks tables")
	}
	em, n := int(big.Uint16(t["head"][18:])), int(big.Uint16(t["maxp"][4:]))
	metrics, size := int(big.Uint16(t["hhea"][34:])), 2
	if big.Uint16(t["head"][50:]) != 0 {
		size = 4
	}
	if em == 0 || metrics == 0 || len(t["hmtx"]) < 4*metrics || len(t["loca"]) < size*(n+1) {
		return nil, fmt.Errorf("the font file lacks glyphs")
	}
	g := &glyphs{make([]float64, n)}
	for i := range g.advances {
		g.advances[i] = float64(big.Uint16(t["hmtx"][4*min(i, metrics-1):])) * 1000 / float64(em)
	}
	return g, nil
}

// checkUnicode holds that every code that is used stands for real characters.
func (c *checker) checkUnicode(f *font, fontName string) {
	s, ok := c.resolve(f.dict["ToUnicode"]).(*stream)
	if !ok {
		c.add(diag.PDFUnicode, "font %s: no ToUnicode: its text cannot be read back", fontName)
		return
	}
	data, err := c.decode(s)
	if err != nil {
		c.add(diag.PDFUnicode, "font %s: ToUnicode: %v", fontName, err)
		return
	}
	meaning, err := parseUnicode(data)
	if err != nil {
		c.add(diag.PDFUnicode, "font %s: ToUnicode: %v", fontName, err)
		return
	}
	for code, page := range f.used {
		if page == 0 {
			continue
		}
		rs := meaning[code]
		switch {
		case len(rs) == 0:
			c.add(diag.PDFUnicode, "font %s: code %d on page %d stands for no character", fontName, code, page)
		case slices.ContainsFunc(rs, func(r rune) bool {
			return r == 0 || r == 0xFEFF || r == 0xFFFE || unicode.Is(unicode.Co, r)
		}):
			c.add(diag.PDFUnicode, "font %s: code %d on page %d stands for %q, which is no character", fontName, code, page, string(rs))
		}
	}
}

// parseUnicode reads the mappings of a ToUnicode CMap (9.10.3).
func parseUnicode(data []byte) (map[int][]rune, error) {
	m := map[int][]rune{}
	l := &lexer{b: data}
	var args []any
	for {
		v, err := l.next()
		if err == errEnd {
			return m, nil
		}
		if err != nil {
			return nil, err
		}
		op, ok := v.(operator)
		if !ok {
			args = append(args, v)
			continue
		}
		switch op {
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				m[codeOf(args[i])] = runes(args[i+1], 0)
			}
		case "endbfrange":
			for i := 0; i+2 < len(args); i += 3 {
				first, last := codeOf(args[i]), min(codeOf(args[i+1]), math.MaxUint16)
				list, isList := args[i+2].(array)
				for code := first; code <= last; code++ {
					switch {
					case !isList:
						m[code] = runes(args[i+2], code-first)
					case code-first < len(list):
						m[code] = runes(list[code-first], 0)
					}
				}
			}
		}
		args = args[:0]
	}
}

// codeOf is a code as a CMap writes it: a string of bytes.
func codeOf(v any) int {
	t, _ := v.(text)
	code := 0
	for _, b := range []byte(t) {
		code = code<<8 | int(b)
	}
	return code & math.MaxUint16
}

// runes reads UTF-16, with plus added to the last unit.
func runes(v any, plus int) []rune {
	t, _ := v.(text)
	var units []uint16
	for i := 0; i+1 < len(t); i += 2 {
		units = append(units, uint16(t[i])<<8|uint16(t[i+1]))
	}
	if len(units) > 0 {
		units[len(units)-1] += uint16(plus)
	}
	return utf16.Decode(units)
}

package typeset

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

// A Library holds the fonts and hyphenation patterns of a file system. Each
// is read once, when it is first asked for. A Library is safe for concurrent
// use and serves any number of guides.
type Library struct {
	files fs.FS

	mu      sync.Mutex
	fonts   map[string]*Font
	faces   map[string]*Face
	tongues map[string]*Hyphenator
}

// fallback is the font of signs that the text faces lack.
const fallback = "DejaVuSans"

// NewLibrary returns a library of files, which has the folders fonts and
// hyphenation.
func NewLibrary(files fs.FS) *Library {
	return &Library{files: files, fonts: map[string]*Font{}, faces: map[string]*Face{}, tongues: map[string]*Hyphenator{}}
}

// A Font is one font file, parsed.
type Font struct {
	Name                  string // the file's and PostScript's: "SourceSerif4-Regular"
	UnitsPerEm            int
	Ascent, Descent       int // font units; Descent is negative
	CapHeight, XHeight    int
	Glyphs                int
	SoftHyphen, HardSpace uint16 // codes of a hyphen at a line's end, of a no-break space

	ttf           []byte
	parsed        *font.Font
	space, hyphen font.GID
	widths        []int32 // of each glyph, font units
	shapers       sync.Pool
}

// withoutOutlines is a font that shapes as the whole one does and is read in
// a fraction of the time: its glyphs have no shape.
func withoutOutlines(tables map[string][]byte) []byte {
	t := maps.Clone(tables)
	for _, name := range []string{"glyf", "loca", "cvt ", "fpgm", "prep", "gasp", "DSIG", "name", "STAT", "gvar", "fvar", "avar", "HVAR", "MVAR"} {
		delete(t, name)
	}
	return assemble(t)
}

// Font returns the font of that name.
func (l *Library) Font(name string) (*Font, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.font(name)
}

func (l *Library) font(name string) (*Font, error) {
	if f := l.fonts[name]; f != nil {
		return f, nil
	}
	ttf, err := fs.ReadFile(l.files, "fonts/"+name+".ttf")
	if err != nil {
		return nil, fmt.Errorf("typeset: %w", err)
	}
	f, err := parseFont(name, ttf)
	if err != nil {
		return nil, fmt.Errorf("typeset: font %s: %w", name, err)
	}
	l.fonts[name] = f
	return f, nil
}

// standIn is the font of signs that others lack, or nil.
func (l *Library) standIn() *Font {
	f, err := l.Font(fallback)
	if err != nil {
		return nil
	}
	return f
}

func parseFont(name string, ttf []byte) (*Font, error) {
	tables, err := sfntTables(ttf)
	if err != nil {
		return nil, err
	}
	loader, err := opentype.NewLoader(bytes.NewReader(withoutOutlines(tables)))
	if err != nil {
		return nil, err
	}
	parsed, err := font.NewFont(loader)
	if err != nil {
		return nil, err
	}
	f := &Font{Name: name, ttf: ttf, parsed: parsed}
	face := font.NewFace(parsed)
	f.UnitsPerEm = int(face.Upem())
	f.Glyphs = int(bigEndian.Uint16(tables["maxp"][4:]))
	f.SoftHyphen, f.HardSpace = uint16(f.Glyphs), uint16(f.Glyphs+1)
	f.Ascent, f.Descent = int(int16(bigEndian.Uint16(tables["hhea"][4:]))), int(int16(bigEndian.Uint16(tables["hhea"][6:])))
	if os2 := tables["OS/2"]; len(os2) >= 90 {
		f.XHeight, f.CapHeight = int(int16(bigEndian.Uint16(os2[86:]))), int(int16(bigEndian.Uint16(os2[88:])))
	}
	f.space, _ = face.NominalGlyph(' ')
	hyphen, ok := face.NominalGlyph(0x2010)
	if !ok {
		hyphen, _ = face.NominalGlyph('-')
	}
	f.hyphen = hyphen
	f.widths = make([]int32, f.Glyphs)
	for g := range f.widths {
		f.widths[g] = int32(face.HorizontalAdvance(font.GID(g)))
	}
	f.shapers.New = func() any { return &shaper{face: font.NewFace(parsed)} }
	return f, nil
}

// Coded returns the font file with its characters coded by glyph, for the
// codes that are wanted, in order: code g is glyph g, SoftHyphen and HardSpace
// stand after the last.
func (f *Font) Coded(codes []uint16) ([]byte, error) {
	if len(codes) > 0 && codes[0] == 0 { // means glyph 0 to everybody
		codes = codes[1:]
	}
	glyphs := make([]uint16, len(codes))
	for i, c := range codes {
		switch c {
		case f.SoftHyphen:
			glyphs[i] = uint16(f.hyphen)
		case f.HardSpace:
			glyphs[i] = uint16(f.space)
		default:
			glyphs[i] = c
		}
	}
	return codeGlyphs(f.ttf, f.Glyphs, codes, glyphs)
}

// Width returns the advance of a code in font units.
func (f *Font) Width(code uint16) int {
	switch {
	case code == f.SoftHyphen:
		return int(f.widths[f.hyphen])
	case code == f.HardSpace:
		return int(f.widths[f.space])
	case int(code) < len(f.widths):
		return int(f.widths[code])
	}
	return 0
}

// has reports whether the font has a sign.
func (f *Font) has(r rune) bool {
	_, ok := f.parsed.NominalGlyph(r)
	return ok
}

package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
)

// A Library holds the fonts and hyphenation patterns of a file system. Each
// is read once, when it is first asked for. A Library is safe for concurrent
// use and serves any number of guides.
type Library struct {
	files   fs.FS
	fonts   shelf[*Font]
	faces   shelf[*Face]
	tongues shelf[*Hyphenator]
}

// fallback is the font of signs that the text faces lack.
const fallback = "DejaVuSans"

// NewLibrary returns a library of files, which has the folders fonts and
// hyphenation.
func NewLibrary(files fs.FS) *Library {
	return &Library{files: files}
}

// A Font is one font file, parsed.
type Font struct {
	Name                  string // the file's and PostScript's: "SourceSerif4-Regular"
	UnitsPerEm            int
	Ascent, Descent       int // font units; Descent is negative
	CapHeight, XHeight    int
	Bounds                [4]int // left, bottom, right and top of all glyphs, font units
	Slant                 int    // degrees; negative leans to the right
	Weight                int    // 400 is regular, 700 bold
	Monospaced            bool
	Glyphs                int
	SoftHyphen, HardSpace uint16 // codes of a hyphen at a line's end, of a no-break space

	tables        map[string][]byte
	parsed        *font.Font
	space, hyphen font.GID
	widths        []int32 // of each glyph, font units
	shapers       sync.Pool
}

// shapingTables are those that shaping reads. The others, outlines above
// all, would take most of the time that a font takes to be parsed.
var shapingTables = []string{"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "head", "hhea", "hmtx", "kern", "maxp"}

// keepTables leaves no other tables in the directory of a font file.
func keepTables(ttf []byte, names []string) {
	kept := 0
	for i := range int(bigEndian.Uint16(ttf[4:])) {
		entry := ttf[12+16*i:][:16]
		if slices.Contains(names, string(entry[:4])) {
			copy(ttf[12+16*kept:], entry)
			kept++
		}
	}
	bigEndian.PutUint16(ttf[4:], uint16(kept))
}

// measure reads what the tables say of the font as a whole, and how wide its
// glyphs are. A short hmtx has advances for the first glyphs alone; the others
// are as wide as the last of these.
func (f *Font) measure() error {
	head, hhea, post, os2, hmtx := f.tables["head"], f.tables["hhea"], f.tables["post"], f.tables["OS/2"], f.tables["hmtx"]
	f.UnitsPerEm, f.Glyphs = int(bigEndian.Uint16(head[18:])), int(bigEndian.Uint16(f.tables["maxp"][4:]))
	advances := int(bigEndian.Uint16(hhea[34:]))
	switch {
	case f.UnitsPerEm == 0, advances < 1, advances > f.Glyphs, len(hmtx) < 2*advances+2*f.Glyphs:
		return errFont
	case f.Glyphs > 0xFFFF-2: // two codes follow
		return errors.New("too many glyphs")
	}
	f.SoftHyphen, f.HardSpace = uint16(f.Glyphs), uint16(f.Glyphs+1)
	f.Ascent, f.Descent = signed(hhea[4:]), signed(hhea[6:])
	for i := range f.Bounds {
		f.Bounds[i] = signed(head[36+2*i:])
	}
	f.Slant, f.Monospaced = signed(post[4:]), bigEndian.Uint32(post[12:]) != 0
	f.Weight = signed(os2[4:])
	if len(os2) >= 90 {
		f.XHeight, f.CapHeight = signed(os2[86:]), signed(os2[88:])
	}
	f.widths = make([]int32, f.Glyphs)
	for g := range f.widths {
		f.widths[g] = int32(bigEndian.Uint16(hmtx[4*min(g, advances-1):]))
	}
	return nil
}

func signed(b []byte) int { return int(int16(bigEndian.Uint16(b))) }

// Font returns the font of that name.
func (l *Library) Font(name string) (*Font, error) {
	return l.fonts.get(name, func() (*Font, error) {
		ttf, err := fs.ReadFile(l.files, "fonts/"+name+".ttf")
		if err != nil {
			return nil, fmt.Errorf("typeset: %w", err)
		}
		f, err := parseFont(name, ttf)
		if err != nil {
			return nil, fmt.Errorf("typeset: font %s: %w", name, err)
		}
		return f, nil
	})
}

// standIn is the font of signs that others lack, or nil.
func (l *Library) standIn() *Font {
	f, err := l.Font(fallback)
	if err != nil {
		return nil
	}
	return f
}

// parseFont reads a font file, which is the font's from then on. It must be one
// of ours: the library that shapes trusts its tables.
func parseFont(name string, ttf []byte) (*Font, error) {
	f, err := readTables(name, ttf)
	if err != nil {
		return nil, err
	}
	keepTables(ttf, shapingTables)
	loader, err := opentype.NewLoader(bytes.NewReader(ttf))
	if err != nil {
		return nil, err
	}
	parsed, err := font.NewFont(loader)
	if err != nil {
		return nil, err
	}
	f.parsed = parsed
	f.space, _ = parsed.NominalGlyph(' ')
	f.hyphen, _ = parsed.NominalGlyph('-')
	if g, ok := parsed.NominalGlyph(0x2010); ok {
		f.hyphen = g
	}
	f.shapers.New = func() any { return &shaper{font: harfbuzz.NewFont(font.NewFace(parsed)), buffer: harfbuzz.NewBuffer()} }
	return f, nil
}

// readTables reads all but what shaping needs.
func readTables(name string, ttf []byte) (*Font, error) {
	tables, err := sfntTables(ttf)
	if err != nil {
		return nil, err
	}
	f := &Font{Name: name, tables: tables}
	return f, f.measure()
}

// Codes is how many codes the font has: its glyphs and two more.
func (f *Font) Codes() int { return f.Glyphs + 2 }

// Width returns the advance of a code in font units.
func (f *Font) Width(code uint16) int {
	if g := f.glyph(code); int(g) < len(f.widths) {
		return int(f.widths[g])
	}
	return 0
}

// has reports whether the font has a sign. For private ones every font has
// something else, and nobody could read them back.
func (f *Font) has(r rune) bool {
	if unicode.Is(unicode.Co, r) {
		return false
	}
	_, ok := f.parsed.NominalGlyph(r)
	return ok
}

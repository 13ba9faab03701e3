package typeset

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

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

// The fonts of signs that the text faces lack.
const (
	fallback = "DejaVuSans"
	emoji    = "NotoEmoji-Regular"
)

// NewLibrary returns a library of files, which has the folders fonts and
// hyphenation. Its files implement [io.ReaderAt].
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

	tables        map[string][]byte // of measuredTables
	outlines      *io.SectionReader // the table glyf
	parsed        *font.Font
	space, hyphen font.GID
	widths        []int32 // of each glyph, font units
	shapers       sync.Pool
}

// shapingTables are those that shaping reads. The others, outlines above
// all, would take most of the time that a font takes to be parsed.
var shapingTables = []string{"GDEF", "GPOS", "GSUB", "OS/2", "cmap", "head", "hhea", "hmtx", "kern", "maxp"}

// measuredTables are those that are read here, and how many bytes each has at
// least.
var measuredTables = []struct {
	name  string
	least int
}{{"head", 54}, {"hhea", 36}, {"maxp", 32}, {"hmtx", 4}, {"loca", 4}, {"OS/2", 68}, {"post", 32}}

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
		file, err := l.open("fonts/" + name + ".ttf")
		if err != nil {
			return nil, fmt.Errorf("typeset: %w", err)
		}
		f, err := parseFont(name, file)
		if err != nil {
			return nil, fmt.Errorf("typeset: font %s: %w", name, err)
		}
		return f, nil
	})
}

// open opens a file that can be read anywhere, for as long as the library is
// used.
func (l *Library) open(name string) (*io.SectionReader, error) {
	file, err := l.files.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	at, ok := file.(io.ReaderAt)
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, errors.ErrUnsupported)
	}
	return io.NewSectionReader(at, 0, info.Size()), nil
}

// standIn is a font for the first sign of text, which others lack, or nil.
func (l *Library) standIn(text string) *Font {
	r, n := utf8.DecodeRuneInString(text)
	names := []string{fallback, emoji}
	if r >= 0x1F000 || strings.HasPrefix(text[n:], asPicture) || strings.HasPrefix(text[n:], keycap) {
		names = []string{emoji, fallback}
	}
	for _, name := range names {
		if f, err := l.Font(name); err == nil && f.has(r) {
			return f
		}
	}
	return nil
}

// asPicture is the selector behind a sign that asks for it as a picture, and
// keycap encloses a sign in that of a keyboard (Unicode Technical Standard
// #51, section 1.4).
const asPicture, keycap = "\ufe0f", "\u20e3"

// parseFont reads a font file. It must be one of ours: the library that shapes
// trusts its tables.
func parseFont(name string, file *io.SectionReader) (*Font, error) {
	s, err := openSFNT(file)
	if err != nil {
		return nil, err
	}
	f, err := s.measured(name)
	if err != nil {
		return nil, err
	}
	loader, err := opentype.NewLoader(s.only(shapingTables))
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

// measured reads all but what shaping needs.
func (s *sfnt) measured(name string) (*Font, error) {
	f := &Font{Name: name, tables: map[string][]byte{}, outlines: s.tables["glyf"]}
	if f.outlines == nil {
		return nil, errors.New("font lacks table glyf")
	}
	for _, t := range measuredTables {
		var err error
		if f.tables[t.name], err = s.table(t.name, t.least); err != nil {
			return nil, err
		}
	}
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

package typeset

import (
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// A Face is a font set with some of its OpenType features, and with the
// library's fallback for signs that it lacks. It shapes each word once.
type Face struct {
	Font     *Font
	features []harfbuzz.Feature
	ascii    []harfbuzz.Feature // the same, for texts of nothing else
	library  *Library           // of the font that stands in

	stretches memo[*stretch]
	pairs     pairs

	space, hardSpace, softHyphen *Word
}

// A Word is a shaped piece of text in one font.
type Word struct {
	Font   *Font
	Text   string
	Glyphs []Glyph
	Width  int  // font units
	Space  bool // one that justification may widen
	Lacks  bool // no font has some sign of it
}

// A Glyph is one shaped glyph; lengths are in font units. Text[At:At+Len] of
// its word is what it stands for; Len is 0 for all but one glyph of a group.
type Glyph struct {
	Code    uint16
	Advance int32 // as shaped; the font's own is Font.Width(Code)
	DX, DY  int32
	At, Len int32
}

// Face returns a face of the font of that name. Features are OpenType tags,
// parted by blanks: "onum pnum", "smcp"; "-liga" turns one off.
func (l *Library) Face(name, features string) (*Face, error) {
	return l.faces.get(name+" "+features, func() (*Face, error) { return l.newFace(name, features) })
}

func (l *Library) newFace(name, features string) (*Face, error) {
	main, err := l.Font(name)
	if err != nil {
		return nil, err
	}
	f := &Face{Font: main, library: l, features: parseFeatures(features), ascii: parseFeatures(features + idle)}
	width := main.Width(uint16(main.space))
	sign := func(code uint16, text string, w int, space bool) *Word {
		return &Word{Font: main, Text: text, Width: w, Space: space,
			Glyphs: []Glyph{{Code: code, Advance: int32(w), Len: int32(len(text))}}}
	}
	f.space = sign(uint16(main.space), " ", width, true)
	f.hardSpace = sign(main.HardSpace, "\u00a0", width, true)
	f.softHyphen = sign(main.SoftHyphen, "\u00ad", main.Width(main.SoftHyphen), false)
	return f, nil
}

// idle are the features that do nothing for ASCII: they put marks upon
// letters, and compose and take apart what has some. To look for it all the
// same is a quarter of the shaping.
const idle = " -mark -mkmk -ccmp"

func parseFeatures(tags string) []harfbuzz.Feature {
	var list []harfbuzz.Feature
	for tag := range strings.FieldsSeq(tags) {
		name, off := strings.CutPrefix(tag, "-")
		feature := harfbuzz.Feature{Tag: opentype.MustNewTag(name), Value: 1, End: harfbuzz.FeatureGlobalEnd}
		if off {
			feature.Value = 0
		}
		list = append(list, feature)
	}
	return list
}

type shaper struct {
	font   *harfbuzz.Font
	buffer *harfbuzz.Buffer
	runes  []rune
	at     []int32 // the byte offset of each rune, and of the end
}

// A stretch is a text without blanks as a face sets it: in one word, unless
// signs of it come from another font.
type stretch struct {
	text    string
	words   []*Word
	address bool
	parting atomic.Pointer[parting] // as it was first asked for
}

// stretch shapes a text. Each is shaped once.
func (f *Face) stretch(text string) *stretch {
	return f.stretches.of(text, f.newStretch)
}

func (f *Face) newStretch(text string) *stretch {
	return &stretch{text: text, words: f.shapeRuns(text), address: isAddress(text)}
}

// shapeRuns parts text by the fonts that have its signs.
func (f *Face) shapeRuns(text string) []*Word {
	whole, ascii := true, true
	for _, r := range text {
		ascii = ascii && r < utf8.RuneSelf
		if !f.Font.has(r) && !silent(r) {
			whole = false
			break
		}
	}
	switch {
	case whole && ascii:
		return []*Word{f.shapeASCII(text)}
	case whole:
		return []*Word{shapeWord(f.Font, text, f.features)}
	}
	var words []*Word
	for at := 0; at < len(text); {
		font, lacks := f.fontFor(text[at:])
		end := at
		for i, r := range text[at:] {
			g, l := f.fontFor(text[at+i:])
			if i > 0 && (g != font || l != lacks) && !silent(r) {
				break
			}
			end = at + i + len(string(r))
		}
		var w *Word
		switch {
		case lacks:
			w = f.missing(text[at:end])
		case font == f.Font:
			w = shapeWord(font, text[at:end], f.features)
		default:
			w = shapeWord(font, text[at:end], nil)
		}
		words = append(words, w)
		at = end
	}
	return words
}

// shapeASCII sets a word whose pairs of signs are known, and learns from
// others.
func (f *Face) shapeASCII(text string) *Word {
	w := f.pairs.set(f.Font, text)
	if w == nil {
		w = shapeWord(f.Font, text, f.ascii)
		f.pairs.learn(w)
	}
	return w
}

// fontFor finds the font of the first sign of text; lacks says that there is
// none.
func (f *Face) fontFor(text string) (font *Font, lacks bool) {
	r, n := utf8.DecodeRuneInString(text)
	isKeycap := text != "" && strings.HasPrefix(strings.TrimPrefix(text[n:], asPicture), keycap)
	if text == "" || f.Font.has(r) && !isKeycap {
		return f.Font, false
	}
	if g := f.library.standIn(text); g != nil {
		return g, false
	}
	return f.Font, !f.Font.has(r)
}

// Missing stands in print for a sign that no font has.
const Missing = "□"

// missing sets signs that no font has as one box each. What they say stays
// in the word's text.
func (f *Face) missing(text string) *Word {
	font := f.Font
	box, _ := utf8.DecodeRuneInString(Missing)
	if g := f.library.standIn(Missing); !font.has(box) && g != nil {
		font = g
	}
	w := shapeWord(font, strings.Repeat(Missing, utf8.RuneCountInString(text)), nil)
	w.Lacks, w.Text = true, text
	for i := range w.Glyphs {
		w.Glyphs[i].At, w.Glyphs[i].Len = 0, 0
	}
	return w
}

// silent reports whether a sign is not drawn itself: joiners and selectors.
func silent(r rune) bool {
	return r == '\u00ad' || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u2060' || r >= '\ufe00' && r <= '\ufe0f'
}

// FromRight reports whether a sign is of a script that runs from right to
// left. Such text is set in the wrong order here.
func FromRight(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
}

func shapeWord(f *Font, text string, features []harfbuzz.Feature) *Word {
	s := f.shapers.Get().(*shaper)
	defer f.shapers.Put(s)
	script := s.take(text, f.Name != emoji) // there they join signs to others
	s.buffer.Clear()
	s.buffer.AddRunes(s.runes, 0, len(s.runes))
	s.buffer.Props = harfbuzz.SegmentProperties{Direction: harfbuzz.LeftToRight, Script: script, Language: "en"}
	s.buffer.Shape(s.font, features)

	info := s.buffer.Info
	w := &Word{Font: f, Text: text, Glyphs: make([]Glyph, len(info))}
	for i, pos := range s.buffer.Pos {
		first := info[i].Cluster
		g := Glyph{Code: uint16(info[i].Glyph), Advance: pos.XAdvance, DX: pos.XOffset, DY: pos.YOffset, At: s.at[first]}
		if i == 0 || info[i-1].Cluster != first {
			end := len(s.runes)
			for _, next := range info[i+1:] {
				if next.Cluster != first {
					end = next.Cluster
					break
				}
			}
			g.Len = s.at[end] - g.At
		}
		w.Width += int(g.Advance)
		w.Glyphs[i] = g
	}
	return w
}

// take makes runes of a word's text, perhaps without those that are not
// drawn, and finds its script.
func (s *shaper) take(text string, drawn bool) language.Script {
	s.runes, s.at = s.runes[:0], s.at[:0]
	script := language.Latin
	for i, r := range text {
		if drawn && silent(r) {
			continue
		}
		s.runes, s.at = append(s.runes, r), append(s.at, int32(i))
		if r >= 0x370 { // where Greek begins
			if sc := language.LookupScript(r); sc == language.Greek || sc == language.Cyrillic {
				script = sc
			}
		}
	}
	s.at = append(s.at, int32(len(text)))
	return script
}

package typeset

import "sync/atomic"

// Pairs are what words have shown of how a face sets ASCII: which glyph a sign
// has, and how far two neighbours move together. A word of which all is known
// need not be shaped; in a guide seven of ten new words are such. That no sign
// looks farther than its neighbour is so in our fonts, and a test holds it.
// Ligatures are never learned, so that words with such pairs are shaped.
//
// Several goroutines may learn and set at once: all learn the same.
type pairs struct {
	glyphs [graphic]atomic.Uint32          // glyph code + 1; 0 is not known
	kerns  [graphic * graphic]atomic.Int32 // kerning of two signs + known; 0 is not known
}

const (
	firstGraphic = '!'
	graphic      = '~' - firstGraphic + 1 // the signs of ASCII that leave a mark
	known        = 1 << 20                // beyond any kerning
)

// set returns text as a word of the font, or nil where something of it is not
// known.
func (p *pairs) set(f *Font, text string) *Word {
	for i := range len(text) {
		sign := text[i] - firstGraphic
		switch {
		case sign >= graphic, p.glyphs[sign].Load() == 0:
			return nil
		case i > 0 && p.kern(text[i-1], text[i]).Load() == 0:
			return nil
		}
	}
	w := &Word{Font: f, Text: text, Glyphs: make([]Glyph, len(text))}
	for i := range w.Glyphs {
		code := uint16(p.glyphs[text[i]-firstGraphic].Load() - 1)
		advance := f.widths[code]
		if i+1 < len(text) {
			advance += p.kern(text[i], text[i+1]).Load() - known
		}
		w.Glyphs[i] = Glyph{Code: code, Advance: advance, At: int32(i), Len: 1}
		w.Width += int(advance)
	}
	return w
}

// learn keeps what a word of ASCII shows, if it is no more than one glyph a
// sign, moved along the line.
func (p *pairs) learn(w *Word) {
	if len(w.Glyphs) != len(w.Text) {
		return
	}
	for i, g := range w.Glyphs {
		sign := w.Text[i] - firstGraphic
		if sign >= graphic || g.At != int32(i) || g.DX != 0 || g.DY != 0 {
			return
		}
	}
	for i, g := range w.Glyphs {
		p.glyphs[w.Text[i]-firstGraphic].Store(uint32(g.Code) + 1)
		if i+1 < len(w.Text) {
			p.kern(w.Text[i], w.Text[i+1]).Store(g.Advance - w.Font.widths[g.Code] + known)
		}
	}
}

func (p *pairs) kern(a, b byte) *atomic.Int32 {
	return &p.kerns[int(a-firstGraphic)*graphic+int(b-firstGraphic)]
}

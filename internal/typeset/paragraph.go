package typeset

import (
	"unicode/utf8"
)

// A Mark is what a piece of text is to the caller. It travels to the runs
// that the piece is set in.
type Mark int32

// A Style is how a piece of text is set.
type Style struct {
	Face       *Face
	Size       Length
	Color      Color
	Rise       Length // of the baseline, upwards
	Tracking   int    // space after each glyph, 1/1000 of Size
	Hyphenator *Hyphenator
	Literal    bool // code and addresses: parted at signs, without a hyphen
	Strike     bool
	Underline  bool
}

// width turns font units of a font into a length.
func (s *Style) width(f *Font, units int) Length {
	return s.Size * Length(units) / Length(f.UnitsPerEm)
}

// WordWidth is the width of a word whose glyphs are set so many thousandths
// of their own width wide.
func (s *Style) WordWidth(w *Word, glyphs int) Length {
	return s.wordWidth(w) * Length(glyphs) / 1000
}

// wordWidth is the set width of a word.
func (s *Style) wordWidth(w *Word) Length {
	n := s.width(w.Font, w.Width)
	if s.Tracking != 0 {
		n += s.Size * Length(s.Tracking*len(w.Glyphs)) / 1000
	}
	return n
}

func (s *Style) wordsWidth(words []*Word) (n Length) {
	for _, w := range words {
		n += s.wordWidth(w)
	}
	return n
}

// A Piece is a stretch of a paragraph: text, a picture in the line, or the
// end of a line. Note is the number of the footnote whose mark the piece is,
// and 0 for all others.
type Piece struct {
	Text    string
	Style   *Style
	Mark    Mark
	Offset  int // of Text within what Mark stands for, bytes
	Picture *Picture
	Break   bool
	Note    int
}

// Align says where the lines of a paragraph stand.
type Align int

const (
	Justified Align = iota
	Left            // ragged right
	Center
	Right
)

// A Paragraph is text to be broken into lines.
type Paragraph struct {
	Pieces  []Piece
	Measure Length
	Indent  Length // of the first line
	Hang    Length // of lines that go on with the one above, where others begin anew
	Align   Align
	Solid   bool           // no hyphens: headings, labels
	Scratch *Scratch       // nil: its own
	Whole   map[Place]bool // words that no hyphen may part
}

// A Place is a byte within what a Mark stands for.
type Place struct {
	Mark   Mark
	Offset int
}

type kind uint8

const (
	box kind = iota
	glue
	penalty
)

// An item is a box of text, a space, or a place to break a line at.
type item struct {
	kind        kind
	hyphen      bool // penalty: a hyphen, set or written, ends the line
	piece       int32
	start, end  int32 // box: bytes of the piece's text
	cost        int32 // penalty
	width       Length
	fill        Length   // glue: what is left of the line goes here
	left, right Length   // box: how far it may stand out of the measure
	of          *stretch // box: the whole that it is a part of
}

// Costs of breaks. A break of forced is taken, one of never is not.
const (
	forced         = -1 << 30
	never          = 1 << 30
	hyphenCost     = 20000
	nameHyphenCost = 9000 // parting a name
	dashCost       = 100
	writtenCost    = 500     // after a hyphen that the author wrote
	literalCost    = 2000    // within an address
	anywhereCost   = 1 << 20 // in a word that is wider than the measure; better than spaces four times their width
)

// endsLine reports whether an item ends a line wherever it stands.
func (it *item) endsLine() bool { return it.kind == penalty && it.cost <= forced }

// items turns the paragraph into boxes, glue and penalties.
func (p *Paragraph) items() []item {
	if p.Scratch == nil {
		p.Scratch = &Scratch{}
	}
	b := itemizer{p: p, items: p.Scratch.items[:0]}
	for i := range p.Pieces {
		b.piece(i)
	}
	for len(b.items) > 0 && b.items[len(b.items)-1].kind == glue {
		b.items = b.items[:len(b.items)-1]
	}
	p.Scratch.items = append(b.items,
		item{kind: penalty, cost: never},
		item{kind: glue, fill: Pt},
		item{kind: penalty, cost: forced})
	return p.Scratch.items
}

type itemizer struct {
	p     *Paragraph
	items []item
}

func (b *itemizer) piece(i int) {
	p := &b.p.Pieces[i]
	switch {
	case p.Break:
		b.items = append(b.items, item{kind: penalty, cost: never},
			item{kind: glue, fill: Pt},
			item{kind: penalty, cost: forced})
		return
	case p.Picture != nil:
		if n := len(b.items); n > 0 && b.items[n-1].kind == box && b.p.Pieces[b.items[n-1].piece].Picture != nil {
			b.items = append(b.items, item{kind: penalty, piece: int32(i)}) // a line may end between two
		}
		b.items = append(b.items, item{kind: box, piece: int32(i), width: p.Picture.Width})
		return
	}
	start := -1
	for at, r := range p.Text {
		if !isSpace(r) {
			if start < 0 {
				start = at
			}
			continue
		}
		if start >= 0 {
			b.word(i, start, at)
			start = -1
		}
		b.space(i, at, r)
	}
	if start >= 0 {
		b.word(i, start, len(p.Text))
	}
}

func isSpace(r rune) bool {
	return r == ' ' || r == '\n' || r == '\t' || isHardSpace(r)
}

func isHardSpace(r rune) bool { return r == '\u00a0' || r == '\u202f' }

func (b *itemizer) space(i, at int, r rune) {
	p := &b.p.Pieces[i]
	if n := len(b.items); n > 0 && b.items[n-1].kind == glue && !isHardSpace(r) {
		return // one blank is enough
	}
	if len(b.items) == 0 && !isHardSpace(r) {
		return
	}
	s := p.Style
	w := s.wordWidth(s.Face.space)
	g := item{kind: glue, piece: int32(i), start: int32(at), end: int32(at + utf8.RuneLen(r)), width: w}
	if isHardSpace(r) || b.holds(i, at) {
		b.items = append(b.items, item{kind: penalty, cost: never})
	}
	b.items = append(b.items, g)
}

// holds is Holds for the blank at a byte of a piece, whose words may stand in
// the pieces beside it.
func (b *itemizer) holds(i, at int) bool {
	before, after := b.p.Pieces[i].Text[:at], b.p.Pieces[i].Text[at:]
	switch {
	case before == "" && i > 0:
		before = b.p.Pieces[i-1].Text
	case firstWord(after) != "":
		return Holds(b.p.Pieces[i].Text, at)
	}
	if firstWord(after) == "" && i+1 < len(b.p.Pieces) {
		after = b.p.Pieces[i+1].Text
	}
	return mustHold(lastWord(before), firstWord(after))
}

// word adds the boxes of a piece of text without blanks, and penalties where
// it may be parted.
func (b *itemizer) word(i, start, end int) {
	style := b.p.Pieces[i].Style
	of := style.Face.stretch(b.p.Pieces[i].Text[start:end])
	last, at := Length(0), 0
	box := func(to int, w Length) {
		b.box(i, start+at, start+to, w-last, of)
		last, at = w, to
	}
	whole := b.p.Whole[Place{b.p.Pieces[i].Mark, b.p.Pieces[i].Offset + start}]
	ruler := ruler{style: style, words: of.words}
	for _, p := range b.parts(style, of) {
		if whole && p.hyphen && p.cost != anywhereCost {
			continue
		}
		box(int(p.at), ruler.widthTo(int(p.at)))
		cut := item{kind: penalty, piece: int32(i), cost: p.cost, hyphen: p.hyphen, right: style.protrusion(p.sign, false)}
		if p.sign == softHyphen {
			cut.width = style.wordWidth(style.Face.softHyphen)
		}
		b.items = append(b.items, cut)
	}
	box(len(of.text), ruler.widthTo(len(of.text)))
}

func (b *itemizer) box(i, start, end int, w Length, of *stretch) {
	p := &b.p.Pieces[i]
	first, _ := utf8.DecodeRuneInString(p.Text[start:end])
	last, _ := utf8.DecodeLastRuneInString(p.Text[start:end])
	b.items = append(b.items, item{kind: box, piece: int32(i), start: int32(start), end: int32(end), width: w, of: of,
		left: p.Style.protrusion(first, true), right: p.Style.protrusion(last, false)})
}

// parts returns the places where a stretch may be parted in this paragraph.
func (b *itemizer) parts(s *Style, of *stretch) []part {
	h := s.Hyphenator
	if b.p.Solid {
		h = nil
	}
	switch {
	case s.Literal || of.address:
		return s.literalParts(of, b.p.Measure)
	case s.wordsWidth(of.words) > b.p.Measure-max(b.p.Indent, b.p.Hang):
		return of.partsWith(h.appendAnywhere)
	}
	return of.parts(h)
}

// A ruler measures the words of a stretch up to one place after another. It
// goes over the glyphs once.
type ruler struct {
	style  *Style
	words  []*Word
	before Length // the width of the words that lie behind
	at     int    // where the first of words begins
	glyphs int    // of it that lie behind
	units  int    // their width
}

// widthTo is the set width of what stands for the text before a byte offset,
// which is not before the last one.
func (r *ruler) widthTo(at int) Length {
	for len(r.words) > 0 && at-r.at >= len(r.words[0].Text) {
		r.before += r.style.wordWidth(r.words[0])
		r.at += len(r.words[0].Text)
		r.words, r.glyphs, r.units = r.words[1:], 0, 0
	}
	if len(r.words) == 0 {
		return r.before
	}
	w := r.words[0]
	for r.glyphs < len(w.Glyphs) && int(w.Glyphs[r.glyphs].At) < at-r.at {
		r.units += int(w.Glyphs[r.glyphs].Advance)
		r.glyphs++
	}
	return r.before + r.style.width(w.Font, r.units) + Length(r.glyphs)*(r.style.Size*Length(r.style.Tracking)/1000)
}

// protrusion is how far a sign may stand out of the measure, at its left or
// right edge.
func (s *Style) protrusion(r rune, left bool) Length {
	share := 0
	if left {
		switch r {
		case '“', '”', '"', '‘', '’', '\'', '«', '‹':
			share = 160
		case '(', '[', '–':
			share = 40
		case '—':
			share = 60
		}
	} else {
		switch r {
		case '-', '\u2010', '\u00ad':
			share = 150
		case '.', ',':
			share = 140
		case '”', '’', '"', '\'', '»', '›':
			share = 140
		case '–', '—', ':', ';':
			share = 90
		case '!', '?', ')', ']':
			share = 40
		}
	}
	return s.Size * Length(share) / 1000
}

// Least returns the width of the widest part that lines are never cut
// within, hyphens aside.
func (p *Paragraph) Least() Length {
	var least, part Length
	held := false
	for _, it := range p.items() {
		switch it.kind {
		case box:
			part += it.width
		case penalty:
			if held = it.cost >= never; !held && !it.hyphen {
				part = 0
			}
		case glue:
			if !held {
				part = 0
			} else {
				part += it.width
			}
			held = false
		}
		least = max(least, part)
	}
	return least
}

package typeset

import (
	"strings"
	"unicode"
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
	fill        Length // glue: what is left of the line goes here
	left, right Length // box: how far it may stand out of the measure
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

// holds reports whether the blank at a byte of a piece must not end a line.
func (b *itemizer) holds(i, at int) bool {
	text := b.p.Pieces[i].Text
	after := text[at:]
	if firstWord(after) == "" && i+1 < len(b.p.Pieces) {
		after = b.p.Pieces[i+1].Text
	}
	before := text[:at]
	if before == "" && i > 0 {
		before = b.p.Pieces[i-1].Text
	}
	return mustHold(lastWord(before), firstWord(after))
}

func lastWord(s string) string {
	end := len(s)
	for end > 0 && isBlank(s[end-1]) {
		end--
	}
	start := end
	for start > 0 && !isBlank(s[start-1]) && !strings.HasSuffix(s[:start], "\u00a0") {
		start--
	}
	return s[start:end]
}

func firstWord(s string) string {
	start := 0
	for start < len(s) && isBlank(s[start]) {
		start++
	}
	end := start
	for end < len(s) && !isBlank(s[end]) {
		end++
	}
	return s[start:end]
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// word adds the boxes of a piece of text without blanks.
func (b *itemizer) word(i, start, end int) {
	p := &b.p.Pieces[i]
	text := p.Text[start:end]
	words := p.Style.Face.Shape(text)
	last, at := Length(0), 0
	whole := b.p.Whole[Place{p.Mark, p.Offset + start}]
	cut := func(to int, cost int32, hyphen bool, width, right Length) {
		if whole && hyphen && cost != anywhereCost {
			return
		}
		w := p.Style.widthTo(words, to)
		b.box(i, start+at, start+to, w-last)
		last, at = w, to
		if cost != never {
			b.items = append(b.items, item{kind: penalty, piece: int32(i), cost: cost, hyphen: hyphen, width: width, right: right})
		}
	}
	b.points(p, text, words, cut)
	cut(len(text), never, false, 0, 0)
}

func (b *itemizer) box(i, start, end int, w Length) {
	p := &b.p.Pieces[i]
	first, _ := utf8.DecodeRuneInString(p.Text[start:end])
	last, _ := utf8.DecodeLastRuneInString(p.Text[start:end])
	b.items = append(b.items, item{kind: box, piece: int32(i), start: int32(start), end: int32(end), width: w,
		left: p.Style.protrusion(first, true), right: p.Style.protrusion(last, false)})
}

// points calls cut for each place where text may be parted, in order.
func (b *itemizer) points(p *Piece, text string, words []*Word, cut func(to int, cost int32, hyphen bool, width, right Length)) {
	s := p.Style
	if s.Literal || isAddress(text) {
		b.addressPoints(s, text, words, cut)
		return
	}
	hyphen := s.wordWidth(s.Face.softHyphen)
	stands := s.protrusion('-', false)
	tooWide := s.widthTo(words, len(text)) > b.p.Measure-b.p.Indent
	written := strings.ContainsAny(text, "-\u2010")
	mid := 0
	soft := func(to int, name bool) {
		cost := int32(hyphenCost)
		if name {
			cost = nameHyphenCost
		}
		if written {
			cost *= 2
		}
		cut(to, cost, true, hyphen, stands)
	}
	flush := func(end int) { // within text[mid:end]
		part, from := text[mid:end], mid
		mid = end
		var known []int
		if !b.p.Solid {
			known = s.syllables(part)
		}
		if !tooWide {
			for _, at := range known {
				soft(from+at, isName(part, at))
			}
			return
		}
		for _, at := range inside(part) {
			if len(known) > 0 && known[0] == at {
				soft(from+at, isName(part, at))
				known = known[1:]
			} else {
				cut(from+at, anywhereCost, true, hyphen, stands)
			}
		}
	}
	for at, r := range text {
		to := at + utf8.RuneLen(r)
		if to >= len(text) {
			break
		}
		switch r {
		case '-', '\u2010':
			if at > 0 && !unicode.IsDigit(rune(text[to])) && text[to] != '-' {
				flush(to)
				cut(to, writtenCost, true, 0, s.protrusion('-', false))
			}
		case '\u2014', '\u2013', '/':
			if at > 0 && !(r == '\u2013' && unicode.IsDigit(rune(text[to]))) {
				flush(to)
				cut(to, dashCost, false, 0, s.protrusion(r, false))
			}
		case '\u00ad':
			flush(to)
			cut(to, hyphenCost, true, hyphen, stands)
		case '\u200b':
			flush(to)
			cut(to, 0, false, 0, 0)
		}
	}
	flush(len(text))
}

// addressPoints parts code and addresses behind their signs, and anywhere
// between signs that are farther apart than a line is wide.
func (b *itemizer) addressPoints(s *Style, text string, words []*Word, cut func(to int, cost int32, hyphen bool, width, right Length)) {
	const signs = "/.-_?&=#,:)"
	start := 0
	for start < len(text) {
		end := start + 1
		for end < len(text) && (!strings.ContainsRune(signs, rune(text[end-1])) || strings.ContainsRune(signs, rune(text[end]))) {
			end++
		}
		if s.widthTo(words, end)-s.widthTo(words, start) > b.p.Measure*9/10 {
			for _, at := range inside(text[start:end]) {
				cut(start+at, anywhereCost, false, 0, 0)
			}
		}
		if end < len(text) {
			cut(end, literalCost, false, 0, 0)
		}
		start = end
	}
}

// syllables lists where the words of a text may be parted, by their language.
func (s *Style) syllables(text string) []int {
	var at []int
	letters(text, func(from, to int) {
		if s.wholeWord(text, from, to) {
			for _, n := range s.Hyphenator.Points(text[from:to]) {
				at = append(at, from+n)
			}
		}
	})
	return at
}

// isName reports whether the letters that a byte of a text is among begin
// with a capital.
func isName(text string, at int) bool {
	name := false
	for at > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:at])
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		name = unicode.IsUpper(r)
		at -= size
	}
	return name
}

// inside lists where a text can be parted when it must be: not within its
// first two or last three signs, not before a sign that belongs to the one in
// front of it.
func inside(text string) []int {
	var at []int
	for i, r := range text {
		if !unicode.IsMark(r) && !silent(r) {
			at = append(at, i)
		}
	}
	if len(at) < hyphenLeft+hyphenRight {
		return nil
	}
	return at[hyphenLeft : len(at)-hyphenRight+1]
}

// wholeWord reports whether the letters text[from:to] stand as a word by
// themselves, so that the patterns hold for them.
func (s *Style) wholeWord(text string, from, to int) bool {
	if s.Hyphenator == nil || to-from < hyphenLeft+hyphenRight {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return !unicode.IsDigit(before) && !unicode.IsDigit(after) && before != '\u00ad' && after != '\u00ad'
}

func (s *Style) widthTo(words []*Word, at int) Length {
	var n Length
	for _, w := range words {
		if at < len(w.Text) {
			n += s.width(w.Font, w.widthTo(at))
			if s.Tracking != 0 {
				for _, g := range w.Glyphs {
					if int(g.At) < at {
						n += s.Size * Length(s.Tracking) / 1000
					}
				}
			}
			return n
		}
		n += s.wordWidth(w)
		at -= len(w.Text)
	}
	return n
}

func isAddress(text string) bool {
	return strings.Contains(text, "://") || strings.HasPrefix(text, "www.")
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

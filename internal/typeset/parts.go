package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A part is a place where a stretch may be parted at a line's end.
type part struct {
	at     int32 // byte offset
	cost   int32
	hyphen bool // a hyphen, set or written, ends the line
	sign   rune // the sign that ends the line, when it may hang; 0: none
}

// softHyphen is the sign of a part where a hyphen is set.
const softHyphen = '\u00ad'

// A parting is where a stretch may be parted by a hyphenator.
type parting struct {
	by    *Hyphenator
	parts []part
}

// parts returns where the text may be parted when h knows its language: at
// hyphens and dashes that are written, and where h sets hyphens. It is worked
// out once, and again only for another language.
func (s *stretch) parts(h *Hyphenator) []part {
	p := s.parting.Load()
	if p == nil || p.by != h {
		p = &parting{by: h, parts: s.partsWith(h.appendParts)}
		s.parting.CompareAndSwap(nil, p)
	}
	return p.parts
}

// partsWith returns where the text may be parted: at what the author wrote,
// and in between where within says.
func (s *stretch) partsWith(within func(list []part, text string, from int, written bool) []part) []part {
	text := s.text
	written := strings.ContainsAny(text, "-\u2010")
	var list []part
	mid := 0
	for at, r := range text {
		to := at + utf8.RuneLen(r)
		if to >= len(text) {
			break
		}
		if p, ok := writtenPart(text[:to], r, text[to:]); ok {
			list = append(within(list, text[mid:to], mid, written), p)
			mid = to
		}
	}
	return within(list, text[mid:], mid, written)
}

// writtenPart is the part after a sign, r, at which before ends.
func writtenPart(before string, r rune, after string) (p part, ok bool) {
	p = part{at: int32(len(before)), sign: r}
	inside, figure := len(before) > utf8.RuneLen(r), unicode.IsDigit(rune(after[0]))
	switch r {
	case '-', '\u2010':
		p.cost, p.hyphen = writtenCost, true
		return p, inside && !figure && after[0] != '-'
	case '/':
		const unit = 8 // runes, or more: "km/h", "g/cm³", "1819/20" are shorter
		p.cost = dashCost
		return p, inside && utf8.RuneCountInString(before)+utf8.RuneCountInString(after) >= unit
	case '\u2014', '\u2013':
		p.cost = dashCost
		return p, inside && !(r == '\u2013' && figure)
	case softHyphen:
		p.cost, p.hyphen = hyphenCost, true
		return p, true
	case '\u200b': // a place to part, and nothing else
		p.sign = 0
		return p, true
	}
	return p, false
}

// appendParts adds the places where h sets hyphens in text, which starts at
// the byte from of its stretch. Beside a hyphen that is written they cost
// twice as much.
func (h *Hyphenator) appendParts(list []part, text string, from int, written bool) []part {
	if h == nil || len(text) < hyphenLeft+hyphenRight {
		return list
	}
	letters(text, func(start, end int) {
		if !wholeWord(text, start, end) {
			return
		}
		cost := int32(hyphenCost)
		if first, _ := utf8.DecodeRuneInString(text[start:]); unicode.IsUpper(first) && !h.nouns {
			cost = nameHyphenCost
		}
		if written {
			cost *= 2
		}
		for _, at := range h.Points(text[start:end]) {
			list = append(list, part{at: int32(from + start + at), cost: cost, hyphen: true, sign: softHyphen})
		}
	})
	return list
}

// wholeWord reports whether the letters text[start:end] stand as a word by
// themselves, so that the patterns hold for them.
func wholeWord(text string, start, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:start])
	after, _ := utf8.DecodeRuneInString(text[end:])
	return !unicode.IsDigit(before) && !unicode.IsDigit(after) && before != softHyphen && after != softHyphen
}

// appendAnywhere is appendParts for a stretch that is wider than the measure:
// where h sets no hyphen one may be set all the same, but none beside signs: a
// row of dots or underscores is a line to write on.
func (h *Hyphenator) appendAnywhere(list []part, text string, from int, written bool) []part {
	known := h.appendParts(nil, text, from, written)
	for _, at := range inside(text) {
		p := part{at: int32(from + at), cost: anywhereCost}
		if !besideSign(text, at) {
			p.hyphen, p.sign = true, softHyphen
		}
		for len(known) > 0 && known[0].at <= p.at {
			p, known = known[0], known[1:]
		}
		list = append(list, p)
	}
	return list
}

// besideSign reports whether a sign that is no letter, digit or mark of one
// stands before or behind a byte of a text.
func besideSign(text string, at int) bool {
	isSign := func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
	before, _ := utf8.DecodeLastRuneInString(text[:at])
	after, _ := utf8.DecodeRuneInString(text[at:])
	return isSign(before) || isSign(after)
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

// literalParts returns where code and addresses are parted: at their signs, and
// anywhere between signs that are farther apart than a line is wide.
func (s *Style) literalParts(of *stretch, measure Length) []part {
	text := of.text
	var list []part
	width, ruler := Length(0), ruler{style: s, words: of.words}
	for start := 0; start < len(text); {
		end := start + 1
		for end < len(text) && !partsLiteral(text, end) {
			end++
		}
		before := width
		if width = ruler.widthTo(end); width-before > measure*9/10 {
			for _, at := range inside(text[start:end]) {
				list = append(list, part{at: int32(start + at), cost: anywhereCost})
			}
		}
		if end < len(text) {
			list = append(list, part{at: int32(end), cost: literalCost})
		}
		start = end
	}
	return list
}

// partsLiteral reports whether code or an address can be parted at a byte of
// it: behind its signs, but before a full stop or a hyphen, which at a line's
// end would not seem to belong to it.
func partsLiteral(text string, at int) bool {
	const behind, before = "/_?&=#,:)", ".-"
	last, next := rune(text[at-1]), rune(text[at])
	if !strings.ContainsRune(before, next) {
		return strings.ContainsRune(behind, last) && !strings.ContainsRune(behind, next)
	}
	follows, _ := utf8.DecodeRuneInString(text[at+1:])
	return !strings.ContainsRune(before, last) && (unicode.IsLetter(follows) || unicode.IsDigit(follows))
}

func isAddress(text string) bool {
	return strings.Contains(text, "://") || strings.HasPrefix(text, "www.")
}

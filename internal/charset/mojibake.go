package charset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Text in UTF-8 that a program took for Windows-1252 and saved again has two
// or more odd characters for each one beyond ASCII: "â€™" for "’". Such a
// run is turned back where the result is plausible and the run is not: the
// same characters can follow each other in good text ("CAFÉ”"), and those
// stay. What had it happen to it twice is mended twice.

// maxRounds bounds how often one line is mended over, where each round undoes
// one wrong reading. No text was spoilt that often: a line that would take
// more stays as it is.
const maxRounds = 8

// A glyph is one character of a line: what it is now, and how it stood in
// the file where that is something else.
type glyph struct {
	r   rune
	was string
}

func (g glyph) source() string {
	if g.was != "" {
		return g.was
	}
	return string(g.r)
}

// A mending is one broken character made whole: what stood there, what
// stands there now, and where in the line that it was mended to.
type mending struct {
	was, now string
	at       int
}

// mend returns the line with its broken characters made whole.
// mend(mend(s)) is mend(s).
func mend(line string) (string, []mending) {
	if !maySpoil(line) {
		return line, nil
	}
	var l []glyph
	for _, r := range line {
		l = append(l, glyph{r: r})
	}
	for round := 0; ; round++ {
		next, mended := rejoin(l)
		if !mended {
			next, mended = latin1(l)
		}
		if !mended {
			break
		}
		if round == maxRounds {
			return line, nil
		}
		l = next
	}
	var b strings.Builder
	var all []mending
	for _, g := range l {
		if g.was != "" {
			all = append(all, mending{was: g.was, now: string(g.r), at: b.Len()})
		}
		b.WriteRune(g.r)
	}
	return b.String(), all
}

// rejoin undoes one wrong reading: it puts the characters together that were
// one character before.
func rejoin(l []glyph) (out []glyph, mended bool) {
	run, foreign := 0, false // up to run, the line is broken words of another script, or is not
	open := false            // there is a “ without its ”
	last := -1               // where the last mending ends
	for i := 0; i < len(l); {
		if i >= run {
			run, foreign = foreignRun(l, i)
		}
		now, n := sequence(l, i)
		switch {
		case n > 0 && (foreign || plausible(l, i, n, now, i == last)):
		case open && l[i].r == 'â':
			now, n = lostQuote(l, i)
		default:
			now, n = l[i].r, 0
		}
		if now == '“' || now == '”' {
			open = now == '“'
		}
		if n == 0 {
			out = append(out, l[i])
			i++
			continue
		}
		if now == '\u2028' || now == '\u2029' {
			now = ' ' // a line cannot be broken any more
		}
		was := ""
		for _, g := range l[i : i+n] {
			was += g.source()
		}
		out = append(out, glyph{now, was})
		i += n
		last = i
	}
	return out, last >= 0
}

// latin1 mends what is left over of Windows-1252 that was read as Latin-1:
// no text has the control characters that Latin-1 has in the places of
// quotation marks and dashes.
func latin1(l []glyph) (out []glyph, mended bool) {
	for _, g := range l {
		if 0x80 <= g.r && g.r < 0xa0 {
			if now := charmap.Windows1252.DecodeByte(byte(g.r)); now != g.r {
				g, mended = glyph{now, g.source()}, true
			}
		}
		out = append(out, g)
	}
	return out, mended
}

// maySpoil reports whether a line can hold a broken character at all: a
// control character of Latin-1, or a letter from "Â" to "ÿ" (a byte that
// begins a sequence) with something beyond ASCII after it.
func maySpoil(s string) bool {
	for i := 0; i+1 < len(s); i++ {
		switch {
		case s[i] == "\u0080"[0] && s[i+1] < "\u00a0"[1]:
			return true
		case s[i] == "Â"[0] && s[i+1] >= "Â"[1] && i+2 < len(s) && s[i+2] >= utf8.RuneSelf:
			return true
		}
	}
	return false
}

// sequence reads the runes from i on as the bytes of one UTF-8 sequence; n
// is 0 where they are none.
func sequence(l []glyph, i int) (now rune, n int) {
	lead, ok := windowsByte(l[i].r)
	if !ok || lead < 0xC2 {
		return 0, 0
	}
	raw := []byte{lead}
	for len(raw) < utf8.UTFMax && i+len(raw) < len(l) {
		c, ok := windowsByte(l[i+len(raw)].r)
		if !ok || c < 0x80 || c > 0xBF {
			break
		}
		raw = append(raw, c)
	}
	if now, n = utf8.DecodeRune(raw); n == 1 {
		return 0, 0
	}
	return now, n
}

// foreignRun returns the end of the run from i on whose every character
// would be a letter of another script, and whether it is one of three
// characters at least: fewer may be chance.
func foreignRun(l []glyph, i int) (end int, foreign bool) {
	count := 0
	for end = i; i < len(l); {
		now, n := sequence(l, i)
		switch {
		case n > 0 && now >= 0x370 && unicode.IsLetter(now):
			count++
			i += n
			end = i
		case count > 0 && i == end && strings.ContainsRune(" ,.-", l[i].r):
			i++
		default:
			i = len(l)
		}
	}
	return end, count >= 3
}

// lostQuote mends a closing quotation mark whose last byte, which
// Windows-1252 does not know, was lost on the way: "â€" after a quotation
// mark that is still open.
func lostQuote(l []glyph, i int) (now rune, n int) {
	if neighbour(l, i+1) != '€' {
		return l[i].r, 0
	}
	if neighbour(l, i+2) == utf8.RuneError {
		return '”', 3
	}
	return '”', 2
}

// windowsByte is the byte that a program saw when it showed r. Besides
// Windows-1252, programs show the bytes from 0x80 to 0x9F as the control
// characters of Latin-1.
func windowsByte(r rune) (byte, bool) {
	if 0x80 <= r && r < 0xa0 {
		return byte(r), true
	}
	return charmap.Windows1252.EncodeRune(r)
}

// plausible reports whether the n runes from i on are more likely to be the
// broken form of now than to stand for themselves. What follows another
// broken character directly needs less to be so.
func plausible(l []glyph, i, n int, now rune, follows bool) bool {
	tail := l[i+1 : i+n]
	before, after := neighbour(l, i-1), neighbour(l, i+n)
	switch {
	case unicode.Is(unicode.Co, now):
		return false
	case n == 4:
		return true
	case n == 3:
		return in(now, usual) && (follows || !allMarks(tail))
	case follows && (now < 0x180 || now == 'ƒ' || now == 'ˆ' || now == '˜'): // half of a character that was spoilt twice, or a letter
		return true
	case now < 0xa0:
		return false
	case now < 0xC0: // "Â" and a sign of Latin-1
		return !unicode.IsUpper(before) && before != '«' || !strings.ContainsRune("\u00a0«»", tail[0].r)
	case now < 0x180: // "Ã", "Ä" or "Å", and the rest of a letter
		switch {
		case !allMarks(tail):
			return true
		case unicode.IsUpper(before):
			return false
		case before == ' ' && now < 0x100:
			return true // "Ã" alone is no word
		case tail[0].r == '\u00a0':
			return now == 'à'
		}
		return unicode.IsLower(before) || unicode.IsLower(after)
	}
	return false
}

// usual holds what three bytes are most often, where the text around them is
// in Latin letters: signs and punctuation, Vietnamese letters, ligatures,
// forms as wide as ideographs, the byte-order mark.
var usual = [][2]rune{{0x1E00, 0x1EFF}, {0x2000, 0x2BFF}, {0x3000, 0x303F}, {0xFB00, 0xFB06}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFF60}, {0xFFFD, 0xFFFD}}

func in(r rune, ranges [][2]rune) bool {
	for _, x := range ranges {
		if x[0] <= r && r <= x[1] {
			return true
		}
	}
	return false
}

// neighbour is the rune at i, and a blank outside the line.
func neighbour(l []glyph, i int) rune {
	if i < 0 || i >= len(l) {
		return ' '
	}
	return l[i].r
}

// allMarks reports whether each character is one that may follow a letter in
// good text: a quotation mark, a dash, an ellipsis, a raised sign.
func allMarks(l []glyph) bool {
	for _, g := range l {
		if !strings.ContainsRune("\u00a0…‘’“”‚„–—‹›«»²³¹°·", g.r) {
			return false
		}
	}
	return true
}

package plaintext

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// Characters that break on the way through encodings which are not those of
// the West come out as the same wrong signs each time. They are mended where
// the text around them leaves no doubt.

// gbk holds punctuation of the GBK encoding that was read as Latin-1, where
// "¡" and one of these signs never stand together.
var gbk = map[rune]rune{'ª': '—', '°': '“', '±': '”', '®': '‘', '¯': '’', '\u00ad': '…'}

// clitics are what stands after an apostrophe at the end of a word.
var clitics = []string{"s", "t", "re", "ve", "ll", "d", "m"}

func startsClitic(s string) bool {
	n := 0
	for n < len(s) && isWordByte(s[n]) {
		n++
	}
	return slices.Contains(clitics, s[:n])
}

var entity = expr("&", `^&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});`)

// mend returns the text of a line with its broken characters made whole, and
// notes each.
func (r *reader) mend(at source.Span) string {
	s := at.Text()
	if !mayBeBroken(s) {
		return s
	}
	pairs := hasPairs(s)
	var b strings.Builder
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		now, taken := mended(s, i, c, pairs)
		if taken == 0 {
			if c == utf8.RuneError {
				r.list.Add(diag.TextShape, r.file.Span(at.Start+i, at.Start+i+n), "a character was lost here before the text was saved").
					Hintf("put in what stood there")
			}
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		r.list.Add(diag.TextMended, r.file.Span(at.Start+i, at.Start+i+taken), "%s was mended to %s", shown(s[i:i+taken]), shown(now))
		b.WriteString(now)
		i += taken
	}
	return b.String()
}

// hasPairs reports whether a text has the quotation marks of Chinese and
// Japanese print in their order.
func hasPairs(s string) bool {
	open, close := strings.Index(s, "〝"), strings.LastIndex(s, "〞")
	return 0 <= open && open < close
}

// mayBeBroken reports whether a line has a byte that a broken character
// begins with: "?", "&", "¡", "〝", "〞" or U+FFFD.
func mayBeBroken(s string) bool {
	for i := range len(s) {
		switch s[i] {
		case '?', '&', "¡"[0], "〝"[0], "\uFFFD"[0]:
			return true
		}
	}
	return false
}

// mended returns what the broken character at i was, and how many bytes it
// takes; 0 where nothing is broken. pairs is what hasPairs says of the line.
func mended(s string, i int, c rune, pairs bool) (now string, taken int) {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	switch c {
	case '〞', '〝':
		after, _ := utf8.DecodeRuneInString(s[i+len("〞"):])
		if isDash(before, after, pairs) {
			return "—", len("〞")
		}
	case '¡':
		next, n := utf8.DecodeRuneInString(s[i+len("¡"):])
		if now, ok := gbk[next]; ok {
			return string(now), len("¡") + n
		}
	case '?', utf8.RuneError:
		return lost(s, i, before)
	case '&':
		if e := entity.compiled().FindString(s[i:]); e != "" {
			if now := html.UnescapeString(e); now != e && printable(now) {
				return now, len(e)
			}
		}
	}
	return "", 0
}

// isDash reports whether a quotation mark of Chinese and Japanese print is a
// dash that was broken: where no such letters are near, and where it is not
// one of a pair around words.
func isDash(before, after rune, pairs bool) bool {
	if isIdeographic(before) || isIdeographic(after) {
		return false
	}
	tight := func(r rune) bool { return r != utf8.RuneError && !unicode.IsSpace(r) }
	return !pairs || tight(before) == tight(after)
}

func isIdeographic(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || 0x3000 <= r && r < 0x3040 && r != '〝' && r != '〞'
}

// lost mends what is left of a character that an encoding did not have: one
// to three question marks, or signs for a lost character, within a word are
// an apostrophe; two or three between two words are a dash.
func lost(s string, i int, before rune) (now string, taken int) {
	if !unicode.IsLetter(before) || inAddress(s, i) {
		return "", 0
	}
	c, size := utf8.DecodeRuneInString(s[i:])
	n := 1
	for n < 3 && strings.HasPrefix(s[i+n*size:], s[i:i+size]) {
		n++
	}
	rest := s[i+n*size:]
	after, _ := utf8.DecodeRuneInString(rest)
	switch {
	case startsClitic(rest):
		return "’", n * size
	case n > 1 && unicode.IsLower(before) && unicode.IsLower(after) && c != utf8.RuneError:
		return "—", n * size
	}
	return "", 0
}

// inAddress reports whether the place is in an address of the web.
func inAddress(s string, i int) bool {
	const longest = 300
	i, s = min(i, longest), s[max(0, i-longest):min(len(s), i+longest)]
	word := s[strings.LastIndexAny(s[:i], " \t")+1:]
	word, _, _ = strings.Cut(word, " ")
	return strings.Contains(word, "://") || strings.HasPrefix(word, "www.") || strings.ContainsAny(word, "/=")
}

// printable reports whether an entity stands for something that a text can
// have.
func printable(s string) bool {
	for _, r := range s {
		if !unicode.IsGraphic(r) || r == utf8.RuneError {
			return false
		}
	}
	return s != ""
}

// shown is a character as a message shows it.
func shown(s string) string {
	if s == "\u00a0" {
		return "a no-break blank"
	}
	return fmt.Sprintf("%q", s)
}

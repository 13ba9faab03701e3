package plaintext

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/doc"
	"guidec/internal/source"
)

// A shape is what a unit shows itself to be.
type shape int

const (
	plain    shape = iota // a paragraph, or a heading by its looks
	marked                // a heading with a mark: "## Themes", or underlined
	item                  // "• one"
	number                // "1. one"
	asked                 // "Q: why?"
	answered              // "A: because"
	choice                // "a) one"
	part                  // "i. one", of a choice
	row                   // "heath⇥open land", of a table
	divider               // "***"
)

// A unit is a paragraph's worth of the text: one line, or several that were
// broken to a width.
type unit struct {
	source.Span             // all of it
	text        string      // mended, without the mark in front
	inner       source.Span // of text
	shape       shape
	level       int  // of a marked heading, 1 to 6; of a line that is bold as a whole, 7
	number      int  // of a numbered item, a question or an answer; of a choice, from 1
	indent      int  // columns before it
	apart       bool // a blank line is above it
	above       bool // nothing goes on from the unit above to it
	lines       int
	verse       bool   // a line of a poem
	named       bool   // heads a part for certain, at a level that is not known
	edited      bool   // had a link to edit what it heads
	series      string // "chapter" of "Chapter 3: …", alone on its line; or ""
	counts      bool   // with others of its series
	cells       []string
	heading     bool // set by findHeadings
}

// mostLines is how long a paragraph can be, so that none takes all memory.
const mostLines = 1000

// units puts lines together and reads the marks in front of them.
func (r *reader) units(lines []line) []unit {
	var all []unit
	var text []string // of the last unit, by lines
	finish := func() {
		if len(all) > 0 {
			all[len(all)-1].text = strings.Join(text, " ")
		}
	}
	for i, l := range lines {
		if len(all) > 0 {
			u := &all[len(all)-1]
			if l.blanks == 0 && isUnderline(l.text, u) {
				u.shape, u.level = marked, 2
				if l.text[0] == '=' {
					u.level = 1
				}
				u.Span = u.To(l.Span)
				continue
			}
			if u.lines < mostLines && (l.joined || goesOnItem(l, u)) {
				last := len(text) - 1
				if whole, ok := r.rejoined(lines[i-1], l, text[last]); ok {
					text[last] = whole
				} else {
					text = append(text, l.text)
				}
				u.Span, u.inner = u.To(l.Span), u.inner.To(l.Span)
				u.lines++
				continue
			}
		}
		finish()
		if l.numbered {
			number := l
			number.choice = 0
			u := r.unit(number, len(all) == 0)
			l.text, l.Span, l.blanks = u.text, u.inner, 0
			u.Span, u.inner, u.text = u.File.Span(u.Start, l.Start), u.File.Span(l.Start, l.Start), ""
			all, text = append(all, u), nil
			finish()
		}
		u := r.unit(l, len(all) == 0)
		all, text = append(all, u), []string{u.text}
	}
	finish()
	return all
}

// unit reads what stands in front of a line.
func (r *reader) unit(l line, first bool) unit {
	u := unit{Span: l.Span, text: l.text, inner: l.Span, indent: l.indent, apart: first || l.blanks > 0, above: first || l.blanks > 0 || l.dense, lines: 1, verse: l.verse}
	cut := func(mark string) {
		u.text = strings.TrimLeftFunc(u.text[len(mark):], isBlank)
		u.inner = after(l.Span, mark)
	}
	bullet, numbered, hashes, question, answer := bullet(l.text), numbered(l.text), hashes(l.text), question(l.text), answer(l.text)
	switch {
	case l.inner:
		u.shape = item
		cut("o")
	case l.choice > 0:
		u.shape, u.number = choice, l.choice
		_, around := lettered(l.text)
		cut(l.text[:len(around)+1])
	case l.part > 0:
		u.shape, u.number = part, l.part
		cut(l.text[:strings.IndexAny(l.text, ".)")+1])
	case l.row:
		u.shape, u.cells = row, l.cells
	case isRule(l.text):
		u.shape = divider
	case hashes != "":
		u.shape, u.level = marked, len(hashes)
		u.text = withoutHashes(l.text, hashes)
		u.inner = r.file.Span(l.Start+len(hashes), l.End)
	case isBold(l.text):
		u.level = boldLevel
		u.text = strings.TrimFunc(l.text[2:len(l.text)-2], isBlank)
		u.inner = r.file.Span(l.Start+2, l.End-2)
	case bullet != "":
		u.shape = item
		cut(bullet)
	case numbered != "" && countsWhat(l.text) == "":
		u.shape = number
		u.number = numberIn(numbered)
		cut(numbered)
	case question != "":
		u.shape, u.number = asked, numberIn(question)
		cut(question)
	case answer != "":
		u.shape, u.number = answered, numberIn(answer)
		cut(answer)
	}
	nameOnly(&u)
	u.edited, u.named, u.above = l.edited, u.named || l.edited, u.above || l.edited
	return u
}

// numberIn is the number that a mark has, or 0.
func numberIn(mark string) int {
	n, _ := strconv.Atoi(strings.TrimFunc(mark, func(r rune) bool { return r < '0' || r > '9' }))
	return n
}

// after is the span of a line after the mark in front of it. The mark has as
// many signs as the source, but not always its blanks.
func after(l source.Span, mark string) source.Span {
	raw := l.Text()
	signs := utf8.RuneCountInString(strings.Join(strings.Fields(mark), ""))
	i := 0
	for i < len(raw) && (signs > 0 || isBlankAt(raw, i)) {
		r, n := utf8.DecodeRuneInString(raw[i:])
		if !isBlank(r) {
			signs--
		}
		i += n
	}
	return l.File.Span(l.Start+i, l.End)
}

func isBlankAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return isBlank(r)
}

// isUnderline reports whether a line of "=" or "-" makes a heading of the
// unit above it.
func isUnderline(s string, above *unit) bool {
	return isRule(s) && (s[0] == '=' || s[0] == '-') && !strings.Contains(s, " ") &&
		(above.shape == plain || above.shape == number && utf8.RuneCountInString(s) >= utf8.RuneCountInString(above.text)) &&
		above.lines == 1 && utf8.RuneCountInString(above.text) <= longestHeading
}

// isBold reports whether a line is emphasised as a whole, as headings are
// that lost their size.
func isBold(s string) bool {
	for _, m := range []string{"**", "__"} {
		if strings.HasPrefix(s, m) && strings.HasSuffix(s, m) && strings.TrimFunc(strings.Trim(s, m), isBlank) != "" && strings.Count(s, m) == 2 && !strings.HasPrefix(s[2:], m[:1]) {
			return true
		}
	}
	return false
}

// goesOnItem reports whether a line is indented below an item that it is the
// rest of.
func goesOnItem(l line, u *unit) bool {
	if l.blanks > 0 || l.inner || l.counts() || startsUnit(l.text) {
		return false
	}
	marked := u.shape == item || u.shape == number || u.shape == choice || u.shape == part || u.shape == asked || u.shape == answered
	return l.indent >= u.indent+2 && (marked || u.shape == plain && !u.verse && !l.verse && isEntry(u.text))
}

// looksLikeHeading reports whether a unit looks like a heading: a short line of its
// own that is no sentence.
func (u *unit) looksLikeHeading() bool {
	if u.shape == marked {
		return true
	}
	text := u.text
	if u.shape != plain && u.shape != number || u.lines > 1 || utf8.RuneCountInString(text) > longestHeading || strings.Count(text, " ") >= 14 {
		return false
	}
	if _, ok := creditLine(text); ok || strings.Contains(text, "__") { // room to write in
		return false
	}
	if strings.Count(text, "“") != strings.Count(text, "”") || strings.Count(text, `"`)%2 == 1 ||
		strings.ContainsRune("„«»", firstRune(text)) && doc.QuotationEnd(text) < 0 {
		return false // a part of what somebody says
	}
	if q, _, _ := quoted(text); q != "" || quotedSentence.matches(look(text)) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(withoutPicture(text), "\"'“‘«([¿¡"))
	return !unicode.IsLower(first) && (unicode.IsLetter(first) || unicode.IsDigit(first)) && !endsLikeSentence(text)
}

// quotedSentence is a whole sentence in quotation marks.
var quotedSentence = expr(".\"|.”|!\"|!”|?\"|?”", `["“][^"”]{8,}[.!?]["”]`)

// A bold line is a heading below those that are marked as such.
const boldLevel = 7

// longestHeading is in runes.
const longestHeading = 110

// abbreviations end with a full stop that is not the sentence's.
var abbreviations = []string{"Jr", "Sr", "Dr", "etc", "vs", "Mr", "Mrs", "Ms", "St", "Ltd", "Inc", "Co"}

// endsInitial reports whether the last word is an abbreviation or one capital
// letter, with a full stop.
func endsInitial(s string) bool {
	s, stop := strings.CutSuffix(s, ".")
	if !stop {
		return false
	}
	word := s[strings.LastIndexAny(s, blanks+".")+1:]
	r, n := utf8.DecodeRuneInString(word)
	return n == len(word) && unicode.IsUpper(r) || slices.Contains(abbreviations, word)
}

// endsLikeSentence is stricter than endsSentence: a heading may end with a
// question mark or with an initial, but not with a comma.
func endsLikeSentence(s string) bool {
	s = withoutMark(s)
	if endsInitial(s) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"'”’»)]"))
	return strings.ContainsRune(".,!:;…—–-", r)
}

func endsQuestion(s string) bool {
	return strings.HasSuffix(strings.TrimRight(s, "\"'”’»)] "), "?") || strings.HasSuffix(s, "?")
}

// withMark is a unit whose text has its mark again.
func withMark(u unit) unit {
	mark := strings.Join(strings.Fields(u.Span.Text()[:u.inner.Start-u.Start]), " ") // "Q", a tab and "1."
	u.inner, u.text = u.Span, strings.TrimSpace(mark+" "+u.text)
	return u
}

package plaintext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/diag"
	"guidec/internal/pattern"
)

// A text that was broken to a width may part words at the ends of its lines.

// partsWord reports whether a line ends in a hyphen behind a letter and the
// next goes on in small letters.
func partsWord(above, below string) bool {
	head, hyphen := strings.CutSuffix(above, "-")
	r, _ := utf8.DecodeLastRuneInString(head)
	return hyphen && unicode.IsLetter(r) && startsLower(below)
}

// partsWords reports whether a text parts words again and again: a hyphen at
// the end of a line then says nothing else.
func partsWords(lines []line) bool {
	n := 0
	for i := 1; i < len(lines); i++ {
		if lines[i].joined && partsWord(lines[i-1].text, lines[i].text) {
			n++
		}
	}
	return n > 1
}

// hyphenated are words that have a hyphen wherever they stand.
var hyphenated = pattern.Lazy(`(?i)^(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|self-[a-hj-z].*|well-.+|non-[a-rt-z].+|half-.+)$`)

// rejoined returns a line and the next one as one text where they part a word,
// and notes it. The hyphen stays where the word may be written with one.
func (r *reader) rejoined(above, below line, text string) (string, bool) {
	if !partsWord(text, below.text) {
		return "", false
	}
	end := strings.IndexFunc(below.text, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(below.text)
	}
	head := strings.TrimSuffix(text, "-")
	first, rest := head[len(strings.TrimRightFunc(head, unicode.IsLetter)):], below.text[:end]
	if r.spelled == nil {
		r.spelled = map[string]bool{}
		for w := range strings.FieldsFuncSeq(r.file.Text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			r.spelled[w] = true
		}
	}
	if r.spelled[first+rest] || r.partsWords && !r.spelled[first+"-"+rest] && !hyphenated().MatchString(first+"-"+rest) {
		at := r.file.Span(above.End-min(len(first)+1, above.End-above.Start), min(below.Start+end, below.End))
		r.list.Add(diag.TextMended, at, "%q was mended to %q", first+"-"+rest, first+rest)
		return head + below.text, true
	}
	return text + below.text, true
}

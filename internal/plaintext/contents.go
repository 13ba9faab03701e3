package plaintext

import (
	"regexp"
	"strings"
	"unicode"
)

var contentsName = regexp.MustCompile(`(?i)^(?:table of contents|contents|in this (?:guide|article|summary)|on this page|jump to(?: section)?|quick links)\s*:?$`)

// withoutContents leaves out a list of the guide's own headings: the book
// has contents of its own.
func (r *reader) withoutContents(units []unit) []unit {
	for i, u := range units {
		if !contentsName.MatchString(u.text) {
			continue
		}
		later := map[string]int{}
		for _, v := range units[i+1:] {
			later[entryName(v.text)]++
		}
		end := i + 1
		for end < len(units) && later[entryName(units[end].text)] > 1 {
			later[entryName(units[end].text)]--
			end++
		}
		if end < i+3 {
			continue
		}
		for _, v := range units[i:end] {
			r.leftOut(v.Span, "the page's own table of contents")
		}
		if end < len(units) {
			units[end].above = true
		}
		return append(units[:i:i], units[end:]...)
	}
	return units
}

var leader = regexp.MustCompile(`[\s.…·_]+\d+$`)

// entryName is a heading as its entry in the contents may have it.
func entryName(s string) string {
	s = leader.ReplaceAllString(s, "")
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

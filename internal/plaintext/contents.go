package plaintext

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

var contentsName = regexp.MustCompile(`(?i)^(?:table of contents|contents|in this (?:guide|article|summary)|on this page|jump to(?: section)?|quick links)\s*:?$`)

// withoutContents leaves out a list of the guide's own headings: the book
// has contents of its own.
func (r *reader) withoutContents(units []unit) []unit {
	if !slices.ContainsFunc(units, func(u unit) bool { return contentsName.MatchString(u.text) }) {
		return units
	}
	later := map[string]int{} // how often a text comes from here on
	for _, u := range units {
		later[entryName(u.text)]++
	}
	for i, u := range units {
		later[entryName(u.text)]--
		if !contentsName.MatchString(u.text) {
			continue
		}
		end, listed := i+1, map[string]int{}
		for end < len(units) {
			name := entryName(units[end].text)
			if later[name]-listed[name] < 2 {
				break
			}
			listed[name]++
			end++
		}
		if end < i+3 {
			continue
		}
		r.contents = map[string]int{}
		for _, v := range units[i:end] {
			r.leftOut(v.Span, "the page's own table of contents")
			if n := strings.Trim(counter.FindString(v.Span.Text()), " \t.)"); n != "" {
				r.contents[entryName(v.text)] = 1 + strings.Count(n, ".")
			}
		}
		if end < len(units) {
			units[end].above = true
		}
		return append(units[:i:i], units[end:]...)
	}
	return units
}

var counter = regexp.MustCompile(`^\d{1,2}(?:\.\d{1,2})*[.)]?\s+`)

var leader = regexp.MustCompile(`[\s.…·_]+\d+$`)

// entryName is a heading as its entry in the contents may have it.
func entryName(s string) string {
	s = leader.ReplaceAllString(counter.ReplaceAllString(s, ""), "")
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

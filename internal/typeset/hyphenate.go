package typeset

import (
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The least number of letters before and after a hyphen.
const (
	hyphenLeft  = 2
	hyphenRight = 3
)

// maxHyphenated is the longest word, in letters, that is hyphenated.
const maxHyphenated = 60

// A Hyphenator knows where the words of a language may be parted. A nil
// Hyphenator parts none.
type Hyphenator struct {
	patterns   *patterns
	exceptions map[string][]int // byte offsets, by lower-case word
	nouns      bool             // have capitals, which then are no sign of a name

	known memo[[]int]
}

// Hyphenator returns the hyphenator of a language (BCP 47), or nil where
// there are no patterns for it. Patterns are the files
// hyphenation/hyph-TAG.pat.txt and hyph-TAG.hyp.txt (exceptions), TAG in
// lower case: the whole tag, or its language alone.
func (l *Library) Hyphenator(lang string) (*Hyphenator, error) {
	return l.tongues.get(lang, func() (*Hyphenator, error) {
		tag := patternTag(lang)
		primary, _, _ := strings.Cut(tag, "-")
		for _, t := range []string{tag, primary} {
			patterns, err := fs.ReadFile(l.files, "hyphenation/hyph-"+t+".pat.txt")
			if err != nil {
				continue
			}
			return l.tongues.get("/"+t, func() (*Hyphenator, error) { // which other tags come to as well
				exceptions, _ := fs.ReadFile(l.files, "hyphenation/hyph-"+t+".hyp.txt")
				h := newHyphenator(string(patterns), string(exceptions))
				h.nouns = t == "de"
				return h, nil
			})
		}
		return nil, nil
	})
}

// patternTag brings a language tag to the name of its patterns. English is
// parted as in America unless it says where else it is from.
func patternTag(lang string) string {
	tag := strings.ToLower(strings.ReplaceAll(lang, "_", "-"))
	switch {
	case tag == "en", tag == "en-us", tag == "en-ca", tag == "en-ph":
		return "en-us"
	case strings.HasPrefix(tag, "en-"):
		return "en-gb"
	}
	return tag
}

func newHyphenator(patterns, exceptions string) *Hyphenator {
	h := &Hyphenator{patterns: parsePatterns(patterns), exceptions: map[string][]int{}}
	for _, word := range strings.Fields(exceptions) {
		var at []int
		n := 0
		for part := range strings.SplitSeq(word, "-") {
			if n > 0 {
				at = append(at, n)
			}
			n += len(part)
		}
		h.exceptions[strings.ReplaceAll(word, "-", "")] = at
	}
	return h
}

// Points returns the byte offsets in word, which is letters only, where it
// may be parted.
func (h *Hyphenator) Points(word string) []int {
	if h == nil || len(word) < hyphenLeft+hyphenRight {
		return nil
	}
	return h.known.of(word, h.points)
}

func (h *Hyphenator) points(word string) []int {
	n := utf8.RuneCountInString(word)
	if n > maxHyphenated || n < hyphenLeft+hyphenRight {
		return nil
	}
	lower := strings.ToLower(word)
	if at, ok := h.exceptions[lower]; ok && len(lower) == len(word) {
		return at
	}
	var list []int
	h.patterns.odd(word, func(at int) {
		if utf8.RuneCountInString(word[:at]) >= hyphenLeft && utf8.RuneCountInString(word[at:]) >= hyphenRight {
			list = append(list, at)
		}
	})
	return list
}

// letters calls f with the start and end of each run of letters in text.
func letters(text string, f func(start, end int)) {
	start := -1
	for i, r := range text {
		in := unicode.IsLetter(r) || unicode.IsMark(r)
		if in && start < 0 {
			start = i
		}
		if !in && start >= 0 {
			f(start, i)
			start = -1
		}
	}
	if start >= 0 {
		f(start, len(text))
	}
}

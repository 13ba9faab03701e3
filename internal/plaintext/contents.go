package plaintext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/pattern"
)

var contentsNames = []string{
	"table of contents", "contents", "in this guide", "in this article", "in this summary", "on this page", "jump to", "jump to section", "quick links",
	"inhalt", "inhaltsverzeichnis", "auf dieser seite", "sommaire", "table des matières", "contenido", "tabla de contenidos", "índice", "indice", "sommario",
}

func namesContents(u unit) bool {
	name := strings.TrimRight(strings.TrimSuffix(u.text, ":"), " ")
	return slices.ContainsFunc(contentsNames, func(s string) bool { return strings.EqualFold(s, name) })
}

// withoutContents leaves out a list of the guide's own headings: the book
// has contents of its own.
func (r *reader) withoutContents(units []unit) []unit {
	if !slices.ContainsFunc(units, namesContents) {
		return units
	}
	later := map[string]int{} // how often a text comes from here on
	for _, u := range units {
		later[entryName(u.text)]++
	}
	for i, u := range units {
		later[entryName(u.text)]--
		if !namesContents(u) {
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
			end = namesBelow(units, i)
		}
		if end < i+3 || goesOn(units[i]) || end < len(units) && goesOn(units[end]) {
			continue
		}
		r.contents = map[string]int{}
		for _, v := range units[i:end] {
			r.leftOut(v.Span, "the page's own table of contents")
			if n := strings.Trim(counter().FindString(v.Span.Text()), " \t.)"); n != "" {
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

// goesOn reports whether a unit is one of several choices, and not the first.
func goesOn(u unit) bool { return u.shape == choice && u.number > 1 }

// namesBelow returns where the short lines end that stand right below a unit
// and are the names of parts, for the better half, if not of parts in this text.
func namesBelow(units []unit, i int) int {
	const longest = 60 // runes
	end, names := i+1, 0
	for end < len(units) && !units[end].above && units[end].lines == 1 && utf8.RuneCountInString(units[end].text) <= longest && !endsLikeSentence(units[end].text) {
		if units[end].named {
			names++
		}
		end++
	}
	if 2*names <= end-i-1 {
		return i
	}
	return end
}

var counter = pattern.Lazy(`^\d{1,2}(?:\.\d{1,2})*[.)]?\s+`)

// entryName is a heading as its entry in the contents may have it, before a
// leader and a page number.
func entryName(s string) string {
	s = counter().ReplaceAllString(s, "")
	led := strings.TrimRight(s, "0123456789")
	if name := strings.TrimRight(led, " .…·_"); led != s && name != led {
		s = name
	}
	return strings.ToLower(strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
}

package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mustHold reports whether a line must not end between two words: before a
// dash or an ellipsis, beside an initial, after an abbreviated title, between
// a number and what it counts or numbers.
func mustHold(before, after string) bool {
	if before == "" || after == "" {
		return false
	}
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case first == '–' || first == '—' || first == '…' || strings.HasPrefix(after, "..."):
		return true
	case unicode.IsUpper(first) && isInitials(before):
		return true
	case isInitials(after) && startsUpper(before):
		return true
	case isNumber(before) && isUnit(after):
		return true
	case (unicode.IsDigit(first) || isRoman(after)) && isCounter(before):
		return true
	case unicode.IsUpper(first) && isTitle(before):
		return true
	}
	return false
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "“‘\"'("))
	return unicode.IsUpper(r)
}

// isInitials tells "H." and "H.G." from a word at a sentence's end.
func isInitials(s string) bool {
	s = strings.TrimLeft(s, "“‘\"'(")
	s = strings.TrimRight(s, ",;:)”’")
	n := 0
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if !unicode.IsUpper(r) || len(s) == size || s[size] != '.' {
			return false
		}
		s = s[size+1:]
		n++
	}
	return n > 0
}

func isNumber(s string) bool {
	s = strings.TrimLeft(s, "(“‘£$€+-−")
	if s == "" {
		return false
	}
	for _, r := range s {
		if !unicode.IsDigit(r) && r != '.' && r != ',' && r != '–' && r != '-' {
			return false
		}
	}
	return unicode.IsDigit(rune(s[0])) && unicode.IsDigit(rune(s[len(s)-1]))
}

func isUnit(s string) bool {
	switch strings.TrimRight(s, ".,;:)!?”’") {
	case "%", "km", "m", "cm", "mm", "kg", "g", "mg", "l", "ml", "pt", "min", "minutes", "h", "s", "kB", "MB", "GB",
		"°", "°C", "°F", "BC", "AD", "BCE", "CE", "a.m", "p.m", "million", "billion", "per":
		return true
	}
	return false
}

func isCounter(s string) bool {
	switch strings.ToLower(strings.TrimLeft(s, "(“‘\"'[")) {
	case "chapter", "chapters", "ch.", "page", "pages", "p.", "pp.", "part", "section", "sections", "line", "lines", "act", "scene",
		"volume", "vol.", "no.", "nos.", "figure", "fig.", "table", "question", "appendix", "letter", "note":
		return true
	}
	return false
}

func isRoman(s string) bool {
	s = strings.TrimRight(s, ".,;:)!?”’")
	return s != "" && strings.Trim(s, "IVXLCDM") == ""
}

func isTitle(s string) bool {
	switch strings.TrimLeft(s, "(“‘\"'[—") {
	case "Mr.", "Mr", "Mrs.", "Mrs", "Ms.", "Ms", "Dr.", "Dr", "St.", "St", "Prof.", "M.", "Mme":
		return true
	}
	return false
}

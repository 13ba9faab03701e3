package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/tongue"
)

// Holds reports whether no line may end at the blank at a byte of a text.
func Holds(text string, at int) bool {
	if 0 < at && at+1 < len(text) && 'a' <= text[at+1] && text[at+1] <= 'z' && !('0' <= text[at-1] && text[at-1] <= '9') && text[at-1] != '.' {
		return false // mustHold would not hold it: nearly every blank
	}
	return mustHold(lastWord(text[:at]), firstWord(text[at:]))
}

// mustHold reports whether a line must not end between two words: before a
// dash or an ellipsis, beside an initial, after an abbreviated title, between
// a number and what it counts or numbers, within it, a date or "z. B.". All
// languages share one list: what holds in one is no harm in the others.
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
	case isNumber(before) && (isUnit(after) || isThousands(before, after)):
		return true
	case (unicode.IsDigit(first) || isRoman(after)) && isCounter(before):
		return true
	case unicode.IsUpper(first) && (isTitle(before) || isOrdinal(before) && tongue.IsMonth(strings.TrimRight(after, closing))):
		return true
	case isLetter(before) && isLetter(after):
		return true
	}
	return false
}

func lastWord(s string) string {
	end := len(s)
	for end > 0 && isBlank(s[end-1]) {
		end--
	}
	start := end
	for start > 0 && !isBlank(s[start-1]) && !strings.HasSuffix(s[:start], "\u00a0") {
		start--
	}
	return s[start:end]
}

func firstWord(s string) string {
	start := 0
	for start < len(s) && isBlank(s[start]) {
		start++
	}
	end := start
	for end < len(s) && !isBlank(s[end]) {
		end++
	}
	return s[start:end]
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

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

// signs are what may stand before a number.
const signs = "(“‘£$€+-−"

func isNumber(s string) bool {
	s = strings.TrimLeft(s, signs)
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

// isThousands tells a number whose digits stand in groups of three, "12 000".
func isThousands(before, after string) bool {
	after = strings.TrimRight(after, closing)
	return len(after) == 3 && isNumber(after) && len(strings.TrimLeft(before, signs)) <= 3
}

// isOrdinal tells "5." from a number at a sentence's end, as far as a day of a
// month goes.
func isOrdinal(s string) bool {
	day, stopped := strings.CutSuffix(strings.TrimLeft(s, "(“‘„\"'["), ".")
	return stopped && len(day) <= 2 && isNumber(day)
}

// isLetter tells a letter that stands for a word, "z." or "h.", from a word.
func isLetter(s string) bool {
	s = strings.TrimRight(strings.TrimLeft(s, "(“‘„\"'["), ",;:)”’“")
	r, n := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) && s[n:] == "."
}

// closing is what may stand behind a word.
const closing = ".,;:)]!?”’“»›"

func isUnit(s string) bool {
	switch strings.TrimRight(s, closing) {
	case "%", "‰", "°", "°C", "°F", "K", "€", "$", "£",
		"km", "m", "dm", "cm", "mm", "µm", "μm", "nm", "km²", "m²", "dm²", "cm²", "mm²", "ha", "m³", "dm³", "cm³", "mm³", "l", "dl", "cl", "ml", "pt",
		"t", "kg", "g", "mg", "µg", "μg", "mol", "g/mol", "mol/l", "g/cm³", "kg/m³", "km/h", "m/s", "m/s²",
		"h", "min", "s", "ms", "Hz", "kHz", "MHz", "GHz", "V", "mV", "kV", "A", "mA", "Ω", "kΩ", "MΩ", "\u2126", "k\u2126", "M\u2126", // the letter, and the sign
		"N", "kN", "J", "kJ", "MJ", "eV", "keV", "MeV", "cal", "kcal", "W", "kW", "MW", "GW", "Wh", "kWh", "Pa", "hPa", "kPa", "bar", "dB",
		"kB", "MB", "GB", "TB",
		"minutes", "Minuten", "Uhr", "BC", "AD", "BCE", "CE", "a.m", "p.m", "per",
		"million", "billion", "millions", "milliards", "Mio", "Mrd", "Millionen", "Milliarden", "millones", "milioni", "miliardi":
		return true
	}
	return false
}

func isCounter(s string) bool {
	switch strings.ToLower(strings.TrimLeft(s, "(“‘„«\"'[")) {
	case "chapter", "chapters", "ch.", "page", "pages", "p.", "pp.", "part", "section", "sections", "line", "lines", "act", "scene",
		"volume", "vol.", "no.", "nos.", "figure", "fig.", "table", "question", "appendix", "letter", "note",
		// German
		"seite", "seiten", "s.", "kapitel", "kap.", "abbildung", "abb.", "tabelle", "tab.", "nr.", "zeile", "zeilen", "z.", "vers", "v.",
		"akt", "szene", "band", "bd.", "teil", "aufgabe", "jahrgang",
		// French
		"chapitre", "chap.", "tableau", "n°", "ligne", "lignes", "l.", "acte", "scène", "tome", "partie",
		// Spanish
		"página", "páginas", "pág.", "págs.", "capítulo", "cap.", "figura", "tabla", "n.º", "línea", "verso", "acto", "escena", "parte",
		// Italian
		"pagina", "pag.", "capitolo", "tabella", "n.", "riga", "atto", "scena":
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

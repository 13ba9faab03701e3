package plaintext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// closing has for each mark that opens a quotation the one that closes it.
var closing = map[rune]rune{'"': '"', '“': '”', '„': '“', '«': '»', '‘': '’', '\'': '\''}

// quoted reports whether a text is one quotation from its first sign to its
// last, except for a credit after it. It returns the words between the outer
// marks, where they start in the text, and the credit's text or "". Words
// are "" when the text is no such quotation.
func quoted(text string) (words string, start int, credit string) {
	open, n := utf8.DecodeRuneInString(text)
	end, ok := closing[open]
	if !ok {
		return "", 0, ""
	}
	at := closes(text, open, end)
	if at < 0 {
		return "", 0, ""
	}
	words = strings.TrimSpace(text[n:at])
	rest := strings.TrimSpace(text[at+utf8.RuneLen(end):])
	if rest != "" {
		var ok bool
		if credit, ok = creditLine(rest); !ok {
			return "", 0, ""
		}
	}
	if !strings.ContainsFunc(words, unicode.IsLetter) {
		return "", 0, ""
	}
	return words, n + strings.Index(text[n:], words), credit
}

// closes returns where the quotation that opens with the text is closed, or
// -1. Quotations of the same marks may stand within it: a mark after a blank
// and before a letter opens one.
func closes(text string, open, end rune) int {
	depth := 0
	for i, c := range text {
		switch {
		case i == 0:
			depth = 1
		case c == open && open != end:
			depth++
		case c == end:
			before, _ := utf8.DecodeLastRuneInString(text[:i])
			after, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(c):])
			inWord := isWordRune(before) && isWordRune(after)
			switch {
			case (c == '\'' || c == '’') && inWord: // an apostrophe
			case open == end && opensAfter(before) && isWordRune(after):
				depth++
			default:
				depth--
			}
		}
		if depth == 0 {
			return i
		}
	}
	return -1
}

func isWordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func opensAfter(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("([—–-", r) }

var creditPlace = expr("^chapter|^chap|^ch|^part|^page|^pages|^p|^pp|^act|^scene|^book|^section|^volume|^line|^lines|^stanza|^letter|.|:",
	`(?i)^(?:chapter|chap\.|ch\.|part|page|pages|pp?\.|act|scene|book|section|volume|line|lines|stanza|letter)\b|^(?:\d{1,2}|[ivx]{1,4})[.:](?:\d{1,3}|[ivx]{1,4})(?:[.:]\d{1,3})?$`)

var creditBoth = pattern.Lazy(`^\(([^()]{2,40})\)\s*[—–―-]{1,2}\s*(\S.{0,60})$`)

// creditLine returns what stands after the dash of a line that says whose
// words a quotation is, or in its brackets.
func creditLine(s string) (string, bool) {
	if in := bracketed(s); in != "" {
		return in, isPlace(in)
	}
	if strings.HasPrefix(s, "(") {
		if m := creditBoth().FindStringSubmatch(s); m != nil && creditPlace.matches(look(m[1])) && isName(m[2]) {
			return m[2] + ", " + m[1], true
		}
	}
	by := afterDash(s)
	if by == "" || utf8.RuneCountInString(by) > 100 || strings.Count(by, " ") > 12 {
		return "", false
	}
	if endsInitial(by) {
		return by, true
	}
	return strings.TrimSuffix(by, "."), true
}

// isPlace reports whether a text is a place in a work, or a name and a place:
// "Chapter 23", "Jane, Chapter 23".
func isPlace(s string) bool {
	by, from, named := strings.Cut(s, ", ")
	return creditPlace.matches(look(s)) || named && isName(by) && creditPlace.matches(look(from))
}

// bracketed returns what a line has between the brackets around it, or "".
func bracketed(s string) string {
	s, opened := strings.CutPrefix(s, "(")
	s, closed := strings.CutSuffix(strings.TrimSuffix(s, "."), ")")
	if n := utf8.RuneCountInString(s); !opened || !closed || n < 2 || n > 80 || strings.ContainsAny(s, "()") {
		return ""
	}
	return s
}

// afterDash returns what follows the dash that a line begins with, or "".
func afterDash(s string) string {
	s = strings.TrimLeft(s, blanks)
	r, n := utf8.DecodeRuneInString(s)
	if strings.ContainsRune("—–―~", r) {
		return strings.TrimLeft(s[n:], blanks)
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(s, "-"), "-")
	if before(s, rest) == "" {
		return ""
	}
	return strings.TrimLeft(rest, blanks)
}

// credit parts the speaker from the place. Both stand at the end of the unit.
func credit(u unit, s string) doc.Credit {
	s = strings.TrimSpace(s)
	start := strings.LastIndex(u.inner.Text(), s)
	text := func(words string) []doc.Inline {
		words = strings.TrimSpace(words)
		if words == "" {
			return nil
		}
		at := u.File.Span(u.inner.End, u.inner.End) // of words that were mended
		if start >= 0 {
			i := u.inner.Start + start + strings.Index(s, words)
			at = u.File.Span(i, i+len(words))
		}
		return []doc.Inline{&doc.Text{Span: at, Text: words}}
	}
	if creditPlace.matches(look(s)) {
		return doc.Credit{From: text(s)}
	}
	for _, sep := range []string{", ", " ("} {
		if by, from, ok := strings.Cut(s, sep); ok {
			if sep == " (" {
				from = strings.TrimSuffix(from, ")")
			}
			return doc.Credit{By: text(by), From: text(from)}
		}
	}
	return doc.Credit{By: text(s)}
}

package plaintext

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/doc"
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

var (
	creditDash  = regexp.MustCompile(`^\s*(?:[—–―~]|-{1,2}\s)\s*(\S.*)$`)
	creditParen = regexp.MustCompile(`^\(([^()]{2,80})\)\.?$`)
	creditPlace = regexp.MustCompile(`(?i)^(?:chapter|chap\.|ch\.|part|page|pages|pp?\.|act|scene|book|section|volume|line|lines|stanza|letter)\b|^(?:\d{1,2}|[ivx]{1,4})[.:](?:\d{1,3}|[ivx]{1,4})(?:[.:]\d{1,3})?$`)
	creditBoth  = regexp.MustCompile(`^\(([^()]{2,40})\)\s*[—–―-]{1,2}\s*(\S.{0,60})$`)
)

// creditLine returns what stands after the dash of a line that says whose
// words a quotation is, or in its brackets.
func creditLine(s string) (string, bool) {
	if m := creditParen.FindStringSubmatch(s); m != nil {
		return m[1], creditPlace.MatchString(m[1])
	}
	if m := creditBoth.FindStringSubmatch(s); m != nil && creditPlace.MatchString(m[1]) && isName(m[2]) {
		return m[2] + ", " + m[1], true
	}
	m := creditDash.FindStringSubmatch(s)
	if m == nil || utf8.RuneCountInString(m[1]) > 100 || strings.Count(m[1], " ") > 12 {
		return "", false
	}
	if initial.MatchString(m[1]) {
		return m[1], true
	}
	return strings.TrimSuffix(m[1], "."), true
}

// credit parts the speaker from the place.
func credit(s string) doc.Credit {
	s = strings.TrimSpace(s)
	if creditPlace.MatchString(s) {
		return doc.Credit{From: s}
	}
	for _, sep := range []string{", ", " ("} {
		if by, from, ok := strings.Cut(s, sep); ok {
			if sep == " (" {
				from = strings.TrimSuffix(from, ")")
			}
			return doc.Credit{By: strings.TrimSpace(by), From: strings.TrimSpace(from)}
		}
	}
	return doc.Credit{By: s}
}

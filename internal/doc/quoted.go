package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quotation marks that can stand around a whole quotation.
const (
	openingMarks = "“«„\"‘'"
	closingMarks = "”»“\"’'"
)

// Quoted returns the marks of the one pair that encloses paragraphs, as Plain
// returns them; two empty strings if none does. As in print, each paragraph
// may open with a mark.
func Quoted(paragraphs []string) (open, closing string) {
	if len(paragraphs) == 0 {
		return "", ""
	}
	first, _ := utf8.DecodeRuneInString(paragraphs[0])
	last, _ := utf8.DecodeLastRuneInString(paragraphs[len(paragraphs)-1])
	if want := matching(first); want == 0 || want != last || !oneQuotation(paragraphs, first, last) {
		return "", ""
	}
	return string(first), string(last)
}

func matching(open rune) rune {
	i := 0
	for _, o := range openingMarks {
		if o == open {
			return []rune(closingMarks)[i]
		}
		i++
	}
	return 0
}

// oneQuotation reports whether the mark that opens the paragraphs is closed
// by the one at their end, and not before: `"A" and "B"` are two.
func oneQuotation(paragraphs []string, open, closing rune) bool {
	depth := 0
	for i, p := range paragraphs {
		words := []rune(p)
		for j, c := range words {
			if (c == '’' || c == '\'') && j > 0 && j+1 < len(words) && unicode.IsLetter(words[j-1]) && unicode.IsLetter(words[j+1]) {
				continue // an apostrophe
			}
			opens := c == open
			if open == closing && opens {
				opens = j == 0 || unicode.IsSpace(words[j-1]) || strings.ContainsRune("([—–-‘'", words[j-1])
				opens = opens && j+1 < len(words) && !unicode.IsSpace(words[j+1])
			}
			switch {
			case opens && (i == 0 || j > 0):
				depth++
			case !opens && c == closing:
				depth--
				if depth == 0 && (i < len(paragraphs)-1 || j < len(words)-1) {
					return false
				}
			}
		}
	}
	return depth == 0
}

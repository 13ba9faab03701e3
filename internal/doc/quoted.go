package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ClosingMarks has, for each mark that can open a whole quotation, those that
// can close it, as the languages use them and as writers type them.
var ClosingMarks = map[rune]string{
	'"': `"`, '“': "”", '„': "“”", '«': "»", '»': "«",
	'\'': "'", '‘': "’", '‚': "‘", '‹': "›", '›': "‹",
}

// Quoted returns the marks of the one pair that encloses paragraphs, as Plain
// returns them; two empty strings if none does: "A" and "B" are two pairs. As
// in print, each paragraph may open with a mark.
func Quoted(paragraphs []string) (open, closing string) {
	if len(paragraphs) == 0 {
		return "", ""
	}
	_, n := utf8.DecodeRuneInString(paragraphs[0])
	open = paragraphs[0][:n]
	text := paragraphs[0]
	for _, p := range paragraphs[1:] {
		text += "\n" + strings.TrimPrefix(p, open)
	}
	at := QuotationEnd(text)
	if at < 0 {
		return "", ""
	}
	if closing = text[at:]; utf8.RuneCountInString(closing) != 1 {
		return "", ""
	}
	return open, closing
}

// QuotationEnd returns where the mark stands that closes the quotation which
// text opens with, or -1. Quotations in the same marks may stand within it.
func QuotationEnd(text string) int {
	open, n := utf8.DecodeRuneInString(text)
	closing, ok := ClosingMarks[open]
	if !ok {
		return -1
	}
	depth := 1
	for i, c := range text[n:] {
		closes := strings.ContainsRune(closing, c)
		if c != open && !closes {
			continue
		}
		i += n
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		_, size := utf8.DecodeRuneInString(text[i:]) // not RuneLen: a byte may be no rune
		after, _ := utf8.DecodeRuneInString(text[i+size:])
		switch {
		case (c == '\'' || c == '’') && beginsWord(before) && beginsWord(after): // an apostrophe
		case !closes, c == open && (unicode.IsSpace(before) || strings.ContainsRune("([—–-‘'", before)) && (beginsWord(after) || strings.ContainsRune("‘'…¿¡", after)):
			depth++
		default:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

func beginsWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

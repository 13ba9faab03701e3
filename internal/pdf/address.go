package pdf

import (
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// printedAddress is an address as paper shows it, for somebody to type: without
// what only programs need, and with letters as letters.
func printedAddress(address string) string {
	if to, mail := strings.CutPrefix(address, "mailto:"); mail {
		address, _, _ = strings.Cut(to, "?")
	}
	for _, scheme := range []string{"https://", "http://", "tel:"} {
		address = strings.TrimPrefix(address, scheme)
	}
	return strings.TrimSuffix(withLetters(address), "/")
}

// withLetters decodes the escapes of letters. All others stay: what they stand
// for could not be told from the signs of the address, or not be typed.
func withLetters(address string) string {
	var b strings.Builder
	for address != "" {
		letter, rest := cutLetter(address)
		b.WriteString(letter)
		address = rest
	}
	return b.String()
}

// cutLetter cuts off the letter that the escapes at the start of an address
// stand for, or else its first byte.
func cutLetter(address string) (letter, rest string) {
	for end := 3; end <= min(len(address), 9) && address[end-3] == '%'; end += 3 { // no letter of these is of more than three bytes
		plain, _ := url.PathUnescape(address[:end])
		r, size := utf8.DecodeRuneInString(plain)
		if size > 0 && size == len(plain) && unicode.IsLetter(r) && unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) {
			return plain, address[end:]
		}
	}
	return address[:1], address[1:]
}

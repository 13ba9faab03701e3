package epub

import (
	"slices"

	"golang.org/x/text/language"
)

// fromRight are the scripts that are written from right to left and have
// living readers (Unicode, Script_Metadata, "RTL?").
var fromRight = []string{"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}

// direction is how text in a language runs: "ltr" or "rtl".
func direction(lang string) string {
	if script, _ := language.Make(lang).Script(); slices.Contains(fromRight, script.String()) {
		return "rtl"
	}
	return "ltr"
}

// turn is the direction of text in another language, where it is not that of
// the book; else "".
func (w *writer) turn(lang string) string {
	if d := direction(lang); lang != "" && d != direction(w.book.Meta.Lang) {
		return d
	}
	return ""
}

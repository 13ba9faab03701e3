// Package tongue tells which language a text is in, by the small words that
// no sentence goes without. It knows the languages that books have words of
// their own for.
package tongue

import (
	"strings"
	"unicode"
)

// English is what Of says of an English text.
const English = "en"

// Name is a language's name in English.
func Name(tongue string) string { return names[tongue] }

var names = map[string]string{English: "English", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian"}

// smallWords are frequent in one language and hardly found in another.
var smallWords = map[string][]string{
	English: strings.Fields("the and of to is that was his her with as for on at by from they she it this which who not are be have had"),
	"de":    strings.Fields("der die das und ist nicht ein eine einen dem den mit sich von auf für im zu er sie wird als auch aus nach bei wie"),
	"es":    strings.Fields("el los las y que una por con su sus del al para lo como pero más está son fue muy sobre entre cuando"),
	"fr":    strings.Fields("le les et des est une dans qui pour pas sur du au aux ce cette il elle ne sont avec par plus ses mais"),
	"it":    strings.Fields("il gli che è di della del dei delle nel nella con per non sono una come anche più suo sua ma alla dal"),
}

// byWord says whose a small word is. Words of two languages count for both.
var byWord = func() map[string][]string {
	m := map[string][]string{}
	for tongue, words := range smallWords {
		for _, w := range words {
			m[w] = append(m[w], tongue)
		}
	}
	return m
}()

// enough is how many words a text must have to be told, and sample how many
// are looked at.
const (
	enough = 40
	sample = 1500
)

// Of returns the language that a text is in (BCP 47), or "" where that is not
// plain: where it is short, mixed, or in a language that is not known here.
func Of(text string) string {
	words, found := 0, map[string]int{}
	for w := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if words++; words > sample {
			break
		}
		for _, tongue := range byWord[strings.ToLower(w)] {
			found[tongue]++
		}
	}
	best, second := "", 0
	for tongue := range smallWords {
		switch n := found[tongue]; {
		case best == "" || n > found[best]:
			best, second = tongue, found[best]
		case n > second:
			second = n
		}
	}
	// One word in eight is small in any text, one in fifteen where much is
	// names; another language has a word in common here and there.
	if words < enough || 15*found[best] < words || 2*found[best] < 3*second {
		return ""
	}
	return best
}

// IsMonth reports whether a word is a month of German, the language that puts
// a full stop between the day and the month: "3. Oktober" counts nothing.
func IsMonth(word string) bool {
	switch word {
	case "Januar", "Jänner", "Februar", "Feber", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember":
		return true
	}
	return false
}

package book

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// Headings may count by themselves: "Chapter 3: The Letter", "3. The Letter",
// "Act 1, Scene 2", "2. Akt". Two numbers above each other would be one too many, and
// two that differ a riddle.

// decimal is a heading that counts within a chapter of a longer book.
var decimal = pattern.Lazy(`^\d{1,2}(?:\.\d{1,2})+[.)]? [\p{Lu}\p{Lo}]`)

// chapterHeading returns what of a chapter's heading stands behind the label
// that says the chapter's number. own says that there is no such label, since
// the heading says its number itself: nothing else, or another.
func chapterHeading(heading []doc.Inline, words *Words, number int) (without []doc.Inline, own bool) {
	first, sign, said := opening(heading)
	if first == nil {
		return heading, false
	}
	n, named, rest := cutNumbering(said, words.Chapter)
	if !named {
		if decimal().MatchString(said) {
			return heading, true
		}
		if slices.ContainsFunc(words.counted, func(w string) bool { behind, _ := cutFold(rest, w); return behind && n > 0 }) {
			return heading, true // "2. Akt"
		}
		if other, number := cutWord(said, words.counted...); other {
			if strings.HasPrefix(number, "I ") && strings.HasSuffix(strings.TrimSuffix(said, " "+number), "s") {
				return heading, false // "Letters I Never Sent"
			}
			value, _ := cutNumber(number)
			return heading, value > 0 || lettered(number)
		}
	}
	switch {
	case n == 0:
		return heading, false
	case n != number, rest == "" && len(heading) == 1, startsNumber(rest):
		return heading, true
	case sign+rest == "":
		return heading[1:], false
	}
	text := *first
	text.Text = sign + rest
	if sign == "" && strings.HasSuffix(first.Span.Text(), rest) {
		text.Start = text.End - len(rest)
	}
	return append([]doc.Inline{&text}, heading[1:]...), false
}

// keycap makes a digit before it one on a key: 1️⃣.
const keycap = "\ufe0f\u20e3"

// opening returns the text that a heading begins with, cut behind the picture
// at its head: "📘 " and "Chapter 3". first is nil where there is no text.
func opening(heading []doc.Inline) (first *doc.Text, sign, said string) {
	if len(heading) > 0 {
		first, _ = heading[0].(*doc.Text)
	}
	if first == nil {
		return nil, "", ""
	}
	end := 0
	for i, r := range first.Text {
		switch {
		case unicode.Is(unicode.So, r):
			end = len(first.Text)
		case end > 0 && unicode.IsOneOf([]*unicode.RangeTable{unicode.Sk, unicode.Mn, unicode.Cf, unicode.Zs}, r): // what joins and colours it
		default:
			said := first.Text[min(i, end):]
			if after, ok := strings.CutPrefix(said[1:], keycap); ok && unicode.IsDigit(r) {
				said = said[:1] + "." + after
			}
			return first, first.Text[:min(i, end)], said
		}
	}
	return first, "", first.Text
}

// saidNumber returns the number of a chapter whose heading says it by a word
// for a chapter: 3 of "Chapter 3: The Letter"; 0 for others, and for several
// chapters at once.
func saidNumber(heading []doc.Inline, word string) int {
	_, _, said := opening(heading)
	n, named, rest := cutNumbering(said, word)
	if !named || startsNumber(rest) {
		return 0
	}
	return n
}

// cutNumbering cuts "Chapter 3: ", "3. Kapitel: " or "3. " from a text. named
// says that the word for a chapter is there; n is 0 where there is no number.
func cutNumbering(text, word string) (n int, named bool, rest string) {
	const ends = " .:)–—-\u00a0" // between the number and the rest
	named, after := cutWord(text, word, "chapter")
	n, after = cutNumber(after)
	rest = strings.TrimLeft(after, ends)
	if behind, after := cutFold(rest, word); behind && n > 0 && !isPartOfTitle(word, after) {
		return n, true, strings.TrimLeft(after, ends)
	}
	if !named && !strings.HasPrefix(after, ". ") && !strings.HasPrefix(after, ") ") && !strings.HasPrefix(after, ": ") {
		return 0, false, text
	}
	return n, named, rest
}

// isPartOfTitle reports whether the word for a chapter, which stands behind a
// number, is of the title: "2. Chapter Summaries", "2. Capítulo por capítulo".
func isPartOfTitle(word, after string) bool {
	title := strings.TrimLeft(after, " \u00a0")
	if title == after || !startsWord(title) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(title)
	return !unicode.IsUpper(first) || word == "Chapter" // English has no number before the word
}

// cutFold cuts a word off a text, in letters of either case.
func cutFold(text, word string) (found bool, rest string) {
	if len(text) < len(word) || !strings.EqualFold(text[:len(word)], word) || startsWord(text[len(word):]) {
		return false, text
	}
	return true, text[len(word):]
}

// cutWord cuts one of some words and a blank off a text, in letters of either
// case.
func cutWord(text string, words ...string) (found bool, rest string) {
	for _, w := range words {
		if len(text) > len(w) && strings.EqualFold(text[:len(w)], w) && (text[len(w)] == ' ' || strings.HasPrefix(text[len(w):], "\u00a0")) {
			return true, strings.TrimLeft(text[len(w):], " \u00a0")
		}
	}
	return false, text
}

// cutNumber reads the number that a text begins with: "3", "III", "three". It
// is 0 where there is none.
func cutNumber(text string) (n int, rest string) {
	end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if end < 0 {
		end = len(text)
	}
	token := text[:end]
	if n, err := strconv.Atoi(token); err == nil && len(token) <= 3 {
		return n, text[end:]
	}
	for n := 1; n <= 50; n++ {
		if token == strings.ToUpper(Roman(n)) || n < len(spelled) && strings.EqualFold(token, spelled[n]) {
			return n, text[end:]
		}
	}
	return 0, text
}

// lettered reports whether a text begins with a capital by itself: "B: Short
// Answers".
func lettered(text string) bool {
	return text != "" && 'A' <= text[0] && text[0] <= 'Z' && (len(text) == 1 || strings.ContainsAny(text[1:2], " .:)"))
}

var spelled = strings.Fields(`zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
	seventeen eighteen nineteen twenty`)

// startsNumber reports whether the rest of a heading goes on counting: "1–3",
// "1 and 2".
func startsNumber(rest string) bool {
	for _, w := range []string{"and ", "& ", "to ", "through "} {
		rest = strings.TrimPrefix(rest, w)
	}
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.IsDigit(r)
}

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
	_, said := opening(heading)
	n, named, rest := cutNumbering(said, words.Chapter, "chapter")
	if !named {
		if decimal().MatchString(said) {
			return heading, true
		}
		if n > 0 && countsOther(rest, words) {
			return heading, true
		}
		if other, number := cutWord(said, words.counted...); other {
			if strings.HasPrefix(number, "I ") && strings.HasSuffix(strings.TrimSuffix(said, " "+number), "s") {
				return heading, false // "Letters I Never Sent"
			}
			value, _ := cutNumber(number)
			return heading, value > 0 || lettered(number)
		}
	}
	if n == 0 {
		return heading, false
	}
	return behindNumber(heading, rest, n == number)
}

// questionHeading is chapterHeading for a question of an FAQ: "Q2: When?",
// "2. When?".
func questionHeading(heading []doc.Inline, words *Words, number string) (without []doc.Inline, own bool) {
	_, said := opening(heading)
	if asked, ok := strings.CutPrefix(said, "Q"); ok && startsNumber(asked) {
		said = asked
	}
	n, _, rest := cutNumbering(said, words.Question, "question")
	if n == 0 {
		return heading, false
	}
	return behindNumber(heading, rest, strconv.Itoa(n) == number)
}

// faqHeading is the heading of an FAQ without the number of a chapter, since it
// becomes an appendix: "8. FAQ".
func faqHeading(heading []doc.Inline, words *Words) []doc.Inline {
	_, said := opening(heading)
	n, _, rest := cutNumbering(said, words.Chapter, "chapter")
	if n == 0 || !doc.NamesFAQ(heading) {
		return heading
	}
	without, _ := behindNumber(heading, rest, true)
	return without
}

// behindNumber cuts the number off a heading that ends in rest, but not the
// sign at its head, unless the heading has to say the number: alone, as a link
// of its own, with others, or when it is not the label's.
func behindNumber(heading []doc.Inline, rest string, same bool) (without []doc.Inline, own bool) {
	sign, _ := opening(heading)
	to := len(doc.Plain(heading)) - len(rest)
	if !same || rest == "" || startsNumber(rest) {
		return heading, true
	}
	switch heading[0].(type) {
	case *doc.Link, *doc.CrossRef:
		if len(doc.Plain(heading[:1])) <= to {
			return heading, true
		}
	default: // nothing of it is lost but the number
	}
	return cutOut(heading, len(sign), to), false
}

// cutOut leaves some of its words out of a text, from a byte of them to
// another, and what holds nothing else.
func cutOut(text []doc.Inline, from, to int) []doc.Inline {
	var out []doc.Inline
	for _, n := range text {
		size := len(doc.Plain([]doc.Inline{n}))
		a, b := min(max(from, 0), size), min(max(to, 0), size)
		from, to = from-size, to-size
		switch {
		case a == b:
			out = append(out, n)
		case b-a < size:
			out = append(out, cutWithin(n, a, b))
		}
	}
	return out
}

func cutWithin(n doc.Inline, from, to int) doc.Inline {
	switch n := n.(type) {
	case *doc.Text:
		c := *n
		c.Text = n.Text[:from] + n.Text[to:]
		if from == 0 && strings.HasSuffix(n.Span.Text(), c.Text) {
			c.Start = c.End - len(c.Text)
		}
		return &c
	case *doc.Strong:
		return &doc.Strong{Span: n.Span, Text: cutOut(n.Text, from, to)}
	case *doc.Emphasis:
		return &doc.Emphasis{Span: n.Span, Text: cutOut(n.Text, from, to)}
	case *doc.Link:
		return &doc.Link{Span: n.Span, URL: n.URL, Text: cutOut(n.Text, from, to)}
	case *doc.CrossRef:
		return &doc.CrossRef{Span: n.Span, Path: n.Path, ID: n.ID, Text: cutOut(n.Text, from, to)}
	default: // it has no number at its head
		return n
	}
}

// keycap makes a digit before it one on a key: 1️⃣.
const keycap = "\ufe0f\u20e3"

// opening returns the words of a heading, cut behind the picture at its head:
// "📘 " and "Chapter 3: The Letter". They are empty where it does not begin with
// words, stressed, linked or not.
func opening(heading []doc.Inline) (sign, said string) {
	for at := heading; ; {
		if len(at) == 0 {
			return "", ""
		}
		switch n := at[0].(type) {
		case *doc.Strong, *doc.Emphasis, *doc.Link, *doc.CrossRef:
			at = doc.Inner(n)
			continue
		case *doc.Text:
			return cutSign(doc.Plain(heading))
		default:
			return "", ""
		}
	}
}

// cutSign cuts a text behind the picture at its head.
func cutSign(text string) (sign, said string) {
	end := 0
	for i, r := range text {
		switch {
		case unicode.Is(unicode.So, r):
			end = len(text)
		case end > 0 && unicode.IsOneOf([]*unicode.RangeTable{unicode.Sk, unicode.Mn, unicode.Cf, unicode.Zs}, r): // what joins and colours it
		default:
			said := text[min(i, end):]
			if after, ok := strings.CutPrefix(said[1:], keycap); ok && unicode.IsDigit(r) {
				said = said[:1] + "." + after
			}
			return text[:min(i, end)], said
		}
	}
	return "", text
}

// saidNumber returns the number of a chapter whose heading says it by a word
// for a chapter: 3 of "Chapter 3: The Letter"; 0 for others, and for several
// chapters at once.
func saidNumber(heading []doc.Inline, words *Words) int {
	_, said := opening(heading)
	n, named, rest := cutNumbering(said, words.Chapter, "chapter")
	if !named || startsNumber(rest) {
		return 0
	}
	return n
}

// bareNumber returns the number of a chapter whose heading says it without a
// word: 3 of "3. The Letter"; 0 for others.
func bareNumber(heading []doc.Inline, words *Words) int {
	_, said := opening(heading)
	n, named, rest := cutNumbering(said, words.Chapter, "chapter")
	if named || rest == "" || startsNumber(rest) || countsOther(rest, words) {
		return 0
	}
	return n
}

// countsOther reports whether what stands behind a number says that no chapter
// is counted: "2. Akt".
func countsOther(rest string, words *Words) bool {
	return slices.ContainsFunc(words.counted, func(w string) bool { behind, _ := cutFold(rest, w); return behind })
}

// cutNumbering cuts "Chapter 3: ", "3. Kapitel: " or "3. " from a text. named
// says that word or the other word for what is counted is there; n is 0 where
// there is no number.
func cutNumbering(text, word, other string) (n int, named bool, rest string) {
	const ends = " .:)–—-\u00a0" // between the number and the rest
	named, after := cutWord(text, word, other)
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

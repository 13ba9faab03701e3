package plaintext

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// quoted reports whether a text is one quotation from its first sign to its
// last, except for a credit after it. It returns the words between the outer
// marks, where they start in the text, and the credit's text or "". Words
// are "" when the text is no such quotation.
func quoted(text string) (words string, start int, credit string) {
	at := doc.QuotationEnd(text)
	if at < 0 {
		return "", 0, ""
	}
	_, n := utf8.DecodeRuneInString(text)
	_, end := utf8.DecodeRuneInString(text[at:])
	words = strings.TrimSpace(text[n:at])
	rest := strings.TrimSpace(text[at+end:])
	if rest != "" {
		var ok bool
		if credit, ok = creditBehind(words, rest); !ok {
			return "", 0, ""
		}
	}
	if !strings.ContainsFunc(words, unicode.IsLetter) {
		return "", 0, ""
	}
	return words, n + strings.Index(text[n:], words), credit
}

// Places are counted, each by a word or by what is left of one, in the
// languages that are known. What is left as one letter may be a name's, so
// that no Roman numeral in capitals can follow it.
const (
	placeWord = `(?:chapters?|chap|chs?|parts?|pages?|pgs?|pp|acts?|scenes?|sc|books?|bk|sections?|sec|volumes?|vol|lines?|ll|stanzas?|letters?` +
		`|kapitel|kap|seiten?|zeilen?|strophen?|verse?|akt|szene|teil` +
		`|chapitres?|acte|scène|capítulos?|caps?|páginas?|págs?|acto|escena|parte|capitol[oi]|pagin[ae]|pagg?|atto|scena)`
	placeBlank  = `[\s\x{A0}\x{202F}]`
	placeNumber = `(?:[ivxlc]{1,7}(?:$|[.,;:–—-]|` + placeBlank + `+` + placeWord + `\b)` +
		`|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b)`
)

// creditPlace is a place in a work, or begins with one: "Chapter 23", "pp.
// 31–33", "S. 31", "1.3.55–57", "III, iv, 136".
var creditPlace = expr("^chapter|^chapters|^chap|^ch|^chs|^part|^parts|^page|^pages|^pg|^pgs|^p|^pp|^act|^acts|^scene|^scenes|^sc|^book|^books|^bk|^section|^sections|^sec|^volume|^volumes|^vol|^line|^lines|^ll|^stanza|^stanzas|^letter|^letters"+
	"|^kapitel|^kap|^seite|^seiten|^zeile|^zeilen|^strophe|^strophen|^vers|^verse|^akt|^szene|^teil|^chapitre|^chapitres|^acte|^cap|^caps|^acto|^escena|^parte|^capitolo|^capitoli|^pagina|^pagine|^pag|^pagg|^atto|^scena|^s|^l|^v|^z|.|,|:|0",
	`(?i)^(?:`+placeWord+`\.?`+placeBlank+`*\d|`+placeWord+`(?:\.`+placeBlank+`*|`+placeBlank+`+)`+placeNumber+
		`|(?:p|[pslvz]\.)`+placeBlank+`*\d|[pl]\.`+placeBlank+`*(?-i:[ivxlc]{1,7})(?:$|[.,;–—-]))`+
		`|^(?:(?:\d{1,2}|[ivx]{1,4})[.:](?:\d{1,3}|[ivx]{1,4})|[ivx]{1,4},`+placeBlank+`?[ivx]{1,4})`+
		`(?:(?:[.:]|,`+placeBlank+`?)\d{1,3})?(?:`+placeBlank+`?[–-]`+placeBlank+`?\d{1,3}|`+placeBlank+`?ff?\.?)?$`)

// bareNumber is a page right behind a quotation that says no more than its
// number: "31", "31–33".
var bareNumber = expr("0", `^\d{1,4}(?:\s?[–,-]\s?\d{1,4}){0,2}$`)

var creditBoth = pattern.Lazy(`^\(([^()]{2,40})\)\s*[—–―-]{1,2}\s*(\S.{0,60})$`)

// creditBehind returns what stands right behind quoted words on their line:
// there the place needs no mark and the page no word. What is in quotation
// marks and no sentence may be a title, with its part or its year behind it.
func creditBehind(words, s string) (string, bool) {
	if endsSentence(words) && counts(s) && creditPlace.matches(look(s)) {
		return s, true
	}
	if in, opened := strings.CutPrefix(strings.TrimSuffix(s, "."), "("); opened {
		in, closed := strings.CutSuffix(in, ")")
		if closed && bareNumber.matches(look(in)) && (endsSentence(words) || !bareYear(in)) {
			return in, true
		}
	}
	return creditLine(s)
}

// counts reports whether a text has a number for each other word.
func counts(s string) bool {
	words, numbers := 0, 0
	for w := range strings.FieldsSeq(s) {
		words++
		if strings.ContainsAny(w, digits) {
			numbers++
		}
	}
	return words <= 2*numbers
}

func bareYear(s string) bool { return len(s) == 4 && strings.Trim(s, digits) == "" }

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
	if by == "" || !isShort(by) || isExplanation(by) {
		return "", false
	}
	if endsInitial(by) {
		return by, true
	}
	return strings.TrimSuffix(by, "."), true
}

// isShort reports whether a text is as short as a credit.
func isShort(s string) bool { return utf8.RuneCountInString(s) <= 100 && strings.Count(s, " ") <= 12 }

// isExplanation reports whether what stands behind a dash says something of a
// quotation, and not whose it is: "The captain hides his name." It is a sentence,
// and many of its words are small.
func isExplanation(s string) bool {
	const fewest = 4 // words
	words, small := 0, 0
	for w := range strings.FieldsSeq(s) {
		words++
		if startsLower(w) {
			small++
		}
	}
	name := strings.TrimRight(s, ".")
	by, _, to := strings.Cut(name, " to ")
	return isShort(s) && words >= fewest && 5*small >= 2*words && startsUpper(s) && endsSentence(s) && !endsInitial(s) &&
		!strings.ContainsAny(lastSign(name), digits) && !isName(name) && !(to && isName(by)) && !isPlace(name)
}

// explained parts quotations from the sentence that explains them, behind a
// dash on the same line or right below: it is a paragraph of its own.
func explained(units []unit) []unit {
	var all []unit
	for i := 0; i < len(units); i++ {
		u := units[i]
		at := doc.QuotationEnd(u.text)
		if at < 0 || u.shape != plain || !endsSentence(u.text[:at]) {
			all = append(all, u)
			continue
		}
		_, size := utf8.DecodeRuneInString(u.text[at:])
		whole, rest := u.text[:at+size], u.text[at+size:]
		if by := afterDash(rest); isExplanation(by) {
			sentence := sentenceOf(u, by)
			u.inner = within(u, 0, whole)
			u.Span, u.text = u.inner, whole
			all = append(all, u, sentence)
			continue
		}
		all = append(all, u)
		if by := afterDash(lineBelow(units[i+1:])); rest == "" && isExplanation(by) {
			i++
			all = append(all, sentenceOf(units[i], by))
		}
	}
	return all
}

// sentenceOf is a unit of the sentence that a unit ends with.
func sentenceOf(u unit, sentence string) unit {
	at := within(u, len(u.text)-len(sentence), sentence)
	return unit{Span: at, text: sentence, inner: at, lines: 1}
}

// isPlace reports whether a text is a place in a work, or a name and a place:
// "Chapter 23", "Jane, Chapter 23", "Jane (Chapter 23)".
func isPlace(s string) bool {
	_, from := beforePlace(s)
	return from != ""
}

// beforePlace parts who speaks, and to whom, from the place where that is. The
// place is "" where there is none.
func beforePlace(s string) (by, from string) {
	if creditPlace.matches(look(s)) {
		return "", s
	}
	if by, in, ok := strings.Cut(s, " ("); ok && !strings.Contains(by, ", ") {
		if in, closed := strings.CutSuffix(in, ")"); closed && creditPlace.matches(look(in)) && isSpeaker(by) {
			return by, in
		}
	}
	for i := range s {
		if from, ok := strings.CutPrefix(s[i:], ", "); ok && creditPlace.matches(look(from)) && isSpeaker(s[:i]) {
			return s[:i], from
		}
	}
	return "", ""
}

// isSpeaker reports whether a text is a name, or two of which the one speaks
// to the other: "Rudd to Ada".
func isSpeaker(s string) bool {
	by, to, two := strings.Cut(s, " to ")
	return isName(strings.TrimSuffix(by, ",")) && (!two || isName(to))
}

// bracketed returns what a line has between the brackets around it, or "".
func bracketed(s string) string {
	s = strings.TrimSuffix(s, ".")
	for _, pair := range []string{"()", "[]"} {
		in, opened := strings.CutPrefix(s, pair[:1])
		in, closed := strings.CutSuffix(in, pair[1:])
		if n := utf8.RuneCountInString(in); opened && closed && 2 <= n && n <= 80 && !strings.ContainsAny(in, pair) {
			return in
		}
	}
	return ""
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

// credit parts the speaker, at the head of a credit, from the place at its end.
// The credit stands at the end of the unit.
func credit(u unit, s string) doc.Credit {
	s = strings.TrimSpace(s)
	start := strings.LastIndex(u.text, s)
	text := func(words string, find func(s, words string) int) []doc.Inline {
		words = strings.TrimSpace(words)
		if words == "" {
			return nil
		}
		at := u.File.Span(u.inner.End, u.inner.End) // of words that stand in another order
		if start >= 0 {
			at = within(u, start+find(s, words), words)
		}
		return []doc.Inline{&doc.Text{Span: at, Text: words}}
	}
	both := func(by, from string) doc.Credit {
		return doc.Credit{By: text(by, strings.Index), From: text(from, strings.LastIndex)}
	}
	if by, from := beforePlace(s); from != "" {
		return both(by, from)
	}
	if bareNumber.matches(look(s)) {
		return both("", s)
	}
	for _, sep := range []string{", ", " ("} {
		if by, from, ok := strings.Cut(s, sep); ok {
			if sep == " (" {
				from = strings.TrimSuffix(from, ")")
			}
			return both(by, from)
		}
	}
	return both(s, "")
}

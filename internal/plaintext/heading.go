package plaintext

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A heading is a unit that heads a part of the guide.
type heading struct {
	at       int    // index of its unit
	text     string // without its number
	numbers  []int  // "2.1" in front of it; nil: none
	caps     bool   // is all in capitals
	series   string // "Chapter" of "Chapter 3: …"; or ""
	followed bool   // by another heading, with nothing between
	named    bool   // by one of the names that parts have everywhere, once in the text
	again    bool   // has a name that comes more than once
	quotes   bool   // names quotations
	level    int    // 1 for a chapter, and so on; 0 for a question of an FAQ
	kind     kind
}

// A kind says what the name of a heading tells of what it heads.
type kind int

const (
	ordinary   kind = iota
	faq             // "Frequently Asked Questions"
	quotations      // "Key Quotes" of the whole guide, with a list after it
	alone           // "Further Reading": never a section of the part before it
)

var (
	faqName    = expr("^frequently|^faq|^faqs|^common|^reader|^readers|^question|^questions|^q|^qand|^qanda|ufige fragen|^fragen|^preguntas|^domande|^foire", `(?i)^(?:frequently asked questions|häufige fragen|fragen und antworten|preguntas frecuentes|questions fréquentes|foire aux questions|domande frequenti|faqs?\b|(?:common|reader|readers’|readers') questions|questions? (?:and|&) answers?|q ?(?:&|and) ?a\b)`)
	quotesName = expr("quot|zitat|citas|citazioni|citations", `(?i)\b(?:quotes?|quotations?|zitate|citas|citazioni|citations (?:importantes|essentielles|clés|clefs))\b`)
	aloneName  = expr("^about|^author|^further|^works|^bibliography|^references|^sources|^notes|^footnotes|^citations|^glossary|^discussion|^study|^essay|^review|^comprehension|^book|^key|^conclusion|^timeline",
		`(?i)^(?:about the (?:author|book|novel)|author (?:biography|bio|background)|further reading|works cited|bibliography|references|sources|notes|footnotes|citations|glossary|(?:discussion|study|essay|review|comprehension|book club) (?:questions|topics|prompts)|key takeaways|conclusion|timeline)$`)
	seriesName = expr("^chapter|^chapters|^part|^parts|^act|^scene|^section|^book|^volume|^stage|^letter|^letters",
		`(?i)^(chapters?|parts?|act|scene|section|book|volume|stage|letters?)\s+(?:\d+|[ivxlc]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b`)
	countingTitle = expr("^chapter|^act|^scene|^part|^book|^canto|^kapitel|^akt|^szene|^teil|^aufzug|^auftritt|^chapitre|^acte|^sc|^partie|^acto|^escena|^parte|^capitolo|^atto|^scena|cap",
		`(?i)^(chapter|act|scene|part|book|canto|kapitel|akt|szene|teil|aufzug|auftritt|chapitre|acte|sc[èÈ]ne|partie|capítulo|acto|escena|parte|capitolo|atto|scena)\s+(?:\d{1,3}|[IVXLC]{1,7}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s*[:.–—-]\s*\S.*)?$`)
	ordinalTitle  = expr("0. kapitel|0. akt|0. szene|0. teil|0. aufzug|0. auftritt|0. gesang|0. buch", `(?i)^\d{1,3}\. (kapitel|akt|szene|teil|aufzug|auftritt|gesang|buch)(?:\s*[:.–—-]\s*\S.*)?$`)
	decimalNumber = expr("0.0", `^(\d{1,2}(?:\.\d{1,2})+)\.?\s+(\S.*)$`)
	romanNumber   = expr("i. |v. |x. ", `^([IVX]{1,5})\.\s+(\S.*)$`)
)

// findHeadings tells which units are headings where they stand: one looks
// like a heading, is apart from what is above it, and has something below.
func findHeadings(units []unit) {
	wiki := count(units, func(u *unit) bool { return u.edited }) > 1 // whose headings all have a link
	series := map[string]int{}                                       // headings that count, each alone on its line
	for i := range units {
		if !units[i].looksLikeHeading() {
			continue
		}
		if s := countsWhat(units[i].text); s != "" {
			units[i].series = s
			series[s]++
		}
	}
	for i := range units {
		if u := &units[i]; u.series != "" && series[u.series] > 1 {
			u.above, u.counts = true, true
		}
	}
	for i := range units {
		units[i].heading = headingAt(units, i) && (!wiki || units[i].edited || units[i].shape == marked)
	}
	unheadLabels(units)
	plainRuns(units, isFact, func(run []unit) {
		if len(run) > 1 {
			unhead(run)
		}
	})
	// Questions below each other are a list, and so are many short lines.
	plainRuns(units, func(u *unit) bool { return endsQuestion(u.text) }, func(run []unit) {
		if len(run) > 2 {
			unhead(run)
		}
	})
	plainRuns(units, func(*unit) bool { return true }, func(run []unit) {
		if len(run) < 4 {
			return
		}
		last := len(run) - 1
		for i := 1; i < last; i++ {
			if run[i].heading = run[i].named && !run[i+1].named; run[i].heading {
				return // what follows is its own
			}
		}
		if labelled := func(u unit) bool { return strings.Contains(u.text, ": ") }; labelled(run[last-1]) && labelled(run[last]) {
			unhead(run[last:]) // one more of them
		}
	})
}

// countsWhat returns "chapter" of "Chapter 3: …", in small letters, or "".
func countsWhat(text string) string {
	g := look(text)
	m := countingTitle.find(g)
	if m == nil {
		m = ordinalTitle.find(g)
	}
	if m == nil {
		return ""
	}
	return strings.ToLower(m[1])
}

// isFact reports whether a unit has the form "Metre: common metre".
func isFact(u *unit) bool {
	name, value, ok := strings.Cut(u.text, ": ")
	return ok && value != "" && u.shape == plain && !u.named && u.series == "" && !hasPartWord(name)
}

// unheadLabels takes lines such as "Traits: proud" for what they are: the same
// label comes again with something else behind it.
func unheadLabels(units []unit) {
	label := func(u *unit) string {
		if !u.heading || !isFact(u) {
			return ""
		}
		name, _, _ := strings.Cut(u.text, ": ")
		return strings.ToLower(name)
	}
	times := map[string]int{}
	for i := range units {
		times[label(&units[i])]++
	}
	for i := range units {
		if l := label(&units[i]); l != "" && times[l] > 1 {
			units[i].heading = false
		}
	}
}

func count(units []unit, is func(*unit) bool) (n int) {
	for i := range units {
		if is(&units[i]) {
			n++
		}
	}
	return n
}

// plainRuns calls f for each run of headings without a mark that have
// nothing between them.
func plainRuns(units []unit, belongs func(*unit) bool, f func([]unit)) {
	for start := 0; start < len(units); start++ {
		end := start
		for end < len(units) && units[end].heading && units[end].shape == plain && belongs(&units[end]) {
			end++
		}
		f(units[start:end])
		start = max(start, end-1)
	}
}

func unhead(units []unit) {
	for i := range units {
		units[i].heading = false
	}
}

func headingAt(units []unit, i int) bool {
	u := &units[i]
	if u.shape == marked {
		return true
	}
	if !u.looksLikeHeading() || !u.above && i > 0 && !units[i-1].heading && !headsNext(units, i) {
		return false
	}
	switch {
	case u.shape == number && (inList(units, i) || answerBelow(units[i:]) > 0), roomBelow(units[i:]) > 0:
		return false
	case i+1 == len(units):
		return isCaps(u.text)
	case u.named, u.counts:
		return true
	case i > 0 && units[i-1].heading && partNamed(units[i-1].text) >= terms && definition(*u) != nil && definition(units[i+1]) != nil:
		return false
	case units[i+1].shape == choice && endsQuestion(u.text), u.shape == plain && saysOf(u.text):
		return false
	case i+2 < len(units) && inVerse(&units[i+1]) && inVerse(&units[i+2]):
		return false
	}
	return true
}

// headsNext reports whether the name of a part stands between the text of the
// one above and its own, without a blank line.
func headsNext(units []unit, i int) bool {
	return units[i].named && endsSentence(units[i-1].text) && i+1 < len(units) && !units[i+1].above
}

// captioned is a caption, or says where a picture is from.
var captioned = expr("^figure|^fig|^image|^illustration|^photo|^photograph|^abbildung|^abb|^bild|^foto|ilustraci|^figura",
	`(?i)^(?:(?:figure|fig\.?|image|illustration|photo|abbildung|abb\.?|bild|foto|ilustraci[óÓ]n|figura)(?: \d{1,3})?[:.]|photo(?:graph)? (?:by|credit)\b)\s*\S`)

// saysOf reports whether a line says something of what it names first: a
// caption, words of a part ("Vocabulary: heath, moor"), a question that
// somebody asks ("ADA: Who is it?", "ADA [rising]. Who is it?").
func saysOf(text string) bool {
	g := look(text)
	if captioned.matches(g) {
		return true
	}
	if m := speech.find(g); m != nil && isCaps(m[1]) && isName(m[1]) && !isCaps(m[2]) && !romanNumber.matches(g) {
		return true
	}
	name, value, ok := strings.Cut(text, ": ")
	small, _ := utf8.DecodeRuneInString(value)
	return ok && partNamed(name) != noPart && unicode.IsLower(small) && strings.Contains(value, ", ")
}

// speech is a question with its speaker before it, in capitals, and what that
// one does.
var speech = expr("?", `^(\p{Lu}[^\p{Ll}:([?!]{1,40})(?: ?(?:\([^()]*\)|\[[^][]*\]))?[.:] +(\S.*\?["'”’»)\] ]*)$`)

// inList reports whether a numbered line has another before or after it, with
// nothing but items of a list within it between, or such items right below. What
// names a part or goes on with the numbers of headings is in one only where its
// neighbours count with it, and such items are its own.
func inList(units []unit, i int) bool {
	u := &units[i]
	within := func(j int) bool {
		v := &units[j]
		return v.shape == choice || (v.shape == item || v.shape == number) && v.indent > u.indent+1
	}
	before, after := i-1, i+1
	for before >= 0 && within(before) {
		before--
	}
	for after < len(units) && within(after) {
		after++
	}
	if after > i+1 && !units[i+1].above {
		return true
	}
	ofPart := func() bool { return partNamed(u.text) != noPart || countsOn(units, i) }
	beside := func(j, n int) bool {
		return 0 <= j && j < len(units) && units[j].shape == number && !units[j].heading && (units[j].number == n || !ofPart())
	}
	return beside(before, u.number-1) || beside(after, u.number+1) && !(after > i+1 && ofPart())
}

// countsOn reports whether the number of a unit is the next one of the headings
// above it.
func countsOn(units []unit, i int) bool {
	for j := i - 1; j >= 0; j-- {
		if v := &units[j]; v.heading && v.shape == number {
			return units[i].number == v.number+1
		}
	}
	return false
}

// asks reports whether a text is a question, with or without its place behind
// it: "Why does she go? (p. 3)".
func asks(s string) bool { return endsQuestion(withoutPlace(s)) }

func withoutPlace(s string) string {
	if at := strings.LastIndex(s, " ("); at > 0 && isPlace(bracketed(s[at+1:])) {
		return s[:at]
	}
	return s
}

// inVerse reports whether a unit is a line as verse has them, right below
// another.
func inVerse(u *unit) bool { return !u.above && u.shape == plain && keepsLine(u) }

// keepsLine reports whether a unit is a line of a poem, or as short as one.
func keepsLine(u *unit) bool {
	return u.verse || u.lines == 1 && len(u.text) < narrowest && !u.named
}

func isCaps(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 2
}

// headings finds the headings of the guide and their levels, which contents
// may tell.
func headings(units []unit, contents map[string]int) []heading {
	marks := count(units, func(u *unit) bool { return u.shape == marked })
	var all []heading
	inFAQ := false
	for i, u := range units {
		asks := inFAQ && u.asksOnly()
		if !u.heading && !asks || marks > 1 && u.level == 0 && !asks && !u.named {
			continue
		}
		h := newHeading(units, i)
		if n := len(all); n > 0 && all[n-1].at == i-1 {
			if inFAQ && !asks && h.kind == ordinary && endsQuestion(all[n-1].text) {
				continue // a short answer
			}
			all[n-1].followed = true
		}
		inFAQ = asks || h.kind == faq
		all = append(all, h)
	}
	findNamed(all)
	onlyPage(all)
	if marks > 1 {
		levelByMark(units, all)
	} else {
		levelByShape(all)
		levelByContents(all, contents)
	}
	return all
}

// levelByContents takes the levels that the page's own contents gave, when they
// name every heading.
func levelByContents(all []heading, contents map[string]int) {
	named := func(h heading) bool { return h.level == 0 || contents[entryName(h.text)] > 0 }
	if len(contents) == 0 || slices.ContainsFunc(all, func(h heading) bool { return !named(h) }) {
		return
	}
	for i := range all {
		if h := &all[i]; h.level > 0 {
			h.level = contents[entryName(h.text)]
		}
	}
}

// asksOnly reports whether a unit is one question and nothing else.
func (u *unit) asksOnly() bool {
	const longest = 250 // runes
	return u.heading && endsQuestion(u.text) ||
		u.shape == plain && u.above && endsQuestion(u.text) && utf8.RuneCountInString(u.text) <= longest && !sentenceEnd.matches(look(u.text))
}

// sentenceEnd is the end of a sentence within a text.
var sentenceEnd = expr(".|?|!", `\p{Ll}[.?!]["'”’)]*\s`)

func newHeading(units []unit, i int) heading {
	u := &units[i]
	h := heading{at: i, text: u.text, caps: isCaps(u.text)}
	g := look(u.text)
	if m := seriesName.find(g); m != nil {
		h.series = strings.ToLower(m[1])
	} else if u.counts {
		h.series = u.series
	}
	switch {
	case u.shape == number, u.shape == marked && u.number > 0:
		h.numbers = []int{u.number}
	case decimalNumber.matches(g):
		m := decimalNumber.find(g)
		for n := range strings.SplitSeq(m[1], ".") {
			d, _ := strconv.Atoi(n)
			h.numbers = append(h.numbers, d)
		}
		h.text = m[2]
	case romanNumber.matches(g):
		m := romanNumber.find(g)
		if n := roman(m[1]); n > 0 {
			h.numbers, h.text = []int{n}, m[2]
		}
	}
	g = look(h.text)
	h.quotes = namesQuotations(h.text)
	switch {
	case endsQuestion(h.text):
	case faqName.matches(g):
		h.kind = faq
	case h.quotes && h.series == "" && h.numbers == nil && quotationsFollow(units[i+1:]):
		h.kind = quotations
	case aloneName.matches(g):
		h.kind = alone
	}
	if h.quotes {
		h.series = "" // "Chapter 3 Quotes" is none of the chapters
	}
	return h
}

// namesQuotations reports whether a heading names quotations: "Key Quotes",
// "Quote #2", but not "Activity: Find the Quotes" or "Chapter 3: The Quote".
func namesQuotations(text string) bool {
	first := text
	if m := entryMark().FindStringIndex(text); m != nil {
		first = text[:m[0]]
	}
	return quotesName.matches(look(text)) && (!hasPartWord(first) || quotesName.matches(look(first)))
}

// onlyPage leaves it to the one page of quotations that is the whole guide's to
// be such a page: those of each act or chapter stand where they are.
func onlyPage(all []heading) {
	pages := 0
	for i := range all {
		if all[i].kind == quotations {
			pages++
		}
	}
	before := map[string]bool{} // series
	for i := range all {
		h := &all[i]
		before[h.series] = true
		inSeries := func(later heading) bool { return later.series != "" && before[later.series] }
		if h.kind == quotations && (pages > 1 || h.again || slices.ContainsFunc(all[i:], inSeries)) {
			h.kind = ordinary
		}
	}
}

func roman(s string) int {
	value := map[byte]int{'I': 1, 'V': 5, 'X': 10}
	n := 0
	for i := range len(s) {
		if v := value[s[i]]; i+1 < len(s) && v < value[s[i+1]] {
			n -= v
		} else {
			n += v
		}
	}
	return n
}

// quotationsFollow reports whether a list stands first among the units that does
// not only ask, or a quotation by itself.
func quotationsFollow(units []unit) bool {
	for i, u := range units {
		switch u.shape {
		case number, item:
			if q, _, _ := quoted(u.text); q != "" || !asks(u.text) {
				return true
			}
		case plain:
			_, n := pullQuote(units[i:])
			return n > 0
		default:
			return false
		}
	}
	return false
}

// levelByMark takes the marks at their word, however deep they begin and
// whatever levels they leave out.
func levelByMark(units []unit, all []heading) {
	var used [boldLevel + 1]bool
	markOf := func(h heading) int {
		if u := units[h.at]; u.level > 0 || !u.named {
			return u.level
		}
		return boldLevel
	}
	for _, h := range all {
		used[markOf(h)] = true
	}
	inFAQ := 0 // level of the FAQ that is open
	for i := range all {
		h := &all[i]
		mark := markOf(*h)
		switch {
		case inFAQ > 0 && (mark == 0 || mark > inFAQ):
			continue
		case h.kind == faq:
			inFAQ = mark
		default:
			inFAQ = 0
		}
		for l := 1; l <= mark; l++ {
			if used[l] {
				h.level++
			}
		}
		h.level = max(h.level, 1)
	}
}

// levelByShape tells chapters from their sections: by numbers, by capitals,
// else by what a heading is followed by. A heading with another directly
// after it is a chapter and the other its first section.
func levelByShape(all []heading) {
	for i := range all { // an FAQ is no section of anything
		if all[i].followed && i+1 < len(all) && all[i+1].kind != ordinary {
			all[i].followed = false
		}
	}
	byNumber, names := isNumbered(all), namesInCapitals(all)
	byCaps := !names && isCapitalised(all)
	fewest := 1 // numbers of a heading that has some
	if numberedWithin(all) {
		byNumber, fewest = true, 2
	}
	seen := map[string]bool{} // series
	open := -1                // the chapter
	var sections []*heading
	inFAQ := false
	numbers := 0 // how many the last numbered heading of the chapter has
	for i := range all {
		h := &all[i]
		if inFAQ && h.kind == ordinary && endsQuestion(h.text) {
			continue
		}
		switch {
		case h.kind != ordinary, open < 0, inFAQ, all[open].kind == quotations:
			h.level = 1
		case slices.ContainsFunc(innerSeries[h.series], func(outer string) bool { return seen[outer] }):
			h.level = 2
		case byNumber && h.numbers != nil:
			h.level = len(h.numbers) - fewest + 1
		case byNumber:
			h.level = numbers + 1
		case byCaps && h.caps:
			h.level = 1
		case names && !h.caps && all[i-1].caps && all[i-1].followed:
			h.level = 3
		case byCaps, names && h.caps, h.again && !h.followed && h.series == "" && all[open].series != "", h.quotes && !h.named && all[open].quotes && all[open].named:
			h.level = 2
		case h.followed && h.numbers == nil, !all[open].followed, h.series != "" && h.series == all[open].series, leavesSeries(h, sections), h.named && (all[open].named || endsSeries(all, open, i)):
			h.level = 1
		default:
			h.level = 2
		}
		seen[h.series] = true
		if h.numbers != nil || h.level == 1 {
			numbers = max(len(h.numbers)-fewest+1, 1)
		}
		if h.level == 1 {
			open, sections = i, nil
			inFAQ = h.kind == faq || onlyQuestions(all[i+1:]) && h.followed
			if inFAQ {
				h.kind = faq
			}
		} else {
			sections = append(sections, h)
		}
	}
}

// innerSeries says of what is counted within what.
var innerSeries = map[string][]string{
	"scene": {"act"}, "chapter": {"part", "book", "volume"},
	"szene": {"akt", "aufzug"}, "auftritt": {"aufzug", "akt"}, "kapitel": {"teil", "buch"},
	"scène": {"acte"}, "chapitre": {"partie"}, "escena": {"acto"}, "capítulo": {"parte"}, "scena": {"atto"}, "capitolo": {"parte"},
}

// findNamed finds the headings whose name comes more than once, and those that
// are the name of a part and come once: a part of that name is not one of each
// chapter.
func findNamed(all []heading) {
	times := map[string]int{}
	for _, h := range all {
		times[strings.ToLower(h.text)]++
	}
	for i := range all {
		h := &all[i]
		h.again = times[strings.ToLower(h.text)] > 1
		h.named = partNamed(h.text) != noPart && !h.again
	}
}

// isNumbered reports whether chapters are known by their numbers: 1, 2, 3 in
// order, from the first to the last.
func isNumbered(all []heading) bool {
	n := 0
	for i, h := range all {
		if len(h.numbers) == 0 {
			if h.followed && i+1 < len(all) && all[i+1].numbers != nil && n == 0 {
				return false // the numbers count sections
			}
			continue
		}
		if len(h.numbers) == 1 {
			if n++; h.numbers[0] != n {
				return false
			}
		} else if h.numbers[0] != n {
			return false
		}
	}
	return n > 1
}

// numberedWithin reports whether the numbers are those of the parts of one
// chapter of a longer book: 2.1, 2.2, 2.3.
func numberedWithin(all []heading) bool {
	n, chapter := 0, 0
	for _, h := range all {
		if len(h.numbers) == 0 || n > 0 && len(h.numbers) > 2 && h.numbers[0] == chapter && h.numbers[1] == n {
			continue
		}
		if n++; len(h.numbers) != 2 || h.numbers[1] != n || n > 1 && h.numbers[0] != chapter {
			return false
		}
		chapter = h.numbers[0]
	}
	return n > 1
}

// isCapitalised reports whether capitals tell some headings from others.
func isCapitalised(all []heading) bool {
	caps, small := 0, 0
	for _, h := range all {
		if h.caps {
			caps++
		} else if !endsQuestion(h.text) {
			small++
		}
	}
	return caps > 1 && small > 0
}

// namesInCapitals reports whether capitals mark names, of characters or of those
// who speak in a scene: a heading in small letters comes first, and some name
// parts or count as none in capitals does. Either a name stands right below one
// of these, or two below each other and none has a section.
func namesInCapitals(all []heading) bool {
	parts, below, sections, two := false, false, false, false
	for i, h := range all {
		isPart := partNamed(h.text) != noPart || h.series != ""
		next := heading{}
		if h.followed {
			next = all[i+1]
		}
		switch {
		case h.caps && (i == 0 || isPart || hasPartWord(h.text) || h.numbers != nil || !isName(h.text)):
			return false
		case h.caps:
			two = two || all[i-1].caps
			sections = sections || h.followed && !next.caps
		case isPart:
			parts = true
			below = below || next.caps
		}
	}
	return below || parts && two && !sections
}

// leavesSeries reports whether a heading ends a run of sections that all
// count one thing, such as "Chapter 1" and "Chapter 2".
func leavesSeries(h *heading, sections []*heading) bool {
	if len(sections) < 2 || sections[0].series == "" || h.series != "" {
		return false
	}
	for _, s := range sections {
		if s.series != sections[0].series {
			return false
		}
	}
	return true
}

// endsSeries reports whether a chapter is the last of several that count one
// thing, and none comes from heading i on.
func endsSeries(all []heading, chapter, i int) bool {
	alike := func(h heading) bool { return h.series == all[chapter].series }
	return all[chapter].series != "" && slices.ContainsFunc(all[:chapter], alike) && !slices.ContainsFunc(all[i:], alike)
}

// onlyQuestions reports whether the headings up to the next chapter are all
// questions, and at least two.
func onlyQuestions(all []heading) bool {
	for i, h := range all {
		if !endsQuestion(h.text) {
			return i > 1 && (h.followed || h.kind != ordinary)
		}
	}
	return len(all) > 1
}

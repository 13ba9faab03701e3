package plaintext

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// head reads what stands before the guide's first part: title, author,
// blurb. It returns the rest.
func (r *reader) head(units []unit) []unit {
	title, units := r.title(units)
	r.setTitle(title)
	for len(units) > 0 {
		u := units[0]
		switch {
		case u.shape == plain && r.sameTitle(u.text):
			r.leftOut(u.Span, "the title once more")
			units = units[1:]
		case u.shape == plain && bareBy.matches(look(u.text)):
			units = r.author(units)
		case u.shape == plain && (r.credits(u) || r.nameBelowTitle(units)):
			units = units[1:]
		case u.shape == plain && guideLine.matches(look(u.text)):
			r.leftOut(u.Span, strconv.Quote(u.text)+", which the guide's title says")
			units = units[1:]
		default:
			r.finishWork()
			r.belowOtherLine(units)
			return r.blurb(units)
		}
	}
	r.finishWork()
	return nil
}

// belowOtherLine warns where the author stands below the line after the title,
// which may be the title then.
func (r *reader) belowOtherLine(units []unit) {
	if r.guide.Meta.Work.Author != "" || len(units) < 2 || units[1].shape != plain {
		return
	}
	if m := namedBy.find(look(units[1].text)); m != nil && isName(m[1]) {
		r.list.Add(diag.TextShape, units[0].Span, "%q is not taken for the title, though an author stands below it", units[0].text).
			Hintf("leave out what stands above it, or put the author right below the title")
	}
}

// title takes the title off the units. It is the first of them, if that
// looks like a title at all; else the caption of the cover has it.
func (r *reader) title(units []unit) (doc.Value, []unit) {
	units = r.belowSiteName(units)
	if len(units) > 0 {
		u := units[0]
		if u.looksLikeHeading() || u.shape == plain && u.lines == 1 && utf8.RuneCountInString(u.text) <= longestHeading && !endsSentence(u.text) ||
			u.shape == plain && strings.EqualFold(u.text, r.caption.title) {
			return doc.Value{Span: u.inner, Text: u.text}, units[1:]
		}
	}
	if r.caption.title != "" {
		return doc.Value{Text: r.caption.title}, units
	}
	name := fromPath(r.file.Path)
	at := r.file.Span(0, 0)
	if len(units) > 0 {
		at = units[0].Span
	}
	r.list.Add(diag.TextShape, at, "the text does not begin with a title; it is called %q after its file", name).
		Hintf("put the title of the work on a line of its own at the top")
	return doc.Value{Span: r.file.Span(0, 0), Text: name}, units
}

// siteName is the name of a site that guides are copied from.
var siteName = expr("notes|litcharts|gradesaver|shmoop|supersummary|bookrags|course hero|wikipedia",
	`(?i)^(?:sparknotes|cliffs?notes|enotes|litcharts|gradesaver|shmoop|supersummary|bookrags|course hero|wikipedia)$`)

// belowSiteName returns the units from the title on where the name of the site,
// of the class or room for the reader's own stands above it: it is known, or the title says that
// it is a study guide's, or a guide's and whose work it is about follows.
func (r *reader) belowSiteName(units []unit) []unit {
	const most = 4 // lines above a title
	for len(units) > 1 && siteName.matches(look(units[0].text)) {
		r.leftOut(units[0].Span, "a line above the title")
		units = units[1:]
	}
	if i := titleBelowMenu(units); i > 0 {
		for _, above := range units[:i] {
			r.leftOut(above.Span, "a line above the title")
		}
		return units[i:]
	}
	for i := 1; i < len(units)-1 && i <= most; i++ {
		u, g := units[i], look(units[i].text)
		if units[i-1].shape != plain || units[i-1].lines > 1 || endsSentence(units[i-1].text) {
			break
		}
		m := guideAfter.index(g)
		certain := m != nil
		if m == nil {
			m = pageAfter.index(g)
		}
		if m == nil || m[0] == 0 || u.shape != plain || u.lines > 1 || !certain && !namedBy.matches(look(units[i+1].text)) {
			continue
		}
		title := u.text[:m[0]]
		if hasPartWord(title) { // "Chapter 1 Study Guide"
			continue
		}
		if slices.ContainsFunc(units[:i], func(above unit) bool {
			return strings.EqualFold(above.text, title) || certain && (namedBy.matches(look(above.text)) || byline.matches(look(above.text)) || above.named)
		}) {
			break
		}
		for _, above := range units[:i] {
			r.leftOut(above.Span, "a line above the title")
		}
		return units[i:]
	}
	return units
}

// titleBelowMenu returns which unit is the title where lines of a menu stand
// above it: it has its author right below and a blank line above. It returns 0
// where there are none; of two lines the first may be the title.
func titleBelowMenu(units []unit) int {
	const most, longest = 20, 60 // lines, and runes of one
	for i, u := range units[:min(len(units), most)] {
		if u.shape != plain || u.lines > 1 || u.named || utf8.RuneCountInString(u.text) > longest || namedBy.matches(look(u.text)) {
			return 0
		}
		if i < 2 || i+1 == len(units) || !u.above || units[i+1].above || units[i+1].shape != plain || guideLine.matches(look(u.text)) || hasPartWord(u.text) {
			continue
		}
		if m := namedBy.find(look(units[i+1].text)); m != nil && isName(m[1]) {
			return i
		}
	}
	return 0
}

// fromPath makes a title of a file's name.
func fromPath(p string) string {
	base := path.Base(p)
	base = strings.TrimSuffix(base, path.Ext(base))
	words := strings.FieldsFunc(base, func(r rune) bool { return r == '-' || r == '_' || unicode.IsSpace(r) })
	for i, w := range words {
		first, n := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToTitle(first)) + w[n:]
	}
	if len(words) == 0 {
		return "Untitled"
	}
	return strings.Join(words, " ")
}

var (
	guideBefore = expr("guide", `(?i)^(?:a )?(?:study guide|reading guide|reader’s guide|reader's guide|guide)(?: (?:to|for|of))?\s*[:–—-]?\s+`)
	guideAfter  = expr("study guide", `(?i)\s*(?:[:,(–—|&-]|,?\s+(?:and|&)\s)?\s*\b(?:a )?study guide\)?$`)
	pageAfter   = expr("summary|synopsis|revision|questions|notes|reading guide", `(?i)\s*(?:[:,(–—|&-]|,?\s+(?:and|&)\s)?\s*\b(?:(?:book |plot |full )?(?:summary|synopsis)(?:(?:,? (?:and|&)|,) (?:study guide|analysis|review|themes))*|summary (?:and|&) analysis|revision (?:guide|notes)|(?:study|discussion|review) questions(?: (?:and|&) answers)?|(?:study|class) notes|reading guide)\)?$`)
	barAfter    = expr(" ", `\s+[|»]\s+([^|»]{1,60})$`)
	titleLabel  = expr("^title|^book|^subject|^betreff|^objet|^asunto|^oggetto", `(?i)^(?:(?:book )?title\s*:|(?:subject|betreff|objet|asunto|oggetto)\s*:(?:\s*(?:re|fwd?|aw|wg|tr|rv)\s*:)*)\s*`)
	// genreAfter is what a guide calls itself behind the title of its work, in
	// its own words.
	genreAfter = expr("guide|notes|companion|handbook|workbook|reading|analysis|lesson|revision|worksheet|introduction|hilfe|interpretation|inhaltsangabe|zusammenfassung|analyse|fiche|résumé|étude|guía|resumen|análisis|guida|riassunto|scheda|analisi",
		`(?i)^(.*[^\s:–—|-])\s*(?::|\s[–—|-])\s+((?:\S+\s+){0,4}(?:guide|notes|companion|handbook|workbook|reading|analysis|lessons?|revision|worksheets?|introduction|\pL*hilfe|interpretation|inhaltsangabe|zusammenfassung|analyse|fiche|résumé|étude|guía|resumen|análisis|guida|riassunto|scheda|analisi)(?:\s+\S+){0,6})$`)
	genreBefore = expr("hilfe|guía|fiche|guida", `(?i)^(?:lektürehilfe|guía de (?:lectura|estudio)|fiche de lecture|guida alla lettura)[\s\x{A0}\x{202F}]*[:–—-]\s+(\S.*)$`)
	byline      = expr("by", `^(.*\S)\s+[Bb]y\s+(\S.*)$`)
)

// setTitle tells the work's title from what else the line says, and makes
// the guide's own of it.
func (r *reader) setTitle(v doc.Value) {
	text := withoutPicture(v.Text)
	strip := func(e *expression, note bool) {
		at := e.index(look(text))
		if at == nil || at[1]-at[0] == len(text) {
			return
		}
		if note {
			words := strings.Trim(text[at[0]:at[1]], " :,(–—|-)")
			r.leftOut(partOf(v.Span, words), strconv.Quote(words)+" after the title")
		}
		text = strings.TrimSpace(text[:at[0]] + text[at[1]:])
	}
	strip(&titleLabel, false)
	for strings.ContainsAny(text, "|»") {
		m := barAfter.find(look(text))
		if m == nil {
			break
		}
		if name := m[1]; r.guide.Meta.Work.Author == "" && strings.Contains(name, " ") && isName(name) && r.mentions(v.End, name) {
			r.setAuthor(name)
			text = strings.TrimSuffix(text, m[0])
		} else {
			strip(&barAfter, true) // the name of the site
		}
	}
	strip(&guideAfter, false)
	strip(&pageAfter, true)
	strip(&guideAfter, false)
	title := "" // the guide's own, where the line has it
	if at := guideBefore.index(look(text)); at != nil && strings.Contains(strings.ToLower(text[:at[1]]), "study guide") {
		if startsLower(text[at[1]:]) { // "Study guide for tomorrow"
			title, text = text, ""
		} else {
			strip(&guideBefore, false)
		}
	}
	for _, own := range []*expression{&genreAfter, &genreBefore} {
		if m := own.find(look(text)); m != nil {
			title, text = text, m[1]
			break
		}
	}
	if m := byline.find(look(text)); m != nil && (strings.EqualFold(m[1], r.caption.title) || strings.Contains(m[2], " ") && isName(m[2])) {
		text = strings.TrimRight(m[1], ","+blanks)
		r.setAuthor(m[2])
	}
	if quote, _, rest := quoted(text); quote != "" && rest == "" {
		text = quote
	}
	r.guide.Meta.Work.Title = text
	if title == "" {
		title = text + ": " + r.words.genre
	}
	r.guide.Meta.Title = doc.Value{Span: v.Span, Text: title}
}

// partOf is the span of words within a line, or all of it where they were
// mended.
func partOf(at source.Span, words string) source.Span {
	if i := strings.LastIndex(at.Text(), words); i >= 0 {
		return at.File.Span(at.Start+i, at.Start+i+len(words))
	}
	return at
}

func (r *reader) sameTitle(s string) bool {
	return strings.EqualFold(s, r.guide.Meta.Work.Title) || strings.EqualFold(s, r.guide.Meta.Title.Text)
}

var (
	bareBy  = expr("^written|^by|^author", `(?i)^(?:written by|by|author)\s*:?$`)
	namedBy = expr("^written|^by|^author|^authors|^autor|^autora|^autorin|^autore|^autrice|^auteur|^auteure|^von|^par|^por|^di|^de",
		`(?i)^(?:(?:written by|by|von|par|por|(?-i:di|de)):?[\s\x{A0}]|(?:authors?|autor(?:a|in|e)?|auteure?|autrice)[\s\x{A0}\x{202F}]*:)\s*(\S.*)$`)
	guideBy   = expr("by", `(?i)^(?:a |this )?(?:study guide|guide|summary|notes|analysis)(?: (?:written|prepared|compiled|created|edited))? by:?\s+(\S.*)$`)
	published = expr("publi|year|date", `(?i)^(?:first )?(?:published|(?:year|date)(?: of publication| published)?|publication(?: date| year)?)(?: in)?\s*:?\s*(\d{4})\.?$`)
)

// author reads a "by" that stands alone. The name may be the next thing that
// follows; where it is not, the line has nothing to say.
func (r *reader) author(units []unit) []unit {
	by := units[0]
	if len(units) > 1 && r.guide.Meta.Work.Author == "" {
		u := units[1]
		between := strings.Count(r.file.Text[by.End:u.Start], "\n")
		if u.shape == plain && isName(u.text) && between <= 3 && (r.caption.author == "" || strings.EqualFold(u.text, r.caption.author)) {
			r.setAuthor(u.text)
			return units[2:]
		}
	}
	r.leftOut(by.Span, strconv.Quote(by.text)+", which no name follows")
	return units[1:]
}

// credits reads a line of the head that says who wrote the work or the
// guide, or when.
func (r *reader) credits(u unit) bool {
	g := look(u.text)
	if m := guideBy.find(g); m != nil && isName(m[1]) {
		r.guide.Meta.Creators = append(r.guide.Meta.Creators, doc.Person{Name: m[1]})
		return true
	}
	if m := namedBy.find(g); m != nil && isName(m[1]) && r.guide.Meta.Work.Author == "" {
		r.setAuthor(m[1])
		return true
	}
	if m := published.find(g); m != nil {
		r.guide.Meta.Work.Year = m[1]
		return true
	}
	return false
}

var guideLine = expr("guide", `(?i)^(?:a |the )?(?:study|reading) guide$`)

// nameBelowTitle reads a name that stands by itself below the title: whose it
// is can be told where the text speaks of that person again and again, or has the name once more and begins a part below it.
// One word may be a name right below the title, if the name of a part is below it.
func (r *reader) nameBelowTitle(units []unit) bool {
	u := units[0]
	name := u.text
	if len(units) > 2 && guideLine.matches(look(units[1].text)) {
		units = units[1:]
	}
	if r.guide.Meta.Work.Author != "" || r.caption.author != "" || len(units) < 2 || !isName(name) || !units[1].looksLikeHeading() {
		return false
	}
	again := strings.Contains(r.file.Text[units[0].End:], name)
	if !strings.Contains(name, " ") {
		if u.above || partNamed(name) != noPart || !units[1].named || !again {
			return false
		}
	} else if !units[1].named && !(again && hasPartWord(units[1].text)) && !r.mentions(units[0].End, name) {
		return false
	}
	r.setAuthor(name)
	return true
}

// mentions reports whether the text from an offset on speaks of a person again
// and again.
func (r *reader) mentions(from int, name string) bool {
	return strings.Count(r.file.Text[from:], name[strings.LastIndex(name, " ")+1:]) >= 3
}

func (r *reader) setAuthor(name string) { r.guide.Meta.Work.Author = strings.TrimSpace(name) }

// finishWork takes from the cover's caption what the text itself left out.
func (r *reader) finishWork() {
	w := &r.guide.Meta.Work
	if w.Author == "" && (r.caption.title == "" || strings.EqualFold(r.caption.title, w.Title)) {
		r.setAuthor(r.caption.author)
	}
}

// particles are the words of names that are written small.
var particles = map[string]bool{
	"and": true, "&": true, "de": true, "da": true, "do": true, "dos": true, "del": true, "della": true, "di": true, "du": true,
	"la": true, "le": true, "van": true, "von": true, "der": true, "den": true, "ten": true, "ter": true, "y": true, "e": true,
	"ibn": true, "bin": true, "al": true, "el": true, "af": true, "av": true, "zu": true, "of": true, "the": true, "st.": true,
}

// partWords are words of headings, which look like names.
var partWords = strings.Fields(`summary summaries quote quotes quotation quotations analysis analyses plot chapter chapters part parts
	introduction overview question questions theme themes character characters contents guide synopsis symbol symbols symbolism
	setting context background conclusion faq faqs reading notes study act scene section
	vocabulary glossary terms assignment homework activity activities discussion essay prompts quiz`)

func hasPartWord(s string) bool {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return r >= utf8.RuneSelf || !isWordByte(byte(r)) }) {
		if slices.ContainsFunc(partWords, func(p string) bool { return strings.EqualFold(p, w) }) {
			return true
		}
	}
	return false
}

// isName reports whether a text can be the name of a person or of several.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 12 || strings.Contains(s, ":") || hasPartWord(s) || endsLikeSentence(s) || endsQuestion(s) {
		return false
	}
	for i, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(first) && !unicode.Is(unicode.Lo, first) && (i == 0 || !particles[strings.TrimSuffix(w, ",")]) || strings.ContainsAny(w, "0123456789") {
			return false
		}
	}
	return true
}

// A blurb is short: what is longer is the guide's own first words.
const (
	blurbParagraphs = 3
	blurbRunes      = 2000
)

// blurb takes the paragraphs before the first heading for the guide's
// description, where there is a heading after them and they are few.
func (r *reader) blurb(units []unit) []unit {
	findHeadings(units)
	n, runes := 0, 0
	for n < len(units) && units[n].shape == plain && !units[n].heading {
		if q, _, _ := quoted(units[n].text); q != "" || strings.Contains(units[n].text, "__") {
			return units
		}
		runes += utf8.RuneCountInString(units[n].text)
		n++
	}
	if n == 0 || n == len(units) || n > blurbParagraphs || runes > blurbRunes || !units[n].heading {
		return units
	}
	var paragraphs []string
	for _, u := range units[:n] {
		if text := r.unmarked(u); text != "" {
			paragraphs = append(paragraphs, text)
		}
	}
	r.guide.Meta.Description = strings.Join(paragraphs, "\n\n")
	return units[n:]
}

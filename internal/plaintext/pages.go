package plaintext

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What was copied page by page, out of a PDF, has the numbers of the pages
// between its lines, and the heads that run over them. They stand wherever a
// page ended, in the middle of a sentence as well.

// A pageLine is a line that may be one of them.
type pageLine struct {
	at     int // its index
	kind   pageKind
	number int    // 0: none
	total  string // "12" of "4 of 12"
	name   string // of a running head, in small letters
	wide   bool   // room is between the name and the number
	tears  bool   // a sentence goes on below it
	apart  bool   // blank lines are around it
	out    bool
}

type pageKind int

const (
	loneNumber  pageKind = iota // "4"
	dashed                      // "- 4 -"
	named                       // "Page 4"
	counted                     // "Page 4 of 12"
	share                       // "4 of 12"
	runningHead                 // "The Salt Stair  4"
	titleAgain                  // "The Salt Stair"
)

const (
	ofPages  = `(?:of|von|sur|de|di|/)`
	pageWord = `(?:page|p a g e|seite|página|pagina)`
)

var (
	numberOfPage = [...]expression{
		loneNumber: expr("0", `^(\d{1,3})$`),
		dashed:     expr("0", `^(?:[–—~-]\s*(\d{1,3})\s*[–—~-]|(\d{1,3}) \||\| (\d{1,3}))$`),
		named:      expr("0", `(?i)^[|\s·–—-]{0,3}(?:`+pageWord+`\s*[|:]?\s*(\d{1,3})|(\d{1,3})\s*\|\s*`+pageWord+`)[|\s·–—-]{0,3}$`),
		counted:    expr("0", `(?i)^[|\s·–—-]{0,3}(?:`+pageWord+`|p[áa]g\.|[ps]\.)\s*(\d{1,3})\s*`+ofPages+`\s*(\d{1,4})[|\s·–—-]{0,3}$`),
		share:      expr("0", `(?i)^(\d{1,3})\s*`+ofPages+`\s*(\d{1,4})$`),
	}
	headBefore = expr("0", `(?i)^(\S.*?)(?:\s*[|·•]\s*|\s+[–—-]\s+|\s+)(?:`+pageWord+`\s*|p\.\s*)?(\d{1,3})(?:\s*`+ofPages+`\s*\d{1,4})?$`)
	headBehind = expr("0", `(?i)^(?:`+pageWord+`\s*|p\.\s*)?(\d{1,3})(?:\s*`+ofPages+`\s*\d{1,4})?(?:\s*[|·•]\s*|\s+[–—-]\s+|\s+)(\pL.*)$`)
)

// withoutPages takes the numbers and heads of pages out, and notes each. What
// they tore goes on.
func (r *reader) withoutPages(lines []line) []line {
	titles := titlesAbove(lines)
	found := findPages(lines, titles)
	choosePages(lines, found, titles)
	if !slices.ContainsFunc(found, func(p pageLine) bool { return p.out }) {
		return lines
	}
	rest := make([]line, 0, len(lines))
	apart, torn, whole := 0, false, -1 // the last of these lines over which no sentence goes on
	for i, l := range lines {
		if len(found) > 0 && found[0].at == i {
			p := found[0]
			found = found[1:]
			if p.out {
				what := "the number of a page"
				if p.name != "" {
					what = "the head of a page"
				}
				r.leftOut(l.Span, what)
				if apart, torn = apart+l.blanks+1, p.tears && whole != i-1; !torn {
					whole = i
				}
				continue
			}
			torn, whole = false, i
		}
		if torn {
			l.blanks, l.torn = 0, true
		} else {
			l.blanks += apart
		}
		apart, torn = 0, false
		rest = append(rest, l)
	}
	return rest
}

// joinTorn joins what the ends of pages tore, unless it is of another kind.
func joinTorn(lines []line) {
	for i := 1; i < len(lines); i++ {
		if above, l := lines[i-1], &lines[i]; l.torn && !above.edited && !l.edited && !above.row && !l.row && !l.inner && !l.counts() {
			l.joined = true
		}
	}
}

// fewestHeads is how often a name comes that runs over pages, and is not the
// title.
const fewestHeads = 3

// findPages finds the lines that may be numbers or heads of pages.
func findPages(lines []line, titles map[string]bool) []pageLine {
	var found []pageLine
	times := map[string]int{}
	for i := range lines {
		if p, ok := pageLineOf(&lines[i], titles, i); ok {
			p.at = i
			found = append(found, p)
			times[p.name]++
		}
	}
	found = slices.DeleteFunc(found, func(p pageLine) bool {
		return p.kind == runningHead && !titles[p.name] && times[p.name] < fewestHeads
	})
	for i := 0; i < len(found); {
		end := i + 1
		for end < len(found) && found[end].at == found[end-1].at+1 {
			end++
		}
		first, next := found[i].at, found[end-1].at+1
		for k := i; k < end && first > 0 && next < len(lines); k++ {
			found[k].tears = isTornApart(lines[first-1], lines[next])
			found[k].apart = lines[first].blanks > 0 && lines[next].blanks > 0
		}
		i = end
	}
	return found
}

const longestHead = 80 // runes of a running head

func pageLineOf(l *line, titles map[string]bool, i int) (p pageLine, ok bool) {
	const top, longestNumber = 3, 40 // lines; bytes
	if len(l.text) > 4*longestHead || utf8.RuneCountInString(l.text) > longestHead {
		return p, false
	}
	if i > top && beginsWith(l.text, titles) && titles[headName(l.text)] {
		return pageLine{kind: titleAgain, name: strings.ToLower(l.text)}, true
	}
	if numbered(l.text) != "" || !strings.ContainsAny(l.text, digits) {
		return p, false
	}
	g := look(l.text)
	for kind := range numberOfPage {
		if len(l.text) > longestNumber {
			break
		}
		if m := numberOfPage[kind].find(g); m != nil {
			p.kind = pageKind(kind)
			rest := slices.DeleteFunc(m[1:], func(s string) bool { return s == "" })
			p.number, _ = strconv.Atoi(rest[0])
			if len(rest) > 1 {
				p.total = rest[1]
			}
			return p, p.number > 0
		}
	}
	number, name := "", ""
	if first := l.text[0]; '0' <= first && first <= '9' || first == 'P' || first == 'p' {
		if m := headBehind.find(g); m != nil {
			number, name = m[1], m[2]
		}
	}
	if last := l.text[len(l.text)-1]; name == "" && '0' <= last && last <= '9' {
		if m := headBefore.find(g); m != nil && !creditPlace.matches(g) {
			name, number = m[1], m[2]
		}
	}
	if !strings.ContainsFunc(name, unicode.IsLetter) || endsSentence(name) {
		return p, false
	}
	p = pageLine{kind: runningHead, name: headName(name), wide: strings.Contains(l.Text(), "   ") || len(l.cells) > 1 && l.cells[0] != ""}
	p.number, _ = strconv.Atoi(number)
	return p, p.number > 0
}

func beginsWith(s string, names map[string]bool) bool {
	for name := range names {
		if len(s) >= len(name) && strings.EqualFold(s[:len(name)], name) {
			return true
		}
	}
	return false
}

// headName is the name of a running head, without what a guide calls itself.
func headName(s string) string {
	for _, e := range []*expression{&guideAfter, &pageAfter} {
		if at := e.index(look(s)); at != nil && at[0] > 0 {
			s = s[:at[0]]
		}
	}
	return strings.ToLower(s)
}

// titlesAbove are the names in the text's first lines, one of which is its
// title.
func titlesAbove(lines []line) map[string]bool {
	const most = 3
	titles := map[string]bool{}
	for _, l := range lines[:min(most, len(lines))] {
		if p, ok := pageLineOf(&l, nil, 0); ok && (p.wide || p.name == "") {
			if p.name != "" {
				titles[p.name] = true
			}
		} else if !endsSentence(l.text) && len(l.text) <= 4*longestHead {
			titles[headName(l.text)] = true
		}
	}
	return titles
}

// isTornApart reports whether a sentence of prose goes from one line to the
// other.
func isTornApart(above, below line) bool {
	const words, long = 5, 30 // runes
	return startsLower(below.text) && !startsUnit(below.text) && !innerItem().MatchString(below.Text()) &&
		!endsSentence(above.text) && !isRule(above.text) && hashes(above.text) == "" && !isBold(above.text) &&
		utf8.RuneCountInString(above.text) >= long && strings.Count(above.text, " ") >= words-1
}

// choosePages marks those of the lines that are numbers and heads of pages for
// certain. A number alone may also head a chapter, or be a year or an answer.
func choosePages(lines []line, found []pageLine, titles map[string]bool) {
	of := func(kind pageKind) (all []*pageLine) {
		for i := range found {
			if found[i].kind == kind {
				all = append(all, &found[i])
			}
		}
		return all
	}
	take := func(all []*pageLine) {
		for _, p := range all {
			p.out = true
		}
	}
	take(of(counted))
	if all := of(dashed); rise(all) {
		take(all)
	}
	if all := of(named); rise(all) && (tear(all) || closeTogether(all)) && !slices.ContainsFunc(all, func(p *pageLine) bool { return belowQuotation(lines, p.at) }) {
		take(all)
	}
	if all := of(share); rise(all) && (tear(all) || len(all) > 1 && all[0].total == all[len(all)-1].total && !strings.Contains(lines[all[0].at].text, "/")) {
		take(all)
	}
	sure := slices.ContainsFunc(found, func(p pageLine) bool { return p.out })
	heads := map[string][]*pageLine{}
	for _, p := range of(runningHead) {
		heads[p.name] = append(heads[p.name], p)
	}
	for _, p := range of(runningHead) {
		if all := heads[p.name]; all != nil && areHeads(all, titles[p.name], sure) {
			if titles[p.name] && onlyTitle(lines, all[0]) {
				all = all[1:]
			}
			take(all)
		}
		delete(heads, p.name)
	}
	if all := of(loneNumber); rise(all) && len(all) > 0 {
		switch sure := slices.ContainsFunc(found, func(p pageLine) bool { return p.out }); {
		case len(all) > 1 && tear(all), tear(all) && all[0].apart, sure && fit(found):
			take(all)
		}
	}
	takeTitles(lines, found)
}

func rise(all []*pageLine) bool {
	for i := 1; i < len(all); i++ {
		if all[i].number <= all[i-1].number {
			return false
		}
	}
	return true
}

func tear(all []*pageLine) bool {
	return slices.ContainsFunc(all, func(p *pageLine) bool { return p.tears })
}

// closeTogether reports whether no more than a page or two is between two
// numbers: what somebody notes on pages of the work leaves out more.
func closeTogether(all []*pageLine) bool {
	const most = 3
	for i := 1; i < len(all); i++ {
		if all[i].number-all[i-1].number > most {
			return false
		}
	}
	return true
}

// belowQuotation reports whether a line stands below a quotation, whose place
// it is.
func belowQuotation(lines []line, at int) bool {
	if at == 0 {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(lines[at-1].text)
	return strings.ContainsRune("\"”“’»'", r)
}

// areHeads reports whether lines of the same name with rising numbers run over
// the pages of the text. Their name is its title, or they come three times and
// show that they are no headings.
func areHeads(all []*pageLine, title, sure bool) bool {
	const between = 2 // lines between two of them, at least
	wide := !slices.ContainsFunc(all, func(p *pageLine) bool { return !p.wide })
	for i := 1; i < len(all); i++ {
		if all[i].at <= all[i-1].at+between {
			return false
		}
	}
	if !rise(all) {
		return false
	}
	if title {
		return len(all) > 1 || wide || sure || tear(all)
	}
	return len(all) >= fewestHeads && (wide || tear(all))
}

// onlyTitle reports whether a running head is at the top of the text and no
// line below it has the title once more.
func onlyTitle(lines []line, p *pageLine) bool {
	const top = 3 // lines
	return p.at < top && !slices.ContainsFunc(lines[p.at+1:min(len(lines), p.at+1+top)], func(l line) bool { return headName(l.text) == p.name })
}

// fit reports whether each number alone is between those of the pages for
// certain that are before and after it.
func fit(found []pageLine) bool {
	last := 0
	for _, p := range found {
		if p.number == 0 || !p.out && p.kind != loneNumber {
			continue
		}
		if p.number <= last {
			return false
		}
		last = p.number
	}
	return true
}

// takeTitles marks the lines that are the title once more, where the text has
// pages. A title alone may also be the name of whom it is about: it has to come
// again and again, or where a page ended.
func takeTitles(lines []line, found []pageLine) {
	pages := slices.ContainsFunc(found, func(p pageLine) bool { return p.out })
	times := map[string]int{}
	for _, p := range found {
		if p.kind == titleAgain {
			times[p.name]++
		}
	}
	const often = 3
	for i := range found {
		p := &found[i]
		if p.kind != titleAgain || !pages {
			continue
		}
		beside := func(k int) bool {
			return 0 <= k && k < len(found) && found[k].out && (found[k].at-p.at == 1 || p.at-found[k].at == 1)
		}
		g := look(lines[p.at].text)
		p.out = p.tears || times[p.name] >= often || beside(i-1) || beside(i+1) || guideAfter.matches(g)
	}
}

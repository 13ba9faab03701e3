package plaintext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/pattern"
	"guidec/internal/source"
)

// A line is one line of the source that is not blank.
type line struct {
	source.Span          // without the blanks around it
	text        string   // mended, and its blanks single
	indent      int      // columns before the text
	blanks      int      // blank lines above it
	dense       bool     // the text has no blank lines: each line stands for itself
	joined      bool     // goes on the line above, which was broken to a width
	torn        bool     // goes on the line above, which ended a page
	verse       bool     // of a poem
	edited      bool     // had a link to edit what it heads
	cells       []string // the first is empty where the line begins with a tab
	row         bool     // of a table, whose cells they are
	inner       bool     // "o  one" in a list: an item of the list within
	numbered    bool     // the first choice stands behind a number: "1. a) one"
	choice      int      // 1 for "a) one" that "b) two" follows, 2 for that, and so on; 0
	part        int      // of a choice: 1 for "i. one" that "ii. two" follows, and so on; 0
}

// counts reports whether a line has a letter or a Roman numeral for its mark.
func (l line) counts() bool { return l.choice > 0 || l.part > 0 }

// lines cuts the text into lines and mends their characters.
func (r *reader) lines() []line {
	var all []line
	blanks, start := 0, 0
	quoted := isQuoted(r.file.Text)
	for raw := range strings.Lines(r.file.Text) {
		at := start
		start += len(raw)
		trimmed := strings.TrimLeftFunc(raw, isBlank)
		indent := len(raw) - len(trimmed)
		trimmed = strings.TrimRightFunc(trimmed, isBlank)
		if inner, ok := strings.CutPrefix(trimmed, ">"); ok && quoted {
			inner = strings.TrimLeftFunc(inner, isBlank)
			indent, trimmed = indent+len(trimmed)-len(inner), inner
		}
		if trimmed == "" {
			blanks++
			continue
		}
		l := line{Span: r.file.Span(at+indent, at+indent+len(trimmed)), blanks: blanks}
		l.indent = columns(raw[:indent])
		mended := r.mend(l.Span)
		l.cells = cellsOf(mended)
		if strings.HasPrefix(raw, "\t") {
			l.cells = cellsOf(raw[:indent] + mended + raw[indent+len(trimmed):])
		}
		if l.text = strings.TrimFunc(singleBlanks(mended), isBlank); l.text == "" {
			blanks++
			continue
		}
		if strings.HasSuffix(l.text, "]") {
			if at := editLink().FindStringIndex(l.text); at != nil && at[0] > 0 {
				link := l.Span
				link.Start += strings.LastIndexByte(link.Text(), '[')
				r.leftOut(link, "a link to edit the page")
				l.text, l.End, l.edited = l.text[:at[0]], link.Start, true
			}
		}
		all = append(all, l)
		blanks = 0
	}
	if !slices.ContainsFunc(all[min(1, len(all)):], func(l line) bool { return l.blanks > 0 }) {
		for i := range all {
			all[i].dense = true
		}
	}
	return all
}

// isQuoted reports whether every line is marked as another mail's.
func isQuoted(text string) bool {
	const fewest = 3
	n := 0
	for raw := range strings.Lines(text) {
		if line := strings.TrimSpace(raw); line != "" && line[0] != '>' {
			return false
		} else if line != "" {
			n++
		}
	}
	return n >= fewest
}

// editLink is what a wiki has behind its headings.
var editLink = pattern.Lazy(`\s*\[ ?edit(?: source)? ?\]$`)

// isBlank takes in what pages use for blanks, such as U+200B.
func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' }

// columns counts a tab as four.
func columns(s string) int {
	return utf8.RuneCountInString(s) + 3*strings.Count(s, "\t")
}

// singleBlanks makes one blank of each run of blanks and tabs. No-break
// blanks stay.
func singleBlanks(s string) string {
	if !strings.ContainsRune(s, '\t') && !strings.Contains(s, "  ") {
		return s
	}
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\t' }), " ")
}

// A word processor marks the items of a list within a list with the letter o,
// and leaves some room behind it, which a word has not.
var innerItem = pattern.Lazy(`^o(?:\t|[ \x{A0}]{2,})[^ \t\x{A0}]`)

// findInnerItems finds them, and puts them further in than the item above.
func findInnerItems(lines []line) {
	for i := 1; i < len(lines); i++ {
		above, l := lines[i-1], &lines[i]
		if (above.inner || bullet(above.text) != "") && innerItem().MatchString(l.Text()) {
			l.inner, l.indent = true, max(l.indent, above.indent)
			if !above.inner {
				l.indent = max(l.indent, above.indent+2)
			}
		}
	}
}

// findChoices finds the lines that count by letters from A on, each below the
// other, with nothing between them but what stands further in: answers to
// choose from. The first can stand behind the number of what they belong to.
// Where there is such a number, choices can have parts.
func findChoices(lines []line) {
	for i := 0; i < len(lines); i++ {
		number := numbered(lines[i].text)
		first, around := lettered(strings.TrimLeft(lines[i].text[len(number):], blanks))
		if first|0x20 != 'a' {
			continue
		}
		below := first >= 'a' && (number != "" || i > 0 && numbered(lines[i-1].text) != "")
		all := []int{i}
		var parts [][]int
		for k := i + 1; k < len(lines); k++ {
			letter, same := lettered(lines[k].text)
			if same == around && letter == first+byte(len(all)) {
				all = append(all, k)
			} else if of := partsFrom(lines, k); len(of) > 1 && below {
				parts = append(parts, of)
				k = of[len(of)-1]
			} else if lines[k].blanks > 0 || lines[k].indent < lines[all[len(all)-1]].indent+2 {
				break
			}
		}
		if len(all) == 1 {
			continue
		}
		for n, k := range all {
			lines[k].choice = n + 1
		}
		for _, of := range parts {
			for n, k := range of {
				lines[k].part = n + 1
			}
		}
		lines[i].numbered = number != ""
		i = all[len(all)-1]
	}
}

// partsFrom returns which lines from one on count by Roman numerals from i on,
// with nothing between them but what stands further in.
func partsFrom(lines []line, at int) []int {
	var all []int
	var around string
	for k := at; k < len(lines); k++ {
		mark := inRoman(lines[k].text, len(all)+1)
		if len(all) == 0 {
			around = mark
		}
		switch {
		case mark != "" && mark == around:
			all = append(all, k)
		case len(all) == 0 || lines[k].blanks > 0 || inBrackets(lines[k].text) || lines[k].indent < lines[at].indent+2:
			return all
		}
	}
	return all
}

// Lines broken to a width are between these many runes at their longest.
const (
	narrowest = 50
	widest    = 100
)

// joinWrapped finds the lines that were broken to a width. In such text a
// line ends where its next word would not have had room, which lines that
// are paragraphs of their own do only by chance; so the text as a whole has
// to look broken, with most such lines ending in the middle of a sentence, and
// more of them than there are lines that nothing has broken.
func joinWrapped(lines []line) {
	tight, open, whole := 0, 0, 0
	for i := range lines {
		if length(lines[i]) > widest {
			whole++
		}
	}
	eachRun(lines, func(run []line, width int) {
		if !run[0].row && isVerse(run, width) {
			for i := range run {
				run[i].verse = true
			}
			return
		}
		for i := 1; i < len(run); i++ {
			if noRoom(run[i-1], run[i], width) {
				tight++
				if !endsSentence(run[i-1].text) {
					open++
				}
			}
		}
	})
	if 2*open < tight || open <= whole {
		return
	}
	eachRun(lines, func(run []line, width int) {
		inList := startsUnit(run[0].text)
		for i := 1; i < len(run) && !run[i].verse; i++ {
			above, l := run[i-1], &run[i]
			starts := startsUnit(l.text)
			goesOn := startsLower(l.text) && !endsSentence(above.text) && 2*length(above) > width
			l.joined = (noRoom(above, *l, width) || goesOn) && canJoin(above, *l) && (!starts || !inList && isTorn(above, *l, width))
			inList = inList || starts && !l.joined
		}
	})
}

// canJoin reports whether nothing in two lines keeps them apart.
func canJoin(above, l line) bool {
	return l.indent < above.indent+2 && !above.edited && !l.edited && !above.row && !l.row && !l.inner && !l.counts() &&
		!isRule(above.text) && !(isEntry(above.text) && isEntry(l.text))
}

// isTorn reports whether a line only begins as an item does, since the break
// to a width fell before a dash or a number within a sentence.
func isTorn(above, l line, width int) bool {
	if !noRoom(above, l, width) || endsSentence(above.text) || 5*length(above) < 4*width {
		return false
	}
	n := strings.Trim(numbered(l.text), "([.]) ")
	return n != "" && n != "1" || strings.ContainsRune("–—", firstRune(l.text))
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isVerse reports whether lines that are as wide as broken text is are verse
// all the same: each begins with a capital, few end a sentence or one of them
// goes on in the next, and one at least ends where there was room for the next
// word.
func isVerse(run []line, width int) bool {
	const fewest, widestVerse = 3, 70
	ends, room, goesOn := 0, false, false
	for i, l := range run {
		if !startsUpper(l.text) || startsUnit(l.text) || l.counts() || strings.Contains(l.text, ": ") {
			return false
		}
		if strings.ContainsAny(lastSign(l.text), ".!?") {
			ends++
		} else {
			goesOn = goesOn || i+1 < len(run) && 2*length(l) > width && width < widestVerse
		}
		room = room || i > 0 && !noRoom(run[i-1], l, width)
	}
	return len(run) >= fewest && (2*ends < len(run) || goesOn) && room
}

// lastSign is the sign that a line ends with, before the marks that close
// after it.
func lastSign(s string) string {
	s = strings.TrimRight(s, closers)
	return s[max(0, len(s)-1):]
}

// eachRun calls f for each run of lines without a blank one between them
// that is as wide as broken text is, with the width of its longest line.
func eachRun(lines []line, f func(run []line, width int)) {
	for start := 0; start < len(lines); {
		end, width := start, 0
		for end < len(lines) && (end == start || lines[end].blanks == 0) {
			width = max(width, length(lines[end]))
			end++
		}
		if narrowest <= width && width <= widest {
			f(lines[start:end], width)
		}
		start = end
	}
}

func length(l line) int { return l.indent + utf8.RuneCountInString(l.Text()) }

func noRoom(above, l line, width int) bool {
	word, _, _ := strings.Cut(l.text, " ")
	return length(above)+1+utf8.RuneCountInString(word) > width
}

// closers are marks that stand behind the end of a sentence.
const closers = "\"'”’»)]*_"

// endsSentence reports whether the text ends with a full stop or its like,
// whatever marks close after it.
func endsSentence(s string) bool {
	s = withoutMark(s)
	s = strings.TrimRight(s, closers)
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?:;…", r)
}

// startsUpper reports whether the first letter is a capital, whatever signs
// stand before it.
func startsUpper(s string) bool {
	i := strings.IndexFunc(s, unicode.IsLetter)
	if i < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsUpper(r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

package diag

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"

	"guidec/internal/source"
)

// An excerpt is a source line as a terminal shows it. All its numbers are
// columns of the terminal.
type excerpt struct {
	line   string
	before int // columns left of the caret
	width  int // columns that the place covers, at least 1
}

const (
	// excerptColumns is how much of a long line is shown: with the gutter
	// and a line number of five digits it fills 80 columns.
	excerptColumns = 68
	// leadColumns is how much of a long line stands before the place.
	leadColumns = excerptColumns / 3
	// tabColumns is the distance of tab stops.
	tabColumns = 4
)

// excerptOf shows the first line of a span. Tabs become blanks, so that
// carets stand under their place whatever the terminal's tab stops are.
func excerptOf(s source.Span) excerpt {
	cells, place, end := layOut(near(s), s)
	from, to := window(len(cells), place)
	shown := cells[from:to]
	if last := len(shown) - 1; to < len(cells) {
		if shown[last] == "" { // the second column of a wide sign
			shown[last-1] = " "
		}
		shown[last] = "…"
	}
	if from > 0 {
		if shown[1] == "" {
			shown[1] = " "
		}
		shown[0] = "…"
	}
	e := excerpt{before: place - from, width: max(1, min(end, to)-place)}
	for _, c := range shown {
		e.line += c
	}
	return e
}

// Shown returns text as a terminal shows it, cut to so many columns.
func Shown(text string, columns int) string {
	all := source.NewFile("", text).All()
	cells, _, _ := layOut(all, all)
	if len(cells) > columns {
		cells = cells[:max(columns, 0)]
		if last := len(cells) - 1; last >= 0 {
			if cells[last] == "" { // the second column of a wide sign
				cells[last-1] = " "
			}
			cells[last] = "…"
		}
	}
	return strings.Join(cells, "")
}

// reach is how many bytes of a line are looked at on either side of a place:
// more than can be shown, and little enough that the thousandth finding in
// a paragraph of a megabyte costs no more than the first.
const reach = 1 << 10

// near returns the line that a span starts in, or what is in reach of it.
func near(s source.Span) source.Span {
	line := s.File.LineSpan(s.Position().Line)
	start, end := max(line.Start, s.Start-reach), min(line.End, s.Start+reach)
	for start > line.Start && !utf8.RuneStart(s.File.Text[start]) {
		start--
	}
	for end < line.End && !utf8.RuneStart(s.File.Text[end]) {
		end++
	}
	return s.File.Span(start, end)
}

// window returns which of n columns are shown, so that the one at place is
// among them.
func window(n, place int) (from, to int) {
	if n <= excerptColumns {
		return 0, n
	}
	from = min(max(0, place-leadColumns), n-excerptColumns)
	return from, from + excerptColumns
}

// layOut returns what stands in each column of a line: a wide sign in its
// first column and nothing in its second, marks that combine with their
// base. It also returns the columns of the span's start and end.
func layOut(line, s source.Span) (cells []string, place, end int) {
	text := line.Text()
	place, end = -1, -1
	for i, r := range text {
		at := line.Start + i
		if place < 0 && at >= s.Start {
			place = len(cells)
		}
		if end < 0 && at >= s.End {
			end = len(cells)
		}
		switch {
		case ' ' <= r && r <= '~': // nearly all: they are not looked up
			cells = append(cells, text[i:i+1])
		case r == '\t':
			for range tabColumns - len(cells)%tabColumns {
				cells = append(cells, " ")
			}
		case unprintable(r):
			cells = append(cells, "\ufffd")
		case combines(r) && len(cells) > 0:
			cells[len(cells)-1] += string(r)
		case isWide(r):
			cells = append(cells, string(r), "")
		default:
			cells = append(cells, string(r))
		}
	}
	if place < 0 {
		place = len(cells)
	}
	if end < 0 {
		end = len(cells)
	}
	return cells, place, end
}

// unprintable reports whether a sign could change what a terminal shows
// around it: controls, and the controls of writing direction.
func unprintable(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029'
}

// Escaped returns a name with such signs spelled as Go spells them.
func Escaped(name string) string {
	if !strings.ContainsFunc(name, unprintable) {
		return name
	}
	var b strings.Builder
	for _, r := range name {
		if unprintable(r) {
			spelled := strconv.QuoteRune(r)
			b.WriteString(spelled[1 : len(spelled)-1])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func combines(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf)
}

// isWide reports whether a terminal gives a sign two columns (Unicode
// Standard Annex 11).
func isWide(r rune) bool {
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return true
	}
	return false
}

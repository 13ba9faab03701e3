package book

import (
	"strconv"
	"strings"
)

// Number spells what counts item i of a numbered list, from 0: "3", "c" or
// "iii". It is "" in other lists.
func (l *List) Number(i int) string {
	n := l.Start + i
	switch l.Role {
	case RoleNumberList, RoleHighlights:
		return strconv.Itoa(n)
	case RoleLetterList, RoleChoices:
		return letters(n)
	case RoleCapitalChoices:
		return strings.ToUpper(letters(n))
	case RoleRomanList:
		return Roman(n)
	}
	return ""
}

// letters spells a number in letters: a to z, then aa. What they cannot spell
// is left as it is, as browsers do (CSS Counter Styles 3, section 3.1.4).
func letters(n int) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	var s string
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
}

// Roman spells a number from 1 to 3,999 as a lower-case Roman one. Others are
// left as they are.
func Roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, d := range []struct {
		value int
		sign  string
	}{{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}} {
		for n >= d.value {
			b.WriteString(d.sign)
			n -= d.value
		}
	}
	return b.String()
}

package plaintext

import (
	"regexp"
	"strings"

	"guidec/internal/pattern"
)

// An expression knows one kind of line by its words. A text has lines of few
// kinds, and to compile all expressions would take longer than to read it: so
// one is compiled when the first line has a clue that it could be of the kind.
type expression struct {
	clues    []string
	compiled func() *regexp.Regexp
}

// expr makes an expression. Every line that matches the pattern has at least
// one of the clues, which stand between bars: "^word" is the word that the
// line opens with, anything else is somewhere in it. They are in small
// letters, with "0" for each digit.
func expr(clues, re string) expression {
	return expression{strings.Split(clues, "|"), pattern.Lazy(re)}
}

// A glance is a line and what of it is held against clues.
type glance struct{ text, small, opening string }

func look(text string) glance {
	small := strings.Map(func(r rune) rune {
		if '0' <= r && r <= '9' {
			return '0'
		}
		return r
	}, strings.ToLower(text))
	opening := small
	for opening != "" && !isWordByte(opening[0]) {
		opening = opening[1:]
	}
	end := 0
	for end < len(opening) && isWordByte(opening[end]) {
		end++
	}
	return glance{text, small, opening[:end]}
}

// isWordByte is what \w stands for in expressions.
func isWordByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

func (e *expression) hasClue(g glance) bool {
	for _, c := range e.clues {
		if word, opens := strings.CutPrefix(c, "^"); opens && word == g.opening || !opens && strings.Contains(g.small, c) {
			return true
		}
	}
	return false
}

func (e *expression) matches(g glance) bool { return e.hasClue(g) && e.compiled().MatchString(g.text) }

// find returns the match and its groups, or nil.
func (e *expression) find(g glance) []string {
	if !e.hasClue(g) {
		return nil
	}
	return e.compiled().FindStringSubmatch(g.text)
}

// index returns where the match is, or nil.
func (e *expression) index(g glance) []int {
	if !e.hasClue(g) {
		return nil
	}
	return e.compiled().FindStringIndex(g.text)
}

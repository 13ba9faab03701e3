package plaintext

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Not all answers to choose from stand each on a line that has a letter.
const longestChoice = 60 // runes

// partChoices parts those that stand on one line below their question: "(a)
// Emma (b) Harriet". The line below it can go on counting.
func partChoices(units []unit) []unit {
	var out []unit
	for _, u := range units {
		all := []unit{u}
		if n := len(out); n > 0 && u.shape == plain {
			above := out[n-1]
			switch {
			case above.shape == number, above.shape == asked, above.shape == plain && endsQuestion(above.text):
				all = sideBySide(u, 0)
			case above.shape == choice && !u.above:
				all = sideBySide(u, above.number)
			}
		}
		out = append(out, all...)
	}
	return out
}

// sideBySide parts the choices of a line, which count on from a number. It
// returns the line as it is where they are none: one alone, or the clauses of
// a sentence.
func sideBySide(u unit, from int) []unit {
	letter, around := lettered(u.text)
	if letter == 0 || int(letter|0x20-'a') != from {
		return []unit{u}
	}
	open, ends := around[:len(around)-1], around[len(around)-1:]
	var all []unit
	for start, end := 0, 0; end < len(u.text); start = end + 1 {
		mark := open + string(letter) + ends
		letter++
		if end = strings.Index(u.text[start:], " "+open+string(letter)+ends+" "); end < 0 {
			end = len(u.text) - start
		}
		end += start
		text := strings.TrimLeft(u.text[start+len(mark):end], blanks)
		if text == "" || utf8.RuneCountInString(text) > longestChoice || end < len(u.text) && isAnd(text[strings.LastIndex(text, " ")+1:]) {
			return []unit{u}
		}
		c := u
		c.shape, c.number, c.text = choice, from+len(all)+1, text
		c.Span, c.inner = within(u, start, u.text[start:end]), within(u, end-len(text), text)
		c.above, c.apart = u.above && start == 0, u.apart && start == 0
		all = append(all, c)
	}
	if len(all) == 1 {
		return []unit{u}
	}
	return all
}

// isAnd reports whether a word joins clauses.
func isAnd(word string) bool {
	return slices.Contains([]string{"and", "or", "und", "oder", "et", "ou", "y", "o", "e"}, word)
}

// findBareChoices finds those that have no letters: as many short lines right
// below each of the questions that are counted, three at least of three at
// least. Answers are seldom so alike.
func findBareChoices(units []unit) {
	const fewest = 3
	for at := 0; at < len(units); at++ {
		var all [][]unit // by question
		end, lines := at, shortBelow(units[at:])
		for end < len(units) && units[end].shape == number && units[end].number == units[at].number+len(all) {
			if shortBelow(units[end:]) != lines {
				lines = 0
			}
			all = append(all, units[end+1:end+1+lines])
			end = linesBelow(units, end)
			if end < len(units) && units[end].shape == answered {
				end = linesBelow(units, end)
			}
		}
		if lines >= fewest && len(all) >= fewest {
			for _, below := range all {
				for i := range below {
					below[i].shape, below[i].number = choice, i+1
				}
			}
		}
		at = max(at, end-1)
	}
}

// shortBelow returns how many lines stand right below the question that the
// units begin with, where all of them are short and no sentences.
func shortBelow(units []unit) int {
	if len(units) == 0 || units[0].shape != number || !asks(units[0].text) {
		return 0
	}
	end := linesBelow(units, 0)
	if slices.ContainsFunc(units[1:end], func(u unit) bool {
		return u.lines > 1 || u.named || endsSentence(u.text) || utf8.RuneCountInString(u.text) > longestChoice
	}) {
		return 0
	}
	return end - 1
}

package typeset

import (
	"strings"
	"unicode"
)

// patterns are those of Liang's hyphenation (F. M. Liang, "Word Hy-phen-a-tion
// by Com-put-er", 1983; The TeXbook, appendix H) as a tree: each way from the
// root spells the letters of a pattern.
type patterns struct {
	nodes  []patternNode // the first is the root
	values []uint8
}

// A patternNode is a letter of patterns; children of a node are a list.
type patternNode struct {
	letter      rune
	child, next int32 // nodes; 0: none
	values      int32 // of the pattern that ends here, one before each letter and one after the last
	count       int32 // how many; 0: no pattern ends here
}

// parsePatterns reads patterns that are parted by blanks, such as ".ach4" or
// "1cy": a figure is the value of the place between two letters, a full stop
// the edge of a word.
func parsePatterns(text string) *patterns {
	p := &patterns{nodes: make([]patternNode, 1, 1+len(text)/4), values: make([]uint8, 0, len(text))}
	for pattern := range strings.FieldsSeq(text) {
		at, start, value := int32(0), len(p.values), uint8(0)
		for _, r := range pattern {
			if r >= '0' && r <= '9' {
				value = uint8(r - '0')
				continue
			}
			p.values = append(p.values, value)
			at, value = p.branch(at, r), 0
		}
		p.values = append(p.values, value)
		p.nodes[at].values, p.nodes[at].count = int32(start), int32(len(p.values)-start)
	}
	return p
}

// step returns the child of a node for a letter, or 0.
func (p *patterns) step(node int32, letter rune) int32 {
	for at := p.nodes[node].child; at != 0; at = p.nodes[at].next {
		if p.nodes[at].letter == letter {
			return at
		}
	}
	return 0
}

// branch is step that makes the child if there is none.
func (p *patterns) branch(node int32, letter rune) int32 {
	if at := p.step(node, letter); at != 0 {
		return at
	}
	at := int32(len(p.nodes))
	p.nodes = append(p.nodes, patternNode{letter: letter, next: p.nodes[node].child})
	p.nodes[node].child = at
	return at
}

// odd calls f with the byte offset of each place in a word of at most
// maxHyphenated letters where the patterns allow a hyphen: the greatest value
// there is odd.
func (p *patterns) odd(word string, f func(at int)) {
	var lettersAt [maxHyphenated + 2]rune
	var valuesAt [maxHyphenated + 3]uint8 // before each letter, and after the last
	letters := append(lettersAt[:0], '.')
	for _, r := range word {
		letters = append(letters, unicode.ToLower(r))
	}
	letters = append(letters, '.')
	values := valuesAt[:len(letters)+1]
	for start := range letters {
		node := int32(0)
		for _, r := range letters[start:] {
			if node = p.step(node, r); node == 0 {
				break
			}
			n := &p.nodes[node]
			for i, v := range p.values[n.values : n.values+n.count] {
				values[start+i] = max(values[start+i], v)
			}
		}
	}
	letter := 0
	for at := range word {
		if letter++; at > 0 && values[letter]%2 == 1 {
			f(at)
		}
	}
}

package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// Lines that count by letters from A on are answers to choose from:
//
//	a. Fear
//	b. Honour
//
// CommonMark knows only lists that count by numbers, and would run the lines
// together.

var choiceMark = pattern.Lazy(`^((\(?)([A-Za-z])([.)])[ \t]+)[^ \t\n]`)

// A choice is where a line begins with a letter.
type choice struct {
	text *ast.Text // whose first signs are the mark
	at   int       // offset of the mark
	mark int       // its bytes, with the blanks behind it
}

// choices returns where the choices begin in a stretch of a paragraph, which
// are two at least or none. Their marks are alike but for the letter, which
// is the next one each time.
func (r *reading) choices(from, to ast.Node) []choice {
	var all []choice
	around, next := "", byte(0)
	for n := from; n != to; n = n.NextSibling() {
		t, ok := n.(*ast.Text)
		if !ok || n != from && !r.beginsLine(t) {
			continue
		}
		at, _ := r.bounds(t)
		m := choiceMark().FindStringSubmatch(r.file.Text[at:])
		if m == nil {
			continue
		}
		letter := m[3][0]
		if len(all) == 0 && letter|0x20 == 'a' {
			around, next = m[2]+m[4], letter
		}
		if letter == next && around == m[2]+m[4] {
			all = append(all, choice{t, at, len(m[1])})
			next++
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// beginsLine reports whether a text is the first of a line. Behind a backslash
// a line goes on.
func (r *reading) beginsLine(t *ast.Text) bool {
	before, ok := t.PreviousSibling().(*ast.Text)
	return ok && endsLine(before) && !(before.HardLineBreak() && r.source[before.Segment.Stop] == '\\')
}

// readChoices reads them, up to a node and an offset.
func (r *reading) readChoices(all []choice, to ast.Node, end int) *doc.Choices {
	c := &doc.Choices{Capital: strings.ContainsAny(r.file.Text[all[0].at:][:2], "A")}
	for i, x := range all {
		next, until := to, end
		if i+1 < len(all) {
			next, until = all[i+1].text, all[i+1].at
		}
		text := r.between(x.text, next, 0)
		if first, ok := text[0].(*doc.Text); ok { // begins with the mark
			first.Text = first.Text[min(x.mark, len(first.Text)):]
			first.Start += x.mark
		}
		c.Items = append(c.Items, &doc.Choice{Span: r.trimmed(x.at, until), Text: trim(text)})
	}
	c.Span = c.Items[0].To(c.Items[len(c.Items)-1].Span)
	return c
}

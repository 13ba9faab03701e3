package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// A bracketed is text in brackets with attributes, [words]{.term}, or a
// footnote that is written where its mark stands, ^[words].
type bracketed struct {
	ownInline
	isNote bool
	close  int      // offset of the "]"
	bottom ast.Node // the last delimiter before, as goldmark's links keep it
}

func (*bracketed) Kind() ast.NodeKind { return kindBracketed }

// A bracketParser opens a bracketed text at a "[" whose "]" has a "{" behind
// it, or at "^[", and closes it there. In between goldmark parses as it does
// in links.
type bracketParser struct{ r *reading }

func (bracketParser) Trigger() []byte { return []byte{'^', '[', ']'} }

func (p bracketParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if mark := bracketMark().Find(line); mark != nil {
		if !p.r.scanned {
			p.r.closings, p.r.scanned = closings(block), true
		}
		end, ok := p.r.closings[at.Start+len(mark)-1]
		if !ok || p.r.tooMany('[', at.Start) {
			return nil
		}
		n := &bracketed{isNote: len(mark) > 1, close: end, bottom: pc.LastDelimiter()}
		n.SetPos(at.Start)
		p.r.opened = append(p.r.opened, n)
		block.Advance(len(mark))
		return n
	}
	top := len(p.r.opened) - 1
	if top < 0 || p.r.opened[top].close != at.Start {
		return nil
	}
	n := p.r.opened[top]
	p.r.opened = p.r.opened[:top]
	if n.Parent() != parent {
		return nil
	}
	parser.ProcessDelimiters(n.bottom, pc)
	for c := n.NextSibling(); c != nil; {
		next := c.NextSibling()
		n.AppendChild(n, c)
		c = next
	}
	block.Advance(1)
	p.r.ends[n] = at.Start + 1
	return n
}

var bracketMark = pattern.Lazy(`^\^?\[`)

// CloseBlock forgets what was known of the block.
func (p bracketParser) CloseBlock(ast.Node, text.Reader, parser.Context) {
	p.r.closings, p.r.opened, p.r.scanned = nil, nil, false
	p.r.marks = [128]int{}
}

// closings pairs the brackets from here to the end of the block and returns
// those pairs that have a brace behind them or a "^" before. Brackets in code
// and behind backslashes do not count.
func closings(block text.Reader) map[int]int {
	startLine, start := block.Position()
	defer block.SetPosition(startLine, start)
	pairs := map[int]int{}
	var open []int
	notes := map[int]bool{}
	code := 0 // backticks that opened the code we are in
	for {
		line, at := block.PeekLine()
		if line == nil {
			return pairs
		}
		for i := 0; i < len(line); i++ {
			switch c := line[i]; {
			case c == '`':
				n := len(line[i:]) - len(bytes.TrimLeft(line[i:], "`"))
				i += n - 1
				if code == n {
					code = 0
				} else if code == 0 && closes(block, line[i+1:], n) {
					code = n
				}
			case code > 0:
			case c == '\\':
				i++
			case c == '^' && i+1 < len(line) && line[i+1] == '[':
				notes[at.Start+i+1] = true
			case c == '[':
				open = append(open, at.Start+i)
			case c == ']' && len(open) > 0:
				top := open[len(open)-1]
				open = open[:len(open)-1]
				if behind := line[i+1:]; bytes.HasPrefix(behind, []byte("{")) && !bytes.HasPrefix(behind, otherAttributes) || notes[top] && at.Start+i > top+1 {
					pairs[top] = at.Start + i
				}
			}
		}
		block.AdvanceLine()
	}
}

// closes reports whether a run of exactly n backticks follows: in the rest
// of the line, or in the next line, where nearly all code ends.
func closes(block text.Reader, rest []byte, n int) bool {
	if hasRun(rest, n) {
		return true
	}
	l, at := block.Position()
	defer block.SetPosition(l, at)
	block.AdvanceLine()
	next, _ := block.PeekLine()
	return hasRun(next, n)
}

func hasRun(s []byte, n int) bool {
	for {
		i := bytes.IndexByte(s, '`')
		if i < 0 {
			return false
		}
		s = s[i:]
		run := len(s) - len(bytes.TrimLeft(s, "`"))
		if run == n {
			return true
		}
		s = s[run:]
	}
}

// bracketed gives a bracketed text its meaning by its attributes.
// Without any, its words remain.
func (r *reading) bracketed(n *bracketed, depth int) []doc.Inline {
	a := after(n)
	if a == nil {
		a = &attributes{}
	}
	if n.isNote {
		r.check(a, vocabulary{what: "a footnote"})
	} else {
		r.check(a, vocabulary{what: "a text in brackets", classes: []string{"term", "smallcaps"}, keys: []string{"lang", "of"}})
	}
	at := r.file.Span(n.Pos(), max(r.ends[n], a.End))
	text := r.rowOf(n, depth)
	if n.isNote {
		return one(r.noteHere(at, text))
	}
	if v := a.value("lang"); v.Text != "" {
		text = one(&doc.Foreign{Span: at, Lang: v.Text, Text: text})
	}
	if a.has("smallcaps") {
		text = one(&doc.SmallCaps{Span: at, Text: text})
	}
	if a.has("term") {
		text = one(&doc.TermRef{Span: at, Term: a.value("of").Text, Text: text})
	} else if v := a.value("of"); v.File != nil {
		r.list.Add(diag.AttributeUnknown, v.Span, "\"of\" names the entry that a term leads to").Hintf("add .term")
	}
	return text
}

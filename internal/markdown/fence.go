package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// A div is a fenced div: what stands between "::: name {attributes}" and
// ":::".
type div struct {
	ownBlock
	name   doc.Value
	attrs  attributes
	rest   doc.Value   // words behind the name, which do not belong there
	colons int         // of the opening fence
	open   source.Span // the opening fence's line
	end    int         // offset behind the closing fence; 0 while there is none
	stray  bool        // a closing fence that closes nothing
}

func (*div) Kind() ast.NodeKind { return kindDiv }

// A divParser reads fenced divs as Pandoc has them: a fence with a name or
// attributes opens, one without closes the innermost that is open. Fences
// of more colons need not match, but where they do they tell which div was
// left open.
type divParser struct{ r *reading }

func (divParser) Trigger() []byte             { return []byte{':'} }
func (divParser) CanInterruptParagraph() bool { return true }
func (divParser) CanAcceptIndentedLine() bool { return false }

func (p divParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	colons := fence(line[pos:])
	start := at.Start + pos - at.Padding
	if colons == 0 || p.r.tooDeep(pc, start) {
		return nil, parser.NoChildren
	}
	end := start + len(bytes.TrimRight(line[pos:], " \t\n"))
	n := &div{colons: colons, open: p.r.file.Span(start, end)}
	reader.AdvanceToEOL()
	if start+colons == end {
		n.stray, n.end = true, end
		p.r.list.Add(diag.DirectiveStray, n.open, "this fence closes nothing").
			Hintf("a fence that opens a block names it: ::: note")
		return n, parser.NoChildren
	}
	p.r.head(n, start+colons, end)
	return n, parser.HasChildren
}

// fence returns how many colons a fence starts with, or 0 for what is none.
func fence(line []byte) int {
	n := len(line) - len(bytes.TrimLeft(line, ":"))
	if n < 3 {
		return 0
	}
	return n
}

// head reads what stands behind the colons of an opening fence.
func (r *reading) head(n *div, at, end int) {
	text := r.file.Text
	// Pandoc lets the line end in colons.
	for end > at && text[end-1] == ':' {
		end--
	}
	blank := func() {
		for at < end && (text[at] == ' ' || text[at] == '\t') {
			at++
		}
	}
	blank()
	start := at
	for at < end && !strings.ContainsRune(" \t{", rune(text[at])) {
		at++
	}
	n.name = doc.Value{Span: r.file.Span(start, at), Text: text[start:at]}
	if blank(); at < end && text[at] == '{' {
		n.attrs, _ = r.attributes(at, end)
		at = n.attrs.End
		blank()
	}
	if at < end {
		rest := r.file.Span(at, at+len(strings.TrimRight(text[at:end], " \t")))
		d := r.list.Add(diag.AttributeSyntax, rest, "text stands behind the block's name")
		if strings.Contains(rest.Text(), "=") {
			d.Hintf("put attributes in braces: {%s}", rest.Text())
		} else {
			d.Hintf("put it on the next line, or for a callout write {title=\"…\"}")
			n.rest = doc.Value{Span: rest, Text: rest.Text()}
		}
	}
	if n.name.Text == "" && len(n.attrs.classes) > 0 {
		n.name = n.attrs.classes[0]
		n.attrs.classes = n.attrs.classes[1:]
	}
}

func (p divParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	n := node.(*div)
	if n.stray {
		return parser.Close
	}
	line, at := reader.PeekLine()
	indent, pos := util.IndentWidth(line, reader.LineOffset())
	if indent > 3 || pos >= len(line) {
		return parser.Continue | parser.HasChildren
	}
	colons := fence(line[pos:])
	if colons == 0 || !util.IsBlank(line[pos+colons:]) || !n.closedBy(colons, indent, pc) {
		return parser.Continue | parser.HasChildren
	}
	n.end = at.Start + pos - at.Padding + colons
	reader.AdvanceToEOL()
	return parser.Close
}

// closedBy reports whether a closing fence closes this div: not when it
// belongs to code, or to a div inside this one.
func (n *div) closedBy(colons, indent int, pc parser.Context) bool {
	blocks := pc.OpenedBlocks()
	i := len(blocks) - 1
	for i >= 0 && blocks[i].Node != node(n) {
		i--
	}
	var inner *div   // the innermost that the fence can close
	outside := false // of what is open from here on
	for _, b := range blocks[i+1:] {
		switch b := b.Node.(type) {
		case *div:
			if b.colons == colons || inner == nil || inner.colons != colons {
				inner = b
			}
		case *ast.Blockquote:
			outside = true // the line has no ">"
		case *ast.ListItem:
			indent -= b.Offset
		case *east.DefinitionList:
			indent -= b.Offset
		case *note:
			indent -= noteIndent
		case *ast.FencedCodeBlock, *ast.HTMLBlock:
			return false
		}
		if outside || indent < 0 {
			break
		}
	}
	switch {
	case inner == nil:
		return true
	case inner.colons >= colons:
		return false
	}
	// A longer fence that fits this div and none inside: those were left open.
	return n.colons == colons
}

func node(n ast.Node) ast.Node { return n }

func (p divParser) Close(node ast.Node, _ text.Reader, _ parser.Context) {
	n := node.(*div)
	if n.end > 0 {
		return
	}
	d := p.r.list.Add(diag.DirectiveUnclosed, n.open, "the block %q is never closed", n.name.Text).
		Hintf("end it with a line :::")
	if h := n.release(); h != nil {
		d.Hintf("end it with a line ::: above the heading on line %d", p.r.lines(h).Position().Line)
	}
}

// release lets go what a div without an end has swallowed: a heading that
// does not begin it, and what follows. It returns the heading, or nil. The
// headings of a faq are its questions.
func (n *div) release() ast.Node {
	if n.name.Text == "faq" || n.FirstChild() == nil {
		return nil
	}
	c := n.FirstChild().NextSibling()
	for c != nil && c.Kind() != ast.KindHeading {
		c = c.NextSibling()
	}
	first, after := c, ast.Node(n)
	for c != nil {
		next := c.NextSibling()
		n.Parent().InsertAfter(n.Parent(), after, c)
		after, c = c, next
	}
	return first
}

package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// Some lines of a paragraph are something else: a table's caption, the mark
// or title of a callout, the credit of a quotation. They are cut out before
// goldmark reads the paragraph's inlines, and become blocks of their own.

// A lineNode is such a line. Its lines hold the text without its mark.
type lineNode struct {
	ownBlock
	is   lineKind
	line source.Span // with its mark
}

type lineKind int

const (
	tableCaption lineKind = iota
	calloutTitle
	quoteCredit
)

func (*lineNode) Kind() ast.NodeKind { return kindLine }

// line makes a node of a line of the paragraph, from the offset in the line
// at which its text starts.
func (r *reading) line(is lineKind, s text.Segment, from int) *lineNode {
	s = s.TrimRightSpace(r.source)
	n := &lineNode{is: is, line: r.file.Span(s.Start, s.Stop)}
	n.SetPos(s.Start)
	if rest := text.NewSegment(min(s.Start+from, s.Stop), s.Stop); rest.Len() > 0 {
		rest = rest.TrimLeftSpace(r.source)
		n.Lines().Append(rest)
	}
	return n
}

var (
	calloutMark = pattern.Lazy(`^\s*\[!([A-Za-z]+)\][-+]?[ \t]*`)
	captionMark = pattern.Lazy(`^\s*(?:: +|Table: +)`)
	creditMark  = pattern.Lazy(`^\s*(?:—|–|-{2,3}) *`)
)

// A calloutTransformer takes the line "[!NOTE]" out of a block quotation.
type calloutTransformer struct{ r *reading }

func (t calloutTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := p.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(p) {
		return
	}
	first := p.Lines().At(0)
	line := reader.Source()[first.Start:first.Stop]
	m := calloutMark().FindSubmatchIndex(line)
	if m == nil {
		return
	}
	t.r.callouts[quote] = doc.Value{Span: t.r.file.Span(first.Start+m[2], first.Start+m[3]), Text: string(line[m[2]:m[3]])}
	if title := t.r.line(calloutTitle, first, m[1]); title.Lines().Len() > 0 {
		quote.InsertBefore(quote, p, title)
	}
	p.Lines().SetSliced(1, p.Lines().Len())
	if p.Lines().Len() == 0 {
		quote.RemoveChild(quote, p)
	}
}

// A captionTransformer makes a paragraph ": words" behind a table its
// caption.
type captionTransformer struct{ r *reading }

func (t captionTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	if _, ok := p.PreviousSibling().(*east.Table); !ok {
		return
	}
	first := p.Lines().At(0)
	m := captionMark().FindIndex(reader.Source()[first.Start:first.Stop])
	if m == nil {
		return
	}
	n := t.r.line(tableCaption, first, m[1])
	if p.Lines().Len() > 1 && n.Lines().Len() > 0 { // the line goes on: it keeps its line end
		s := n.Lines().At(0)
		s.Stop = first.Stop
		n.Lines().Set(0, s)
	}
	for i := 1; i < p.Lines().Len(); i++ {
		s := p.Lines().At(i)
		s = s.TrimLeftSpace(reader.Source())
		if i == p.Lines().Len()-1 {
			s = s.TrimRightSpace(reader.Source())
		}
		n.Lines().Append(s)
		n.line.End = s.Stop
	}
	p.Parent().ReplaceChild(p.Parent(), p, n)
}

// A creditTransformer parts a last line "— Name, place" from the paragraph
// that it follows, in quotations.
type creditTransformer struct{ r *reading }

func (t creditTransformer) Transform(p *ast.Paragraph, reader text.Reader, _ parser.Context) {
	parent := p.Parent()
	switch q := parent.(type) {
	case *ast.Blockquote:
	case *div:
		if name := q.name.Text; name != "pullquote" && name != "quote" {
			return
		}
	default:
		return
	}
	k := p.Lines().Len()
	if k == 0 || k == 1 && parent.FirstChild() == ast.Node(p) {
		return
	}
	last := p.Lines().At(k - 1)
	m := creditMark().FindIndex(reader.Source()[last.Start:last.Stop])
	if m == nil {
		return
	}
	if k > 1 { // a dialogue, each of whose lines starts with a dash
		before := p.Lines().At(k - 2)
		if creditMark().Match(reader.Source()[before.Start:before.Stop]) {
			return
		}
	}
	n := t.r.line(quoteCredit, last, m[1])
	if n.Lines().Len() == 0 {
		return
	}
	parent.InsertAfter(parent, p, n)
	p.Lines().SetSliced(0, k-1)
	if k == 1 {
		parent.RemoveChild(parent, p)
	}
}

// githubCallout lowers a block quotation with a mark.
func (r *reading) githubCallout(n *ast.Blockquote, mark doc.Value) []doc.Block {
	c := &doc.Callout{}
	if like, ok := likeCallouts[strings.ToLower(mark.Text)]; ok { // Obsidian's, which says the same with more names
		c.Type, c.Title = like.as, like.title(mark.Span)
	} else {
		c.Type = r.calloutType(mark)
	}
	if t, ok := n.FirstChild().(*lineNode); ok && t.is == calloutTitle {
		c.Title = r.inlines(t, 0)
		n.RemoveChild(n, t)
	}
	if c.Blocks = r.contained(n, "a callout"); len(c.Blocks) == 0 {
		r.misplaced(mark.Span, "the callout is empty")
		return paragraphOf(c.Title)
	}
	c.Span = r.around(n, c.Blocks)
	c.End = max(c.End, mark.End+1)
	return row(c)
}

// strayLine reads a line as plain text where what it belongs to is not
// there after all: a credit in the middle of a quotation.
func (r *reading) strayLine(n *lineNode) doc.Block {
	text := r.inlines(n, 0)
	if start := n.Lines().At(0).Start; n.is == quoteCredit {
		text = prepend(text, &doc.Text{Span: r.file.Span(n.line.Start, start), Text: r.file.Text[n.line.Start:start]})
	} else {
		r.list.Add(diag.DirectiveContent, n.line, "a second caption")
	}
	return &doc.Paragraph{Span: n.line, Text: text}
}

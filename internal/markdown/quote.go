package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"guidec/internal/doc"
)

// pullquote reads a pull-quote: paragraphs, whose outer quotation marks are
// no part of the text.
func (r *reading) pullquote(n *div) []doc.Block {
	q := &doc.PullQuote{Span: r.divSpan(n), ID: n.attrs.id, Theme: n.attrs.theme()}
	var rest []doc.Block
	q.Credit, rest = r.attributed(n)
	for _, b := range r.contained(n, "a pullquote") {
		p, ok := b.(*doc.Paragraph)
		if !ok {
			r.misplaced(b.Pos(), "a pullquote holds paragraphs and nothing else")
			rest = append(rest, b)
			continue
		}
		q.Text = append(q.Text, p)
	}
	if len(q.Text) == 0 {
		r.misplaced(n.open, "the pullquote is empty").Hintf("write the sentence between the fences")
		return rest
	}
	q.Spoken = unquote(q.Text) || q.Credit.Given()
	return append(row(q), rest...)
}

// quoteBlock reads a block quotation with its source.
func (r *reading) quoteBlock(n *div) []doc.Block {
	q := &doc.Quote{Span: r.divSpan(n), ID: n.attrs.id, Theme: n.attrs.theme()}
	var rest []doc.Block
	q.Credit, rest = r.attributed(n)
	if q.Blocks = append(r.contained(n, "a quote"), rest...); len(q.Blocks) == 0 {
		r.misplaced(n.open, "the quote is empty").Hintf("write the quotation between the fences")
		return nil
	}
	return row(q)
}

// attributed returns the credit that a div's attributes give, and else the
// one of its last line. Of two the line is returned as a paragraph.
func (r *reading) attributed(n *div) (doc.Credit, []doc.Block) {
	c := doc.Credit{By: r.fragment(n.attrs.value("by")), From: r.fragment(n.attrs.value("from"))}
	if !c.Given() {
		line, _ := r.credit(n)
		return line, nil
	}
	l, ok := n.LastChild().(*lineNode)
	if !ok || l.is != quoteCredit {
		return c, nil
	}
	r.misplaced(l.line, "the quotation has two sources").Hintf("keep either the attributes or this line")
	n.RemoveChild(n, l)
	return c, row(r.strayLine(l))
}

// blockquote reads "> ": a callout, a pull-quote where the guide asks for
// that, or a quotation.
func (r *reading) blockquote(n *ast.Blockquote) []doc.Block {
	if mark, ok := r.callouts[n]; ok {
		return r.githubCallout(n, mark)
	}
	credit, end := r.credit(n)
	blocks := r.contained(n, "a quotation")
	if len(blocks) == 0 {
		return nil
	}
	at := r.around(n, blocks)
	at.End = max(at.End, end)
	if r.options.Quotes == doc.QuotePull && len(blocks) == 1 {
		if p, ok := blocks[0].(*doc.Paragraph); ok && unquote([]*doc.Paragraph{p}) {
			return row(&doc.PullQuote{Span: at, Spoken: true, Credit: credit, Text: []*doc.Paragraph{p}})
		}
	}
	return row(&doc.Quote{Span: at, Credit: credit, Blocks: blocks})
}

// credit takes the line "— Name, place" from the end of a quotation. It
// returns the offset behind it.
func (r *reading) credit(n ast.Node) (doc.Credit, int) {
	l, ok := n.LastChild().(*lineNode)
	if !ok || l.is != quoteCredit {
		return doc.Credit{}, 0
	}
	text := r.inlines(l, 0)
	if strings.TrimSpace(doc.Plain(text)) == "" {
		return doc.Credit{}, 0
	}
	n.RemoveChild(n, l)
	by, from := cutAtComma(text)
	return doc.Credit{By: by, From: from}, l.line.End
}

// cutAtComma parts a text at the first comma that is not within anything.
func cutAtComma(text []doc.Inline) (before, after []doc.Inline) {
	for i, n := range text {
		t, ok := n.(*doc.Text)
		if !ok {
			continue
		}
		words, rest, found := strings.Cut(t.Text, ", ")
		if !found {
			continue
		}
		if first := *t; words != "" {
			cutEnd(&first, len(t.Text)-len(words))
			before = one(&first)
		}
		if second := *t; rest != "" {
			cutStart(&second, len(t.Text)-len(rest))
			after = one(&second)
		}
		return slices.Concat(text[:i], before), slices.Concat(after, text[i+1:])
	}
	return text, nil
}

// unquote cuts the quotation marks from around paragraphs, if one pair
// encloses them all.
func unquote(ps []*doc.Paragraph) bool {
	plain := make([]string, len(ps))
	for i, p := range ps {
		plain[i] = doc.Plain(p.Text)
	}
	open, closing := doc.Quoted(plain)
	if open == "" {
		return false
	}
	first, final := firstText(ps[0].Text), lastText(ps[len(ps)-1].Text)
	if first == nil || final == nil || !strings.HasPrefix(first.Text, open) || !strings.HasSuffix(final.Text, closing) {
		return false
	}
	cutEnd(final, len(closing))
	for _, p := range ps {
		if t := firstText(p.Text); t != nil && strings.HasPrefix(t.Text, open) {
			cutStart(t, len(open))
		}
	}
	return true
}

// firstText returns the text that a row of inlines starts with, or nil.
func firstText(text []doc.Inline) *doc.Text {
	for len(text) > 0 {
		if t, ok := text[0].(*doc.Text); ok {
			return t
		}
		text = doc.Inner(text[0])
	}
	return nil
}

// lastText returns the text that a row of inlines ends with, or nil. Notes
// may stand behind the closing mark.
func lastText(text []doc.Inline) *doc.Text {
	for len(text) > 0 {
		n := text[len(text)-1]
		if t, ok := n.(*doc.Text); ok {
			return t
		}
		if _, ok := n.(*doc.NoteRef); ok {
			text = text[:len(text)-1]
			continue
		}
		text = doc.Inner(n)
	}
	return nil
}

func cutStart(t *doc.Text, size int) {
	if strings.HasPrefix(t.Span.Text(), t.Text[:size]) {
		t.Start += size
	}
	t.Text = t.Text[size:]
}

func cutEnd(t *doc.Text, size int) {
	keep := len(t.Text) - size
	if strings.HasSuffix(t.Span.Text(), t.Text[keep:]) {
		t.End -= size
	}
	t.Text = t.Text[:keep]
}

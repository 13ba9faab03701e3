package markdown

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// blocks reads what is in a node. Headings are Sections without blocks, in
// one row with what follows them.
func (r *reading) blocks(parent ast.Node) []doc.Block {
	var out []doc.Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if c, ok := n.(*lineNode); ok && c.is == tableCaption {
			if t, ok := last(out).(*doc.Table); ok && t.Caption == nil {
				r.caption(t, c)
				continue
			}
		}
		if all, last := r.apart(n); last != nil {
			below, more := r.belowChoices(all, nil, r.lines(last).End)
			out = append(append(out, r.readChoices(all)), below...)
			for ; n != last; n = n.NextSibling() {
				r.unreadLines(n, all)
			}
			r.unreadLines(last, append(all, more...))
			continue
		}
		more := r.block(n)
		if t, ok := last(more).(*doc.Table); ok && captionAbove(t, last(out)) {
			out = out[:len(out)-1]
		}
		out = append(out, more...)
	}
	return out
}

func row(bs ...doc.Block) []doc.Block { return bs }

func last(bs []doc.Block) doc.Block {
	if len(bs) == 0 {
		return nil
	}
	return bs[len(bs)-1]
}

// block reads one node. The result is empty for what is not printed where it
// stands: comments, addresses of links, footnotes. Where something is wrong
// it is what a lenient run prints, in which no word is lost.
func (r *reading) block(n ast.Node) []doc.Block {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock:
		return r.paragraph(n)
	case *ast.Heading:
		return r.heading(n)
	case *ast.List:
		return row(r.listBlock(n))
	case *ast.Blockquote:
		return r.blockquote(n)
	case *ast.FencedCodeBlock:
		return row(r.fencedCode(n))
	case *ast.CodeBlock:
		return row(&doc.Code{Span: r.lines(n), Text: r.code(n)})
	case *ast.ThematicBreak:
		return row(r.divider(n))
	case *ast.HTMLBlock:
		return r.htmlBlock(n)
	case *ast.LinkReferenceDefinition:
		return nil
	case *east.Table:
		return row(r.table(n))
	case *east.DefinitionList:
		if items := r.definitions(n); len(items) > 0 {
			return row(&doc.DefinitionList{Span: spanOf(items), Items: items})
		}
		return nil
	case *note:
		r.note(n)
		return nil
	case *div:
		return r.directive(n)
	case *lineNode:
		return row(r.strayLine(n))
	}
	panic(fmt.Sprintf("markdown: unexpected block %T", n))
}

// contained reads what is in a node that cannot have sections: headings in
// it become bold paragraphs.
func (r *reading) contained(parent ast.Node, what string) []doc.Block {
	return r.demoted(r.blocks(parent), what)
}

func (r *reading) demoted(blocks []doc.Block, what string) []doc.Block {
	for i, b := range blocks {
		s, ok := b.(*doc.Section)
		if !ok {
			continue
		}
		r.list.Add(diag.HeadingNested, s.Span, "a heading inside %s is set as a bold line", what).
			Hintf("end what stands around it first, or make the line bold: **words**")
		blocks[i] = &doc.Paragraph{Span: s.Span, Text: []doc.Inline{&doc.Strong{Span: s.Span, Text: s.Heading}}}
	}
	return blocks
}

// paragraph reads a paragraph; an image that has a line to itself is a figure.
// The result is empty when nothing but comments is in it.
func (r *reading) paragraph(n ast.Node) []doc.Block {
	var list []doc.Block
	at, said := r.lines(n), false
	var lettered []choice
	words := func(from, to ast.Node, place source.Span) {
		blocks, all := r.stretch(from, to, place)
		list, lettered, said = append(list, blocks...), append(lettered, all...), said || len(blocks) > 0
	}
	from, start := n.FirstChild(), at.Start
	for c := from; c != nil; {
		image, next, alone := r.aloneOnItsLine(c)
		if !alone {
			c = c.NextSibling()
			continue
		}
		f := r.standing(image)
		words(from, c, r.trimmed(start, f.Pos().Start))
		list = append(list, f)
		from, start, c = next, f.Pos().End, next
	}
	words(from, nil, r.trimmed(start, at.End))
	if said {
		r.unreadLines(n, lettered)
	}
	return list
}

// stretch reads the words of a paragraph from one figure to the next, and
// returns where choices begin in them.
func (r *reading) stretch(from, to ast.Node, place source.Span) (list []doc.Block, lettered []choice) {
	all := r.choices(from, to, place.End)
	until, before := to, place
	if len(all) > 0 {
		until, before = all[0].text, r.trimmed(place.Start, all[0].at)
	}
	if text := trim(r.between(from, until, 0)); len(text) > 0 {
		list = append(list, &doc.Paragraph{Span: before, Text: text})
	}
	if len(all) == 0 {
		return list, nil
	}
	below, more := r.belowChoices(all, to, place.End)
	return append(append(list, r.readChoices(all)), below...), append(all, more...)
}

// belowChoices reads what is left of a paragraph below its choices, where each
// line with a label begins another, and returns where they and choices begin.
func (r *reading) belowChoices(all []choice, to ast.Node, end int) (list []doc.Block, lettered []choice) {
	for from := all[len(all)-1].to; from != to; {
		next := r.labelBelow(from, to)
		start, _ := r.bounds(from)
		stop := end
		if next != to {
			stop, _ = r.bounds(next)
		}
		blocks, more := r.stretch(from, next, r.trimmed(start, stop))
		lettered = append(append(lettered, choice{at: start}), more...)
		list, from = append(list, blocks...), next
	}
	return list, lettered
}

// trimmed is a place without the blanks around it.
func (r *reading) trimmed(start, end int) source.Span {
	text := r.file.Text[start:end]
	rest := strings.TrimLeft(text, " \t\n")
	start += len(text) - len(rest)
	return r.file.Span(start, start+len(strings.TrimRight(rest, " \t\n")))
}

// paragraphOf makes a paragraph of text that was no paragraph, if there is any.
func paragraphOf(text []doc.Inline) []doc.Block {
	if len(text) == 0 {
		return nil
	}
	return row(&doc.Paragraph{Span: text[0].Pos().To(text[len(text)-1].Pos()), Text: text})
}

// lines returns the place of a node that has lines of text.
func (r *reading) lines(n ast.Node) source.Span {
	l := n.Lines()
	if l.Len() == 0 {
		return r.restOfLine(n.Pos())
	}
	s := r.file.Span(l.At(0).Start, l.At(l.Len()-1).Stop)
	s.End = s.Start + len(strings.TrimRight(s.Text(), " \t\n"))
	return s
}

// restOfLine returns the text from an offset to the end of its line.
func (r *reading) restOfLine(at int) source.Span {
	at = min(max(at, 0), len(r.file.Text))
	end := len(r.file.Text)
	if i := strings.IndexByte(r.file.Text[at:], '\n'); i >= 0 {
		end = at + i
	}
	return r.file.Span(at, at+len(strings.TrimRight(r.file.Text[at:end], " \t")))
}

// around returns the place of a container: from its mark to the end of the
// last block in it.
func (r *reading) around(n ast.Node, blocks []doc.Block) source.Span {
	if d, ok := n.(*div); ok && d.end > 0 {
		return r.file.Span(d.open.Start, d.end)
	}
	if len(blocks) == 0 {
		return r.restOfLine(n.Pos())
	}
	start := blocks[0].Pos().Start
	if at := n.Pos(); at >= 0 {
		start = min(start, at)
	}
	return r.file.Span(start, ending(blocks))
}

// ending returns the largest end among blocks: a heading's span does not
// hold what follows it.
func ending(blocks []doc.Block) int {
	end := 0
	for _, b := range blocks {
		end = max(end, b.Pos().End)
	}
	return end
}

func (r *reading) listBlock(n *ast.List) doc.Block {
	l := &doc.List{Ordered: n.IsOrdered(), Tight: n.IsTight}
	if l.Ordered {
		l.Start = n.Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		blocks := r.contained(c, "a list")
		it := &doc.Item{Span: r.around(c, blocks), Box: boxOf(blocks), Blocks: blocks}
		if it.Box == "" {
			r.unreadBox(blocks)
		}
		l.Items = append(l.Items, it)
	}
	l.Span = l.Items[0].To(l.Items[len(l.Items)-1].Span)
	if l.Ordered {
		r.countItems(l)
	}
	return l
}

// itemNumber is the number of an item, before its text.
var itemNumber = pattern.Lazy(`(\d{1,9})[.)][ \t]+$`)

// countItems warns of an item whose number is not the one that it gets: by the
// rules of CommonMark (5.3) only the first number of a list counts. Items that
// all have the same number let it count for them.
func (r *reading) countItems(l *doc.List) {
	for i, it := range l.Items {
		if len(it.Blocks) == 0 {
			return
		}
		at := it.Blocks[0].Pos().Start
		line := r.file.Text[strings.LastIndexByte(r.file.Text[:at], '\n')+1 : at]
		m := itemNumber().FindStringSubmatchIndex(line)
		if m == nil {
			return
		}
		n, _ := strconv.Atoi(line[m[2]:m[3]])
		switch {
		case n == l.Start+i:
			continue
		case n == l.Start && i == 1:
			return
		}
		start := at - len(line) + m[2]
		r.list.Add(diag.ListNumber, r.file.Span(start, start+m[3]-m[2]), "this item is written %d, and is printed as %d", n, l.Start+i).
			Hintf("number on, or part the list in front of it with a line of text")
		return
	}
}

// boxOf takes "[ ]" or "[x]" from the start of a list's entry (GFM, section
// 5.3) and returns the box that it is.
func boxOf(entry []doc.Block) string {
	if len(entry) == 0 {
		return ""
	}
	p, ok := entry[0].(*doc.Paragraph)
	if !ok {
		return ""
	}
	t, ok := p.Text[0].(*doc.Text)
	if !ok || !strings.HasPrefix(t.Span.Text(), "[") {
		return ""
	}
	for _, m := range []struct{ mark, box string }{{"[ ] ", "☐"}, {"[x] ", "☑"}, {"[X] ", "☑"}} {
		if rest, ok := strings.CutPrefix(t.Text, m.mark); ok {
			t.Text = rest
			return m.box
		}
	}
	return ""
}

func (r *reading) definitions(n ast.Node) []*doc.Definition {
	var out []*doc.Definition
	var d *doc.Definition
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*east.DefinitionTerm); ok {
			if d == nil || d.Blocks != nil {
				d = &doc.Definition{Span: r.lines(c)}
				out = append(out, d)
			}
			r.term(d, c)
			continue
		}
		if d == nil { // a definition whose term is nothing but a comment
			continue
		}
		r.unreadTerm(c)
		blocks := r.contained(c, "a definition")
		if len(blocks) == 0 {
			blocks = []doc.Block{}
		}
		d.Blocks = append(d.Blocks, blocks...)
		d.End = max(d.End, ending(blocks))
	}
	return out
}

// term adds one term to a definition, with the id behind it.
func (r *reading) term(d *doc.Definition, n ast.Node) {
	text := r.inlines(n, 0)
	if len(text) == 0 {
		text = []doc.Inline{&doc.Text{Span: r.lines(n)}}
	}
	d.Terms = append(d.Terms, text)
	d.End = max(d.End, r.lines(n).End)
	if a := final(n); a != nil {
		r.check(a, vocabulary{what: "a term", id: true})
		if d.ID.Name == "" {
			d.ID = a.id
		}
	}
}

func spanOf(items []*doc.Definition) source.Span {
	if len(items) == 0 {
		return source.Span{}
	}
	s := items[0].Span
	for _, it := range items {
		s.End = max(s.End, it.End)
	}
	return s
}

// fencedCode reads code between fences. The language is the first word
// behind the fence, or the first class in braces.
func (r *reading) fencedCode(n *ast.FencedCodeBlock) doc.Block {
	c := &doc.Code{Text: r.code(n)}
	start := max(n.Pos(), 0)
	c.Span = r.restOfLine(start)
	if n.Info != nil {
		info := decode(string(n.Info.Segment.Value(r.source)))
		r.unreadCode(c.Span, info)
		c.Lang, _, _ = strings.Cut(info, " ")
		c.Lang = strings.Trim(c.Lang, "{}.")
		if lang, _, ok := strings.Cut(c.Lang, ","); ok {
			c.Lang = lang
		}
	}
	if k := n.Lines().Len(); k > 0 {
		c.End = max(c.End, n.Lines().At(k-1).Stop)
	} else {
		c.End = min(c.End+1, len(r.file.Text))
	}
	// The closing fence is the next line, if it is one.
	next := r.restOfLine(c.End)
	if f := strings.TrimLeft(next.Text(), " \t>"); len(f) >= 3 && start < len(r.file.Text) && strings.Trim(f, r.file.Text[start:start+1]) == "" {
		c.End = next.End
	} else if strings.TrimSpace(r.file.Text[min(c.End, len(r.file.Text)):]) == "" {
		fence := r.restOfLine(start)
		r.list.Add(diag.CodeUnclosed, fence, "the code is never closed, and takes in the rest of the file").
			Hintf("end it with a line %s", strings.Repeat(fence.Text()[:1], 3))
	}
	c.End = max(c.Start, c.Start+len(strings.TrimRight(r.file.Text[c.Start:c.End], "\n")))
	return c
}

// code returns the lines of a block of code, each with its line end.
func (r *reading) code(n ast.Node) string {
	var b strings.Builder
	for i := range n.Lines().Len() {
		s := n.Lines().At(i)
		line := strings.TrimSuffix(string(s.Value(r.source)), "\n")
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String()
}

package markdown

import (
	"strings"

	east "github.com/yuin/goldmark/extension/ast"

	"github.com/yuin/goldmark/ast"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

func (r *reading) table(n *east.Table) doc.Block {
	t := &doc.Table{}
	for _, a := range n.Alignments {
		t.Columns = append(t.Columns, align(a))
	}
	start, end := max(n.Pos(), 0), 0
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		cells := r.cells(row, len(t.Columns))
		for _, c := range cells {
			end = max(end, c.End)
		}
		if _, ok := row.(*east.TableHeader); ok {
			t.Head = cells
			continue
		}
		r.surplus(row, cells)
		end = max(end, r.restOfLine(row.Pos()).End)
		t.Rows = append(t.Rows, cells)
	}
	// A table without rows ends with the line under its head.
	if line := r.restOfLine(end); line.End < len(r.file.Text) && len(t.Rows) == 0 {
		end = r.restOfLine(line.End + 1).End
	} else {
		end = max(end, line.End)
	}
	t.Span = r.file.Span(start, end)
	return t
}

func align(a east.Alignment) doc.Align {
	switch a {
	case east.AlignLeft:
		return doc.AlignLeft
	case east.AlignCenter:
		return doc.AlignCenter
	case east.AlignRight:
		return doc.AlignRight
	}
	return doc.AlignNone
}

// cells reads a row. An empty cell stands at the end of the one before.
func (r *reading) cells(row ast.Node, columns int) []doc.Cell {
	var out []doc.Cell
	at := max(row.Pos(), 0)
	for c := row.FirstChild(); c != nil && len(out) < columns; c = c.NextSibling() {
		s := r.file.Span(at, at)
		if c.Lines().Len() > 0 {
			line := c.Lines().At(0)
			s = r.file.Span(line.Start, line.Stop)
		}
		at = s.End
		out = append(out, doc.Cell{Span: s, Text: r.inlines(c, 0)})
	}
	for len(out) < columns {
		out = append(out, doc.Cell{Span: r.file.Span(at, at)})
	}
	return out
}

// surplus reports cells beyond the last column, which goldmark drops. A
// lenient run prints them in the last.
func (r *reading) surplus(row ast.Node, cells []doc.Cell) {
	line := r.restOfLine(row.Pos())
	text, at := line.Text(), line.Start
	if t := strings.TrimLeft(text, " \t"); strings.HasPrefix(t, "|") {
		at += len(text) - len(t) + 1
		text = t[1:]
	}
	text = strings.TrimSuffix(text, "|")
	for n, i := 0, 0; i < len(text); i++ {
		switch {
		case text[i] == '\\':
			i++
		case text[i] == '|':
			if n++; n < len(cells) {
				continue
			}
			if rest := strings.TrimSpace(text[i+1:]); rest != "" {
				more := r.file.Span(at+i+1, at+len(strings.TrimRight(text, " \t")))
				r.list.Add(diag.TableRow, more, "the row has more cells than the table has columns").
					Hintf("a | that is text is written \\|")
				c := &cells[len(cells)-1]
				c.End = max(c.End, more.End)
				c.Text = append(c.Text, &doc.Text{Span: more, Text: " " + decode(rest)})
			}
			return
		}
	}
}

// captionAbove gives a table the block before it, when that is a paragraph
// which starts as Pandoc has captions there.
func captionAbove(t *doc.Table, b doc.Block) bool {
	const mark = "Table: "
	p, ok := b.(*doc.Paragraph)
	if !ok || t.Caption != nil {
		return false
	}
	first, ok := p.Text[0].(*doc.Text)
	if !ok || !strings.HasPrefix(first.Span.Text(), mark) || first.Text == mark { // it may be written Table\:
		return false
	}
	cutStart(first, len(mark))
	t.Caption, t.Start = p.Text, p.Start
	return true
}

// caption gives a table the line behind it.
func (r *reading) caption(t *doc.Table, n *lineNode) {
	t.Caption = r.inlines(n, 0)
	if a := final(n); a != nil {
		r.check(a, vocabulary{what: "a table", id: true})
		t.ID = a.id
	}
	if len(t.Caption) == 0 {
		t.Caption = nil
	}
	t.Span = source.Span{File: t.File, Start: t.Start, End: max(t.End, n.line.End)}
}

package plaintext

import (
	"strings"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// What was copied from a table has a line for each row, and a tab between its
// cells.

// What has more columns is no table that a page could hold. The cells are
// those of all tables of a text.
const (
	mostColumns = 20
	mostCells   = 10000
)

// cellsOf parts a line at its tabs, or returns nil where it has none.
func cellsOf(s string) []string {
	if !strings.Contains(s, "\t") {
		return nil
	}
	cells := strings.Split(s, "\t")
	for i, c := range cells {
		cells[i] = singleBlanks(strings.TrimFunc(c, isBlank))
	}
	return cells
}

// findRows finds the rows of tables: lines below each other that have as many
// cells as the first has, or fewer, where the last are blank. Where the first
// cell of a row is blank, no other is left out.
func (r *reader) findRows(lines []line) {
	left := mostCells
	for i := 0; i < len(lines); {
		n := 1
		if lines[i].isHead(lines[i+1:]) {
			for i+n < len(lines) && lines[i+n].isRowOf(len(lines[i].cells)) {
				n++
			}
		}
		if n > 1 {
			if left -= n * len(lines[i].cells); left < 0 {
				r.list.Add(diag.TextShape, lines[i].Span, "the tables of the text have more than %d cells, so that from here on their rows are mere lines", mostCells).
					Hintf("part the text into several guides")
				return
			}
			for k := range n {
				lines[i+k].row = true
			}
		}
		i += n
	}
}

// isHead reports whether a line can be the first of a table. One whose first
// cell is blank is it above rows of as many cells, of which the first is not.
func (l *line) isHead(below []line) bool {
	if !l.hasCells() || l.cells[0] != "" {
		return l.hasCells()
	}
	rows := 0
	for rows < len(below) && len(below[rows].cells) == len(l.cells) && below[rows].cells[0] != "" {
		rows++
	}
	return rows > 1 || rows == 1 && len(l.cells) > 2
}

// isRowOf reports whether a line can be a row below the first of a table of so
// many columns.
func (l *line) isRowOf(columns int) bool {
	return l.hasCells() && (l.blanks == 0 || l.dense) && len(l.cells) <= columns &&
		(l.cells[0] != "" || len(l.cells) == columns && columns > 2)
}

func (l *line) hasCells() bool {
	return len(l.cells) > 1 && len(l.cells) <= mostColumns && !l.counts() && !l.inner && !l.edited && !startsUnit(l.text)
}

// table makes a table of the rows that follow each other, the first of which
// is its head. One of two columns says what each term is: its first row need
// be no head.
func table(units []unit) (doc.Block, int) {
	n := 1
	for n < len(units) && units[n].shape == row && !units[n].apart && len(units[n].cells) <= len(units[0].cells) {
		n++
	}
	span := units[0].To(units[n-1].Span)
	if len(units[0].cells) == 2 && units[0].cells[0] != "" {
		l := &doc.DefinitionList{Span: span}
		for _, u := range units[:n] {
			cells := u.tableCells()
			if u.cells[0] != "" {
				l.Items = append(l.Items, &doc.Definition{Span: u.Span, Terms: [][]doc.Inline{cells[0].Text}})
			}
			d := l.Items[len(l.Items)-1] // which a row with a blank goes on with
			d.Span = d.To(u.Span)
			d.Blocks = append(d.Blocks, &doc.Paragraph{Span: cells[1].Span, Text: cells[1].Text})
		}
		return l, n
	}
	t := &doc.Table{Span: span, Columns: make([]doc.Align, len(units[0].cells)), Head: units[0].tableCells()}
	for _, u := range units[1:n] {
		t.Rows = append(t.Rows, append(u.tableCells(), make([]doc.Cell, len(t.Head)-len(u.cells))...))
	}
	return t, n
}

// tableCells are the cells of a row, each with its place.
func (u *unit) tableCells() []doc.Cell {
	var cells []doc.Cell
	at := u.inner.Start
	raw := strings.Split(u.inner.Text(), "\t")
	blank := 0 // those in front
	for u.cells[blank] == "" {
		blank++
	}
	for i, text := range u.cells {
		span := u.inner
		if i >= blank && i-blank < len(raw) {
			span = source.Span{File: u.File, Start: at, End: at + len(raw[i-blank])}
			at = span.End + 1
		}
		c := doc.Cell{Span: span}
		if text != "" {
			c.Text = []doc.Inline{&doc.Text{Span: span, Text: text}}
		}
		cells = append(cells, c)
	}
	return cells
}

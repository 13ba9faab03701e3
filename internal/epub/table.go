package epub

import "guidec/internal/book"

// wideColumns is from how many columns on a table is set cell under cell on
// a narrow screen.
const wideColumns = 3

// table writes a table. Each cell of a wide one names its column, for the
// stylesheet of narrow screens.
func (w *writer) table(t *book.Table) {
	w.flushLead()
	wide := len(t.Columns) >= wideColumns
	class := ""
	if wide {
		class = "wide"
	}
	w.open("table", "class", class, "id", targetID(t.Target))
	w.line()
	if t.Caption != nil {
		w.open("caption")
		w.inlines(t.Caption)
		w.close("caption")
		w.line()
	}
	w.open("thead")
	w.open("tr")
	w.line()
	for i, c := range t.Head {
		w.cell("th", t, i, c, "scope", "col")
	}
	w.close("tr")
	w.close("thead")
	w.line()
	if len(t.Rows) > 0 {
		w.tableRows(t, wide)
	}
	w.close("table")
	w.line()
}

func (w *writer) tableRows(t *book.Table, wide bool) {
	w.open("tbody")
	w.line()
	for _, row := range t.Rows {
		w.open("tr")
		w.line()
		for i, c := range row {
			column := ""
			if wide && i < len(t.Head) {
				column = book.Plain(t.Head[i].Text)
			}
			w.cell("td", t, i, c, "data-column", column)
		}
		w.close("tr")
		w.line()
	}
	w.close("tbody")
	w.line()
}

func (w *writer) cell(element string, t *book.Table, column int, c book.Cell, attributes ...string) {
	if column < len(t.Columns) {
		switch t.Columns[column] {
		case book.AlignCenter:
			attributes = append(attributes, "class", "center")
		case book.AlignEnd:
			attributes = append(attributes, "class", "end")
		}
	}
	w.open(element, attributes...)
	w.inlines(c.Text)
	w.close(element)
	w.line()
}

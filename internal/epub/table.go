package epub

import (
	"slices"
	"strings"
	"unicode/utf8"

	"guidec/internal/book"
)

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
	if t.Head != nil {
		w.open("thead")
		w.tableRow(t, t.Head, false)
		w.close("thead")
		w.line()
	}
	if len(t.Rows) > 0 {
		w.open("tbody")
		w.line()
		for _, row := range t.Rows {
			w.tableRow(t, row, wide && t.Head != nil)
			w.line()
		}
		w.close("tbody")
		w.line()
	}
	w.close("table")
	w.line()
}

// tableRow writes a row, each cell with the name of its column if that is
// asked for.
func (w *writer) tableRow(t *book.Table, row []book.Cell, named bool) {
	w.open("tr")
	w.line()
	for i, c := range row {
		column := ""
		if named && i < len(t.Head) {
			column = book.Plain(t.Head[i].Text)
		}
		w.cell(t, i, c, column)
	}
	w.close("tr")
}

// isLong reports whether a word, such as a web address, is too long for a
// column of a narrow screen.
func isLong(word string) bool { return utf8.RuneCountInString(word) > 20 }

func (w *writer) cell(t *book.Table, column int, c book.Cell, name string) {
	var classes []string
	if column < len(t.Columns) {
		switch t.Columns[column] {
		case book.AlignCenter:
			classes = append(classes, "center")
		case book.AlignEnd:
			classes = append(classes, "end")
		}
	}
	if slices.ContainsFunc(strings.Fields(book.Plain(c.Text)), isLong) {
		classes = append(classes, "long")
	}
	element, scope := "td", ""
	switch c.Head {
	case book.HeadOfColumn:
		element, scope = "th", "col"
	case book.HeadOfRow:
		element, scope = "th", "row"
	}
	w.open(element, "scope", scope, "data-column", name, "class", strings.Join(classes, " "))
	w.inlines(c.Text)
	w.close(element)
	w.line()
}

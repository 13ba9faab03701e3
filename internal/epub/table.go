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

// isLong reports whether a word, such as a web address, is too long for a
// column of a narrow screen.
func isLong(word string) bool { return utf8.RuneCountInString(word) > 20 }

func (w *writer) cell(element string, t *book.Table, column int, c book.Cell, attributes ...string) {
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
	w.open(element, append(attributes, "class", strings.Join(classes, " "))...)
	w.inlines(c.Text)
	w.close(element)
	w.line()
}

package epub

import (
	"fmt"
	"strings"

	"guidec/internal/book"
)

// noteMark writes a footnote's mark. The raised position stands outside of
// the link: Apple Books shows the note as a pop-up only when the link itself
// is the mark.
func (w *writer) noteMark(m *book.NoteMark) {
	w.open("sup")
	w.open("a", "class", "noteref", "id", targetID(m.Target), "href", w.href(m.Note.Target), "epub:type", "noteref", "role", "doc-noteref")
	w.text(m.Note.Mark)
	w.close("a")
	w.close("sup")
}

// notes writes the footnotes at the end of their section of level 1. Readers
// that show them as pop-ups hide them here, so nothing stands around them.
func (w *writer) notes(notes []*book.Note) {
	for i, n := range notes {
		class := "footnote"
		if i == 0 {
			class = "footnote first"
		}
		w.open("aside", "class", class, "id", targetID(n.Target), "epub:type", "footnote", "role", "doc-footnote")
		w.line()
		w.lead = w.backLinks(n)
		w.blocks(n.Blocks)
		w.flushLead()
		w.close("aside")
		w.line()
	}
}

// backLinks lead from a note to its marks. They are the first thing in the
// note, which is how Kindle knows it for one: the number leads to the first
// mark, letters to the others.
func (w *writer) backLinks(n *book.Note) string {
	var links strings.Builder
	for i, m := range n.Refs {
		text := n.Mark
		if i > 0 {
			text = letter(i)
			links.WriteByte(' ')
		}
		links.WriteString(startTag("a", "class", "backlink", "href", w.href(m.Target), "epub:type", "backlink", "role", "doc-backlink",
			"title", w.book.Words.BackToText) + escape(text) + "</a>")
	}
	return links.String()
}

// letter counts b, c, … z, then in numbers.
func letter(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return fmt.Sprint(i + 1)
}

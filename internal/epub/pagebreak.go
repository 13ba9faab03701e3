package epub

import (
	"slices"

	"guidec/internal/book"
)

// A pageBreak is the start of a printed page.
type pageBreak struct {
	folio string
	id    string
	href  string // below the content folder; set when it is written
	at    int    // byte offset in its text
}

// planBreaks sorts the starts of printed pages by the node they belong to.
// Pages that show nothing of the book's text, such as a title page, have no
// place in it.
func (w *writer) planBreaks(pages []book.PageStart) {
	w.before, w.in = map[book.Block][]*pageBreak{}, map[*book.Text][]*pageBreak{}
	for _, p := range pages {
		b := &pageBreak{folio: p.Folio, at: p.Offset}
		switch {
		case p.In != nil:
			w.in[p.In] = append(w.in[p.In], b)
		case p.Before != nil:
			w.before[p.Before] = append(w.before[p.Before], b)
		default:
			continue
		}
		b.id = w.fresh("page-" + p.Folio)
		w.left++
	}
	for _, breaks := range w.in {
		slices.SortStableFunc(breaks, func(a, b *pageBreak) int { return a.at - b.at })
	}
}

// pageBreak writes the mark of a page's start. It shows nothing.
func (w *writer) pageBreak(element string, b *pageBreak) {
	w.open(element, "id", b.id, "epub:type", "pagebreak", "role", "doc-pagebreak", "aria-label", b.folio)
	w.close(element)
	b.href = pageFolder + w.file + "#" + b.id
	w.breaks = append(w.breaks, *b)
	w.left--
}

func (w *writer) breaksBefore(element string, b book.Block) {
	breaks := w.before[b]
	delete(w.before, b)
	for _, p := range breaks {
		w.pageBreak(element, p)
		if element == "div" {
			w.line()
		}
	}
}

// breaksInHeading writes the marks that fall into a heading in front of it:
// a heading is read out and listed, and should say nothing but itself.
func (w *writer) breaksInHeading(s *book.Section) {
	book.WalkInlines(s.Heading, func(n any) {
		if t, ok := n.(*book.Text); ok {
			for _, p := range w.in[t] {
				w.pageBreak("div", p)
				w.line()
			}
			delete(w.in, t)
		}
	})
}

// words writes text with the page breaks that fall into it.
func (w *writer) words(t *book.Text) {
	from := 0
	for _, p := range w.in[t] {
		at := min(max(p.at, from), len(t.Text))
		w.text(t.Text[from:at])
		w.pageBreak("span", p)
		from = at
	}
	delete(w.in, t)
	w.text(t.Text[from:])
}

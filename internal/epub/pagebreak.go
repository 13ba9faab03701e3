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
	w.at = map[any][]*pageBreak{}
	for _, p := range pages {
		if p.At == nil {
			continue
		}
		w.at[p.At] = append(w.at[p.At], &pageBreak{folio: p.Folio, at: p.Offset, id: w.fresh("page-" + p.Folio)})
		w.left++
	}
	for _, breaks := range w.at {
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

// breaksBefore writes the marks of pages that begin with a block.
func (w *writer) breaksBefore(element string, b book.Block) {
	breaks := w.at[b]
	delete(w.at, b)
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
		for _, p := range w.at[n] {
			w.pageBreak("div", p)
			w.line()
		}
		delete(w.at, n)
	})
}

// words writes the text of a node with the page breaks that fall into it.
// write spells what stands between them.
func (w *writer) words(node any, text string, write func(string)) {
	w.wordsTo(node, text, 0, len(text), write)
}

// wordsTo is words for a part of the text; the next part follows it.
func (w *writer) wordsTo(node any, text string, from, to int, write func(string)) {
	breaks := w.at[node]
	for len(breaks) > 0 && (breaks[0].at < to || to == len(text)) {
		at := min(max(breaks[0].at, from), to)
		write(text[from:at])
		w.pageBreak("span", breaks[0])
		from, breaks = at, breaks[1:]
	}
	if len(breaks) == 0 {
		delete(w.at, node)
	} else {
		w.at[node] = breaks
	}
	write(text[from:to])
}

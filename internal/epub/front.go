package epub

import (
	"slices"
	"strings"

	"guidec/internal/book"
	"guidec/internal/media"
)

// cover writes the page that holds nothing but the cover.
func (w *writer) cover(m *media.Image, alt string) {
	w.open("figure", "class", "cover")
	w.empty("img", "src", "../"+imageFolder+m.Name, "alt", alt, "role", "doc-cover")
	w.close("figure")
	w.line()
}

// titlePage writes the title page, and at its foot what an imprint says.
func (w *writer) titlePage() {
	m := &w.book.Meta
	w.open("section", "class", "title-page", "epub:type", "titlepage")
	w.line()
	w.open("h1")
	for i, line := range m.TitleLines {
		class := "title"
		if i > 0 {
			class = "more-title"
			w.WriteString(" ")
		}
		w.open("span", "class", class)
		w.text(line)
		w.close("span")
	}
	w.close("h1")
	w.line()
	if m.Subtitle != "" {
		w.open("p", "class", "subtitle", "epub:type", "subtitle", "role", "doc-subtitle")
		w.text(m.Subtitle)
		w.close("p")
		w.line()
	}
	w.paraOf("edition", m.Edition)
	w.paraOf("about", m.About)
	w.paraOf("byline", m.Byline)
	w.imprint()
	w.close("section")
	w.line()
}

// imprint says what the guide is about and who else made it, and names series,
// publisher and rights.
func (w *writer) imprint() {
	m := &w.book.Meta
	lines := slices.Clone(m.Contributed)
	if m.Series.Name != "" {
		lines = append(lines, strings.TrimSpace(m.Series.Name+" "+m.Series.Number))
	}
	for _, s := range []string{m.Publisher, m.Rights} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	if len(lines)+len(m.Description) == 0 {
		return
	}
	w.open("div", "class", "imprint")
	w.line()
	for _, s := range m.Description {
		w.paraOf("description", s)
	}
	for _, s := range lines {
		w.paraOf("", s)
	}
	w.close("div")
	w.line()
}

func (w *writer) paraOf(class, text string) {
	if text == "" {
		return
	}
	w.open("p", "class", class)
	w.text(text)
	w.close("p")
	w.line()
}

// coverAltFor says what a cover that was drawn shows.
func coverAltFor(b *book.Book) string {
	alt := b.Words.Cover + b.Words.Colon + b.Meta.Title
	if b.Meta.Byline != "" {
		alt += ", " + b.Words.By + " " + b.Meta.Byline
	}
	return alt
}

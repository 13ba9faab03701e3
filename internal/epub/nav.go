package epub

import (
	"strings"

	"guidec/internal/book"
)

// A navPoint is a line of the contents. Addresses are below the content
// folder, where both contents files lie.
type navPoint struct {
	markup string // for nav.xhtml; "" for the text
	text   string // for the NCX
	href   string
	below  []navPoint
}

// A landmark is a place that a reader can jump to by its kind.
type landmark struct {
	kind string // epub:type in the nav
	old  string // type in EPUB 2's guide; "" where it has none
	text string
	href string
}

func (w *writer) navPoints(entries []*book.Entry) []navPoint {
	var points []navPoint
	for _, e := range entries {
		p := navPoint{text: w.title(e.Label, book.Plain(e.Text)), href: pageFolder + w.target(e.To), below: w.navPoints(e.Entries)}
		p.markup = w.entry(e)
		if silent(e.Text) { // a heading that is a picture
			p.text, p.markup = w.title(e.Label, nameOf(e.To)), ""
		}
		points = append(points, p)
	}
	return points
}

// nameOf is what a place is called, at worst its id.
func nameOf(t *book.Target) string {
	if strings.TrimSpace(t.Name) == "" {
		return t.ID
	}
	return t.Name
}

// entry spells a line of the contents. Its text has no notes and no links,
// and no page begins in it.
func (w *writer) entry(e *book.Entry) string {
	w.Reset()
	if e.Label != "" {
		w.open("span", "class", "label")
		w.text(strings.TrimSuffix(w.title(e.Label, ""), " "))
		w.close("span")
		w.WriteString(" ")
	}
	w.inlines(e.Text)
	return w.String()
}

// landmarks names the places that every book has, and the glossary and
// the appendices where there are some.
func (w *writer) landmarks(cover bool) []landmark {
	words := &w.book.Words
	var all []landmark
	if cover {
		all = append(all, landmark{"cover", "cover", words.Cover, pageFolder + coverPage})
	}
	all = append(all,
		landmark{"titlepage", "title-page", words.TitlePage, pageFolder + titlePage},
		landmark{"toc", "toc", words.Contents, navFile})
	if body := w.book.Chapters; len(body) > 0 {
		all = append(all, landmark{"bodymatter", "text", nameOf(body[0].Target), pageFolder + w.files[body[0]]})
	}
	glossed := false
	for i, s := range w.book.Appendices {
		href := pageFolder + w.files[s]
		if i == 0 {
			all = append(all, landmark{"backmatter", "", w.title(s.Label, nameOf(s.Target)), href})
		}
		switch {
		case s.Role == book.RoleGlossary && !glossed:
			all = append(all, landmark{"glossary", "glossary", nameOf(s.Target), href})
			glossed = true
		case s.Role == book.RoleFAQ:
			all = append(all, landmark{"qna", "", nameOf(s.Target), href})
		}
	}
	return all
}

// navBody returns the contents, the page list and the landmarks.
func (p *packaging) navBody() string {
	var w strings.Builder
	words := &p.book.Words
	w.WriteString(`<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-heading">` + "\n")
	w.WriteString(`<h1 id="toc-heading">` + escape(words.Contents) + "</h1>\n")
	navList(&w, p.toc)
	w.WriteString("</nav>\n")
	if len(p.pageList) > 0 {
		var points []navPoint
		for _, b := range p.pageList {
			points = append(points, navPoint{text: b.folio, href: b.href})
		}
		w.WriteString(`<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-labelledby="page-list-heading" hidden="hidden">` + "\n")
		w.WriteString(`<h2 id="page-list-heading">` + escape(words.Pages) + "</h2>\n")
		navList(&w, points)
		w.WriteString("</nav>\n")
	}
	w.WriteString(`<nav epub:type="landmarks" id="landmarks" aria-labelledby="landmarks-heading" hidden="hidden">` + "\n")
	w.WriteString(`<h2 id="landmarks-heading">` + escape(words.Landmarks) + "</h2>\n<ol>\n")
	for _, l := range p.landmarks {
		w.WriteString("<li>" + startTag("a", "epub:type", l.kind, "href", l.href) + escape(l.text) + "</a></li>\n")
	}
	w.WriteString("</ol>\n</nav>\n")
	return w.String()
}

func navList(w *strings.Builder, points []navPoint) {
	w.WriteString("<ol>\n")
	for _, n := range points {
		markup := n.markup
		if markup == "" {
			markup = escape(n.text)
		}
		w.WriteString("<li>" + startTag("a", "href", n.href) + markup + "</a>")
		if len(n.below) > 0 {
			w.WriteByte('\n')
			navList(w, n.below)
		}
		w.WriteString("</li>\n")
	}
	w.WriteString("</ol>\n")
}

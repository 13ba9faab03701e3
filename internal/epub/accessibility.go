package epub

import (
	"strings"

	"guidec/internal/book"
)

// An accessibility statement is what the file can be said to offer, found
// in the book itself (EPUB Accessibility 1.1, section 2; the values are
// those of schema.org).
type accessibility struct {
	modes      []string
	sufficient []string
	features   []string
	summary    string
}

// access looks at the book. The cover does not count as content.
func access(b *book.Book, pages bool) accessibility {
	described, undescribed := 0, 0
	heads, index := false, false
	for _, s := range b.Sections() {
		book.Walk(s, func(n any) {
			switch n := n.(type) {
			case *book.Image:
				if n.Alt != "" {
					described++
				} else {
					undescribed++ // decorative: it says nothing that is missing
				}
			case *book.Table:
				heads = heads || n.Head != nil
			case *book.List:
				index = index || n.Role == book.RoleQuotationIndex
			}
		})
	}
	a := accessibility{modes: []string{"textual"}, sufficient: []string{"textual"}}
	if described > 0 {
		a.modes = append(a.modes, "visual")
		a.sufficient = append(a.sufficient, "textual,visual")
		a.features = append(a.features, "alternativeText")
	}
	a.features = append(a.features, "ARIA", "displayTransformability")
	if index {
		a.features = append(a.features, "index")
	}
	a.features = append(a.features, "readingOrder", "structuralNavigation", "tableOfContents", "unlocked")
	if pages {
		a.features = append(a.features, "pageBreakMarkers", "pageNavigation")
	}
	a.summary = summary(described > 0, described+undescribed > 0, heads, pages)
	return a
}

// summary says the same for people. It is in English whatever the book's
// language; the metadata element says so.
func summary(described, images, heads, pages bool) string {
	s := []string{"The text reflows and takes the reader's own fonts, sizes and colours. Headings nest in order, and contents lead to every chapter and section."}
	switch {
	case described:
		s = append(s, "Every image that carries meaning has a description.")
	case images:
		s = append(s, "All images are decorative.")
	default:
		s = append(s, "There are no images besides the cover.")
	}
	if heads {
		s = append(s, "Tables have header cells.")
	}
	if pages {
		s = append(s, "Page numbers are those of the printed edition.")
	}
	return strings.Join(s, " ")
}

func (m *metadata) accessibility(a accessibility) {
	for _, v := range a.modes {
		m.property("schema:accessMode", v)
	}
	for _, v := range a.sufficient {
		m.property("schema:accessModeSufficient", v)
	}
	for _, v := range a.features {
		m.property("schema:accessibilityFeature", v)
	}
	m.property("schema:accessibilityHazard", "none")
	m.property("schema:accessibilitySummary", a.summary, "xml:lang", "en")
}

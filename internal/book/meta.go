package book

import (
	"time"

	"guidec/internal/doc"
	"guidec/internal/media"
)

// Meta is what the book says of itself, in the words that readers see.
// Empty strings and nil stand for what the guide does not say.
type Meta struct {
	Title        string   // whole, for libraries: "Never Let Me Go: A Study Guide"
	TitleLines   []string // the same for a title page, at least one line
	Subtitle     string
	Work         doc.Work
	About        string // "A guide to Never Let Me Go by Kazuo Ishiguro"; "" without a Work
	Byline       string // the creators, joined for reading; or ""
	Creators     []Person
	Contributors []Person
	Lang         string    // BCP 47, canonical; never ""
	Date         string    // as given: YYYY, YYYY-MM or YYYY-MM-DD; or ""
	Modified     time.Time // UTC, whole seconds; never zero
	Description  []string  // paragraphs
	Keywords     []string
	Publisher    string
	Rights       string
	Identifier   string // a URI; never ""
	Series       doc.Series
	Cover        *Image // nil: the emitters draw one
	Reading      int    // minutes; 0: not said
	Conformance  doc.Conformance
	Print        doc.Print
}

// A Person made the book. Role is a MARC relator code, never "".
type Person struct {
	Name   string
	FileAs string // the name as libraries sort it; never ""
	Role   string
}

// Images returns every image of the book once, in reading order.
func (b *Book) Images() []*media.Image {
	var all []*media.Image
	seen := map[*media.Image]bool{}
	add := func(i *Image) {
		if !seen[i.Asset] {
			seen[i.Asset] = true
			all = append(all, i.Asset)
		}
	}
	if b.Meta.Cover != nil {
		add(b.Meta.Cover)
	}
	for _, s := range b.Sections() {
		Walk(s, func(n any) {
			if i, ok := n.(*Image); ok {
				add(i)
			}
		})
	}
	return all
}

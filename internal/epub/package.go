package epub

import (
	"fmt"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/media"
)

// Folders and files below EPUB/, the content folder that go-epub uses.
const (
	contentFolder = "EPUB/"
	pageFolder    = "xhtml/"
	imageFolder   = "images/"
	styleFolder   = "css/"

	navFile    = "nav.xhtml"
	ncxFile    = "toc.ncx"
	opfFile    = "package.opf"
	coverPage  = "cover.xhtml"
	drawnCover = "0-cover.png" // no name that an image of the guide can have
	titlePage  = "title.xhtml"
	styleFile  = "book.css"
	narrowFile = "narrow.css"
)

// Matter is the part of a book that a page belongs to, as epub:type of its
// body.
const (
	frontMatter = "frontmatter"
	bodyMatter  = "bodymatter"
	backMatter  = "backmatter"
)

// A page is one XHTML file of the spine.
type page struct {
	file   string // below pageFolder
	title  string
	matter string
	body   string // markup
}

// A packaging is a book on its way into the container.
type packaging struct {
	book      *book.Book
	options   Options
	pages     []page
	images    []*media.Image // the cover first
	cover     *media.Image
	coverAlt  string
	drawn     func() error // waits for the cover's picture
	toc       []navPoint
	landmarks []landmark
	pageList  []pageBreak    // in reading order
	positions map[string]int // reading order of every address, for the NCX
	list      diag.List
}

// newPackage writes every page of the book.
func newPackage(b *book.Book, o Options) (*packaging, error) {
	p := &packaging{book: b, options: o}
	p.chooseCover()
	p.images = append(p.images, p.cover)
	for _, m := range b.Images() {
		if m != p.cover {
			p.images = append(p.images, m)
		}
	}
	w := newWriter(b, o.Pages)
	p.pages = p.frontPages(w)
	w.address("../" + navFile)
	for _, group := range []struct {
		matter   string
		sections []*book.Section
	}{{frontMatter, b.Front}, {bodyMatter, b.Chapters}, {backMatter, b.Appendices}} {
		for _, s := range group.sections {
			file := w.files[s]
			p.pages = append(p.pages, page{file, w.title(s.Label, nameOf(s.Target)), group.matter, w.page(file, func() { w.chapter(s) })})
		}
	}
	if err := w.finished(); err != nil {
		return nil, err
	}
	p.pageList, p.positions = w.breaks, w.positions
	p.toc = w.navPoints(b.Contents)
	if len(p.toc) == 0 { // a table of contents must not be empty
		p.toc = []navPoint{{text: b.Words.TitlePage, href: pageFolder + titlePage}}
	}
	p.landmarks = w.landmarks(p.hasCoverPage())
	return p, nil
}

// frontPages writes the cover, where it has a page, and the title page.
func (p *packaging) frontPages(w *writer) []page {
	words := &p.book.Words
	var pages []page
	if p.hasCoverPage() {
		pages = append(pages, page{coverPage, words.Cover, "cover", w.page(coverPage, func() { w.cover(p.cover, p.coverAlt) })})
	}
	return append(pages, page{titlePage, words.TitlePage, frontMatter, w.page(titlePage, w.titlePage)})
}

// pageFiles names the page of each section of level 1: names of our own, by
// place, so that nothing that an author wrote becomes a file name.
func pageFiles(b *book.Book) map[*book.Section]string {
	files := map[*book.Section]string{}
	for _, group := range []struct {
		prefix   string
		sections []*book.Section
	}{{"front", b.Front}, {"chapter", b.Chapters}, {"appendix", b.Appendices}} {
		for i, s := range group.sections {
			files[s] = fmt.Sprintf("%s-%02d.xhtml", group.prefix, i+1)
		}
	}
	return files
}

// title joins a label and a heading where they cannot be told apart by
// their look: "Chapter 3: The Sea", "7. Who is Tommy?".
func (w *writer) title(label, heading string) string {
	switch {
	case label == "":
		return heading
	case label[len(label)-1] >= '0' && label[len(label)-1] <= '9' && len(label) < 4:
		return label + ". " + heading
	}
	return label + w.book.Words.Colon + heading
}

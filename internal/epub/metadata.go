package epub

import (
	"fmt"
	"strings"

	"guidec/internal/book"
)

const (
	xmlHeader = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	generator = "guidec"
)

// metadata returns the package document's metadata element (EPUB 3.3,
// section 5.5). All prefixes in it are reserved ones.
func (p *packaging) metadata() string {
	m := &metadata{}
	m.WriteString(`<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">` + "\n")
	m.identity(&p.book.Meta, p.packageLanguage())
	m.people("creator", p.book.Meta.Creators)
	m.people("contributor", p.book.Meta.Contributors)
	m.description(&p.book.Meta)
	m.work(&p.book.Meta)
	m.series(&p.book.Meta)
	m.property("dcterms:modified", p.book.Meta.Modified.UTC().Format("2006-01-02T15:04:05Z"))
	m.accessibility(access(p.book, len(p.pageList) > 0))
	m.conformance(&p.book.Meta)
	if len(p.pageList) > 0 {
		source := p.options.PageSource
		if source == "" {
			source = p.book.Meta.Title + " (PDF)"
		}
		m.property("pageBreakSource", source)
	}
	m.old("cover", coverItemID)
	m.old("generator", generator)
	m.WriteString("</metadata>")
	return m.String()
}

type metadata struct{ strings.Builder }

// dc writes a Dublin Core element; nothing for an empty value.
func (m *metadata) dc(element, id, value string) {
	if value != "" {
		m.WriteString(startTag("dc:"+element, "id", id) + escape(value) + "</dc:" + element + ">\n")
	}
}

// property writes a meta element. The attributes follow the property.
func (m *metadata) property(name, value string, attributes ...string) {
	if value != "" {
		m.WriteString(startTag("meta", append([]string{"property", name}, attributes...)...) + escape(value) + "</meta>\n")
	}
}

// refine says something of the element with that id.
func (m *metadata) refine(id, name, value string, attributes ...string) {
	m.property(name, value, append([]string{"refines", "#" + id}, attributes...)...)
}

// old writes a meta element of EPUB 2. Some readers want name before
// content.
func (m *metadata) old(name, content string) {
	fmt.Fprintf(m, `<meta name="%s" content="%s"/>`+"\n", name, escape(content))
}

func (m *metadata) identity(b *book.Meta, lang string) {
	m.dc("identifier", "pub-id", b.Identifier)
	m.dc("title", "title", b.Title)
	m.refine("title", "title-type", "main")
	if b.Subtitle != "" {
		m.refine("title", "display-seq", "1")
		m.dc("title", "subtitle", b.Subtitle)
		m.refine("subtitle", "title-type", "subtitle")
		m.refine("subtitle", "display-seq", "2")
	}
	m.dc("language", "", lang)
}

func (m *metadata) people(element string, people []book.Person) {
	for i, p := range people {
		id := fmt.Sprintf("%s-%d", element, i+1)
		m.dc(element, id, p.Name)
		m.refine(id, "role", p.Role, "scheme", "marc:relators")
		m.refine(id, "file-as", p.FileAs)
		if len(people) > 1 {
			m.refine(id, "display-seq", fmt.Sprint(i+1))
		}
	}
}

func (m *metadata) description(b *book.Meta) {
	m.dc("description", "", strings.Join(b.Description, "\n\n"))
	m.dc("publisher", "", b.Publisher)
	m.dc("date", "", b.Date)
	for _, k := range b.Keywords {
		m.dc("subject", "", k)
	}
	m.dc("rights", "", b.Rights)
	if b.Reading > 0 {
		m.property("schema:timeRequired", fmt.Sprintf("PT%dM", b.Reading))
	}
}

// work names the book that the guide is about, as a field of its own: it is
// neither the title nor, by its author, a creator.
func (m *metadata) work(b *book.Meta) {
	if b.Work.Title == "" {
		return
	}
	m.property("schema:about", b.Work.Title, "id", "work")
	m.refine("work", "schema:author", b.Work.Author)
	m.refine("work", "schema:datePublished", b.Work.Year)
}

// series writes the series for readers of EPUB 3 and, as Calibre does, for
// those that know only the old form.
func (m *metadata) series(b *book.Meta) {
	if b.Series.Name == "" {
		return
	}
	m.property("belongs-to-collection", b.Series.Name, "id", "series")
	m.refine("series", "collection-type", "series")
	m.refine("series", "group-position", b.Series.Number)
	m.old("calibre:series", b.Series.Name)
	if b.Series.Number != "" {
		m.old("calibre:series_index", b.Series.Number)
	}
}

// conformance repeats the author's claim (EPUB Accessibility 1.1, section
// 3.4). Without a certifier there is no claim.
func (m *metadata) conformance(b *book.Meta) {
	c := b.Conformance
	if c.Standard == "" || c.CertifiedBy == "" {
		return
	}
	m.property("dcterms:conformsTo", c.Standard, "id", "conformance")
	m.refine("conformance", "a11y:certifiedBy", c.CertifiedBy, "id", "certifier")
	m.refine("certifier", "a11y:certifierCredential", c.Credential)
	if c.Report != "" {
		m.WriteString(strings.TrimSuffix(startTag("link", "rel", "a11y:certifierReport", "refines", "#certifier", "href", c.Report), ">") + "/>\n")
	}
}

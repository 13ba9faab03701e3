package epub

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/beevik/etree"
)

const coverItemID = "cover-image"

// finish writes the container that go-epub made once more, with all that it
// cannot say: its pages get their bodies, language and semantics, its package
// document metadata, order and ids, its contents are replaced. A shell that
// is not what it is known to be is an error: go-epub only logs what fails
// inside of it.
func (p *packaging) finish(w io.Writer, shell []byte) error {
	files, err := unzip(shell)
	if err != nil {
		return err
	}
	z := newZipper(w, p.book.Meta.Modified)
	z.store("mimetype", []byte("application/epub+zip"))
	if err := p.finishFiles(z, files); err != nil {
		return err
	}
	if len(files) > 0 { // each is taken out when it is written
		return fmt.Errorf("epub: go-epub wrote %d files that nobody asked for", len(files))
	}
	if err := z.finish(); err != nil {
		return err
	}
	p.sized(z.size)
	return nil
}

func (p *packaging) finishFiles(z *zipper, files shellFiles) error {
	if _, err := files.take("mimetype"); err != nil {
		return err
	}
	container, err := files.take("META-INF/container.xml")
	if err != nil {
		return err
	}
	z.deflate("META-INF/container.xml", container)
	opf, err := files.take(contentFolder + opfFile)
	if err != nil {
		return err
	}
	if opf, err = p.packageDocument(opf); err != nil {
		return err
	}
	z.deflate(contentFolder+opfFile, opf)
	if err := p.finishContents(z, files); err != nil {
		return err
	}
	for _, page := range p.pages {
		name := contentFolder + pageFolder + page.file
		data, err := files.take(name)
		if err != nil {
			return err
		}
		if data, err = p.xhtml(data, page.body, page.matter, "../"); err != nil {
			return fmt.Errorf("%w in %s", err, name)
		}
		z.deflate(name, data)
	}
	return p.finishMedia(z, files)
}

// finishContents puts nav and NCX in place of go-epub's, which knows no
// landmarks, no pages and no identifier.
func (p *packaging) finishContents(z *zipper, files shellFiles) error {
	if _, err := files.take(contentFolder + ncxFile); err != nil {
		return err
	}
	shell, err := files.take(contentFolder + navFile)
	if err != nil {
		return err
	}
	head, _, ok := bytes.Cut(shell, []byte(shellTitle))
	if !ok {
		return errShell
	}
	nav := fmt.Sprintf("%s%s%s</title>\n    %s\n  </head>\n  %s\n</html>\n",
		head, shellTitle, escape(p.book.Words.Contents), shellLink, shellBody)
	data, err := p.xhtml([]byte(nav), strings.TrimSuffix(p.navBody(), "\n"), frontMatter, "")
	if err != nil {
		return fmt.Errorf("%w in %s", err, navFile)
	}
	z.deflate(contentFolder+navFile, data)
	z.deflate(contentFolder+ncxFile, []byte(p.ncx()))
	return nil
}

func (p *packaging) finishMedia(z *zipper, files shellFiles) error {
	for _, s := range []struct{ name, text string }{{styleFile, stylesheet(p.book.Meta.Lang)}, {narrowFile, narrowStylesheet(p.book.Words.Colon)}} {
		name := contentFolder + styleFolder + s.name
		if _, err := files.take(name); err != nil {
			return err
		}
		z.deflate(name, []byte(s.text))
	}
	if err := p.drawn(); err != nil {
		return err
	}
	for _, m := range p.images {
		name := contentFolder + imageFolder + m.Name
		if _, err := files.take(name); err != nil {
			return err
		}
		z.store(name, m.Data) // compressed as it is
	}
	return nil
}

// The parts of go-epub's page that the finish changes.
const (
	shellRoot  = `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">`
	shellTitle = `<title dir="auto">`
	shellLink  = `<link rel="stylesheet" type="text/css" href="../css/` + styleFile + `"></link>`
	shellBody  = `<body dir="auto">` + "\n\n" + `</body>`
)

var errShell = fmt.Errorf("epub: go-epub's page is not the expected one")

// xhtml completes a page: language, stylesheets, kind of matter, body. up is
// the way from the page to the content folder.
func (p *packaging) xhtml(data []byte, body, matter, up string) ([]byte, error) {
	lang, dir := escape(p.book.Meta.Lang), ""
	if direction(p.book.Meta.Lang) == "rtl" {
		dir = ` dir="rtl"`
	}
	page := string(data)
	for _, change := range []struct{ from, to string }{
		{shellRoot, fmt.Sprintf(`<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="%s" xml:lang="%[1]s"%s>`, lang, dir)},
		{shellTitle, "<title>"},
		{shellLink, fmt.Sprintf(`<link rel="stylesheet" type="text/css" href="%[1]s%[2]s%[3]s"/>`+"\n"+
			`    <link rel="stylesheet" type="text/css" media="only screen and (max-width: 30em)" href="%[1]s%[2]s%[4]s"/>`, up, styleFolder, styleFile, narrowFile)},
		{shellBody, fmt.Sprintf("<body epub:type=\"%s\">\n%s\n</body>", matter, body)},
	} {
		if strings.Count(page, change.from) != 1 {
			return nil, fmt.Errorf("%w: %s", errShell, change.from)
		}
		page = strings.Replace(page, change.from, change.to, 1)
	}
	return p.forDevice([]byte(page))
}

// packageDocument completes go-epub's package document.
func (p *packaging) packageDocument(data []byte) ([]byte, error) {
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(data); err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	root := doc.Root()
	old, manifest, spine := root.SelectElement("metadata"), root.SelectElement("manifest"), root.SelectElement("spine")
	if old == nil || manifest == nil || spine == nil {
		return nil, fmt.Errorf("epub: go-epub's package document is not the expected one")
	}
	meta := etree.NewDocument()
	if err := meta.ReadFromString(p.metadata()); err != nil {
		return nil, fmt.Errorf("epub: metadata: %w", err)
	}
	root.CreateAttr("xml:lang", p.book.Meta.Lang)
	root.InsertChildAt(old.Index(), meta.Root())
	root.RemoveChild(old)
	if err := p.manifest(manifest); err != nil {
		return nil, err
	}
	p.spine(spine)
	guide := root.CreateElement("guide")
	for _, l := range p.landmarks {
		if l.old != "" {
			r := guide.CreateElement("reference")
			r.CreateAttr("type", l.old)
			r.CreateAttr("title", l.text)
			r.CreateAttr("href", l.href)
		}
	}
	doc.Indent(2)
	return doc.WriteToBytes()
}

// An item of the manifest: all of it is known here, and go-epub's must say
// the same files.
type item struct{ id, href, mediaType, properties string }

func (p *packaging) items() []item {
	items := []item{{"nav", navFile, "application/xhtml+xml", "nav"}, {"ncx", ncxFile, "application/x-dtbncx+xml", ""}}
	for _, page := range p.pages {
		items = append(items, item{itemID(page.file), pageFolder + page.file, "application/xhtml+xml", ""})
	}
	items = append(items, item{"style", styleFolder + styleFile, "text/css", ""}, item{"style-narrow", styleFolder + narrowFile, "text/css", ""})
	for i, m := range p.images {
		it := item{fmt.Sprintf("image-%d", i), imageFolder + m.Name, m.Type, ""}
		if m == p.cover {
			it.id, it.properties = coverItemID, "cover-image"
		}
		items = append(items, it)
	}
	return items
}

// itemID is the id of a page, apart from those of the metadata.
func itemID(file string) string { return "page-" + strings.TrimSuffix(file, ".xhtml") }

// manifest sorts go-epub's items, which come in any order, and gives them
// ids that do not depend on the build.
func (p *packaging) manifest(m *etree.Element) error {
	known := map[string]bool{}
	for _, it := range m.SelectElements("item") {
		known[it.SelectAttrValue("href", "")] = true
	}
	want := p.items()
	if len(known) != len(want) {
		return fmt.Errorf("epub: go-epub lists %d files, not %d", len(known), len(want))
	}
	m.Child = nil
	for _, it := range want {
		if !known[it.href] {
			return fmt.Errorf("epub: go-epub does not list %s", it.href)
		}
		e := m.CreateElement("item")
		e.CreateAttr("id", it.id)
		e.CreateAttr("href", it.href)
		e.CreateAttr("media-type", it.mediaType)
		if it.properties != "" {
			e.CreateAttr("properties", it.properties)
		}
	}
	return nil
}

// spine writes the reading order: the contents follow the title page.
func (p *packaging) spine(s *etree.Element) {
	var order []string
	for _, page := range p.pages {
		order = append(order, itemID(page.file))
	}
	after := slices.Index(order, itemID(titlePage)) + 1
	s.Child = nil
	if direction(p.book.Meta.Lang) == "rtl" {
		s.CreateAttr("page-progression-direction", "rtl")
	}
	for _, id := range slices.Insert(order, after, "nav") {
		s.CreateElement("itemref").CreateAttr("idref", id)
	}
}

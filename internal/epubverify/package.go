package epubverify

import (
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"guidec/internal/diag"
	"guidec/internal/source"
)

const (
	typePackage = "application/oebps-package+xml"
	typeXHTML   = "application/xhtml+xml"
	typeNCX     = "application/x-dtbncx+xml"
)

// A manifestItem is a file that the package document lists.
type manifestItem struct {
	*element
	id, file, mediaType string
	properties          []string
}

// types that go with the endings of file names.
var mediaTypes = map[string]string{
	".xhtml": typeXHTML, ".ncx": typeNCX, ".css": "text/css", ".png": "image/png", ".jpg": "image/jpeg",
	".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml",
}

// manifest checks that the list of files and the files agree.
func (c *checker) manifest() {
	c.byPath, c.byID = map[string]*manifestItem{}, map[string]*manifestItem{}
	list := c.opf.child("manifest")
	if list == nil {
		c.add(diag.EPUBManifest, c.opf.at, "there is no manifest")
		return
	}
	for _, e := range list.children("item") {
		it := &manifestItem{element: e, id: e.attr("id"), mediaType: e.attr("media-type"), properties: strings.Fields(e.attr("properties"))}
		file, _, ok := c.resolve(c.opfPath, e.attr("href"))
		it.file = file
		switch {
		case !ok || c.files[file] == nil:
			c.add(diag.EPUBManifest, e.at, "there is no file %q", e.attr("href"))
			c.partial = true
			continue
		case !isID(it.id) || c.byID[it.id] != nil:
			c.add(diag.EPUBManifest, e.at, "the id %q is taken or no name", it.id)
		case c.byPath[file] != nil:
			c.add(diag.EPUBManifest, e.at, "%q is listed twice", file)
		}
		if want := mediaTypes[path.Ext(file)]; want != "" && want != it.mediaType {
			c.add(diag.EPUBManifest, e.at, "%q is %s, not %s", file, want, it.mediaType)
			it.mediaType = want
		} else {
			c.medium(it)
		}
		c.items = append(c.items, it)
		c.byPath[file], c.byID[it.id] = it, it
	}
	c.unlisted()
	if len(c.withProperty("nav")) != 1 {
		c.add(diag.EPUBManifest, list.at, "not exactly one file is the navigation document")
	}
	if len(c.withProperty("cover-image")) != 1 {
		c.add(diag.EPUBManifest, list.at, "not exactly one image is the cover")
	}
}

// medium checks that a file which is no XML can be read, and that an image is
// what it is said to be.
func (c *checker) medium(it *manifestItem) {
	if it.mediaType == typeXHTML || it.mediaType == typeNCX {
		return // read as XML
	}
	data, err := c.read(it.file)
	pixels := strings.HasPrefix(it.mediaType, "image/") && it.mediaType != mediaTypes[".svg"]
	switch {
	case err != nil:
		c.add(diag.EPUBContainer, c.whole(it.file), "it cannot be read: %v", err)
	case pixels && http.DetectContentType(data) != it.mediaType:
		c.add(diag.EPUBManifest, it.at, "what is in %q is not %s", it.file, it.mediaType)
	}
}

// guide checks that the places which EPUB 2 lists are there.
func (c *checker) guide() {
	if g := c.opf.child("guide"); g != nil {
		for _, e := range g.children("reference") {
			if c.nowhere(c.opfPath, e.attr("href")) {
				c.add(diag.EPUBLink, e.at, "there is no place %q", e.attr("href"))
			}
		}
	}
}

// claims checks that what the file says it offers is there.
func (c *checker) claims() {
	m := c.opf.child("metadata")
	if m == nil || c.navigate == nil || c.partial {
		return
	}
	has := map[string]bool{
		"tableOfContents": c.navOf("toc") != nil, "pageNavigation": c.navOf("page-list") != nil,
		"pageBreakMarkers": len(c.pageMarks()) > 0, "alternativeText": c.described(),
	}
	for _, e := range m.children("meta") {
		if is, known := has[e.text()]; e.attr("property") == "schema:accessibilityFeature" && known && !is {
			c.add(diag.EPUBMetadata, e.at, "it claims %s, and has none", e.text())
		}
	}
}

// described reports whether there are images with descriptions besides the
// cover.
func (c *checker) described() bool {
	found := false
	for _, p := range c.pages {
		p.root.walk(func(e *element) {
			found = found || e.Local == "img" && strings.TrimSpace(e.attr("alt")) != "" && e.attr("role") != "doc-cover"
		})
	}
	return found
}

// unlisted finds files that the manifest does not list.
func (c *checker) unlisted() {
	var names []string
	for name := range c.files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		own := name == "mimetype" || strings.HasPrefix(name, "META-INF/") || name == c.opfPath || strings.HasSuffix(name, "/")
		if !own && c.byPath[name] == nil {
			c.add(diag.EPUBManifest, c.whole(name), "the manifest does not list it")
		}
	}
}

func (c *checker) withProperty(p string) []*manifestItem {
	var found []*manifestItem
	for _, it := range c.items {
		if slices.Contains(it.properties, p) {
			found = append(found, it)
		}
	}
	return found
}

// spine checks the reading order.
func (c *checker) spine() {
	list := c.opf.child("spine")
	if list == nil || len(list.children("itemref")) == 0 {
		c.add(diag.EPUBSpine, c.opf.at, "there is no reading order")
		return
	}
	c.oneOf(list, "page-progression-direction", "ltr", "rtl", "default")
	seen := map[*manifestItem]bool{}
	for _, e := range list.children("itemref") {
		c.oneOf(e, "linear", "yes", "no")
		it := c.byID[e.attr("idref")]
		switch {
		case it == nil:
			c.add(diag.EPUBSpine, e.at, "the manifest has no item %q", e.attr("idref"))
			c.partial = true
			continue
		case seen[it]:
			c.add(diag.EPUBSpine, e.at, "%q is read twice", it.file)
		case it.mediaType != typeXHTML:
			c.add(diag.EPUBSpine, e.at, "%q is not a page", it.file)
		}
		seen[it] = true
		c.reading = append(c.reading, it)
	}
	for _, it := range c.items {
		if it.mediaType == typeXHTML && !seen[it] && !slices.Contains(it.properties, "nav") {
			c.add(diag.EPUBSpine, it.at, "%q is never read", it.file)
		}
	}
	if ncx := c.byID[list.attr("toc")]; ncx == nil || ncx.mediaType != typeNCX {
		c.add(diag.EPUBSpine, list.at, "it names no NCX")
	}
}

// oneOf checks that an attribute, if it is there, has one of some values.
func (c *checker) oneOf(e *element, name string, values ...string) {
	if v, ok := e.lookup("", name); ok && !slices.Contains(values, v) {
		c.add(diag.EPUBSpine, e.at, "%s is %q, not one of %s", name, v, strings.Join(values, ", "))
	}
}

// metadata checks what every file must say of itself (EPUB 3.3, section
// 5.5; EPUB Accessibility 1.1, section 2).
func (c *checker) metadata() {
	m := c.opf.child("metadata")
	if m == nil {
		c.add(diag.EPUBMetadata, c.opf.at, "there is none")
		return
	}
	for _, name := range []string{"identifier", "title", "language"} {
		found := false
		for _, e := range m.children(name) {
			found = found || e.Space == nsDC && e.text() != ""
		}
		if !found {
			c.add(diag.EPUBMetadata, m.at, "dc:%s is missing", name)
		}
	}
	for _, e := range m.children("language") {
		if !languageTag().MatchString(e.text()) {
			c.add(diag.EPUBMetadata, e.at, "%q is no language", e.text())
		}
	}
	properties := map[string]*element{}
	ids := map[string]*element{}
	m.walk(func(e *element) {
		if p := e.attr("property"); p != "" && e.text() != "" && properties[p] == nil {
			properties[p] = e
		}
		if id := e.attr("id"); id != "" {
			ids[id] = e
		}
	})
	for _, p := range []string{"dcterms:modified", "schema:accessMode", "schema:accessModeSufficient", "schema:accessibilityFeature", "schema:accessibilityHazard", "schema:accessibilitySummary"} {
		if properties[p] == nil {
			c.add(diag.EPUBMetadata, m.at, "%s is missing", p)
		}
	}
	if e := properties["dcterms:modified"]; e != nil {
		if _, err := time.Parse("2006-01-02T15:04:05Z", e.text()); err != nil {
			c.add(diag.EPUBMetadata, e.at, "%q is no time such as 2026-03-01T12:00:00Z", e.text())
		}
	}
	c.refinements(m, ids, properties)
}

func (c *checker) refinements(m *element, ids, properties map[string]*element) {
	modified := 0
	for _, e := range m.children("meta") {
		property := e.attr("property")
		if property != "" && e.text() == "" {
			c.add(diag.EPUBMetadata, e.at, "%s says nothing", property)
		}
		if property == "dcterms:modified" && e.attr("refines") == "" {
			if modified++; modified == 2 {
				c.add(diag.EPUBMetadata, e.at, "%s is said twice", property)
			}
		}
		if r, ok := strings.CutPrefix(e.attr("refines"), "#"); ok && ids[r] == nil {
			c.add(diag.EPUBMetadata, e.at, "it says something of %q, which is not there", r)
		}
	}
	unique := c.opf.attr("unique-identifier")
	if e := ids[unique]; e == nil || e.Local != "identifier" {
		c.add(diag.EPUBMetadata, c.opf.at, "the unique identifier %q is not there", unique)
	}
	if claim := properties["dcterms:conformsTo"]; claim != nil && properties["a11y:certifiedBy"] == nil {
		c.add(diag.EPUBMetadata, claim.at, "the claim names nobody who certifies it")
	}
	for _, e := range m.children("meta") {
		if e.attr("name") != "cover" {
			continue
		}
		if it := c.byID[e.attr("content")]; it == nil || !strings.HasPrefix(it.mediaType, "image/") {
			c.add(diag.EPUBMetadata, e.at, "the cover of EPUB 2 is no image of the manifest")
		}
	}
}

// identifier is the text of the unique identifier.
func (c *checker) identifier() string {
	if m := c.opf.child("metadata"); m != nil {
		for _, e := range m.children("identifier") {
			if e.attr("id") == c.opf.attr("unique-identifier") {
				return e.text()
			}
		}
	}
	return ""
}

// hasMeta reports whether the metadata has a property, and where, or else
// where it should be.
func (c *checker) hasMeta(property string) (found bool, at source.Span) {
	m := c.opf.child("metadata")
	if m == nil {
		return false, c.opf.at
	}
	for _, e := range m.children("meta") {
		if e.attr("property") == property && e.text() != "" {
			return true, e.at
		}
	}
	return false, m.at
}

package epubverify

import (
	"cmp"
	"slices"
	"strings"

	"guidec/internal/diag"
	"guidec/internal/pattern"
)

// A page is an XHTML file that could be read.
type page struct {
	file  string
	root  *element
	order int            // in the spine; files outside of it come last
	ids   map[string]int // id → place in the file, from 1
	byID  map[string]*element
}

// readPages reads every page and checks it for itself.
func (c *checker) readPages() {
	for _, it := range c.items {
		if it.mediaType != typeXHTML {
			continue
		}
		root := c.xml(it.file, nsXHTML, "html")
		if root == nil {
			c.partial = true
			continue
		}
		p := &page{file: it.file, root: root, order: slices.Index(c.reading, it), ids: map[string]int{}, byID: map[string]*element{}}
		if p.order < 0 {
			p.order = len(c.reading)
		}
		c.pages[it.file] = p
		if slices.Contains(it.properties, "nav") {
			c.navigate = p
		}
		c.page(p)
	}
}

func (c *checker) page(p *page) {
	if p.root.attr("lang") == "" || p.root.attrNS(nsXML, "lang") == "" {
		c.add(diag.EPUBPage, p.root.at, "its language is not said in both lang and xml:lang")
	}
	if head := p.root.child("head"); head == nil || head.child("title") == nil || head.child("title").text() == "" {
		c.add(diag.EPUBPage, p.root.at, "it has no title")
	}
	if !strings.HasPrefix(strings.TrimPrefix(p.root.at.File.Text, "\uFEFF"), "<?xml") {
		c.add(diag.EPUBPage, p.root.at, "it has no XML declaration, without which Kindle does not take it")
	}
	level, place := 0, 0
	p.root.walk(func(e *element) {
		place++
		c.pageID(p, e, place)
		if alt, ok := e.lookup("", "alt"); e.Local == "img" && (!ok || alt != "" && strings.TrimSpace(alt) == "") {
			c.add(diag.EPUBAlt, e.at, "the image has no description")
		}
		if e.Local == "img" && e.attr("src") == "" {
			c.add(diag.EPUBLink, e.at, "the image has no source")
		}
		if n := headingLevel(e.Local); n > 0 && !e.inside(isNav) {
			if n > level+1 {
				c.add(diag.EPUBHeading, e.at, "a heading of level %d follows one of level %d", n, level)
			}
			level = n
			if e.silent() {
				c.add(diag.EPUBHeading, e.at, "the heading says nothing")
			}
		}
		if e.Local == "a" && e.attr("href") != "" && e.silent() && !e.inside(isNav) {
			c.add(diag.EPUBLink, e.at, "the link has no words")
		}
		c.language(e)
		c.declared(p, e)
		c.nesting(e)
		c.role(e)
	})
	c.named(p)
}

// languageTag is the form of one (BCP 47). An empty one stands for a language
// that nobody knows.
var languageTag = pattern.Lazy(`^([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?$`)

// language checks that an element which says its language says one.
func (c *checker) language(e *element) {
	html, inHTML := e.lookup("", "lang")
	xml, inXML := e.lookup(nsXML, "lang")
	switch {
	case inHTML && inXML && !strings.EqualFold(html, xml):
		c.add(diag.EPUBPage, e.at, "its lang is %q and its xml:lang %q", html, xml)
	case inHTML && !languageTag().MatchString(html) || inXML && !languageTag().MatchString(xml):
		c.add(diag.EPUBPage, e.at, "%q is no language", cmp.Or(html, xml))
	}
}

// needs are the elements that a reader must be warned of by a property of the
// page in the manifest.
var needs = map[string]string{"svg": "svg", "math": "mathml", "script": "scripted", "form": "scripted"}

// declared checks that the manifest warns of an element. It says so once for
// each property, and not of scripts that are data.
func (c *checker) declared(p *page, e *element) {
	need, it := needs[e.Local], c.byPath[p.file]
	if need == "" || slices.Contains(it.properties, need) || strings.Contains(e.attr("type"), "json") {
		return
	}
	c.add(diag.EPUBManifest, e.at, "the manifest does not say that the page is %s", need)
	it.properties = append(it.properties, need)
}

func isNav(e *element) bool { return e.Local == "nav" }

func headingLevel(name string) int {
	if len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' {
		return int(name[1] - '0')
	}
	return 0
}

func isID(id string) bool { return id != "" && !strings.ContainsAny(id, " \t\n") }

func (c *checker) pageID(p *page, e *element, place int) {
	id, ok := e.lookup("", "id")
	switch {
	case !ok:
		return
	case !isID(id):
		c.add(diag.EPUBID, e.at, "the id %q is no name", id)
	case p.ids[id] != 0:
		c.add(diag.EPUBID, e.at, "the id %q is taken", id).See(p.byID[id].at, "the first is here")
	default:
		p.ids[id], p.byID[id] = place, e
	}
}

// roles are the ARIA roles that go with values of epub:type (EPUB Type to
// ARIA Role Authoring Guide 1.1). "" stands for a value without a role.
var roles = map[string]string{
	"abstract": "doc-abstract", "acknowledgments": "doc-acknowledgments", "afterword": "doc-afterword", "appendix": "doc-appendix",
	"backlink": "doc-backlink", "bibliography": "doc-bibliography", "chapter": "doc-chapter", "colophon": "doc-colophon",
	"conclusion": "doc-conclusion", "credits": "doc-credits", "dedication": "doc-dedication", "epigraph": "doc-epigraph",
	"footnote": "doc-footnote", "foreword": "doc-foreword", "glossary": "doc-glossary", "glossref": "doc-glossref",
	"index": "doc-index", "introduction": "doc-introduction", "noteref": "doc-noteref", "notice": "doc-notice",
	"page-list": "doc-pagelist", "pagebreak": "doc-pagebreak", "part": "doc-part", "preface": "doc-preface",
	"pullquote": "doc-pullquote", "qna": "doc-qna", "subtitle": "doc-subtitle", "tip": "doc-tip", "toc": "doc-toc",
	"endnotes": "doc-endnotes", "endnote": "", "footnotes": "", "rearnotes": "", "rearnote": "",
	"cover": "", "titlepage": "", "frontmatter": "", "bodymatter": "", "backmatter": "", "landmarks": "", "glossterm": "", "imprint": "",
}

// role checks that assistive technology is told what readers are told.
func (c *checker) role(e *element) {
	if e.inside(func(p *element) bool { return isNav(p) && slices.Contains(p.types(), "landmarks") }) {
		return
	}
	for _, t := range e.types() {
		want, known := roles[t]
		switch {
		case !known:
			c.add(diag.EPUBRole, e.at, "the type %q is not one that readers know", t)
		case want != "" && !slices.Contains(strings.Fields(e.attr("role")), want):
			c.add(diag.EPUBRole, e.at, "the type %q goes with the role %s", t, want)
		}
	}
	if strings.Contains(e.attr("role"), "doc-pagebreak") && e.attr("aria-label") == "" {
		c.add(diag.EPUBRole, e.at, "the page break does not say its page")
	}
}

package epubverify

import (
	"slices"
	"strings"

	"guidec/internal/diag"
)

// content says which children an element may have, where those are few (HTML,
// section 4, content models).
var content = map[string][]string{
	"ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"},
	"table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
	"thead": {"tr"}, "tbody": {"tr"}, "tfoot": {"tr"}, "tr": {"th", "td"},
}

// lines are the elements that hold words, and no blocks.
var lines = []string{
	"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre",
	"span", "em", "strong", "i", "b", "cite", "code", "del", "dfn", "sup", "sub", "small", "q", "abbr",
}

// blocks are the elements that may not stand in those.
var blocks = []string{
	"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "hr", "div", "section", "article", "aside", "nav", "header", "footer",
	"blockquote", "figure", "figcaption", "ul", "ol", "dl", "li", "dt", "dd", "table", "caption", "tr", "td", "th",
}

// nesting checks that an element may stand where it does.
func (c *checker) nesting(e *element) {
	if e.parent == nil {
		return
	}
	in := e.parent.Local
	few, limited := content[in]
	switch {
	case limited && !slices.Contains(few, e.Local), slices.Contains(lines, in) && slices.Contains(blocks, e.Local):
		c.add(diag.EPUBPage, e.at, "<%s> may not stand in <%s>", e.Local, in)
	case e.Local == "a" && e.inside(func(p *element) bool { return p.Local == "a" }):
		c.add(diag.EPUBPage, e.at, "a link stands in a link")
	}
	if _, limited := content[e.Local]; limited {
		c.order(e)
	}
}

// order checks what follows what in an element that may have few children.
func (c *checker) order(e *element) {
	last := ""
	for _, k := range e.kids {
		switch k := k.(type) {
		case string:
			if strings.TrimSpace(k) != "" {
				c.add(diag.EPUBPage, e.at, "words stand right in <%s>", e.Local)
			}
		case *element:
			if k.Local == "caption" && last != "" {
				c.add(diag.EPUBPage, k.at, "the caption is not the first thing in its table")
			}
			last = k.Local
		}
	}
	if last == "dt" {
		c.add(diag.EPUBPage, e.at, "the last term has no meaning")
	}
}

// silent reports whether an element has neither words nor a picture that is
// described, and so nothing to read out.
func (e *element) silent() bool {
	said := e.text() + e.attr("aria-label") + e.attr("title")
	e.walk(func(x *element) { said += x.attr("alt") })
	return strings.TrimSpace(said) == ""
}

// named checks that what is named by another element is.
func (c *checker) named(p *page) {
	p.root.walk(func(e *element) {
		for _, attribute := range []string{"aria-labelledby", "aria-describedby"} {
			for id := range strings.FieldsSeq(e.attr(attribute)) {
				if p.ids[id] == 0 {
					c.add(diag.EPUBID, e.at, "%s names %q, which is not there", attribute, id)
				}
			}
		}
	})
}

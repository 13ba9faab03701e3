// Package pdfcheck checks finished PDF files against what guidec promises of
// them: that all content is tagged and the tags make sense, that text can be
// read back, that links and outline lead somewhere, that the file says what
// it is. It looks for what the project's own output could break, with code
// that shares nothing with the code that writes; it is no full validator of
// PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2), of whose rules it holds
// those that it names. Section numbers are those of ISO 32000-1.
package pdfcheck

import (
	"encoding/xml"
	"fmt"
	"io"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// A checker holds what is known of one file.
type checker struct {
	*file
	list    diag.List
	told    map[diag.Code]int
	catalog dict
	xmp     map[xml.Name]string
	tagged  bool // it claims to have a structure
	pages   []*page
	pageOf  map[int]*page // by object number
	fonts   map[ref]*font
	elems   map[int]*elem // by object number
	dests   map[string]any
	forms   [][]byte // buffers, by their depth
}

// File checks the file of the given size. Findings have no place in a source;
// their messages name the page or the object.
func File(r io.ReaderAt, size int64) diag.List {
	c := &checker{
		told: map[diag.Code]int{}, pageOf: map[int]*page{}, fonts: map[ref]*font{}, elems: map[int]*elem{},
	}
	data := make([]byte, size)
	if n, err := r.ReadAt(data, 0); int64(n) < size {
		c.add(diag.PDFSyntax, "the file cannot be read: %v", err)
		return c.list
	}
	f, err := open(data, func(format string, args ...any) { c.add(diag.PDFSyntax, format, args...) })
	if err != nil {
		c.add(diag.PDFSyntax, "%v", err)
		return c.list
	}
	c.file = f
	c.catalog = c.dict(f.trailer["Root"])
	if c.catalog["Type"] != name("Catalog") {
		c.add(diag.PDFSyntax, "the file has no catalog")
		return c.list
	}
	c.readMetadata()
	c.readPages()
	c.readDestinations()
	c.checkContents()
	if c.tagged {
		c.checkStructure()
	}
	c.checkFonts()
	c.checkLinks()
	c.checkOutline()
	c.checkPageLabels()
	c.checkDocument()
	c.checkMetadata()
	c.checkOutputIntent()
	c.sum()
	return c.list
}

// tellAtMost is how often one code is reported: more of the same helps nobody.
const tellAtMost = 10

func (c *checker) add(code diag.Code, format string, args ...any) {
	if c.told[code]++; c.told[code] <= tellAtMost {
		c.list.Add(code, source.Span{}, "%s", fmt.Sprintf(format, args...))
	}
}

// sum says what was left out.
func (c *checker) sum() {
	for _, d := range c.list[:len(c.list):len(c.list)] {
		if more := c.told[d.Code] - tellAtMost; more > 0 {
			c.list.Add(d.Code, source.Span{}, "and %d more of this kind", more)
			c.told[d.Code] = 0
		}
	}
}

// A page is what the checks need of one.
type page struct {
	number    int // from 1
	object    int // of its dictionary
	dict      dict
	resources dict
	box       []float64
	unseen    bool        // text outside of it was told
	content   map[int]int // its marked content, by MCID; the value is the element, 0 while nobody claims it
}

// readPages walks the page tree (7.7.3).
func (c *checker) readPages() {
	seen := map[int]bool{}
	var walk func(v any, resources dict, box []float64)
	walk = func(v any, resources dict, box []float64) {
		r, ok := v.(ref)
		node := c.dict(v)
		if !ok || seen[int(r)] || node == nil {
			c.add(diag.PDFSyntax, "the page tree is broken")
			return
		}
		seen[int(r)] = true
		if d := c.dict(node["Resources"]); d != nil {
			resources = d
		}
		if b := c.numbers(node["MediaBox"]); len(b) == 4 {
			box = b
		}
		if c.name(node["Type"]) == "Pages" {
			for _, k := range c.array(node["Kids"]) {
				walk(k, resources, box)
			}
			return
		}
		p := &page{number: len(c.pages) + 1, object: int(r), dict: node, resources: resources, box: box, content: map[int]int{}}
		if box == nil {
			c.add(diag.PDFSyntax, "page %d has no size", p.number)
		}
		c.pages = append(c.pages, p)
		c.pageOf[p.object] = p
	}
	walk(c.catalog["Pages"], nil, nil)
	if count := c.int(c.dict(c.catalog["Pages"])["Count"]); count != len(c.pages) {
		c.add(diag.PDFSyntax, "the page tree counts %d pages and has %d", count, len(c.pages))
	}
}

// pageNumber returns the number of the page that v refers to; or 0.
func (c *checker) pageNumber(v any) int {
	if r, ok := v.(ref); ok && c.pageOf[int(r)] != nil {
		return c.pageOf[int(r)].number
	}
	return 0
}

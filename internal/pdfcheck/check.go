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
	"slices"

	"guidec/internal/diag"
	"guidec/internal/guard"
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
	parents map[int]any // the parent tree
	forms   [][]byte    // buffers, by their depth
}

// File checks the file of the given size. Findings have no place in a source;
// their messages name the page or the object.
func File(r io.ReaderAt, size int64) diag.List {
	c := &checker{
		told: map[diag.Code]int{}, pageOf: map[int]*page{}, elems: map[int]*elem{},
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
	if f.trailer["Encrypt"] != nil {
		c.add(diag.PDFForbidden, "the file is encrypted, so that nothing more can be checked")
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
	drawn := c.beside(func(c *checker) {
		c.checkContents()
		c.checkFonts()
	})
	if c.tagged {
		c.checkStructure()
	}
	c.checkLinks()
	c.checkOutline()
	c.checkPageLabels()
	c.checkDocument()
	c.checkMetadata()
	c.checkOutputIntent()
	c.join(drawn())
	c.checkMarks()
	c.sum()
	return c.list
}

// beside begins some of the checks in a goroutine of their own; the result
// waits for it. What has been read so far serves both, what they read from
// then on does not.
func (c *checker) beside(checks func(*checker)) (wait func() *checker) {
	other := &checker{told: map[diag.Code]int{}, catalog: c.catalog, tagged: c.tagged, pages: c.pages, pageOf: c.pageOf, fonts: map[ref]*font{}}
	other.file = c.file.apart(func(format string, args ...any) { other.add(diag.PDFSyntax, format, args...) })
	done := make(chan error, 1)
	go func() {
		done <- guard.Do(func() error { checks(other); return nil })
	}()
	return func() *checker {
		if err := <-done; err != nil {
			panic(err) // for whoever guards the caller
		}
		return other
	}
}

// join takes over the findings of another checker, but for those that both
// have.
func (c *checker) join(other *checker) {
	both := c.list[:len(c.list):len(c.list)]
	for _, d := range other.list {
		other.told[d.Code]--
		if !slices.ContainsFunc(both, func(b diag.Diagnostic) bool { return b.Code == d.Code && b.Message == d.Message }) {
			c.add(d.Code, "%s", d.Message)
		}
	}
	for code, more := range other.told { // that were not listed
		c.told[code] += more
	}
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
	unseen    bool         // text outside of it was told
	marks     map[int]bool // its marked content, by MCID
	owners    map[int]int  // elements that hold marked content of it, by MCID
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
		p := &page{number: len(c.pages) + 1, object: int(r), dict: node, resources: resources, box: box, marks: map[int]bool{}, owners: map[int]int{}}
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

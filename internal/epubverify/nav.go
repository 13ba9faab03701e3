package epubverify

import (
	"slices"
	"strconv"
	"strings"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// nav checks the contents, the landmarks and the page list (EPUB 3.3,
// section 7).
func (c *checker) nav() {
	if c.navigate == nil {
		return // the manifest's fault, and said there
	}
	toc := c.navOf("toc")
	if toc == nil {
		c.add(diag.EPUBNav, c.navigate.root.at, "there are no contents")
	} else {
		c.inOrder(toc, diag.EPUBNav)
		c.complete(toc)
	}
	if marks := c.navOf("landmarks"); marks == nil {
		c.add(diag.EPUBNav, c.navigate.root.at, "there are no landmarks")
	} else {
		for _, a := range linksIn(marks) {
			if len(a.types()) == 0 {
				c.add(diag.EPUBNav, a.at, "the landmark does not say its type")
			}
			c.landmark(a)
		}
	}
	for _, kind := range []string{"toc", "landmarks", "page-list"} {
		if list := c.navOf(kind); list != nil {
			c.entries(list)
		}
	}
	c.pageList()
}

// complete checks that the contents lead to every page with a chapter.
func (c *checker) complete(toc *element) {
	listed := map[string]bool{}
	for _, a := range linksIn(toc) {
		file, _, _ := c.resolve(c.navigate.file, a.attr("href"))
		listed[file] = true
	}
	for _, it := range c.reading {
		p := c.pages[it.file]
		if p == nil || listed[it.file] {
			continue
		}
		p.root.walk(func(e *element) {
			if e.is("part") || e.is("chapter") || e.is("appendix") {
				c.add(diag.EPUBNav, e.at, "the contents do not lead here")
			}
		})
	}
}

// landmark checks that what leads to the beginning of a division of the book
// leads into none of the others.
func (c *checker) landmark(a *element) {
	divisions := []string{"frontmatter", "bodymatter", "backmatter"}
	file, _, _ := c.resolve(c.navigate.file, a.attr("href"))
	p := c.pages[file]
	if p == nil || p.root.child("body") == nil {
		return
	}
	for _, of := range p.root.child("body").types() {
		for _, to := range a.types() {
			if of != to && slices.Contains(divisions, of) && slices.Contains(divisions, to) {
				c.add(diag.EPUBNav, a.at, "the landmark of the %s leads into the %s", to, of)
			}
		}
	}
}

// entries checks that a list of the navigation document is a heading and a
// list, and nothing else.
func (c *checker) entries(nav *element) {
	if len(nav.children("ol")) != 1 {
		c.add(diag.EPUBNav, nav.at, "it has not exactly one list")
	}
	nav.walk(func(e *element) {
		allowed := e.Local == "ol" || e.Local == "hgroup" || headingLevel(e.Local) > 0
		if e.parent == nav && !allowed {
			c.add(diag.EPUBNav, e.at, "<%s> may not stand in a list of the navigation document", e.Local)
		}
		if e.Local == "ol" && e.child("li") == nil {
			c.add(diag.EPUBNav, e.at, "the list is empty")
		}
	})
}

func (c *checker) navOf(kind string) *element {
	var found *element
	c.navigate.root.walk(func(e *element) {
		if isNav(e) && slices.Contains(e.types(), kind) {
			found = e
		}
	})
	return found
}

func linksIn(e *element) []*element {
	var all []*element
	e.walk(func(x *element) {
		if x.Local == "a" {
			all = append(all, x)
		}
	})
	return all
}

// inOrder checks that a list has words and goes forward through the book.
func (c *checker) inOrder(list *element, code diag.Code) {
	last := [2]int{-1, 0}
	for _, a := range linksIn(list) {
		if a.text() == "" {
			c.add(code, a.at, "the entry has no words")
		}
		at, ok := c.position(c.navigate.file, a.attr("href"))
		if !ok {
			continue // said of the link itself
		}
		if slices.Compare(at[:], last[:]) < 0 {
			c.add(code, a.at, "the entry stands before one that it follows in the book")
		}
		last = at
	}
}

// pageList checks that the list of printed pages and the marks in the text
// are the same pages, in one order.
func (c *checker) pageList() {
	marks := c.pageMarks()
	list := c.navOf("page-list")
	if list == nil {
		if len(marks) > 0 {
			c.add(diag.EPUBPageList, marks[0].at, "there are page breaks, and no page list")
		}
		return
	}
	c.inOrder(list, diag.EPUBPageList)
	listed := linksIn(list)
	seen := map[string]bool{}
	for _, a := range listed {
		e, _ := c.target(c.navigate, a)
		if seen[a.text()] {
			c.add(diag.EPUBPageList, a.at, "page %s is listed twice", a.text())
		}
		seen[a.text()] = true
		switch {
		case e == nil:
		case !slices.Contains(e.types(), "pagebreak"):
			c.add(diag.EPUBPageList, a.at, "page %s does not lead to a page break", a.text())
		case e.attr("aria-label") != a.text():
			c.add(diag.EPUBPageList, a.at, "page %s leads to the start of page %s", a.text(), e.attr("aria-label"))
		}
	}
	if len(listed) != len(marks) && !c.partial {
		c.add(diag.EPUBPageList, list.at, "%d pages are listed and %d begin in the text", len(listed), len(marks))
	}
	if found, at := c.hasMeta("pageBreakSource"); !found {
		c.add(diag.EPUBPageList, at, "nothing says whose pages these are")
	}
}

// pageMarks are the page breaks of the book in reading order.
func (c *checker) pageMarks() []*element {
	var marks []*element
	for _, it := range c.reading {
		if p := c.pages[it.file]; p != nil {
			p.root.walk(func(e *element) {
				if slices.Contains(e.types(), "pagebreak") {
					marks = append(marks, e)
				}
			})
		}
	}
	return marks
}

// ncx checks that the contents of EPUB 2 say the same as those of EPUB 3.
func (c *checker) ncx() {
	i := slices.IndexFunc(c.items, func(it *manifestItem) bool { return it.mediaType == typeNCX })
	if i < 0 {
		return // said of the spine
	}
	file := c.items[i].file
	root := c.xml(file, nsNCX, "ncx")
	if root == nil {
		return
	}
	c.ncxHead(root)
	var contents, pages []string
	orders := map[int]string{}
	depth := 0
	root.walk(func(e *element) {
		if e.Local != "navPoint" && e.Local != "pageTarget" {
			return
		}
		href := ""
		if content := e.child("content"); content != nil {
			href = content.attr("src")
		}
		at, _ := c.position(file, href)
		if c.nowhere(file, href) || at[0] >= len(c.reading) {
			c.add(diag.EPUBNCX, e.at, "%q leads nowhere", href)
		}
		n, err := strconv.Atoi(e.attr("playOrder"))
		if was, twice := orders[n]; err != nil || twice && was != href {
			c.add(diag.EPUBNCX, e.at, "the place %q in the order is missing or taken", e.attr("playOrder"))
		}
		orders[n] = href
		entry := c.absolute(file, href) + " " + ncxLabel(e)
		if e.Local == "navPoint" {
			contents = append(contents, entry)
			depth = max(depth, ncxDepth(e))
		} else {
			pages = append(pages, entry)
		}
	})
	c.ncxOrder(file, orders, root.at)
	if want := ncxMeta(root, "dtb:depth"); want != strconv.Itoa(depth) {
		c.add(diag.EPUBNCX, root.at, "its depth is %d, not %q", depth, want)
	}
	c.sameAsNav("toc", "contents", contents, root)
	c.sameAsNav("page-list", "page list", pages, root)
}

func (c *checker) ncxHead(root *element) {
	if uid := ncxMeta(root, "dtb:uid"); uid == "" || uid != c.identifier() {
		c.add(diag.EPUBNCX, root.at, "its dtb:uid %q is not the book's identifier", uid)
	}
}

// ncxOrder checks that numbers grow as the book is read.
func (c *checker) ncxOrder(file string, orders map[int]string, at source.Span) {
	var numbers []int
	for n := range orders {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	last := [2]int{-1, 0}
	for _, n := range numbers {
		place, ok := c.position(file, orders[n])
		if ok && slices.Compare(place[:], last[:]) < 0 {
			c.add(diag.EPUBNCX, at, "place %d in the order comes before the one that it follows", n)
		}
		if ok {
			last = place
		}
	}
}

// sameAsNav checks that the NCX lists what a list of the navigation document
// does, in the same words; messages call the list name.
func (c *checker) sameAsNav(kind, name string, entries []string, root *element) {
	if c.navigate == nil {
		return
	}
	var want []string
	if list := c.navOf(kind); list != nil {
		for _, a := range linksIn(list) {
			want = append(want, c.absolute(c.navigate.file, a.attr("href"))+" "+a.text())
		}
	}
	if !slices.Equal(entries, want) {
		c.add(diag.EPUBNCX, root.at, "its entries are not those of the %s", name)
	}
}

func (c *checker) absolute(from, href string) string {
	file, fragment, _ := c.resolve(from, href)
	return file + "#" + fragment
}

func ncxLabel(e *element) string {
	if label := e.child("navLabel"); label != nil {
		return label.text()
	}
	return ""
}

func ncxDepth(e *element) int {
	d := 1
	for p := e.parent; p != nil; p = p.parent {
		if p.Local == "navPoint" {
			d++
		}
	}
	return d
}

func ncxMeta(root *element, name string) string {
	value := ""
	if head := root.child("head"); head != nil {
		for _, m := range head.children("meta") {
			if m.attr("name") == name {
				value = strings.TrimSpace(m.attr("content"))
			}
		}
	}
	return value
}

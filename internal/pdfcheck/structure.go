package pdfcheck

import (
	"maps"
	"slices"
	"strings"

	"guidec/internal/diag"
)

// An elem is a structure element (14.7.2).
type elem struct {
	object int
	typ    string
	dict   dict
	parent *elem
	kids   []*elem
	marked int // pieces of marked content
	annots []int
	page   int // of its first content; 0: none of its own
}

// checkStructure reads the structure tree and compares it with the pages.
func (c *checker) checkStructure() {
	root := c.dict(c.catalog["StructTreeRoot"])
	if root == nil {
		c.add(diag.PDFStructure, "the file has no structure")
		return
	}
	top := c.readElems(root["K"], nil)
	if len(top) != 1 || top[0].typ != "Document" {
		c.add(diag.PDFStructure, "the structure is not one Document")
	}
	c.parents = c.readNumberTree(root["ParentTree"])
	c.checkAnnotParents()
	ids := c.readNameTree(root["IDTree"], diag.PDFNote)
	headings := &headings{}
	for _, e := range top {
		c.checkElem(e, headings, ids)
	}
	c.checkIDs(ids)
}

// readElems reads what stands in the K of an element or of the root.
func (c *checker) readElems(k any, parent *elem) []*elem {
	list, ok := c.resolve(k).(array)
	if !ok {
		if k == nil {
			return nil
		}
		list = array{k}
	}
	var elems []*elem
	for _, v := range list {
		if e := c.readKid(v, parent); e != nil {
			elems = append(elems, e)
		}
	}
	return elems
}

// readKid reads one kid: content, which it notes in the parent, or an element,
// which it returns.
func (c *checker) readKid(v any, parent *elem) *elem {
	if mcid, ok := v.(int); ok && parent != nil {
		c.claim(parent, parent.dict["Pg"], mcid)
		return nil
	}
	d := c.dict(v)
	switch {
	case d == nil:
		c.add(diag.PDFStructure, "the structure holds %v, which is no element", v)
		return nil
	case c.name(d["Type"]) == "MCR" && parent != nil:
		pg, ok := d["Pg"]
		if !ok {
			pg = parent.dict["Pg"]
		}
		mcid, _ := d["MCID"].(int)
		c.claim(parent, pg, mcid)
		return nil
	case c.name(d["Type"]) == "OBJR" && parent != nil:
		if r, ok := d["Obj"].(ref); ok {
			parent.annots = append(parent.annots, int(r))
		}
		return nil
	}
	return c.readElem(v, d, parent)
}

func (c *checker) readElem(v any, d dict, parent *elem) *elem {
	r, ok := v.(ref)
	if !ok || c.elems[int(r)] != nil {
		c.add(diag.PDFStructure, "an element stands twice in the structure, or is no object of its own")
		return nil
	}
	e := &elem{object: int(r), typ: string(c.name(d["S"])), dict: d, parent: parent}
	if mapped := c.name(c.dict(c.dict(c.catalog["StructTreeRoot"])["RoleMap"])[name(e.typ)]); mapped != "" && !standard(e.typ) {
		e.typ = string(mapped)
	}
	c.elems[e.object] = e
	e.kids = c.readElems(d["K"], e)
	want := c.catalog["StructTreeRoot"]
	if parent != nil {
		want = ref(parent.object)
	}
	if d["P"] != want {
		c.add(diag.PDFStructure, "%s: names another parent than the one that holds it", c.place(e))
	}
	return e
}

// claim notes that e holds marked content.
func (c *checker) claim(e *elem, pg any, mcid int) {
	n := c.pageNumber(pg)
	e.marked++
	if n == 0 {
		c.add(diag.PDFStructure, "%s: holds content of a page that is not there", c.place(e))
		return
	}
	if e.page == 0 {
		e.page = n
	}
	owners := c.pages[n-1].owners
	if _, ok := owners[mcid]; ok {
		c.add(diag.PDFParentTree, "%s: holds the mark %d of page %d, which another holds too", c.place(e), mcid, n)
		return
	}
	owners[mcid] = e.object
}

// place names an element for people: where it begins, and what it is.
func (c *checker) place(e *elem) string {
	where := "the structure"
	if n := firstPage(e); n > 0 {
		where = "page " + itoa(n)
	} else if e.parent != nil {
		if n := firstPage(e.parent); n > 0 {
			where = "page " + itoa(n)
		}
	}
	return where + ": " + e.typ
}

func firstPage(e *elem) int {
	if e.page > 0 {
		return e.page
	}
	for _, k := range e.kids {
		if n := firstPage(k); n > 0 {
			return n
		}
	}
	return 0
}

// checkMarks compares the marks of each page with the elements that hold them,
// and with the parent tree.
func (c *checker) checkMarks() {
	if c.parents == nil {
		return // no structure, which was said where there ought to be one
	}
	seen := map[int]bool{}
	for _, p := range c.pages {
		for _, mcid := range slices.Sorted(maps.Keys(p.owners)) {
			if !p.marks[mcid] {
				c.add(diag.PDFParentTree, "%s: holds the mark %d of page %d, which is not there", c.place(c.elems[p.owners[mcid]]), mcid, p.number)
			}
		}
		key, ok := p.dict["StructParents"].(int)
		if !ok || seen[key] {
			c.add(diag.PDFParentTree, "page %d has no key of its own in the parent tree", p.number)
			continue
		}
		seen[key] = true
		list := c.array(c.parents[key])
		for _, mcid := range slices.Sorted(maps.Keys(p.marks)) {
			owner := p.owners[mcid]
			switch {
			case owner == 0:
				c.add(diag.PDFParentTree, "page %d: no element holds the mark %d", p.number, mcid)
			case mcid < 0 || mcid >= len(list) || list[mcid] != ref(owner):
				c.add(diag.PDFParentTree, "page %d: the parent tree has another element for the mark %d", p.number, mcid)
			}
		}
		for mcid, v := range list {
			if !p.marks[mcid] && v != nil {
				c.add(diag.PDFParentTree, "page %d: the parent tree has an element for the mark %d, which is not there", p.number, mcid)
			}
		}
	}
}

// checkAnnotParents compares the annotations that elements hold with the
// parent tree.
func (c *checker) checkAnnotParents() {
	for _, id := range slices.Sorted(maps.Keys(c.elems)) {
		e := c.elems[id]
		for _, a := range e.annots {
			key, ok := c.dict(ref(a))["StructParent"].(int)
			if !ok || c.parents[key] != ref(e.object) {
				c.add(diag.PDFParentTree, "%s: the parent tree has another element for its annotation", c.place(e))
			}
		}
	}
}

// headings follows the levels of headings.
type headings struct{ last int }

// checkElem checks e and what stands in it, in reading order.
func (c *checker) checkElem(e *elem, h *headings, ids map[string]any) {
	c.checkNesting(e)
	switch e.typ {
	case "H1", "H2", "H3", "H4", "H5", "H6":
		level := int(e.typ[1] - '0')
		if level > h.last+1 {
			c.add(diag.PDFHeading, "%s: follows a heading of level %d", c.place(e), h.last)
		}
		h.last = level
	case "Figure", "Formula":
		if c.text(e.dict["Alt"]) == "" && c.text(e.dict["ActualText"]) == "" {
			c.add(diag.PDFAlt, "%s: nothing says what it shows", c.place(e))
		}
	case "Note":
		if id := c.text(e.dict["ID"]); id == "" {
			c.add(diag.PDFNote, "%s: has no ID", c.place(e))
		}
	case "Table":
		c.checkTable(e)
	case "Link":
		if len(e.annots) == 0 {
			c.add(diag.PDFLink, "%s: holds no annotation", c.place(e))
		}
	}
	if id, ok := e.dict["ID"]; ok && ids[c.text(id)] != ref(e.object) {
		c.add(diag.PDFNote, "%s: its ID %q is not its own in the tree of IDs", c.place(e), c.text(id))
	}
	if v, ok := e.dict["Lang"]; ok && !isLangTag(c.text(v)) {
		c.add(diag.PDFLang, "%s: %q is no language", c.place(e), c.text(v))
	}
	for _, k := range e.kids {
		c.checkElem(k, h, ids)
	}
}

// isLangTag reports whether a text has the shape of a language tag (BCP 47):
// letters, then parts of letters and digits, of 8 at most.
func isLangTag(s string) bool {
	const letters, digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"
	first, rest, more := strings.Cut(s, "-")
	if len(first) < 2 || len(first) > 8 || strings.Trim(first, letters) != "" {
		return false
	}
	for more {
		var part string
		part, rest, more = strings.Cut(rest, "-")
		if part == "" || len(part) > 8 || strings.Trim(part, letters+digits) != "" {
			return false
		}
	}
	return true
}

// checkIDs sees that the tree of IDs leads to elements that have them.
func (c *checker) checkIDs(ids map[string]any) {
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		r, _ := ids[id].(ref)
		if e := c.elems[int(r)]; e == nil || c.text(e.dict["ID"]) != id {
			c.add(diag.PDFNote, "the tree of IDs has %q, which no element has", id)
		}
	}
}

// within says, for a type, in what it may stand; without a row it may stand
// anywhere. inside says what it may hold.
var (
	within = map[string]string{
		"Document": "", "LI": "L", "LBody": "LI", "TOCI": "TOC",
		"TR": "Table THead TBody TFoot", "THead": "Table", "TBody": "Table", "TFoot": "Table", "TH": "TR", "TD": "TR",
	}
	inside = map[string]string{
		"L": "L LI Caption", "LI": "Lbl LBody", "TOC": "TOC TOCI Caption",
		"TOCI":  "Lbl Reference NonStruct P TOC",
		"Table": "TR THead TBody TFoot Caption", "THead": "TR", "TBody": "TR", "TFoot": "TR", "TR": "TH TD",
	}
)

// checkNesting holds which types may stand in which (14.8.4).
func (c *checker) checkNesting(e *elem) {
	if !standard(e.typ) {
		c.add(diag.PDFStructure, "%s: is no standard type", c.place(e))
	}
	parent := ""
	if e.parent != nil {
		parent = e.parent.typ
	}
	if allowed, ok := within[e.typ]; ok && !hasWord(allowed, parent) {
		c.add(diag.PDFNesting, "%s: cannot stand in %s", c.place(e), parent)
	}
	allowed, ok := inside[e.typ]
	if !ok {
		return
	}
	if e.marked > 0 && e.typ != "LI" && e.typ != "TOCI" {
		c.add(diag.PDFNesting, "%s: holds text itself", c.place(e))
	}
	counts := map[string]int{}
	for _, k := range e.kids {
		counts[k.typ]++
		if !hasWord(allowed, k.typ) {
			c.add(diag.PDFNesting, "%s: cannot hold %s", c.place(e), k.typ)
		}
	}
	for _, once := range []string{"THead", "TFoot", "Caption"} {
		if counts[once] > 1 {
			c.add(diag.PDFNesting, "%s: holds %s twice", c.place(e), once)
		}
	}
}

func hasWord(list, word string) bool {
	for w := range strings.SplitSeq(list, " ") {
		if w == word {
			return true
		}
	}
	return false
}

// standard reports whether a structure type needs no role map (14.8.4).
func standard(typ string) bool {
	switch typ {
	case "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
		"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot",
		"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP",
		"Figure", "Formula", "Form":
		return true
	}
	return false
}

// checkTable holds that rows are equally long and that head cells say what
// they are the heads of.
func (c *checker) checkTable(t *elem) {
	var rows []*elem
	for _, k := range t.kids {
		if k.typ == "TR" {
			rows = append(rows, k)
		} else if k.typ != "Caption" {
			rows = append(rows, k.kids...)
		}
	}
	columns := -1
	var carried []int // for each column, the rows that a cell above still spans
	for _, row := range rows {
		at := 0
		for _, cell := range row.kids {
			for at < len(carried) && carried[at] > 0 {
				at++
			}
			scope, _ := c.attribute(cell, "Table", "Scope").(name)
			if cell.typ == "TH" && !slices.Contains([]name{"Row", "Column", "Both"}, scope) {
				c.add(diag.PDFTable, "%s: does not say whether it heads a row or a column", c.place(cell))
			}
			for range min(c.span(cell, "ColSpan"), 1000) {
				for len(carried) <= at {
					carried = append(carried, 0)
				}
				carried[at] = c.span(cell, "RowSpan")
				at++
			}
		}
		width := 0
		for i := range carried {
			if carried[i] > 0 {
				width++
				carried[i]--
			}
		}
		if columns >= 0 && width != columns {
			c.add(diag.PDFTable, "%s: has %d columns, the row above it %d", c.place(row), width, columns)
		}
		columns = width
	}
	if len(rows) == 0 {
		c.add(diag.PDFTable, "%s: has no rows", c.place(t))
	}
}

func (c *checker) span(cell *elem, key name) int {
	return max(1, c.int(c.attribute(cell, "Table", key)))
}

// attribute returns an attribute of an element (14.7.5), or nil.
func (c *checker) attribute(e *elem, owner, key name) any {
	list, ok := c.resolve(e.dict["A"]).(array)
	if !ok {
		list = array{e.dict["A"]}
	}
	for _, v := range list {
		if a := c.dict(v); c.name(a["O"]) == owner && a[key] != nil {
			return a[key]
		}
	}
	return nil
}

package pdfcheck

import (
	"maps"
	"slices"

	"guidec/internal/diag"
	"guidec/internal/pattern"
)

// readDestinations reads the named destinations.
func (c *checker) readDestinations() {
	c.dests = c.readNameTree(c.dict(c.catalog["Names"])["Dests"], diag.PDFDestination)
	for _, n := range slices.Sorted(maps.Keys(c.dests)) {
		if !c.leads(c.dests[n]) {
			c.add(diag.PDFDestination, "the destination %q is no place in the file", n)
		}
	}
}

// leads reports whether a destination (12.3.2) leads to a page.
func (c *checker) leads(v any) bool {
	switch v := c.resolve(v).(type) {
	case text:
		d, ok := c.dests[string(v)]
		if _, again := c.resolve(d).(text); again {
			return false
		}
		return ok && c.leads(d)
	case dict:
		_, again := c.resolve(v["D"]).(dict)
		return !again && c.leads(v["D"])
	case array:
		return len(v) >= 2 && c.pageNumber(v[0]) > 0
	}
	return false
}

// checkLinks checks the annotations of every page.
func (c *checker) checkLinks() {
	held := map[int]*elem{}
	for _, id := range slices.Sorted(maps.Keys(c.elems)) {
		for _, a := range c.elems[id].annots {
			held[a] = c.elems[id]
		}
	}
	for _, p := range c.pages {
		annots := c.array(p.dict["Annots"])
		if len(annots) > 0 && c.name(p.dict["Tabs"]) != "S" {
			c.add(diag.PDFLink, "page %d: the tab key does not follow the structure", p.number)
		}
		for _, v := range annots {
			r, _ := v.(ref)
			c.checkLink(p, c.dict(v), held[int(r)])
		}
	}
}

// program tells addresses that run something, or reach into the machine.
var program = pattern.Lazy(`^(?i:javascript|vbscript|data|file):`)

var absoluteURI = pattern.Lazy(`^[A-Za-z][A-Za-z0-9+.-]*:[!-~]+$`)

// checkLink checks one annotation (12.5.6.5).
func (c *checker) checkLink(p *page, a dict, holder *elem) {
	bad := func(why string) { c.add(diag.PDFLink, "page %d: a link %s", p.number, why) }
	if c.name(a["Subtype"]) != "Link" {
		c.add(diag.PDFLink, "page %d: an annotation is no link", p.number)
		return
	}
	if c.text(a["Contents"]) == "" {
		bad("does not say where it leads")
	}
	if f := c.int(a["F"]); f&4 == 0 || f&(1|2|32) != 0 {
		bad("is not printed, or hidden")
	}
	switch {
	case holder == nil:
		bad("stands in no element")
	case holder.typ != "Link" && holder.typ != "Reference" && holder.typ != "Note":
		bad("stands in " + holder.typ)
	}
	c.checkLinkPlace(p, a, bad)
	action := c.dict(a["A"])
	switch {
	case a["Dest"] != nil:
		if !c.leads(a["Dest"]) {
			bad("leads to no place in the file")
		}
	case c.name(action["S"]) == "URI":
		if uri := c.text(action["URI"]); !absoluteURI().MatchString(uri) || program().MatchString(uri) {
			bad("has a bad address: " + c.text(action["URI"]))
		}
	case c.name(action["S"]) == "GoTo":
		if !c.leads(action["D"]) {
			bad("leads to no place in the file")
		}
	default:
		bad("leads nowhere")
	}
}

// slack is how far a rectangle may stand out for rounding, in points.
const slack = 0.01

// checkLinkPlace holds that a link lies on its page, and its lines in it.
func (c *checker) checkLinkPlace(p *page, a dict, bad func(string)) {
	r := c.numbers(a["Rect"])
	if len(r) != 4 || r[0] >= r[2] || r[1] >= r[3] {
		bad("has no place")
		return
	}
	if b := p.box; len(b) == 4 && (r[0] < b[0]-slack || r[1] < b[1]-slack || r[2] > b[2]+slack || r[3] > b[3]+slack) {
		bad("lies outside its page")
	}
	quads := c.numbers(a["QuadPoints"])
	if len(quads)%8 != 0 || a["QuadPoints"] != nil && len(quads) == 0 {
		bad("has bad lines")
	}
	for i := 0; i+1 < len(quads); i += 2 {
		if x, y := quads[i], quads[i+1]; x < r[0]-slack || x > r[2]+slack || y < r[1]-slack || y > r[3]+slack {
			bad("has a line outside its rectangle")
			return
		}
	}
}

// checkOutline walks the outline (12.3.3).
func (c *checker) checkOutline() {
	root, ok := c.catalog["Outlines"].(ref)
	if !ok {
		return // a short file needs none
	}
	seen := map[any]bool{}
	shown := c.checkItems(root, c.dict(root), seen)
	if n := c.int(c.dict(root)["Count"]); n != shown {
		c.add(diag.PDFOutline, "the outline says that it shows %d items, and shows %d", n, shown)
	}
}

// checkItems checks the kids of an item, and returns how many lines they are
// when it is open.
func (c *checker) checkItems(parent ref, node dict, seen map[any]bool) (shown int) {
	var prev any
	for at := node["First"]; at != nil; {
		item := c.dict(at)
		if item == nil || seen[at] {
			c.add(diag.PDFOutline, "the outline goes in a circle or breaks off")
			return shown
		}
		seen[at] = true
		title := decodeText(c.text(item["Title"]))
		if title == "" {
			c.add(diag.PDFOutline, "an item of the outline has no title")
		}
		if item["Parent"] != parent || item["Prev"] != prev {
			c.add(diag.PDFOutline, "%q: its neighbours in the outline do not know it", title)
		}
		if !c.leads(item["Dest"]) && !c.leads(c.dict(item["A"])["D"]) {
			c.add(diag.PDFOutline, "%q: leads to no place in the file", title)
		}
		shown++
		if item["First"] != nil {
			r, _ := at.(ref)
			n, count := c.checkItems(r, item, seen), c.int(item["Count"])
			if count != n && count != -n {
				c.add(diag.PDFOutline, "%q: says that it has %d items, and has %d", title, count, n)
			}
			if count > 0 {
				shown += n
			}
		}
		prev, at = at, item["Next"]
	}
	if node["Last"] != prev {
		c.add(diag.PDFOutline, "the outline has another last item than it says")
	}
	return shown
}

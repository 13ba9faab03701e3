package finish

import (
	"cmp"
	"fmt"
	"slices"
)

// A structure writes the structure tree and its link annotations, and
// remembers what refers back to it.
type structure struct {
	*packer
	root    int              // the StructTreeRoot
	content [][]int          // by page and MCID: the element that holds it
	annots  [][]int          // by page: its annotations
	parents []numbered       // by annotation, in order: the element that holds it
	ids     []named          // the elements that have an ID
	dests   map[string]*Dest // by name
}

// write writes the tree under e. It fails when the tree names a page that is
// not there, or marked content twice or not at all.
func (s *structure) write(e *Elem) error {
	s.root = s.number()
	top := s.number()
	if err := s.elem(e, top, s.root); err != nil {
		return err
	}
	for page, ids := range s.content {
		for mcid, id := range ids {
			if id == 0 {
				return fmt.Errorf("page %d: marked content %d stands nowhere in the structure", page, mcid)
			}
		}
	}
	root := spelling("<</Type/StructTreeRoot/K[").ref(top).raw("]/ParentTree ").ref(s.parentTree()).
		raw("/ParentTreeNextKey ").int(len(s.content) - 1 + len(s.parents))
	if len(s.ids) > 0 {
		tree, err := s.nameTree(s.ids)
		if err != nil {
			return fmt.Errorf("structure: %w", err)
		}
		root = root.raw("/IDTree ").ref(tree)
	}
	s.put(s.root, root.raw(">>"))
	return nil
}

// elem writes e as object id.
func (s *structure) elem(e *Elem, id, parent int) error {
	if !slices.Contains(standardTypes, e.Type) {
		return fmt.Errorf("structure: %q is not a standard type", e.Type)
	}
	o := spelling("<</S").name(e.Type).raw("/P ").ref(parent)
	page := firstPage(e)
	if page > 0 {
		if page >= len(s.content) {
			return fmt.Errorf("structure: there is no page %d", page)
		}
		o = o.raw("/Pg ").ref(pageObject(page))
	}
	type child struct {
		*Elem
		id int
	}
	var children []child
	if len(e.Kids) > 0 {
		o = o.raw("/K[")
	}
	for i, k := range e.Kids {
		if i > 0 {
			o = o.raw(" ")
		}
		switch k := k.(type) {
		case *Elem:
			c := child{k, s.number()}
			children = append(children, c)
			o = o.ref(c.id)
		case Content:
			if err := s.hold(k, id); err != nil {
				return err
			}
			if k.Page == page {
				o = o.int(k.MCID)
			} else {
				o = o.raw("<</Type/MCR/Pg ").ref(pageObject(k.Page)).raw("/MCID ").int(k.MCID).raw(">>")
			}
		case *Link:
			annot, err := s.link(k, id)
			if err != nil {
				return err
			}
			o = o.raw("<</Type/OBJR/Obj ").ref(annot).raw("/Pg ").ref(pageObject(k.Page)).raw(">>")
		default:
			panic(fmt.Sprintf("finish: unexpected kid %T", k))
		}
	}
	if len(e.Kids) > 0 {
		o = o.raw("]")
	}
	if e.ID != "" {
		o = o.raw("/ID").bytes(e.ID)
		s.ids = append(s.ids, named{e.ID, spelling(nil).ref(id)})
	}
	s.put(id, o.elemTexts(e).attributes(e.Attr).raw(">>"))
	for _, c := range children {
		if err := s.elem(c.Elem, c.id, id); err != nil {
			return err
		}
	}
	return nil
}

// firstPage is the page of the first content that e itself holds; or 0.
func firstPage(e *Elem) int {
	for _, k := range e.Kids {
		if c, ok := k.(Content); ok {
			return c.Page
		}
	}
	return 0
}

// hold notes that element id holds c.
func (s *structure) hold(c Content, id int) error {
	if c.Page < 1 || c.Page >= len(s.content) {
		return fmt.Errorf("structure: there is no page %d", c.Page)
	}
	if c.MCID < 0 || c.MCID > maxMCID {
		return fmt.Errorf("page %d: %d cannot be marked content", c.Page, c.MCID)
	}
	for len(s.content[c.Page]) <= c.MCID {
		s.content[c.Page] = append(s.content[c.Page], 0)
	}
	if s.content[c.Page][c.MCID] != 0 {
		return fmt.Errorf("page %d: marked content %d stands twice in the structure", c.Page, c.MCID)
	}
	s.content[c.Page][c.MCID] = id
	return nil
}

// maxMCID is far beyond what a page can hold; a greater number is a mistake,
// for which no memory is to be taken.
const maxMCID = 1 << 16

// link writes the annotation l, which element parent holds.
func (s *structure) link(l *Link, parent int) (int, error) {
	if l.Page < 1 || l.Page >= len(s.content) {
		return 0, fmt.Errorf("link %q: there is no page %d", l.Contents, l.Page)
	}
	if l.Contents == "" || len(l.Rects) == 0 {
		return 0, fmt.Errorf("page %d: a link has no contents or no place", l.Page)
	}
	box := l.Rects[0]
	for _, r := range l.Rects {
		box.Left, box.Bottom = min(box.Left, r.Left), min(box.Bottom, r.Bottom)
		box.Right, box.Top = max(box.Right, r.Right), max(box.Top, r.Top)
	}
	key := len(s.content) - 1 + len(s.parents)
	o := spelling("<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect").rect(box)
	if len(l.Rects) > 1 {
		o = o.raw("/QuadPoints[")
		for i, r := range l.Rects {
			if i > 0 {
				o = o.raw(" ")
			}
			o = o.quad(r)
		}
		o = o.raw("]")
	}
	o = o.raw("/P ").ref(pageObject(l.Page)).raw("/StructParent ").int(key).raw("/Contents").text(l.Contents)
	switch {
	case l.URI != "" && l.Dest == "":
		o = o.raw("/A<</S/URI/URI").bytes(l.URI).raw(">>>>")
	case l.Dest != "" && l.URI == "":
		if s.dests[l.Dest] == nil {
			return 0, fmt.Errorf("link %q: there is no destination %q", l.Contents, l.Dest)
		}
		o = o.raw("/Dest").bytes(l.Dest).raw(">>")
	default:
		return 0, fmt.Errorf("link %q: needs an address or a destination, and not both", l.Contents)
	}
	id := s.add(o)
	s.annots[l.Page] = append(s.annots[l.Page], id)
	s.parents = append(s.parents, numbered{key, spelling(nil).ref(parent)})
	return id, nil
}

// quad appends a rectangle as four points: the upper two, then the lower two,
// which is not the order of 12.5.6.5 but the one that all programs write and
// read.
func (s spelling) quad(r Rect) spelling {
	for i, v := range []float64{r.Left, r.Top, r.Right, r.Top, r.Left, r.Bottom, r.Right, r.Bottom} {
		if i > 0 {
			s = s.raw(" ")
		}
		s = s.number(v)
	}
	return s
}

// parentTree writes the way back from content to elements (14.7.4.4): a page's
// key is its index, the annotations' keys follow.
func (s *structure) parentTree() int {
	var tree []numbered
	for page := 1; page < len(s.content); page++ {
		o := spelling("[")
		for i, id := range s.content[page] {
			if i > 0 {
				o = o.raw(" ")
			}
			o = o.ref(id)
		}
		tree = append(tree, numbered{page - 1, spelling(nil).ref(s.add(o.raw("]")))})
	}
	return s.numberTree(append(tree, s.parents...))
}

// elemTexts appends the words of an element.
func (s spelling) elemTexts(e *Elem) spelling {
	for _, t := range []struct{ key, text string }{
		{"/T", e.Title}, {"/Lang", e.Lang}, {"/Alt", e.Alt}, {"/ActualText", e.ActualText},
	} {
		if t.text != "" {
			s = s.raw(t.key).text(t.text)
		}
	}
	return s
}

// attributes appends the attribute objects of an element, one for each owner.
func (s spelling) attributes(a *Attributes) spelling {
	if a == nil {
		return s
	}
	list, table, layout := spelling(nil), spelling(nil), spelling(nil)
	if a.ListNumbering != "" {
		list = list.raw("/ListNumbering").name(a.ListNumbering)
	}
	if a.Scope != "" {
		table = table.raw("/Scope").name(a.Scope)
	}
	if a.ColSpan > 1 {
		table = table.raw("/ColSpan ").int(a.ColSpan)
	}
	if a.RowSpan > 1 {
		table = table.raw("/RowSpan ").int(a.RowSpan)
	}
	if len(a.Headers) > 0 {
		table = table.raw("/Headers[")
		for _, id := range a.Headers {
			table = table.bytes(id)
		}
		table = table.raw("]")
	}
	if a.Summary != "" {
		table = table.raw("/Summary").text(a.Summary)
	}
	if a.Placement != "" {
		layout = layout.raw("/Placement").name(a.Placement)
	}
	if a.BBox != (Rect{}) {
		layout = layout.raw("/BBox").rect(a.BBox)
	}
	all := spelling(nil)
	for _, o := range []struct {
		owner string
		s     spelling
	}{{"/List", list}, {"/Table", table}, {"/Layout", layout}} {
		if len(o.s) > 0 {
			all = all.raw("<</O").raw(o.owner).raw(string(o.s)).raw(">>")
		}
	}
	if len(all) == 0 {
		return s
	}
	return s.raw("/A[").raw(string(all)).raw("]")
}

// standardTypes are the structure types that need no role map (14.8.4).
var standardTypes = []string{
	"Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct", "Private",
	"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
	"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot",
	"Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot",
	"Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form",
}

// named and numbered are entries of name and number trees (7.9.6, 7.9.7).
type named struct {
	name  string
	value spelling
}

type numbered struct {
	key   int
	value spelling
}

// leafSize is how many entries a leaf of a tree has.
const leafSize = 64

// nameTree writes the entries, of which there is at least one, as a name
// tree and returns its number.
func (p *packer) nameTree(entries []named) (int, error) {
	entries = slices.Clone(entries)
	slices.SortFunc(entries, func(a, b named) int { return cmp.Compare(a.name, b.name) })
	root := spelling("<</Kids[")
	for i, e := range entries {
		if i > 0 && entries[i-1].name == e.name {
			return 0, fmt.Errorf("two things have the name %q", e.name)
		}
	}
	for leaf := range slices.Chunk(entries, leafSize) {
		o := spelling("<</Limits[").bytes(leaf[0].name).bytes(leaf[len(leaf)-1].name).raw("]/Names[")
		for _, e := range leaf {
			o = append(o.bytes(e.name), e.value...)
		}
		root = root.ref(p.add(o.raw("]>>"))).raw(" ")
	}
	return p.add(root.raw("]>>")), nil
}

// numberTree writes the entries, which stand in order, as a number tree and
// returns its number.
func (p *packer) numberTree(entries []numbered) int {
	root := spelling("<</Kids[")
	for leaf := range slices.Chunk(entries, leafSize) {
		o := spelling("<</Limits[").int(leaf[0].key).raw(" ").int(leaf[len(leaf)-1].key).raw("]/Nums[")
		for _, e := range leaf {
			o = append(o.int(e.key).raw(" "), e.value...).raw(" ")
		}
		root = root.ref(p.add(o.raw("]>>"))).raw(" ")
	}
	return p.add(root.raw("]>>"))
}

package pdfcheck

import (
	"errors"
	"io"
	"strings"
)

// An Element is a piece of a file's structure (14.7) as somebody meets it who
// has the file read to them. A piece of text is an Element without a Type.
type Element struct {
	Type string // structure type; "" for text
	Text string // of a piece of text; a line of the page is a line of it
	Page int    // of a piece of text, from 1
	Alt  string // what stands for an image
	To   string // of a link: an address, or "#" and the name of a destination
	ID   string
	Kids []*Element
}

// Walk calls f for an element and all that is in it, in reading order.
func (e *Element) Walk(f func(*Element)) {
	f(e)
	for _, k := range e.Kids {
		k.Walk(f)
	}
}

// Content returns the text of an element and of all that is in it. Words that
// are parted at a line's end are whole.
func (e *Element) Content() string {
	var b strings.Builder
	e.Walk(func(e *Element) { b.WriteString(e.Text) })
	return strings.ReplaceAll(b.String(), "\u00ad\n", "")
}

// Structure returns the Document of a file with which File finds nothing
// wrong, with the text of its pages.
func Structure(r io.ReaderAt, size int64) (*Element, error) {
	w, err := readWords(r, size)
	if err != nil {
		return nil, err
	}
	root := &Element{}
	w.addKids(root, w.dict(w.catalog["StructTreeRoot"])["K"], nil, 0)
	if len(root.Kids) != 1 {
		return nil, errors.New("the structure is not one element")
	}
	return root.Kids[0], nil
}

// addKids reads what stands in the K of an element; pg is the page that it
// names.
func (w *words) addKids(e *Element, k, pg any, depth int) {
	if depth > 256 { // the tree is a ring
		return
	}
	list, ok := w.resolve(k).(array)
	if !ok {
		list = array{k}
	}
	for _, v := range list {
		d := w.dict(v)
		mcid, isText := v.(int)
		switch {
		case isText:
			w.addText(e, pg, mcid)
		case d == nil:
		case w.name(d["Type"]) == "MCR":
			page := pg
			if own, ok := d["Pg"]; ok {
				page = own
			}
			w.addText(e, page, w.int(d["MCID"]))
		case w.name(d["Type"]) == "OBJR":
			e.To = w.leadsTo(w.dict(d["Obj"]))
		default:
			kid := &Element{Type: string(w.name(d["S"])), Alt: decodeText(w.text(d["Alt"])), ID: w.text(d["ID"])}
			e.Kids = append(e.Kids, kid)
			page := pg
			if own, ok := d["Pg"]; ok {
				page = own
			}
			w.addKids(kid, d["K"], page, depth+1)
		}
	}
}

func (w *words) addText(e *Element, page any, mcid int) {
	if r, ok := page.(ref); ok {
		e.Kids = append(e.Kids, &Element{Text: w.pieces[piece{int(r), mcid}], Page: w.pageNumber(r)})
	}
}

// leadsTo returns where an annotation leads.
func (w *words) leadsTo(annot dict) string {
	action := w.dict(annot["A"])
	for _, v := range []any{annot["Dest"], action["D"]} {
		switch v := w.resolve(v).(type) {
		case text:
			return "#" + string(v)
		case name:
			return "#" + string(v)
		}
	}
	return w.text(action["URI"])
}

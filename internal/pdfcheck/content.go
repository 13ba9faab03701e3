package pdfcheck

import (
	"slices"

	"guidec/internal/diag"
)

// A reader goes through a content stream and keeps what it needs of the
// graphics state.
type reader struct {
	*checker
	page      *page
	resources dict
	marks     []mark
	inText    bool
	state
	saved    []state
	line     matrix // where the line of text begins, and the next glyph stands
	glyph    matrix
	untagged int // painting operators outside all marks
	depth    int // of forms in forms
}

// A mark is an open marked-content sequence (14.6).
type mark struct {
	tag      name
	mcid     int // -1: none
	inText   bool
	artifact bool
	own      bool // it stands in a form
}

// checkContents reads what pages draw: everything has to be marked, and marks
// have to be well-formed.
func (c *checker) checkContents() {
	var streams []*stream
	var pages []*page // of each stream
	for _, p := range c.pages {
		contents, ok := c.resolve(p.dict["Contents"]).(array)
		if !ok {
			contents = array{p.dict["Contents"]}
		}
		for _, v := range contents {
			if s, ok := c.resolve(v).(*stream); ok {
				streams, pages = append(streams, s), append(pages, p)
			} else {
				c.add(diag.PDFSyntax, "page %d has no content", p.number)
			}
		}
	}
	var r *reader
	c.decodeAll(streams, func(i int, data []byte, err error) {
		if p := pages[i]; i == 0 || p != pages[i-1] {
			r = &reader{checker: c, page: p, resources: p.resources, state: state{ctm: identity, stretch: 1}, line: identity, glyph: identity}
		}
		r.read(data, err)
		if i+1 == len(pages) || pages[i] != pages[i+1] {
			r.end()
		}
	})
}

// end checks what is left open at the end of a page.
func (r *reader) end() {
	if len(r.marks) > 0 {
		r.add(diag.PDFMark, "page %d: %s is never closed", r.page.number, r.marks[len(r.marks)-1].tag)
	}
	if r.inText || len(r.saved) > 0 {
		r.add(diag.PDFSyntax, "page %d: BT or q is never closed", r.page.number)
	}
	if r.untagged > 0 && r.checker.tagged {
		r.add(diag.PDFUntagged, "page %d: %d operators paint what is neither tagged nor an artifact", r.page.number, r.untagged)
	}
}

// read goes through the data of a stream, or as far as it could be unpacked.
func (r *reader) read(data []byte, err error) {
	l := scanner{lexer: lexer{b: data, names: r.names}}
	for err == nil {
		var op []byte
		if op, err = l.scan(); err == nil {
			r.operator(op, &l)
		}
	}
	if err != errEnd {
		r.add(diag.PDFSyntax, "page %d: content: %v", r.page.number, err)
	}
}

// form goes through a form.
func (r *reader) form(s *stream) {
	for len(r.forms) < r.depth {
		r.forms = append(r.forms, nil)
	}
	data, err := r.decodeInto(r.forms[r.depth-1], s)
	if packed, _ := r.isPacked(s); packed {
		r.forms[r.depth-1] = data
	}
	r.read(data, err)
}

// operator follows one operator (annex A).
func (r *reader) operator(op []byte, s *scanner) {
	switch string(op) {
	case "BMC", "BDC":
		r.open(s)
	case "EMC":
		r.close()
	case "BT", "ET":
		if begins := string(op) == "BT"; r.inText == begins {
			r.add(diag.PDFSyntax, "page %d: %s without its other half", r.page.number, op)
		}
		r.inText = string(op) == "BT"
		r.line, r.glyph = identity, identity
	case "cm", "Tm", "Td", "Tz", "Tr":
		r.move(op, s)
	case "q":
		r.saved = append(r.saved, r.state)
	case "Q":
		if len(r.saved) == 0 {
			r.add(diag.PDFSyntax, "page %d: Q without q", r.page.number)
			return
		}
		r.state = r.saved[len(r.saved)-1]
		r.saved = r.saved[:len(r.saved)-1]
	case "Tf":
		r.setFont(s)
	case "Tj", "TJ", "'", `"`:
		r.paint()
		r.show(s)
	case "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh":
		r.paint()
	case "Do":
		r.draw(s)
	case "BI":
		r.add(diag.PDFSyntax, "page %d: an image stands in the content itself", r.page.number)
	case "k", "K":
		r.add(diag.PDFColour, "page %d: a colour in CMYK, of which the output intent says nothing", r.page.number)
	}
}

// open begins a marked-content sequence.
func (r *reader) open(s *scanner) {
	m := mark{tag: s.name(0), mcid: -1, inText: r.inText, own: r.depth > 0}
	m.artifact = m.tag == "Artifact"
	if len(s.operands) > 1 {
		var props dict
		if s.operands[1].kind == dictOperand {
			props = s.dictionary
		} else if n := s.name(1); n != "" {
			props = r.dict(r.dict(r.resources["Properties"])[n])
		}
		if props == nil {
			r.add(diag.PDFMark, "page %d: %s has no properties", r.page.number, m.tag)
		}
		if id, ok := props["MCID"].(int); ok {
			m.mcid = id
			r.claim(m)
		}
	}
	if m.artifact && r.tagged() || m.mcid >= 0 && (r.tagged() || r.artifact()) {
		r.add(diag.PDFMark, "page %d: %s stands in another mark that it cannot stand in", r.page.number, m.tag)
	}
	r.marks = append(r.marks, m)
}

// claim notes that the page has marked content of this number.
func (r *reader) claim(m mark) {
	if r.page.marks[m.mcid] {
		r.add(diag.PDFMark, "page %d: two marks have the number %d", r.page.number, m.mcid)
	}
	if r.depth > 0 {
		r.add(diag.PDFMark, "page %d: the mark %d stands in a form", r.page.number, m.mcid)
	}
	r.page.marks[m.mcid] = true
}

func (r *reader) tagged() bool {
	return slices.ContainsFunc(r.marks, func(m mark) bool { return m.mcid >= 0 })
}

func (r *reader) artifact() bool {
	return slices.ContainsFunc(r.marks, func(m mark) bool { return m.artifact })
}

// close ends the innermost sequence.
func (r *reader) close() {
	if len(r.marks) == 0 {
		r.add(diag.PDFMark, "page %d: EMC closes nothing", r.page.number)
		return
	}
	m := r.marks[len(r.marks)-1]
	r.marks = r.marks[:len(r.marks)-1]
	if m.inText != r.inText || m.own != (r.depth > 0) {
		r.add(diag.PDFMark, "page %d: %s opens and closes on different sides of BT, ET or a form", r.page.number, m.tag)
	}
}

// paint notes that something is painted.
func (r *reader) paint() {
	if !r.tagged() && !r.artifact() {
		r.untagged++
	}
}

func (r *reader) setFont(s *scanner) {
	r.font = nil
	if len(s.operands) != 2 {
		return
	}
	if n := s.operands[1]; n.kind == numberOperand {
		r.size = n.number
	}
	n := s.name(0)
	v, ok := r.dict(r.resources["Font"])[n]
	if !ok {
		r.add(diag.PDFFont, "page %d: the resources have no font %s", r.page.number, n)
		return
	}
	r.font = r.fontOf(v)
}

// show notes the codes of a text, and where it stands.
func (r *reader) show(s *scanner) {
	if r.font == nil {
		r.add(diag.PDFFont, "page %d: text without a font", r.page.number)
		return
	}
	from, inArray := r.glyph, false
	for _, o := range s.operands {
		switch {
		case o.kind == stringOperand:
			r.advance(r.font.use(s.bytes(o), r.page.number))
		case o.kind == numberOperand && inArray:
			r.advance(-o.number)
		}
		inArray = inArray || o.kind == arrayOperand
	}
	r.seen(from)
}

// draw paints an image or goes through a form.
func (r *reader) draw(s *scanner) {
	var n name
	if len(s.operands) == 1 {
		n = s.name(0)
	}
	x, ok := r.resolve(r.dict(r.resources["XObject"])[n]).(*stream)
	if !ok {
		r.add(diag.PDFSyntax, "page %d: the resources have no drawing %s", r.page.number, n)
		return
	}
	switch r.name(x.dict["Subtype"]) {
	case "Image":
		r.paint()
		r.checkImage(x)
	case "Form":
		if r.depth++; r.depth > 8 {
			r.add(diag.PDFSyntax, "page %d: forms stand too deep in each other", r.page.number)
		} else {
			outer := r.resources
			if d := r.dict(x.dict["Resources"]); d != nil {
				r.resources = d
			}
			r.form(x)
			r.resources = outer
		}
		r.depth--
	default:
		r.add(diag.PDFSyntax, "page %d: %s is no image and no form", r.page.number, n)
	}
}

// checkImage holds what PDF/A-2 (6.2.8) and the output intent ask of images.
func (r *reader) checkImage(x *stream) {
	if r.resolve(x.dict["Interpolate"]) == true {
		r.add(diag.PDFSyntax, "page %d: an image asks to be interpolated", r.page.number)
	}
	space := r.resolve(x.dict["ColorSpace"])
	if a, ok := space.(array); ok && len(a) > 1 && a[0] == name("Indexed") {
		space = r.resolve(a[1])
	}
	if space == name("DeviceCMYK") {
		r.add(diag.PDFColour, "page %d: an image in CMYK, of which the output intent says nothing", r.page.number)
	}
}

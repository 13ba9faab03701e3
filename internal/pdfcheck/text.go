package pdfcheck

import (
	"errors"
	"io"
	"slices"
	"strings"

	"guidec/internal/diag"
)

// Text returns the words of a file as a program reads them back: by the
// fonts' ToUnicode maps and ActualText (9.10, 14.9.4), in the order of the
// structure, without artifacts. A line of a page is a line of the text; a word
// that is parted at a line's end is whole.
func Text(r io.ReaderAt, size int64) (string, error) {
	w, err := readWords(r, size)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	w.structure(&b, w.dict(w.catalog["StructTreeRoot"]), nil, 0)
	return strings.ReplaceAll(b.String(), "\u00ad\n", ""), nil
}

// readWords reads the text of all pages.
func readWords(r io.ReaderAt, size int64) (*words, error) {
	c := &checker{told: map[diag.Code]int{}, pageOf: map[int]*page{}, fonts: map[ref]*font{}}
	data := make([]byte, size)
	if n, err := r.ReadAt(data, 0); int64(n) < size {
		return nil, err
	}
	f, err := open(data, func(string, ...any) {})
	if err != nil {
		return nil, err
	}
	c.file = f
	c.catalog = c.dict(f.trailer["Root"])
	c.readPages()
	w := &words{checker: c, meanings: map[*font]map[int][]rune{}, pieces: map[piece]string{}}
	for _, p := range c.pages {
		w.page, w.line = p, -1
		if err := w.read(); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// words gathers the text of pages.
type words struct {
	*checker
	page     *page
	meanings map[*font]map[int][]rune
	meaning  map[int][]rune // of the current font
	marks    []said
	line     float64 // the height of the last text
	pieces   map[piece]string
}

// A piece is marked content of the structure: a page's object and a number.
type piece struct{ page, mcid int }

// said is what an open mark says of the text in it.
type said struct {
	mcid   int  // -1: none
	silent bool // the text is an artifact, or replaced by an ActualText
}

// inline are the elements that stand in a line of text.
var inline = []name{"Span", "Link", "Quote", "Code", "Reference", "Em", "Strong", "Annot"}

// structure writes the text of an element; pg is the page that the one above
// it names.
func (w *words) structure(b *strings.Builder, e dict, pg any, depth int) {
	if own, ok := e["Pg"]; ok {
		pg = own
	}
	if depth > 256 || e == nil { // the tree is a ring
		return
	}
	kids, ok := w.resolve(e["K"]).(array)
	if !ok {
		kids = array{e["K"]}
	}
	if !slices.Contains(inline, w.name(e["S"])) {
		b.WriteByte('\n')
	}
	for _, k := range kids {
		d, mcid := w.dict(k), -1
		n, isContent := k.(int)
		page := pg
		switch {
		case isContent:
			mcid = n
		case w.name(d["Type"]) == "MCR":
			mcid = w.int(d["MCID"])
			if own, ok := d["Pg"]; ok {
				page = own
			}
		case d != nil && w.name(d["Type"]) != "OBJR":
			w.structure(b, d, pg, depth+1)
		}
		if r, ok := page.(ref); ok && mcid >= 0 {
			b.WriteString(w.pieces[piece{int(r), mcid}])
		}
	}
}

// write adds to the text of the piece that is open.
func (w *words) write(text string) {
	for _, m := range slices.Backward(w.marks) {
		if m.silent {
			return
		}
		if m.mcid >= 0 {
			w.pieces[piece{w.page.object, m.mcid}] += text
			return
		}
	}
}

func (w *words) read() error {
	contents, ok := w.resolve(w.page.dict["Contents"]).(array)
	if !ok {
		contents = array{w.page.dict["Contents"]}
	}
	for _, v := range contents {
		s, ok := w.resolve(v).(*stream)
		if !ok {
			return errors.New("a page has no content")
		}
		data, err := w.decode(s)
		if err != nil {
			return err
		}
		if err := w.stream(&lexer{b: data}); err != nil {
			return err
		}
	}
	return nil
}

func (w *words) stream(l *lexer) error {
	var args []any
	for {
		v, err := l.next()
		if err == errEnd {
			return nil
		}
		if err != nil {
			return err
		}
		op, ok := v.(operator)
		if !ok {
			args = append(args, v)
			continue
		}
		if err := w.operator(op, args); err != nil {
			return err
		}
		args = args[:0]
	}
}

func (w *words) operator(op operator, args []any) error {
	switch op {
	case "BMC", "BDC":
		w.open(args)
	case "EMC":
		if len(w.marks) > 0 {
			w.marks = w.marks[:len(w.marks)-1]
		}
	case "Tf":
		return w.setFont(args)
	case "Tm":
		if len(args) != 6 {
			return errors.New("a text matrix is not six numbers")
		}
		if y, ok := w.number(args[5]); ok && y != w.line {
			w.line = y
			w.write("\n")
		}
	case "Td", "TD":
		if len(args) == 2 {
			if down, ok := w.number(args[1]); ok && down != 0 {
				w.write("\n")
			}
		}
	case "T*":
		w.write("\n")
	case "Tj", "TJ":
		for _, a := range args {
			w.show(a)
		}
	}
	return nil
}

func (w *words) open(args []any) {
	m := said{mcid: -1}
	if len(args) > 0 {
		m.silent = args[0] == name("Artifact")
	}
	if len(args) > 1 {
		props, _ := args[1].(dict)
		if n, ok := props["MCID"].(int); ok {
			m.mcid = n
		}
		if actual, ok := props["ActualText"].(text); ok {
			w.write(decodeText(string(actual)))
			m.silent = true
		}
	}
	w.marks = append(w.marks, m)
}

func (w *words) setFont(args []any) error {
	w.meaning = nil
	if len(args) != 2 {
		return nil
	}
	n, _ := args[0].(name)
	f := w.fontOf(w.dict(w.page.resources["Font"])[n])
	if w.meanings[f] == nil {
		s, ok := w.resolve(f.dict["ToUnicode"]).(*stream)
		if !ok {
			return errors.New("a font has no ToUnicode")
		}
		data, err := w.decode(s)
		if err != nil {
			return err
		}
		if w.meanings[f], err = parseUnicode(data); err != nil {
			return err
		}
	}
	w.meaning = w.meanings[f]
	return nil
}

func (w *words) show(a any) {
	switch a := a.(type) {
	case text:
		var b strings.Builder
		for i := 0; i+1 < len(a); i += 2 {
			b.WriteString(string(w.meaning[int(a[i])<<8|int(a[i+1])]))
		}
		w.write(b.String())
	case array:
		for _, e := range a {
			w.show(e)
		}
	}
}

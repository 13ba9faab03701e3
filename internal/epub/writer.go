package epub

import (
	"fmt"
	"slices"
	"strings"

	"guidec/internal/book"
)

// A writer spells the pages of a book, one after the other.
type writer struct {
	strings.Builder // the page that is being written
	book            *book.Book
	files           map[*book.Section]string
	file            string // of the page that is being written
	lead            string // markup for the start of the next paragraph

	ids       map[string]bool // every id of the book
	headings  map[*book.Section]string
	positions map[string]int       // address → reading order, from 1
	breaks    []pageBreak          // as written so far
	at        map[any][]*pageBreak // by the node that they are in or before
	left      int                  // page breaks that are still to be written
}

func newWriter(b *book.Book, pages []book.PageStart) *writer {
	w := &writer{book: b, files: pageFiles(b), ids: map[string]bool{}, headings: map[*book.Section]string{}, positions: map[string]int{}}
	for _, s := range b.Sections() {
		book.Walk(s, func(n any) { w.claim(n) })
	}
	w.planBreaks(pages)
	return w
}

// claim notes the ids that the book has, so that those which are made here
// do not meet them.
func (w *writer) claim(n any) {
	var t *book.Target
	switch n := n.(type) {
	case *book.Section:
		t = n.Target
	case *book.Box:
		t = n.Target
	case *book.Para:
		t = n.Target
	case *book.Table:
		t = n.Target
	case *book.Item:
		t = n.Target
	case *book.Note:
		t = n.Target
	case *book.NoteMark:
		t = n.Target
	}
	if t != nil {
		w.ids[t.ID] = true
	}
}

// fresh returns an id that nothing in the book has yet, like want.
func (w *writer) fresh(want string) string {
	id := want
	for n := 2; w.ids[id]; n++ {
		id = fmt.Sprintf("%s-%d", want, n)
	}
	w.ids[id] = true
	return id
}

// page returns what f writes, as the page file.
func (w *writer) page(file string, f func()) string {
	w.Reset()
	w.file = file
	w.address(file)
	f()
	return w.String()
}

// address notes that a place of the book is reached now in reading order.
func (w *writer) address(href string) {
	w.positions[pageFolder+href] = len(w.positions) + 1
}

// finished says whether every page break found its place.
func (w *writer) finished() error {
	if w.left > 0 {
		return fmt.Errorf("epub: %d printed pages begin at places that the book does not have", w.left)
	}
	return nil
}

// href is the address of a target as seen from the page that is written.
func (w *writer) href(t *book.Target) string {
	to := w.target(t)
	if file, fragment, ok := strings.Cut(to, "#"); ok && file == w.file {
		return "#" + fragment
	}
	return to
}

// target is the address of a target below pageFolder. A section of level 1
// is addressed as its page: some readers show the page before when they are
// led to an id at its very start.
func (w *writer) target(t *book.Target) string {
	file, ok := w.files[t.Chapter]
	if !ok {
		panic(fmt.Sprintf("epub: %q is in no section of the book", t.ID))
	}
	if t.Chapter.Target == t {
		return file
	}
	return file + "#" + t.ID
}

// open writes a start tag. Attributes are pairs of name and value; those
// with no value are left out.
func (w *writer) open(element string, attributes ...string) {
	w.WriteString(startTag(element, attributes...))
	w.note(attributes)
}

// empty writes an element without content.
func (w *writer) empty(element string, attributes ...string) {
	w.WriteString(strings.TrimSuffix(startTag(element, attributes...), ">") + "/>")
	w.note(attributes)
}

func (w *writer) note(attributes []string) {
	if i := slices.Index(attributes, "id"); i >= 0 && attributes[i+1] != "" {
		w.address(w.file + "#" + attributes[i+1])
	}
}

func (w *writer) close(element string) { w.WriteString("</" + element + ">") }

// line ends a line of the markup, for people who look into the file.
func (w *writer) line() { w.WriteByte('\n') }

func (w *writer) text(s string) { w.WriteString(escape(s)) }

func startTag(element string, attributes ...string) string {
	var b strings.Builder
	b.WriteString("<" + element)
	for i := 0; i+1 < len(attributes); i += 2 {
		if attributes[i+1] != "" {
			fmt.Fprintf(&b, ` %s="%s"`, attributes[i], escape(attributes[i+1]))
		}
	}
	b.WriteByte('>')
	return b.String()
}

// escape makes text safe in XML content and in quoted attributes. What XML
// cannot hold at all (production Char) becomes U+FFFD.
func escape(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&#34;")
		case r < ' ' && r != '\t' && r != '\n', r == 0xfffe, r == 0xffff:
			b.WriteRune(0xfffd)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

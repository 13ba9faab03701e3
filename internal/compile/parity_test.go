package compile

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"guidec/internal/pdfcheck"
)

// The two files of a guide say the same: the same headings with the same
// numbers, the same notes, links and questions, in the same order. What only
// one of them can have is left out on both sides: the page numbers and
// written-out addresses of print, the letters of choices, which a screen counts
// by itself, the way back from a note on a screen, and tables of contents.
func TestParity(t *testing.T) {
	for _, guide := range []string{"frankenstein", "never-let-me-go"} {
		t.Run(guide, func(t *testing.T) {
			dir := t.TempDir()
			p, l := NewPlan([]string{filepath.Join(repository, "content", guide)}, Options{Formats: Formats(), Output: dir})
			for r := range p.Run(t.Context()) {
				l = append(l, r.Problems...)
				if r.Err != nil {
					t.Fatal(r.Err)
				}
			}
			if l.HasErrors() {
				t.Fatal(l)
			}
			screen := readEPUB(t, filepath.Join(dir, guide+".epub"))
			print := readPDF(t, filepath.Join(dir, guide+".pdf"))
			compareFacts(t, "headings", screen.headings, print.headings)
			compareFacts(t, "questions", screen.questions, print.questions)
			compareFacts(t, "note marks", screen.marks, print.marks)
			compareFacts(t, "notes", screen.notes, print.notes)
			// A note stands at the end of its chapter on a screen and at the
			// foot of its page in print, and so do the links in it.
			slices.Sort(screen.links)
			slices.Sort(print.links)
			compareFacts(t, "links", screen.links, print.links)
		})
	}
}

// facts are what a file says, each list in reading order.
type facts struct {
	headings  []string // level and words
	questions []string // number and words, of study questions and their answers
	marks     []string // mark and id of the note
	notes     []string // id and words
	links     []string // words and target

	first map[string]string // of an EPUB: the id of each page's chapter
}

func compareFacts(t *testing.T, what string, screen, print []string) {
	t.Helper()
	if len(screen) == 0 && what != "note marks" && what != "notes" && what != "questions" {
		t.Errorf("the EPUB has no %s", what)
	}
	a, b := strings.Join(screen, "\n")+"\n", strings.Join(print, "\n")+"\n"
	if a != b {
		t.Errorf("%s differ:\n%s", what, diff.Diff("EPUB", []byte(a), "PDF", []byte(b)))
	}
}

// words brings blanks to one form.
func words(s string) string {
	s = strings.NewReplacer("\u00ad", "", "\u00a0", " ", "\u2009", " ", "\u202f", " ", "\u2060", "", "\u200b", "").Replace(s)
	return strings.Join(strings.Fields(s), " ")
}

// A node is an element of XHTML, or text.
type node struct {
	xml.Name
	text  string
	attrs map[string]string
	kids  []*node
}

func (n *node) is(class string) bool { return slices.Contains(strings.Fields(n.attrs["class"]), class) }

// content is the text of a node; leave says what does not belong to it.
func (n *node) content(leave func(*node) bool) string {
	if leave != nil && leave(n) {
		return ""
	}
	s := n.text
	for _, k := range n.kids {
		s += k.content(leave)
	}
	return s
}

func readEPUB(t *testing.T, name string) *facts {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	f := &facts{first: map[string]string{}}
	var pages []*node
	for _, file := range spine(t, &z.Reader) {
		base := path.Base(file)
		if base == "cover.xhtml" || base == "title.xhtml" || base == "nav.xhtml" {
			continue
		}
		page := parseXML(t, &z.Reader, file)
		f.first[base] = page.firstID()
		pages = append(pages, page)
	}
	for _, page := range pages {
		f.addPage(page)
	}
	return f
}

// firstID is the id of a page's chapter.
func (n *node) firstID() string {
	if id := n.attrs["id"]; id != "" {
		return id
	}
	for _, k := range n.kids {
		if id := k.firstID(); id != "" {
			return id
		}
	}
	return ""
}

// spine returns the files of the reading order.
func spine(t *testing.T, z *zip.Reader) (files []string) {
	t.Helper()
	opf := "EPUB/package.opf"
	hrefs := map[string]string{}
	var walk func(n *node)
	walk = func(n *node) {
		switch n.Local {
		case "item":
			hrefs[n.attrs["id"]] = path.Join(path.Dir(opf), n.attrs["href"])
		case "itemref":
			files = append(files, hrefs[n.attrs["idref"]])
		}
		for _, k := range n.kids {
			walk(k)
		}
	}
	walk(parseXML(t, z, opf))
	return files
}

func parseXML(t *testing.T, z *zip.Reader, name string) *node {
	t.Helper()
	file, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	root := &node{}
	open := []*node{root}
	for d := xml.NewDecoder(file); ; {
		token, err := d.Token()
		if err == io.EOF {
			return root
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		top := open[len(open)-1]
		switch token := token.(type) {
		case xml.StartElement:
			n := &node{Name: token.Name, attrs: map[string]string{}}
			for _, a := range token.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			top.kids = append(top.kids, n)
			open = append(open, n)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			top.kids = append(top.kids, &node{text: string(token)})
		}
	}
}

// addPage adds the facts of a page.
func (f *facts) addPage(n *node) {
	switch {
	case n.Local == "head", n.is("local-contents"):
		return
	case n.is("noteref"):
		f.marks = append(f.marks, words(n.content(nil))+" "+f.target(n.attrs["href"]))
		return
	case n.is("backlink"):
		return
	case n.is("footnote"):
		text := n.content(func(n *node) bool { return n.is("backlink") })
		f.notes = append(f.notes, n.attrs["id"]+" "+words(text))
	case n.Local == "a" && n.attrs["href"] != "":
		f.links = append(f.links, words(n.content(isMark))+" → "+f.target(n.attrs["href"]))
	case len(n.Local) == 2 && n.Local[0] == 'h' && n.Local[1] >= '1' && n.Local[1] <= '6':
		f.headings = append(f.headings, n.Local[1:]+" "+words(n.content(isMark)))
	case n.is("question"), n.is("answer"):
		text := words(n.content(func(n *node) bool { return n.is("marginal") || isMark(n) }))
		if text != "" && text[0] >= '1' && text[0] <= '9' {
			f.questions = append(f.questions, text)
		}
	}
	for _, k := range n.kids {
		f.addPage(k)
	}
}

func isMark(n *node) bool { return n.is("noteref") }

// target is the id that an address within the book leads to, and any other
// address as it is.
func (f *facts) target(href string) string {
	file, id, _ := strings.Cut(href, "#")
	switch {
	case strings.Contains(href, ":"):
		return href
	case id == "":
		id = f.first[file]
	}
	return "#" + id
}

func readPDF(t *testing.T, name string) *facts {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	root, err := pdfcheck.Structure(file, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	f := &facts{}
	for _, part := range root.Kids {
		if isFront(part) {
			continue
		}
		f.addElement(part)
	}
	return f
}

// isFront reports whether a part of the PDF is the title page, the imprint
// or the contents: those that have no heading, or "Contents".
func isFront(part *pdfcheck.Element) bool {
	for _, k := range part.Kids {
		if k.Type == "H1" {
			return words(k.Content()) == "Contents"
		}
	}
	return true
}

var (
	pageNumber = regexp.MustCompile(`,? page \w+$| \(page \w+\)`)
	behind     = regexp.MustCompile(` \([^)]*\)$`) // an address where there are no notes
)

// addElement adds the facts of an element.
func (f *facts) addElement(e *pdfcheck.Element) {
	switch {
	case e.Type == "TOC", isAddress(e):
		return
	case e.Type == "Note":
		f.notes = append(f.notes, e.ID+" "+printed(e, isLabel))
	case e.Type == "Reference" && len(e.Kids) == 1 && e.Kids[0].Type == "Link":
		f.marks = append(f.marks, words(e.Content())+" "+e.Kids[0].To)
		return
	case e.Type == "Link":
		text := pageNumber.ReplaceAllString(words(e.Content()), "")
		if !strings.HasPrefix(e.To, "#") {
			text = behind.ReplaceAllString(text, "")
		}
		f.links = append(f.links, text+" → "+e.To)
	case len(e.Type) == 2 && e.Type[0] == 'H':
		f.headings = append(f.headings, e.Type[1:]+" "+printed(e, isReference))
	case e.Type == "Div" && len(e.Kids) > 0 && e.Kids[0].Type == "Span":
		f.questions = append(f.questions, printed(e, func(e *pdfcheck.Element) bool { return isMarginal(e) || isLabel(e) }))
	}
	for _, k := range e.Kids {
		f.addElement(k)
	}
}

func isLabel(e *pdfcheck.Element) bool     { return e.Type == "Lbl" }
func isReference(e *pdfcheck.Element) bool { return e.Type == "Reference" }

// isMarginal reports whether an element is a paragraph of the margin column:
// a theme, or nothing but a link.
func isMarginal(e *pdfcheck.Element) bool {
	return isReference(e) || e.Type == "P" && (strings.HasPrefix(words(e.Content()), "Theme ") ||
		len(e.Kids) == 1 && e.Kids[0].Type == "Link")
}

// isAddress reports whether an element is the note that prints the address of
// a link, or its mark.
func isAddress(e *pdfcheck.Element) bool {
	return strings.HasPrefix(e.ID, "address-") || isReference(e) && len(e.Kids) > 0 && strings.HasPrefix(e.Kids[0].To, "#address-")
}

// printed is the text of an element without what leave says, and without
// page numbers.
func printed(e *pdfcheck.Element, leave func(*pdfcheck.Element) bool) string {
	var text func(e *pdfcheck.Element) string
	text = func(e *pdfcheck.Element) string {
		if leave(e) {
			return " " // a label parts what stands around it
		}
		s := e.Text
		for _, k := range e.Kids {
			s += text(k)
		}
		return s
	}
	return pageNumber.ReplaceAllString(words(strings.ReplaceAll(text(e), "\u00ad\n", "")), "")
}

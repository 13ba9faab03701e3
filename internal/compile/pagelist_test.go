package compile

import (
	"archive/zip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"guidec/internal/pdfcheck"
)

// Each page break of the EPUB stands right before the first word of its
// page in the PDF, so that half a class can read on paper and half on a
// screen.
func TestPageBreaksMatchThePDF(t *testing.T) {
	for _, guide := range []string{"frankenstein", "never-let-me-go"} {
		dir := t.TempDir()
		p, _ := NewPlan([]string{filepath.Join(repository, "content", guide)}, Options{Formats: Formats(), Output: dir})
		for r := range p.Run(t.Context()) {
			if r.Err != nil || r.Problems.HasErrors() {
				t.Fatal(r.Err, r.Problems)
			}
		}
		screen, marginals := screenPages(t, filepath.Join(dir, guide+".epub"))
		print := printPages(t, filepath.Join(dir, guide+".pdf"), marginals)
		if len(screen) != len(print) || len(screen) < 20 {
			t.Errorf("%s: %d pages begin in the EPUB and %d in the PDF", guide, len(screen), len(print))
		}
		for i := range min(len(screen), len(print)) {
			if screen[i].words != print[i].words {
				t.Errorf("%s: page %s begins with %q in the EPUB and with %q in the PDF", guide, screen[i].folio, screen[i].words, print[i].words)
			}
		}
	}
}

// A pageStart is a printed page and the letters that it begins with.
type pageStart struct{ folio, words string }

// startLetters is how many letters tell where a page begins.
const startLetters = 14

// letters keeps what both files are sure to have.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// screenPages reads the page breaks of an EPUB. What print sets in the margin
// follows its block on a screen; it is left out, and returned apart. Figures
// are left out as well: in print they may stand on the next page.
func screenPages(t *testing.T, name string) (pages []pageStart, marginals []string) {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var read func(*node)
	read = func(n *node) {
		if n.is("marginal") {
			marginals = append(marginals, letters(n.content(nil)))
		}
		if n.Local == "head" || n.Local == "figure" || n.Local == "caption" || n.is("footnote") || n.is("marginal") {
			return
		}
		if n.attrs["role"] == "doc-pagebreak" {
			pages = append(pages, pageStart{folio: n.attrs["aria-label"]})
		}
		for i := max(0, len(pages)-3); i < len(pages); i++ { // short pages overlap
			if p := &pages[i]; len(p.words) < startLetters {
				p.words = cut(p.words + letters(n.text))
			}
		}
		for _, k := range n.kids {
			read(k)
		}
	}
	for _, file := range spine(t, &z.Reader) {
		read(parseXML(t, &z.Reader, file))
	}
	return pages, marginals
}

func cut(s string) string {
	if r := []rune(s); len(r) > startLetters {
		return string(r[:startLetters])
	}
	return s
}

// printPages reads where the pages of a PDF begin, in the order of its
// structure, without marginals: those may have a page number in addition.
func printPages(t *testing.T, name string, marginals []string) []pageStart {
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
	var pages []pageStart
	last := 0
	var read func(*pdfcheck.Element)
	read = func(e *pdfcheck.Element) {
		if e.Type == "Note" || e.Type == "Figure" || e.Type == "Caption" || e.Type == "P" && slices.ContainsFunc(marginals, func(m string) bool { return strings.HasPrefix(letters(e.Content()), m) }) {
			return
		}
		if e.Page > last && letters(e.Text) != "" {
			last = e.Page
			pages = append(pages, pageStart{})
		}
		for i := max(0, len(pages)-3); i < len(pages); i++ {
			if p := &pages[i]; len(p.words) < startLetters {
				p.words = cut(p.words + letters(e.Text))
			}
		}
		for _, k := range e.Kids {
			read(k)
		}
	}
	for _, part := range root.Kids {
		if !isFront(part) {
			read(part)
		}
	}
	return pages
}

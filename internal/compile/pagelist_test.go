package compile

import (
	"archive/zip"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"guidec/internal/doc"
	"guidec/internal/pdfcheck"
)

// Each page break of the EPUB stands right before the first word of its
// page in the PDF, so that half a class can read on paper and half on a
// screen.
func TestPageBreaksMatchThePDF(t *testing.T) {
	for _, c := range []struct {
		guide string
		print doc.Print
	}{
		{"frankenstein", doc.Print{Paper: "a4"}},
		{"never-let-me-go", doc.Print{Paper: "letter", Variant: "large-print"}},
		{"frankenstein", doc.Print{Paper: "a5", Variant: "accessible"}},
		{"never-let-me-go", doc.Print{Paper: "6x9in"}},
	} {
		t.Run(c.guide+" "+c.print.Paper, func(t *testing.T) { pageBreaksMatch(t, c.guide, c.print) })
	}
}

func pageBreaksMatch(t *testing.T, guide string, print doc.Print) {
	dir := t.TempDir()
	p, _ := NewPlan([]string{filepath.Join(repository, "content", guide)}, Options{Formats: Formats(), Output: dir, Print: print})
	for r := range p.Run(t.Context()) {
		if r.Err != nil || r.Problems.HasErrors() {
			t.Fatal(r.Err, r.Problems)
		}
	}
	screen, marginals := screenPages(t, filepath.Join(dir, guide+".epub"))
	printed := printPages(t, filepath.Join(dir, guide+".pdf"), marginals)
	compared := 0
	for _, p := range screen {
		words, ok := printed[p.folio]
		if !ok {
			continue // one with a roman folio, or with nothing but lines to write on
		}
		if !begins(p.words, words) && !begins(words, p.words) {
			t.Errorf("page %s begins with %q in the EPUB and with %q in the PDF", p.folio, p.words, words)
		}
		delete(printed, p.folio)
		compared++
	}
	if compared < 20 || compared < len(screen)*9/10 {
		t.Errorf("only %d of %d pages could be compared", compared, len(screen))
	}
	for folio := range printed {
		t.Errorf("page %s has no mark", folio)
	}
}

// begins reports whether a begins with the first letters of b, but for the
// first part of a word that is parted in print, or the name of a column that
// print sets before its cell.
func begins(a, b string) bool {
	at := strings.Index(a, b[:min(len(b), 6)])
	return at >= 0 && at < 12
}

// A pageStart is a printed page and the letters that it begins with.
type pageStart struct{ folio, words string }

// startLetters is how many letters tell where a page begins.
const startLetters = 28

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

// printPages reads how the pages of a PDF begin, by folio, in the order of
// its structure, without marginals: those may have a page number in addition.
func printPages(t *testing.T, name string, marginals []string) map[string]string {
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
	var numbers []int
	pages := map[int]string{}
	one := 0 // the page with folio 1
	var read func(*pdfcheck.Element)
	read = func(e *pdfcheck.Element) {
		if e.Type == "Note" || e.Type == "Figure" || e.Type == "Caption" || e.Type == "P" && slices.ContainsFunc(marginals, func(m string) bool { return strings.HasPrefix(letters(e.Content()), m) }) {
			return
		}
		if e.Page > slices.Max(append(numbers, 0)) && letters(e.Text) != "" {
			numbers = append(numbers, e.Page)
			if one == 0 && strings.HasPrefix(letters(e.Text), "Chapter") {
				one = e.Page
			}
		}
		for _, n := range numbers[max(0, len(numbers)-3):] { // short pages overlap
			pages[n] = cut(pages[n] + letters(e.Text))
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
	byFolio := map[string]string{}
	for n, words := range pages {
		if n >= one {
			byFolio[strconv.Itoa(n-one+1)] = words
		}
	}
	return byFolio
}

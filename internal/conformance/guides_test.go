package conformance

import (
	"os"
	"path/filepath"
	"testing"

	"guidec/internal/charset"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/markdown"
	"guidec/internal/metadata"
	"guidec/internal/source"
)

// No word of the guides that come with the program is lost on the way from
// the book to its two files.
func TestGuides(t *testing.T) {
	manifests, err := filepath.Glob("../../content/*/guide.yaml")
	if err != nil || len(manifests) == 0 {
		t.Fatalf("there are no guides: %v", err)
	}
	for _, m := range manifests {
		dir := filepath.Dir(m)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			g, l := readFolder(t, dir)
			x := newPress()
			x.files = os.DirFS(dir)
			p, err := x.print(g, l)
			if err != nil {
				t.Fatal(err)
			}
			if p.epub == nil {
				t.Fatal(p.problems)
			}
			p.holds(t)
		})
	}
}

// readFolder reads a guide's chapters in the order of their names.
func readFolder(t *testing.T, dir string) (*doc.Guide, diag.List) {
	t.Helper()
	read := func(name string) *source.File {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		f, l := charset.Decode(filepath.Base(name), data)
		if l.HasErrors() {
			t.Fatal(l)
		}
		return f
	}
	m, l := metadata.ReadGuide(read(filepath.Join(dir, "guide.yaml")))
	g := &doc.Guide{Meta: m.Meta}
	chapters, err := filepath.Glob(filepath.Join(dir, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range chapters {
		sections, notes, found := markdown.ReadChapter(read(c), markdown.Options{Quotes: m.Meta.Quotes})
		g.Chapters, g.Notes, l = append(g.Chapters, sections...), append(g.Notes, notes...), append(l, found...)
	}
	return g, l
}

// holds reports the words of the book that one of its files lacks.
func (p *printing) holds(t *testing.T) {
	t.Helper()
	want := leaves(p.book)
	for _, format := range []struct {
		name string
		read func() (string, error)
	}{{"EPUB", p.epubText}, {"PDF", p.pdfText}} {
		text, err := format.read()
		if err != nil {
			t.Fatalf("%s: %v", format.name, err)
		}
		if missing := lost(want, essence(text)); len(missing) > 0 {
			t.Errorf("the %s lacks %q", format.name, missing)
		}
	}
}

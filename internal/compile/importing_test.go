package compile

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"guidec/internal/book"
	"guidec/internal/golden"
)

// The folder that Import writes gives the same book as the text.
func TestImport(t *testing.T) {
	golden.Run(t, "testdata/import/*.txt", func(t *testing.T, c *golden.Case) {
		testImport(t, c.Section("in"))
	})
	t.Run("made-up", func(t *testing.T) { testImport(t, guideText(1)) })
}

func testImport(t *testing.T, text string) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("guide.txt", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	files, l, err := Import(t.Context(), "guide.txt", filepath.Join("deep", "guide"), Limits{})
	if err != nil || l.HasErrors() {
		t.Fatal(err, l)
	}
	if files < 2 {
		t.Errorf("%d files are written", files)
	}
	raw, folder := dump(t, "guide.txt"), dump(t, "deep/guide")
	if raw != folder {
		t.Errorf("the books differ:\n%s", diff.Diff("text", []byte(raw), "folder", []byte(folder)))
	}
}

// dump shows the book of the guide at a path.
func dump(t *testing.T, name string) string {
	t.Helper()
	p, l := NewPlan([]string{name}, Options{})
	if l.HasErrors() || len(p.Guides) != 1 {
		t.Fatal(l)
	}
	root, err := p.Guides[0].open()
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	b, l := p.book(p.Guides[0], root.FS())
	if l.HasErrors() {
		t.Fatal(l)
	}
	return book.Dump(b)
}

package pdf

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"guidec/assets"
	"guidec/internal/book"
	"guidec/internal/doc"
	"guidec/internal/markdown"
	"guidec/internal/media"
	"guidec/internal/metadata"
	"guidec/internal/source"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// readGuide reads a guide's folder whose chapters are in the order of their
// names.
func readGuide(t *testing.T, folder string) *book.Book {
	t.Helper()
	read := func(name string) *source.File {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return source.NewFile(name, string(data))
	}
	meta, l := metadata.ReadGuide(read("guide.yaml"))
	g := &doc.Guide{Meta: meta.Meta}
	names, err := filepath.Glob(filepath.Join(folder, "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		name = filepath.Base(name)
		chapters, notes, more := markdown.ReadChapter(read(name), markdown.Options{Quotes: meta.Meta.Quotes, Name: name})
		g.Chapters = append(g.Chapters, chapters...)
		g.Notes = append(g.Notes, notes...)
		l = append(l, more...)
	}
	b, more := book.Build(g, book.Options{Images: media.NewStore(os.DirFS(folder), media.Limits{}), Modified: time.Unix(1e9, 0).UTC()})
	if l.HasErrors() || more.HasErrors() {
		t.Fatalf("%s has errors", folder)
	}
	return b
}

// TestShippedGuides holds that the guides of the project have no widow, no
// orphan, no hyphen at a page turn, no third hyphen in a row, no line that is
// too wide and no word that is lost, on any paper and in any variant.
func TestShippedGuides(t *testing.T) {
	fonts := typeset.NewLibrary(assets.Files)
	folders, err := filepath.Glob("../../content/*/guide.yaml")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	for _, f := range folders {
		evenlySet(t, filepath.Base(filepath.Dir(f)), readGuide(t, filepath.Dir(f)), fonts)
	}
}

// evenlySet holds the same of one guide.
func evenlySet(t *testing.T, name string, b *book.Book, fonts *typeset.Library) {
	for _, paper := range theme.Papers {
		for _, variant := range theme.Variants {
			d, l, err := Layout(b, Options{Paper: paper, Variant: variant, Fonts: fonts})
			if err != nil {
				t.Fatal(err)
			}
			name := name + " " + string(paper) + " " + string(variant)
			for _, p := range l {
				t.Errorf("%s: %s:%d: %s", name, p.At.File.Path, p.At.Position().Line, p.Message)
			}
			if r := d.Report(); len(r.Widows)+len(r.Orphans)+len(r.Torn)+len(r.Overfull) > 0 || r.InARow > 2 {
				t.Errorf("%s: widows %v, orphans %v, torn %v, overfull %d, %d hyphens in a row", name, r.Widows, r.Orphans, r.Torn, len(r.Overfull), r.InARow)
			}
			if variant == theme.Standard {
				levelFacing(t, name, d)
			}
			wordsKept(t, name, b, d)
		}
	}
}

// levelFacing holds that facing pages end within two lines of each other,
// where neither begins or ends a chapter.
func levelFacing(t *testing.T, name string, d *Document) {
	t.Helper()
	for i := 1; i+2 < len(d.sheets); i++ {
		left, right, next := d.sheets[i], d.sheets[i+1], d.sheets[i+2]
		if !left.verso || left.page == nil || right.of != left.of || next.of != left.of {
			continue
		}
		if off := left.page.Short - right.page.Short; off < -2 || off > 2 {
			t.Errorf("%s: pages %s and %s differ by %d lines", name, left.folio, right.folio, off)
		}
	}
}

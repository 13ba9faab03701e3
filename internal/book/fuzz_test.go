package book_test

import (
	"os"
	"path/filepath"
	"testing"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/markdown"
	"guidec/internal/plaintext"
	"guidec/internal/source"
)

// Whatever a reader makes of its input, Build makes a book of it without a
// panic; a book without errors has no link that leads nowhere; and every
// diagnostic points into the text.

func FuzzMarkdown(f *testing.F) {
	cases, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(cases) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, name := range cases {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("guide.md", text)
		g, l := markdown.ReadGuide(file, markdown.Options{})
		b, built := book.Build(g, book.Options{})
		inRange(t, file, append(l, built...))
		if !built.HasErrors() && !l.HasErrors() {
			checkLinks(t, b)
		}
	})
}

func FuzzPlaintext(f *testing.F) {
	f.Add("Emma\n\nby\n\nJane Austen\n\nPlot\n\nPart One\n\nText.\n\n\"A quotation that stands alone.\"\n\nFrequently Asked Questions\n\nWhy?\n\nBecause.\n")
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("guide.txt", text)
		g, l := plaintext.Read(file)
		b, built := book.Build(g, book.Options{})
		inRange(t, file, append(l, built...))
		if !built.HasErrors() && !l.HasErrors() {
			checkLinks(t, b)
		}
	})
}

func inRange(t *testing.T, f *source.File, l diag.List) {
	t.Helper()
	for _, d := range l {
		if d.At.File == f && (d.At.Start < 0 || d.At.End < d.At.Start || d.At.End > len(f.Text)) {
			t.Errorf("%s stands at %d–%d of %d bytes", d.Code, d.At.Start, d.At.End, len(f.Text))
		}
	}
}

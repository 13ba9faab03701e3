package epub

import (
	"bytes"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/epubverify"
	"guidec/internal/golden"
	"guidec/internal/markdown"
	"guidec/internal/media"
	"guidec/internal/source"
)

// read builds the book of a guide in one Markdown file, whose folder has
// one image.
func read(text string) (*book.Book, diag.List) {
	g, l := markdown.ReadGuide(source.NewFile("guide.md", text), markdown.Options{})
	if l.HasErrors() {
		return nil, l
	}
	files := fstest.MapFS{"ship.png": &fstest.MapFile{Data: drawing()}}
	b, found := book.Build(g, book.Options{Images: media.NewStore(files, media.Limits{})})
	return b, append(l, found...)
}

// TestGolden shows what each piece of a guide becomes. The sections are
// named after the files of the container; body sections have what stands
// between the body's tags, and metadata the package document's metadata.
func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		b, l := read(c.Section("in"))
		if l.HasErrors() {
			t.Fatal(text(t, l))
		}
		o := Options{}
		if c.Has("EPUB/nav.xhtml with pages") {
			o.Pages = everyPage(b)
		}
		for _, f := range unpack(t, write(t, b, o)) {
			data := string(f.data)
			c.Check(f.name, data)
			if _, body, ok := strings.Cut(data, "<body"); ok {
				_, body, _ = strings.Cut(body, ">\n")
				body, _, _ = strings.Cut(body, "</body>")
				c.Check(path.Base(f.name), body)
			}
			if _, m, ok := strings.Cut(data, `<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">`+"\n"); ok {
				m, _, _ = strings.Cut(m, "  </metadata>")
				c.Check("metadata", m)
			}
			if o.Pages != nil {
				c.Check(f.name+" with pages", data)
			}
		}
	})
}

// FuzzWrite holds that what can be built can be written, and that the file
// passes the check.
func FuzzWrite(f *testing.F) {
	for _, s := range []string{
		"# One\n\nWords[^1].\n\n[^1]: Note.\n\n## Two\n\n> “Said.”\n> — Somebody\n",
		"---\ntitle: T\n---\n# A\n\n| a | b | c |\n|---|:-:|--:|\n| 1 | 2 | 3 |\n\n![x](ship.png \"y\"){#f}\n\n# B\n\n[](#f)\n",
		"# FAQ\n\n## Why?\n\nBecause.\n\n::: question {lines=2 answer=\"yes\"}\nIs it?\n:::\n",
		"# G {#g}\n\n::: glossary\nterm\n: meaning\n:::\n\n[term]{.term}, *a **b** `c`* [d](https://example.org/?a&b)\n",
	} {
		f.Add(s)
	}
	small := &media.Image{Name: "cover.png", Type: "image/png", Data: drawing(), Width: 600, Height: 300}
	f.Fuzz(func(t *testing.T, s string) {
		b, l := read(s)
		if l.HasErrors() {
			return
		}
		b.Meta.Cover = &book.Image{Asset: small, Alt: "A cover"}
		var out bytes.Buffer
		if _, err := Write(&out, b, Options{Pages: everyPage(b)}); err != nil {
			t.Fatal(err)
		}
		if l := epubverify.Check("a.epub", bytes.NewReader(out.Bytes()), int64(out.Len())); len(l) > 0 {
			t.Fatal(text(t, l))
		}
	})
}

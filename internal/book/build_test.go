package book_test

import (
	"bytes"
	"image"
	"image/png"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/golden"
	"guidec/internal/markdown"
	"guidec/internal/media"
	"guidec/internal/metadata"
	"guidec/internal/source"
)

func TestBuild(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		g, l := read(t, c.Files("in"))
		b, built := book.Build(g, book.Options{Images: images(t)})
		l = append(l, built...)
		l.Sort()
		c.Check("book", book.Dump(b))
		var text strings.Builder
		if err := l.Text(&text); err != nil {
			t.Fatal(err)
		}
		c.CheckAll("diag", text.String())
		if !l.HasErrors() {
			checkLinks(t, b)
		}
	})
}

// read reads a guide's folder, or guide.md, which is all of it.
func read(t *testing.T, files fs.FS) (*doc.Guide, diag.List) {
	t.Helper()
	g := &doc.Guide{}
	text := func(name string) *source.File {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		return source.NewFile(name, string(data))
	}
	if _, err := fs.Stat(files, "guide.md"); err == nil {
		return markdown.ReadGuide(text("guide.md"), markdown.Options{})
	}
	meta, l := metadata.ReadGuide(text("guide.yaml"))
	g.Meta = meta.Meta
	names, err := fs.Glob(files, "*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		chapters, notes, found := markdown.ReadChapter(text(name), markdown.Options{})
		g.Chapters, g.Notes, l = append(g.Chapters, chapters...), append(g.Notes, notes...), append(l, found...)
	}
	return g, l
}

// TestNumbersOfEditions holds that "Look at Figure 1" means one picture to
// students and to their teacher.
func TestNumbersOfEditions(t *testing.T) {
	const chapters = `# One

::: question
Who?

::: answer
![Dot](dot.png "In the first answer"){#own}

| A |
|---|
| b |

: In an answer
:::
:::

![Dot](dot.png "In the text"){#text}

See [](#text) and [](#own).

| A |
|---|
| b |

: In the text

# Two

::: question
Why?

::: answer
![Dot](dot.png "In the second answer")
:::
:::

# FAQ

## How?

![Dot](dot.png "In the FAQ")
`
	want := []string{"Figure 1. In the text", "Figure 2. In the FAQ", "Figure 3. In the first answer", "Figure 4. In the second answer",
		"Table 1. In the text", "Table 2. In an answer"}
	for _, edition := range []doc.Edition{doc.EditionStudent, doc.EditionTeacher} {
		g, l := read(t, fstest.MapFS{"guide.yaml": {Data: []byte("title: A\n")}, "01.md": {Data: []byte(chapters)}})
		b, built := book.Build(g, book.Options{Images: images(t), Edition: edition})
		if l = append(l, built...); len(l) > 0 {
			t.Fatal(l)
		}
		checkLinks(t, b)
		var captions []string
		for _, part := range b.Sections() {
			book.Walk(part, func(n any) {
				switch n := n.(type) {
				case *book.Para:
					if n.Role == book.RoleCaption {
						captions = append(captions, book.Plain(n.Text))
					}
				case *book.Table:
					captions = append(captions, book.Plain(n.Caption))
				}
			})
		}
		if slices.Sort(captions); !slices.Equal(captions, want) {
			t.Errorf("%s: %q, want %q", edition, captions, want)
		}
	}
}

// images is a folder that holds one image, dot.png.
func images(t *testing.T) *media.Store {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 4, 3))); err != nil {
		t.Fatal(err)
	}
	return media.NewStore(fstest.MapFS{"dot.png": {Data: b.Bytes(), Mode: 0o644}}, media.Limits{})
}

// checkLinks sees to it that every link, mark and entry of the contents
// leads to a place that is in the book, once.
func checkLinks(t *testing.T, b *book.Book) {
	t.Helper()
	places := map[*book.Target]int{}
	at := func(p *book.Target) {
		if p != nil {
			places[p]++
		}
	}
	each := func(f func(any)) {
		for _, s := range b.Sections() {
			book.Walk(s, f)
		}
	}
	ids := map[string]bool{}
	for _, part := range b.Sections() {
		book.Walk(part, func(n any) {
			if p := targetOf(n); p != nil && p.Chapter != part {
				t.Errorf("the place %q stands in %q, and says %q", p.ID, part.Target.Name, p.Chapter.Target.Name)
			}
		})
	}
	each(func(n any) { at(targetOf(n)) })
	for p, n := range places {
		if n != 1 || ids[p.ID] || p.ID == "" || p.Chapter == nil {
			t.Errorf("the place %q stands %d times, in %v", p.ID, n, p.Chapter)
		}
		ids[p.ID] = true
	}
	leads := func(what string, to *book.Target) {
		if places[to] != 1 {
			t.Errorf("%s leads to %q, which is nowhere", what, to.ID)
		}
	}
	each(func(n any) {
		switch n := n.(type) {
		case *book.Link:
			if n.To != nil {
				leads("a link", n.To)
			}
		case *book.NoteMark:
			leads("a mark", n.Note.Target)
		}
	})
	var entries func([]*book.Entry)
	entries = func(all []*book.Entry) {
		for _, e := range all {
			leads("the contents", e.To)
			entries(e.Entries)
		}
	}
	entries(b.Contents)
}

// targetOf is the place that a node of the book is, or nil.
func targetOf(n any) *book.Target {
	switch n := n.(type) {
	case *book.Section:
		return n.Target
	case *book.Box:
		return n.Target
	case *book.Para:
		return n.Target
	case *book.Table:
		return n.Target
	case *book.Item:
		return n.Target
	case *book.Note:
		return n.Target
	case *book.NoteMark:
		return n.Target
	}
	return nil
}

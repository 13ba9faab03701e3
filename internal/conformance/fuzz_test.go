package conformance

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/png"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"guidec/internal/charset"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/markdown"
	"guidec/internal/plaintext"
	"guidec/internal/source"
)

// Any bytes end in a diagnostic or in two valid files with every word of the
// book, from one end of the compiler to the other. The guides bring a cover, since drawing one takes
// longer than all the rest.

func FuzzMarkdown(f *testing.F) {
	for some := range slices.Chunk(examples(f), 32) {
		var b strings.Builder
		b.WriteString("# Examples\n\n")
		for _, e := range some {
			b.WriteString(e.markdown + "\n")
		}
		f.Add([]byte(b.String()))
	}
	f.Add([]byte("---\ntitle: \"A: B\"\nlang: fr\nthemes: {a: A}\nwork: {title: T, author: U}\n---\n\n# One {#one theme=a}\n\n" +
		"::: pullquote {by=\"X\" theme=a}\n\"Words of somebody.\"\n:::\n\n::: question {lines=3 answer=\"Yes.\"}\nWhy?\n:::\n\n" +
		"::: glossary\nterm\n: What it means\n:::\n\nA [term]{.term}, a note[^1], [two](#two).\n\n[^1]: The note.\n\n## Two {#two}\n\n" +
		"![alt](cover.png \"Caption\"){#fig width=50%}\n\n| a | b |\n|---|--:|\n| c | d |\n\n: Caption {#tab}\n\n# FAQ\n\n## Why?\n\nBecause.\n"))
	f.Add([]byte("# Pictures ![alt](cover.png) in [![alt](cover.png)](https://example.org/)\n\nOn ![alt](cover.png){width=50%} a line,[^1] " +
		"in a [![alt](cover.png)](#fig \"Title\"), [![](cover.png){.decorative}](https://example.org/b)\n![alt](cover.png){#fig}\nalone.\n\n" +
		"| ![alt](cover.png) | **[![alt](cover.png)](https://example.org/)** |\n|---|---|\n| ![alt](cover.png){width=200%} | c |\n\n" +
		"Term ![alt](cover.png)\n: ![alt](cover.png)\n\n- ![alt](cover.png) ![alt](cover.png)\n\n> ![alt](cover.png) words\n\n" +
		"::: pullquote\nWords ![alt](cover.png)\n:::\n\n::: figure\n![alt](cover.png)\n\nCaption ![alt](cover.png)\n:::\n\n" +
		"::: question\n![alt](cover.png)\n:::: answer\n- ![alt](cover.png)\n::::\n:::\n\n[^1]: ![alt](cover.png) [![alt](cover.png)](https://example.org/)\n"))
	written := "data:image/png;base64," + base64.StdEncoding.EncodeToString(noise(f))
	f.Add([]byte("# Images\n\n![alt][a] and ![alt](" + written + ")\n\n![alt][b]\n\n[a]: <" + written + ">\n\n[b]: " + written + " \"Title\"\n"))
	x := newPress()
	x.files = cover(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		x.fuzz(t, "guide.md", data, func(f *source.File) (*doc.Guide, diag.List) {
			return markdown.ReadGuide(f, markdown.Options{})
		})
	})
}

func FuzzPlaintext(f *testing.F) {
	f.Add([]byte("Emma\n\nby\n\nJane Austen\n\nPlot\n\nPart One\n\nText.\n\n\"A quotation that stands alone.\"\n\nFrequently Asked Questions\n\nWhy?\n\nBecause.\n"))
	f.Add([]byte("TITLE\r\n\r\n1. \x93One\x94\r\n2. Two\r\n\r\nChapter 1\r\nIt is \x85 late.\r\n\r\n1 of 12\r\n"))
	x := newPress()
	x.files = cover(f)
	f.Fuzz(func(t *testing.T, data []byte) { x.fuzz(t, "guide.txt", data, plaintext.Read) })
}

// fuzz prints what a reader makes of bytes.
func (x *press) fuzz(t *testing.T, name string, data []byte, read func(*source.File) (*doc.Guide, diag.List)) {
	if len(data) > 1<<16 {
		return
	}
	f, l := charset.Decode(name, data)
	if l.HasErrors() {
		return
	}
	g, found := read(f)
	g.Meta.Cover = &doc.Image{Span: f.Span(0, 0), Path: "cover.png", Alt: "A cover"}
	p, err := x.print(g, append(l, found...))
	if err != nil {
		t.Error(err)
	}
	if p != nil && p.epub != nil {
		p.holds(t)
	}
}

// noise is an image that cannot be packed well.
func noise(t testing.TB) []byte {
	m := image.NewGray(image.Rect(0, 0, 20, 20))
	rand.NewChaCha8([32]byte{}).Read(m.Pix)
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// cover is a folder with a small image.
func cover(t testing.TB) fstest.MapFS {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 30, 40))); err != nil {
		t.Fatal(err)
	}
	return fstest.MapFS{"cover.png": {Data: b.Bytes()}}
}

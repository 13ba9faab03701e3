package epubverify

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"
	"testing/fstest"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/epub"
	"guidec/internal/golden"
	"guidec/internal/media"
	"guidec/internal/source"
)

func plain(s string) []doc.Inline { return []doc.Inline{&doc.Text{Text: s}} }

// goodFile is an EPUB with a note, an image, page breaks, and sections in
// sections.
func goodFile(t testing.TB) []byte {
	t.Helper()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		t.Fatal(err)
	}
	file := source.NewFile("guide.md", "")
	say := func(s string) *doc.Paragraph { return &doc.Paragraph{Text: plain(s)} }
	g := &doc.Guide{
		Meta:  doc.Meta{Title: doc.Value{Text: "Hamlet: A Study Guide"}, Date: doc.Value{Text: "2026"}},
		Notes: []*doc.Note{{Span: file.All(), Label: "n", Blocks: []doc.Block{say("So the first folio.")}}},
		Chapters: []*doc.Section{
			{Depth: 1, ID: doc.ID{Name: "plot"}, Heading: plain("Plot"), Blocks: []doc.Block{
				&doc.Paragraph{Text: append(plain("A ghost walks"), &doc.NoteRef{Span: file.All(), Label: "n"}, &doc.Text{Text: " and speaks of murder."})},
				&doc.Section{Depth: 2, ID: doc.ID{Name: "act-one"}, Heading: plain("Act One"), Blocks: []doc.Block{say("The watch sees it first.")}},
			}},
			{Depth: 1, ID: doc.ID{Name: "people"}, Heading: plain("People"), Blocks: []doc.Block{
				&doc.Figure{Image: &doc.Image{Path: "a.png", Alt: "A castle"}},
				say("The prince, and those who watch him."),
			}},
		},
	}
	files := fstest.MapFS{"a.png": &fstest.MapFile{Data: picture.Bytes()}}
	b, l := book.Build(g, book.Options{Images: media.NewStore(files, media.Limits{})})
	if l.HasErrors() {
		t.Fatal(l)
	}
	first := b.Chapters[0].Blocks[0].(*book.Para)
	last := b.Chapters[1].Blocks[1].(*book.Para)
	pages := []book.PageStart{
		{Folio: "1", At: b.Chapters[0]},
		{Folio: "2", At: first.Text[len(first.Text)-1], Offset: 5},
		{Folio: "3", At: last},
	}
	var out bytes.Buffer
	if _, err := epub.Write(&out, b, epub.Options{Pages: pages}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func check(data []byte) diag.List { return Check("a.epub", bytes.NewReader(data), int64(len(data))) }

func TestGoodFile(t *testing.T) {
	if l := check(goodFile(t)); len(l) > 0 {
		t.Errorf("a good file has findings:\n%s", text(t, l))
	}
}

func text(t testing.TB, l diag.List) string {
	t.Helper()
	var b strings.Builder
	if err := l.Text(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A member is a file of a container while it is being broken.
type member struct {
	name   string
	data   []byte
	method uint16
}

func members(t testing.TB, data []byte) []member {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all []member
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, member{f.Name, data, f.Method})
	}
	return all
}

func pack(t testing.TB, all []member) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, m := range all {
		w, err := z.CreateHeader(&zip.FileHeader{Name: m.name, Method: m.method})
		if err == nil {
			_, err = w.Write(m.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	chapter1 = "EPUB/xhtml/chapter-01.xhtml"
	chapter2 = "EPUB/xhtml/chapter-02.xhtml"
	opf      = "EPUB/package.opf"
	nav      = "EPUB/nav.xhtml"
	ncx      = "EPUB/toc.ncx"
	css      = "EPUB/css/book.css"
)

// breaks are the ways in which a good file is broken: from becomes to in
// a file; a file whose from is "" is left out, or added when it is new.
var breaks = []struct{ name, file, from, to string }{
	{"mimetype says something else", "mimetype", "epub", "zip"},
	{"no container.xml", "META-INF/container.xml", "", ""},
	{"container.xml names nothing", "META-INF/container.xml", "package.opf", "other.opf"},
	{"container.xml names no package", "META-INF/container.xml", "oebps-package", "oebps-other"},
	{"another version", opf, `version="3.0"`, `version="2.0"`},
	{"no version", opf, `version="3.0"`, ""},
	{"a page of the wrong media type", opf, `href="xhtml/chapter-01.xhtml" media-type="application/xhtml+xml"`, `href="xhtml/chapter-01.xhtml" media-type="text/html"`},
	{"no namespace", chapter2, ` xmlns="http://www.w3.org/1999/xhtml"`, ""},
	{"a package document that is none", opf, "package", "book"},
	{"a page is not well-formed", chapter1, "</section>", "</div>"},
	{"a prefix is not declared", chapter1, `epub:type="chapter"`, `opub:type="chapter"`},
	{"no modified date", opf, "dcterms:modified", "dcterms:created"},
	{"two modified dates", opf, `<meta property="dcterms:modified">`, `<meta property="dcterms:modified">2025-01-01T00:00:00Z</meta><meta property="dcterms:modified">`},
	{"metadata that say nothing", opf, "</metadata>", `<meta property="schema:accessMode"></meta></metadata>`},
	{"a book in no language", opf, ">en</dc:language>", ">English language</dc:language>"},
	{"no title", opf, `<dc:title id="title">Hamlet: A Study Guide</dc:title>`, `<dc:title id="title"></dc:title>`},
	{"no accessibility", opf, "schema:accessMode\"", "schema:other\""},
	{"no summary of accessibility", opf, "schema:accessibilitySummary", "schema:other"},
	{"a claim without a certifier", opf, "</metadata>", `<meta property="dcterms:conformsTo" id="c">x</meta></metadata>`},
	{"a refinement of nothing", opf, `refines="#title"`, `refines="#tilte"`},
	{"the old cover is no image", opf, `content="cover-image"`, `content="nav"`},
	{"the manifest lists what is not there", opf, "xhtml/chapter-02.xhtml", "xhtml/chapter-03.xhtml"},
	{"the manifest lists too little", "EPUB/extra.css", "", "p {}"},
	{"an id with a blank", opf, `"style-narrow"`, `"style narrow"`},
	{"a picture that is not declared", chapter2, "<figure", `<svg xmlns="http://www.w3.org/2000/svg"/><svg xmlns="http://www.w3.org/2000/svg"/><figure`},
	{"a script that is not declared", chapter2, "<figure", "<script>x</script><figure"},
	{"the wrong media type", opf, `media-type="image/png" properties`, `media-type="image/jpeg" properties`},
	{"no navigation document", opf, ` properties="nav"`, ""},
	{"no cover", opf, ` properties="cover-image"`, ""},
	{"the spine names nothing", opf, `idref="page-chapter-02"`, `idref="page-chapter-03"`},
	{"a book read to nowhere", opf, "<spine ", `<spine page-progression-direction="right" `},
	{"a page that may be read", opf, `<itemref idref="nav"/>`, `<itemref idref="nav" linear="maybe"/>`},
	{"a link to contents that are never read", opf, `<itemref idref="nav"/>`, ""},
	{"a page is read twice", opf, `idref="page-chapter-02"`, `idref="page-chapter-01"`},
	{"no language", chapter1, ` lang="en"`, ""},
	{"a phrase in two languages", chapter1, "<p>The watch", `<p lang="de" xml:lang="fr">The watch`},
	{"a phrase in no language", chapter1, "<p>The watch", `<p lang="en_GB" xml:lang="en_GB">The watch`},
	{"no page title", chapter1, "<title>Chapter 1: Plot</title>", "<title></title>"},
	{"a heading skips a level", chapter1, "h2>", "h3>"},
	{"an id twice", chapter1, `id="act-one"`, `id="plot"`},
	{"a link to no file", nav, `href="xhtml/chapter-02.xhtml"`, `href="xhtml/chapter-07.xhtml"`},
	{"a link to no place", nav, "#act-one", "#act-two"},
	{"an image on the network", chapter2, `src="../images/a.png"`, `src="https://example.org/a.png"`},
	{"a script address", chapter2, "<figure", `<a href="javascript:x">x</a><figure`},
	{"an image with a blank description", chapter2, `alt="A castle"`, `alt=" "`},
	{"an image without a source", chapter2, ` src="../images/a.png"`, ""},
	{"other sources that are not there", chapter2, ` src="../images/a.png"`, ` src="../images/a.png" srcset="../images/a.png, ../images/b.png 2x"`},
	{"an object that is not there", chapter2, "<figure", `<object data="b.bin">x</object><figure`},
	{"a quotation from nowhere", chapter2, "<figure", `<blockquote cite="b.html"><p>x</p></blockquote><figure`},
	{"a link to a stylesheet", chapter2, "<figure", `<p><a href="../css/book.css">x</a></p><figure`},
	{"a stylesheet names what is not there", css, "body {", "@import 'b.css';\nbody { background: url( ../images/b.png );"},
	{"a link to a body", chapter1, `<body epub:type="bodymatter">`, `<body epub:type="bodymatter" id="top"><a href="#top">x</a>`},
	{"a mark that leads to no note", chapter1, `href="#note-plot-1"`, `href="#act-one"`},
	{"a note without a way back", chapter1, `epub:type="backlink" role="doc-backlink"`, ""},
	{"a way back to another note's mark", chapter1, "<p>The watch", `<p><a id="mark" epub:type="noteref" role="doc-noteref" href="#note">2</a></p><aside id="other" epub:type="footnote" role="doc-footnote"><p id="note"><a epub:type="backlink" role="doc-backlink" href="#note-plot-1-mark">2</a> x</p></aside><p>The watch`},
	{"a type without its role", chapter1, ` role="doc-chapter"`, ""},
	{"a type that nobody knows", chapter1, `epub:type="chapter"`, `epub:type="caputre"`},
	{"a page break without its page", chapter1, `aria-label="2"`, ""},
	{"an image without a description", chapter2, ` alt="A castle"`, ""},
	{"no contents", nav, `epub:type="toc" `, ""},
	{"words in the contents", nav, `Contents</h1>`, `Contents</h1><p>x</p>`},
	{"an empty list in the contents", nav, `Act One</a>`, `Act One</a><ol></ol>`},
	{"landmarks without a list", nav, `Landmarks</h2>`, `Landmarks</h2><ol><li><a epub:type="toc" href="nav.xhtml">x</a></li></ol>`},
	{"a landmark of another division", chapter1, `<body epub:type="bodymatter"`, `<body epub:type="backmatter"`},
	{"no landmarks", nav, `epub:type="landmarks" `, ""},
	{"an entry without words", nav, "Act One</a>", "</a>"},
	{"the contents out of order", nav, `<li><a href="xhtml/chapter-01.xhtml">`, `<li><a href="xhtml/chapter-02.xhtml#page-3">x</a></li><li><a href="xhtml/chapter-01.xhtml">`},
	{"another identifier in the NCX", ncx, "urn:uuid:", "urn:uuid:0"},
	{"the wrong depth in the NCX", ncx, `name="dtb:depth" content="2"`, `name="dtb:depth" content="3"`},
	{"the NCX out of order", ncx, `playOrder="2"`, `playOrder="9"`},
	{"the NCX leads nowhere", ncx, "#act-one", "#act-two"},
	{"a page is not listed", nav, `<li><a href="xhtml/chapter-01.xhtml#page-2">2</a></li>`, ""},
	{"a page leads to another", nav, `#page-2">2<`, `#page-3">2<`},
	{"no page list", nav, `epub:type="page-list" `, ""},
	{"nobody's pages", opf, "pageBreakSource", "schema:other"},
	{"a page listed twice", nav, `#page-2">2<`, `#page-1">1<`},
	{"other pages in the NCX", ncx, "#page-2", "#page-1"},
	{"another name in the NCX", ncx, "People", "Persons"},
	{"a claim of what is not there", chapter2, ` alt="A castle"`, ` alt=""`},
	{"an image of another type", "EPUB/images/a.png", "PNG", "GIF"},
	{"the old guide leads nowhere", opf, `title="Cover" href="xhtml/cover.xhtml"`, `title="Cover" href="xhtml/cower.xhtml"`},
	{"a modified date that is none", opf, "2026-01-01T00:00:00Z", "2026-01-01"},
	{"a block in a line", chapter1, "<p>The watch", "<p><div></div>The watch"},
	{"an entry in no list", chapter1, "<p>The watch", "<ul><p>x</p></ul><p>The watch"},
	{"words in no entry", chapter1, "<p>The watch", "<ul>x<li>y</li></ul><p>The watch"},
	{"a term without a meaning", chapter1, "<p>The watch", "<dl><dt>x</dt><dd>y</dd><dt>z</dt></dl><p>The watch"},
	{"a caption at the end", chapter1, "<p>The watch", "<table><tbody><tr><td>x</td></tr></tbody><caption>y</caption></table><p>The watch"},
	{"a link in a link", chapter1, "<p>The watch", `<p><a href="#plot">x<a href="#plot">y</a></a>The watch`},
	{"a heading without words", chapter1, "<h2>Act One</h2>", "<h2></h2>"},
	{"a link without words", chapter1, "<p>The watch", `<p><a href="#plot"></a>The watch`},
	{"a name that is not there", chapter1, `aria-labelledby="plot-heading"`, `aria-labelledby="plot-headline"`},
	{"another encoding", chapter2, `encoding="UTF-8"`, `encoding="ISO-8859-1"`},
	{"no XML declaration", chapter1, `<?xml version="1.0" encoding="UTF-8"?>`, ""},
	{"two files but for their case", "EPUB/NAV.xhtml", "", "<html/>"},
}

// Each way of breaking a good file is found, and said.
func TestBrokenFiles(t *testing.T) {
	good := goodFile(t)
	golden.Run(t, "testdata/broken.txt", func(t *testing.T, c *golden.Case) {
		for _, b := range breaks {
			l := check(pack(t, broken(t, members(t, good), b.file, b.from, b.to)))
			if len(l) == 0 {
				t.Errorf("%s: nothing was found", b.name)
			}
			c.CheckAll(b.name, text(t, l))
		}
	})
}

// sound are changes of a good file after which it is as good.
var sound = []struct{ file, from, to string }{
	{chapter2, ` src="../images/a.png"`, ` src="data:image/png;base64,AAAA"`},
	{chapter2, ` src="../images/a.png"`, ` src="../images/a.png" srcset="../images/a.png, ../images/a.png 2x"`},
	{chapter2, "<figure", `<blockquote cite="https://example.org/"><p>x</p></blockquote><figure`},
	{chapter2, "<figure", `<dl><div><dt>x</dt><dd>y</dd></div></dl><figure`},
	{chapter2, "<figure", `<p lang="de-DE-1901" xml:lang="de-de-1901">x</p><p xml:lang="x-old">y</p><p lang="">z</p><figure`},
	{chapter2, "<figure", `<script type="application/ld+json">{}</script><figure`},
	{chapter1, `epub:type="backlink" `, ""},
	{chapter1, `epub:type="footnote" role="doc-footnote"`, `epub:type="endnote"`},
	{chapter1, "<p>The watch", `<p><a id="mark" epub:type="noteref" role="doc-noteref" href="#note">2</a></p><aside id="other" epub:type="footnote" role="doc-footnote"><p id="note"><a epub:type="backlink" role="doc-backlink" href="#mark">2</a> x</p></aside><p>The watch`},
	{chapter1, "<?xml", "\uFEFF<?xml"},
	{opf, "<spine ", `<spine page-progression-direction="default" `},
	{opf, `<itemref idref="nav"/>`, `<itemref idref="nav" linear="no"/>`},
	{css, "body {", "/* url(b.png) */ @import \"narrow.css\"; @namespace url(http://www.w3.org/1999/xhtml);\nq::before { content: 'url(b.png)' }\nbody { background: url('../images/a.png');"},
}

// Nothing is found in files that are unusual, and good.
func TestSoundFiles(t *testing.T) {
	good := goodFile(t)
	for _, s := range sound {
		if l := check(pack(t, broken(t, members(t, good), s.file, s.from, s.to))); len(l) > 0 {
			t.Errorf("%s:\n%s", s.to, text(t, l))
		}
	}
	contents := broken(t, broken(t, members(t, good), opf, `<itemref idref="nav"/>`, ""), nav, `<li><a epub:type="toc" href="nav.xhtml">Contents</a></li>`, "")
	if l := check(pack(t, contents)); len(l) > 0 {
		t.Errorf("contents that need not be read:\n%s", text(t, l))
	}
}

func broken(t *testing.T, all []member, file, from, to string) []member {
	t.Helper()
	var out []member
	found := false
	for _, m := range all {
		if m.name == file {
			found = true
			if from == "" {
				continue
			}
			changed := strings.ReplaceAll(string(m.data), from, to)
			if changed == string(m.data) {
				t.Fatalf("%s does not say %q", file, from)
			}
			m.data = []byte(changed)
		}
		out = append(out, m)
	}
	if !found {
		out = append(out, member{file, []byte(to), zip.Deflate})
	}
	return out
}

func TestNotAnEPUB(t *testing.T) {
	good := members(t, goodFile(t))
	compressed := append([]member{{good[0].name, good[0].data, zip.Deflate}}, good[1:]...)
	for name, data := range map[string][]byte{
		"no archive":          []byte("hello"),
		"an empty archive":    pack(t, nil),
		"mimetype last":       pack(t, append(good[1:len(good):len(good)], good[0])),
		"mimetype compressed": pack(t, compressed),
		"a file twice":        pack(t, append(good[:len(good):len(good)], good[3])),
		"a way out":           pack(t, append(good[:len(good):len(good)], member{"../x", nil, zip.Store})),
	} {
		l := check(data)
		if len(l) == 0 || l[0].Code != diag.EPUBContainer {
			t.Errorf("%s: got %v, want epub-container", name, l)
		}
	}
}

// FuzzCheck holds that no file, however broken, makes the check panic.
func FuzzCheck(f *testing.F) {
	good := goodFile(f)
	f.Add(good)
	for _, m := range members(f, good) {
		f.Add(pack(f, []member{{"mimetype", []byte("application/epub+zip"), zip.Store}, m}))
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(data) })
}

// FuzzPackage holds the same for a package document and a page.
func FuzzPackage(f *testing.F) {
	good := members(f, goodFile(f))
	for _, m := range good {
		if m.name == opf {
			f.Add(m.data, []byte("<html/>"))
		}
	}
	f.Fuzz(func(t *testing.T, packageDocument, page []byte) {
		var all []member
		for _, m := range good {
			switch m.name {
			case opf:
				m.data = packageDocument
			case nav, chapter1, ncx:
				m.data = page
			}
			all = append(all, m)
		}
		check(pack(t, all))
	})
}

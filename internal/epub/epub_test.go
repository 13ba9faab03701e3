package epub

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/epubverify"
	"guidec/internal/golden"
)

// The file is the same, byte for byte, however often it is written.
func TestSameBytes(t *testing.T) {
	for _, d := range Devices {
		first := write(t, build(t, everyBlock()), Options{Device: d})
		second := write(t, build(t, everyBlock()), Options{Device: d})
		if !bytes.Equal(first, second) {
			t.Errorf("%s: two runs wrote different files", d)
		}
	}
}

// Every kind of file passes the check of a finished EPUB.
func TestVerifies(t *testing.T) {
	student, teacher := everyBlock(), everyBlock()
	teacher.Meta.Edition = doc.EditionTeacher
	small := &doc.Guide{Meta: doc.Meta{Title: doc.Value{Text: "Nothing but a Title"}}}
	ship := func(alt string) []doc.Inline {
		return []doc.Inline{&doc.Image{Path: "ship.png", Alt: alt, Decorative: alt == ""}}
	}
	pictured := &doc.Guide{Meta: small.Meta, Chapters: []*doc.Section{{Depth: 1, Unnumbered: true, Heading: ship("A ship"), Blocks: []doc.Block{
		&doc.Section{Depth: 2, Heading: ship(""), Blocks: []doc.Block{say("Words.")}},
	}}}}
	for name, g := range map[string]*doc.Guide{"student": student, "teacher": teacher, "small": small, "pictured": pictured} {
		for _, d := range Devices {
			b := build(t, g)
			data := write(t, b, Options{Device: d, Pages: everyPage(b)})
			if l := epubverify.Check(name+d.Extension(), bytes.NewReader(data), int64(len(data))); len(l) > 0 {
				t.Errorf("%s for %s:\n%s", name, d, text(t, l))
			}
		}
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

// everyPage begins a printed page before every section and in the middle
// of every text of some length, at a word.
func everyPage(b *book.Book) []book.PageStart {
	var pages []book.PageStart
	add := func(p book.PageStart) {
		p.Folio = string(rune('a'+len(pages)/26)) + string(rune('a'+len(pages)%26))
		pages = append(pages, p)
	}
	for _, s := range b.Sections() {
		book.Walk(s, func(n any) {
			switch n := n.(type) {
			case *book.Section:
				add(book.PageStart{At: n})
			case *book.List:
				add(book.PageStart{At: n})
			case *book.Text:
				if at := strings.IndexByte(n.Text[len(n.Text)/2:], ' '); at >= 0 && len(n.Text) > 20 {
					add(book.PageStart{At: n, Offset: len(n.Text)/2 + at + 1})
				}
			}
		})
	}
	return pages
}

// Each mark of a printed page stands right before the page's first word.
func TestPageBreaksAtTheirWords(t *testing.T) {
	b := build(t, everyBlock())
	pages := everyPage(b)
	markup := ""
	for _, f := range unpack(t, write(t, b, Options{Pages: pages})) {
		markup += string(f.data)
	}
	inText, before := 0, 0
	for _, p := range pages {
		mark := `aria-label="` + p.Folio + `">`
		_, rest, ok := strings.Cut(markup, mark)
		if !ok {
			t.Errorf("page %s has no mark", p.Folio)
			continue
		}
		text, ok := p.At.(*book.Text)
		if !ok {
			before++
			continue
		}
		rest = strings.TrimPrefix(rest, "</span>")
		if !strings.HasPrefix(rest, escape(text.Text[p.Offset:])) && !strings.HasPrefix(rest, "</div>\n<h") {
			t.Errorf("page %s begins with %.40q, not with %.40q", p.Folio, rest, text.Text[p.Offset:])
		}
		inText++
	}
	if inText < 20 || before < 10 {
		t.Errorf("%d pages began in text and %d before blocks: too few to show anything", inText, before)
	}
}

// A page that begins where the book has nothing is a bug, and said.
func TestPageBreakWithoutPlace(t *testing.T) {
	b := build(t, everyBlock())
	_, err := Write(io.Discard, b, Options{Pages: []book.PageStart{{Folio: "1", At: &book.Text{Text: "elsewhere"}}}})
	if err == nil {
		t.Error("a page began nowhere, and nothing was said")
	}
}

type file struct {
	name string
	data []byte
}

func unpack(t testing.TB, data []byte) []file {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var all []file
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, file{f.Name, data})
	}
	return all
}

// The container is what the oldest readers expect: mimetype first, stored,
// without extra fields; sizes in front of each file; the guide's own time.
func TestContainer(t *testing.T) {
	data := write(t, build(t, everyBlock()), Options{})
	if want := "mimetypeapplication/epub+zip"; string(data[30:30+len(want)]) != want {
		t.Errorf("the file begins with %q", data[:60])
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if f.Flags&8 != 0 || len(f.Extra) > 0 {
			t.Errorf("%s: flags %x, %d bytes of extra fields", f.Name, f.Flags, len(f.Extra))
		}
		if got := f.Modified.Format(time.DateOnly); got != "2026-03-01" {
			t.Errorf("%s is of %s", f.Name, got)
		}
	}
}

// Nothing is said of accessibility that is not so.
func TestAccessibilityIsComputed(t *testing.T) {
	plain := &doc.Guide{Meta: doc.Meta{Title: doc.Value{Text: "Plain"}}, Chapters: []*doc.Section{{Depth: 1, Heading: head("One"), Blocks: []doc.Block{say("Words.")}}}}
	a := access(build(t, plain), false)
	if slices.Contains(a.features, "alternativeText") || slices.Contains(a.modes, "visual") || slices.Contains(a.features, "pageNavigation") {
		t.Errorf("a guide of words alone claims %v, %v", a.modes, a.features)
	}
	a = access(build(t, everyBlock()), true)
	for _, f := range []string{"alternativeText", "pageBreakMarkers", "pageNavigation"} {
		if !slices.Contains(a.features, f) {
			t.Errorf("a guide with described images and pages does not say %s", f)
		}
	}
}

// The claim of conformance is the author's; without a certifier there is
// none.
func TestConformanceIsStated(t *testing.T) {
	claim := func(c doc.Conformance) bool {
		g := everyBlock()
		g.Meta.Conformance = c
		p := &packaging{book: build(t, g)}
		return strings.Contains(p.metadata(), "dcterms:conformsTo")
	}
	if claim(doc.Conformance{}) || claim(doc.Conformance{Standard: "WCAG"}) {
		t.Error("a claim that nobody made")
	}
	if !claim(doc.Conformance{Standard: "WCAG", CertifiedBy: "A. Reader"}) {
		t.Error("the author's claim is not there")
	}
}

// A file that Kindle will not take as it is, by its language or its size,
// is written with a warning.
func TestKindle(t *testing.T) {
	golden.Run(t, "testdata/device/kindle.txt", func(t *testing.T, c *golden.Case) {
		g := everyBlock()
		g.Meta.Lang.Text = "cs"
		var out bytes.Buffer
		l, err := Write(&out, build(t, g), Options{Device: Kindle})
		if err != nil {
			t.Fatal(err)
		}
		p := &packaging{options: Options{Device: Kindle}}
		p.sized(sendToKindle)
		p.sized(sendToKindle + 9<<20)
		c.CheckAll("diag", text(t, append(l, p.list...)))
	})
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, os.ErrClosed }

func TestWriteFails(t *testing.T) {
	if _, err := Write(fullDisk{}, build(t, everyBlock()), Options{}); !errors.Is(err, os.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

// The network is closed to the library that could use it.
func TestOffline(t *testing.T) {
	if _, err := (offline{}).RoundTrip(nil); err == nil {
		t.Error("a request went out")
	}
}

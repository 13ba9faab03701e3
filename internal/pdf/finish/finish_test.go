package finish_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"

	"guidec/internal/golden"
	. "guidec/internal/pdf/finish"
	"guidec/internal/pdf/finish/specimen"
)

// finished returns the objects of the finished file of d.
func finished(t *testing.T, raw []byte, d *Document) []string {
	t.Helper()
	var b bytes.Buffer
	if err := Finish(&b, raw, d); err != nil {
		t.Fatal(err)
	}
	return objects(t, b.Bytes())
}

// TestSpecimen shows every kind of object that Finish writes.
func TestSpecimen(t *testing.T) {
	all := finished(t, specimen.Raw, specimen.Document())
	golden.Run(t, "testdata/specimen.txt", func(t *testing.T, c *golden.Case) {
		for _, s := range []struct{ section, pattern string }{
			{"catalog", `^<</Type/Catalog`}, {"info", `^<<.*/CreationDate`}, {"metadata", `^<</Type/Metadata`},
			{"outline", `/Parent \d+ 0 R/Dest`}, {"destinations", `/Names\[\(ch-1`}, {"ids", `\(note-1\)\d`},
			{"links", `^<</Type/Annot`}, {"tags", `^<</S/`}, {"tree", `^<</Type/StructTreeRoot`},
			{"pages", `^<</Type /Page\n`}, {"resources", `/ProcSet \[`}, {"image", `/Subtype /Image`},
			{"fonts", `/BaseFont`}, {"descriptors", `^<</Type/FontDescriptor`}, {"unicode", `begincmap`},
		} {
			var got []string
			for id, o := range all {
				if regexp.MustCompile(s.pattern).MatchString(o) {
					got = append(got, fmt.Sprintf("%d: %s", id, o))
				}
			}
			c.Check(s.section, strings.Join(got, "\n"))
		}
	})
}

// TestSheets shows what a file says that has no structure.
func TestSheets(t *testing.T) {
	d := specimen.Document()
	d.Root = nil
	all := strings.Join(finished(t, specimen.Raw, d), "\n")
	for _, not := range []string{"/StructTreeRoot", "/MarkInfo", "/StructParents", "<pdfuaid:part>", "/Annot"} {
		if strings.Contains(all, not) {
			t.Errorf("the file has %s", not)
		}
	}
	if !strings.Contains(all, "<pdfaid:conformance>B<") {
		t.Error("the file does not claim PDF/A-2b")
	}
}

func TestSameBytes(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	var first []byte
	for _, jobs := range []int{1, 2, 7} {
		runtime.GOMAXPROCS(jobs)
		var b bytes.Buffer
		if err := Finish(&b, specimen.Raw, specimen.Document()); err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = b.Bytes()
		} else if !bytes.Equal(first, b.Bytes()) {
			t.Errorf("%d jobs write another file than one", jobs)
		}
	}
	d := specimen.Document()
	d.Meta.Subject = "Another."
	var b bytes.Buffer
	if err := Finish(&b, specimen.Raw, d); err != nil {
		t.Fatal(err)
	}
	if id(t, b.Bytes()) == id(t, first) {
		t.Error("another file has the same identifier")
	}
}

// TestParentTree holds a law: what the structure tree says of marked content,
// the parent tree says in reverse, whatever the shape of the tree.
func TestParentTree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 12 {
		pages := 1 + rng.IntN(200)
		d := specimen.Document()
		contents, err := Deflate(slices.Values(make([][]byte, pages)))
		if err != nil {
			t.Fatal(err)
		}
		d.Labels, d.Dests, d.Outline, d.Fonts, d.Contents = nil, nil, nil, nil, contents
		d.Root = &Elem{Type: "Document"}
		nodes := []*Elem{d.Root}
		for page := range pages {
			for mcid := range rng.IntN(6) {
				e := nodes[rng.IntN(len(nodes))]
				if rng.IntN(2) == 0 {
					e.Kids = append(e.Kids, &Elem{Type: "P"})
					e = e.Kids[len(e.Kids)-1].(*Elem)
					nodes = append(nodes, e)
				}
				e.Kids = append(e.Kids, Content{Page: page + 1, MCID: mcid})
			}
			if rng.IntN(3) == 0 {
				e := nodes[rng.IntN(len(nodes))]
				e.Kids = append(e.Kids, &Link{Page: page + 1, URI: "x:y", Contents: "c", Rects: make([]Rect, 1)})
			}
		}
		checkParents(t, finished(t, drawn(pages), d))
	}
}

func TestErrors(t *testing.T) {
	p := func(kids ...Kid) *Elem { return &Elem{Type: "Document", Kids: kids} }
	link := func(l Link) *Elem {
		return p(&Elem{Type: "Link", Kids: []Kid{&l}})
	}
	place := make([]Rect, 1)
	for _, c := range []struct {
		want  string
		spoil func(d *Document)
	}{
		{"the structure is no Document", func(d *Document) { d.Root = &Elem{Type: "P"} }},
		{"no title or no language", func(d *Document) { d.Meta.Title = "" }},
		{"no title or no language", func(d *Document) { d.Meta.Lang = "" }},
		{"no colour profile", func(d *Document) { d.Profile = nil }},
		{"content of 1 pages, not of 2", func(d *Document) { d.Contents = d.Contents[1:] }},
		{"page 1 has no label", func(d *Document) { d.Labels = []PageLabel{{Page: 2}} }},
		{"label of page 1 stands out of order", func(d *Document) { d.Labels = []PageLabel{{Page: 1}, {Page: 1}} }},
		{"label of page 3 stands out of order", func(d *Document) { d.Labels = []PageLabel{{Page: 1}, {Page: 3}} }},
		{`destination "x": there is no page 0`, func(d *Document) { d.Dests = []Dest{{Name: "x"}} }},
		{`two things have the name "x"`, func(d *Document) { d.Dests = []Dest{{Name: "x", Page: 1}, {Name: "x", Page: 2}} }},
		{`"Strong" is not a standard type`, func(d *Document) { d.Root = p(&Elem{Type: "Strong"}) }},
		{"there is no page 3", func(d *Document) { d.Root = p(Content{3, 0}) }},
		{"there is no page 0", func(d *Document) { d.Root = p(Content{1, 0}, Content{0, 1}) }},
		{"-1 cannot be marked content", func(d *Document) { d.Root = p(Content{1, -1}) }},
		{"marked content 0 stands nowhere", func(d *Document) { d.Root = p(Content{1, 1}) }},
		{"marked content 0 stands twice", func(d *Document) { d.Root = p(Content{1, 0}, Content{1, 0}) }},
		{`two things have the name "n"`, func(d *Document) {
			d.Root = p(&Elem{Type: "Note", ID: "n"}, &Elem{Type: "Note", ID: "n"})
		}},
		{"there is no page 9", func(d *Document) { d.Root = link(Link{Page: 9, URI: "x:y", Contents: "c", Rects: place}) }},
		{"no contents or no place", func(d *Document) { d.Root = link(Link{Page: 1, URI: "x:y", Rects: place}) }},
		{"no contents or no place", func(d *Document) { d.Root = link(Link{Page: 1, URI: "x:y", Contents: "c"}) }},
		{"an address or a destination", func(d *Document) { d.Root = link(Link{Page: 1, Contents: "c", Rects: place}) }},
		{`there is no destination "x"`, func(d *Document) { d.Root = link(Link{Page: 1, Dest: "x", Contents: "c", Rects: place}) }},
		{`outline: "T" leads nowhere`, func(d *Document) { d.Outline = []*OutlineItem{{Title: "T", Dest: "x"}} }},
		{"font Lost-Regular: not in the file", func(d *Document) {
			d.Fonts = []*Font{{Name: "lost", PostScript: "Lost-Regular", Text: map[uint16]string{1: "a"}}}
		}},
	} {
		d := specimen.Document()
		d.Root, d.Fonts, d.Outline, d.Dests, d.Labels, d.Contents = p(), nil, nil, nil, nil, make([][]byte, 2)
		c.spoil(d)
		err := Finish(io.Discard, drawn(2), d)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}

func TestFontErrors(t *testing.T) {
	for _, c := range []struct {
		want  string
		spoil func(d *Document)
	}{
		{"code 36 stands for no text", func(d *Document) { d.Fonts[0].Text[36] = "" }},
		{"code 4000 is not embedded", func(d *Document) { d.Fonts[0].Text[4000] = "B" }},
		{"without a description", func(d *Document) { d.Fonts = d.Fonts[:1] }},
	} {
		d := specimen.Document()
		c.spoil(d)
		err := Finish(io.Discard, specimen.Raw, d)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("error %v, want %q", err, c.want)
		}
	}
}

func TestBrokenShell(t *testing.T) {
	good := string(drawn(2))
	for _, c := range []struct{ want, old, new string }{
		{"no startxref", "startxref", "startxfer"},
		{"bad startxref", "startxref\n", "startxref\n99"},
		{"no cross-reference table", "xref\n0 ", "xerf\n0 "},
		{"object 3: not at its offset", "3 0 obj", "9 0 obj"},
		{"object 4: bad stream length", "<</Length 6", "<</Length 9"},
		{"no page tree", "<</Type /Pages", "<</Type /Sages"},
		{"no pages", "<</Type /Page\n", "<</Type /Sage\n"},
		{"no catalog at the end", "/Type /Catalog", "/Type /Dogalog"},
		{"links belong in the structure", "/Rotate 0 ", "/Annots []"},
		{"there is no object 77", "/ProcSet []\n", "/X10 77 0 R\n"},
	} {
		// Each replacement is as long as what it replaces, or follows all offsets.
		raw := []byte(strings.Replace(good, c.old, c.new, 1))
		d := specimen.Document()
		d.Root = &Elem{Type: "Document"}
		d.Fonts, d.Outline, d.Dests, d.Labels, d.Contents = nil, nil, nil, nil, make([][]byte, 2)
		err := Finish(io.Discard, raw, d)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q for %q: error %v, want %q", c.new, c.old, err, c.want)
		}
	}
}

// A fullDisk takes some bytes and then fails.
type fullDisk struct{ room int }

var errFull = errors.New("no room")

func (w *fullDisk) Write(b []byte) (int, error) {
	if w.room -= len(b); w.room < 0 {
		return 0, errFull
	}
	return len(b), nil
}

func TestWriteError(t *testing.T) {
	for _, room := range []int{0, 5000, 9000} {
		if err := Finish(&fullDisk{room}, specimen.Raw, specimen.Document()); !errors.Is(err, errFull) {
			t.Errorf("room for %d bytes: error %v", room, err)
		}
	}
}

// FuzzFinish holds that no bytes make Finish panic.
func FuzzFinish(f *testing.F) {
	f.Add(specimen.Raw)
	f.Add(drawn(1))
	f.Add(drawn(3))
	f.Fuzz(func(t *testing.T, raw []byte) { finishAnyhow(raw) })
}

// FuzzSpoilt is FuzzFinish with files that are nearly right: some bytes of
// the specimen are others.
func FuzzSpoilt(f *testing.F) {
	f.Add(100, []byte("/Type"))
	f.Add(20000, []byte("\n/F1 99 0 R\n"))
	f.Fuzz(func(t *testing.T, at int, with []byte) {
		if at >= 0 && at < len(specimen.Raw) {
			raw := bytes.Clone(specimen.Raw)
			copy(raw[at:], with)
			finishAnyhow(raw)
		}
	})
}

// finishAnyhow runs Finish with a document that fits raw, if any does.
func finishAnyhow(raw []byte) {
	d := specimen.Document()
	if err := Finish(io.Discard, raw, d); err != nil {
		d.Root, d.Fonts, d.Outline, d.Dests, d.Labels, d.Contents = &Elem{Type: "Document"}, nil, nil, nil, nil, make([][]byte, 1)
		Finish(io.Discard, raw, d)
	}
}

// drawn imitates the file that gofpdf writes for empty pages.
func drawn(pages int) []byte {
	var b bytes.Buffer
	offsets := make([]int, 2*pages+5)
	open := func(id int) {
		offsets[id] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n", id)
	}
	b.WriteString("%PDF-1.4\n")
	var kids []string
	for p := 1; p <= pages; p++ {
		open(1 + 2*p)
		kids = append(kids, fmt.Sprintf("%d 0 R ", 1+2*p))
		fmt.Fprintf(&b, "<</Type /Page\n/Parent 1 0 R\n/Rotate 0 \n/Resources 2 0 R\n/Contents %d 0 R>>\nendobj\n", 2+2*p)
		open(2 + 2*p)
		b.WriteString("<</Length 6>>\nstream\n0 J\n q\nendstream\nendobj\n")
	}
	open(1)
	fmt.Fprintf(&b, "<</Type /Pages\n/Kids [%s]\n/Count %d\n/MediaBox [0 0 100.00 100.00]\n>>\nendobj\n", strings.Join(kids, ""), pages)
	open(2)
	b.WriteString("<<\n/ProcSet []\n>>\nendobj\n")
	open(2*pages + 3)
	b.WriteString("<<\n/Producer (x)\n>>\nendobj\n")
	open(2*pages + 4)
	b.WriteString("<<\n/Type /Catalog\n/Pages 1 0 R\n>>\nendobj\n")
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets))
	for _, o := range offsets[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n>>\nstartxref\n%d\n%%%%EOF\n",
		len(offsets), len(offsets)-1, len(offsets)-2, start)
	return b.Bytes()
}

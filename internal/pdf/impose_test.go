package pdf

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"guidec/assets"
	"guidec/internal/book"
	"guidec/internal/golden"
	"guidec/internal/pdfcheck"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// printed spells sides as printers do: pages from 1, left|right, a dash for
// a blank one, front and back of a sheet together.
func printed(list []side) string {
	number := func(page int) string {
		if page < 0 {
			return "-"
		}
		return strconv.Itoa(page + 1)
	}
	var b strings.Builder
	for i, s := range list {
		if i > 0 {
			b.WriteString([]string{"  ", " "}[i%2])
		}
		b.WriteString(number(s.left) + "|" + number(s.right))
	}
	return b.String()
}

func TestOrderOfPages(t *testing.T) {
	for _, c := range []struct {
		pages  int
		layout theme.Imposition
		want   string
	}{
		{1, theme.Booklet, "-|1 -|-"},
		{4, theme.Booklet, "4|1 2|3"},
		{6, theme.Booklet, "-|1 2|-  6|3 4|5"},
		{8, theme.Booklet, "8|1 2|7  6|3 4|5"},
		{12, theme.Booklet, "12|1 2|11  10|3 4|9  8|5 6|7"},
		// Two signatures of six sheets.
		{41, theme.Booklet, "24|1 2|23  22|3 4|21  20|5 6|19  18|7 8|17  16|9 10|15  14|11 12|13  " +
			"-|25 26|-  -|27 28|-  -|29 30|-  -|31 32|41  40|33 34|39  38|35 36|37"},
		{1, theme.TwoUp, "1|-"},
		{4, theme.TwoUp, "1|2 3|4"},
		{5, theme.TwoUp, "1|2 3|4  5|-"},
	} {
		if got := printed(sides(c.pages, c.layout)); got != c.want {
			t.Errorf("%s of %d pages:\n got %s\nwant %s", c.layout, c.pages, got, c.want)
		}
	}
}

// TestFolding folds the sheets of every booklet: each signature is a pile
// with its outermost sheet below, front side down. Read from the front, its
// leaves bring the pages in order.
func TestFolding(t *testing.T) {
	for n := 1; n <= 400; n++ {
		count, sheets := signatures(n)
		list := sides(n, theme.Booklet)
		if len(list) != 2*count*sheets {
			t.Fatalf("%d pages: %d sides for %d signatures of %d sheets", n, len(list), count, sheets)
		}
		var read []int
		for pile := range slices.Chunk(list, 2*sheets) {
			var before, after []int // of the fold
			for sheet := range slices.Chunk(pile, 2) {
				front, back := sheet[0], sheet[1]
				before = append(before, front.right, back.left)
				after = append([]int{back.right, front.left}, after...)
			}
			read = append(read, append(before, after...)...)
		}
		for i, page := range read {
			if want := i; i < n && page != want || i >= n && page != -1 {
				t.Fatalf("%d pages: page %d stands where page %d belongs", n, page+1, i+1)
			}
		}
	}
}

// TestSignatures holds that one signature is enough for 40 pages, that no
// fold is too thick, and that few sheets stay blank.
func TestSignatures(t *testing.T) {
	for n := 1; n <= 2000; n++ {
		count, sheets := signatures(n)
		spare := count*sheets - (n+3)/4
		switch {
		case sheets > 10 || 4*count*sheets < n:
			t.Errorf("%d pages: %d signatures of %d sheets", n, count, sheets)
		case n <= 40 && (count != 1 || spare != 0):
			t.Errorf("%d pages, which one signature holds: %d of %d sheets", n, count, sheets)
		case n > 40 && (sheets < 5 || spare > 4):
			t.Errorf("%d pages: %d signatures of %d sheets, %d of them blank", n, count, sheets, spare)
		}
	}
}

// sheetsOf draws a booklet or handout of a book of so many chapters, and
// returns the content of its sides.
func sheetsOf(t *testing.T, chapters int, o Options) (d *Document, p *press, contents []string) {
	t.Helper()
	var text strings.Builder
	text.WriteString("---\ntitle: Sheets\nlang: en\n---\n")
	for i := range chapters {
		fmt.Fprintf(&text, "\n# Chapter\n\nWords of chapter %d.\n\n![dot](small.png)\n", i+1)
	}
	o.Fonts = typeset.NewLibrary(assets.Files)
	d, _, err := Layout(build(t, text.String(), ""), o)
	if err != nil {
		t.Fatal(err)
	}
	p = newPress(d)
	for side := range p.contents() {
		contents = append(contents, string(side))
	}
	return d, p, contents
}

var placed = regexp.MustCompile(`q ([\d.]+) 0 ([\d.]+) ([\d.]+) re W n\n1 0 0 1 ([\d.]+) 0 cm\n`)

// TestCreep holds that the pages of each sheet stand one thickness of paper
// nearer to the spine than those of the sheet around it. Folded, each sheet
// stands out by as much, so that when the fore-edge is trimmed along the
// outermost sheet, the outer margin is the same on every page.
func TestCreep(t *testing.T) {
	d, _, contents := sheetsOf(t, 36, Options{Layout: theme.Booklet})
	width, half := float64(d.paper.Width), float64(d.paper.Width/2)
	if d.paper.Thickness < 0.28 || d.paper.Thickness > 0.29 {
		t.Errorf("paper %.3f pt thick, want 0.1 mm", d.paper.Thickness)
	}
	list := sides(len(d.sheets), theme.Booklet)
	if count, sheets := signatures(len(d.sheets)); count != 1 || sheets < 9 {
		t.Fatalf("%d signatures of %d sheets; the test wants one of at least 9", count, sheets)
	}
	for i, s := range list {
		creep := float64(i/2) * float64(d.paper.Thickness)
		for _, m := range placed.FindAllStringSubmatch(contents[i], -1) {
			from, _ := strconv.ParseFloat(m[1], 64)
			x, _ := strconv.ParseFloat(m[4], 64)
			// The outer edge of the page, from the edge of the folded sheet.
			edge, want := x, creep
			if from > 0 {
				edge = width - (x + half)
			}
			if math.Abs(edge-want) > 0.011 {
				t.Errorf("side %d, %+v: a page stands %.2f pt from the outer edge, want %.2f", i+1, s, edge, want)
			}
			// Trimmed, the sheet loses what stands out: the margin is even.
			if trimmed := edge - creep; math.Abs(trimmed) > 0.011 {
				t.Errorf("side %d: %.2f pt are left of the edge when trimmed", i+1, trimmed)
			}
		}
	}
}

// TestPlaces shows where pages stand: for each side of a sheet the folios of
// its pages, and in points from the left edge where each page and its text
// block begin and end. A blank page is a dash.
func TestPlaces(t *testing.T) {
	golden.Run(t, "testdata/impose/*.txt", func(t *testing.T, c *golden.Case) {
		chapters, err := strconv.Atoi(strings.TrimSpace(c.Section("chapters")))
		if err != nil {
			t.Fatal(err)
		}
		d, p, contents := sheetsOf(t, chapters, options(t, c.Section("options")))
		var b strings.Builder
		fmt.Fprintf(&b, "%.2f × %.2f\n", d.paper.Width, d.paper.Height)
		for i, s := range sides(len(d.sheets), d.layout) {
			fmt.Fprintf(&b, "side %d:", i+1)
			places := placed.FindAllStringSubmatch(contents[i], -1)
			for _, page := range []int{s.left, s.right} {
				if page < 0 {
					b.WriteString("  -")
					continue
				}
				if d.sheets[page].page == nil {
					fmt.Fprintf(&b, "  %s blank", d.sheets[page].folio)
					continue
				}
				x, err := strconv.ParseFloat(places[0][4], 64)
				if err != nil {
					t.Fatal(err)
				}
				places = places[1:]
				of := &canvas{press: p, sheet: d.sheets[page]}
				of.margins()
				block := x + of.left.Points()
				fmt.Fprintf(&b, "  %s at %.2f–%.2f, text %.2f–%.2f", d.sheets[page].folio, x, x+float64(d.page.Width), block, block+float64(d.page.Measure))
			}
			b.WriteString("\n")
		}
		c.Check("places", b.String())
	})
}

// TestSheetsFile holds what the files of sheets claim, and that they hold no
// structure, links or outline; the same book gives the same bytes.
func TestSheetsFile(t *testing.T) {
	b := build(t, everything, "")
	fonts := typeset.NewLibrary(assets.Files)
	for _, layout := range []theme.Imposition{theme.Booklet, theme.TwoUp} {
		for _, paper := range []theme.Paper{theme.A4, theme.Letter} {
			var files [2][]byte
			for i := range files {
				d, _, err := Layout(b, Options{Layout: layout, Paper: paper, Fonts: fonts})
				if err != nil {
					t.Fatal(err)
				}
				wordsKept(t, string(layout), b, d)
				var out bytes.Buffer
				if err := d.Write(&out); err != nil {
					t.Fatal(err)
				}
				files[i] = out.Bytes()
			}
			if !bytes.Equal(files[0], files[1]) {
				t.Errorf("%s on %s: two files differ", layout, paper)
			}
			for _, p := range pdfcheck.File(bytes.NewReader(files[0]), int64(len(files[0]))) {
				t.Errorf("%s on %s: %s: %s", layout, paper, p.Code, p.Message)
			}
			for _, not := range []string{"<pdfuaid:part>", "<pdfaid:conformance>A"} {
				if bytes.Contains(files[0], []byte(not)) {
					t.Errorf("%s on %s: the file claims %s", layout, paper, not)
				}
			}
			if !bytes.Contains(files[0], []byte("<pdfaid:conformance>B")) {
				t.Errorf("%s on %s: the file does not claim PDF/A-2b", layout, paper)
			}
		}
	}
}

// TestSheetsKeepPages holds that a booklet has the pages, and the folios, of
// the book that is printed page by page on half of its sheet.
func TestSheetsKeepPages(t *testing.T) {
	b := build(t, everything, "")
	starts := func(o Options) []book.PageStart {
		d, _, err := Layout(b, o)
		if err != nil {
			t.Fatal(err)
		}
		return d.PageStarts()
	}
	alone, imposed := starts(Options{Paper: theme.A5}), starts(Options{Paper: theme.A4, Layout: theme.Booklet})
	if !slices.Equal(alone, imposed) {
		t.Errorf("pages begin at %v, in the booklet at %v", alone, imposed)
	}
}

package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"guidec/assets"
	"guidec/internal/book"
	"guidec/internal/doc"
	"guidec/internal/golden"
	"guidec/internal/markdown"
	"guidec/internal/media"
	"guidec/internal/pdf/finish"
	"guidec/internal/pdfcheck"
	"guidec/internal/source"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// build makes a book of Markdown that has three pictures at hand.
func build(t testing.TB, text string, edition doc.Edition) *book.Book {
	t.Helper()
	files := fstest.MapFS{}
	for name, size := range map[string]image.Point{"wide.png": {600, 200}, "small.png": {60, 60}, "tall.png": {100, 900}} {
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rectangle{Max: size})); err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b.Bytes()}
	}
	g, l := markdown.ReadGuide(source.NewFile("in.md", text), markdown.Options{})
	b, more := book.Build(g, book.Options{Images: media.NewStore(files, media.Limits{}), Edition: edition, Modified: time.Unix(1e9, 0).UTC()})
	for _, d := range append(l, more...) {
		t.Logf("%s: %s", d.Code, d.Message)
	}
	if l.HasErrors() || more.HasErrors() {
		t.Fatal("the guide has errors")
	}
	return b
}

// options reads "paper=a5 sides=one variant=accessible saver".
func options(t *testing.T, line string) Options {
	var o Options
	for _, s := range strings.Fields(line) {
		switch key, value, _ := strings.Cut(s, "="); key {
		case "paper":
			o.Paper = theme.Paper(value)
		case "sides":
			o.Sides = theme.Sides(value)
		case "variant":
			o.Variant = theme.Variant(value)
		case "layout":
			o.Layout = theme.Imposition(value)
		case "saver":
			o.Saver = true
		default:
			t.Fatalf("unknown option %q", key)
		}
	}
	return o
}

// TestGolden shows what stands where. "pages" has each page with its folio
// and, for each line of text, x and y from the page's upper left corner, the
// font, its size, and the words; "tags" is the structure tree; "outline" and
// "starts" are what their names say.
func TestGolden(t *testing.T) {
	fonts := typeset.NewLibrary(assets.Files)
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		o := options(t, c.Section("options"))
		o.Fonts = fonts
		b := build(t, c.Section("in"), "")
		d, l, err := Layout(b, o)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := d.Write(&out); err != nil {
			t.Fatal(err)
		}
		for _, p := range pdfcheck.File(bytes.NewReader(out.Bytes()), int64(out.Len())) {
			t.Errorf("%s: %s", p.Code, p.Message)
		}
		c.Check("pages", pagesOf(d))
		c.Check("tags", tagsOf(d))
		c.Check("starts", startsOf(d))
		var problems strings.Builder
		for _, p := range append(l, d.Notes()...) {
			fmt.Fprintf(&problems, "%d: %s: %s\n", p.At.Position().Line, p.Code, p.Message)
		}
		c.Check("problems", problems.String())
	})
}

func pagesOf(d *Document) string {
	var b strings.Builder
	for i, sh := range d.sheets {
		side := "recto"
		if sh.verso {
			side = "verso"
		}
		fmt.Fprintf(&b, "page %d, %s, %s\n", i+1, sh.folio, side)
		if sh.page == nil {
			continue
		}
		for _, sets := range [][]typeset.Set{sh.page.Strips, sh.page.Notes} {
			for _, set := range sets {
				for _, p := range set.Strip.Content {
					printPlaced(&b, d, sh, set, p)
				}
			}
		}
	}
	return b.String()
}

func printPlaced(b *strings.Builder, d *Document, sh *sheet, set typeset.Set, p typeset.Placed) {
	c := &canvas{press: &press{Document: d}, sheet: sh}
	c.margins()
	x, y := c.left+p.X, c.top()+set.Y+p.Y
	if p.Margin {
		x = c.column
	}
	switch {
	case p.Picture != nil:
		fmt.Fprintf(b, "%7.2f %7.2f picture %.2f × %.2f\n", x.Points(), y.Points(), p.Picture.Width.Points(), p.Picture.Height.Points())
	case p.Line != nil:
		fmt.Fprintf(b, "%7.2f %7.2f", (x + p.Line.Runs[0].X).Points(), y.Points())
		for i, r := range p.Line.Runs {
			if r.Picture != nil {
				fmt.Fprintf(b, " [picture %.2f × %.2f]", r.Picture.Width.Points(), r.Picture.Height.Points())
				continue
			}
			var text strings.Builder
			for _, w := range r.Words {
				text.WriteString(w.Text)
			}
			if i == 0 || p.Line.Runs[i-1].Picture != nil || r.Font != p.Line.Runs[i-1].Font || r.Style.Size != p.Line.Runs[i-1].Style.Size {
				fmt.Fprintf(b, " [%s %.1f]", r.Font.Name, r.Style.Size.Points())
			}
			fmt.Fprintf(b, " %s", strings.TrimSpace(strings.ReplaceAll(text.String(), "\u00ad", "-")))
		}
		b.WriteString("\n")
	}
}

func tagsOf(d *Document) string {
	var b strings.Builder
	var walk func(e *finish.Elem, depth int)
	walk = func(e *finish.Elem, depth int) {
		fmt.Fprintf(&b, "%s%s", strings.Repeat("  ", depth), e.Type)
		for _, kv := range [][2]string{{"id", e.ID}, {"alt", e.Alt}, {"lang", e.Lang}} {
			if kv[1] != "" {
				fmt.Fprintf(&b, " %s=%q", kv[0], kv[1])
			}
		}
		if e.Attr != nil && e.Attr.Scope != "" {
			fmt.Fprintf(&b, " scope=%s", e.Attr.Scope)
		}
		var kids strings.Builder
		for _, k := range e.Kids {
			switch k := k.(type) {
			case finish.Content:
				fmt.Fprintf(&kids, " p%d", k.Page)
			case *finish.Link:
				fmt.Fprintf(&kids, " →%s%s", k.Dest, k.URI)
			}
		}
		b.WriteString(kids.String() + "\n")
		for _, k := range e.Kids {
			if k, ok := k.(*finish.Elem); ok {
				walk(k, depth+1)
			}
		}
	}
	for _, c := range d.chapters {
		walk(&c.setter.elem.Elem, 0)
	}
	return b.String()
}

func startsOf(d *Document) string {
	var b strings.Builder
	for _, p := range d.PageStarts() {
		fmt.Fprintf(&b, "%s ", p.Folio)
		switch at := p.At.(type) {
		case *book.Text:
			fmt.Fprintf(&b, "in the text at %q\n", firstWords(at.Text[p.Offset:]))
		case *book.CodeSpan:
			fmt.Fprintf(&b, "in code at %q\n", firstWords(at.Text[p.Offset:]))
		case *book.Code:
			fmt.Fprintf(&b, "in a block of code at %q\n", firstWords(at.Text[p.Offset:]))
		default:
			fmt.Fprintf(&b, "before %T\n", at)
		}
	}
	return b.String()
}

func firstWords(s string) string { return s[:min(len(s), 24)] }

const everything = `---
title: "Of Everything: A Specimen"
author: Ada Author
lang: en-GB
date: 2026-01-02
work: {title: Everything, author: Nobody, year: 1818}
themes: {one: The First Theme}
---

# The first

Words with *stress*, **weight**, ~~without~~, a note,[^n] a [link](https://example.org/), [words]{.smallcaps}, ` + "`code`" + ` and [mots]{lang=fr}. See [](#second).

[^n]: The note, with *stress* too.

## Lists

- one
- two

  with more

1. first
   1. inner

Term
: What it means.

::: pullquote {by="Somebody" from="chapter 4" theme=one}
"Words that stand out."
:::

> A quotation.

::: tip
Do this.
:::

## Tables and figures

| Head | Number |
|------|-------:|
| cell | 12     |
| next | 3      |

: A table {#tab}

![A grey field](wide.png "The caption")

Inline ![dot](small.png) picture.

` + "```go\nfunc main() { println(\"a rather long line of code that does not fit the measure of the page\") }\n```" + `

---

::: question {lines=4 answer="Because."}
Why?
:::

::: timeline
1818
: It is printed.
:::

# The second {#second}

Text after.

# Frequently Asked Questions

## What is this?

A specimen.
`

// TestEveryVariantAndPaper holds that no layout loses a word, lets a line
// out, or leaves one alone, and that its file keeps the promises that
// pdfcheck knows.
func TestEveryVariantAndPaper(t *testing.T) {
	fonts := typeset.NewLibrary(assets.Files)
	b := build(t, everything, "")
	for _, paper := range theme.Papers {
		for _, variant := range theme.Variants {
			d, l, err := Layout(b, Options{Paper: paper, Variant: variant, Fonts: fonts})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range l {
				t.Errorf("%s %s: line %d: %s: %s", paper, variant, p.At.Position().Line, p.Code, p.Message)
			}
			if r := d.Report(); len(r.Widows)+len(r.Orphans)+len(r.Torn)+len(r.Overfull) > 0 || r.InARow > 2 {
				t.Errorf("%s %s: %+v", paper, variant, r)
			}
			wordsKept(t, string(paper)+" "+string(variant), b, d)
			var out bytes.Buffer
			if err := d.Write(&out); err != nil {
				t.Fatal(err)
			}
			for _, p := range pdfcheck.File(bytes.NewReader(out.Bytes()), int64(out.Len())) {
				t.Errorf("%s %s: %s: %s", paper, variant, p.Code, p.Message)
			}
		}
	}
}

// wordsKept compares the texts of the book with what the pages say of each.
func wordsKept(t *testing.T, name string, b *book.Book, d *Document) {
	t.Helper()
	said := map[*book.Text]*strings.Builder{}
	for _, sh := range d.sheets {
		if sh.page == nil || sh.of.section == nil {
			continue
		}
		for _, sets := range [][]typeset.Set{sh.page.Strips, sh.page.Notes} {
			for _, set := range sets {
				for _, p := range set.Strip.Content {
					if p.Line == nil {
						continue
					}
					for _, r := range p.Line.Runs {
						text, ok := sh.of.setter.marks[r.Mark].text.(*book.Text)
						if !ok {
							continue
						}
						if said[text] == nil {
							said[text] = &strings.Builder{}
						}
						for _, w := range r.Words {
							said[text].WriteString(strings.ReplaceAll(w.Text, "\u00ad", ""))
						}
					}
				}
			}
		}
	}
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	for _, s := range b.Sections() {
		book.Walk(s, func(n any) {
			text, ok := n.(*book.Text)
			if !ok || bare(text.Text) == "" {
				return
			}
			got := ""
			if said[text] != nil {
				got = said[text].String()
			}
			if !strings.HasPrefix(bare(got), bare(text.Text)) {
				t.Errorf("%s: the pages say %q for %q", name, got, text.Text)
			}
		})
	}
}

func TestSameInputSameBytes(t *testing.T) {
	b := build(t, everything, "")
	var first bytes.Buffer
	for i := range 3 {
		d, _, err := Layout(b, Options{Paper: theme.A5})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := d.Write(&out); err != nil {
			t.Fatal(err)
		}
		if i == 0 {
			first = out
		} else if !bytes.Equal(first.Bytes(), out.Bytes()) {
			t.Fatal("two layouts of one book differ")
		}
	}
}

func BenchmarkLayout(b *testing.B) {
	in := build(b, everything, "")
	fonts := typeset.NewLibrary(assets.Files)
	for b.Loop() {
		d, _, err := Layout(in, Options{Fonts: fonts})
		if err != nil {
			b.Fatal(err)
		}
		if err := d.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

// TestSides folds signatures in mind: read in order, the pages of the sheets
// of a booklet come out as those of the guide.
// TestLinesToWriteOnStay holds that a few lines to write on stand on one page,
// wherever the question falls, with and without a margin and an answer below.
func TestLinesToWriteOnStay(t *testing.T) {
	fonts := typeset.NewLibrary(assets.Files)
	const prose = "Victor walks by the lake and thinks of the friends whom he has left at home, and of the long road that lies before him.\n\n"
	for above := range 14 {
		text := "---\ntitle: Lines\n---\n\n# One\n\n" + strings.Repeat(prose, above) +
			"::: question {lines=6 answer=\"He is afraid.\"}\nWhy does he not speak?\n:::\n\n" + prose
		for _, edition := range []doc.Edition{doc.EditionStudent, doc.EditionTeacher} {
			b := build(t, text, edition)
			for _, paper := range []theme.Paper{theme.A4, theme.A5} {
				d, _, err := Layout(b, Options{Paper: paper, Fonts: fonts})
				if err != nil {
					t.Fatal(err)
				}
				for i, sh := range d.sheets {
					if sh.page == nil {
						continue
					}
					n := 0
					for _, set := range sh.page.Strips {
						if isWritingLine(set.Strip) {
							n++
						}
					}
					if n != 0 && n != 6 {
						t.Errorf("%d paragraphs above, %s, %s: page %d has %d of 6 lines", above, edition, paper, i+1, n)
					}
				}
			}
		}
	}
}

// In the teacher's edition an answer begins on the page of its question.
func TestAnswersStayWithTheirQuestions(t *testing.T) {
	var b strings.Builder
	b.WriteString("---\ntitle: Fear\n---\n\n# One\n\n")
	for i := range 40 {
		fmt.Fprintf(&b, "::: question {answer=\"He is afraid, and hopes that nobody will ask what he has seen or where he was that night.\"}\nWhy does he not speak? %s\n:::\n\n",
			strings.Repeat("Say it in words of your own. ", i%7))
	}
	guide := build(t, b.String(), doc.EditionTeacher)
	for _, paper := range []theme.Paper{theme.A4, theme.A5} {
		d, _, err := Layout(guide, Options{Paper: paper})
		if err != nil {
			t.Fatal(err)
		}
		for page := range strings.SplitSeq(pagesOf(d), "\npage ") {
			folio, text, _ := strings.Cut(page, "\n")
			if first, _, _ := strings.Cut(text, "\n"); strings.Contains(first, "] Answer") {
				t.Errorf("%s: page %s begins with an answer", paper, folio)
			}
		}
	}
}

func TestSides(t *testing.T) {
	for n := 1; n < 200; n++ {
		seen := map[int]int{}
		list := sides(n, theme.Booklet)
		if len(list)%2 != 0 {
			t.Fatalf("%d pages: a sheet has one side", n)
		}
		for i := 0; i < len(list); i += 2 {
			front, back := list[i], list[i+1]
			if back.left >= 0 && back.left != front.right+1 {
				t.Errorf("%d pages: page %d lies behind page %d", n, back.left, front.right)
			}
			if front.left >= 0 && back.right != front.left-1 {
				t.Errorf("%d pages: page %d lies behind page %d", n, back.right, front.left)
			}
			for _, s := range []side{front, back} {
				seen[s.left]++
				seen[s.right]++
			}
		}
		for p := range n {
			if seen[p] != 1 {
				t.Errorf("%d pages: page %d is printed %d times", n, p, seen[p])
			}
		}
		if count, sheets := signatures(n); seen[-1] >= 4*count || sheets > thickest {
			t.Errorf("%d pages: %d blank ones in %d signatures of %d sheets", n, seen[-1], count, sheets)
		}
	}
	if got := sides(3, theme.TwoUp); len(got) != 2 || got[1].right != -1 {
		t.Errorf("three pages side by side: %v", got)
	}
}

func TestUnknownOptions(t *testing.T) {
	for _, o := range []Options{{Paper: "b5"}, {Sides: "three"}, {Variant: "braille"}, {Layout: "4up"}} {
		if _, _, err := Layout(build(t, everything, ""), o); err == nil {
			t.Errorf("%+v: no error", o)
		}
	}
}

// A fault in one chapter is an error of its guide, and ends neither the
// program nor the chapters beside it.
func TestPanicOfAChapterIsAnError(t *testing.T) {
	d, _, err := Layout(build(t, "---\ntitle: T\nlang: en\n---\n\n# One\n\nText.\n\n# Two\n\nText.\n", doc.EditionStudent), Options{})
	if err != nil {
		t.Fatal(err)
	}
	d.chapters = d.plan()
	d.chapters[len(d.chapters)-1].set = func(*setter) { panic("a chapter that cannot be") }
	wait := d.setAll(d.chapters)
	err = d.assemble()
	wait()
	if err == nil || !strings.Contains(err.Error(), "a fault of the program: a chapter that cannot be") {
		t.Errorf("the error is %v", err)
	}
}

// A table that is too wide for the page becomes a list, with the colon of the
// book's language behind the names of its columns.
func TestColonBehindColumns(t *testing.T) {
	long := strings.Repeat("| Anticonstitutionnellement ", 6) + "|\n"
	b := build(t, "---\ntitle: T\nlang: fr\n---\n\n# Leçon\n\n"+long+strings.Repeat("|---", 6)+"|\n"+long, "")
	d, _, err := Layout(b, options(t, "paper=a5"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := d.Write(&out); err != nil {
		t.Fatal(err)
	}
	text, err := pdfcheck.Text(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if want := "Anticonstitutionnellement\u00a0: Anticonstitutionnellement"; err != nil || strings.Count(text, want) != 6 {
		t.Errorf("%q is not in the text six times (%v):\n%s", want, err, text)
	}
}

// A table that goes on overleaf within a box has its head in the box, too.
func TestHeadsOfTablesInBoxes(t *testing.T) {
	b := build(t, "---\ntitle: Words\n---\n\n# One\n\n::: tip\n| Word | Meaning |\n|--|--|\n"+strings.Repeat("| floe | ice |\n", 60)+":::\n", "")
	d, _, err := Layout(b, Options{})
	if err != nil {
		t.Fatal(err)
	}
	heads := 0
	for _, sh := range d.sheets {
		if sh.page == nil {
			continue
		}
		for i, set := range sh.page.Strips {
			if head := set.Strip.Repeat; i > 0 && head == sh.page.Strips[i-1].Strip && head != nil {
				heads++
				if head.Frame != set.Strip.Frame {
					t.Errorf("page %s: the head stands outside the box", sh.folio)
				}
			}
		}
	}
	if heads == 0 {
		t.Error("no head is set again")
	}
}

// The last line of a record does not begin a page: there is nothing on it to
// say whose it is.
func TestRecordsEndWhereTheyBegan(t *testing.T) {
	const head = "| Debtor | Creditor | Sum | Lent | Due | Security | Consequences |\n|--|--|--|--|--|--|--|\n"
	const row = "| Robert | Incomprehensibilities-Featherstonehaugh | fourpence | eighteen-eighty-one | never-ever-again | characteristically-untrustworthy promises of every sort that he could think of on the way home from the ship in the dark and in the rain | Forgiven |\n"
	d, _, err := Layout(build(t, "---\ntitle: Debts\n---\n\n# One\n\n"+head+strings.Repeat(row, 30), ""), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, sh := range d.sheets {
		if sh.page == nil {
			continue
		}
		if first := said(sh.page.Strips[0].Strip); strings.HasPrefix(first, "Consequences") {
			t.Errorf("page %s begins with %q", sh.folio, first)
		}
	}
}

// What stands above a list or a table as a heading does is on the page of its
// first lines, wherever it falls. Many such lines are not held together.
func TestLabelsStayWithTheirLists(t *testing.T) {
	fonts := typeset.NewLibrary(assets.Files)
	things := map[string]string{
		"**Terms**\n":                              strings.Repeat("- term\n", 30),
		"The *terms* are:\n":                       strings.Repeat("1. term\n", 30),
		"**Table 1: terms**\n":                     "| a | b |\n|--|--|\n" + strings.Repeat("| term | c |\n", 30),
		"**Words of it**\n":                        strings.Repeat("A paragraph of words. ", 20),
		"- **Terms**\n":                            "  - term\n  - term\n",
		strings.Repeat("**Strong words**\n\n", 80): "The end.",
	}
	for label, thing := range things {
		for above := range 45 {
			d, _, err := Layout(build(t, "---\ntitle: Labels\n---\n\n# One\n\n"+strings.Repeat("- fact\n", above)+"\n<!-- -->\n\n"+label+"\n"+thing+"\n", ""), Options{Fonts: fonts})
			if err != nil {
				t.Fatal(err)
			}
			for _, sh := range d.sheets {
				if sh.page == nil || sh.of.section == nil || len(sh.page.Strips) == 0 {
					continue
				}
				last := said(sh.page.Strips[len(sh.page.Strips)-1].Strip)
				if many := strings.Count(label, "\n") > 2; many && above == 0 && sh.page.Short > 8 && strings.Contains(last, "Strong") {
					t.Errorf("%d lines are left empty below %q", sh.page.Short, last)
				} else if !many && last != "" && strings.Contains(strings.ReplaceAll(label, "*", ""), strings.TrimSpace(strings.TrimLeft(last, "• "))) {
					t.Errorf("%d facts above: page %s ends with %q", above, sh.folio, last)
				}
			}
		}
	}
}

// A figure that does not fit below the text in front of it comes at the top of
// the next page, and parts nothing there that it is not of.
func TestFiguresPartNothing(t *testing.T) {
	text := strings.Repeat("zeal ", 60) + "\n"
	things := map[string]string{
		"question":    "::: question {lines=12}\n" + text + ":::\n",
		"code":        "```\n" + strings.Repeat("zeal\n", 30) + "```\n",
		"list":        "- " + text,
		"nested list": "- zeal\n" + strings.Repeat("  - zeal\n", 12),
		"quotation":   "> " + text,
		"timeline":    "::: timeline\n1818\n: " + text + ":::\n",
		"definition":  "Zeal\n: " + text,
		"heading":     "## A heading\n\nIts text.\n",
	}
	part := func(s typeset.Set) bool { return isWritingLine(s.Strip) || strings.Contains(said(s.Strip), "zeal") }
	fonts := typeset.NewLibrary(assets.Files)
	for name, thing := range things {
		moved := 0
		for above := range 30 {
			d, _, err := Layout(build(t, "---\ntitle: Figures\n---\n\n# One\n\n"+strings.Repeat("A line.\n\n", above)+
				"![Grey](small.png \"A figure\"){width=60%}\n\n"+strings.Repeat("Below.\n\n", above%3)+thing+strings.Repeat("\nA line.\n", 9), ""), Options{Fonts: fonts})
			if err != nil {
				t.Fatal(err)
			}
			var strips []typeset.Set
			for _, sh := range d.sheets {
				if sh.page != nil && sh.of.section != nil {
					strips = append(strips, sh.page.Strips...)
				}
			}
			at := slices.IndexFunc(strips, func(s typeset.Set) bool { return s.Strip.Float })
			if !slices.ContainsFunc(strips[:at], func(s typeset.Set) bool { return part(s) || said(s.Strip) == "Below. " }) {
				continue
			}
			moved++
			if strips[at].Y > 0 || part(strips[at-1]) && part(strips[at+1]) || slices.ContainsFunc(strips[:at], func(s typeset.Set) bool { return s.Strip.Heading }) {
				t.Errorf("%s, %d lines above: a figure stands below %q, in front of %q", name, above, said(strips[at-1].Strip), said(strips[at+1].Strip))
			}
		}
		if moved == 0 {
			t.Errorf("%s: no figure was moved", name)
		}
	}
}

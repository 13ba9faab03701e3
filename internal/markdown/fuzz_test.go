package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// FuzzRead holds that no text makes the readers panic, and that every node
// and every problem stands in the file, within what holds it.
func FuzzRead(f *testing.F) {
	for _, seed := range seeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("in.md", text)
		g, l := ReadGuide(file, Options{})
		checkGuide(t, file, g, l)
		chapters, notes, l := ReadChapter(file, Options{Quotes: doc.QuotePull, Name: "part/in.md"})
		checkGuide(t, file, &doc.Guide{Chapters: chapters, Notes: notes}, l)
		if len(chapters) == 0 && !l.HasErrors() {
			t.Error("a file without chapters is no error")
		}
	})
}

// seeds are the inputs of the golden files and some that are only broken.
func seeds(f *testing.F) []string {
	all := []string{
		"", "---\n", "---\ntitle: x\n---", "::: a\n:::: b\n::::\n:::", ":::", "> ::: note\n:::\n", "- ::: tip\n  x\n:::\n",
		"\t- a\n\t\t- b\n\n\tc", "> \t> a\n>\tb", "1. ::: x\n\n   > y\n   :::", "# [a]{", "[a]{.term", "[[a]{.b}", "*[a*]{.term}", "![a]({.x}", "[^a", "[^a]:", "[^a]: b\n\n    c\n\n  d",
		"a\n: b\n: c\n\n  d\n", "| a |\n|---|\n| b | c |\n: d {#e}\n", "|a|\n:-:\n", "> [!NOTE]\n", "> [!x] *y*\n> z", "> \"a\"\n> — b, c", "> — a\n> — b", "::: pullquote\n\"a\n\nb\"\n\n— c\n:::",
		"<!-- a", "<!-- a --> b", "a <!-- b --> c <b>d</b>", "<div>\n::: note\n</div>\n:::", "```{.go}\n:::\n```", "::: note\n```\n:::\n", "~~a~~ ~b~ ~~~c~~~", "***a** b*", "`a``", "&#0;&#x110000;&amp;&x;\\&",
		"a\\\nb  \nc", "<http://a.b> www.a.bc http://a.b/(c)) x@y.z", "[a]: b\n[a] [a][] [b][a]", "Setext\n===\n\nb\n---\n", "# a {#b .c d=e}\n## {-}\n####### x", "::: {.a .b #c d='e' f}\n:::", "::: a b {c}\n:::",
		"\x00\xff\xfe", "é{", "::: figure\n![a](b \"c\"){width=5%}\n\nd\n:::", "::: faq\n# a\n## b\n:::\n", "- a\n  # b\n", "[a](<b\n>){.x}", "![](a){.decorative}\n![](b)", "term {#x}\n: y",
	}
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		for _, s := range txtar.Parse(data).Files {
			if s.Name == "in" || s.Name == "guide" {
				all = append(all, string(s.Data))
			}
		}
	}
	return all
}

// checkGuide holds that all spans are in the file, and that a node's parts
// lie within it. What stands in attributes lies within the block, too.
func checkGuide(t *testing.T, f *source.File, g *doc.Guide, l diag.List) {
	t.Helper()
	inFile := func(what string, s source.Span) {
		t.Helper()
		if s.File != f || s.Start < 0 || s.Start > s.End || s.End > len(f.Text) {
			t.Fatalf("%s: span %d-%d is out of range", what, s.Start, s.End)
		}
	}
	for _, d := range l {
		inFile(d.Message, d.At)
		for _, r := range d.Related {
			inFile(d.Message, r.At)
		}
		if d.Message == "" || strings.HasSuffix(d.Message, ".") || d.Code.Meaning() == "" {
			t.Errorf("malformed diagnostic %q [%s]", d.Message, d.Code)
		}
	}
	for _, c := range g.Chapters {
		if c.Depth != 1 || c.Kind == "" {
			t.Errorf("chapter of depth %d and kind %q", c.Depth, c.Kind)
		}
		checkBlock(t, f, c)
	}
	for _, n := range g.Notes {
		inFile("note", n.Span)
		for _, b := range n.Blocks {
			checkBlock(t, f, b)
		}
	}
}

func checkBlock(t *testing.T, f *source.File, b doc.Block) {
	t.Helper()
	doc.Walk(b, func(n any) {
		var s source.Span
		switch n := n.(type) {
		case doc.Block:
			s = n.Pos()
		case doc.Inline:
			s = n.Pos()
			for _, c := range doc.Inner(n) {
				if p := c.Pos(); p.Start < s.Start || p.End > s.End {
					t.Fatalf("%T %d-%d lies outside %T %d-%d", c, p.Start, p.End, n, s.Start, s.End)
				}
			}
		case *doc.Item:
			s = n.Span
		case *doc.Choice:
			s = n.Span
		case *doc.Definition:
			s = n.Span
		case doc.Cell:
			s = n.Span
		default:
			t.Fatalf("unexpected %T", n)
		}
		if s.File != f || s.Start < 0 || s.Start > s.End || s.End > len(f.Text) {
			t.Fatalf("%T: span %d-%d is out of range", n, s.Start, s.End)
		}
		if p, ok := n.(*doc.Paragraph); ok {
			if len(p.Text) == 0 {
				t.Fatalf("empty paragraph at %d", p.Start)
			}
			for _, c := range p.Text {
				if q := c.Pos(); q.Start < p.Start || q.End > p.End {
					t.Fatalf("%T %d-%d lies outside its paragraph %d-%d", c, q.Start, q.End, p.Start, p.End)
				}
			}
		}
	})
}

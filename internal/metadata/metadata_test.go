package metadata

import (
	"fmt"
	"strings"
	"testing"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/golden"
	"guidec/internal/source"
)

// A case holds a guide.yaml ("in" → "meta"), or a chapter's file with front
// matter ("chapter" → "meta").
func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		var l diag.List
		if c.Has("chapter") {
			f := source.NewFile("01.md", c.Section("chapter"))
			fm, body := FrontMatter(f)
			if fm == nil {
				c.Check("meta", fmt.Sprintf("none, body %q\n", f.Text[body:]))
				return
			}
			var m Chapter
			m, l = fm.Chapter()
			c.Check("meta", dumpChapter(m)+fmt.Sprintf("body %q\n", f.Text[body:]))
		} else {
			f := source.NewFile("guide.yaml", c.Section("in"))
			var g Guide
			g, l = ReadGuide(f)
			c.Check("meta", doc.Dump(&doc.Guide{Meta: g.Meta})+dumpValues("chapter", g.Chapters))
			c.Check("at", doc.DumpPositions(&doc.Guide{Meta: g.Meta})+dumpValues("chapter", g.Chapters))
		}
		var b strings.Builder
		if err := l.Text(&b); err != nil {
			t.Fatal(err)
		}
		c.CheckAll("diag", b.String())
	})
}

func dumpChapter(c Chapter) string {
	return fmt.Sprintf("kind %q id %q title %q theme %q lang %q\n", c.Kind, c.ID.Name, c.Title.Text, c.Theme.Name, c.Lang)
}

func dumpValues(name string, vs []doc.Value) string {
	var b strings.Builder
	for _, v := range vs {
		fmt.Fprintf(&b, "%s %q at %q\n", name, v.Text, v.Span.Text())
	}
	return b.String()
}

// FuzzRead holds that no text makes the reader panic and that every place
// lies in the file, in whichever way the text is read.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"title: Hamlet\nauthor:\n  - name: A. Person\n    role: editor\n",
		"title: \"A: B\"\nthemes: {a: A, b: B}\nchapters: [1.md, 2.md]\n",
		"a: &a [x, x]\nb: *a\n", "title: |\n  one\n  two\n", "- a\n- b\n", "? [a]\n: b\n", "a: 'it''s'\n",
		"title:\tTab\n\tx: y\n", "---\ntitle: x\n---\n# Body\n", "---\nkind: faq\n...\ntext", "---\nunclosed: yes\n",
		"title: [unclosed\n", "title: \"unclosed\n", "date: 2024-13-45\nreading-time: -1\n", "a: !!binary x\n<<: {a: b}\n",
		"themes:\n  a: A\n  a: B\nprint: {paper: a4, sides: two}\nidentifier:\n- {scheme: ISBN-13, text: 978}\n- y\n",
		"title: é\r\nlang: \xff\xfe\n", "#c\n#c\n\n", "a: b\n---\nc: d\n", "cover-alt: x\n", "key: >-\n folded\n\n text\nnext: 1\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := source.NewFile("in", text)
		g, l := ReadGuide(file)
		checkSpans(t, file, g, l)
		fm, body := FrontMatter(file)
		if body < 0 || body > len(text) {
			t.Fatalf("body at %d of %d", body, len(text))
		}
		if fm == nil {
			return
		}
		g, l = fm.Guide()
		checkSpans(t, file, g, l)
		_, l = fm.Chapter()
		checkSpans(t, file, Guide{}, l)
	})
}

func checkSpans(t *testing.T, f *source.File, g Guide, l diag.List) {
	t.Helper()
	check := func(s source.Span) {
		t.Helper()
		if s.File != nil && (s.File != f || s.Start < 0 || s.Start > s.End || s.End > len(f.Text)) {
			t.Fatalf("span %d-%d is out of range", s.Start, s.End)
		}
	}
	for _, d := range l {
		if d.At.File == nil {
			t.Fatalf("%q has no place", d.Message)
		}
		check(d.At)
		for _, r := range d.Related {
			check(r.At)
		}
	}
	check(g.Meta.Title.Span)
	check(g.Meta.Date.Span)
	for _, th := range g.Meta.Themes {
		check(th.Span)
	}
	for _, c := range g.Chapters {
		check(c.Span)
	}
}

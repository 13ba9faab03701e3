package manuscript_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/diff"

	"guidec/internal/charset"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/golden"
	"guidec/internal/manuscript"
	"guidec/internal/markdown"
	"guidec/internal/metadata"
	"guidec/internal/plaintext"
	"guidec/internal/source"
)

// unbounded lets pass what the reader takes for an attack in what people
// write.
var unbounded = markdown.Limits{Bytes: 1 << 30, Line: 1 << 30, Paragraph: 1 << 30, Nesting: 1 << 10, Marks: 1 << 20, Columns: 1 << 10, Cells: 1 << 20, Links: 1 << 20}

// read reads the files of a folder as the compiler does.
func read(files []manuscript.File) (*doc.Guide, diag.List) {
	f, l := charset.Decode("guide.yaml", files[0].Data)
	m, found := metadata.ReadGuide(f)
	l = append(l, found...)
	g := &doc.Guide{Meta: m.Meta}
	for _, file := range files[1:] {
		f, found := charset.Decode(file.Path, file.Data)
		l = append(l, found...)
		chapters, notes, found := markdown.ReadChapter(f, markdown.Options{Quotes: m.Meta.Quotes, Name: file.Path, Limits: unbounded})
		l = append(l, found...)
		g.Chapters = append(g.Chapters, chapters...)
		g.Notes = append(g.Notes, notes...)
	}
	return g, l
}

// unlike tells how a guide differs from what is read back of it, and "" when
// it does not.
func unlike(g *doc.Guide) string {
	files := manuscript.Files(g)
	again, l := read(files)
	// Titles may have signs that look like marks of emphasis, and have them again.
	l = slices.DeleteFunc(l, func(d diag.Diagnostic) bool { return d.Code == diag.YAMLMarkup })
	want, got := dump(g), dump(again)
	if want == got && len(l) == 0 {
		return ""
	}
	return fmt.Sprintf("%s%s\n%s", l, diff.Diff("written", []byte(want), "read", []byte(got)), text(files))
}

// dump shows a guide with each note once, for one that several chapters refer
// to is written for each of them.
func dump(g *doc.Guide) string {
	body := *g
	body.Notes = nil
	var notes []string
	for _, n := range g.Notes {
		notes = append(notes, doc.Dump(&doc.Guide{Notes: []*doc.Note{n}}))
	}
	slices.Sort(notes)
	return doc.Dump(&body) + strings.Join(slices.Compact(notes), "")
}

func text(files []manuscript.File) string {
	var b strings.Builder
	for _, f := range files {
		fmt.Fprintf(&b, "== %s ==\n%s", f.Path, f.Data)
	}
	return b.String()
}

// A case is a folder ("in/…") that is read, and the files that it is written
// as, which are read again.
func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		var g *doc.Guide
		if c.Has("raw") {
			var l diag.List
			g, l = plaintext.Read(source.NewFile("raw.txt", c.Section("raw")))
			if l.HasErrors() {
				t.Fatal(l)
			}
		} else {
			g = folder(t, c)
		}
		files := manuscript.Files(g)
		c.Check("out", strings.TrimSuffix(text(files), "\n"))
		again, l := read(files)
		if len(l) > 0 {
			t.Errorf("%s", l)
		}
		if want, got := text(files), text(manuscript.Files(again)); want != got {
			t.Errorf("written again, it is\n%s", got)
		}
	})
}

func folder(t *testing.T, c *golden.Case) *doc.Guide {
	var files []manuscript.File
	in := c.Files("in").(fstest.MapFS)
	for _, name := range c.Names() {
		if path, ok := strings.CutPrefix(name, "in/"); ok {
			files = append(files, manuscript.File{Path: path, Data: in[path].Data})
		}
	}
	g, l := read(files)
	if len(l) > 0 {
		t.Fatalf("%s", l)
	}
	return g
}

// The guides that ship with the project use the whole format.
func TestShippedGuidesReadBack(t *testing.T) {
	manifests, err := filepath.Glob("../../content/*/guide.yaml")
	if err != nil || len(manifests) == 0 {
		t.Fatal("there are no guides", err)
	}
	for _, m := range manifests {
		chapters, err := filepath.Glob(filepath.Join(filepath.Dir(m), "*.md"))
		if err != nil {
			t.Fatal(err)
		}
		var in []manuscript.File
		for _, p := range append([]string{m}, chapters...) {
			data, err := os.ReadFile(p)
			if err != nil {
				t.Fatal(err)
			}
			in = append(in, manuscript.File{Path: filepath.Base(p), Data: data})
		}
		g, _ := read(in)
		files := manuscript.Files(g)
		again, l := read(files)
		if len(l) > 0 {
			t.Errorf("%s: %s", m, l)
		}
		if want, got := text(files), text(manuscript.Files(again)); want != got {
			t.Errorf("%s: written again, it differs:\n%s", m, diff.Diff("first", []byte(want), "second", []byte(got)))
		}
		if want, got := withoutPaths(g), withoutPaths(again); want != got {
			t.Errorf("%s:\n%s", m, diff.Diff("written", []byte(want), "read", []byte(got)))
		}
	}
}

// withoutPaths dumps a guide but for the files that cross-references name:
// the chapters' files get new names.
func withoutPaths(g *doc.Guide) string {
	return regexp.MustCompile(`crossref path="[^"]*"`).ReplaceAllString(doc.Dump(g), "crossref")
}

func TestAnyGuideReadsBack(t *testing.T) {
	failures, shortest := 0, ""
	for seed := range uint64(1000) {
		if d := unlike((&maker{Rand: rand.New(rand.NewPCG(seed, 7))}).guide()); d != "" {
			if failures++; shortest == "" || len(d) < len(shortest) {
				shortest = d
			}
		}
	}
	if failures > 0 {
		t.Errorf("%d guides are not read back as they were written; the shortest is\n%s", failures, shortest)
	}
}

// top is how deep blocks nest.
const top = 3

// A maker makes guides at random, of what a reader can make.
type maker struct {
	*rand.Rand
	notes  []*doc.Note
	ids    int
	asking bool // within a question, which holds no other
}

func (m *maker) guide() *doc.Guide {
	g := &doc.Guide{}
	g.Meta.Title.Text = m.words()
	g.Meta.Subtitle.Text = m.perhaps(m.words)
	g.Meta.Description = m.perhaps(func() string { return m.words() + "\n\n" + m.words() + ": # " + m.words() })
	g.Meta.Work = doc.Work{Title: m.words(), Author: m.perhaps(m.words), Year: m.perhaps(func() string { return "1818" })}
	for range m.IntN(3) {
		g.Meta.Creators = append(g.Meta.Creators, doc.Person{Name: m.words(), FileAs: m.perhaps(m.words)})
	}
	for range m.IntN(3) {
		g.Meta.Keywords = append(g.Meta.Keywords, m.words())
	}
	g.Meta.Rights = m.perhaps(m.words)
	g.Meta.Reading = m.IntN(100)
	for i := range m.IntN(3) {
		g.Meta.Themes = append(g.Meta.Themes, doc.ThemeName{Tag: []string{"no", "ambition", "null"}[i], Name: m.words()})
	}
	for range 1 + m.IntN(2) {
		m.notes = nil
		c := m.section(1)
		c.Kind = []doc.Kind{doc.KindChapter, doc.KindFAQ, doc.KindFront, doc.KindTimeline}[m.IntN(4)]
		if c.Kind == doc.KindFAQ {
			m.notes = nil
			c.Blocks = m.blocks(m.IntN(3), top, false)
			for range 1 + m.IntN(3) {
				c.Blocks = append(c.Blocks, m.headedQuestion())
			}
		}
		g.Chapters = append(g.Chapters, c)
		g.Notes = append(g.Notes, m.notes...)
	}
	return g
}

func (m *maker) perhaps(f func() string) string {
	if m.IntN(2) == 0 {
		return ""
	}
	return f()
}

func (m *maker) id() doc.ID {
	if m.IntN(3) > 0 {
		return doc.ID{}
	}
	m.ids++
	return doc.ID{Name: fmt.Sprintf("id-%d", m.ids)}
}

func (m *maker) theme() doc.Theme {
	return doc.Theme{Name: m.perhaps(func() string { return "ambition" })}
}

func (m *maker) section(depth int) *doc.Section {
	s := &doc.Section{Depth: depth, ID: m.id(), Theme: m.theme(), Heading: m.text(1, true)}
	s.Blocks = m.blocks(m.IntN(4), top, true)
	if depth < 3 && m.IntN(2) == 0 {
		for range m.IntN(3) {
			s.Blocks = append(s.Blocks, m.section(depth+1))
		}
	}
	return s
}

func (m *maker) blocks(n, depth int, divs bool) []doc.Block {
	var out []doc.Block
	for range n {
		out = append(out, m.block(depth, divs))
	}
	return out
}

func (m *maker) some(depth int, divs bool) []doc.Block { return m.blocks(1+m.IntN(3), depth-1, divs) }

func (m *maker) block(depth int, divs bool) doc.Block {
	if depth <= 0 {
		return m.paragraph()
	}
	kinds := 9
	if divs {
		kinds = 17
	}
	switch m.IntN(kinds) {
	case 0:
		if m.IntN(4) == 0 {
			return m.choices()
		}
		return m.list(depth)
	case 1:
		return &doc.DefinitionList{Items: m.definitions(depth)}
	case 2:
		return &doc.Quote{Blocks: m.some(depth, divs)}
	case 3:
		return m.code()
	case 4:
		return &doc.Divider{}
	case 5:
		return m.table()
	case 6:
		return m.figure()
	case 7, 8:
		return m.paragraph()
	case 9:
		return &doc.Quote{ID: m.id(), Theme: m.theme(), Credit: m.credit(), Blocks: m.some(depth, divs)}
	case 10:
		return m.pullQuote()
	case 11:
		c := &doc.Callout{ID: m.id(), Theme: m.theme(), Type: doc.CalloutTypes[m.IntN(len(doc.CalloutTypes))], Blocks: m.some(depth, divs)}
		if m.IntN(2) == 0 {
			c.Title = m.text(1, true)
		}
		return c
	case 12:
		if m.asking {
			return m.paragraph()
		}
		m.asking = true
		q := &doc.Question{ID: m.id(), Theme: m.theme(), Lines: m.IntN(9), Prompt: m.some(depth, divs)}
		if m.IntN(2) == 0 {
			q.Answer = m.some(depth, divs)
		}
		m.asking = false
		return q
	case 13:
		if depth < top {
			return m.paragraph()
		}
		f := &doc.FAQ{ID: m.id()}
		if m.IntN(2) == 0 {
			f.Heading = []doc.Inline{&doc.Text{Text: m.words()}}
		}
		for range 1 + m.IntN(2) {
			f.Questions = append(f.Questions, m.headedQuestion())
		}
		return f
	case 14:
		return &doc.Glossary{ID: m.id(), Items: m.definitions(depth)}
	case 15:
		c := &doc.CharacterProfile{ID: m.id(), Name: m.text(1, true), Blocks: m.some(depth, divs)}
		if m.IntN(2) == 0 {
			c.Part = []doc.Inline{&doc.Text{Text: m.words()}}
		}
		return c
	default:
		if m.IntN(2) == 0 {
			return &doc.Timeline{ID: m.id(), Events: m.definitions(depth)}
		}
		return &doc.Generated{What: doc.GenerateQuotations, Theme: m.theme()}
	}
}

func (m *maker) paragraph() *doc.Paragraph { return &doc.Paragraph{Text: m.text(2, true)} }

func (m *maker) headedQuestion() *doc.Question {
	return &doc.Question{ID: m.id(), Theme: m.theme(), Prompt: []doc.Block{&doc.Paragraph{Text: m.text(1, true)}}, Answer: m.blocks(1+m.IntN(2), 1, true)}
}

func (m *maker) list(depth int) *doc.List {
	l := &doc.List{Ordered: m.IntN(2) == 0, Tight: m.IntN(2) == 0}
	if l.Ordered {
		l.Start = m.IntN(12)
	}
	for range 2 + m.IntN(3) {
		it := &doc.Item{Blocks: []doc.Block{m.paragraph()}}
		if l.Tight && m.IntN(5) == 0 {
			it.Blocks = append(it.Blocks, m.choices())
		} else if l.Tight && m.IntN(3) == 0 && depth > 1 {
			inner := m.list(depth - 1)
			inner.Start = min(inner.Start, 1)
			if inner.Ordered {
				inner.Start = 1
			}
			it.Blocks = append(it.Blocks, inner)
		}
		if !l.Tight {
			it.Blocks = m.some(depth, true)
		}
		l.Items = append(l.Items, it)
	}
	return l
}

func (m *maker) choices() *doc.Choices {
	c := &doc.Choices{Capital: m.IntN(2) == 0}
	for range 2 + m.IntN(3) {
		c.Items = append(c.Items, &doc.Choice{Text: m.text(2, true)})
	}
	return c
}

func (m *maker) definitions(depth int) []*doc.Definition {
	var out []*doc.Definition
	for range 1 + m.IntN(3) {
		d := &doc.Definition{ID: m.id(), Blocks: m.some(depth, false)}
		for range 1 + m.IntN(2) {
			d.Terms = append(d.Terms, m.text(1, true))
		}
		out = append(out, d)
	}
	return out
}

func (m *maker) code() *doc.Code {
	c := &doc.Code{Lang: m.perhaps(func() string { return "go" })}
	for range m.IntN(4) {
		c.Text += []string{"if *x < 1 {\n", "```\n", "\n", "\tindented\n", ":::\n", "- item\n"}[m.IntN(6)]
	}
	return c
}

func (m *maker) table() *doc.Table {
	t := &doc.Table{ID: m.id()}
	cells := func() []doc.Cell {
		var cs []doc.Cell
		for range t.Columns {
			c := doc.Cell{}
			if m.IntN(5) > 0 {
				c.Text = m.text(1, true)
			}
			cs = append(cs, c)
		}
		return cs
	}
	for range 1 + m.IntN(3) {
		t.Columns = append(t.Columns, doc.Align(m.IntN(4)))
	}
	t.Head = cells()
	for range m.IntN(3) {
		t.Rows = append(t.Rows, cells())
	}
	if m.IntN(2) == 0 {
		t.Caption = m.text(1, true)
	}
	return t
}

func (m *maker) image() *doc.Image {
	return &doc.Image{Path: []string{"a.png", "images/two words.png", "a(1).jpg"}[m.IntN(3)], Alt: m.perhaps(m.words), Decorative: m.IntN(3) == 0, Width: m.IntN(101)}
}

func (m *maker) figure() *doc.Figure {
	f := &doc.Figure{ID: m.id(), Image: m.image()}
	if m.IntN(2) == 0 {
		f.Caption = m.text(1, true)
	}
	return f
}

func (m *maker) credit() doc.Credit {
	c := doc.Credit{By: []doc.Inline{&doc.Text{Text: m.words()}}}
	if m.IntN(2) == 0 {
		work := &doc.Emphasis{Text: []doc.Inline{&doc.Text{Text: m.words()}}}
		c.From = []doc.Inline{&doc.Text{Text: "the place in "}, work, &doc.Text{Text: ", " + m.words()}}
	}
	return c
}

func (m *maker) pullQuote() *doc.PullQuote {
	q := &doc.PullQuote{ID: m.id(), Theme: m.theme(), Spoken: m.IntN(2) == 0}
	if q.Spoken && m.IntN(2) == 0 {
		q.Credit = m.credit()
	}
	for range 1 + m.IntN(2) {
		q.Text = append(q.Text, &doc.Paragraph{Text: []doc.Inline{
			&doc.Text{Text: "Words and "}, &doc.Emphasis{Text: []doc.Inline{&doc.Text{Text: m.words()}}}, &doc.Text{Text: m.words() + "."}}})
	}
	return q
}

// pieces are what words are made of that could be taken for notation.
var pieces = []string{
	"word", "a", "Zürich", "1.", "3)", "a.", "b.", "(b)", "-", "+", "*", "_", "__", "snake_case", "**", "~~", "`", "``", "[x]", "[^1]", "](", "!", "!![", "<b>", "<", ">", "&amp;",
	"&", "&#35;", "#", "##", "{#id}", "{", "}", ":::", "::: note", ":", ": x", "=", "---", "===", "|", "| a | b |", "\\", "\\*", "\"", "“", "”", "'", "’s", "—", "–",
	"--", "https://example.org/a_b", "www.example.org", "a@b.org", "(", ")", "$x$", "%", "^", "Table:", "[!NOTE]", "x:", "no", "a\u00a0b", "…", "。", "日本", "é", "/", "=x", ".class", "@", "~", "e.g.",
}

func (m *maker) words() string {
	var out []string
	for range 1 + m.IntN(4) {
		p := pieces[m.IntN(len(pieces))]
		if m.IntN(4) == 0 {
			p += pieces[m.IntN(len(pieces))]
		}
		out = append(out, p)
	}
	return strings.TrimSpace(strings.Join(out, " "))
}

// text makes a row of inlines that begins and ends with words.
func (m *maker) text(depth int, breaks bool) []doc.Inline {
	s := m.words()
	out := []doc.Inline{&doc.Text{Text: s}}
	for range m.IntN(3) {
		last := out[len(out)-1].(*doc.Text)
		if breaks && m.IntN(5) == 0 {
			out = append(out, &doc.Break{}, &doc.Text{Text: m.words()})
			continue
		}
		n := m.inline(depth)
		if n == nil {
			continue
		}
		if m.IntN(2) == 0 {
			last.Text += " "
		}
		tail := m.words()
		if m.IntN(2) == 0 {
			tail = " " + tail
		}
		out = append(out, n, &doc.Text{Text: tail})
	}
	return out
}

func (m *maker) inner(depth int) []doc.Inline {
	if depth <= 1 || m.IntN(2) == 0 {
		return []doc.Inline{&doc.Text{Text: m.words()}}
	}
	return m.text(depth-1, true)
}

func (m *maker) inline(depth int) doc.Inline {
	switch m.IntN(12) {
	case 0, 1:
		return &doc.Emphasis{Text: m.inner(depth)}
	case 2:
		return &doc.Strong{Text: m.inner(depth)}
	case 3: // strikes within each other cannot be told apart
		return &doc.Strike{Text: m.inner(1)}
	case 4:
		return &doc.SmallCaps{Text: m.inner(depth)}
	case 5:
		return &doc.Foreign{Lang: "fr", Text: m.inner(depth)}
	case 6:
		return &doc.CodeSpan{Text: []string{"code", "a `b` c", "`x", "*a*", "a\\", " x ", "a[b]{c}"}[m.IntN(7)]}
	case 7:
		return &doc.Link{URL: []string{"https://example.org/", "https://example.org/a_(b)?c=d&copy=1#e", "mailto:a@b.org", "a b"}[m.IntN(4)], Text: []doc.Inline{&doc.Text{Text: m.words()}}}
	case 8:
		r := &doc.CrossRef{ID: "id-1"}
		if m.IntN(2) == 0 {
			r.Path = "other file.md"
		}
		if m.IntN(2) == 0 {
			r.Text = []doc.Inline{&doc.Text{Text: m.words()}}
		}
		return r
	case 9:
		return &doc.TermRef{Term: m.perhaps(m.words), Text: m.inner(depth)}
	case 10:
		return m.image()
	default:
		return nil
	}
}

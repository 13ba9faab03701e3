package doc

import (
	"fmt"
	"testing"

	"guidec/internal/golden"
	"guidec/internal/source"
)

// TestDump holds the dump of a guide that has one of everything, and that
// Walk meets every node of it once.
func TestDump(t *testing.T) {
	golden.Run(t, "testdata/dump.txt", func(t *testing.T, c *golden.Case) {
		g := everything(source.NewFile("in.md", "one\ntwo\n"))
		c.Check("tree", Dump(g))
		c.Check("at", DumpPositions(g))
		kinds := map[string]int{}
		for _, s := range g.Chapters {
			Walk(s, func(n any) { kinds[fmt.Sprintf("%T", n)]++ })
		}
		for _, b := range blocks() {
			if kinds[fmt.Sprintf("%T", b)] == 0 {
				t.Errorf("Walk does not meet a %T", b)
			}
		}
		for _, n := range inlines(source.Span{}) {
			if kinds[fmt.Sprintf("%T", n)] == 0 {
				t.Errorf("Walk does not meet a %T", n)
			}
		}
		if got := Plain(inlines(source.Span{})); got != "text emphasisstrongstrikesmallcapscodeforeignlinkreftermalt" {
			t.Errorf("Plain is %q", got)
		}
	})
}

func everything(f *source.File) *Guide {
	g := &Guide{Meta: Meta{
		Title: Value{f.Span(0, 3), "Title"}, Subtitle: Value{Text: "Subtitle"}, Work: Work{"Work", "Author", "1818"},
		Creators: []Person{{Name: "A B", FileAs: "B, A", Role: "aut"}}, Contributors: []Person{{Name: "C"}},
		Lang: Value{Text: "en"}, Date: Value{Text: "2026"}, Description: "Words.", Keywords: []string{"k"},
		Publisher: "P", Rights: "R", Identifier: "I", Series: Series{"S", "1"}, Cover: &Image{Path: "c.png", Alt: "alt"},
		Reading: 5, Themes: []ThemeName{{Tag: "t", Name: "T"}}, Edition: EditionTeacher, Quotes: QuotePull,
		Conformance: Conformance{"S", "C", "Cr", "R"}, Print: Print{"a4", "two", "standard"},
	}}
	g.Chapters = []*Section{{
		Span: f.Span(0, 3), Depth: 1, Kind: KindChapter, ID: ID{Name: "one"}, Heading: inlines(f.Span(4, 7)),
		Theme: Theme{Name: "t"}, Lang: "fr", Unnumbered: true, Blocks: blocks(),
	}}
	g.Notes = []*Note{{Label: "n", Blocks: []Block{words("note")}}}
	return g
}

func words(s string) *Paragraph { return &Paragraph{Text: []Inline{&Text{Text: s}}} }

func inlines(at source.Span) []Inline {
	in := func(s string) []Inline { return []Inline{&Text{at, s}} }
	return []Inline{
		&Text{at, "text"}, &Break{at}, &Emphasis{at, in("emphasis")}, &Strong{at, in("strong")}, &Strike{at, in("strike")},
		&SmallCaps{at, in("smallcaps")}, &CodeSpan{at, "code"}, &Foreign{at, "fr", in("foreign")}, &Link{at, "https://a.b", in("link")},
		&CrossRef{at, "a.md", "id", in("ref")}, &NoteRef{at, "n"}, &TermRef{at, "term", in("term")},
		&Image{Span: at, Path: "i.png", Alt: "alt"},
	}
}

func blocks() []Block {
	text := func(s string) []Inline { return words(s).Text }
	id, theme, credit := ID{Name: "id"}, Theme{Name: "t"}, Credit{text("by"), text("from")}
	definitions := []*Definition{{ID: id, Terms: [][]Inline{text("a"), text("b")}, Blocks: []Block{words("meaning")}}}
	question := &Question{ID: id, Theme: theme, Prompt: []Block{words("why")}, Answer: []Block{words("because")}, Lines: 3}
	return []Block{
		words("paragraph"),
		&List{Ordered: true, Start: 2, Tight: true, Items: []*Item{{Blocks: []Block{words("item")}}}},
		&Choices{Capital: true, Items: []*Choice{{Text: text("one")}, {Text: text("two")}}},
		&DefinitionList{Items: definitions},
		&Quote{ID: id, Credit: credit, Theme: theme, Blocks: []Block{words("quote")}},
		&PullQuote{ID: id, Spoken: true, Credit: credit, Theme: theme, Text: []*Paragraph{words("pull")}},
		&Callout{ID: id, Type: CalloutTip, Title: text("title"), Theme: theme, Blocks: []Block{words("callout")}},
		&Code{Lang: "go", Text: "a\n"},
		&Figure{ID: id, Image: &Image{Path: "f.png", Decorative: true, Width: 50}, Caption: text("caption")},
		&Table{ID: id, Caption: text("caption"), Columns: []Align{AlignNone, AlignLeft, AlignCenter, AlignRight},
			Head: []Cell{{Text: text("head")}, {}, {}, {}}, Rows: [][]Cell{{{Text: text("cell")}, {}, {}, {}}}},
		&Divider{},
		&FAQ{ID: id, Heading: text("faq"), Questions: []*Question{question}},
		question,
		&Glossary{ID: id, Items: definitions},
		&CharacterProfile{ID: id, Name: text("name"), Part: text("part"), Blocks: []Block{words("profile")}},
		&Timeline{ID: id, Events: definitions},
		&Generated{What: GenerateQuotations, Theme: theme},
		&Section{Depth: 2, Heading: text("section"), Blocks: []Block{words("text")}},
	}
}

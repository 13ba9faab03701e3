package epub

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
	"testing/fstest"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/media"
	"guidec/internal/source"
)

// words make a paragraph.
func words(text ...doc.Inline) *doc.Paragraph { return &doc.Paragraph{Text: text} }

func plain(s string) doc.Inline { return &doc.Text{Text: s} }

func say(s string) *doc.Paragraph { return words(plain(s)) }

func head(s string) []doc.Inline { return []doc.Inline{plain(s)} }

func id(name string) doc.ID { return doc.ID{Name: name} }

const lorem = "Walton writes to his sister from the edge of the ice, and what he writes is a frame around a frame: he tells what Victor told, and Victor tells what the creature said. A reader who asks whom to believe has begun to read the book as it was made. "

// everyBlock is a guide with one of everything that a guide can hold.
func everyBlock() *doc.Guide {
	file := source.NewFile("guide.md", "text")
	note := func(label, text string) *doc.Note {
		return &doc.Note{Span: file.All(), Label: label, Blocks: []doc.Block{say(text)}}
	}
	ref := func(label string) doc.Inline { return &doc.NoteRef{Span: file.All(), Label: label} }
	g := &doc.Guide{Notes: []*doc.Note{note("ice", "The ice is real: the *Terra* met it in 1817."), note("sister", "Margaret Walton Saville, who shares her initials with the author.")}}
	g.Meta = doc.Meta{
		Title:        doc.Value{Text: "Frankenstein: A Study Guide"},
		Subtitle:     doc.Value{Text: "For readers who meet it for the first time"},
		Work:         doc.Work{Title: "Frankenstein", Author: "Mary Shelley", Year: "1818"},
		Creators:     []doc.Person{{Name: "Ada Example"}, {Name: "Ben Example", Role: "ill"}},
		Contributors: []doc.Person{{Name: "Cleo Example", Role: "edt"}},
		Lang:         doc.Value{Text: "en-GB"}, Date: doc.Value{Text: "2026-03-01"},
		Description: "A guide to a book about making and leaving.\n\nWith questions & answers.",
		Keywords:    []string{"Gothic fiction", "Study guides"}, Publisher: "The Example Press", Rights: "CC BY 4.0 <free>",
		Series: doc.Series{Name: "Reading Closely", Number: "2"}, Reading: 41,
		Themes:      []doc.ThemeName{{Tag: "ambition", Name: "Ambition"}},
		Conformance: doc.Conformance{Standard: "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", CertifiedBy: "The Example Press"},
	}
	ship := &doc.Image{Path: "ship.png", Alt: "A ship between two walls of ice", Width: 60}
	g.Chapters = []*doc.Section{
		{Kind: doc.KindQuotations, Depth: 1, Heading: head("Highlighting Quotes"), Blocks: []doc.Block{
			&doc.List{Ordered: true, Start: 1, Items: []*doc.Item{
				{Blocks: []doc.Block{say(`"Learn from me, if not by my precepts, at least by my example."`)}},
				{Blocks: []doc.Block{say(`"I ought to be thy Adam, but I am rather the fallen angel."`)}},
			}},
		}},
		{Depth: 1, ID: id("plot"), Heading: head("Plot Summary"), Blocks: []doc.Block{
			&doc.Generated{What: doc.GenerateContents},
			&doc.Section{Depth: 2, ID: id("letters"), Heading: head("The Letters"), Blocks: []doc.Block{
				words(plain("A ship is held by the ice"), ref("ice"), plain(", and a man is lifted on board. "+lorem+" He writes to his sister"), ref("sister"), plain(". The ice"), ref("ice"), plain(" comes back in the last letter.")),
				say(lorem + lorem),
				&doc.PullQuote{Spoken: true, Credit: doc.Credit{By: head("Victor Frankenstein"), From: head("chapter 4")}, Theme: doc.Theme{Name: "ambition"},
					Text: []*doc.Paragraph{say("Learn from me, if not by my precepts, at least by my example.")}},
				words(plain("The "), &doc.Emphasis{Text: head("monster")}, plain(" is never named; "), &doc.Strong{Text: head("the book")}, plain(" is "), &doc.Foreign{Lang: "fr", Text: head("sui generis, mais à la française")},
					plain(". See "), &doc.CrossRef{ID: "ship"}, plain(", "), &doc.CrossRef{ID: "people"}, plain(", "), &doc.CrossRef{ID: "characters"}, plain(" and the "), &doc.TermRef{Term: "epistolary", Text: head("epistolary")}, plain(" form, or "), &doc.Link{URL: "https://example.org/?a=1&b=2", Text: head("the web")},
					plain("; "), &doc.SmallCaps{Text: head("ad")}, plain(" 1818, "), &doc.Strike{Text: head("1816")}, plain(", "), &doc.CodeSpan{Text: "a < b"}, plain(".")),
				&doc.PullQuote{Text: []*doc.Paragraph{say("The creature asks for a name before he asks for anything else.")}},
				say(lorem),
				&doc.Figure{ID: id("ship"), Image: ship, Caption: head("The ship in the ice")},
				&doc.Divider{},
				say(lorem),
			}},
			&doc.Section{Depth: 2, Heading: head("Geneva"), Blocks: []doc.Block{
				say(lorem),
				&doc.Quote{Credit: doc.Credit{By: head("The creature"), From: head("chapter 10")}, Blocks: []doc.Block{say("I ought to be thy Adam, but I am rather the fallen angel.")}},
				&doc.Section{Depth: 3, Heading: head("A closer look"), Blocks: []doc.Block{
					&doc.List{Tight: true, Items: []*doc.Item{{Blocks: []doc.Block{say("one")}}, {Blocks: []doc.Block{say("two"), &doc.List{Ordered: true, Start: 3, Tight: true, Items: []*doc.Item{{Blocks: []doc.Block{say("three")}}}}}}}},
					&doc.Code{Lang: "text", Text: "Walton\n  Victor\n    the creature <who speaks> & is heard\n"},
				}},
			}},
		}},
		{Depth: 1, Kind: doc.KindCharacters, ID: id("characters"), Heading: head("Characters"), Blocks: []doc.Block{
			&doc.CharacterProfile{Name: head("Victor Frankenstein"), Part: head("Student, maker, fugitive"), Blocks: []doc.Block{say(lorem)}},
			&doc.CharacterProfile{Name: head("The creature"), Part: head("Reader of Milton"), Blocks: []doc.Block{say(lorem)}},
			&doc.Table{ID: id("people"), Caption: head("Who tells what to whom"), Columns: []doc.Align{doc.AlignLeft, doc.AlignNone, doc.AlignNone, doc.AlignRight},
				Head: []doc.Cell{{Text: head("Teller")}, {Text: head("Told to")}, {Text: head("What is told and why it matters for the frame")}, {Text: head("Chapters")}},
				Rows: [][]doc.Cell{
					{{Text: head("Walton")}, {Text: head("Margaret")}, {Text: head("The voyage, and the stranger on the ice")}, {Text: head("4")}},
					{{Text: head("Victor")}, {Text: head("Walton")}, {Text: head("His childhood, his studies, the making, and the chase to the north")}, {Text: head("24")}},
				}},
		}},
		{Depth: 1, Heading: head("Working with the Book"), Theme: doc.Theme{Name: "ambition"}, Blocks: []doc.Block{
			&doc.Callout{Type: doc.CalloutTip, Title: head("Read twice"), Blocks: []doc.Block{say(lorem)}},
			&doc.Callout{Type: doc.CalloutWarning, Blocks: []doc.Block{say("The 1831 text is another book.")}},
			&doc.Question{Prompt: []doc.Block{say("Who tells the story?")}, Answer: []doc.Block{say("Three people, each inside the other's tale.")}, Lines: 3},
			&doc.Question{Prompt: []doc.Block{say("Why does Victor wait?")}, Answer: []doc.Block{say("Out of fear."), say("And out of pride.")}},
			&doc.DefinitionList{Items: []*doc.Definition{{Terms: [][]doc.Inline{head("Frame")}, Blocks: []doc.Block{say("A tale around a tale.")}}}},
			&doc.Timeline{Events: []*doc.Definition{
				{Terms: [][]doc.Inline{head("1816")}, Blocks: []doc.Block{say("The summer at the lake.")}},
				{Terms: [][]doc.Inline{head("1818")}, Blocks: []doc.Block{say("The book appears.")}},
			}},
			&doc.CharacterProfile{Name: head("Elizabeth"), Blocks: []doc.Block{say("In a box.")}},
			&doc.Generated{What: doc.GenerateQuotations},
			&doc.FAQ{Questions: []*doc.Question{
				{Prompt: []doc.Block{say("Is Frankenstein the monster?")}, Answer: []doc.Block{say("No: he made him. " + lorem)}},
				{Prompt: []doc.Block{say("Which text should I read?")}, Answer: []doc.Block{say("That of 1818.")}},
			}},
		}},
		{Depth: 1, Kind: doc.KindGlossary, Heading: head("Glossary"), Blocks: []doc.Block{
			&doc.DefinitionList{Items: []*doc.Definition{{Terms: [][]doc.Inline{head("epistolary")}, Blocks: []doc.Block{say("Told in letters.")}}}},
		}},
	}
	return g
}

// drawing is a picture that stands for any.
func drawing() []byte {
	m := image.NewGray(image.Rect(0, 0, 600, 300))
	for y := range 300 {
		for x := range 600 {
			m.SetGray(x, y, color.Gray{Y: uint8(120 + x/8 + y/6)})
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func build(t testing.TB, g *doc.Guide) *book.Book {
	t.Helper()
	files := fstest.MapFS{"ship.png": &fstest.MapFile{Data: drawing()}}
	b, l := book.Build(g, book.Options{Images: media.NewStore(files, media.Limits{})})
	if l.Count(diag.Error)+l.Count(diag.Warning) > 0 {
		var text bytes.Buffer
		if err := l.Text(&text); err != nil {
			t.Fatal(err)
		}
		t.Fatalf("the guide has problems:\n%s", &text)
	}
	return b
}

// write returns the EPUB of a book.
func write(t testing.TB, b *book.Book, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	l, err := Write(&out, b, o)
	if err != nil || len(l) > 0 {
		t.Fatal(err, l)
	}
	return out.Bytes()
}

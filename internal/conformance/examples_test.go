package conformance

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/markdown"
	"guidec/internal/source"
)

// Every example becomes a valid EPUB and a valid PDF in which all its words
// stand in their order, or an error says what is wrong. Some share a book, each
// in a chapter's file of its own, since covers and fonts take most of the time.
func TestExamples(t *testing.T) {
	const together = 32
	x := newPress()
	all := examples(t)
	for some := range slices.Chunk(all, together) {
		p, err := x.print(bound(some))
		if err == nil && p.epub != nil {
			compare(t, p, some)
			continue
		}
		for _, e := range some { // which of them is it?
			switch p, err := x.print(bound([]example{e})); {
			case err != nil:
				t.Errorf("%s: %v\n%s", e.name, err, e.markdown)
			case p.epub == nil:
				t.Logf("%s is refused: %s", e.name, p.problems)
			default:
				compare(t, p, []example{e})
			}
		}
	}
	t.Logf("%d examples", len(all))
}

// bound makes a guide of examples: a chapter of each.
func bound(examples []example) (*doc.Guide, diag.List) {
	g := &doc.Guide{Meta: doc.Meta{Title: doc.Value{Text: "Examples"}}}
	var l diag.List
	for i, e := range examples {
		f := source.NewFile(fmt.Sprintf("%02d.md", i), fmt.Sprintf("# %s\n\n%s", e.name, e.markdown))
		chapters, notes, found := markdown.ReadChapter(f, markdown.Options{})
		g.Chapters, g.Notes, l = append(g.Chapters, chapters...), append(g.Notes, notes...), append(l, found...)
	}
	return g, l
}

// compare holds the words of examples against those of their book.
func compare(t *testing.T, p *printing, examples []example) {
	t.Helper()
	for _, format := range []struct {
		name string
		read func() (string, error)
	}{{"EPUB", p.epubText}, {"PDF", p.pdfText}} {
		text, err := format.read()
		if err != nil {
			t.Fatal(err)
		}
		text = essence(text)
		for _, e := range examples {
			// The name stands in the contents, too, which come first.
			at := strings.LastIndex(text, essence(e.name))
			if at < 0 {
				t.Errorf("%s is not in the %s", e.name, format.name)
				continue
			}
			want, err := render(e.markdown)
			if err != nil {
				t.Fatal(err)
			}
			if missing := lost(want, text[at:]); len(missing) > 0 {
				t.Errorf("%s: the %s lacks %q\n%s", e.name, format.name, missing, e.markdown)
			}
		}
	}
}

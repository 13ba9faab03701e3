package pdf

import (
	"slices"
	"strings"
	"testing"

	"guidec/assets"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// TestFrontFits holds that the title page and the imprint keep every word
// inside the text block and clear of the others, however much a guide says of
// itself, on any paper and in any variant.
func TestFrontFits(t *testing.T) {
	fonts := typeset.NewLibrary(assets.Files)
	b := build(t, "---\ntitle: A\n---\n\n# One\n\nText.\n", "")
	for _, times := range []int{1, 6, 40} {
		long := func(s string) string { return strings.TrimSpace(strings.Repeat(s+" ", times)) }
		m := &b.Meta
		m.Title = long("The Modern Prometheus and Incomprehensibilities")
		m.TitleLines = []string{m.Title, long("A Study Guide for Schools")}
		m.Subtitle = long("Themes, Questions, and Answers for the Classroom")
		m.Edition = "Teacher’s Edition"
		m.About = long("About Frankenstein by Mary Wollstonecraft Shelley")
		m.Byline = long("by Ada Featherstonehaugh and Bartholomew Cholmondeley")
		m.Contributed = []string{long("Translated by Ugo Riva")}
		m.Publisher = strings.Repeat("unbreakable", times)
		m.Rights = long("All rights are with the authors.")
		m.Description = []string{long("A guide that says much about a book that says more."), long("And a second paragraph.")}
		for _, paper := range theme.Papers {
			for _, variant := range theme.Variants {
				d, _, err := Layout(b, Options{Paper: paper, Variant: variant, Fonts: fonts})
				if err != nil {
					t.Fatal(err)
				}
				said := frontWords(t, d, string(paper)+" "+string(variant))
				if !strings.Contains(said[0], bareWords(m.Subtitle+m.Edition+m.About)) {
					t.Errorf("%s %s: subtitle, edition and what it is about do not follow each other", paper, variant)
				}
				for i, want := range [][]string{append([]string{m.Subtitle, m.About, m.Byline}, m.TitleLines...),
					append([]string{m.Title, m.Byline, m.Contributed[0], m.Publisher, m.Rights}, m.Description...)} {
					for _, text := range want {
						if !strings.Contains(said[i], bareWords(text)) {
							t.Errorf("%s %s: %.40q is lost", paper, variant, text)
						}
					}
				}
			}
		}
	}
}

func bareWords(s string) string { return strings.Join(strings.Fields(s), "") }

// frontWords checks where the words of the title page and the imprint stand,
// and returns those of each.
func frontWords(t *testing.T, d *Document, name string) (said [2]string) {
	t.Helper()
	for n, sh := range d.sheets {
		i := slices.Index(d.chapters[:2], sh.of)
		if i < 0 || sh.page == nil {
			continue
		}
		s := sh.of.setter
		foot := typeset.Length(0)
		for _, set := range sh.page.Strips {
			for _, p := range set.Strip.Content {
				if p.Line == nil || len(p.Line.Runs) == 0 || p.Line.Runs[0].Mark == 0 {
					continue
				}
				size, base := p.Line.Runs[0].Style.Size, set.Y+p.Y
				for _, r := range p.Line.Runs {
					for _, w := range r.Words {
						said[i] += bareWords(w.Text)
					}
				}
				if base-size*7/10 < foot-1 {
					t.Errorf("%s: page %d: a line at %s stands in the one above it or outside", name, n+1, base)
				}
				foot = base
				if base > s.lines(float64(d.page.Lines)) || p.X+p.Line.Width > s.fullMeasure()+size/10 || p.Line.Overfull > 0 { // a sign may hang out a little
					t.Errorf("%s: page %d: a line at %s, %s wide, leaves the page, which is %s wide", name, n+1, base, p.Line.Width, s.fullMeasure())
				}
			}
		}
	}
	return said
}

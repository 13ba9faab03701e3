package pdf

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"guidec/assets"
	"guidec/internal/book"
	"guidec/internal/doc"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// TestLaws holds the laws of pages on guides that no author would write on
// purpose: headings of many lines, quotations longer than a page, cells,
// notes and figures that do not fit, lists within lists, words without end.
func TestLaws(t *testing.T) {
	fonts := typeset.NewLibrary(assets.Files)
	seeds := 4
	if testing.Short() {
		seeds = 2
	}
	for seed := range seeds {
		text := awkward(rand.New(rand.NewSource(int64(seed))))
		for i, paper := range theme.Papers {
			variant := theme.Variants[(i+seed)%len(theme.Variants)]
			edition := doc.Edition("")
			if seed%2 == 1 {
				edition = doc.EditionTeacher
			}
			b := build(t, text, edition)
			d, _, err := Layout(b, Options{Paper: paper, Variant: variant, Fonts: fonts})
			if err != nil {
				t.Fatal(err)
			}
			name := fmt.Sprintf("seed %d, %s %s", seed, paper, variant)
			pageLaws(t, name, d)
			wordsKept(t, name, b, d)
		}
	}
}

// awkward writes a guide whose blocks follow each other by chance.
func awkward(r *rand.Rand) string {
	vocabulary := strings.Fields("the being whom he had made went over the ice and was seen no more by anybody upon that ship which lay among floes until morning while the captain wrote to his sister of friendship ambition responsibility extraordinary circumstances")
	words := func(n int) string {
		var b strings.Builder
		for i := range n {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(vocabulary[r.Intn(len(vocabulary))])
		}
		return strings.ToUpper(b.String()[:1]) + b.String()[1:]
	}
	some := func(list ...int) int { return list[r.Intn(len(list))] }
	notes := 0
	var tail strings.Builder
	para := func() string {
		p := words(some(3, 12, 30, 60, 140)) + "."
		if r.Intn(5) == 0 {
			notes++
			p += fmt.Sprintf("[^n%d]", notes)
			fmt.Fprintf(&tail, "[^n%d]: %s.\n\n", notes, words(some(4, 20, 90, 700)))
		}
		return p
	}
	block := []func() string{
		para, para, para, para,
		func() string { return "## " + words(some(2, 5, 25)) },
		func() string { return "### " + words(some(2, 5, 25)) },
		func() string {
			return fmt.Sprintf("::: pullquote {by=\"%s\"}\n\"%s.\"\n:::", words(2), words(some(5, 25, 60, 500)))
		},
		func() string { return strings.Repeat("> ", some(1, 1, 9)) + words(some(10, 60, 400)) + "." },
		func() string { return "::: tip\n" + para() + "\n\n- " + words(9) + "\n- " + words(20) + "\n:::" },
		func() string {
			return fmt.Sprintf("::: question {lines=%d answer=\"%s.\"}\n%s?\n:::", some(0, 1, 4, 9, 40), words(some(3, 40)), words(some(5, 40)))
		},
		func() string {
			var b strings.Builder
			for depth := range 6 {
				fmt.Fprintf(&b, "%s1. %s\n", strings.Repeat("   ", depth), words(some(4, 20)))
			}
			return b.String()
		},
		func() string {
			columns := some(2, 3, 8)
			var b strings.Builder
			b.WriteString(strings.Repeat("| "+words(1)+" ", columns) + "|\n" + strings.Repeat("|---", columns) + "|\n")
			for range some(1, 4, 40) {
				for range columns {
					b.WriteString("| " + words(some(1, 3, 12)) + " ")
				}
				b.WriteString("|\n")
			}
			if r.Intn(3) == 0 {
				b.WriteString("| " + words(some(200, 900)) + strings.Repeat("| x ", columns-1) + "|\n")
			}
			return b.String()
		},
		func() string { return "![Alt](wide.png \"" + words(some(3, 40)) + "\")" },
		func() string { return "![Alt](tall.png \"" + words(some(3, 40)) + "\")" },
		func() string { return "```\n" + strings.Repeat(words(some(3, 30))+"\n", some(1, 5, 60)) + "```" },
		func() string {
			return strings.Repeat("m", some(30, 90)) + " and " + strings.Repeat("https://example.org/", 6)
		},
		func() string {
			return "::: timeline\n" + words(2) + "\n: " + para() + "\n\n" + words(6) + "\n: " + para() + "\n:::"
		},
		func() string { return words(2) + "\n: " + words(some(5, 80)) },
		func() string {
			return words(9) + " [there](https://example.org/" + strings.Repeat("x", some(3, 60)) + ") " + words(20) + "."
		},
		func() string { return "---\n\n" + para() },
	}
	var b strings.Builder
	b.WriteString("---\ntitle: " + words(5) + "\nauthor: Ada Author\nlang: en-GB\n---\n\n")
	for range 3 {
		fmt.Fprintf(&b, "# %s\n\n", words(some(1, 4, 15)))
		for range 40 {
			b.WriteString(block[r.Intn(len(block))]() + "\n\n")
		}
	}
	b.WriteString("# An empty chapter\n\n# FAQ\n\n## Who is he?\n\nNobody.\n\n")
	for range 30 {
		answer := para()
		if r.Intn(2) == 0 { // of paragraphs, the first a line
			answer = words(3) + ".\n\n" + answer
		}
		fmt.Fprintf(&b, "## %s?\n\n%s\n\n", words(some(3, 12, 40)), answer)
	}
	return b.String() + tail.String()
}

// pageLaws checks every page of a document.
func pageLaws(t *testing.T, name string, d *Document) {
	t.Helper()
	r := d.Report()
	r.Torn = slices.DeleteFunc(r.Torn, func(s Spot) bool { // wider than a line: parted wherever it must be
		return strings.HasPrefix(s.At.File.Text[s.At.Start:], "mmmm")
	})
	where := func(list []Spot) (s []string) {
		for _, x := range list {
			s = append(s, x.where())
		}
		return s
	}
	if len(r.Widows)+len(r.Orphans)+len(r.Torn)+len(r.Overfull) > 0 {
		t.Errorf("%s: widows %q, orphans %q, torn %q, overfull %q", name, where(r.Widows), where(r.Orphans), where(r.Torn), where(r.Overfull))
	}
	for i, sh := range d.sheets {
		if sh.page == nil {
			continue
		}
		at := fmt.Sprintf("%s, page %s", name, sh.folio)
		withinPage(t, at, d, sh)
		if i+1 < len(d.sheets) && d.sheets[i+1].of == sh.of && len(d.sheets[i+1].page.Strips) > 0 {
			keptTogether(t, at, sh, d.sheets[i+1])
		}
	}
}

// withinPage holds that nothing stands out of the text block, but for what
// hangs in its margins.
func withinPage(t *testing.T, at string, d *Document, sh *sheet) {
	s := sh.of.setter
	depth := s.lines(float64(d.page.Lines))
	for _, set := range append(append([]typeset.Set{}, sh.page.Strips...), sh.page.Notes...) {
		if foot := set.Y + set.Strip.Height; foot > depth+s.grid/4 && !sh.of.bare {
			t.Errorf("%s: %s ends %.1f pt below the text block", at, said(set.Strip), (foot - depth).Points())
		}
		for _, p := range set.Strip.Content {
			if p.Line == nil {
				continue
			}
			for _, r := range p.Line.Runs {
				if d.page.Size >= 18 && r.Picture == nil && r.Style.Rise == 0 && r.Style.Size < 18*typeset.Pt {
					t.Errorf("%s: %q is set in %v", at, said(set.Strip), r.Style.Size)
				}
			}
			if !p.Margin && !sh.of.bare && p.X+p.Line.Width > s.measure+s.em(1.2) {
				t.Errorf("%s: %q ends %.1f pt right of the text block", at, said(set.Strip), (p.X + p.Line.Width - s.measure).Points())
			}
		}
	}
}

// heads is the section that begins with a strip; or nil.
func heads(s *setter, strip *typeset.Strip) *book.Section {
	for _, m := range strip.Marks {
		if x, ok := s.marks[m].block.(*book.Section); ok {
			return x
		}
	}
	return nil
}

// keptTogether holds that a page does not end in a heading, nor in a question
// with but a line of its answer, unless that and what follows it are more
// than a page.
func keptTogether(t *testing.T, at string, sh, next *sheet) {
	s := sh.of.setter
	if next.page.Strips[0].Strip.Float { // a figure that the heading's text will be beside
		return
	}
	chain := typeset.Length(0)
	for _, set := range next.page.Strips {
		chain += set.Strip.Height + set.Strip.Above
		if set.Strip.Turn < typeset.TurnNever {
			break
		}
	}
	question := func(strip *typeset.Strip) bool {
		return heads(s, strip) != nil && heads(s, strip).Role == book.RoleQuestionAnswered
	}
	if n := len(sh.page.Strips); n > 1 && question(sh.page.Strips[n-2].Strip) && heads(s, sh.page.Strips[n-1].Strip) == nil && heads(s, next.page.Strips[0].Strip) == nil {
		before := typeset.Length(0)
		for _, set := range slices.Backward(sh.page.Strips) {
			if before += set.Strip.Height + set.Strip.Above; set.Strip.Turn < typeset.TurnNever && set.Strip != sh.page.Strips[n-1].Strip {
				break
			}
		}
		if before < s.depth()/2 {
			t.Errorf("%s: %q has but one line of its answer below it", at, said(sh.page.Strips[n-2].Strip))
		}
	}
	alone := ""
	for _, set := range slices.Backward(sh.page.Strips) {
		if heads(s, set.Strip) == nil {
			break
		}
		chain += set.Strip.Height + set.Strip.Above
		alone = said(set.Strip)
	}
	if alone != "" && chain < s.depth() {
		t.Errorf("%s: %q stands alone at the foot", at, alone)
	}
}

func said(s *typeset.Strip) string {
	var b strings.Builder
	for _, p := range s.Content {
		if p.Line != nil {
			for _, r := range p.Line.Runs {
				for _, w := range r.Words {
					b.WriteString(w.Text)
				}
			}
			b.WriteByte(' ')
		}
	}
	return firstWords(b.String())
}

package pdf

import (
	"fmt"
	"io"

	"guidec/internal/source"
	"guidec/internal/typeset"
)

// A Report says how evenly a document is set.
type Report struct {
	Pages      int
	Lines      int // of running text, all but the last of each paragraph
	Hyphenated int // of them, those that end in a hyphen
	InARow     int // the most of those one after another
	Loosest    Spot
	Tightest   Spot
	Widows     []string // folios of pages that begin with the last line of a paragraph
	Orphans    []string // folios of pages that end with the first line of one
	Torn       []string // folios of pages after which a hyphen stands at a page turn
	Rivers     []string // folios of pages where blanks of three lines or more touch
	Overfull   []Spot
}

// A Spot is a line and how far its blanks are from their natural width, in
// thousandths of it; of an overfull line, by how many points it is too wide.
type Spot struct {
	At     source.Span
	Folio  string
	Blank  int
	Excess float64
}

// Report looks over all pages.
func (d *Document) Report() Report {
	r := Report{Pages: len(d.sheets)}
	row := 0
	for _, sh := range d.sheets {
		if sh.page == nil {
			continue
		}
		s := sh.of.setter
		var lines []*typeset.Line
		for _, sets := range [][]typeset.Set{sh.page.Strips, sh.page.Notes} {
			for _, set := range sets {
				if line := set.Strip.Text; line != nil {
					lines = append(lines, line)
					r.line(line, sh, s, &row)
				}
			}
		}
		strips := sh.page.Strips
		if len(strips) > 0 {
			if l := strips[0].Strip.Text; l != nil && l.Last && !l.First {
				r.Widows = append(r.Widows, sh.folio)
			}
			last := strips[len(strips)-1].Strip
			if l := last.Text; l != nil && l.First && !l.Last {
				r.Orphans = append(r.Orphans, sh.folio)
			}
			if last.Hyphen && !(sh.verso && d.page.Mirrored) {
				r.Torn = append(r.Torn, sh.folio)
			}
		}
		if river(lines) {
			r.Rivers = append(r.Rivers, sh.folio)
		}
	}
	return r
}

func (r *Report) line(line *typeset.Line, sh *sheet, s *setter, row *int) {
	spot := Spot{Folio: sh.folio, Blank: line.Ratio}
	if len(line.Runs) > 0 {
		spot.At = s.marks[line.Runs[0].Mark].at
	}
	if line.Overfull > 0 {
		spot.Excess = line.Overfull.Points()
		r.Overfull = append(r.Overfull, spot)
	}
	if line.Last || s.ragged {
		*row = 0
		return
	}
	r.Lines++
	if line.Hyphen {
		r.Hyphenated++
		*row++
		r.InARow = max(r.InARow, *row)
	} else {
		*row = 0
	}
	if spot.Blank > r.Loosest.Blank {
		r.Loosest = spot
	}
	if spot.Blank < r.Tightest.Blank {
		r.Tightest = spot
	}
}

// river reports whether wide blanks of three lines in a row lie under one
// another.
func river(lines []*typeset.Line) bool {
	type gap struct{ from, to typeset.Length }
	var above [][]gap
	for _, l := range lines {
		var gaps []gap
		for _, r := range l.Runs {
			x := r.X
			for _, w := range r.Words {
				width := r.Style.WordWidth(w, l.Glyphs)
				if w.Space {
					if width += r.Extra; width > r.Style.Size*38/100 {
						gaps = append(gaps, gap{x, x + width})
					}
				}
				x += width
			}
		}
		above = append(above, gaps)
		n := len(above)
		if n < 3 {
			continue
		}
		for _, a := range above[n-3] {
			for _, b := range above[n-2] {
				for _, c := range above[n-1] {
					if a.from < b.to && b.from < a.to && b.from < c.to && c.from < b.to {
						return true
					}
				}
			}
		}
	}
	return false
}

// Print writes the report for people, a line for each finding.
func (r Report) Print(w io.Writer) {
	share := 0.0
	if r.Lines > 0 {
		share = 100 * float64(r.Hyphenated) / float64(r.Lines)
	}
	fmt.Fprintf(w, "%d pages, %d full lines, %d with a hyphen (%.1f %%), at most %d in a row\n", r.Pages, r.Lines, r.Hyphenated, share, r.InARow)
	spot := func(what string, s Spot) {
		where := "page " + s.Folio
		if s.At.File != nil {
			where += fmt.Sprintf(", %s:%d", s.At.File.Path, s.At.Position().Line)
		}
		fmt.Fprintf(w, "%s: word spaces %+.0f %% (%s)\n", what, float64(s.Blank)/10, where)
	}
	spot("loosest line", r.Loosest)
	spot("tightest line", r.Tightest)
	list := func(what string, folios []string) {
		fmt.Fprintf(w, "%s: %d", what, len(folios))
		for i, f := range folios {
			if i == 0 {
				fmt.Fprint(w, " (page ", f)
			} else {
				fmt.Fprint(w, ", ", f)
			}
		}
		if len(folios) > 0 {
			fmt.Fprint(w, ")")
		}
		fmt.Fprintln(w)
	}
	list("widows", r.Widows)
	list("orphans", r.Orphans)
	list("hyphens at a page turn", r.Torn)
	list("pages with a river", r.Rivers)
	fmt.Fprintf(w, "overfull lines: %d\n", len(r.Overfull))
	for _, s := range r.Overfull {
		where := "page " + s.Folio
		if s.At.File != nil {
			where += fmt.Sprintf(", %s:%d", s.At.File.Path, s.At.Position().Line)
		}
		fmt.Fprintf(w, "  by %.1f pt (%s)\n", s.Excess, where)
	}
}

package pdf

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"guidec/internal/source"
	"guidec/internal/typeset"
)

// A Report says how evenly a document is set.
type Report struct {
	Pages      int
	Lines      int  // of running text, all but the last of each paragraph
	Hyphenated int  // of them, those that end in a hyphen
	InARow     int  // the most of those one after another
	Row        Spot // where those end
	Loosest    Spot
	Tightest   Spot
	Widows     []Spot // last lines of paragraphs that begin a page
	Orphans    []Spot // first lines of paragraphs that end a page
	Torn       []Spot // hyphens at a page turn
	Rivers     []Spot // lines where blanks touch those of the two lines above, one for a page
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
				r.Widows = append(r.Widows, s.spot(l, sh))
			}
			last := strips[len(strips)-1].Strip
			if l := last.Text; l != nil && l.First && !l.Last {
				r.Orphans = append(r.Orphans, s.spot(l, sh))
			}
			if _, torn := d.tornWord(sh); torn {
				r.Torn = append(r.Torn, s.spot(last.Text, sh))
			}
		}
		if l := river(lines); l != nil {
			r.Rivers = append(r.Rivers, s.spot(l, sh))
		}
	}
	return r
}

// spot says where a line stands; nil is a line that nothing is known of.
func (s *setter) spot(line *typeset.Line, sh *sheet) Spot {
	spot := Spot{Folio: sh.folio}
	if line == nil {
		return spot
	}
	spot.Blank = line.Ratio
	if len(line.Runs) > 0 {
		spot.At = s.marks[line.Runs[0].Mark].at
	}
	return spot
}

func (r *Report) line(line *typeset.Line, sh *sheet, s *setter, row *int) {
	spot := s.spot(line, sh)
	if line.Overfull > 0 {
		spot.Excess = line.Overfull.Points()
		r.Overfull = append(r.Overfull, spot)
	}
	if line.Last || !line.Full {
		*row = 0
		return
	}
	r.Lines++
	if line.Hyphen {
		r.Hyphenated++
		*row++
		if *row > r.InARow {
			r.InARow, r.Row = *row, spot
		}
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

// river finds the first line whose wide blanks lie under those of the two
// lines above; nil when there is none.
func river(lines []*typeset.Line) *typeset.Line {
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
						return l
					}
				}
			}
		}
	}
	return nil
}

// Print writes the report for people, a row for each finding: what, how much
// of it, and where.
func (r Report) Print(w io.Writer) error {
	var table strings.Builder
	row := func(what, much, where string) {
		table.WriteString(strings.TrimRight(fmt.Sprintf("  %-24s%-12s%s", what, much, where), " ") + "\n")
	}
	percent := func(thousandths int) string { return fmt.Sprintf("%+.0f %%", float64(thousandths)/10) }
	found := func(what string, spots []Spot) {
		row(what, strconv.Itoa(len(spots)), "")
		for _, s := range spots {
			much := ""
			if s.Excess > 0 {
				much = fmt.Sprintf("%.1f pt", s.Excess)
			}
			row("", much, s.where())
		}
	}
	share := 0.0
	if r.Lines > 0 {
		share = 100 * float64(r.Hyphenated) / float64(r.Lines)
	}
	row("pages", strconv.Itoa(r.Pages), "")
	row("full lines", strconv.Itoa(r.Lines), "")
	row("hyphenated", fmt.Sprintf("%d, %.1f %%", r.Hyphenated, share), "")
	row("hyphens in a row", strconv.Itoa(r.InARow), r.Row.where())
	row("loosest word space", percent(r.Loosest.Blank), r.Loosest.where())
	row("tightest word space", percent(r.Tightest.Blank), r.Tightest.where())
	found("widows", r.Widows)
	found("orphans", r.Orphans)
	found("hyphens at a page turn", r.Torn)
	found("pages with a river", r.Rivers)
	found("overfull lines", r.Overfull)
	_, err := io.WriteString(w, table.String())
	return err
}

// where is a place on paper and in the source, as far as they are known.
func (s Spot) where() string {
	if s.Folio == "" {
		return ""
	}
	where := "page " + s.Folio
	if s.At.File != nil {
		p := s.At.Position()
		where += fmt.Sprintf(", %s:%d:%d", s.At.File.Path, p.Line, p.Column)
	}
	return where
}

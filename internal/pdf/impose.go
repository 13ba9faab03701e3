package pdf

import (
	"fmt"
	"iter"
	"slices"

	"guidec/internal/diag"
	"guidec/internal/source"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// A side is one side of a printed sheet, with two pages on it by their
// index, -1 for a blank one. Creep counts the sheets that lie around it in
// its signature: the further in, the more its outer edge stands out when the
// signature is folded, and is trimmed, and the more its pages move to the
// spine.
type side struct {
	left, right int
	creep       int
	signature   int // counted from 1 on the outermost side of one, else 0
}

// Sheets are folded into each other and stitched through the fold. A fold of
// more than thickest sheets does not close; one of fewer than thinnest is not
// worth its stitches when there are several.
const (
	thickest = 10
	thinnest = 5
)

// signatures returns how many signatures hold n pages, and how many sheets
// each has. Several are of one size, so that they can be counted off: of the
// sizes that leave the fewest sheets blank, the largest.
func signatures(n int) (count, sheets int) {
	all := max(1, (n+3)/4)
	if all <= thickest {
		return 1, all
	}
	for size := thickest; size >= thinnest; size-- {
		if c := (all + size - 1) / size; count == 0 || c*size < count*sheets {
			count, sheets = c, size
		}
	}
	return count, sheets
}

// sides imposes n pages: the sides in the order of printing, for booklets
// front and back of each sheet by turns. A sheet is turned over by its short
// edge.
func sides(n int, layout theme.Imposition) []side {
	page := func(i int) int {
		if i < n {
			return i
		}
		return -1
	}
	var list []side
	if layout == theme.TwoUp {
		for i := 0; i < n; i += 2 {
			list = append(list, side{left: i, right: page(i + 1)})
		}
		return list
	}
	count, sheets := signatures(n)
	for s := range count {
		first, last := 4*sheets*s, 4*sheets*(s+1)-1
		for k := range sheets { // from the outside in
			front := side{left: page(last - 2*k), right: page(first + 2*k), creep: k}
			if k == 0 {
				front.signature = s + 1
			}
			list = append(list, front, side{left: page(first + 2*k + 1), right: page(last - 2*k - 1), creep: k})
		}
	}
	return list
}

// imposed reports whether sheets hold more than one page, for a printer.
func (d *Document) imposed() bool { return d.layout != "" && d.layout != theme.Single }

// format finds the plan of the pages, and that of their sheets.
func (d *Document) format(o Options) {
	if !d.imposed() {
		d.page = theme.PageFor(o.Paper, o.Sides, o.Variant)
		return
	}
	d.paper, d.page = theme.SheetFor(d.layout, o.Paper, o.Variant)
}

// Notes says what someone who prints the file should know of it.
func (d *Document) Notes() diag.List {
	var l diag.List
	if !d.imposed() {
		return l
	}
	n := len(d.sheets)
	stand := fmt.Sprintf("%d pages stand two by two on %d sides", n, (n+1)/2)
	if d.layout == theme.Booklet {
		count, sheets := signatures(n)
		folds := "as one"
		if count > 1 {
			folds = fmt.Sprintf("in %d signatures of %d", count, sheets)
		}
		stand = fmt.Sprintf("%d pages stand on %d sheets, to be printed on both sides, turned over the short edge, and folded %s", n, count*sheets, folds)
	}
	l.Add(diag.PrintSheets, source.Span{}, "%s; sheets have no links, outline or tags", stand)
	return l
}

// at returns where the pages of a side begin, from its left edge.
func (p *press) at(s side) (left, right typeset.Length) {
	creep := typeset.Points(float64(p.paper.Thickness) * float64(s.creep))
	return creep, typeset.Points(float64(p.paper.Width/2)) - creep
}

// impose draws the pages and puts them on sheets.
func (p *press) impose() iter.Seq[[]byte] {
	pages := make([][]byte, len(p.sheets))
	for i := range pages {
		pages[i] = p.draw(i)
	}
	return func(yield func([]byte) bool) {
		for i, s := range sides(len(pages), p.layout) {
			fold := typeset.Points(float64(p.paper.Width / 2))
			left, right := p.at(s)
			var ops []byte
			if s.left >= 0 {
				ops = p.appendMoved(ops, pages[s.left], 0, left)
			}
			if s.right >= 0 {
				ops = p.appendMoved(ops, pages[s.right], fold, right)
			}
			if p.layout == theme.TwoUp || i%2 == 0 {
				ops = append(ops, p.ticks(s, fold)...)
			}
			if !yield(ops) {
				return
			}
		}
	}
}

// appendMoved adds a page's content, x further to the right, on the half of a
// sheet that begins at half and no further.
func (p *press) appendMoved(ops, page []byte, half, x typeset.Length) []byte {
	if len(page) == 0 {
		return ops
	}
	width, height := typeset.Points(float64(p.paper.Width/2)), typeset.Points(float64(p.paper.Height))
	ops = operator(append(ops, "q "...), "re W n", half, 0, width, height)
	ops = operator(append(ops, "1 0 0 1 "...), "cm", x, 0)
	return append(append(ops, page...), "Q\n"...)
}

// ticks draws where to fold: at the head and the foot of the outer side of
// each sheet. Where there are several signatures, a bar on the spine of each
// stands lower than that of the one before, so that a missing one shows.
func (p *press) ticks(s side, fold typeset.Length) []byte {
	pt := func(x theme.Pt) typeset.Length { return typeset.Points(float64(x)) }
	ops := []byte("q 0.45 G ")
	ops = operator(ops, "w", pt(p.paper.Hairline))
	for _, y := range []theme.Pt{0, p.paper.Height - p.paper.Tick} {
		ops = operator(ops, "m", fold, pt(y))
		ops = operator(ops, "l", fold, pt(y+p.paper.Tick))
	}
	ops = append(ops, "S Q\n"...)
	if count, _ := signatures(len(p.sheets)); p.layout == theme.Booklet && count > 1 && s.signature > 0 {
		bar := p.paper.Tick / 2
		steps := int((p.paper.Height - 4*p.paper.Tick) / bar)
		y := p.paper.Height - 2*p.paper.Tick - bar*theme.Pt((s.signature-1)%steps+1)
		ops = operator(append(ops, "q 0 g "...), "re f Q", fold-pt(bar/8), pt(y), pt(bar/4), pt(bar))
	}
	return ops
}

// operator appends an operator with its operands.
func operator(b []byte, name string, operands ...typeset.Length) []byte {
	for _, l := range operands {
		b = append(number(b, l), ' ')
	}
	return append(append(b, name...), '\n')
}

// check finds a decision that is none of those there are.
func (o Options) check() error {
	switch {
	case o.Paper != "" && !slices.Contains(theme.Papers, o.Paper):
		return fmt.Errorf("pdf: there is no paper %q", o.Paper)
	case o.Sides != "" && o.Sides != theme.OneSided && o.Sides != theme.TwoSided:
		return fmt.Errorf("pdf: there are no sides %q", o.Sides)
	case o.Variant != "" && !slices.Contains(theme.Variants, o.Variant):
		return fmt.Errorf("pdf: there is no variant %q", o.Variant)
	case o.Layout != "" && !slices.Contains(theme.Impositions, o.Layout):
		return fmt.Errorf("pdf: there is no layout %q", o.Layout)
	}
	return nil
}

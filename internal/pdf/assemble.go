package pdf

import (
	"strconv"

	"guidec/internal/book"
	"guidec/internal/typeset"
)

// A sheet is one page of the file.
type sheet struct {
	of    *chapter      // nil: a blank page
	page  *typeset.Page // nil: a blank page
	folio string
	verso bool // a left page, its margins mirrored
	first bool // of its chapter
}

// assemble cuts the chapters into pages, in order, each as soon as it is set,
// and numbers them: the front in roman numerals, the rest from 1.
// It ends at the first chapter that could not be set.
func (d *Document) assemble() error {
	d.sheets = d.sheets[:0]
	number, front := 0, true
	for _, c := range d.chapters {
		if front && !c.front {
			if d.page.Mirrored && len(d.sheets)%2 == 1 {
				d.blank(number + 1)
			}
			number, front = 0, false
		}
		if c.recto && d.page.Mirrored && len(d.sheets)%2 == 1 {
			number++
			d.blank(number)
		}
		if c.setting.Wait(); c.err != nil {
			return c.err
		}
		c.first = len(d.sheets)
		c.cut(typeset.Plan{
			Lines: d.page.Lines, Grid: c.setter.grid, NoteGap: c.setter.grid * 8 / 10,
			Facing: d.page.Mirrored, Verso: d.page.Mirrored && len(d.sheets)%2 == 1,
		})
		for i, leaf := range c.leaves {
			number++
			folio := strconv.Itoa(number)
			if front {
				folio = book.Roman(number)
			}
			d.sheets = append(d.sheets, &sheet{of: c, page: leaf, folio: folio, first: i == 0, verso: d.page.Mirrored && len(d.sheets)%2 == 1})
		}
	}
	d.number()
	return nil
}

// cut cuts a chapter into pages, unless it has been cut as it is to the same
// plan.
func (c *chapter) cut(plan typeset.Plan) {
	if c.cutOf != c.setter || c.cutTo != plan {
		c.leaves = typeset.Pages(c.setter.strips, plan)
		c.cutOf, c.cutTo = c.setter, plan
	}
}

func (d *Document) blank(number int) {
	d.sheets = append(d.sheets, &sheet{folio: book.Roman(number), verso: len(d.sheets)%2 == 1})
}

// number finds the folio of everything that links lead to.
func (d *Document) number() {
	clear(d.folios)
	for _, sh := range d.sheets {
		for t := range sh.targets() {
			if d.folios[t] == "" {
				d.folios[t] = sh.folio
			}
		}
	}
}

// targets yields what links may lead to on a page, with its distance from the
// top of the text block.
func (sh *sheet) targets() func(func(*book.Target, typeset.Length) bool) {
	return func(yield func(*book.Target, typeset.Length) bool) {
		if sh.page == nil {
			return
		}
		for _, sets := range [][]typeset.Set{sh.page.Strips, sh.page.Notes} {
			for _, set := range sets {
				for _, m := range set.Strip.Marks {
					if t := sh.of.setter.marks[m].target; t != nil && !yield(t, set.Y) {
						return
					}
				}
			}
		}
	}
}

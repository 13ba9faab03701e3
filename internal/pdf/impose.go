package pdf

import (
	"fmt"
	"slices"

	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// A side is one side of a printed sheet, with two pages on it by their
// index, -1 for a blank one. Creep counts the sheets that lie around it in
// its signature: the further in, the more its outer edge stands out when the
// signature is folded, and the more its pages move to the spine.
type side struct {
	left, right int
	creep       int
}

// Signatures are folded together and stitched through the fold. A guide of
// up to singleSignature pages is one; a longer one is parted so that no fold
// is too thick.
const (
	singleSignature = 64
	signature       = 32
)

// paperThickness is that of common paper, 80 g/m².
const paperThickness = 0.28 * theme.Pt(1)

// sides lays n pages out.
func sides(n int, layout theme.Imposition) []side {
	var list []side
	page := func(i int) int {
		if i < n {
			return i
		}
		return -1
	}
	if layout == theme.TwoUp {
		for i := 0; i < n; i += 2 {
			list = append(list, side{left: i, right: page(i + 1)})
		}
		return list
	}
	for start := 0; start < n; {
		size := (n - start + 3) / 4 * 4
		if n > singleSignature && size > signature {
			size = signature
		}
		for k := range size / 4 { // sheets from the outside in
			first, last := start+2*k, start+size-1-2*k
			list = append(list,
				side{left: page(last), right: page(first), creep: k},
				side{left: page(first + 1), right: page(last - 1), creep: k})
		}
		start += size
	}
	return list
}

// impose puts the drawn pages on sheets of twice their width.
func (p *press) impose() {
	pages := p.pages
	p.pages = nil
	width := typeset.Points(float64(p.page.Width))
	for _, s := range sides(len(pages), p.layout) {
		in := typeset.Points(float64(paperThickness)) * typeset.Length(s.creep)
		var chunks []chunk
		for _, half := range []struct {
			page int
			x    typeset.Length
		}{{s.left, in}, {s.right, width - in}} {
			if half.page >= 0 {
				chunks = append(chunks, moved(pages[half.page], half.x)...)
			}
		}
		p.pages = append(p.pages, chunks)
	}
}

// moved is a page's content, x further to the right.
func moved(page []chunk, x typeset.Length) []chunk {
	open := append(number([]byte("q 1 0 0 1 "), x), " 0 cm\n"...)
	list := append([]chunk{{ops: open}}, page...)
	return append(list, chunk{ops: []byte("Q\n")})
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

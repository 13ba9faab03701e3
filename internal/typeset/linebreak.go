package typeset

// Line breaking after Knuth and Plass, "Breaking Paragraphs into Lines"
// (1981): of all ways to break a whole paragraph, the one with the least
// demerits. Beyond their paper, punctuation and hyphens stand out of the
// measure a little, glyphs may widen or narrow by a hair, and no more than
// two lines in a row end in a hyphen while there is any other way.

// The demerits of a line grow with the square of how far its word spaces are
// from their natural width. These are added to them.
const (
	contrastDemerits = 800  // a tight line beside a loose one
	ladderDemerits   = 1500 // a second hyphen in a row
	lastWordDemerits = 3000 // a hyphen in the line before the last
	shortLastCost    = 2500 // a last line shorter than an indent
	thirdHyphenCost  = 1 << 34
	heldCost         = 1 << 36 // at a space that ought not to end a line
	overfullCost     = 1 << 38
)

// Glyphs may be set wider or narrower by so many thousandths of their width
// where that makes the word spaces even; they take glyphShare thousandths of
// what a line lacks.
const (
	glyphLimit = 25
	glyphShare = 950
)

// A word space that is more than loose thousandths wider than natural stands
// out; each thousandth more costs.
const (
	loose     = 458
	looseCost = 400
)

// A word space may be so many thousandths narrower than it is.
const spaceShrink = 360

// wordless is the ratio of a line without a word space, thousandths; more
// than all passes but the last tolerate.
const wordless = 10000

// maxHyphens is how many lines in a row may end in a hyphen.
const maxHyphens = 2

// A cut is a break that was chosen: the item it is at, and how much wider
// (above 0) or narrower than natural the word spaces before it are, in
// thousandths.
type cut struct {
	at    int
	ratio int
}

type candidate struct {
	item             int32
	fitness, hyphens int8
	ratio            int32
	prev             int32
	sums             sums   // after the break
	left             Length // protrusion of the line that begins here
	demerits         int64
}

// sums are the totals of the items before a place.
type sums struct{ width, blank, fill Length }

func (s *sums) add(it *item) {
	s.width += it.width
	if it.kind == glue {
		s.blank += it.width
		s.fill += it.fill
	}
}

type breaker struct {
	*Scratch
	items   []item
	measure Length
	hang    Length // of a line that goes on with the one above
	ragged  Length // how much shorter a line may be, 0 when justified
}

// A Scratch is memory that paragraphs are broken in, one after another.
type Scratch struct {
	items  []item
	nodes  []candidate
	active []int32
}

// breakLines returns the cuts of least demerits. It always succeeds: a line
// that cannot be made to fit is overfull.
func (p *Paragraph) breakLines(items []item) []cut {
	b := breaker{Scratch: p.Scratch, items: items, measure: p.Measure, hang: p.Hang}
	if p.Align != Justified {
		b.ragged = min(p.Measure/4, 6*p.size())
	}
	for _, tolerance := range []int{900, 1200, 2500, 1 << 30} {
		if cuts := b.pass(tolerance, tolerance == 1<<30, p.Indent); cuts != nil {
			return cuts
		}
	}
	return nil
}

// size is the type size of the paragraph's first text.
func (p *Paragraph) size() Length {
	for _, piece := range p.Pieces {
		if piece.Style != nil {
			return piece.Style.Size
		}
	}
	return 0
}

// pass looks for lines that are stretched by no more than tolerance. The
// last pass takes an overfull line rather than none.
func (b *breaker) pass(tolerance int, last bool, indent Length) []cut {
	start := candidate{item: -1, prev: -1, fitness: 1, sums: sums{width: -indent}, left: b.leftOf(0)}
	b.nodes = append(b.nodes[:0], start)
	b.active = append(b.active[:0], 0)
	var total sums
	for i := range b.items {
		it := &b.items[i]
		if it.kind == penalty && it.cost < never || it.kind == glue && i > 0 && (b.items[i-1].kind == box || last && it.width > 0) {
			b.try(i, total, tolerance, last)
			if len(b.active) == 0 {
				return nil
			}
		}
		if it.kind != penalty {
			total.add(it)
		}
	}
	best := int32(-1)
	for _, n := range b.active {
		if int(b.nodes[n].item) == len(b.items)-1 && (best < 0 || b.nodes[n].demerits < b.nodes[best].demerits) {
			best = n
		}
	}
	if best < 0 {
		return nil
	}
	lines := 0
	for n := best; b.nodes[n].prev >= 0; n = b.nodes[n].prev {
		lines++
	}
	cuts := make([]cut, lines)
	for n := best; b.nodes[n].prev >= 0; n = b.nodes[n].prev {
		lines--
		cuts[lines] = cut{at: int(b.nodes[n].item), ratio: int(b.nodes[n].ratio)}
	}
	return cuts
}

// classes of a break: four of fitness, for each number of hyphens in a row.
const classes = 4 * (maxHyphens + 1)

// try makes the item i a break, if lines from active breaks can end there.
func (b *breaker) try(i int, total sums, tolerance int, last bool) {
	it := &b.items[i]
	var best [classes]candidate
	found := [classes]bool{}
	any := false
	must := it.endsLine()
	if it.kind == penalty && it.cost == anywhereCost && !last {
		return
	}
	right := it.right
	if it.kind == glue {
		right = b.items[i-1].right
	}
	keep := b.active[:0]
	for k, n := range b.active {
		a := &b.nodes[n]
		w := total.width - a.sums.width - a.left - right
		if it.kind == penalty {
			w += it.width
		}
		ratio := b.ratio(w, total.blank-a.sums.blank, total.fill-a.sums.fill)
		if ratio >= -spaceShrink && !must {
			keep = append(keep, n)
		}
		overfull := false
		if ratio < -spaceShrink && last && k == len(b.active)-1 && len(keep) == 0 && !any {
			overfull = true // no way out
		} else if ratio < -spaceShrink || ratio > tolerance {
			continue
		}
		fit := 1
		switch {
		case ratio < -150:
			fit = 0
		case ratio > 450:
			fit = 3
		case ratio > 200:
			fit = 2
		}
		hyphens := 0
		d := demerits(ratio)
		if overfull {
			d = overfullCost
		}
		switch {
		case it.kind == penalty && !must:
			d += int64(it.cost)
		case it.kind == glue && b.items[i-1].kind != box:
			d += heldCost
		}
		if it.hyphen {
			if hyphens = int(a.hyphens) + 1; hyphens > 1 {
				d += ladderDemerits
			}
			if hyphens > maxHyphens {
				if !last {
					continue
				}
				hyphens = maxHyphens
				d += thirdHyphenCost
			}
		}
		if fit-int(a.fitness) > 1 || int(a.fitness)-fit > 1 {
			d += contrastDemerits
		}
		if must {
			if a.hyphens > 0 {
				d += lastWordDemerits
			}
			if w < b.measure/12 && a.prev >= 0 {
				d += shortLastCost
			}
		}
		d += a.demerits
		class := fit*(maxHyphens+1) + hyphens
		if !found[class] || d < best[class].demerits {
			any, found[class] = true, true
			best[class] = candidate{item: int32(i), fitness: int8(fit), hyphens: int8(hyphens), ratio: int32(ratio), prev: n, demerits: d}
		}
	}
	b.active = keep
	if !any {
		return
	}
	next := i
	for next < len(b.items) && b.items[next].kind != box {
		if n := &b.items[next]; n.kind == glue {
			total.add(n)
		} else if next > i && n.cost <= forced {
			break
		}
		next++
	}
	left := b.leftOf(next)
	if !must {
		total.width -= b.hang
	}
	for c := range best {
		if found[c] {
			n := best[c]
			n.sums, n.left = total, left
			b.nodes = append(b.nodes, n)
			b.active = append(b.active, int32(len(b.nodes)-1))
		}
	}
}

func (b *breaker) leftOf(i int) Length {
	if i < len(b.items) && b.items[i].kind == box {
		return b.items[i].left
	}
	return 0
}

// ratio is how much wider or narrower than natural the blanks of a line are
// that is w wide and of which blank is blanks, in thousandths.
func (b *breaker) ratio(w, blank, fill Length) int {
	const most = 1 << 24
	d := b.measure - w
	if b.ragged > 0 {
		switch {
		case d < 0:
			return -most
		case fill > 0:
			return 0
		}
		return int(min(d*500/b.ragged, most))
	}
	if d > 0 && fill > 0 {
		return 0
	}
	d -= expansion(d, w)
	if d == 0 {
		return 0
	}
	switch {
	case blank > 0:
	case d > 0: // nothing can grow: the less is missing, the better
		return wordless + int(d*wordless/b.measure)
	default:
		return -most
	}
	return int(max(min(d*1000/blank, most), -most))
}

// expansion is how much of what a line of width w lacks its glyphs take.
func expansion(lack, w Length) Length {
	limit := w * glyphLimit / 1000
	return max(min(lack*glyphShare/1000, limit), -limit)
}

// demerits are what uneven blanks cost.
func demerits(ratio int) int64 {
	r := min(int64(ratio), 100000)
	d := r * r / 100
	if over := r - loose; over > 0 { // one sees it
		d += over * looseCost
	}
	if over := -r*3/2 - 300; over > 0 {
		d += over * over / 20
	}
	return d
}

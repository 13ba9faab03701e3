package typeset

import (
	"cmp"
	"slices"
)

// The page maker looks at a whole chapter, as the line breaker looks at a
// whole paragraph: of all ways to cut the column of strips into pages it
// takes the one that costs least. What would be ugly costs; what must not be
// is not considered while there is any other way.

// A Plan is the form of the pages of a chapter.
type Plan struct {
	Lines   int    // of the grid, in the depth of the text block
	Grid    Length // from line to line
	Facing  bool   // pages are seen two at a time
	Verso   bool   // the first is a left page
	NoteGap Length // between the text and the first footnote
}

// A Page is a page of a chapter: strips and lines of footnotes, each at a
// distance from the top of the text block.
type Page struct {
	Strips []Set
	Notes  []Set
	Short  int // how many lines of the grid are left empty at the foot
}

// A Set is a strip in its place.
type Set struct {
	Strip *Strip
	Y     Length
}

// Costs of pages.
const (
	pageCost       = 3000  // a page more
	stretchCost    = 240   // by the square of the lines that spaces grow, and the number of spaces
	shortCost      = 260   // by the square of the lines that a page lacks
	unevenCost     = 2500  // by the square of the lines that facing pages differ
	raggedCost     = 9000  // a page that cannot be filled
	hyphenTurnCost = 60000 // a hyphen at a page turn
	hyphenPageCost = 9000  // a hyphen at the foot of a left page
	carryCost      = 12000 // a footnote that goes on overleaf
	stubCost       = 5000  // by line that the last page lacks of stubLines
	stubLines      = 6
	strayCost      = 1 << 20 // a figure that was moved to no purpose
	brokenCost     = 1 << 24 // breaking where it is forbidden
	maxShort       = 2       // lines that a page may lack as a matter of course
	minGap         = 4       // lines; a smaller gap before a figure stays
	maxFloats      = 20      // figures moved in one chapter
	maxLooked      = 16      // strips that a page is tried with when its footnotes do not fit
	maxRagged      = 8       // lines that a page may lack while there is any fuller one
)

// A pageNode is a way to fill the pages before a strip.
type pageNode struct {
	verso bool     // of the page to come
	short int      // of the left page beside it
	carry []*Strip // lines of footnotes that it begins with
	cost  int
	prev  *pageNode
	page  trial
	index int // of the first strip to come
}

// A trial is a page from strip start to strip end.
type trial struct {
	start, end    int
	stretch       int
	short         int
	notes, carry  []*Strip
	last, ragged  bool
	lines, gained int
	strayed       int // the cost of figures that stand in the midst of text
}

type pager struct {
	plan   Plan
	strips []*Strip
	nodes  [][]*pageNode // by the strip to come
}

// Pages cuts strips into pages. A figure that would leave a gap at the foot
// of a page goes to the top of the next, and text that follows it takes its
// place; strips is left as it is.
func Pages(strips []*Strip, plan Plan) []*Page {
	if len(strips) == 0 {
		return nil
	}
	pages, trials := cutPages(strips, plan)
	from := 0 // figures before it stay
	for range maxFloats {
		page, moved := float(strips, trials, plan, from)
		if moved == nil {
			break
		}
		next, cut := cutPages(moved, plan)
		if !tops(moved, cut, plan, page+1) {
			from = trials[page].end + 2
			continue
		}
		strips, pages, trials = moved, next, cut
	}
	return pages
}

// float finds the first page that a figure, of strip from and those after it,
// leaves a gap on. It returns the strips with the figure behind those that
// fill the gap, or nil where there is no such page.
func float(strips []*Strip, trials []trial, plan Plan, from int) (page int, moved []*Strip) {
	for i, t := range trials[:max(len(trials)-1, 0)] {
		figure := strips[t.end+1]
		if t.end+1 < from || t.short+t.stretch < minGap || !figure.Float || figure.moved || figure.Turn >= TurnNever {
			continue
		}
		if moved = filled(strips, t, plan, plan.beside(i+1)); moved != nil {
			return i, moved
		}
	}
	return 0, nil
}

// tops reports whether a page begins with a figure that was moved, and every
// other such figure still stands where it may: none in the midst of text, and
// none that has passed a heading on a page that does not lie beside it.
func tops(strips []*Strip, trials []trial, plan Plan, page int) bool {
	for i, t := range trials {
		if t.strayed > 0 || strips[t.start].passed && !plan.beside(i) {
			return false
		}
	}
	return page < len(trials) && strips[trials[page].start].moved
}

// beside reports whether a page lies beside the one before it.
func (p Plan) beside(page int) bool { return p.Facing && p.Verso == (page%2 == 1) }

// filled is the strips with the figure below page t behind those that fill
// the page, or nil where none do. It parts no thing that it is not of, passes
// no footnote if it has one itself, and a heading only where its new page lies
// beside the page.
func filled(strips []*Strip, t trial, plan Plan, beside bool) []*Strip {
	at := t.end + 1
	figure := *strips[at]
	figure.moved = true
	p := pager{plan: plan, strips: slices.Delete(slices.Clone(strips), at, at+1)}
	to, shared, y, notes, heading := at, figure.Shared, Length(0), slices.Clone(t.notes), false
	for k := t.start; k < len(p.strips)-1; k++ {
		s := p.strips[k]
		y = p.top(t.start, k, y) + s.Height
		if k < at {
			continue
		}
		if s.Float || s.moved || s.Heading && !beside || len(figure.Notes) > 0 && len(s.Notes) > 0 {
			break
		}
		for _, f := range s.Notes {
			notes = append(notes, f.Strips...)
		}
		if int(ceil(y, plan.Grid))+p.noteLines(notes) > plan.Lines {
			break
		}
		heading = heading || s.Heading
		if s.Turn < TurnNever && s.Shared <= shared {
			to, figure.passed = k+1, heading
		}
		shared = min(shared, s.Shared)
	}
	if to == at {
		return nil
	}
	return slices.Insert(p.strips, to, &figure)
}

func cutPages(strips []*Strip, plan Plan) ([]*Page, []trial) {
	p := pager{plan: plan, strips: strips, nodes: make([][]*pageNode, len(strips)+1)}
	p.nodes[0] = []*pageNode{{verso: plan.Verso, short: -1}}
	for i := range strips {
		for _, n := range p.nodes[i] {
			p.extend(n, i)
		}
	}
	best := slices.MinFunc(p.nodes[len(strips)], func(a, b *pageNode) int { return cmp.Compare(a.cost, b.cost) })
	var pages []*Page
	for carry := best.carry; len(carry) > 0; { // notes that outlast the text
		var page *Page
		page, carry = p.notePage(carry)
		pages = append(pages, page)
	}
	var trials []trial
	for n := best; n.prev != nil; n = n.prev {
		trials = append(trials, n.page)
	}
	slices.Reverse(trials)
	body := make([]*Page, len(trials), len(trials)+len(pages))
	for i, t := range trials {
		body[i] = p.set(t)
	}
	return append(body, pages...), trials
}

// extend tries every page that begins with strip i after node n.
func (p *pager) extend(n *pageNode, i int) {
	grid := p.plan.Grid
	y, room := Length(0), 0
	notes := slices.Clone(n.carry)
	legal, any := trial{end: -1}, trial{end: -1}
	found, strayed := false, 0
	must, looked := 0, 0 // lines of footnotes that must stand here; strips since they did not all
	for k := i; k < len(p.strips); k++ {
		s := p.strips[k]
		y = p.top(i, k, y) + s.Height
		if k > i {
			room += s.Stretch
			if s.moved {
				strayed += strayCost
			}
		}
		for _, f := range s.Notes {
			if len(f.Strips) > 0 {
				must = len(notes) + 1
			}
			notes = append(notes, f.Strips...)
		}
		t := trial{start: i, end: k, lines: int(ceil(y, grid)), gained: room, notes: notes[:len(notes):len(notes)], last: k == len(p.strips)-1, strayed: strayed}
		left := p.plan.Lines - t.lines
		if left < p.noteLines(notes) {
			kept := p.fit(notes, left)
			behind := len(n.carry) > kept // notes from pages before fill this one
			if k == i || left >= 0 && (kept >= must || behind && kept > 0) {
				kept = max(kept, min(1, len(notes)))
				t.notes, t.carry = notes[:kept:kept], notes[kept:len(notes):len(notes)]
				if legal := left >= 0 && s.Turn < TurnNever; legal || k == i {
					found = p.offer(n, t, left < 0) || found
					if legal {
						break
					}
				}
			}
			if looked++; looked > maxLooked || left <= 0 {
				break
			}
			continue
		}
		if s.Turn < TurnNever || t.last {
			found = p.offer(n, t, false) || found
			legal = t
		}
		any = t
	}
	switch {
	case found:
	case legal.end >= 0:
		legal.ragged = true
		p.offer(n, legal, false)
	case any.end >= 0:
		any.ragged = true
		p.offer(n, any, true)
	}
}

// top is where strip k stands on a page that begins with strip i, below what
// ends at y.
func (p *pager) top(i, k int, y Length) Length {
	s, grid := p.strips[k], p.plan.Grid
	if k > i {
		y += max(s.Above, p.strips[k-1].After)
	}
	if head := p.head(i, k); head != nil {
		y += head.Height
	}
	if !s.Loose {
		y = ceil(y, grid) * grid
	}
	return y
}

// head is what is set again above strip k of a page that begins with strip i:
// where nothing is above it, or nothing but a figure that was moved.
func (p *pager) head(i, k int) *Strip {
	if k == i || k == i+1 && p.strips[i].moved {
		return p.strips[k].Repeat
	}
	return nil
}

// offer adds the nodes that follow from taking page t after node n. It
// reports whether the page was worth taking.
func (p *pager) offer(n *pageNode, t trial, broken bool) bool {
	s := p.strips[t.end]
	depth := p.plan.Lines - p.noteLines(t.notes)
	lack := depth - t.lines
	cost := n.cost + pageCost + t.strayed
	if broken {
		cost += brokenCost
	} else if !t.last {
		cost += s.Turn
	}
	if len(t.carry) > 0 {
		cost += carryCost
	}
	if s.Hyphen && !t.last {
		if n.verso && p.plan.Facing {
			cost += hyphenPageCost
		} else {
			cost += hyphenTurnCost
		}
	}
	if t.last {
		if t.lines < stubLines && n.prev != nil {
			cost += stubCost * (stubLines - t.lines)
		}
		t.short = lack
		p.push(n, t, cost)
		return true
	}
	if lack < 0 { // over the foot: there was no way to hold it
		t.stretch, t.short = 0, 0
		p.push(n, t, cost+raggedCost)
		return true
	}
	most := maxShort
	if p.plan.Facing && !n.verso {
		most = max(most, n.short) // as short as the page beside it
	}
	for short := 0; short <= most; short++ {
		stretch := lack - short
		if stretch < 0 || stretch > t.gained {
			continue
		}
		c := cost + shortCost*short*short
		if stretch > 0 {
			c += stretchCost * stretch * stretch / (t.gained + 1)
		}
		t.stretch, t.short = stretch, short
		p.push(n, t, c+p.uneven(n, short))
	}
	over := lack - t.gained
	if over <= most {
		return true
	}
	if over > maxRagged && !t.ragged && !broken {
		return false
	}
	t.stretch, t.short = t.gained, over
	p.push(n, t, cost+raggedCost+shortCost*over*over+p.uneven(n, over))
	return true
}

// uneven is what a right page costs that differs from the left one.
func (p *pager) uneven(n *pageNode, short int) int {
	if !p.plan.Facing || n.verso || n.short < 0 {
		return 0
	}
	d := n.short - short
	return unevenCost * d * d
}

// push keeps a node where it is the cheapest of its kind.
func (p *pager) push(n *pageNode, t trial, cost int) {
	verso, short, index := !n.verso, -1, t.end+1
	if p.plan.Facing && n.verso {
		short = t.short
	}
	for _, o := range p.nodes[index] {
		if o.verso == verso && o.short == short && len(o.carry) == len(t.carry) {
			if cost < o.cost { // nothing follows from it yet
				*o = pageNode{verso: verso, short: short, carry: t.carry, cost: cost, prev: n, page: t, index: index}
			}
			return
		}
	}
	p.nodes[index] = append(p.nodes[index],
		&pageNode{verso: verso, short: short, carry: t.carry, cost: cost, prev: n, page: t, index: index})
}

// noteLines is how many lines of the grid footnotes take.
func (p *pager) noteLines(notes []*Strip) int {
	if len(notes) == 0 {
		return 0
	}
	h := p.plan.NoteGap
	for _, s := range notes {
		h += s.Height
	}
	return int(ceil(h, p.plan.Grid))
}

// fit is how many lines of footnotes go into so many lines of the grid.
func (p *pager) fit(notes []*Strip, lines int) int {
	h := p.plan.NoteGap
	for i, s := range notes {
		if h += s.Height; h > Length(lines)*p.plan.Grid {
			return i
		}
	}
	return len(notes)
}

// set puts the strips of a page in their places.
func (p *pager) set(t trial) *Page {
	page := &Page{Short: t.short}
	grown := p.grow(t)
	y := Length(0)
	for k := t.start; k <= t.end; k++ {
		s := p.strips[k]
		y = p.top(t.start, k, y+grown[k-t.start])
		if head := p.head(t.start, k); head != nil {
			page.Strips = append(page.Strips, Set{head, y - head.Height})
		}
		page.Strips = append(page.Strips, Set{s, y})
		y += s.Height
	}
	page.Notes = p.foot(t.notes)
	return page
}

// foot places footnotes so that the last ends with the text block.
func (p *pager) foot(notes []*Strip) []Set {
	y := Length(p.plan.Lines) * p.plan.Grid
	for _, s := range notes {
		y -= s.Height
	}
	var set []Set
	for _, s := range notes {
		set = append(set, Set{s, y})
		y += s.Height
	}
	return set
}

func (p *pager) notePage(carry []*Strip) (*Page, []*Strip) {
	n := max(1, p.fit(carry, p.plan.Lines))
	return &Page{Notes: p.foot(carry[:n])}, carry[n:]
}

// grow returns by how much the space above each strip of a page grows.
func (p *pager) grow(t trial) []Length {
	grown := make([]Length, t.end-t.start+1)
	for i, n := range p.deal(t) {
		grown[i] = Length(n) * p.plan.Grid
	}
	loose := func(k int) bool { return p.strips[k].Loose }
	for k := t.start + 1; k < t.end; k++ {
		if !loose(k) || loose(k-1) {
			continue
		}
		after := k
		for after <= t.end && loose(after) {
			after++
		}
		// What is off the grid stands in the middle of what it is given.
		if after <= t.end && p.strips[k].Stretch > 0 && p.strips[after].Stretch > 0 {
			both := grown[k-t.start] + grown[after-t.start]
			grown[k-t.start], grown[after-t.start] = both/2, both-both/2
		}
		k = after
	}
	return grown
}

// deal deals the lines that a page stretches by to its spaces: one to each in
// turn, the widest first.
func (p *pager) deal(t trial) []int {
	grown := make([]int, t.end-t.start+1)
	for left := t.stretch; left > 0; {
		best := -1
		for k := t.start + 1; k <= t.end; k++ {
			s, has := p.strips[k], grown[k-t.start]
			if has >= s.Stretch {
				continue
			}
			if best < 0 || has < grown[best] || has == grown[best] && s.Above > p.strips[t.start+best].Above {
				best = k - t.start
			}
		}
		if best < 0 {
			break
		}
		grown[best]++
		left--
	}
	return grown
}

// ceil is a/b, rounded up.
func ceil(a, b Length) Length { return (a + b - 1) / b }

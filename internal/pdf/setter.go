package pdf

import (
	"slices"

	"guidec/internal/book"
	"guidec/internal/pdf/finish"
	"guidec/internal/source"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// A setter turns the blocks of one chapter into strips. Each chapter has its
// own, so that chapters can be set side by side.
type setter struct {
	*Document
	of     *chapter
	lang   string
	styles map[look]*typeset.Style
	err    error

	strips  []*typeset.Strip
	marks   []mark         // what runs and strips stand for; 0 is an artifact
	notes   []*note        // footnotes, by number from 1
	grid    typeset.Length // from line to line
	measure typeset.Length
	left    typeset.Length // indents of what is being set
	right   typeset.Length
	tight   typeset.Length // pending space, and how it may grow
	stretch int
	frame   *typeset.Frame
	opens   []typeset.Mark // what begins with the next strip
	margin  []typeset.Placed
	flush   bool // the next paragraph is not indented
	keep    bool // the next strip must stay with the last
	base    look // of running text here
	leading typeset.Length
	loose   bool             // off the grid
	ragged  bool             // not justified
	labels  []typeset.Placed // stand before the next strip, at its first line
	elem    *element

	running   bool // text at hand is such that footnotes may hang on
	room      bool // lines of the text at hand stand further apart for their pictures
	addresses int  // web addresses in footnotes so far

	mentions []mention
	broken   *broken
	scratch  *typeset.Scratch // of whoever sets the chapter
}

// A mark is what a piece of the page stands for.
type mark struct {
	elem *element
	// The text of a run: a Text, CodeSpan or Code. again says that it has
	// been set before.
	text  any
	again bool
	at    source.Span
	// The rest is of a strip.
	block  book.Block
	target *book.Target
	// A mark of a footnote brings its note into the tree.
	note  *note
	image *book.Image
}

type note struct {
	*book.Note
	elem  *element // stands in the tree behind its mark
	mark  *element // that the mark is in
	drawn bool
	strip *typeset.Footnote
}

// A mention is a page number that the text speaks of.
type mention struct {
	to    *book.Target
	folio string // as it was known when the text was set
}

func newSetter(d *Document, c *chapter, scratch *typeset.Scratch) *setter {
	s := &setter{Document: d, of: c, scratch: scratch, lang: d.book.Meta.Lang, styles: map[look]*typeset.Style{}, marks: make([]mark, 1, 256),
		grid: typeset.Points(float64(d.page.Leading)), measure: typeset.Points(float64(d.page.Measure))}
	s.elem = newElement(nil, "Sect")
	if c.section != nil && c.section.Lang != "" {
		s.lang, s.elem.Lang = c.section.Lang, c.section.Lang
	}
	s.base, s.leading = s.body(), s.grid
	s.ragged = d.page.Ragged
	s.flush = true
	s.broken = &broken{parting: len(c.whole)}
	if was := c.setter; was != nil {
		s.styles = was.styles
		if was.broken.parting == s.broken.parting {
			s.broken.before = was.broken.now
		}
	}
	return s
}

// broken are the paragraphs of a chapter with their lines. When the chapter is
// set anew, most are as they were.
type broken struct {
	before, now []brokenParagraph
	parting     int // words of the chapter that no hyphen may part
}

type brokenParagraph struct {
	typeset.Paragraph
	lines []*typeset.Line
}

// lines breaks a paragraph into lines that nobody changes.
func (b *broken) lines(p typeset.Paragraph) []*typeset.Line {
	n := len(b.now)
	if n < len(b.before) && b.before[n].same(&p) {
		b.now = append(b.now, b.before[n])
	} else {
		b.now = append(b.now, brokenParagraph{p, p.Lines()})
	}
	return b.now[n].lines
}

func (b *brokenParagraph) same(p *typeset.Paragraph) bool {
	return b.Measure == p.Measure && b.Indent == p.Indent && b.Hang == p.Hang && b.Align == p.Align && b.Solid == p.Solid && slices.Equal(b.Pieces, p.Pieces)
}

func (s *setter) fail(err error) {
	if s.err == nil {
		s.err = err
	}
}

// width is the width that text has here.
func (s *setter) width() typeset.Length { return s.measure - s.left - s.right }

// lines returns n lines of the grid; n may be a fraction.
func (s *setter) lines(n float64) typeset.Length {
	return typeset.Length(n * float64(s.grid))
}

// mark returns a new mark.
func (s *setter) mark(m mark) typeset.Mark {
	s.marks = append(s.marks, m)
	return typeset.Mark(len(s.marks) - 1)
}

// open lets a block, and what leads to it, begin with the next strip.
func (s *setter) open(b book.Block, t *book.Target) {
	s.opens = append(s.opens, s.mark(mark{block: b, target: t}))
}

// space asks for space before the next strip: at least so much.
func (s *setter) space(h typeset.Length, stretch int) {
	s.tight, s.stretch = max(s.tight, h), max(s.stretch, stretch)
}

// add appends a strip with what is pending for it, torn where it is higher
// than a page. It returns the last one that it added.
func (s *setter) add(p *typeset.Strip) *typeset.Strip {
	p.Above, p.Stretch = s.tight, s.stretch
	p.Marks = append(p.Marks, s.opens...)
	if len(s.labels) > 0 {
		y := s.firstBaseline(p)
		for i := range s.labels {
			s.labels[i].Y = y
		}
		p.Content = append(s.labels, p.Content...)
		p.Float = false
	}
	p.Content = append(p.Content, s.margin...)
	p.Frame = s.frame
	if s.keep && len(s.strips) > 0 {
		s.strips[len(s.strips)-1].Turn = typeset.TurnNever
		p.Stretch = 0 // what belongs together stays together on a page that is filled
	}
	s.tight, s.stretch, s.opens, s.labels, s.margin, s.keep = 0, 0, nil, nil, nil, false
	s.strips = append(s.strips, s.torn(p, s.depth())...)
	return s.strips[len(s.strips)-1]
}

// depth is the height of the text block.
func (s *setter) depth() typeset.Length { return s.lines(float64(s.page.Lines)) }

// firstBaseline is where the first line of a strip stands, or would stand
// before a picture.
func (s *setter) firstBaseline(p *typeset.Strip) typeset.Length {
	y := typeset.Length(-1)
	for _, c := range p.Content {
		if c.Picture != nil {
			return s.baseline()
		}
		if c.Line != nil && (y < 0 || c.Y < y) {
			y = c.Y
		}
	}
	if y < 0 {
		return s.baseline()
	}
	return y
}

// A label is a bullet or number, and its element.
type label struct {
	line *typeset.Line
	elem *element
}

// newLabel sets a label; what it stands before puts it into the tree.
func (s *setter) newLabel(text string, l look, at source.Span) label {
	e := newElement(nil, "Lbl")
	e.in = false
	return label{line: typeset.SetLine(text, s.style(l), s.mark(mark{elem: e, at: at}), 0), elem: e}
}

// labelled sets blocks indented behind a label, if there is one, that begins
// so far before them. The label stands at their first line, whatever that is
// the line of, and by itself when they have none.
func (s *setter) labelled(l label, before, indent typeset.Length, blocks func()) {
	if l.line != nil {
		l.elem.parent = s.elem
		l.elem.attach()
	}
	s.indented(func() {
		if l.line != nil {
			s.labels = append(s.labels, typeset.Placed{X: s.left - before, Line: l.line})
		}
		s.flush = true
		blocks()
		if len(s.labels) > 0 {
			s.add(&typeset.Strip{Height: s.leading, Loose: s.loose})
		}
	}, indent, 0)
}

// apart sets what f sets as a column of its own and returns its strips.
func (s *setter) apart(f func()) []*typeset.Strip {
	outer := *s
	s.strips, s.tight, s.stretch, s.opens, s.labels, s.margin, s.keep, s.frame = nil, 0, 0, nil, nil, nil, false, nil
	f()
	strips := s.strips
	marks, notes, addresses, mentions, err := s.marks, s.notes, s.addresses, s.mentions, s.err
	*s = outer
	s.marks, s.notes, s.addresses, s.mentions, s.err = marks, notes, addresses, mentions, err
	return strips
}

// begin puts an element into the tree and makes it the one that is being
// filled; the result ends it.
func (s *setter) begin(tag string) (end func()) {
	outer := s.elem
	s.elem = newElement(outer, tag)
	s.elem.attach()
	return func() { s.elem = outer }
}

// oneThing has what is set until its end be one thing, which no figure from
// elsewhere comes to part.
func (s *setter) oneThing() (end func()) {
	first := len(s.strips)
	return func() {
		for i := first; i < len(s.strips)-1; i++ {
			s.strips[i].Shared++
		}
	}
}

// An element is a structure element that is being built. Blocks stand in the
// tree from the start, in reading order; inlines enter it when they are first
// drawn.
type element struct {
	finish.Elem
	parent *element
	in     bool
	link   *link
}

// A link is where the text of an element leads.
type link struct {
	to       *book.Target
	url      string
	contents string
}

func newElement(parent *element, tag string) *element {
	return &element{Elem: finish.Elem{Type: tag}, parent: parent, in: parent == nil}
}

func (e *element) attach() {
	if !e.in {
		e.in = true
		e.parent.attach()
		e.parent.Kids = append(e.parent.Kids, &e.Elem)
	}
}

// rule is a line across, h high.
func (s *setter) rule(x, y, w typeset.Length, h float64, c theme.Color) typeset.Placed {
	return typeset.Placed{X: x, Y: y, Stroke: &typeset.Stroke{Width: w, Height: typeset.Points(h), Color: ink(c)}}
}

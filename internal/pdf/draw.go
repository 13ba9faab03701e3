package pdf

import (
	"sort"
	"strconv"
	"strings"

	"guidec/internal/pdf/finish"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// A canvas spells the content of one page (ISO 32000-1, 7.8.2, 9.4, 14.6).
// Everything that is drawn stands in marked content: of a structure element,
// or as an artifact. Sheets have no structure and no marks.
type canvas struct {
	*press
	sheet  *sheet
	number int // of the page in the file, from 1
	ops    []byte

	left   typeset.Length // of the text block
	column typeset.Length // of the margin column
	mcid   int
	open   *element // whose marked content is open
	marked bool
	inText bool
	font   *fontUse
	size   typeset.Length
	color  typeset.Color
	tz     int
	links  []*placedLink
}

type placedLink struct {
	elem  *element
	rects []finish.Rect
}

// draw spells the content of a page.
func (p *press) draw(i int) []byte {
	c := &canvas{press: p, sheet: p.sheets[i], number: i + 1, tz: 1000, ops: make([]byte, 0, p.longest)}
	c.margins()
	if c.sheet.page != nil {
		c.frames(c.sheet.page.Strips, nil)
		c.running()
		c.strips()
		c.notes()
	}
	c.close()
	c.flushLinks()
	p.longest = max(p.longest, len(c.ops))
	return c.ops
}

// margins finds where the text block and the margin column begin.
func (c *canvas) margins() {
	pt := func(x theme.Pt) typeset.Length { return typeset.Points(float64(x)) }
	c.left = pt(c.page.Inner)
	c.column = pt(c.page.Inner + c.page.Measure + c.page.Gap)
	if c.sheet.verso {
		c.left = pt(c.page.Width - c.page.Inner - c.page.Measure)
		c.column = pt(c.page.Outer())
	}
}

// top is the y of the text block's top, down from the page's.
func (c *canvas) top() typeset.Length { return typeset.Points(float64(c.page.Top)) }

// frames draws the frames of strips that stand within outer, each before
// what stands in it; nil is the page.
func (c *canvas) frames(sets []typeset.Set, outer *typeset.Frame) {
	framed(sets, outer, func(f *typeset.Frame, sets []typeset.Set) {
		top, bottom := reach(sets, f)
		c.frame(f, top, bottom-top)
		c.frames(sets, f)
	})
}

// framed calls do for each frame that stands directly within outer, with the
// strips in it.
func framed(sets []typeset.Set, outer *typeset.Frame, do func(f *typeset.Frame, sets []typeset.Set)) {
	for i := 0; i < len(sets); {
		f := frameWithin(sets[i].Strip.Frame, outer)
		j := i + 1
		for j < len(sets) && frameWithin(sets[j].Strip.Frame, outer) == f {
			j++
		}
		if f != nil {
			do(f, sets[i:j])
		}
		i = j
	}
}

// reach is where a frame around strips begins and ends. Frames in it do not
// stand out of it.
func reach(sets []typeset.Set, f *typeset.Frame) (top, bottom typeset.Length) {
	last := sets[len(sets)-1]
	top, bottom = sets[0].Y, last.Y+last.Strip.Height
	framed(sets, f, func(inner *typeset.Frame, sets []typeset.Set) {
		from, to := reach(sets, inner)
		top, bottom = min(top, from), max(bottom, to)
	})
	return top - f.Top, bottom + f.Bottom
}

// frameWithin is the frame around f that stands directly within outer; nil
// when f is outer itself.
func frameWithin(f, outer *typeset.Frame) *typeset.Frame {
	if f == outer {
		return nil
	}
	for f != nil && f.Within != outer {
		f = f.Within
	}
	return f
}

// frame draws a tint, or rules above and below without one, and a bar.
func (c *canvas) frame(f *typeset.Frame, y, h typeset.Length) {
	w := typeset.Points(float64(c.page.Measure)) - f.Left - f.Right
	x, y := c.left+f.Left, c.top()+y
	if f.Tint != nil {
		c.fill(x, y, w, h, *f.Tint)
	} else {
		thin := typeset.Points(0.5)
		c.fill(x, y, w, thin, ink(theme.PrintRule))
		c.fill(x, y+h-thin, w, thin, ink(theme.PrintRule))
	}
	if f.Bar != nil {
		c.fill(x, y, f.BarWidth, h, *f.Bar)
	}
}

// strips draws the text block and the margin column beside it.
func (c *canvas) strips() {
	below := typeset.Length(-1 << 40) // the lowest line of the margin column
	for _, set := range c.sheet.page.Strips {
		shift, first := typeset.Length(0), true
		for _, p := range set.Strip.Content {
			x, y := c.left+p.X, c.top()+set.Y+p.Y
			if p.Margin {
				if first && y < below {
					shift = below - y
				}
				first = false
				x, y = c.column, y+shift
				if c.sheet.verso {
					x += typeset.Points(float64(c.page.Column)) - p.Line.Width
				}
				below = y + c.sheet.of.setter.noteLeading()*3/2
			}
			c.place(p, x, y)
		}
	}
}

func (c *canvas) place(p typeset.Placed, x, y typeset.Length) {
	switch {
	case p.Line != nil:
		c.line(p.Line, x, y)
	case p.Picture != nil:
		c.picture(p.Picture, x, y)
	case p.Stroke.Dots:
		c.dots(p.Stroke, x, y)
	default:
		c.fill(x, y, p.Stroke.Width, p.Stroke.Height, p.Stroke.Color)
	}
}

// notes draws the footnotes under their rule.
func (c *canvas) notes() {
	notes := c.sheet.page.Notes
	if len(notes) == 0 {
		return
	}
	gap := c.sheet.of.setter.grid * 45 / 100
	c.fill(c.left, c.top()+notes[0].Y-gap, typeset.Points(float64(c.page.Measure)/5), typeset.Points(0.5), ink(theme.PrintRule))
	for _, set := range notes {
		for _, p := range set.Strip.Content {
			c.place(p, c.left+p.X, c.top()+set.Y+p.Y)
		}
	}
}

// running draws the running head and the folio: outside, the guide on left
// pages, the chapter on right ones; none at a chapter's opening.
func (c *canvas) running() {
	sh := c.sheet
	if sh.of.bare {
		return
	}
	s := sh.of.setter
	edge := c.left + typeset.Points(float64(c.page.Measure+c.page.Gap+c.page.Column))
	if c.page.Column == 0 {
		edge = c.left + typeset.Points(float64(c.page.Measure))
	}
	put := func(text string, l look, y theme.Pt, subtype string) {
		line := typeset.SetLine(text, s.style(l), 0, 0)
		x := edge - line.Width
		if sh.verso {
			x = c.column
			if c.page.Column == 0 {
				x = c.left
			}
		}
		c.artifact("/Artifact<</Type/Pagination/Subtype/" + subtype + ">>BDC\n")
		c.line(line, x, typeset.Points(float64(y)))
		c.close()
	}
	if !sh.first {
		text := sh.of.title
		if sh.verso {
			text = c.book.Meta.TitleLines[0]
		}
		l := look{family: serif, italic: true, size: s.size(0.88), color: ink(theme.PrintGrey), lang: s.lang, features: textFigures}
		put(s.shortened(text, l, edge-c.left), l, c.page.HeadY, "Header")
	}
	put(sh.folio, look{family: sans, bold: false, size: s.size(0.9), lang: s.lang, features: textFigures}, c.page.FootY, "Footer")
}

// shortened is as much of a text as is no wider than most on one line: whole
// words, or of its first word the signs that there is room for.
func (s *setter) shortened(text string, l look, most typeset.Length) string {
	fits := func(text string) bool { return typeset.SetLine(text, s.style(l), 0, 0).Width <= most }
	if fits(text) {
		return text
	}
	var words, signs []int // where they end
	for i, r := range text {
		signs = append(signs, i)
		if r == ' ' {
			words = append(words, i)
		}
	}
	cut := func(end int) string { return strings.TrimRight(text[:end], " ,;:.–—") + "…" }
	for _, ends := range [][]int{words, signs} {
		if n := sort.Search(len(ends), func(i int) bool { return !fits(cut(ends[i])) }); n > 0 {
			return cut(ends[n-1])
		}
	}
	return "…"
}

// line draws a line of text with its baseline at y, down from the page's top.
func (c *canvas) line(line *typeset.Line, x, y typeset.Length) {
	for i := range line.Runs {
		r := &line.Runs[i]
		m := &c.sheet.of.setter.marks[r.Mark]
		if r.Picture != nil {
			bottom := y + pictureDrop(r.Style)
			c.picture(r.Picture, x+r.X, bottom-r.Picture.Height)
			c.linkRect(m.elem, x+r.X, bottom-r.Picture.Height, bottom, r)
			continue
		}
		c.enter(m.elem)
		c.run(r, x+r.X, y-r.Style.Rise, line.Glyphs)
		c.linkRect(m.elem, x+r.X, y-r.Style.Size*80/100, y+r.Style.Size*25/100, r)
		if n := m.note; n != nil && !n.drawn {
			n.drawn = true
			n.mark.Kids = append(n.mark.Kids, &n.elem.Elem)
		}
		if r.Style.Strike || r.Style.Underline {
			c.close()
			at := y + r.Style.Size/8
			if r.Style.Strike {
				at = y - r.Style.Size/4
			}
			c.fill(x+r.X, at, r.Width, r.Style.Size/20, r.Style.Color)
		}
	}
}

func linkOf(e *element) *element {
	for ; e != nil; e = e.parent {
		if e.link != nil {
			return e
		}
	}
	return nil
}

// enter makes e the element of what is drawn next; nil is an artifact.
func (c *canvas) enter(e *element) {
	if c.imposed() {
		return
	}
	if c.marked && c.open == e {
		return
	}
	if e == nil {
		c.artifact("/Artifact BMC\n")
		return
	}
	c.close()
	e.attach()
	e.Kids = append(e.Kids, finish.Content{Page: c.number, MCID: c.mcid})
	c.ops = append(c.ops, '/')
	c.ops = append(c.ops, e.Type...)
	c.ops = append(c.ops, "<</MCID "...)
	c.ops = strconv.AppendInt(c.ops, int64(c.mcid), 10)
	c.ops = append(c.ops, ">>BDC\n"...)
	c.mcid++
	c.open, c.marked = e, true
}

func (c *canvas) artifact(open string) {
	c.close()
	if c.imposed() {
		return
	}
	c.ops = append(c.ops, open...)
	c.open, c.marked = nil, true
}

// close ends the marked content that is open.
func (c *canvas) close() {
	if c.inText {
		c.ops = append(c.ops, "ET\n"...)
		c.inText = false
	}
	if c.marked {
		c.ops = append(c.ops, "EMC\n"...)
		c.marked = false
	}
	c.open = nil
}

// number appends a length in points, to a hundredth.
func number(b []byte, l typeset.Length) []byte {
	n := (l*100 + typeset.Pt/2) / typeset.Pt
	if l < 0 {
		n = -((-l*100 + typeset.Pt/2) / typeset.Pt)
	}
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, int64(n/100), 10)
	if n %= 100; n != 0 {
		b = append(b, '.', byte('0'+n/10))
		if n%10 != 0 {
			b = append(b, byte('0'+n%10))
		}
	}
	return b
}

func (c *canvas) numbers(list ...typeset.Length) {
	for _, l := range list {
		c.ops = append(number(c.ops, l), ' ')
	}
}

// up turns a distance from the page's top into one from its foot.
func (c *canvas) up(y typeset.Length) typeset.Length {
	return typeset.Points(float64(c.page.Height)) - y
}

func (c *canvas) paint(color typeset.Color) {
	if c.color == color {
		return
	}
	c.color = color
	part := func(v uint8) {
		n := (int(v)*1000 + 127) / 255
		c.ops = append(c.ops, byte('0'+n/1000))
		if n %= 1000; n != 0 {
			c.ops = append(c.ops, '.', byte('0'+n/100), byte('0'+n/10%10), byte('0'+n%10))
		}
		c.ops = append(c.ops, ' ')
	}
	part(color.R)
	part(color.G)
	part(color.B)
	c.ops = append(c.ops, "rg\n"...)
}

// fill draws a rectangle, as an artifact.
func (c *canvas) fill(x, y, w, h typeset.Length, color typeset.Color) {
	c.artifact("/Artifact BMC\n")
	c.paint(color)
	c.numbers(x, c.up(y+h), w, h)
	c.ops = append(c.ops, "re f\n"...)
	c.close()
}

// dots draws a row of dots, at places that are the same on every line.
func (c *canvas) dots(s *typeset.Stroke, x, y typeset.Length) {
	step := 5 * typeset.Pt
	c.artifact("/Artifact BMC\n")
	c.paint(s.Color)
	end := x + s.Width
	for at := (x + step - 1) / step * step; at+s.Height <= end; at += step {
		c.numbers(at, c.up(y), s.Height, s.Height)
		c.ops = append(c.ops, "re\n"...)
	}
	c.ops = append(c.ops, "f\n"...)
	c.close()
}

// picture draws an image with its upper left corner at x, y.
func (c *canvas) picture(pic *typeset.Picture, x, y typeset.Length) {
	m := c.sheet.of.setter.marks[pic.Mark]
	name := c.image(m.image)
	c.close()
	c.enter(m.elem)
	if m.elem != nil && m.elem.Attr != nil {
		m.elem.Attr.BBox = finish.Rect{Left: x.Points(), Bottom: c.up(y + pic.Height).Points(), Right: (x + pic.Width).Points(), Top: c.up(y).Points()}
	}
	c.ops = append(c.ops, "q "...)
	c.numbers(pic.Width, 0, 0, pic.Height, x, c.up(y+pic.Height))
	c.ops = append(c.ops, "cm /"+name+" Do Q\n"...)
	c.close()
}

// linkRect adds the place of a run to the link that its element is part of,
// if it is.
func (c *canvas) linkRect(e *element, x, top, bottom typeset.Length, r *typeset.Run) {
	if e = linkOf(e); e == nil {
		return
	}
	box := finish.Rect{Left: x.Points(), Right: (x + r.Width).Points(), Bottom: c.up(bottom).Points(), Top: c.up(top).Points()}
	for _, l := range c.links {
		if l.elem != e {
			continue
		}
		if last := &l.rects[len(l.rects)-1]; box.Left-last.Right < 0.6*r.Style.Size.Points() && box.Left >= last.Left && last.Bottom < box.Top && box.Bottom < last.Top {
			last.Right = box.Right
			last.Bottom, last.Top = min(last.Bottom, box.Bottom), max(last.Top, box.Top)
			return
		}
		l.rects = append(l.rects, box)
		return
	}
	c.links = append(c.links, &placedLink{elem: e, rects: []finish.Rect{box}})
}

// flushLinks puts the links of the page behind the text that they lie on.
func (c *canvas) flushLinks() {
	for _, l := range c.links {
		to := l.elem.link
		link := &finish.Link{Page: c.number, Rects: l.rects, URI: to.url, Contents: to.contents}
		if to.to != nil {
			if link.Dest = c.dest(to.to); link.Dest == "" {
				l.elem.Type = "Span"
				continue
			}
		}
		if link.Contents == "" {
			link.Contents = to.url
		}
		l.elem.Kids = append(l.elem.Kids, link)
	}
}

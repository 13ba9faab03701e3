package pdf

import (
	"slices"
	"strings"

	"guidec/internal/book"
	"guidec/internal/source"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// pullQuote sets words that stand out from the page: larger, italic, with
// their opening mark hung in the accent colour, or a bar where they are the
// guide's own and have no mark. It is never torn.
func (s *setter) pullQuote(b *book.Box) {
	defer s.begin(b.Role.Spelling().Tag)()
	s.open(b, b.Target)
	l := look{family: serif, italic: true, features: textFigures, size: s.size(theme.Sizes.PullQuote), lang: s.lang}
	leading := l.size.Scale(int(theme.Sizes.QuoteLeading*100), 100)
	hang := s.size(1.9)
	var content []typeset.Placed
	var notes []*typeset.Footnote
	y := leading * 76 / 100
	spoken := false
	rest := s.beside(b.Blocks)
	for _, x := range rest {
		p, ok := x.(*book.Para)
		if !ok || p.Role != book.RoleQuotedText {
			continue
		}
		end := s.begin("P")
		text := p.Text
		if mark, ok := openingMark(text); ok {
			spoken = true
			text = text[1:]
			big := look{family: display, bold: true, size: l.size.Scale(260, 100), color: ink(theme.PrintAccent), lang: s.lang}
			line := typeset.SetLine(book.Plain(mark.Text), s.style(big), s.mark(markOf(s.elem, mark)), 0)
			content = append(content, typeset.Placed{X: s.left + hang - line.Width - l.size/5, Y: y + big.size.Scale(drop(mark), 100), Line: line})
		}
		set := typeset.Paragraph{Pieces: s.text(text, l, s.elem), Measure: s.width() - hang - s.size(1), Align: typeset.Left, Solid: true}
		for _, line := range set.Lines() {
			content = append(content, typeset.Placed{X: s.left + hang, Y: y, Line: line})
			notes = append(notes, s.notesOf(line)...)
			y += leading
		}
		end()
	}
	y += s.noteLeading() - leading*76/100 + leading*15/100
	first := y
	for _, x := range rest {
		p, ok := x.(*book.Para)
		if !ok || p.Role == book.RoleQuotedText {
			continue
		}
		end := s.begin("P")
		small := s.small()
		if p.Role == book.RoleCredit {
			small.color = black
		}
		set := typeset.Paragraph{Pieces: s.text(p.Text, small, s.elem), Measure: s.width() - hang - s.size(1), Align: typeset.Left, Solid: true}
		for _, line := range set.Lines() {
			content = append(content, typeset.Placed{X: s.left + hang, Y: y, Line: line})
			notes = append(notes, s.notesOf(line)...)
			y += s.noteLeading()
		}
		end()
	}
	bottom := y - s.noteLeading()*76/100
	if y == first {
		bottom = y - s.noteLeading() - leading*15/100 + leading*10/100
	}
	// Half of the space that is left over to the grid goes above, half below;
	// at the top of a page none goes above.
	least := s.lines(0.9)
	height := (bottom + 2*least + s.grid - 1) / s.grid * s.grid
	around := (height - bottom) / 2
	if !spoken {
		content = append([]typeset.Placed{{X: s.left + hang - s.em(0.9), Y: leading * 8 / 100,
			Stroke: &typeset.Stroke{Width: typeset.Points(2.4), Height: bottom - leading*10/100, Color: ink(theme.PrintAccent)}}}, content...)
	}
	s.space(around, 1)
	s.add(&typeset.Strip{Height: bottom, Content: content, Notes: notes, Loose: true})
	s.space(height-around-bottom, 1)
	s.flush = true
}

// drop is by how much of its size a large opening mark is lowered, so that it
// hangs beside the first line: “ stands high in its line, « in the middle, „ at
// the foot.
func drop(mark *book.Styled) (percent int) {
	switch sign := book.Plain(mark.Text); {
	case strings.ContainsAny(sign, "„‚"):
		return 0
	case strings.ContainsAny(sign, "«‹"):
		return 14
	}
	return 38
}

// markOf is the mark of a styled piece of plain text.
func markOf(e *element, n *book.Styled) mark {
	text, _ := n.Text[0].(*book.Text)
	return mark{elem: e, at: n.Span, text: text}
}

// openingMark returns the quotation mark that text begins with.
func openingMark(text []book.Inline) (*book.Styled, bool) {
	if len(text) == 0 {
		return nil, false
	}
	m, ok := text[0].(*book.Styled)
	return m, ok && m.Role == book.RoleQuoteMark && len(m.Text) == 1
}

// quote sets a block quotation: indented, a little smaller, in lines of the
// grid.
func (s *setter) quote(b *book.Box) {
	defer s.begin(b.Role.Spelling().Tag)()
	defer s.oneThing()()
	s.open(b, b.Target)
	s.indented(func() {
		s.base.size = max(s.base.size.Scale(96, 100), s.size(theme.Sizes.Note))
		s.space(s.grid/2, 1)
		s.flush = true
		s.blocks(s.beside(b.Blocks))
	}, s.size(1.6), s.size(1.6))
	s.space(s.grid/2, 1)
	s.flush = true
}

// indented sets what f sets between indents, which give way where text would
// become a narrow column.
func (s *setter) indented(f func(), left, right typeset.Length) {
	room := max(0, s.width()-s.measure*2/5)
	left = min(left, room)
	right = min(right, room-left)
	l, r, base, leading, loose := s.left, s.right, s.base, s.leading, s.loose
	s.left, s.right = s.left+left, s.right+right
	f()
	s.left, s.right, s.base, s.leading, s.loose = l, r, base, leading, loose
}

// credit sets who said it and where, under a quotation.
func (s *setter) credit(b *book.Para) {
	defer s.begin("P")()
	s.open(b, b.Target)
	l := s.small()
	l.color = black
	p := typeset.Paragraph{Pieces: s.text(b.Text, l, s.elem), Measure: s.width(), Align: typeset.Left, Solid: true}
	s.keep = len(s.strips) > 0
	for _, line := range p.Lines() {
		s.add(&typeset.Strip{Height: s.leading, Loose: s.loose, Content: []typeset.Placed{{X: s.left, Y: s.baseline(), Line: line}}, Notes: s.notesOf(line)})
		s.keep = true
	}
	s.keep = false
}

// callout sets a boxed remark: a bar at its left, a tint behind it.
func (s *setter) callout(b *book.Box) {
	defer s.begin(b.Role.Spelling().Tag)()
	s.open(b, b.Target)
	bar := ink(theme.PrintAccent)
	if b.Role == book.RoleCalloutNote || b.Role == book.RoleCalloutTip {
		bar = ink(theme.PrintGrey)
	}
	s.framed(&bar, func() {
		s.title(b.Label, b.Title)
		s.blocks(s.beside(b.Blocks))
	})
}

// framed sets what f sets within a frame.
func (s *setter) framed(bar *typeset.Color, f func()) {
	pad := s.size(1)
	tint := ink(theme.PrintTint)
	frame := &typeset.Frame{Within: s.frame, Top: s.grid / 2, Bottom: s.grid / 2, Tint: &tint, Bar: bar, BarWidth: typeset.Points(2.4)}
	if s.saver {
		frame.Tint = nil
	}
	frame.Left = s.left
	frame.Right = s.right
	above := s.grid
	if n := len(s.strips); n > 0 && (s.strips[n-1].Frame != s.frame || s.strips[n-1].Loose) {
		above = 2 * s.grid // a frame stands out of its strips, and must not touch another or a line to write on
	}
	s.space(above, 1)
	whole := s.oneThing()
	outer := s.frame
	s.frame = frame
	s.flush = true
	s.indented(func() {
		s.base.size = s.base.size.Scale(96, 100)
		f()
	}, pad, pad)
	s.frame = outer
	whole()
	s.tight, s.stretch = s.grid, 1
	if n := len(s.strips); n > 0 && s.strips[n-1].Frame != frame {
		s.tight += frame.Bottom // two frames end here
	}
	s.flush = true
	s.keep = false
}

// title sets what a box is called: its label, then its own title.
func (s *setter) title(label string, title []book.Inline) {
	if label == "" && title == nil {
		return
	}
	end := s.begin("P")
	l := look{family: sans, bold: true, size: s.size(0.95), lang: s.lang, features: textFigures}
	var pieces []typeset.Piece
	if label != "" {
		name := l
		name.color = ink(theme.PrintAccent)
		if title != nil {
			label += "  "
			name.color = ink(theme.PrintAccent)
			label = label[:len(label)-1] + "\u00a0"
		}
		pieces = append(pieces, s.ownWords(label, name, s.elem))
	}
	pieces = append(pieces, s.text(title, l, s.elem)...)
	p := typeset.Paragraph{Pieces: pieces, Measure: s.width(), Align: typeset.Left, Solid: true}
	for _, line := range p.Lines() {
		s.add(&typeset.Strip{Height: s.leading, Loose: s.loose, Content: []typeset.Placed{{X: s.left, Y: s.baseline(), Line: line}}, Turn: typeset.TurnNever, Notes: s.notesOf(line)})
	}
	s.keep = true
	s.flush = true
	end()
}

// character sets one person's profile as a box.
func (s *setter) character(b *book.Box) {
	defer s.begin(b.Role.Spelling().Tag)()
	s.open(b, b.Target)
	s.framed(nil, func() {
		s.title("", b.Title)
		s.blocks(s.beside(b.Blocks))
	})
}

// question sets a study question: its number hung in the accent colour, the
// prompt, lines to write on.
func (s *setter) question(b *book.Box) {
	defer s.begin(b.Role.Spelling().Tag)()
	defer s.oneThing()()
	s.open(b, b.Target)
	s.space(s.grid, 1)
	first := len(s.strips)
	s.numbered(b)
	holdLines(s.strips[first:])
	s.space(s.grid, 1)
	s.flush = true
}

// holdLines keeps the lines to write on with their question: all of them
// where they are few, else at least three on either side of a page turn.
func holdLines(strips []*typeset.Strip) {
	const few, least = 8, 3
	from := max(slices.IndexFunc(strips, isWritingLine), 0)
	to := from
	for to < len(strips) && isWritingLine(strips[to]) {
		to++
	}
	lines := strips[from:to] // the answer, or where it is, may follow
	for i := range max(0, len(lines)-1) {
		if len(lines) <= few || i+1 < least || len(lines)-i-1 < least {
			lines[i].Turn = typeset.TurnNever
		}
	}
}

// numbered sets a question or an answer behind its number.
func (s *setter) numbered(b *book.Box) {
	var number label
	if b.Label != "" {
		l := look{family: sans, bold: true, size: s.size(1), color: ink(theme.PrintAccent), lang: s.lang, features: tableFigures}
		number = s.newLabel(b.Label+" ", l, source.Span{})
		if s.elem.Type != "LI" {
			number.elem.Type = "Span"
		}
	}
	hang := s.size(1.8)
	s.labelled(number, hang, hang, func() { s.blocks(s.beside(b.Blocks)) })
}

// answer sets a model answer: in the margin of its question or an appendix.
func (s *setter) answer(b *book.Box) {
	defer s.begin(b.Role.Spelling().Tag)()
	defer s.oneThing()()
	s.open(b, b.Target)
	s.space(s.grid/2, 1)
	if b.Target != nil { // in the appendix: by its number
		s.numbered(b)
	} else {
		s.keep = len(s.strips) > 0 // with its question
		s.title(b.Label, b.Title)
		s.blocks(s.beside(b.Blocks))
	}
	s.space(s.grid/2, 1)
	s.flush = true
}

func isWritingLine(p *typeset.Strip) bool {
	return p.Loose && len(p.Content) == 1 && p.Content[0].Stroke != nil
}

// writingLine rules a line at the distance that handwriting needs.
func (s *setter) writingLine(b *book.Rule) {
	h := typeset.Points(24)
	s.keep = true
	if n := len(s.strips); n > 1 && s.strips[n-1].Loose && s.strips[n-2].Loose {
		s.keep = false
	}
	s.open(b, nil)
	s.add(&typeset.Strip{Height: h, Loose: true, Turn: 400, Content: []typeset.Placed{
		{X: s.left, Y: h - typeset.Points(2), Stroke: &typeset.Stroke{Width: s.width(), Height: typeset.Points(0.5), Color: ink(theme.PrintRule)}}}})
}

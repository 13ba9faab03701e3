package pdf

import (
	"slices"

	"guidec/internal/book"
	"guidec/internal/pdf/finish"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// table sets a table between rules: columns as wide as their content asks
// for, cells that wrap, the head again on each page that it runs over.
func (s *setter) table(b *book.Table) {
	defer s.begin("Table")()
	s.open(b, b.Target)
	s.space(s.grid, 1)
	if b.Caption != nil {
		s.caption(b.Caption, s.begin("Caption"))
		s.tight = s.grid / 4
	}
	t := &tableSetter{setter: s, table: b}
	t.look = look{family: sans, size: s.size(theme.Sizes.Small + 0.06), lang: s.lang, features: tableFigures}
	t.leading = t.look.size.Scale(128, 100)
	t.pad = t.look.size.Scale(70, 100)
	if t.measureColumns() {
		t.rows()
	} else {
		t.records()
	}
	s.space(s.grid, 1)
	s.flush = true
}

type tableSetter struct {
	*setter
	table   *book.Table
	look    look
	leading typeset.Length
	pad     typeset.Length // between columns
	widths  []typeset.Length
}

// measureColumns deals the measure to the columns: each gets what it needs
// unbroken when all of them can; else its longest word, and a share of the
// rest by what it has to set. One that is to be filled in comes first: what it
// needs will be written by hand. It reports whether the longest words fit.
func (t *tableSetter) measureColumns() bool {
	n := len(t.table.Columns)
	least, most := make([]typeset.Length, n), make([]typeset.Length, n)
	see := func(cells []book.Cell, l look) {
		for i := range min(n, len(cells)) {
			narrow, wide := t.extent(cells[i], l)
			least[i], most[i] = max(least[i], narrow), max(most[i], wide)
		}
	}
	head := t.look
	head.bold = true
	see(t.table.Head, head)
	for _, row := range t.table.Rows {
		see(row, t.look)
	}
	room := t.width() - t.pad*typeset.Length(n-1)
	for i := range n {
		least[i] += typeset.Pt
		most[i] += typeset.Pt
	}
	if sum(least) > room {
		return false
	}
	t.leaveRoom(least, room)
	for i := range n {
		most[i] = max(most[i], least[i])
	}
	sumLeast, sumMost := sum(least), sum(most)
	t.widths = make([]typeset.Length, n)
	for i := range n {
		switch {
		case sumMost <= room: // the rest is left to the right of the table
			t.widths[i] = most[i] + (room-sumMost)*most[i]/max(sumMost, 1)
		default:
			t.widths[i] = least[i] + (room-sumLeast)*(most[i]-least[i])/max(sumMost-sumLeast, 1)
		}
	}
	return true
}

// leaveRoom widens the columns of a table that is to be filled in to an even
// share of the room, or as far as the others can give way: those with blank
// cells, if one of them has more blank than others.
func (t *tableSetter) leaveRoom(least []typeset.Length, room typeset.Length) {
	lack := make([]typeset.Length, len(least))
	blank := t.blankCells(len(least))
	if 2*slices.Max(blank) <= len(t.table.Rows) {
		return
	}
	for i := range lack {
		if blank[i] > 0 {
			lack[i] = max(0, room/typeset.Length(len(least))-least[i])
		}
	}
	all := sum(lack)
	given := min(all, room-sum(least))
	for i := range lack {
		least[i] += given * lack[i] / max(all, 1)
	}
}

// blankCells counts the cells of each column that are blank.
func (t *tableSetter) blankCells(columns int) []int {
	blank := make([]int, columns)
	for _, row := range t.table.Rows {
		for i, c := range row[:min(columns, len(row))] {
			if len(c.Text) == 0 {
				blank[i]++
			}
		}
	}
	return blank
}

func sum(lengths []typeset.Length) (all typeset.Length) {
	for _, l := range lengths {
		all += l
	}
	return all
}

// extent is how wide a cell is at least, for its longest word, and unbroken
// but where its lines end. A picture can be made smaller, down to a few
// letters.
func (t *tableSetter) extent(c book.Cell, l look) (least, most typeset.Length) {
	t.room = true
	defer func() { t.room = false }()
	st := t.style(l)
	var words []book.Inline // of one line
	pictures := typeset.Length(0)
	measure := func() {
		text := book.Plain(words)
		p := typeset.Paragraph{Pieces: []typeset.Piece{{Text: text, Style: st}}, Measure: t.width()}
		least = max(least, p.Least())
		most = max(most, pictures+typeset.SetLine(text, st, 0, 0).Width)
		words, pictures = nil, 0
	}
	book.WalkInlines(c.Text, func(n any) {
		switch n := n.(type) {
		case *book.Image:
			w, _ := t.inlineSize(n, l)
			least, pictures = max(least, min(w, 4*l.size)), pictures+w
		case *book.Text:
			words = append(words, n)
		case *book.CodeSpan:
			words = append(words, n)
		case *book.Break:
			measure()
		}
	})
	measure()
	return least, most
}

// longestRecord is how many cells of a record stay on one page, each with the
// next if it is of one line.
const longestRecord = 12

// records sets a table that is too wide for the page as a list: a row is an
// entry, headed by its first cell, and the others stand below it, each behind
// the head of its column, blank ones too: they may be there to be filled in.
func (t *tableSetter) records() {
	s := t.setter
	s.elem.Type = "L"
	head, bold := t.table.Head, t.look
	bold.bold = true
	ragged := s.ragged
	s.ragged = true
	for _, row := range t.table.Rows {
		s.space(s.grid/2, 1)
		end, whole := s.begin("LI"), s.oneThing()
		body := s.begin("LBody")
		first := len(s.strips)
		for i, c := range row {
			named := i < len(head) && len(head[i].Text) > 0
			if len(c.Text) == 0 && !named {
				continue
			}
			p := s.begin("P")
			var pieces []typeset.Piece
			if named {
				pieces = append(s.repeated(head[i].Text, bold, s.elem), s.ownWords(s.book.Words.Colon, bold, s.elem))
			}
			look, indent := t.look, s.em(1)
			if i == 0 {
				look, indent = bold, 0
			}
			s.room = true
			pieces = append(pieces, s.text(c.Text, look, s.elem)...)
			s.room = false
			lines := 0
			s.indented(func() { lines = len(s.setText(pieces, 0)) }, indent, 0)
			s.keep = i == 0 || lines == 1 && i+1 < min(len(row), longestRecord)
			p()
		}
		s.keep = false
		if n := len(s.strips); n-first > 1 {
			s.strips[n-2].Turn = typeset.TurnNever // a page with but its last line does not say whose
		}
		body()
		whole()
		end()
	}
	s.ragged = ragged
	s.space(s.grid, 1)
}

func (t *tableSetter) rows() {
	s := t.setter
	var repeat *typeset.Strip
	total := typeset.Length(0)
	var strips []*typeset.Strip
	if len(t.table.Head) > 0 {
		head := t.look
		head.bold = true
		strip := t.row(t.table.Head, head)
		strip.Content = append(strip.Content, t.line(0, 0.9), t.line(strip.Height-typeset.Pt/2, 0.5))
		strip.Turn = typeset.TurnNever
		if strip.Height < s.depth()/3 {
			repeat = untagged(strip)
			repeat.Frame = s.frame
		}
		strips = append(strips, strip)
	}
	for i, row := range t.table.Rows {
		strip := t.row(row, t.look)
		if i == 0 && repeat == nil {
			strip.Content = append(strip.Content, t.line(0, 0.9))
		}
		if i == len(t.table.Rows)-1 {
			strip.Content = append(strip.Content, t.line(strip.Height, 0.9))
		} else {
			strip.Content = append(strip.Content, t.line(strip.Height, 0.25))
		}
		for k, part := range s.torn(strip, s.depth()*2/3) {
			if i+k > 0 {
				part.Repeat = repeat
			}
			strips = append(strips, part)
		}
	}
	for _, p := range strips {
		total += p.Height
	}
	for i, p := range strips {
		switch {
		case total < s.lines(float64(s.page.Lines)*0.4), i == len(strips)-2, i < 2:
			p.Turn = typeset.TurnNever
		default:
			p.Turn = max(p.Turn, 1500)
		}
		if i == len(strips)-1 {
			p.Turn = 0
		}
		if i == 0 && s.tight == 0 {
			s.space(s.grid, 1)
		}
		s.add(p)
	}
}

func (t *tableSetter) line(y typeset.Length, h float64) typeset.Placed {
	return t.rule(t.left, y, t.width(), h, theme.PrintGrey)
}

// row sets one row as a strip.
func (t *tableSetter) row(cells []book.Cell, l look) *typeset.Strip {
	end := t.begin("TR")
	defer end()
	strip := &typeset.Strip{Loose: true}
	x, deepest := t.left, t.leading
	inset := t.leading * 35 / 100
	for i, c := range cells {
		if i >= len(t.widths) {
			break
		}
		endCell := t.beginCell(c)
		align := map[book.Align]typeset.Align{book.AlignStart: typeset.Left, book.AlignCenter: typeset.Center, book.AlignEnd: typeset.Right}[t.table.Columns[i]]
		p := typeset.Paragraph{Pieces: t.cell(c, l, t.widths[i]), Measure: t.widths[i], Align: align, Solid: true}
		lines := p.Lines()
		if p.Solid = false; c.Head != book.HeadOfColumn && len(lines) > 1 { // hyphens, where they save a line
			if hyphenated := p.Lines(); len(hyphenated) < len(lines) {
				lines = hyphenated
			}
		}
		if len(c.Text) == 0 {
			lines = nil
		}
		depth, baseline := typeset.Length(0), t.leading*76/100
		for _, line := range lines {
			depth += rise(line, baseline)
			strip.Content = append(strip.Content, typeset.Placed{X: x, Y: inset + depth + baseline, Line: line})
			strip.Notes = append(strip.Notes, t.notesOf(line)...)
			depth += t.leading
		}
		deepest = max(deepest, depth)
		x += t.widths[i] + t.pad
		endCell()
	}
	strip.Height = deepest + 2*inset
	return strip
}

// beginCell begins the element of a cell.
func (t *tableSetter) beginCell(c book.Cell) (end func()) {
	if c.Head == book.NoHead {
		return t.begin("TD")
	}
	end = t.begin("TH")
	t.elem.Attr = &finish.Attributes{Scope: map[book.Head]string{book.HeadOfColumn: "Column", book.HeadOfRow: "Row"}[c.Head]}
	return end
}

// cell is the text of a cell, whose pictures are at most as wide as its column.
func (t *tableSetter) cell(c book.Cell, l look, width typeset.Length) []typeset.Piece {
	right := t.right
	t.right, t.room = t.measure-t.left-width, true
	pieces := t.text(c.Text, l, t.elem)
	t.right, t.room = right, false
	return pieces
}

// untagged is a copy of a strip that means nothing: a head set again.
func untagged(strip *typeset.Strip) *typeset.Strip {
	out := &typeset.Strip{Height: strip.Height, Loose: true}
	for _, c := range strip.Content {
		if c.Line != nil {
			line := *c.Line
			line.Runs = append([]typeset.Run(nil), line.Runs...)
			for i := range line.Runs {
				line.Runs[i].Mark = 0
			}
			c.Line = &line
		}
		out.Content = append(out.Content, c)
	}
	return out
}

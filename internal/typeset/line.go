package typeset

import "slices"

// A Run is text of one style, font and mark that stands in one piece on a
// line. Words are set one after another; each that is a Space is wider by
// Extra.
type Run struct {
	X       Length // from the left edge of the measure
	Style   *Style
	Font    *Font
	Mark    Mark
	Offset  int // of the run's first byte within what Mark stands for
	Words   []*Word
	Extra   Length
	Width   Length
	Picture *Picture // instead of words
}

// A Line is one line of a paragraph.
type Line struct {
	Runs     []Run
	Full     bool  // stretched to the measure, unless it is the last
	Glyphs   int   // width of the glyphs in thousandths of their own, 1000 when not stretched
	Hyphen   bool  // ends in a hyphen
	Parted   Place // where the word begins that the hyphen parts
	First    bool  // of its paragraph
	Last     bool
	Ratio    int // how stretched its spaces are, thousandths of what they can do
	Overfull Length
	Notes    []int // whose marks stand on it, in order
	Width    Length
}

// Lines breaks the paragraph into lines.
func (p *Paragraph) Lines() []*Line {
	items := p.items()
	cuts := p.breakLines(items)
	lines := make([]*Line, 0, len(cuts))
	start := 0
	for n, c := range cuts {
		for start < c.at && items[start].kind != box {
			start++
		}
		s := lineSetter{p: p, items: items, indent: p.Hang, line: &Line{Full: p.Align == Justified, Glyphs: 1000, Ratio: c.ratio, First: n == 0, Last: n == len(cuts)-1}}
		switch {
		case n == 0:
			s.indent = p.Indent
		case items[cuts[n-1].at].endsLine():
			s.indent = 0
		}
		s.set(start, c)
		lines = append(lines, s.line)
		start = c.at
	}
	return lines
}

// Balanced breaks the paragraph into as few lines as Lines does, of widths as
// even as can be: as headings are set. It parts no word for that.
func (p *Paragraph) Balanced() []*Line {
	lines := p.Lines()
	if len(lines) < 2 {
		return lines
	}
	narrow, least := *p, p.Least()
	for part := Length(95); part >= 50; part -= 5 {
		if narrow.Measure = p.Measure * part / 100; narrow.Measure-p.Indent < least {
			break
		}
		tried := narrow.Lines()
		if len(tried) > len(lines) || slices.ContainsFunc(tried, func(l *Line) bool { return l.Overfull > 0 }) {
			break
		}
		lines = tried
	}
	return lines
}

type lineSetter struct {
	p      *Paragraph
	items  []item
	indent Length
	line   *Line
	spaces int
	fixed  Length // natural width of all but the spaces
	blank  Length // natural width of the spaces
}

func (s *lineSetter) set(start int, c cut) {
	end := c.at
	lastBox := -1
	for i := start; i < end; i++ {
		switch it := &s.items[i]; it.kind {
		case box:
			j := i
			for k := i + 1; k < end; k++ { // the rest of the word
				if s.items[k].kind == glue || s.items[k].kind == box && s.items[k].piece != it.piece {
					break
				}
				if s.items[k].kind == box {
					j = k
				}
			}
			s.text(it, s.items[j].end)
			lastBox, i = j, j
		case glue:
			if it.width > 0 {
				s.space(it)
			}
		}
	}
	br := &s.items[c.at]
	var right Length
	switch {
	case br.kind == penalty && br.width > 0:
		p := &s.p.Pieces[br.piece]
		s.add(br, []*Word{p.Style.Face.softHyphen}, p.Offset+int(s.items[lastBox].end))
		right = br.right
	case lastBox >= 0:
		right = s.items[lastBox].right
	}
	if s.line.Hyphen = br.hyphen; br.hyphen {
		s.line.Parted = s.wordBefore(c.at)
	}
	s.justify(start, br.endsLine(), right)
	if br.kind == glue && len(s.line.Runs) > 0 { // unseen, so that words do not run together in the text
		r := &s.line.Runs[len(s.line.Runs)-1]
		if r.Picture == nil && r.Font == r.Style.Face.Font {
			r.Words = append(r.Words, r.Style.Face.space)
		}
	}
}

// wordBefore is where the word begins that a break parts.
func (s *lineSetter) wordBefore(at int) Place {
	piece, start := s.items[at].piece, int32(0)
	for at--; at >= 0 && s.items[at].kind != glue && s.items[at].piece == piece; at-- {
		if s.items[at].kind == box {
			start = s.items[at].start
		}
	}
	p := &s.p.Pieces[piece]
	return Place{p.Mark, p.Offset + int(start)}
}

// text sets the text from an item up to a byte of its piece.
func (s *lineSetter) text(it *item, end int32) {
	p := &s.p.Pieces[it.piece]
	if p.Note > 0 {
		s.line.Notes = append(s.line.Notes, p.Note)
	}
	if p.Picture != nil {
		s.line.Runs = append(s.line.Runs, Run{X: s.fixed + s.blank, Mark: p.Mark, Offset: p.Offset, Picture: p.Picture, Width: p.Picture.Width, Style: p.Style})
		s.fixed += p.Picture.Width
		return
	}
	of := it.of
	if text := p.Text[it.start:end]; len(text) < len(of.text) {
		of = p.Style.Face.stretch(text) // a part of it
	}
	s.add(it, of.words, p.Offset+int(it.start))
}

func (s *lineSetter) space(it *item) {
	p := &s.p.Pieces[it.piece]
	w := p.Style.Face.space
	if p.Text[it.start] != ' ' && it.end-it.start > 1 {
		w = p.Style.Face.hardSpace
	}
	s.add(it, []*Word{w}, p.Offset+int(it.start))
}

// add puts words at the line's end, in the last run where that is of their
// kind.
func (s *lineSetter) add(it *item, words []*Word, offset int) {
	p := &s.p.Pieces[it.piece]
	for _, w := range words {
		n := len(s.line.Runs)
		if n == 0 || s.line.Runs[n-1].Picture != nil || s.line.Runs[n-1].Font != w.Font ||
			s.line.Runs[n-1].Style != p.Style || s.line.Runs[n-1].Mark != p.Mark {
			s.line.Runs = append(s.line.Runs, Run{Style: p.Style, Font: w.Font, Mark: p.Mark, Offset: offset, Words: make([]*Word, 0, 16)})
			n++
		}
		r := &s.line.Runs[n-1]
		r.Words = append(r.Words, w)
		if w.Space {
			s.spaces++
			s.blank += p.Style.wordWidth(w)
		} else {
			s.fixed += p.Style.wordWidth(w)
		}
		offset += len(w.Text)
	}
}

// justify places the runs.
func (s *lineSetter) justify(start int, final bool, right Length) {
	left := Length(0)
	if start < len(s.items) {
		left = s.items[start].left
	}
	natural := s.fixed + s.blank - left - right
	room := s.p.Measure - s.indent - natural
	x, extra := s.indent-left, Length(0)
	switch {
	case s.p.Align == Center:
		x = s.indent + room/2
	case s.p.Align == Right:
		x = s.indent + room + left
	case s.p.Align == Justified && (room < 0 || !final):
		if natural > 0 {
			s.line.Glyphs += int(expansion(room, natural) * 1000 / natural)
		}
		if s.spaces > 0 {
			set := (s.fixed + s.blank) * Length(s.line.Glyphs) / 1000
			extra = (s.p.Measure - s.indent + left + right - set) / Length(s.spaces)
		}
	}
	if room < 0 {
		least := natural - s.blank*spaceShrink/1000 - natural*glyphLimit/1000
		if s.p.Align != Justified {
			least = natural
		}
		if over := least - (s.p.Measure - s.indent); over > Pt/2 { // less is kerning at a hyphen
			s.line.Overfull = over
			if extra < 0 && s.spaces > 0 {
				extra = max(extra, -s.blank*spaceShrink/1000/Length(s.spaces))
			}
		}
	}
	for i := range s.line.Runs {
		r := &s.line.Runs[i]
		r.X, r.Extra = x, extra
		if r.Picture != nil {
			x += r.Width
			continue
		}
		for _, w := range r.Words {
			r.Width += r.Style.wordWidth(w) * Length(s.line.Glyphs) / 1000
			if w.Space {
				r.Width += extra
			}
		}
		x += r.Width
	}
	s.line.Width = x
}

// SetLine sets text on one line without breaking it: every blank stays. The
// line is as wide as it comes.
func SetLine(text string, style *Style, mark Mark, offset int) *Line {
	line := &Line{Glyphs: 1000, First: true, Last: true}
	add := func(w *Word, at int) {
		n := len(line.Runs)
		if n == 0 || line.Runs[n-1].Font != w.Font {
			line.Runs = append(line.Runs, Run{X: line.Width, Style: style, Font: w.Font, Mark: mark, Offset: offset + at})
			n++
		}
		r := &line.Runs[n-1]
		r.Words = append(r.Words, w)
		r.Width += style.wordWidth(w)
		line.Width += style.wordWidth(w)
	}
	for at := 0; at < len(text); {
		end := at
		for end < len(text) && text[end] != ' ' {
			end++
		}
		if end > at {
			for _, w := range style.Face.stretch(text[at:end]).words {
				add(w, at)
			}
		}
		for ; end < len(text) && text[end] == ' '; end++ {
			add(style.Face.space, end)
		}
		at = end
	}
	return line
}

// Move shifts the line to the right.
func (l *Line) Move(by Length) {
	for i := range l.Runs {
		l.Runs[i].X += by
	}
}

// Append puts another line's runs behind it, gap away.
func (l *Line) Append(gap Length, m *Line) {
	for _, r := range m.Runs {
		r.X += l.Width + gap
		l.Runs = append(l.Runs, r)
	}
	l.Width += gap + m.Width
}

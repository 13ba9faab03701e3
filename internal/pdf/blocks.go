package pdf

import (
	"fmt"
	"slices"
	"strings"

	"guidec/internal/book"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

func (s *setter) blocks(list []book.Block) {
	for i := range list {
		s.blockOf(list, i)
	}
}

// blockOf sets a block of a list; a stanza stands a line apart from another,
// and from prose.
func (s *setter) blockOf(list []book.Block, i int) {
	is := func(i int, r book.Role) bool {
		p, ok := list[i].(*book.Para)
		return ok && p.Role == r
	}
	const verse, prose = book.RoleVerse, book.RoleText
	if i > 0 && (is(i, verse) && (is(i-1, verse) || is(i-1, prose)) || is(i, prose) && is(i-1, verse)) {
		s.space(s.leading, 0)
		s.flush = true
	}
	s.block(list[i])
	if i+1 < len(list) && len(s.strips) > 0 && leads(list[i], list[i+1]) {
		s.strips[len(s.strips)-1].Turn = typeset.TurnNever
	}
}

// leads reports whether a block stands above the next as a heading does: words
// that are strong as a whole, or the sentence that announces a list or a table.
func leads(b, next book.Block) bool {
	switch next.(type) {
	case *book.Section, *book.Rule:
		return false
	case *book.List, *book.Table:
		p, ok := b.(*book.Para)
		return ok && p.Role == book.RoleText && announces(p.Text) || isStrong(b)
	default:
		return isStrong(b) && !isStrong(next)
	}
}

// isStrong reports whether a block is a paragraph of strong words alone.
func isStrong(b book.Block) bool {
	p, ok := b.(*book.Para)
	if !ok || p.Role != book.RoleText || len(p.Text) != 1 {
		return false
	}
	words, ok := p.Text[0].(*book.Styled)
	return ok && words.Role == book.RoleStrong
}

func (s *setter) block(b book.Block) {
	switch b := b.(type) {
	case *book.Section:
		s.section(b)
	case *book.Box:
		s.box(b)
	case *book.Para:
		s.para(b)
	case *book.List:
		s.listBlock(b)
	case *book.Table:
		s.table(b)
	case *book.Image:
		s.image(b, nil)
	case *book.Code:
		s.code(b)
	case *book.Rule:
		s.ruleBlock(b)
	default:
		panic(fmt.Sprintf("pdf: unexpected block %T", b))
	}
}

func (s *setter) box(b *book.Box) {
	switch b.Role {
	case book.RolePullQuote:
		s.pullQuote(b)
	case book.RoleQuote:
		s.quote(b)
	case book.RoleCalloutNote, book.RoleCalloutTip, book.RoleCalloutImportant, book.RoleCalloutWarning, book.RoleCalloutCaution:
		s.callout(b)
	case book.RoleFigure:
		s.figure(b)
	case book.RoleQuestion:
		s.question(b)
	case book.RoleAnswer:
		s.answer(b)
	case book.RoleCharacter:
		s.character(b)
	case book.RolePrompt, book.RoleGroup:
		s.open(b, b.Target)
		defer s.begin(b.Role.Spelling().Tag)()
		s.blocks(b.Blocks)
	default:
		panic(fmt.Sprintf("pdf: unexpected box %d", b.Role))
	}
}

func (s *setter) para(b *book.Para) {
	switch b.Role {
	case book.RoleText, book.RoleQuotedText:
		s.open(b, b.Target)
		end := s.begin("P")
		s.paragraph(b.Text, s.base)
		end()
		s.flush = false
	case book.RoleVerse:
		s.open(b, b.Target)
		end := s.begin("P")
		s.verse(b.Text)
		end()
		s.flush = false
	case book.RoleMarginal:
		s.marginal(b)
	case book.RoleCredit:
		s.credit(b)
	case book.RolePart:
		s.open(b, b.Target)
		end := s.begin("P")
		l := s.base
		l.italic = true
		s.flush = true
		s.keep = true
		s.paragraph(b.Text, l)
		s.flush, s.keep = true, true
		end()
	case book.RoleCaption:
		s.caption(b.Text, s.begin("Caption"))
	default:
		panic(fmt.Sprintf("pdf: unexpected paragraph %d", b.Role))
	}
}

// paragraph sets running text in the element at hand.
func (s *setter) paragraph(text []book.Inline, l look) {
	indent := typeset.Points(float64(s.page.ParagraphIndent))
	if s.flush || s.loose {
		indent = 0
	}
	if s.page.ParagraphIndent == 0 && !s.flush {
		s.space(s.grid, 0)
	}
	if strips := s.setText(s.runningText(text, l), indent); announces(text) && len(strips) > 0 {
		last := strips[len(strips)-1]
		last.Turn = max(last.Turn, announceCost)
	}
}

// runningText is text whose lines may have footnotes and make room for pictures.
func (s *setter) runningText(text []book.Inline, l look) []typeset.Piece {
	s.running, s.room = !s.loose, true
	pieces := s.text(text, l, s.elem)
	s.running, s.room = false, false
	return pieces
}

// verse sets a stanza: lines that begin where the author's do. What is longer
// than the measure hangs, with whole words.
func (s *setter) verse(text []book.Inline) {
	s.setLines(typeset.Paragraph{Pieces: s.runningText(text, s.base), Align: typeset.Left, Solid: true, Hang: s.em(1.5)})
}

// announceCost is what a page turn costs between a sentence that ends in a
// colon and what it announces: as much as a page that is five lines short.
const announceCost = 6000

// announces reports whether a text ends in a colon.
func announces(text []book.Inline) bool {
	return strings.HasSuffix(strings.TrimSpace(book.Plain(text)), ":")
}

// setText sets pieces as a paragraph of prose.
func (s *setter) setText(pieces []typeset.Piece, indent typeset.Length) []*typeset.Strip {
	p := typeset.Paragraph{Pieces: pieces, Indent: indent}
	large := func(x typeset.Piece) bool { return x.Picture != nil && x.Picture.Height > 2*x.Style.Size }
	if s.ragged || slices.ContainsFunc(pieces, large) { // it leaves gaps that blanks cannot fill
		p.Align = typeset.Left
	}
	return s.setLines(p)
}

// setLines breaks a paragraph into lines and adds them as strips.
func (s *setter) setLines(p typeset.Paragraph) []*typeset.Strip {
	p.Measure, p.Scratch, p.Whole = s.width(), s.scratch, s.of.whole
	lines := s.broken.lines(p)
	strips := make([]*typeset.Strip, len(lines))
	for i, line := range lines {
		more := (rise(line, s.baseline()) + s.leading - 1) / s.leading * s.leading // on the grid
		strip := &typeset.Strip{Height: s.leading + more, Loose: s.loose, Text: line, Hyphen: line.Hyphen, Notes: s.notesOf(line)}
		strip.Content = []typeset.Placed{{X: s.left, Y: s.baseline() + more, Line: line}}
		if i == 0 && len(lines) > 1 || i == len(lines)-2 {
			strip.Turn = typeset.TurnNever // no orphan, no widow
		}
		strips[i] = s.add(strip)
	}
	return strips
}

// baseline is how far below the top of a line of text its baseline is.
func (s *setter) baseline() typeset.Length { return s.leading * 74 / 100 }

func (s *setter) notesOf(line *typeset.Line) []*typeset.Footnote {
	var list []*typeset.Footnote
	for _, n := range line.Notes {
		list = append(list, s.notes[n-1].strip)
	}
	return list
}

// marginal sets a theme mark or a pointer beside the next strip, where the
// page has a column for it, and else as a line of its own.
func (s *setter) marginal(b *book.Para) {
	end := s.begin("P")
	defer end()
	l := s.small()
	pieces := s.text(b.Text, l, s.elem)
	if s.page.Column == 0 || s.loose {
		s.inLine(b, pieces)
		return
	}
	p := typeset.Paragraph{Pieces: pieces, Measure: typeset.Points(float64(s.page.Column)), Align: typeset.Left, Solid: true}
	y := s.baseline()
	if n := len(s.margin); n > 0 {
		y = s.margin[n-1].Y + s.noteLeading()
	}
	for _, line := range p.Lines() {
		s.margin = append(s.margin, typeset.Placed{Y: y, Margin: true, Line: line})
		y += s.noteLeading()
	}
}

func (s *setter) noteLeading() typeset.Length {
	return s.size(theme.Sizes.Note).Scale(int(theme.Sizes.NoteLeading*100), 100)
}

// inLine sets a marginal where there is no margin: a small line that stays
// with what is before it.
func (s *setter) inLine(b *book.Para, pieces []typeset.Piece) {
	s.open(b, b.Target)
	p := typeset.Paragraph{Pieces: pieces, Measure: s.width(), Align: typeset.Left, Solid: true}
	if len(s.strips) > 0 { // right below what it is of
		s.keep, s.tight, s.stretch = true, 0, 0
	}
	for _, line := range p.Lines() {
		s.add(&typeset.Strip{Height: s.leading, Loose: s.loose, Content: []typeset.Placed{{X: s.left, Y: s.baseline(), Line: line}}})
		s.keep = true
	}
	s.keep = false
	s.flush = true
}

// beside moves marginals that follow a block in its list to its first strip.
// It returns the other blocks, having set the marginals.
func (s *setter) beside(list []book.Block) []book.Block {
	if s.page.Column == 0 {
		return list
	}
	var rest []book.Block
	for _, b := range list {
		if p, ok := b.(*book.Para); ok && p.Role == book.RoleMarginal {
			s.marginal(p)
			continue
		}
		rest = append(rest, b)
	}
	return rest
}

func (s *setter) ruleBlock(b *book.Rule) {
	switch b.Role {
	case book.RoleDivider:
		star := typeset.SetLine("∗ ∗ ∗", s.style(look{family: serif, size: s.base.size, color: ink(theme.PrintGrey), lang: s.lang}), 0, 0)
		s.open(b, nil)
		s.add(&typeset.Strip{Height: 3 * s.grid, Content: []typeset.Placed{{X: s.left + (s.width()-star.Width)/2, Y: s.lines(1.8), Line: star}}})
		s.flush = true
	case book.RoleWritingLine:
		s.writingLine(b)
	default:
		panic(fmt.Sprintf("pdf: unexpected rule %d", b.Role))
	}
}

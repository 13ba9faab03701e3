package book

import (
	"fmt"
	"slices"
	"strings"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

func (s *scope) blocks(in []doc.Block) []Block {
	var out []Block
	for i, x := range in {
		if !isIdle(in, i) {
			out = append(out, s.block(x)...)
		}
	}
	return out
}

// isIdle reports whether a block is a divider that divides nothing: at an end
// of what it stands in, before a heading, or before another.
func isIdle(in []doc.Block, i int) bool {
	if !doc.IsA[*doc.Divider](in[i]) || len(in) == 1 {
		return false
	}
	return i == 0 || i+1 == len(in) || doc.IsA[*doc.Divider](in[i+1]) || doc.IsA[*doc.Section](in[i+1])
}

// block lowers one block. The result is empty where nothing of it is left:
// a list of quotations when there are none, an FAQ that became an appendix.
func (s *scope) block(x doc.Block) []Block {
	switch x := x.(type) {
	case *doc.Section:
		return []Block{s.sectionBelow(x)}
	case *doc.Paragraph:
		return []Block{&Para{Span: x.Span, Role: textOrVerse(x.Text), Text: s.text(x.Text)}}
	case *doc.List:
		return []Block{s.listBlock(x)}
	case *doc.Choices:
		return []Block{s.choices(x)}
	case *doc.DefinitionList:
		role := RoleDefinitions
		switch s.kind {
		case doc.KindGlossary:
			role = RoleGlossaryList
		case doc.KindTimeline:
			role = RoleTimeline
		}
		return []Block{s.definitions(x.Span, role, nil, x.Items)}
	case *doc.Glossary:
		return []Block{s.definitions(x.Span, RoleGlossaryList, s.targets[x], x.Items)}
	case *doc.Timeline:
		return []Block{s.definitions(x.Span, RoleTimeline, s.targets[x], x.Events)}
	case *doc.Quote:
		box := &Box{Span: x.Span, Role: RoleQuote, Target: s.targets[x], Blocks: s.blocks(x.Blocks)}
		return []Block{s.attribute(box, x, x.Credit, x.Theme)}
	case *doc.PullQuote:
		return []Block{s.pullQuote(x)}
	case *doc.Callout:
		return []Block{s.callout(x)}
	case *doc.Code:
		return []Block{&Code{x.Span, x.Lang, untabbed(x.Text)}}
	case *doc.Figure:
		return s.figure(x)
	case *doc.Table:
		return []Block{s.table(x)}
	case *doc.Divider:
		return []Block{&Rule{x.Span, RoleDivider}}
	case *doc.FAQ:
		return nil
	case *doc.Question:
		return []Block{s.question(x)}
	case *doc.CharacterProfile:
		return []Block{s.character(x)}
	case *doc.Generated:
		return s.generated(x)
	}
	panic(fmt.Sprintf("book: unexpected block %T", x))
}

// sectionBelow lowers a section inside another: always one level deeper,
// whatever the heading's depth in the source was.
func (s *scope) sectionBelow(x *doc.Section) *Section {
	out := &Section{Span: x.Span, Role: RoleSection, Level: min(s.section.Level+1, 6), Target: s.targets[x]}
	in := s.below(out)
	out.Heading = in.heading(x.Heading)
	out.Blocks = append(in.themeMark(x.Theme), in.blocks(x.Blocks)...)
	return out
}

func (s *scope) listBlock(x *doc.List) *List {
	out := &List{Span: x.Span, Role: RoleBulletList, Tight: x.Tight}
	if x.Ordered {
		out.Role, out.Start = numbering(s.counts), x.Start
		if x.Start > 26 { // what no letter counts
			out.Role = RoleNumberList
		}
		s = s.counted()
	}
	for _, it := range x.Items {
		item := &Item{Span: it.Span, Target: s.targets[it], Box: it.Box, Blocks: s.blocks(it.Blocks)}
		if h := s.lightOf[it]; h != nil {
			out.Role, out.Tight = RoleHighlights, false
			item.Blocks = append(item.Blocks, s.foundIn(it, h)...)
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func (s *scope) choices(x *doc.Choices) *List {
	out := &List{Span: x.Span, Role: RoleChoices, Tight: true, Start: 1}
	if x.Capital {
		out.Role = RoleCapitalChoices
	}
	for _, c := range x.Items {
		out.Items = append(out.Items, &Item{Span: c.Span, Blocks: []Block{&Para{Span: c.Span, Role: RoleText, Text: s.text(c.Text)}}})
	}
	return out
}

// numbering returns the role of a numbered list inside other numbered things,
// so that "question 3 b" and "step 2, a" name one place each.
func numbering(around int) Role {
	return [...]Role{RoleNumberList, RoleLetterList, RoleRomanList}[min(around, 2)]
}

func (s *scope) definitions(at source.Span, r Role, t *Target, items []*doc.Definition) Block {
	out := &List{Span: at, Role: r}
	for _, d := range items {
		item := &Item{Span: d.Span, Target: s.targets[d]}
		for _, term := range d.Terms {
			item.Terms = append(item.Terms, s.text(term))
		}
		item.Blocks = s.blocks(d.Blocks) // after the terms, whose notes come first
		out.Items = append(out.Items, item)
	}
	if t == nil {
		return out
	}
	return &Box{Span: at, Role: RoleGroup, Target: t, Blocks: []Block{out}}
}

// pullQuote sets somebody's words in quotation marks, the guide's own
// sentences without.
func (s *scope) pullQuote(x *doc.PullQuote) *Box {
	box := &Box{Span: x.Span, Role: RolePullQuote, Target: s.targets[x]}
	for i, p := range x.Text {
		text := s.inlines(p.Text)
		if x.Spoken {
			s.words.curlSpoken(text)
			open := &Styled{Role: RoleQuoteMark, Text: []Inline{&Text{Text: s.words.quotes.open}}}
			text = append([]Inline{open}, text...)
			if i == len(x.Text)-1 {
				text = append(text, &Text{Text: s.words.quotes.close})
			}
		} else {
			s.words.curl(text)
		}
		box.Blocks = append(box.Blocks, &Para{Span: p.Span, Role: RoleQuotedText, Text: text})
	}
	return s.attribute(box, x, x.Credit, x.Theme)
}

// attribute adds to a quotation whose words it is, its theme, and the way
// to the same quotation among the highlights.
func (s *scope) attribute(box *Box, x doc.Block, c doc.Credit, th doc.Theme) *Box {
	if text := s.credit(c); len(text) > 0 { // a picture that is not there is nothing
		box.Blocks = append(box.Blocks, &Para{Span: box.Span, Role: RoleCredit, Text: text})
	}
	box.Blocks = append(box.Blocks, s.themeMark(th)...)
	box.Blocks = append(box.Blocks, s.amongHighlights(x)...)
	return box
}

// credit is the line under a quotation: "Victor Frankenstein, chapter 4"; nil
// where there is none.
func (s *scope) credit(c doc.Credit) []Inline {
	const comma = ", "
	text := s.inlines(c.By)
	if len(text) > 0 && c.From != nil {
		if last, ok := text[len(text)-1].(*Text); ok {
			last.Text += comma
		} else {
			text = append(text, &Text{Text: comma})
		}
	}
	text = append(text, s.inlines(c.From)...)
	s.words.curl(text)
	return text
}

func (s *scope) callout(x *doc.Callout) *Box {
	roles := map[doc.CalloutType]Role{
		doc.CalloutNote: RoleCalloutNote, doc.CalloutTip: RoleCalloutTip, doc.CalloutImportant: RoleCalloutImportant,
		doc.CalloutWarning: RoleCalloutWarning, doc.CalloutCaution: RoleCalloutCaution,
	}
	box := &Box{Span: x.Span, Role: roles[x.Type], Target: s.targets[x], Label: s.words.Callouts[x.Type]}
	if x.Title != nil {
		box.Title = s.text(x.Title)
	}
	box.Blocks = append(s.blocks(x.Blocks), s.themeMark(x.Theme)...)
	return box
}

// untabbed spells the tabs of code as blanks, up to the next of every four
// columns. Screens would set them as wide as eight signs, or as one.
func untabbed(text string) string {
	const columns = 4
	var b strings.Builder
	at := 0
	for _, r := range text {
		switch r {
		case '\t':
			n := columns - at%columns
			b.WriteString(strings.Repeat(" ", n))
			at += n
			continue
		case '\n':
			at = -1
		}
		b.WriteRune(r)
		at++
	}
	return b.String()
}

func (s *scope) figure(x *doc.Figure) []Block {
	image := s.image(x.Image)
	if image == nil {
		return s.described(x)
	}
	box := &Box{Span: x.Span, Role: RoleFigure, Target: s.targets[x], Blocks: []Block{image}}
	if x.Caption != nil {
		box.Blocks = append(box.Blocks, &Para{Span: x.Span, Role: RoleCaption, Text: s.caption(box.Target, x.Caption)})
	}
	return []Block{box}
}

// described sets the words of a figure whose image is missing.
func (s *scope) described(x *doc.Figure) []Block {
	var paras []Block
	for _, text := range [][]Inline{words(x.Image.Span, s.words.curlString(x.Image.Alt)), s.text(x.Caption)} {
		if len(text) > 0 {
			paras = append(paras, &Para{Span: x.Span, Role: RoleText, Text: text})
		}
	}
	if t := s.targets[x]; t != nil {
		return []Block{&Box{Span: x.Span, Role: RoleGroup, Target: t, Blocks: paras}}
	}
	return paras
}

// caption puts the number in front: "Figure 3. The ship". In a footnote
// nothing is counted.
func (s *scope) caption(t *Target, text []doc.Inline) []Inline {
	if t == nil {
		return s.text(text)
	}
	named := &Styled{Role: RoleLabel, Text: []Inline{&Text{Text: t.Name + "."}}}
	return append([]Inline{named, &Text{Text: " "}}, s.text(text)...)
}

func (s *scope) table(x *doc.Table) *Table {
	out := &Table{Span: x.Span, Target: s.targets[x]}
	if x.Caption != nil {
		out.Caption = s.caption(out.Target, x.Caption)
	}
	out.Head = s.cells(x.Head, HeadOfColumn) // after the caption, whose notes come first
	ofRow := NoHead
	switch {
	case !slices.ContainsFunc(out.Head, isHead):
		out.Head = nil
	case !isHead(out.Head[0]):
		ofRow = HeadOfRow
	}
	for _, a := range x.Columns {
		out.Columns = append(out.Columns, map[doc.Align]Align{doc.AlignCenter: AlignCenter, doc.AlignRight: AlignEnd}[a])
	}
	for _, row := range x.Rows {
		out.Rows = append(out.Rows, s.cells(row, ofRow))
	}
	return out
}

// cells lowers a row of cells, all of which are heads of columns or the first
// of which heads the row. What is blank heads nothing.
func (s *scope) cells(in []doc.Cell, head Head) []Cell {
	var out []Cell
	for i, c := range in {
		cell := Cell{Span: c.Span, Text: s.text(c.Text)}
		if len(cell.Text) > 0 && (i == 0 || head == HeadOfColumn) {
			cell.Head = head
		}
		out = append(out, cell)
	}
	return out
}

func isHead(c Cell) bool { return c.Head != NoHead }

// character lowers a profile: in a chapter of characters the profiles are
// its sections, elsewhere a profile is a box.
func (s *scope) character(x *doc.CharacterProfile) Block {
	part := func(in *scope) []Block {
		var out []Block
		if x.Part != nil {
			out = append(out, &Para{Span: x.Span, Role: RolePart, Text: in.text(x.Part)})
		}
		return append(out, in.blocks(x.Blocks)...)
	}
	if s.kind == doc.KindCharacters {
		out := &Section{Span: x.Span, Role: RoleCharacter, Level: min(s.section.Level+1, 6), Target: s.targets[x]}
		in := s.below(out)
		out.Heading = in.heading(x.Name)
		out.Blocks = part(in)
		return out
	}
	return &Box{Span: x.Span, Role: RoleCharacter, Target: s.targets[x], Title: s.text(x.Name), Blocks: part(s)}
}

// themeMark names a block's theme; nothing without one.
func (s *scope) themeMark(t doc.Theme) []Block {
	if t.Name == "" {
		return nil
	}
	return []Block{&Para{Span: t.Span, Role: RoleMarginal, Text: []Inline{
		&Styled{Role: RoleLabel, Text: []Inline{&Text{Text: s.words.Theme}}},
		&Text{t.Span, " " + s.themeName(t)},
	}}}
}

// themeName returns what readers see of a theme's tag.
func (s *scope) themeName(t doc.Theme) string {
	for _, k := range s.guide.Meta.Themes {
		if k.Tag == t.Name {
			return s.words.curlString(k.Name)
		}
	}
	if s.guide.Meta.Unread {
		return t.Name
	}
	d := s.list.Add(diag.ThemeUnknown, t.Span, "the guide has no theme %q", t.Name)
	if near := s.suggest(t.Name, s.themeTags); near != "" {
		d.Hintf("did you mean %q?", near)
	} else {
		d.Hintf("name it under \"themes\" in the guide's metadata: %s: %q", t.Name, t.Name)
	}
	return t.Name
}

func (b *builder) themeTags() []string {
	var known []string
	for _, k := range b.guide.Meta.Themes {
		known = append(known, k.Tag)
	}
	return known
}

package manuscript

import (
	"fmt"
	"strings"

	"guidec/internal/doc"
)

// A writer writes blocks. Each method returns whole lines, the last with its
// line end, and what stands around a block indents or marks them.
type writer struct {
	manuscript *manuscript
	inList     bool
	quoted     bool // in a quotation
}

// blocks writes blocks with a blank line between them.
func (w *writer) blocks(bs []doc.Block) string { return w.joined(bs, "\n", w.block) }

// joined writes blocks so that none is taken for the rest of the one before
// it; write writes those that are no lists.
func (w *writer) joined(bs []doc.Block, between string, write func(doc.Block) string) string {
	var parts []string
	star := false // the last list has the other mark
	for i, b := range bs {
		l, ok := b.(*doc.List)
		star = ok && i > 0 && follows(bs[i-1], l) && !star
		if ok {
			parts = append(parts, w.list(l, star))
			continue
		}
		if _, ok := b.(*doc.DefinitionList); ok && i > 0 {
			if _, ok := bs[i-1].(*doc.DefinitionList); ok {
				parts = append(parts, "<!-- -->\n")
			}
		}
		if s := write(b); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, between)
}

// follows reports whether a list would be taken for the rest of the block
// before it.
func follows(before doc.Block, l *doc.List) bool {
	other, ok := before.(*doc.List)
	return ok && other.Ordered == l.Ordered
}

func (w *writer) block(b doc.Block) string {
	switch b := b.(type) {
	case *doc.Section:
		return w.section(b)
	case *doc.Paragraph:
		return w.paragraph(b)
	case *doc.List:
		return w.list(b, false)
	case *doc.Choices:
		return w.choices(b)
	case *doc.DefinitionList:
		return w.definitions(b.Items)
	case *doc.Quote:
		return w.quote(b)
	case *doc.PullQuote:
		return w.pullQuote(b)
	case *doc.Callout:
		return w.callout(b)
	case *doc.Code:
		return code(b)
	case *doc.Figure:
		return w.figure(b)
	case *doc.Table:
		return w.table(b)
	case *doc.Divider:
		if w.inList {
			return "___\n" // "- ---" would be a divider instead of an item
		}
		return "---\n"
	case *doc.FAQ:
		return w.faq(b)
	case *doc.Question:
		return w.question(b)
	case *doc.Glossary:
		return div("glossary", attributes{}.with(b.ID), w.definitions(b.Items))
	case *doc.CharacterProfile:
		return w.character(b)
	case *doc.Timeline:
		return div("timeline", attributes{}.with(b.ID), w.definitions(b.Events))
	case *doc.Generated:
		var a attributes
		a.pair("theme", b.Theme.Name)
		return div(string(b.What), a, "")
	default:
		panic(fmt.Sprintf("manuscript: unexpected block %T", b))
	}
}

func (a attributes) with(id doc.ID) attributes {
	a.id(id.Name)
	return a
}

// section writes a heading and what it heads. The questions of an FAQ are
// headings themselves.
func (w *writer) section(s *doc.Section) string {
	var a attributes
	a.id(s.ID.Name)
	a.class("unnumbered", s.Unnumbered)
	a.pair("theme", s.Theme.Name)
	out := heading(s.Depth, w.inlines(s.Heading, place{heading: true}), a)
	if s.Kind == doc.KindFAQ {
		return out + lead(w.questions(s.Blocks))
	}
	return out + lead(w.blocks(s.Blocks))
}

func heading(level int, text string, a attributes) string {
	return strings.Repeat("#", min(max(level, 1), 6)) + strings.TrimRight(" "+text, " ") + a.after() + "\n"
}

// lead puts a blank line before blocks, if there are any.
func lead(s string) string {
	if s == "" {
		return ""
	}
	return "\n" + s
}

func (w *writer) paragraph(p *doc.Paragraph) string {
	text := w.inlines(p.Text, place{lineStart: true, quoted: w.quoted})
	if text == "" {
		return ""
	}
	return text + "\n"
}

// indented puts a mark before the first line and as many blanks before the
// others.
func indented(mark, s string) string {
	if s == "" {
		return strings.TrimRight(mark, " ") + "\n"
	}
	return mark + strings.TrimLeft(prefixed(strings.Repeat(" ", len(mark)), s), " ")
}

// prefixed puts a prefix before each line that is not blank, and its marks
// before those that are.
func prefixed(prefix, s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		if line == "\n" {
			b.WriteString(strings.TrimRight(prefix, " "))
		} else {
			b.WriteString(prefix)
		}
		b.WriteString(line)
	}
	return b.String()
}

// list writes a list. star asks for the other of the two marks that lists
// have, which parts it from the list above.
func (w *writer) list(l *doc.List, star bool) string {
	in := *w
	in.inList = true
	between := "\n"
	if l.Tight && tightens(l) {
		between = ""
	}
	var items []string
	for i, it := range l.Items {
		mark := "- "
		switch {
		case l.Ordered && star:
			mark = fmt.Sprintf("%d) ", l.Start+i)
		case l.Ordered:
			mark = fmt.Sprintf("%d. ", l.Start+i)
		case star:
			mark = "* "
		}
		box := map[string]string{"☐": "[ ] ", "☑": "[x] "}[it.Box]
		items = append(items, indented(mark, box+in.joined(it.Blocks, between, in.block)))
	}
	return strings.Join(items, between)
}

// tightens reports whether the blocks of each item can follow each other
// without a blank line.
func tightens(l *doc.List) bool {
	for _, it := range l.Items {
		for i, b := range it.Blocks {
			if i == 0 {
				continue
			}
			switch b := b.(type) {
			case *doc.List:
				if b.Ordered && b.Start != 1 || len(b.Items) > 0 && len(b.Items[0].Blocks) == 0 {
					return false
				}
			case *doc.Choices: // the rest of a paragraph, but not of others
				if _, ok := it.Blocks[i-1].(*doc.Paragraph); !ok {
					return false
				}
			case *doc.Quote, *doc.Code, *doc.PullQuote, *doc.Callout:
			default:
				return false
			}
		}
	}
	return true
}

func (w *writer) choices(c *doc.Choices) string {
	var b strings.Builder
	letter := 'a'
	if c.Capital {
		letter = 'A'
	}
	for _, x := range c.Items {
		b.WriteString(string(letter) + ". " + w.inlines(x.Text, place{quoted: w.quoted}) + "\n")
		letter++
	}
	return b.String()
}

// definitions writes terms, each on a line of its own, and what is said of
// them below.
func (w *writer) definitions(ds []*doc.Definition) string {
	var parts []string
	for _, d := range ds {
		var b strings.Builder
		for i, t := range d.Terms {
			b.WriteString(w.inlines(t, place{lineStart: true, heading: true, quoted: w.quoted}))
			if i == 0 {
				b.WriteString(attributes{}.with(d.ID).after())
			}
			b.WriteByte('\n')
		}
		b.WriteString(indented(": ", w.blocks(d.Blocks)))
		parts = append(parts, b.String())
	}
	return strings.Join(parts, "\n")
}

// code writes code between longer fences than any in it.
func code(c *doc.Code) string {
	fence := strings.Repeat("`", max(3, longestRun(c.Text, '`')+1))
	return fence + c.Lang + "\n" + c.Text + fence + "\n"
}

// note writes a footnote.
func (w *writer) note(n *doc.Note) string {
	s := prefixed("    ", w.blocks(n.Blocks))
	if s == "" {
		s = "\n"
	}
	return "[^" + n.Label + "]: " + strings.TrimLeft(s, " ")
}

package doc

import (
	"fmt"
	"strconv"
	"strings"

	"guidec/internal/source"
)

// Dump writes a guide as an indented tree, one node a line: its kind, its
// text in quotes, what else is set as key=value. It is made for people and
// for golden tests. Two guides with equal dumps say the same.
func Dump(g *Guide) string { return dump(g, false) }

// DumpPositions is Dump with each node's place, as "line:column-line:column",
// where the second is the place just after the node.
func DumpPositions(g *Guide) string { return dump(g, true) }

func dump(g *Guide, positions bool) string {
	d := &dumper{positions: positions}
	d.meta(&g.Meta)
	for _, c := range g.Chapters {
		d.block(c)
	}
	for _, n := range g.Notes {
		d.line(n.Span, "note", quote(n.Label))
		d.within(func() { d.blocks(n.Blocks) })
	}
	return d.b.String()
}

type dumper struct {
	b         strings.Builder
	depth     int
	positions bool
}

// line writes one node. Empty words are left out.
func (d *dumper) line(at source.Span, kind string, words ...string) {
	d.b.WriteString(strings.Repeat("  ", d.depth))
	d.b.WriteString(kind)
	for _, w := range words {
		if w != "" {
			d.b.WriteByte(' ')
			d.b.WriteString(w)
		}
	}
	if d.positions && at.File != nil {
		from, to := at.Position(), at.File.Position(at.End)
		fmt.Fprintf(&d.b, " @%d:%d-%d:%d", from.Line, from.Column, to.Line, to.Column)
	}
	d.b.WriteByte('\n')
}

func (d *dumper) within(f func()) {
	d.depth++
	f()
	d.depth--
}

func quote(s string) string { return strconv.Quote(s) }

// pair is "key=value", with the value in quotes; "" for an empty value.
func pair(key, value string) string {
	if value == "" {
		return ""
	}
	return key + "=" + quote(value)
}

func number(key string, n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%s=%d", key, n)
}

func flag(name string, set bool) string {
	if !set {
		return ""
	}
	return name
}

func id(i ID) string {
	if i.Name == "" {
		return ""
	}
	return "#" + i.Name
}

func (d *dumper) meta(m *Meta) {
	d.line(m.Title.Span, "guide", quote(m.Title.Text))
	d.depth++
	defer func() { d.depth-- }()
	value := func(key string, v Value) {
		if v.Text != "" {
			d.line(v.Span, key, quote(v.Text))
		}
	}
	text := func(key, s string) { value(key, Value{Text: s}) }
	value("subtitle", m.Subtitle)
	if m.Work != (Work{}) {
		d.line(source.Span{}, "work", quote(m.Work.Title), pair("author", m.Work.Author), pair("year", m.Work.Year))
	}
	for _, p := range m.Creators {
		d.line(source.Span{}, "creator", quote(p.Name), pair("file-as", p.FileAs), pair("role", p.Role))
	}
	for _, p := range m.Contributors {
		d.line(source.Span{}, "contributor", quote(p.Name), pair("file-as", p.FileAs), pair("role", p.Role))
	}
	value("lang", m.Lang)
	value("date", m.Date)
	text("description", m.Description)
	for _, k := range m.Keywords {
		text("keyword", k)
	}
	text("publisher", m.Publisher)
	text("rights", m.Rights)
	text("identifier", m.Identifier)
	if m.Series != (Series{}) {
		d.line(source.Span{}, "series", quote(m.Series.Name), pair("number", m.Series.Number))
	}
	if m.Cover != nil {
		d.line(m.Cover.Span, "cover", quote(m.Cover.Path), pair("alt", m.Cover.Alt), flag("decorative", m.Cover.Decorative))
	}
	if m.Reading != 0 {
		d.line(source.Span{}, "reading", number("minutes", m.Reading))
	}
	for _, t := range m.Themes {
		d.line(t.Span, "theme", t.Tag, quote(t.Name))
	}
	text("edition", string(m.Edition))
	text("quotes", string(m.Quotes))
	if c := m.Conformance; c != (Conformance{}) {
		d.line(source.Span{}, "conformance", quote(c.Standard), pair("certified-by", c.CertifiedBy), pair("credential", c.Credential), pair("report", c.Report))
	}
	if p := m.Print; p != (Print{}) {
		d.line(source.Span{}, "print", pair("paper", p.Paper), pair("sides", p.Sides), pair("variant", p.Variant))
	}
}

func (d *dumper) blocks(bs []Block) {
	for _, b := range bs {
		d.block(b)
	}
}

func (d *dumper) block(b Block) {
	switch b := b.(type) {
	case *Section:
		d.section(b)
	case *Paragraph:
		d.line(b.Span, "paragraph")
		d.within(func() { d.inlines(b.Text) })
	case *List:
		d.list(b)
	case *Choices:
		d.line(b.Span, "choices", flag("capital", b.Capital))
		d.within(func() {
			for _, c := range b.Items {
				d.part("choice", c.Text)
			}
		})
	case *DefinitionList:
		d.line(b.Span, "definitions")
		d.definitions(b.Items)
	case *Quote:
		d.line(b.Span, "quote", id(b.ID), pair("theme", b.Theme.Name))
		d.within(func() {
			d.blocks(b.Blocks)
			d.credit(b.Credit)
		})
	case *PullQuote:
		d.line(b.Span, "pullquote", id(b.ID), flag("spoken", b.Spoken), pair("theme", b.Theme.Name))
		d.within(func() {
			for _, p := range b.Text {
				d.block(p)
			}
			d.credit(b.Credit)
		})
	case *Callout:
		d.line(b.Span, "callout", string(b.Type), id(b.ID), pair("theme", b.Theme.Name))
		d.within(func() { d.part("title", b.Title); d.blocks(b.Blocks) })
	case *Code:
		d.line(b.Span, "code", pair("lang", b.Lang), quote(b.Text))
	case *Figure:
		d.line(b.Span, "figure", id(b.ID))
		d.within(func() {
			if b.Image != nil {
				d.inline(b.Image)
			}
			d.part("caption", b.Caption)
		})
	case *Table:
		d.table(b)
	case *Divider:
		d.line(b.Span, "divider")
	case *FAQ:
		d.line(b.Span, "faq", id(b.ID))
		d.within(func() {
			d.part("heading", b.Heading)
			for _, q := range b.Questions {
				d.block(q)
			}
		})
	case *Question:
		d.line(b.Span, "question", id(b.ID), number("lines", b.Lines), pair("theme", b.Theme.Name))
		d.within(func() {
			d.blocks(b.Prompt)
			if b.Answer != nil {
				d.line(source.Span{}, "answer")
				d.within(func() { d.blocks(b.Answer) })
			}
		})
	case *Glossary:
		d.line(b.Span, "glossary", id(b.ID))
		d.definitions(b.Items)
	case *CharacterProfile:
		d.line(b.Span, "character", id(b.ID))
		d.within(func() { d.part("name", b.Name); d.part("part", b.Part); d.blocks(b.Blocks) })
	case *Timeline:
		d.line(b.Span, "timeline", id(b.ID))
		d.definitions(b.Events)
	case *Generated:
		d.line(b.Span, "generated", string(b.What), pair("theme", b.Theme.Name))
	default:
		panic(fmt.Sprintf("doc: unexpected block %T", b))
	}
}

func (d *dumper) section(s *Section) {
	d.line(s.Span, "section", strconv.Itoa(s.Depth), string(s.Kind), id(s.ID),
		flag("unnumbered", s.Unnumbered), pair("theme", s.Theme.Name), pair("lang", s.Lang))
	d.within(func() { d.part("heading", s.Heading); d.blocks(s.Blocks) })
}

func (d *dumper) list(l *List) {
	kind := "list"
	if l.Ordered {
		kind = fmt.Sprintf("list from %d", l.Start)
	}
	d.line(l.Span, kind, flag("tight", l.Tight))
	d.within(func() {
		for _, it := range l.Items {
			d.line(it.Span, "item", it.Box)
			d.within(func() { d.blocks(it.Blocks) })
		}
	})
}

func (d *dumper) definitions(ds []*Definition) {
	d.within(func() {
		for _, e := range ds {
			d.line(e.Span, "definition", id(e.ID))
			d.within(func() {
				for _, t := range e.Terms {
					d.part("term", t)
				}
				d.blocks(e.Blocks)
			})
		}
	})
}

func (d *dumper) table(t *Table) {
	columns := "columns="
	for _, a := range t.Columns {
		columns += string("-<^>"[a])
	}
	d.line(t.Span, "table", id(t.ID), columns)
	d.within(func() {
		d.part("caption", t.Caption)
		d.row("head", t.Head)
		for _, r := range t.Rows {
			d.row("row", r)
		}
	})
}

func (d *dumper) row(kind string, cells []Cell) {
	d.line(source.Span{}, kind)
	d.within(func() {
		for _, c := range cells {
			d.line(c.Span, "cell")
			d.within(func() { d.inlines(c.Text) })
		}
	})
}

// part writes text that has a place of its own in a block; nil text is
// left out.
func (d *dumper) part(kind string, text []Inline) {
	if text == nil {
		return
	}
	d.line(source.Span{}, kind)
	d.within(func() { d.inlines(text) })
}

func (d *dumper) credit(c Credit) {
	d.part("by", c.By)
	d.part("from", c.From)
}

func (d *dumper) inlines(text []Inline) {
	for _, n := range text {
		d.inline(n)
	}
}

func (d *dumper) inline(n Inline) {
	switch n := n.(type) {
	case *Text:
		d.line(n.Span, "text", quote(n.Text))
	case *Emphasis:
		d.line(n.Span, "emphasis")
	case *Strong:
		d.line(n.Span, "strong")
	case *Strike:
		d.line(n.Span, "strike")
	case *SmallCaps:
		d.line(n.Span, "smallcaps")
	case *CodeSpan:
		d.line(n.Span, "codespan", quote(n.Text))
	case *Foreign:
		d.line(n.Span, "foreign", pair("lang", n.Lang))
	case *Link:
		d.line(n.Span, "link", quote(n.URL))
	case *CrossRef:
		d.line(n.Span, "crossref", pair("path", n.Path), pair("id", n.ID))
	case *NoteRef:
		d.line(n.Span, "noteref", quote(n.Label))
	case *TermRef:
		d.line(n.Span, "termref", pair("term", n.Term))
	case *Image:
		d.line(n.Span, "image", quote(n.Path), number("bytes", len(n.Data)), pair("alt", n.Alt), flag("decorative", n.Decorative), number("width", n.Width))
	case *Break:
		d.line(n.Span, "break")
	default:
		panic(fmt.Sprintf("doc: unexpected inline %T", n))
	}
	d.within(func() { d.inlines(Inner(n)) })
}

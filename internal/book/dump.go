package book

import (
	"fmt"
	"strings"
)

// Dump prints a book as an indented tree, one node to a line, without
// positions: two books with equal dumps read the same.
func Dump(b *Book) string {
	d := &dumper{}
	d.meta(&b.Meta)
	d.line(0, "contents")
	d.entries(1, b.Contents)
	for _, group := range []struct {
		name     string
		sections []*Section
	}{{"front", b.Front}, {"chapters", b.Chapters}, {"appendices", b.Appendices}} {
		if len(group.sections) > 0 {
			d.line(0, "%s", group.name)
		}
		for _, s := range group.sections {
			d.block(1, s)
		}
	}
	return d.String()
}

type dumper struct{ strings.Builder }

func (d *dumper) line(depth int, format string, args ...any) {
	d.WriteString(strings.Repeat("  ", depth))
	d.WriteString(strings.TrimRight(fmt.Sprintf(format, args...), " "))
	d.WriteByte('\n')
}

// field prints what is not empty.
func (d *dumper) field(name string, value any) {
	if s := fmt.Sprint(value); s != "" && s != "0" && s != "[]" && s != "{}" {
		d.line(1, "%s: %v", name, value)
	}
}

func (d *dumper) meta(m *Meta) {
	d.line(0, "meta")
	d.field("title", m.Title)
	d.field("subtitle", m.Subtitle)
	d.field("edition", m.Edition)
	d.field("about", m.About)
	d.field("by", m.Byline)
	for _, group := range [][]Person{m.Creators, m.Contributors} {
		for _, p := range group {
			d.line(1, "person: %s (%s; %s)", p.Name, p.FileAs, p.Role)
		}
	}
	for _, line := range m.Contributed {
		d.field("contributed", line)
	}
	d.field("lang", m.Lang)
	d.field("date", m.Date)
	for _, p := range m.Description {
		d.field("description", p)
	}
	d.field("keywords", strings.Join(m.Keywords, ", "))
	d.field("publisher", m.Publisher)
	d.field("rights", m.Rights)
	d.field("identifier", m.Identifier)
	d.field("series", strings.TrimSpace(m.Series.Name+" "+m.Series.Number))
	if m.Cover != nil {
		d.field("cover", m.Cover.Asset.Name)
	}
	d.field("reading", m.Reading)
	d.field("conformance", m.Conformance.Standard)
	d.field("print", strings.TrimSpace(m.Print.Paper+" "+m.Print.Sides+" "+m.Print.Variant))
}

func (d *dumper) entries(depth int, entries []*Entry) {
	for _, e := range entries {
		d.line(depth, "%s %s%s", e.To.ID, prefix(e.Label), dumpText(e.Text))
		d.entries(depth+1, e.Entries)
	}
}

// prefix is a label as it is dumped: "[Chapter 1] ".
func prefix(label string) string {
	if label == "" {
		return ""
	}
	return "[" + label + "] "
}

func dumpID(t *Target) string {
	if t == nil {
		return ""
	}
	return " #" + t.ID
}

func dumpLang(lang string) string {
	if lang == "" {
		return ""
	}
	return " " + lang
}

func (d *dumper) blocks(depth int, blocks []Block) {
	for _, b := range blocks {
		d.block(depth, b)
	}
}

func (d *dumper) block(depth int, b Block) {
	switch b := b.(type) {
	case *Section:
		d.line(depth, "section %s%s%s level %d: %s%s", b.Role, dumpID(b.Target), dumpLang(b.Lang), b.Level, prefix(b.Label), dumpText(b.Heading))
		d.blocks(depth+1, b.Blocks)
		for _, n := range b.Notes {
			d.line(depth+1, "note %s%s, marks %d", n.Mark, dumpID(n.Target), len(n.Refs))
			d.blocks(depth+2, n.Blocks)
		}
	case *Box:
		d.line(depth, "box %s%s %s%s", b.Role, dumpID(b.Target), prefix(b.Label), dumpText(b.Title))
		d.blocks(depth+1, b.Blocks)
	case *Para:
		d.line(depth, "%s%s: %s", b.Role, dumpID(b.Target), dumpText(b.Text))
	case *List:
		d.line(depth, "list %s start %d tight %t", b.Role, b.Start, b.Tight)
		for _, it := range b.Items {
			d.line(depth+1, "item%s%s", it.Box, dumpID(it.Target))
			for _, t := range it.Terms {
				d.line(depth+2, "term: %s", dumpText(t))
			}
			d.blocks(depth+2, it.Blocks)
		}
	case *Table:
		d.line(depth, "table%s %v: %s", dumpID(b.Target), b.Columns, dumpText(b.Caption))
		rows := b.Rows
		if b.Head != nil {
			rows = append([][]Cell{b.Head}, rows...)
		}
		for _, row := range rows {
			cells := make([]string, len(row))
			for i, c := range row {
				if cells[i] = dumpText(c.Text); c.Head == HeadOfRow {
					cells[i] += " (row)"
				}
			}
			d.line(depth+1, "| %s |", strings.Join(cells, " | "))
		}
	case *Image:
		d.line(depth, "image %s %dx%d width %d: %s", b.Asset.Name, b.Asset.Width, b.Asset.Height, b.Width, b.Alt)
	case *Code:
		d.line(depth, "code %s", b.Lang)
		for line := range strings.Lines(b.Text) {
			d.line(depth+1, "%s", strings.TrimSuffix(line, "\n"))
		}
	case *Rule:
		d.line(depth, "%s", b.Role)
	default:
		panic(fmt.Sprintf("book: unexpected block %T", b))
	}
}

// dumpText prints text on one line, what is marked up in braces.
func dumpText(text []Inline) string {
	var b strings.Builder
	for _, n := range text {
		switch n := n.(type) {
		case *Text:
			b.WriteString(n.Text)
		case *Styled:
			fmt.Fprintf(&b, "{%s", n.Role)
			if n.Lang != "" {
				fmt.Fprintf(&b, " %s", n.Lang)
			}
			fmt.Fprintf(&b, ": %s}", dumpText(n.Text))
		case *CodeSpan:
			fmt.Fprintf(&b, "{code: %s}", n.Text)
		case *Link:
			to := n.URL
			if n.To != nil {
				to = "#" + n.To.ID
			}
			fmt.Fprintf(&b, "{%s %s: %s}", n.Role, to, dumpText(n.Text))
		case *NoteMark:
			fmt.Fprintf(&b, "{note %s #%s}", n.Note.Mark, n.Target.ID)
		case *Image:
			fmt.Fprintf(&b, "{image %s: %s}", n.Asset.Name, n.Alt)
		case *Break:
			b.WriteString("{break}")
		default:
			panic(fmt.Sprintf("book: unexpected inline %T", n))
		}
	}
	return b.String()
}

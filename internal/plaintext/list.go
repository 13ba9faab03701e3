package plaintext

import (
	"strings"

	"guidec/internal/doc"
)

// list makes a list of the items that follow each other. Items that stand
// further in than the one above them are a list within it.
func list(units []unit) (*doc.List, int) {
	first := units[0]
	l := &doc.List{Span: first.Span, Ordered: first.shape == number, Tight: true}
	if l.Ordered {
		l.Start = first.number
	}
	n := 0
	for n < len(units) {
		u := units[n]
		switch {
		case n > 0 && u.shape == choice:
			inner, m := letters(units[n:], l.Ordered)
			if m == 0 {
				return l, n
			}
			it := l.Items[len(l.Items)-1]
			if n := len(it.Blocks); n > 0 && !doc.IsA[*doc.Paragraph](it.Blocks[n-1]) || u.number > 1 {
				l.Tight = false // only to text can letters be added without a blank line, and only those from a on
			}
			it.Blocks = append(it.Blocks, inner)
			it.Span, l.Span = it.To(inner.Pos()), l.To(inner.Pos())
			n += m
			continue
		case u.shape != item && u.shape != number, u.indent+1 < first.indent:
		case n > 0 && u.indent > first.indent+1:
			inner, m := list(units[n:])
			if inner.Ordered && inner.Start != 1 {
				l.Tight = false // only a list from 1 can begin right below text
			}
			it := l.Items[len(l.Items)-1]
			it.Blocks = append(it.Blocks, inner)
			it.Span, l.Span = it.To(inner.Span), l.To(inner.Span)
			n += m
			continue
		case u.shape == first.shape && (n == 0 || !l.Ordered || u.number == l.Start+len(l.Items)):
			if n > 0 && u.apart {
				l.Tight = false
			}
			it := &doc.Item{Span: u.Span}
			if u.text != "" { // else the choices below it are all it has
				it.Blocks = []doc.Block{textOf(u)}
			}
			l.Items = append(l.Items, it)
			l.Span = l.To(u.Span)
			n++
			continue
		}
		break
	}
	return l, n
}

// letters makes choices of those that an item has. Where these have parts, do
// not begin with a or are cut off behind it, a numbered item gets a list: it
// counts by letters, too, and its parts by Roman numerals. n is 0 for another.
func letters(units []unit, numbered bool) (b doc.Block, n int) {
	c, n := choices(units)
	if units[0].number == 1 && n > 1 && (n == len(units) || units[n].shape != part) {
		return c, n
	}
	if !numbered {
		return nil, 0
	}
	l := &doc.List{Span: c.Span, Ordered: true, Start: units[0].number, Tight: true}
	var parts *doc.List // of the last item
	for n = 0; n < len(units); n++ {
		u, last := units[n], len(l.Items)-1
		item := &doc.Item{Span: u.Span, Blocks: []doc.Block{textOf(u)}}
		switch {
		case u.shape == choice && u.number == l.Start+len(l.Items):
			l.Items, parts = append(l.Items, item), nil
		case u.shape == part && u.number == 1:
			parts = &doc.List{Span: u.Span, Ordered: true, Start: 1, Tight: true, Items: []*doc.Item{item}}
			l.Items[last].Blocks = append(l.Items[last].Blocks, parts)
			l.Items[last].Span = l.Items[last].To(u.Span)
		case u.shape == part && parts != nil:
			parts.Items = append(parts.Items, item)
			parts.Span, l.Items[last].Span = parts.To(u.Span), l.Items[last].To(u.Span)
		default:
			return l, n
		}
		l.Span = l.To(u.Span)
	}
	return l, n
}

// choices makes answers to choose from of those that follow each other.
func choices(units []unit) (*doc.Choices, int) {
	first := units[0]
	c := &doc.Choices{Span: first.Span, Capital: strings.Contains(first.Span.Text()[:first.inner.Start-first.Start], "A")}
	for n, u := range units {
		if u.shape != choice || u.number != units[0].number+n {
			break
		}
		c.Items = append(c.Items, &doc.Choice{Span: u.Span, Text: textOf(u).Text})
		c.Span = c.To(u.Span)
	}
	return c, len(c.Items)
}

// quotations makes the blocks of a page of quotations: its list as it is,
// and quotations that stand in paragraphs as a list, each without a credit
// being an item.
func (r *reader) quotations(units []unit) []doc.Block {
	var l *doc.List
	for _, u := range units {
		if words, _, by := quoted(u.text); u.shape != plain || words == "" || by != "" {
			return r.blocks(units)
		}
		if l == nil {
			l = &doc.List{Span: u.Span, Ordered: true, Start: 1}
		}
		l.Items = append(l.Items, &doc.Item{Span: u.Span, Blocks: []doc.Block{textOf(u)}})
		l.Span = l.To(u.Span)
	}
	if l == nil {
		return nil
	}
	l.Tight = len(l.Items) == 1
	return []doc.Block{l}
}

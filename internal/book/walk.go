package book

import "guidec/internal/media"

// Walk calls f for a block and everything in it, in reading order: blocks,
// inlines, items (as *Item) and the notes of a section (as *Note). A note is
// met once, after its section's blocks.
func Walk(b Block, f func(node any)) {
	f(b)
	switch b := b.(type) {
	case *Section:
		WalkInlines(b.Heading, f)
		walkAll(b.Blocks, f)
		for _, n := range b.Notes {
			f(n)
			walkAll(n.Blocks, f)
		}
	case *Box:
		WalkInlines(b.Title, f)
		walkAll(b.Blocks, f)
	case *Para:
		WalkInlines(b.Text, f)
	case *List:
		for _, it := range b.Items {
			f(it)
			for _, t := range it.Terms {
				WalkInlines(t, f)
			}
			walkAll(it.Blocks, f)
		}
	case *Table:
		WalkInlines(b.Caption, f)
		for _, c := range b.Head {
			WalkInlines(c.Text, f)
		}
		for _, row := range b.Rows {
			for _, c := range row {
				WalkInlines(c.Text, f)
			}
		}
	case *Image, *Code, *Rule:
	}
}

func walkAll(bs []Block, f func(any)) {
	for _, b := range bs {
		Walk(b, f)
	}
}

// WalkInlines calls f for each inline of text and what is in it, in reading
// order.
func WalkInlines(text []Inline, f func(node any)) {
	for _, n := range text {
		f(n)
		switch n := n.(type) {
		case *Styled:
			WalkInlines(n.Text, f)
		case *Link:
			WalkInlines(n.Text, f)
		case *Text, *CodeSpan, *NoteMark, *Image, *Break:
		}
	}
}

// textsIn lists the texts in text, whatever they are styled as.
func textsIn(text []Inline) []*Text {
	var all []*Text
	WalkInlines(text, func(n any) {
		if t, ok := n.(*Text); ok {
			all = append(all, t)
		}
	})
	return all
}

// Plain returns the words of text without any markup or note marks.
func Plain(text []Inline) string {
	var s []byte
	WalkInlines(text, func(n any) {
		switch n := n.(type) {
		case *Text:
			s = append(s, n.Text...)
		case *CodeSpan:
			s = append(s, n.Text...)
		case *Image:
			s = append(s, n.Alt...)
		case *Break:
			s = append(s, ' ')
		}
	})
	return string(s)
}

// Images returns every image of the book once, in reading order.
func (b *Book) Images() []*media.Image {
	var all []*media.Image
	seen := map[*media.Image]bool{}
	add := func(i *Image) {
		if !seen[i.Asset] {
			seen[i.Asset] = true
			all = append(all, i.Asset)
		}
	}
	if b.Meta.Cover != nil {
		add(b.Meta.Cover)
	}
	for _, s := range b.Sections() {
		Walk(s, func(n any) {
			if i, ok := n.(*Image); ok {
				add(i)
			}
		})
	}
	return all
}

package doc

import (
	"fmt"
	"strings"

	"guidec/internal/pattern"
)

// Walk calls f for a block and everything in it, in reading order: blocks,
// inlines, and the parts that are neither, as *Item, *Choice, *Definition and Cell.
func Walk(b Block, f func(node any)) {
	f(b)
	switch b := b.(type) {
	case *Section:
		WalkInlines(b.Heading, f)
		WalkBlocks(b.Blocks, f)
	case *Paragraph:
		WalkInlines(b.Text, f)
	case *List:
		for _, it := range b.Items {
			f(it)
			WalkBlocks(it.Blocks, f)
		}
	case *Choices:
		for _, c := range b.Items {
			f(c)
			WalkInlines(c.Text, f)
		}
	case *DefinitionList:
		walkDefinitions(b.Items, f)
	case *Quote:
		WalkBlocks(b.Blocks, f)
		walkCredit(b.Credit, f)
	case *PullQuote:
		for _, p := range b.Text {
			Walk(p, f)
		}
		walkCredit(b.Credit, f)
	case *Callout:
		WalkInlines(b.Title, f)
		WalkBlocks(b.Blocks, f)
	case *Figure:
		if b.Image != nil {
			f(b.Image)
		}
		WalkInlines(b.Caption, f)
	case *Table:
		WalkInlines(b.Caption, f)
		walkCells(b.Head, f)
		for _, row := range b.Rows {
			walkCells(row, f)
		}
	case *FAQ:
		WalkInlines(b.Heading, f)
		for _, q := range b.Questions {
			Walk(q, f)
		}
	case *Question:
		WalkBlocks(b.Prompt, f)
		WalkBlocks(b.Answer, f)
	case *Glossary:
		walkDefinitions(b.Items, f)
	case *CharacterProfile:
		WalkInlines(b.Name, f)
		WalkInlines(b.Part, f)
		WalkBlocks(b.Blocks, f)
	case *Timeline:
		walkDefinitions(b.Events, f)
	case *Code, *Divider, *Generated:
	default:
		panic(fmt.Sprintf("doc: unexpected block %T", b))
	}
}

// WalkBlocks calls Walk for each of several blocks.
func WalkBlocks(bs []Block, f func(node any)) {
	for _, b := range bs {
		Walk(b, f)
	}
}

// WalkInlines calls f for each inline of text and what is in it, in reading
// order.
func WalkInlines(text []Inline, f func(node any)) {
	for _, n := range text {
		f(n)
		WalkInlines(Inner(n), f)
	}
}

// Inner returns the inlines that stand within n, or nil.
func Inner(n Inline) []Inline {
	switch n := n.(type) {
	case *Emphasis:
		return n.Text
	case *Strong:
		return n.Text
	case *Strike:
		return n.Text
	case *SmallCaps:
		return n.Text
	case *Foreign:
		return n.Text
	case *Link:
		return n.Text
	case *CrossRef:
		return n.Text
	case *TermRef:
		return n.Text
	case *Text, *CodeSpan, *NoteRef, *Image, *Break:
		return nil
	default:
		panic(fmt.Sprintf("doc: unexpected inline %T", n))
	}
}

// Plain returns the words of text without markup and without note marks;
// line breaks are blanks.
func Plain(text []Inline) string {
	var b strings.Builder
	WalkInlines(text, func(n any) {
		switch n := n.(type) {
		case *Text:
			b.WriteString(n.Text)
		case *CodeSpan:
			b.WriteString(n.Text)
		case *Image:
			b.WriteString(n.Alt)
		case *Break:
			b.WriteByte(' ')
		}
	})
	return b.String()
}

// NamesFAQ reports whether a heading says that questions follow, whatever
// number or picture it has.
func NamesFAQ(heading []Inline) bool {
	return faqName().MatchString(Plain(heading))
}

var faqName = pattern.Lazy(`(?i)^\P{L}*(?:\pL+ \d+ ?[.:)–—-] ?)?(?:faqs?|frequently asked questions)(?: \(faqs?\))?[:\s]*$`)

func walkDefinitions(ds []*Definition, f func(any)) {
	for _, d := range ds {
		f(d)
		for _, t := range d.Terms {
			WalkInlines(t, f)
		}
		WalkBlocks(d.Blocks, f)
	}
}

func walkCredit(c Credit, f func(any)) {
	WalkInlines(c.By, f)
	WalkInlines(c.From, f)
}

func walkCells(cells []Cell, f func(any)) {
	for _, c := range cells {
		f(c)
		WalkInlines(c.Text, f)
	}
}

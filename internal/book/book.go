// Package book is a study guide as its readers meet it: small, closed and
// fully decided. Build is the only way from doc to book, and takes every
// decision that a reader can see: numbers, ids, names, order, wording,
// punctuation, notes, cross-references, what an edition shows. An emitter
// only spells. There is no unresolved node, so an emitter cannot meet one.
package book

import (
	"guidec/internal/media"
	"guidec/internal/source"
)

// A Book is one guide, ready to be emitted. Its reading order is the title
// page (from Meta), the contents, Front, Chapters, Appendices.
type Book struct {
	Meta       Meta
	Words      Words
	Contents   []*Entry
	Front      []*Section // Level 1, without numbers
	Chapters   []*Section // Level 1
	Appendices []*Section // Level 1
}

// Sections returns the sections of level 1 in reading order.
func (b *Book) Sections() []*Section {
	var all []*Section
	all = append(all, b.Front...)
	all = append(all, b.Chapters...)
	return append(all, b.Appendices...)
}

// An Entry is a line of the contents, with the entries below it.
type Entry struct {
	To      *Target
	Label   string // as Section.Label
	Text    []Inline
	Entries []*Entry
}

// A Target is a place that links lead to. IDs are unique in the book and are
// valid as XML names and as PDF destinations.
type Target struct {
	ID      string
	Number  string   // "3", "A", "3.2"; "" where nothing is numbered
	Name    string   // plain text: a heading, or what the thing is called
	Chapter *Section // the section of level 1 that holds it
}

// A Note is a footnote. Its marks are in Refs, in reading order; it is
// listed by the chapter of its first.
type Note struct {
	source.Span
	Target *Target
	Mark   string // "1", counted by chapter
	Blocks []Block
	Refs   []*NoteMark
}

// A Block is one piece of the flow.
//
//sumtype:decl
type Block interface {
	Pos() source.Span
	isBlock()
}

type (
	// A Section is a heading and what it heads. Level is 1 for a chapter and
	// grows by exactly one from a section to the sections in its Blocks.
	Section struct {
		source.Span
		Role    Role
		Level   int    // 1 to 6
		Lang    string // BCP 47; "" for the language around it
		Target  *Target
		Label   string // what stands before the heading: "Chapter 3", "Appendix A", a question's "7"; or ""
		Heading []Inline
		Blocks  []Block
		Notes   []*Note // of a chapter: its notes, in the order of their marks
	}

	// A Box holds blocks together as one thing. Title heads it, or is nil;
	// Label numbers it, or is "".
	Box struct {
		source.Span
		Role   Role
		Target *Target // nil: nothing leads here
		Label  string
		Title  []Inline
		Blocks []Block
	}

	// A Para is lines of text.
	Para struct {
		source.Span
		Role   Role
		Target *Target // nil: nothing leads here
		Text   []Inline
	}

	// A List has items with a bullet, a number, or a term in front.
	List struct {
		source.Span
		Role  Role
		Start int  // number of the first item of a numbered list
		Tight bool // items are single short paragraphs, set without space between
		Items []*Item
	}

	// A Table is a head row and rows of len(Columns) cells each.
	Table struct {
		source.Span
		Target  *Target // nil: nothing leads here
		Caption []Inline
		Columns []Align
		Head    []Cell // nil: no column has a name
		Rows    [][]Cell
	}

	// An Image is a picture, as a block or in a line.
	Image struct {
		source.Span
		Asset *media.Image
		Alt   string // "": decorative
		Width int    // percent of the measure, 1 to 100; 0: its own size, at most the measure
	}

	// Code is preformatted text.
	Code struct {
		source.Span
		Lang string
		Text string // lines end in "\n"
	}

	// A Rule is a line across the measure: a break in the thought or a line
	// to write on, by its Role.
	Rule struct {
		source.Span
		Role Role
	}
)

// An Item is one entry of a List. Terms is set in lists of definitions only.
type Item struct {
	source.Span
	Target *Target // nil: nothing leads here
	Box    string  // in place of a bullet: "☐" or "☑"; or ""
	Terms  [][]Inline
	Blocks []Block
}

// A Cell is one cell of a table.
type Cell struct {
	source.Span
	Text []Inline
	Head Head
}

// A Head says what a cell names, for those who hear a table cell by cell.
type Head int

// Kinds of heads.
const (
	NoHead Head = iota
	HeadOfColumn
	HeadOfRow
)

// Align says how a table's column is set.
type Align int

const (
	AlignStart Align = iota
	AlignCenter
	AlignEnd
)

// An Inline is one piece of text.
//
//sumtype:decl
type Inline interface {
	Pos() source.Span
	isInline()
}

type (
	// Text is words as they are to be printed. Emitters do not change them.
	Text struct {
		source.Span
		Text string
	}
	// Styled is text with a meaning: emphasis, a foreign phrase, and so on.
	Styled struct {
		source.Span
		Role Role
		Lang string // BCP 47; "" for the language around it
		Text []Inline
	}
	// CodeSpan is a piece of code in a line.
	CodeSpan struct {
		source.Span
		Text string
	}
	// A Link leads to To within the book, or out of it to URL.
	Link struct {
		source.Span
		Role Role
		To   *Target
		URL  string
		Text []Inline
	}
	// A NoteMark is a footnote's mark in the text.
	NoteMark struct {
		source.Span
		Target *Target // of the mark itself, for the way back
		Note   *Note
	}
	// A Break ends a line within a paragraph.
	Break struct{ source.Span }
)

func (*Section) isBlock() {}
func (*Box) isBlock()     {}
func (*Para) isBlock()    {}
func (*List) isBlock()    {}
func (*Table) isBlock()   {}
func (*Image) isBlock()   {}
func (*Code) isBlock()    {}
func (*Rule) isBlock()    {}

func (*Text) isInline()     {}
func (*Styled) isInline()   {}
func (*CodeSpan) isInline() {}
func (*Link) isInline()     {}
func (*NoteMark) isInline() {}
func (*Image) isInline()    {}
func (*Break) isInline()    {}

// A PageStart says where a printed page begins in the book: in the text of a
// Text, CodeSpan or Code, or before another Block. Both emitters walk the same
// tree, so the pointers identify the place. The printed edition makes the
// list, the EPUB's page list spells it.
type PageStart struct {
	Folio  string // as printed on the page
	At     any    // *Text, *CodeSpan or Block
	Offset int    // of the page's first word in the text of At, in bytes, on a rune boundary
}

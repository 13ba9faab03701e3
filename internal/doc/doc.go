// Package doc is a study guide as its author wrote it: blocks and inlines
// with their places in the source, nothing numbered, nothing resolved. The
// readers make it, package book reads it, and nothing else does.
//
// Block and Inline are closed sets. Every node embeds the source.Span that
// it was read from; a node that stands for no text has the zero Span.
package doc

import "guidec/internal/source"

// A Guide is one guide: its metadata, its chapters in order, and its
// footnotes in the order in which they are written.
type Guide struct {
	Meta     Meta
	Chapters []*Section // Depth 1
	Notes    []*Note
}

// A Note is a footnote's text. Labels are unique within one file.
type Note struct {
	source.Span
	Label  string
	Blocks []Block
}

// A Kind says what a chapter is, beyond its heading.
type Kind string

const (
	KindChapter    Kind = "chapter"    // numbered; the default
	KindFront      Kind = "front"      // before chapter 1, without a number: a preface
	KindQuotations Kind = "quotations" // front; each item of its lists is a highlighted quotation
	KindAppendix   Kind = "appendix"   // after the chapters, lettered
	KindFAQ        Kind = "faq"        // appendix; each section is a question with its answer
	KindGlossary   Kind = "glossary"   // appendix; its definition lists define the guide's terms
	KindCharacters Kind = "characters" // numbered chapter of character profiles
	KindTimeline   Kind = "timeline"   // numbered chapter; its definition lists are dated events
)

// Kinds lists the kinds in the order in which messages name them.
var Kinds = []Kind{KindChapter, KindFront, KindQuotations, KindAppendix, KindFAQ, KindGlossary, KindCharacters, KindTimeline}

// A Block is one piece of a guide's flow.
//
//sumtype:decl
type Block interface {
	Pos() source.Span
	isBlock()
}

// IsA reports whether a block is of a kind: IsA[*Divider](b).
func IsA[T Block](b Block) bool {
	_, ok := b.(T)
	return ok
}

type (
	// A Section is a heading and what follows it, up to the next heading of
	// its level or above. Depth is 1 for a chapter, 2 for its sections, and
	// so on; a section's sections are the last of its Blocks and one deeper.
	// Heading is nil for the usual name of what stands before chapter 1.
	Section struct {
		source.Span      // the heading
		Depth       int  // 1 to 6
		Kind        Kind // of a chapter (Depth 1); "" below
		ID          ID   // explicit, or zero
		Heading     []Inline
		Theme       Theme
		Lang        string // of a chapter in another language (BCP 47); ""
		Unnumbered  bool   // {.unnumbered}: a chapter without a number
		Blocks      []Block
	}

	// A Paragraph is running text.
	Paragraph struct {
		source.Span
		Text []Inline
	}

	// A List is ordered or not. Tight says that its items were written
	// without blank lines between them.
	List struct {
		source.Span
		Ordered bool
		Start   int // number of the first item when Ordered
		Tight   bool
		Items   []*Item
	}

	// Choices are answers to choose from. They count by letters from A on.
	Choices struct {
		source.Span
		Capital bool // A, B, C, as they are typed
		Items   []*Choice
	}

	// A DefinitionList pairs terms with what is said of them.
	DefinitionList struct {
		source.Span
		Items []*Definition
	}

	// A Quote is a block quotation, with its source where one is given.
	Quote struct {
		source.Span
		ID     ID
		Credit Credit
		Theme  Theme
		Blocks []Block
	}

	// A PullQuote is a sentence that stands out from the page. Spoken says
	// that it is somebody's words (and is set in quotation marks) rather
	// than the guide's own; Text never has the outer marks.
	PullQuote struct {
		source.Span
		ID     ID
		Spoken bool
		Credit Credit
		Theme  Theme
		Text   []*Paragraph
	}

	// A Callout is a boxed remark. Title is nil for the type's usual title.
	Callout struct {
		source.Span
		ID     ID
		Type   CalloutType
		Title  []Inline
		Theme  Theme
		Blocks []Block
	}

	// Code is preformatted text; Lang is "" when none is named.
	Code struct {
		source.Span
		Lang string
		Text string // lines end in "\n"
	}

	// A Figure is an image that stands alone, with its caption.
	Figure struct {
		source.Span
		ID      ID
		Image   *Image
		Caption []Inline // nil: none
	}

	// A Table has one head row and any number of rows, each of len(Columns)
	// cells.
	Table struct {
		source.Span
		ID      ID
		Caption []Inline
		Columns []Align
		Head    []Cell
		Rows    [][]Cell
	}

	// A Divider is a break in the thought.
	Divider struct{ source.Span }

	// An FAQ is a run of questions in the middle of a chapter or of a
	// single file; wherever it stands, it becomes an appendix. Heading is
	// nil for the usual name.
	FAQ struct {
		source.Span
		ID        ID
		Heading   []Inline
		Questions []*Question
	}

	// A Question is asked of the reader, or by the reader in an FAQ.
	Question struct {
		source.Span
		ID     ID
		Theme  Theme
		Prompt []Block
		Answer []Block // nil: none is given
		Lines  int     // ruled lines to write on, 0 to 60
	}

	// A Glossary defines terms that TermRefs elsewhere lead to.
	Glossary struct {
		source.Span
		ID    ID
		Items []*Definition
	}

	// A CharacterProfile introduces one person of the work.
	CharacterProfile struct {
		source.Span
		ID     ID
		Name   []Inline
		Part   []Inline // the part they play, in a phrase; nil: none
		Blocks []Block
	}

	// A Timeline is dated events in order.
	Timeline struct {
		source.Span
		ID     ID
		Events []*Definition // Term is the date
	}

	// A Generated block is filled in from the rest of the guide.
	Generated struct {
		source.Span
		What  Generator
		Theme Theme // GenerateQuotations: only these, when set
	}
)

// An Item is one entry of a List.
type Item struct {
	source.Span
	Box    string // to tick off: "☐" or "☑"; or ""
	Blocks []Block
}

// A Choice is one of Choices.
type Choice struct {
	source.Span
	Text []Inline
}

// A Definition is one entry of a definition list, glossary or timeline.
type Definition struct {
	source.Span
	ID     ID
	Terms  [][]Inline // at least one
	Blocks []Block
}

// A Cell is one cell of a table.
type Cell struct {
	source.Span
	Text []Inline
}

// Align says how a table's column is set.
type Align int

const (
	AlignNone Align = iota
	AlignLeft
	AlignCenter
	AlignRight
)

// An ID is a name that references use, with its place. The zero ID is none.
type ID struct {
	source.Span
	Name string
}

// A Theme is the tag of one of the guide's themes. The zero Theme is none.
type Theme struct {
	source.Span
	Name string
}

// A Credit says whose words a quotation is: By names the speaker or author,
// From the place ("chapter 4"). Either may be nil.
type Credit struct{ By, From []Inline }

// Given reports whether there is a credit.
func (c Credit) Given() bool { return c.By != nil || c.From != nil }

// A CalloutType is one of the kinds of callout.
type CalloutType string

const (
	CalloutNote      CalloutType = "note"
	CalloutTip       CalloutType = "tip"
	CalloutImportant CalloutType = "important"
	CalloutWarning   CalloutType = "warning"
	CalloutCaution   CalloutType = "caution"
)

// CalloutTypes lists the types in the order in which messages name them.
var CalloutTypes = []CalloutType{CalloutNote, CalloutTip, CalloutImportant, CalloutWarning, CalloutCaution}

// A Generator names what a Generated block is filled with.
type Generator string

const (
	GenerateContents   Generator = "contents"   // the sections of the chapter it stands in
	GenerateQuotations Generator = "quotations" // every attributed quotation, with its place
)

// An Inline is one piece of running text.
//
//sumtype:decl
type Inline interface {
	Pos() source.Span
	isInline()
}

type (
	// Text is words as they were typed: straight quotes and "--" included;
	// line breaks of the source are single blanks.
	Text struct {
		source.Span
		Text string
	}
	// Emphasis is stressed text, in print italic.
	Emphasis struct {
		source.Span
		Text []Inline
	}
	// Strong is important text, in print bold.
	Strong struct {
		source.Span
		Text []Inline
	}
	// Strike is text that no longer holds.
	Strike struct {
		source.Span
		Text []Inline
	}
	// SmallCaps is text set in small capitals.
	SmallCaps struct {
		source.Span
		Text []Inline
	}
	// CodeSpan is a piece of code in a line.
	CodeSpan struct {
		source.Span
		Text string
	}
	// Foreign is a phrase in another language (a BCP 47 tag), in print
	// italic and hyphenated by its own rules.
	Foreign struct {
		source.Span
		Lang string
		Text []Inline
	}
	// A Link leads out of the guide.
	Link struct {
		source.Span
		URL  string
		Text []Inline
	}
	// A CrossRef leads to another place of the guide: to the ID in the file
	// Path, to the file's first chapter when ID is "", and to anywhere in
	// the guide when Path is "". Text is nil for the target's own name.
	CrossRef struct {
		source.Span
		Path string // as written: relative to the file that it stands in
		ID   string
		Text []Inline
	}
	// A NoteRef is a footnote's mark. It means the Note of that label in
	// its own file.
	NoteRef struct {
		source.Span
		Label string
	}
	// A TermRef leads to the glossary entry of Term, or of its own words
	// when Term is "".
	TermRef struct {
		source.Span
		Term string
		Text []Inline
	}
	// An Image is a picture. Path is relative to the guide's folder,
	// slash-separated, or the name of an image whose bytes the text holds.
	// Alt says what it shows; a Decorative image needs none.
	Image struct {
		source.Span
		Path       string
		Data       []byte // nil: in a file; empty: could not be read, as was reported
		Alt        string
		Decorative bool
		Width      int // percent of the measure, 1 to 100; 0: as large as the image is
	}
	// A Break ends a line within a paragraph.
	Break struct{ source.Span }
)

func (*Section) isBlock()          {}
func (*Paragraph) isBlock()        {}
func (*List) isBlock()             {}
func (*Choices) isBlock()          {}
func (*DefinitionList) isBlock()   {}
func (*Quote) isBlock()            {}
func (*PullQuote) isBlock()        {}
func (*Callout) isBlock()          {}
func (*Code) isBlock()             {}
func (*Figure) isBlock()           {}
func (*Table) isBlock()            {}
func (*Divider) isBlock()          {}
func (*FAQ) isBlock()              {}
func (*Question) isBlock()         {}
func (*Glossary) isBlock()         {}
func (*CharacterProfile) isBlock() {}
func (*Timeline) isBlock()         {}
func (*Generated) isBlock()        {}

func (*Text) isInline()      {}
func (*Emphasis) isInline()  {}
func (*Strong) isInline()    {}
func (*Strike) isInline()    {}
func (*SmallCaps) isInline() {}
func (*CodeSpan) isInline()  {}
func (*Foreign) isInline()   {}
func (*Link) isInline()      {}
func (*CrossRef) isInline()  {}
func (*NoteRef) isInline()   {}
func (*TermRef) isInline()   {}
func (*Image) isInline()     {}
func (*Break) isInline()     {}

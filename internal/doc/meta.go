package doc

import "guidec/internal/source"

// Meta is what guide.yaml or the front matter says of a guide. Strings are
// plain text. The zero value of a field means that nothing was said.
type Meta struct {
	Title        Value
	Subtitle     Value
	Work         Work
	Creators     []Person
	Contributors []Person
	Lang         Value  // BCP 47
	Date         Value  // YYYY, YYYY-MM or YYYY-MM-DD
	Description  string // paragraphs parted by blank lines
	Keywords     []string
	Publisher    string
	Rights       string
	Identifier   string // a URI or other name of the edition
	Series       Series
	Cover        *Image // nil: one is drawn
	Reading      int    // minutes; 0: not given
	Themes       []ThemeName
	Edition      Edition
	Quotes       QuoteStyle
	Conformance  Conformance
	Print        Print

	// Unread says that the metadata were not read to their end: what they lack
	// may be written there.
	Unread bool
}

// A Value is a string with its place, for what later stages may find fault
// with.
type Value struct {
	source.Span
	Text string
}

// A Work is the book, play or film that a guide is about. It is never the
// guide's own title, and its author never the guide's.
type Work struct {
	Title  string
	Author string
	Year   string // of publication, as written
}

// A Person made the guide. Role is a MARC relator code; "" means author for
// a creator and contributor for a contributor.
type Person struct {
	Name   string
	FileAs string // "Shelley, Mary"; "" to leave it to the library
	Role   string
}

// A Series is a set of guides that this one is part of.
type Series struct {
	Name   string
	Number string
}

// A ThemeName declares one theme: the tag that blocks use and the name that
// readers see.
type ThemeName struct {
	source.Span
	Tag, Name string
}

// An Edition says whom the book is for.
type Edition string

const (
	EditionStudent Edition = "student" // answers stand in an appendix; the default
	EditionTeacher Edition = "teacher" // answers follow their questions
)

// A QuoteStyle says what a block quotation that is nothing but one quoted
// paragraph becomes.
type QuoteStyle string

const (
	QuoteBlock QuoteStyle = "block"      // a block quotation; the default
	QuotePull  QuoteStyle = "pull-quote" // a pull-quote
)

// Conformance is the author's own claim of an accessibility standard.
type Conformance struct {
	Standard    string // such as "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
	CertifiedBy string
	Credential  string
	Report      string // a URL
}

// Print holds what the guide asks of its printed form; the command line
// overrides it. Values are checked by the reader.
type Print struct {
	Paper   string // a4, letter, a5, 6x9in; "" for the default
	Sides   string // one, two
	Variant string // standard, large-print, accessible
}

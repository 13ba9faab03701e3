// Package finish turns the file that gofpdf writes into an accessible and
// archival one. gofpdf draws pages, images and fonts and no more; Finish adds
// what stands around the pages (structure tree, links, outline, destinations,
// page labels, metadata, output intent), mends the font dictionaries, and
// packs the whole into object streams. The result is PDF 1.7 and conforms to
// PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) when the pages do: all
// their content stands in marked content, as a Content of the tree or as an
// artifact. A file without a structure conforms to PDF/A-2b.
//
// The package decides how the file is spelled. What the structure is, and
// what its words are, its caller decides.
package finish

import "time"

// A Document is what a file says beyond its drawn pages. Page numbers count
// from 1 in the order of the file. Coordinates are PDF points (1/72 inch)
// from the lower left corner of the page.
type Document struct {
	Meta     Meta
	Root     *Elem // of type Document; nil for imposed sheets, which no one reads on a screen
	Fonts    []*Font
	Contents [][]byte // of each page, as Deflate packs them
	Outline  []*OutlineItem
	Dests    []Dest
	Labels   []PageLabel // in page order; the first is for page 1
	Profile  []byte      // the ICC profile of the output intent: sRGB
}

// Meta is what the file says of itself as a whole. Title and Lang are never
// empty; an empty other field is left out.
type Meta struct {
	Title      string
	Authors    []string
	Subject    string // a description, one paragraph
	Keywords   []string
	Lang       string // BCP 47
	Publisher  string
	Rights     string
	Identifier string // a URI
	Creator    string // the program that made the content
	Producer   string // the program that made the file
	Created    time.Time
	Modified   time.Time
}

// An Elem is a structure element (ISO 32000-1, 14.7.2). Its text and images
// are the marked-content sequences that its kids name.
type Elem struct {
	Type       string // a standard structure type (14.8.4): "P", "H1", "LBody", …
	ID         string // unique in the file; required of a Note
	Title      string // for people who look at the tree
	Lang       string // where it differs from its parent's
	Alt        string // what a figure shows
	ActualText string // the words that its glyphs stand for, where these mislead
	Attr       *Attributes
	Kids       []Kid // in reading order
}

// A Kid is what an Elem holds: an *Elem, a Content or a *Link.
type Kid interface{ isKid() }

func (*Elem) isKid()   {}
func (Content) isKid() {}
func (*Link) isKid()   {}

// Content is a marked-content sequence of a page:
// "/P <</MCID 3>> BDC … EMC". Each MCID of a page, from 0 without gaps,
// stands in the tree exactly once.
type Content struct {
	Page, MCID int
}

// A Link is a link annotation. It stands in an Elem of type "Link" (or
// "Reference" or "Note"), after the content that one clicks on. A link that
// runs over a page turn is two Links in one Elem.
type Link struct {
	Page     int
	Rects    []Rect // one for each line, in reading order
	URI      string // where it leads: either to an address
	Dest     string // or to a named destination
	Contents string // where it leads, in words; never empty
}

// A Rect is an upright rectangle in points.
type Rect struct {
	Left, Bottom, Right, Top float64
}

// Attributes are those of an element (14.8.5). Zero values are left out.
type Attributes struct {
	Scope         string   // of a TH: "Row", "Column" or "Both"
	ColSpan       int      // of a TH or TD, when more than 1
	RowSpan       int      // the same
	Headers       []string // of a TD: IDs of its TH
	Summary       string   // of a Table
	ListNumbering string   // of an L: "None", "Disc", "Decimal", "UpperRoman", …
	Placement     string   // of an illustration: "Block" or "Inline"
	BBox          Rect     // of an illustration or a table, on its page
}

// An OutlineItem is a line of the outline that viewers show beside the pages.
type OutlineItem struct {
	Title string
	Dest  string // a named destination
	Open  bool   // its kids show at first
	Kids  []*OutlineItem
}

// A Dest is a named destination: the place Y points up on a page comes to
// the top of the window.
type Dest struct {
	Name string // unique
	Page int
	Y    float64
}

// A PageLabel says how viewers number the pages from Page to the next
// PageLabel.
type PageLabel struct {
	Page   int
	Style  LabelStyle
	Prefix string
	Start  int // the number of Page; 0 stands for 1
}

// A LabelStyle is how a page number is written (ISO 32000-1, table 159).
type LabelStyle byte

// The label styles. LabelNone has the prefix alone.
const (
	LabelNone    LabelStyle = 0
	LabelDecimal LabelStyle = 'D'
	LabelRoman   LabelStyle = 'r'
	LabelUpper   LabelStyle = 'R'
)

// A Font is a face that the pages use. Its file is a subset in which codes
// are glyph ids.
type Font struct {
	Name       string            // as pages call it, and as it was given to gofpdf
	PostScript string            // its own name, such as "SourceSerif4-Regular"
	Text       map[uint16]string // what each code that was drawn stands for
}

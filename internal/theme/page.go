package theme

// Pt is a length in points, 72 to the inch.
type Pt float64

// A Paper is a size of sheet.
type Paper string

// The papers that a guide is printed on.
const (
	A4     Paper = "a4"
	Letter Paper = "letter"
	A5     Paper = "a5"
	Trade  Paper = "6x9in"
)

// Papers lists the papers in the order in which help names them.
var Papers = []Paper{A4, Letter, A5, Trade}

// Sides says whether pages are printed on both sides of a leaf, with mirrored
// margins, or on one.
type Sides string

const (
	TwoSided Sides = "two"
	OneSided Sides = "one"
)

// A Variant is a setting of the whole guide for a kind of reader.
type Variant string

const (
	Standard   Variant = "standard"
	LargePrint Variant = "large-print" // 18 pt and up, ragged right
	Accessible Variant = "accessible"  // Atkinson Hyperlegible as well, and wide leading
)

// Variants lists the variants in the order in which help names them.
var Variants = []Variant{Standard, LargePrint, Accessible}

// A Page is the plan of every page of a guide. The text block is Measure wide
// and Lines × Leading deep; its first line of the grid begins at Top. The
// margin column stands outside of it, Gap away, and is 0 wide where the paper
// has no room for one.
type Page struct {
	Width, Height   Pt
	Top             Pt
	Inner           Pt // from the spine, or from the left edge when one-sided
	Measure         Pt
	Gap, Column     Pt
	Size, Leading   Pt // of running text
	Lines           int
	HeadY, FootY    Pt // baselines of the running head and the folio
	Mirrored        bool
	Ragged          bool // not justified, not hyphenated
	Hyperlegible    bool // the accessible face for all text
	ParagraphIndent Pt   // 0: paragraphs are parted by space instead
}

// plans holds what is measured by eye: one row for a paper and a size class.
// Measures give 62 to 70 characters of the text face at the standard size.
var plans = map[Paper]Page{
	A4:     {Width: 595.28, Height: 841.89, Top: 76, Inner: 62, Measure: 348, Gap: 20, Column: 112, Size: 11, Leading: 14.6, Lines: 47, HeadY: 48, FootY: 796},
	Letter: {Width: 612, Height: 792, Top: 72, Inner: 64, Measure: 350, Gap: 20, Column: 122, Size: 11, Leading: 14.6, Lines: 44, HeadY: 46, FootY: 748},
	A5:     {Width: 419.53, Height: 595.28, Top: 56, Inner: 48, Measure: 314, Size: 9.8, Leading: 13, Lines: 36, HeadY: 36, FootY: 558},
	Trade:  {Width: 432, Height: 648, Top: 62, Inner: 50, Measure: 328, Size: 10.3, Leading: 13.8, Lines: 37, HeadY: 40, FootY: 610},

	HalfLetter: {Width: 396, Height: 612, Top: 57, Inner: 45, Measure: 302, Size: 9.6, Leading: 12.8, Lines: 38, HeadY: 37, FootY: 576},
}

// large holds the plans for type of 18 pt: the margin column is given up for
// the measure.
var large = map[Paper]Page{
	A4:     {Width: 595.28, Height: 841.89, Top: 76, Inner: 58, Measure: 479, Size: 18, Leading: 25, Lines: 27, HeadY: 48, FootY: 796},
	Letter: {Width: 612, Height: 792, Top: 72, Inner: 60, Measure: 492, Size: 18, Leading: 25, Lines: 26, HeadY: 46, FootY: 754},
	A5:     {Width: 419.53, Height: 595.28, Top: 58, Inner: 40, Measure: 340, Size: 18, Leading: 25, Lines: 19, HeadY: 31, FootY: 565},
	Trade:  {Width: 432, Height: 648, Top: 62, Inner: 42, Measure: 348, Size: 18, Leading: 25, Lines: 21, HeadY: 35, FootY: 618},

	HalfLetter: {Width: 396, Height: 612, Top: 56, Inner: 38, Measure: 322, Size: 18, Leading: 25, Lines: 20, HeadY: 29, FootY: 586},
}

// PageFor returns the plan of a paper, sides and variant. Values that are ""
// or unknown stand for a4, two and standard.
func PageFor(paper Paper, sides Sides, variant Variant) Page {
	table := plans
	if variant == LargePrint || variant == Accessible {
		table = large
	}
	p, ok := table[paper]
	if !ok {
		p = table[A4]
	}
	p.Mirrored = sides != OneSided
	p.Ragged = p.Size >= 18 // a wide blank costs a weak eye more than an uneven edge
	p.ParagraphIndent = p.Size * 1.2
	if variant == Accessible {
		p.Hyperlegible, p.ParagraphIndent = true, 0
		p.Lines = int(float64(p.Leading) * float64(p.Lines) / 28)
		p.Leading = 28
	}
	return p
}

// Outer is the margin at the fore-edge, beyond the margin column.
func (p Page) Outer() Pt { return p.Width - p.Inner - p.Measure - p.Gap - p.Column }

// Depth is the height of the text block.
func (p Page) Depth() Pt { return Pt(p.Lines) * p.Leading }

// An Imposition says how pages lie on the sheets that are printed.
type Imposition string

const (
	Single  Imposition = "single"  // one page to a side
	Booklet Imposition = "booklet" // two, in the order in which folded and stitched sheets are read
	TwoUp   Imposition = "2up"     // two, side by side in reading order
)

// Impositions lists them in the order in which help names them.
var Impositions = []Imposition{Single, Booklet, TwoUp}

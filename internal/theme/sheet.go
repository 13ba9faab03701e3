package theme

// HalfLetter is a letter sheet folded once. It is no paper to choose: only
// sheets have such pages.
const HalfLetter Paper = "half-letter"

// A Sheet is a paper that two pages stand on side by side. It lies on its
// long side.
type Sheet struct {
	Width, Height Pt
	Thickness     Pt
	Tick          Pt // how long the marks at the fold are
	Hairline      Pt // how thick
}

// millimetre is a thousandth of a metre in points.
const millimetre = 72 / 25.4

// SheetFor returns the sheet that pages are imposed on, and the plan of a
// page on it, which is half as large: letter sheets for the papers of
// America, a4 for all others. Pages to be folded have mirrored margins, the
// pages of handouts do not.
func SheetFor(layout Imposition, paper Paper, variant Variant) (Sheet, Page) {
	whole, half := plans[A4], A5
	if paper == Letter || paper == Trade {
		whole, half = plans[Letter], HalfLetter
	}
	sides := OneSided
	if layout == Booklet {
		sides = TwoSided
	}
	p := PageFor(half, sides, variant)
	p.Width = whole.Height / 2 // a5 is rounded to whole millimetres
	return Sheet{
		Width: whole.Height, Height: whole.Width,
		Thickness: 0.1 * millimetre, // office paper of 80 g/m²
		Tick:      7 * millimetre,   // most printers leave out the outer 4 mm
		Hairline:  0.25,
	}, p
}

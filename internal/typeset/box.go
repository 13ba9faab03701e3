package typeset

// A Picture is an image that is to be drawn Width by Height. Which, its Mark
// says.
type Picture struct {
	Width, Height Length
	Mark          Mark
}

// A Stroke is a filled rectangle: a rule, a frame's edge, a tint. It means
// nothing to a reader.
type Stroke struct {
	Width, Height Length
	Color         Color
	Dots          bool // a row of dots instead, as leaders have
}

// A Placed is one thing to draw: exactly one of Line, Picture and Stroke is
// set. X counts from the left edge of the text block, or of the margin column
// when Margin is set; Y from the top of its strip: to the baseline of a Line,
// to the top of the others.
type Placed struct {
	X, Y    Length
	Margin  bool
	Line    *Line
	Picture *Picture
	Stroke  *Stroke
}

// A Strip is a slice of the page as wide as the text block, never torn.
type Strip struct {
	Height  Length
	Content []Placed
	Text    *Line // of Content, where the strip is a line of running text

	Above   Length // space before it; dropped at the top of a page
	After   Length // space after it, unless the next has more above it
	Stretch int    // lines of the grid that Above may grow by to fill a page
	Loose   bool   // stands where it falls instead of on the grid
	Turn    int    // what a page turn after it costs; TurnNever forbids
	// Hyphen says that it ends in a hyphen, which ought not to stand at a
	// page turn.
	Hyphen bool
	Notes  []*Footnote // whose marks stand in it
	Repeat *Strip      // set again above it where it begins a page, or goes on below a figure
	Frame  *Frame      // stands behind it and its neighbours of the same frame
	Marks  []Mark      // what begins with it
	// Float says that a figure may come later than its place, at the top
	// of the page after, rather than leave a gap.
	Float bool
	moved bool // it does, and stands nowhere else
	// Heading says that such a figure does not pass it, unless to the
	// facing page.
	Heading bool
	passed  bool // a figure that was moved has passed one
	// Shared is how many things it and the next strip are both of, such as
	// items. Such a figure comes between them only if it is of those, too.
	Shared int
}

// TurnNever is the cost of a page turn that is not allowed.
const TurnNever = 1 << 30

// A Footnote is a note at the foot of the page that its mark is on.
type Footnote struct {
	Strips []*Strip // Loose; its lines
}

// A Frame is what stands behind the strips of a callout: a tint and a bar at
// its left. Lengths stand out of the strips.
type Frame struct {
	Left, Right, Top, Bottom Length
	Tint                     *Color // nil: none
	Bar                      *Color
	BarWidth                 Length
	Within                   *Frame // that it stands in
}

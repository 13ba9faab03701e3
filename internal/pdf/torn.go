package pdf

import (
	"slices"

	"guidec/internal/typeset"
)

// tornCost is what a page turn within a block costs that ought to stand in
// one piece.
const tornCost = 30000

const endless = typeset.Length(1 << 40)

// torn cuts a strip that is higher than most between its lines, so that a
// quotation, a cell or a heading that is longer than a page goes on overleaf.
// Two lines at least stay together at either end. Pictures are not cut.
func (s *setter) torn(p *typeset.Strip, most typeset.Length) []*typeset.Strip {
	if p.Height <= most {
		return []*typeset.Strip{p}
	}
	var list []*typeset.Strip
	rows := rowsOf(p)
	for i, r := range rows {
		next, height := row{endless, endless}, p.Height-r.top
		if i+1 < len(rows) {
			next = rows[i+1]
			height = next.top - r.top
		}
		part := &typeset.Strip{Height: height, Loose: true, Frame: p.Frame, Repeat: p.Repeat, Turn: tornCost, Content: slice(p.Content, r, next)}
		for _, c := range part.Content {
			if c.Line != nil {
				part.Notes = append(part.Notes, s.notesOf(c.Line)...)
			}
		}
		list = append(list, part)
	}
	first, last := list[0], list[len(list)-1]
	first.Above, first.Stretch, first.Marks, first.Loose = p.Above, p.Stretch, p.Marks, p.Loose
	if n := len(list); n > 3 {
		first.Turn, list[n-2].Turn = typeset.TurnNever, typeset.TurnNever
	}
	last.Turn, last.After, last.Hyphen = p.Turn, p.After, p.Hyphen
	return list
}

// A row of a strip is what goes on one page together: the lines from one
// baseline to the next.
type row struct{ top, baseline typeset.Length }

// rowsOf lists the rows of a strip from the top down. The first begins with
// the strip, each other a quarter of the way between two baselines. What is
// set much larger hangs beside the row above it; pictures are not cut.
func rowsOf(p *typeset.Strip) []row {
	var lines []typeset.Length
	least := endless
	for _, c := range p.Content {
		if c.Line != nil && !c.Margin {
			least = min(least, c.Line.Runs[0].Style.Size)
		}
	}
	for _, c := range p.Content {
		if c.Line != nil && !c.Margin && c.Line.Runs[0].Style.Size < least*5/2 {
			lines = append(lines, c.Y)
		}
	}
	slices.Sort(lines)
	lines = slices.Compact(lines)
	rows := []row{{}}
	for i := 1; i < len(lines); i++ {
		top := lines[i-1] + (lines[i]-lines[i-1])/4
		for _, c := range p.Content {
			if c.Line != nil && c.Y == lines[i] {
				top = min(top, c.Y-pictureHeight(c.Line))
			}
		}
		through := slices.ContainsFunc(p.Content, func(c typeset.Placed) bool {
			if c.Line != nil {
				return c.Y-pictureHeight(c.Line) < top && top < c.Y
			}
			return c.Picture != nil && c.Y < top && top < c.Y+c.Picture.Height
		})
		if !through {
			rows = append(rows, row{top, lines[i]})
		}
	}
	return rows
}

// slice is the content of a row, up to the next one. A stroke that runs past
// its ends is cut, too.
func slice(content []typeset.Placed, from, to row) []typeset.Placed {
	var list []typeset.Placed
	for _, c := range content {
		switch {
		case c.Line != nil:
			if c.Y < from.baseline || c.Y >= to.baseline {
				continue
			}
		case c.Picture != nil:
			if c.Y < from.top || c.Y >= to.top {
				continue
			}
		default:
			part := *c.Stroke
			end := min(c.Y+part.Height, to.top)
			c.Y = max(c.Y, from.top)
			if part.Height = end - c.Y; part.Height <= 0 {
				continue
			}
			c.Stroke = &part
		}
		c.Y -= from.top
		list = append(list, c)
	}
	return list
}

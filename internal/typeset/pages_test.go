package typeset

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"guidec/internal/golden"
)

// TestPages shows how strips are cut into pages. The section "in" has the
// plan in its first line (lines=12 facing verso) and then strips from the top
// down, a group to a line:
//
//	p 7      a paragraph of 7 lines, neither first nor last of which may stand alone
//	h 2      a heading of 2 lines, one line of space above it that may grow by one
//	i 3      an item of 3 lines, half a line below what is above it
//	q 4      4 lines that are never torn, with space above that may grow
//	b 4      the same off the grid, with such a space below it, too
//	r 9      9 rows of a table, with a head of one line that is repeated
//	f 5      a figure of 5 lines, which may float
//	n 3      puts a footnote of 3 lines to the last strip
//	k        keeps the last strip with the next
//	-        a hyphen at the end of the last strip
func TestPages(t *testing.T) {
	golden.Run(t, "testdata/pages/*.txt", func(t *testing.T, c *golden.Case) {
		head, body, _ := strings.Cut(strings.TrimSpace(c.Section("in")), "\n")
		plan := Plan{Grid: 10 * Pt, NoteGap: 5 * Pt}
		for _, s := range strings.Fields(head) {
			switch key, value, _ := strings.Cut(s, "="); key {
			case "lines":
				plan.Lines, _ = strconv.Atoi(value)
			case "facing":
				plan.Facing = true
			case "verso":
				plan.Verso = true
			default:
				t.Fatalf("unknown setting %q", key)
			}
		}
		strips, names := stripsOf(t, body)
		c.Check("pages", drawn(Pages(strips, plan), names, plan))
	})
}

// stripsOf reads strips, and gives each a name such as "p2.1".
func stripsOf(t *testing.T, text string) ([]*Strip, map[*Strip]string) {
	var strips []*Strip
	names := map[*Strip]string{}
	below := Strip{}
	add := func(s *Strip, name string) {
		s.Above, s.Stretch = max(s.Above, below.Above), max(s.Stretch, below.Stretch)
		below = Strip{}
		names[s] = name
		s.Marks = []Mark{Mark(len(strips))}
		strips = append(strips, s)
	}
	for i, line := range strings.Split(text, "\n") {
		kind, value, _ := strings.Cut(line, " ")
		n, _ := strconv.Atoi(value)
		name := fmt.Sprintf("%s%d", kind, i+1)
		switch kind {
		case "p":
			for k := range n {
				s := &Strip{Height: 10 * Pt}
				if k == 0 && n > 1 || k == n-2 {
					s.Turn = TurnNever
				}
				add(s, fmt.Sprintf("%s.%d", name, k+1))
			}
		case "h":
			add(&Strip{Height: Length(n) * 10 * Pt, Above: 10 * Pt, Stretch: 1, Turn: TurnNever, Heading: true}, name)
		case "i":
			for k := range n {
				s := &Strip{Height: 10 * Pt, Above: 5 * Pt * Length(max(0, 1-k)), Shared: min(1, n-1-k)}
				add(s, fmt.Sprintf("%s.%d", name, k+1))
			}
		case "q":
			add(&Strip{Height: Length(n) * 10 * Pt, Above: 10 * Pt, Stretch: 1}, name)
		case "b":
			add(&Strip{Height: Length(n) * 10 * Pt, Above: 10 * Pt, Stretch: 1, Loose: true}, name)
			below = Strip{Above: 10 * Pt, Stretch: 1}
		case "r":
			repeat := &Strip{Height: 10 * Pt}
			names[repeat] = name + ".head"
			for k := range n {
				s := &Strip{Height: 10 * Pt, Loose: true}
				if k > 0 {
					s.Repeat = repeat
				}
				add(s, fmt.Sprintf("%s.%d", name, k+1))
			}
		case "f":
			add(&Strip{Height: Length(n) * 10 * Pt, Above: 10 * Pt, Float: true}, name)
		case "n":
			f := &Footnote{}
			for k := range n {
				s := &Strip{Height: 8 * Pt, Loose: true}
				names[s] = fmt.Sprintf("%s.%d", name, k+1)
				f.Strips = append(f.Strips, s)
			}
			last := strips[len(strips)-1]
			last.Notes = append(last.Notes, f)
		case "k":
			strips[len(strips)-1].Turn = TurnNever
		case "-":
			strips[len(strips)-1].Hyphen = true
		default:
			t.Fatalf("unknown strip %q", line)
		}
	}
	return strips, names
}

func drawn(pages []*Page, names map[*Strip]string, plan Plan) string {
	var b strings.Builder
	name := func(s *Strip) string {
		if n, ok := names[s]; ok {
			return n
		}
		for known, n := range names { // a figure that floated is a copy
			if known.Float && len(known.Marks) > 0 && known.Marks[0] == s.Marks[0] {
				return n
			}
		}
		return "?"
	}
	for i, p := range pages {
		fmt.Fprintf(&b, "page %d, %d short:", i+1, p.Short)
		for _, s := range p.Strips {
			fmt.Fprintf(&b, " %s@%g", name(s.Strip), float64(s.Y)/float64(plan.Grid))
		}
		if len(p.Notes) > 0 {
			b.WriteString(" |")
			for _, s := range p.Notes {
				fmt.Fprintf(&b, " %s@%g", name(s.Strip), float64(s.Y)/float64(plan.Grid))
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// FuzzPages cuts any strips into pages and holds the laws of pages: every
// strip once, in order but for figures, which come at the top of a page where
// they part nothing and have passed no heading, but on a facing page; none over
// the foot of a page that could hold it; every line of every footnote, on the
// page of its mark or after it, in order.
func FuzzPages(f *testing.F) {
	f.Add([]byte("\x05p\x02h\x07p\x04q\x09r\x05f\x03n\x05p"), uint8(12), true)
	f.Add([]byte("70A20$110091"), uint8(127), true) // pages in front of a figure change when it moves
	f.Fuzz(func(t *testing.T, in []byte, lines uint8, facing bool) {
		if len(in) > 120 {
			in = in[:120]
		}
		plan := Plan{Lines: 4 + int(lines)%40, Grid: 10 * Pt, NoteGap: 5 * Pt, Facing: facing}
		var text []string
		for i := 0; i+1 < len(in); i += 2 {
			kind := string("phqrfn-i"[int(in[i+1])%8])
			n := 1 + int(in[i])%12
			if kind == "n" || kind == "-" {
				if len(text) == 0 {
					continue
				}
			}
			text = append(text, fmt.Sprintf("%s %d", kind, n))
		}
		if len(text) == 0 {
			return
		}
		strips, names := stripsOf(t, strings.Join(text, "\n"))
		checkPages(t, strips, names, Pages(strips, plan), plan)
	})
}

func checkPages(t *testing.T, strips []*Strip, names map[*Strip]string, pages []*Page, plan Plan) {
	depth := Length(plan.Lines) * plan.Grid
	seen := map[Mark]int{}
	page := map[*Strip]int{}
	last := Mark(-1)
	for i, p := range pages {
		foot := depth
		if len(p.Notes) > 0 {
			foot = p.Notes[0].Y
		}
		for k, s := range p.Strips {
			if len(s.Strip.Marks) == 0 {
				continue // a head set again
			}
			m := s.Strip.Marks[0]
			seen[m]++
			switch {
			case m > last:
				last = m
			case !s.Strip.Float:
				t.Errorf("page %d: %s stands after a later one", i+1, names[s.Strip])
			case k > 0:
				t.Errorf("page %d: a figure that was moved stands in its midst", i+1)
			case strips[last].Shared > 0:
				t.Errorf("page %d: a figure parts an item", i+1)
			case !(plan.Facing && i%2 == 0) && slices.ContainsFunc(strips[m:last], func(s *Strip) bool { return s.Heading }):
				t.Errorf("page %d: a figure has passed a heading", i+1)
			}
			for _, n := range s.Strip.Notes {
				for _, line := range n.Strips {
					page[line] = i
				}
			}
			if s.Y+s.Strip.Height > foot && k > 0 && s.Strip.Height <= depth && !p.Strips[0].Strip.Float && p.Strips[0].Strip.Height < depth/2 && len(p.Notes) == 0 {
				t.Errorf("page %d: %s goes over the foot", i+1, names[s.Strip])
			}
		}
	}
	for i := range strips {
		if seen[Mark(i)] != 1 {
			t.Errorf("strip %d is set %d times", i, seen[Mark(i)])
		}
	}
	set := map[*Strip]int{}
	order := map[*Strip]int{} // of the lines of footnotes
	for _, s := range strips {
		for _, n := range s.Notes {
			for _, line := range n.Strips {
				order[line] = len(order)
			}
		}
	}
	above := -1
	for i, p := range pages {
		for _, s := range p.Notes {
			set[s.Strip]++
			if order[s.Strip] < above {
				t.Errorf("page %d: footnotes stand out of order", i+1)
			}
			above = order[s.Strip]
			if at, ok := page[s.Strip]; !ok || i < at {
				t.Errorf("page %d: a footnote stands before its mark", i+1)
			}
		}
	}
	for line := range page {
		if set[line] != 1 {
			t.Errorf("a line of a footnote is set %d times", set[line])
		}
	}
}

package theme

import "testing"

func TestScreenColoursHoldOnBothGrounds(t *testing.T) {
	for name, c := range map[string]Color{"accent": ScreenAccent, "grey": ScreenGrey} {
		for ground, g := range map[string]Color{"white": White, "black": Black} {
			if r := Contrast(c, g); r < 4.5 {
				t.Errorf("%s on %s: contrast %.2f, want 4.5", name, ground, r)
			}
		}
	}
	for ground, g := range map[string]Color{"white": White, "black": Black} {
		if r := Contrast(ScreenRule, g); r < 3 {
			t.Errorf("rule on %s: contrast %.2f, want 3", ground, r)
		}
	}
}

func TestPrintColoursHoldOnWhiteAndTint(t *testing.T) {
	for name, c := range map[string]Color{"accent": PrintAccent, "grey": PrintGrey} {
		for ground, g := range map[string]Color{"white": White, "tint": PrintTint} {
			if r := Contrast(c, g); r < 4.5 {
				t.Errorf("%s on %s: contrast %.2f, want 4.5", name, ground, r)
			}
		}
	}
}

func TestPagesFitTheirPaper(t *testing.T) {
	for _, paper := range append([]Paper{HalfLetter}, Papers...) {
		for _, v := range Variants {
			p := PageFor(paper, TwoSided, v)
			if p.Outer() < 30 {
				t.Errorf("%s %s: outer margin %.1f pt", paper, v, p.Outer())
			}
			if gap := p.Top - p.Leading/2 - p.HeadY; gap < 12 {
				t.Errorf("%s %s: a box at the head of a page is %.1f pt below the running head", paper, v, gap)
			}
			if bottom := p.Height - p.Top - p.Depth(); bottom < 40 || p.FootY < p.Top+p.Depth()+8 || p.FootY > p.Height-24 {
				t.Errorf("%s %s: foot margin %.1f pt, folio at %.1f of %.1f", paper, v, bottom, p.FootY, p.Top+p.Depth())
			}
			if v != Standard && p.Size < 18 {
				t.Errorf("%s %s: %.1f pt type", paper, v, p.Size)
			}
		}
	}
}

// TestSheetsHoldTwoPages holds that pages meet at the fold and reach the
// edges, and that their text is that of their paper.
func TestSheetsHoldTwoPages(t *testing.T) {
	for paper, half := range map[Paper]Paper{"": A5, A4: A5, A5: A5, Letter: HalfLetter, Trade: HalfLetter} {
		for _, v := range Variants {
			sheet, p := SheetFor(Booklet, paper, v)
			if 2*p.Width != sheet.Width || p.Height != sheet.Height {
				t.Errorf("%s %s: pages of %.2f × %.2f on %.2f × %.2f", paper, v, p.Width, p.Height, sheet.Width, sheet.Height)
			}
			if alone := PageFor(half, TwoSided, v); p.Measure != alone.Measure || p.Lines != alone.Lines || p.Inner != alone.Inner {
				t.Errorf("%s %s: the text is not set as on %s", paper, v, half)
			}
			if _, p := SheetFor(TwoUp, paper, v); p.Mirrored {
				t.Errorf("%s %s: pages of a handout have mirrored margins", paper, v)
			}
		}
	}
}

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
	for _, paper := range Papers {
		for _, v := range Variants {
			p := PageFor(paper, TwoSided, v)
			if p.Outer() < 30 {
				t.Errorf("%s %s: outer margin %.1f pt", paper, v, p.Outer())
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

package pdf

import (
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

type family uint8

const (
	serif family = iota
	sans
	display
	mono
)

// A look is how a piece of text is set; equal looks share one style.
type look struct {
	family    family
	bold      bool
	italic    bool
	features  string
	size      typeset.Length
	color     typeset.Color
	rise      typeset.Length
	tracking  int
	lang      string
	literal   bool
	strike    bool
	underline bool
}

const (
	textFigures  = "onum pnum"
	tableFigures = "lnum tnum"
)

func ink(c theme.Color) typeset.Color { return typeset.Color{R: c.R, G: c.G, B: c.B} }

var black = typeset.Color{}

// files names the fonts of a family: regular, italic, bold, bold italic.
func (l look) file(hyperlegible bool) string {
	table := map[family][4]string{
		serif:   {"SourceSerif4-Regular", "SourceSerif4-It", "SourceSerif4-Bold", "SourceSerif4-BoldIt"},
		sans:    {"SourceSans3-Regular", "SourceSans3-It", "SourceSans3-Semibold", "SourceSans3-SemiboldIt"},
		display: {"SourceSerif4Display-Regular", "SourceSerif4-It", "SourceSerif4Display-Semibold", "SourceSerif4Display-SemiboldIt"},
		mono:    {"SourceCodePro-Regular", "SourceCodePro-Regular", "SourceCodePro-Bold", "SourceCodePro-Bold"},
	}
	names := table[l.family]
	if hyperlegible && l.family != mono {
		names = [4]string{"AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-RegularItalic",
			"AtkinsonHyperlegibleNext-Bold", "AtkinsonHyperlegibleNext-BoldItalic"}
	}
	i := 0
	if l.italic {
		i++
	}
	if l.bold {
		i += 2
	}
	return names[i]
}

// Preload reads the fonts that the standard variant needs of every guide, for
// a time when nothing else is to be done. What fails here fails again, and is
// reported, where it matters.
func Preload(fonts *typeset.Library) {
	for _, l := range []look{{family: display, bold: true}, {}, {family: sans}, {family: sans, bold: true}, {italic: true}, {family: display}} {
		fonts.Font(l.file(false))
	}
}

// style returns the style of a look.
func (s *setter) style(l look) *typeset.Style {
	if l.rise == 0 {
		l.size = s.legible(l.size)
	}
	if st := s.styles[l]; st != nil {
		return st
	}
	features := l.features
	if s.page.Hyperlegible && l.family != mono {
		features = ""
	}
	face, err := s.fonts.Face(l.file(s.page.Hyperlegible), features)
	if err != nil {
		s.fail(err)
		return nil
	}
	st := &typeset.Style{Face: face, Size: l.size, Color: l.color, Rise: l.rise, Tracking: l.tracking,
		Literal: l.literal, Strike: l.strike, Underline: l.underline}
	if !l.literal && !s.page.Ragged {
		if st.Hyphenator, err = s.fonts.Hyphenator(l.lang); err != nil {
			s.fail(err)
			return nil
		}
	}
	s.styles[l] = st
	return st
}

// The looks that text begins with. Sizes are parts of running text's.

// largePrint is the least size of type in large print; raised marks of notes
// alone are smaller.
const largePrint = 18

func (s *setter) size(part float64) typeset.Length {
	return s.legible(typeset.Points(float64(s.page.Size) * part))
}

// legible is a size, or the least one where the print is large.
func (s *setter) legible(size typeset.Length) typeset.Length {
	if s.page.Size >= largePrint {
		return max(size, typeset.Points(largePrint))
	}
	return size
}

// em is a distance in parts of the size of running text.
func (s *setter) em(part float64) typeset.Length {
	return typeset.Points(float64(s.page.Size) * part)
}

func (s *setter) body() look {
	return look{family: serif, features: textFigures, size: s.size(1), lang: s.lang}
}

func (s *setter) small() look {
	return look{family: sans, features: textFigures, size: s.size(theme.Sizes.Small), color: ink(theme.PrintGrey), lang: s.lang}
}

func (s *setter) noteText() look {
	return look{family: serif, features: textFigures, size: s.size(theme.Sizes.Note), lang: s.lang}
}

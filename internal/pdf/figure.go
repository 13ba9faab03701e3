package pdf

import (
	"strings"

	"guidec/internal/book"
	"guidec/internal/pdf/finish"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// figure sets an image with its caption beneath, as one strip.
func (s *setter) figure(b *book.Box) {
	defer s.begin(b.Role.Spelling().Tag)()
	s.open(b, b.Target)
	var caption *book.Para
	var img *book.Image
	for _, x := range s.beside(b.Blocks) {
		switch x := x.(type) {
		case *book.Image:
			img = x
		case *book.Para:
			if x.Role == book.RoleCaption {
				caption = x
				continue
			}
			s.block(x)
		default:
			s.block(x)
		}
	}
	if img != nil {
		s.image(img, caption)
	} else if caption != nil {
		s.para(caption)
	}
}

// image sets a picture, and a caption when it has one.
func (s *setter) image(n *book.Image, caption *book.Para) {
	m := mark{at: n.Span, image: n}
	if n.Alt != "" {
		e := newElement(s.elem, "Figure")
		e.Alt = n.Alt
		e.Attr = &finish.Attributes{Placement: "Block"}
		e.attach()
		m.elem = e
	}
	var lines []*typeset.Line
	leading := s.noteLeading()
	if caption != nil {
		lines = s.captionLines(caption.Text)
	}
	w, h := s.pictureSize(n, typeset.Length(s.page.Lines)*s.grid-typeset.Length(len(lines)+2)*leading)
	content := []typeset.Placed{{X: s.left + (s.width()-w)/2, Picture: &typeset.Picture{Width: w, Height: h, Mark: s.mark(m)}}}
	y := h
	if len(lines) > 0 {
		y += leading * 5 / 4
		for _, line := range lines {
			content = append(content, typeset.Placed{X: s.left, Y: y, Line: line})
			y += leading
		}
		y -= leading * 3 / 4
	}
	height := (y + s.grid - 1) / s.grid * s.grid
	s.open(n, nil)
	s.space(s.grid, 1)
	if k := len(s.strips); k > 0 && s.strips[k-1].Frame != s.frame {
		s.space(2*s.grid, 1) // the frame stands out of its strips
	}
	var notes []*typeset.Footnote
	for _, line := range lines {
		notes = append(notes, s.notesOf(line)...)
	}
	s.add(&typeset.Strip{Height: height, Content: content, Loose: s.loose, Notes: notes, After: s.grid, Float: s.frame == nil})
	s.stretch = 1
	s.flush = true
}

// pictureSize is how large a picture is printed: as wide as is asked for, or
// at 150 pixels to the inch; never wider than the measure, never higher than
// a part of the page, or most.
func (s *setter) pictureSize(n *book.Image, most typeset.Length) (w, h typeset.Length) {
	pw, ph := typeset.Length(max(n.Asset.Width, 1)), typeset.Length(max(n.Asset.Height, 1))
	w = pw * 72 * typeset.Pt / 150
	if n.Width > 0 {
		w = s.width() * typeset.Length(n.Width) / 100
	}
	w = min(w, s.width())
	h = w * ph / pw
	if h > most {
		h = most
		w = h * pw / ph
	}
	return max(w, typeset.Pt), max(h, typeset.Pt)
}

// captionLines sets a caption in small sans.
func (s *setter) captionLines(text []book.Inline) []*typeset.Line {
	defer s.begin("Caption")()
	l := s.small()
	l.color = black
	p := typeset.Paragraph{Pieces: s.text(text, l, s.elem), Measure: s.width(), Align: typeset.Left, Solid: true}
	return p.Lines()
}

// caption sets a caption that stands by itself; end ends its element.
func (s *setter) caption(text []book.Inline, end func()) {
	defer end()
	l := s.small()
	l.color = black
	p := typeset.Paragraph{Pieces: s.text(text, l, s.elem), Measure: s.width(), Align: typeset.Left, Solid: true}
	for _, line := range p.Lines() {
		s.add(&typeset.Strip{Height: s.noteLeading(), Loose: true, Turn: typeset.TurnNever, Notes: s.notesOf(line),
			Content: []typeset.Placed{{X: s.left, Y: s.noteLeading() * 76 / 100, Line: line}}})
	}
}

// code sets preformatted text on a tint, line by line; a line that is too
// long goes on below, behind a mark.
func (s *setter) code(b *book.Code) {
	const few = 10 // lines that stay on one page
	end := s.begin("P")
	defer end()
	e := newElement(s.elem, "Code")
	e.attach()
	l := look{family: mono, size: s.size(theme.Sizes.Code), lang: "", literal: true}
	leading := l.size.Scale(132, 100)
	st := s.style(l)
	s.framed(nil, func() {
		width := s.width()
		columns := max(8, int(width/max(1, typeset.SetLine("0", st, 0, 0).Width)))
		m := s.mark(mark{elem: e, text: b, at: b.Span})
		lines := codeLines(b.Text, columns)
		for i, row := range lines {
			content := []typeset.Placed{{X: s.left, Y: leading * 74 / 100, Line: typeset.SetLine(row.text+row.end, st, m, row.from)}}
			if row.goesOn {
				grey := l
				grey.color = ink(theme.PrintGrey)
				sign := typeset.SetLine("↩", s.style(grey), 0, 0)
				content = append(content, typeset.Placed{X: s.left + width + l.size/5, Y: leading * 74 / 100, Line: sign})
			}
			strip := &typeset.Strip{Height: leading, Loose: true, Content: content}
			if i == 0 || i == len(lines)-2 || row.goesOn || len(lines) <= few && i < len(lines)-1 {
				strip.Turn = typeset.TurnNever
			}
			s.add(strip)
		}
	})
}

type codeLine struct {
	text   string
	from   int    // where its line begins in the code, in bytes
	end    string // a blank, so that lines do not run together
	goesOn bool
}

// codeLines parts code into lines of at most so many characters, at a blank
// where there is one in the last third.
func codeLines(text string, columns int) []codeLine {
	var out []codeLine
	from := 0
	for line := range strings.Lines(text) {
		runes := []rune(strings.TrimSuffix(line, "\n"))
		for len(runes) > columns {
			cut := columns
			for k := columns; k > columns*2/3; k-- {
				if runes[k-1] == ' ' {
					cut = k
					break
				}
			}
			out = append(out, codeLine{string(runes[:cut]), from, "", true})
			runes = runes[cut:]
		}
		out = append(out, codeLine{string(runes), from, " ", false})
		from += len(line)
	}
	return out
}

package cover

import (
	"bytes"
	"image"
	"image/png"
	"testing"

	"guidec/assets"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

var fonts = typeset.NewLibrary(assets.Files)

var titles = []Words{
	{Title: "Never Let Me Go", Below: []string{"A Study Guide"}, About: "A guide to Never Let Me Go by Kazuo Ishiguro", Byline: "Ada Example"},
	{Title: "The Strange Case of Dr Jekyll and Mr Hyde", Below: []string{"Notes, Questions and Answers for the First-Time Reader"}},
	{Title: "It"},
	{Title: "Emma", Below: []string{"Notes, Questions and Answers for the First-Time Reader", "Teacher’s Edition"}, About: "A guide to Emma by Jane Austen"},
	{Title: "Emma", Below: []string{"Teacher’s Edition"}},
	{Title: "Emma", Below: []string{"Notes, Questions and Answers for the First-Time Reader", "With Every Answer", "Teacher’s Edition"}, About: "A guide to Emma by Jane Austen", Byline: "A. Teacher, B. Teacher, C. Teacher and many other friends of the school in the next street"},
	{Title: "Supercalifragilisticexpialidocious"},
	{Title: ""},
	{Title: "One word after another and yet another until nobody can remember how the title of this long book began", Byline: "A. Teacher, B. Teacher, C. Teacher and many other friends of the school in the next street"},
}

func TestPNG(t *testing.T) {
	for _, w := range titles {
		data, err := PNG(fonts, w)
		if err != nil {
			t.Fatalf("%q: %v", w.Title, err)
		}
		again, err := PNG(fonts, w)
		if err != nil || !bytes.Equal(data, again) {
			t.Errorf("%q: two covers differ (%v)", w.Title, err)
		}
		m, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || m.Width != Width || m.Height != Height {
			t.Errorf("%q: %d × %d, %v", w.Title, m.Width, m.Height, err)
		}
	}
}

// picture reads the cover as other programs do.
func picture(t *testing.T, w Words) *image.Paletted {
	t.Helper()
	data, err := PNG(fonts, w)
	if err != nil {
		t.Fatalf("%q: %v", w.Title, err)
	}
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%q: %v", w.Title, err)
	}
	return m.(*image.Paletted)
}

// inkIn is the box of the pixels in r that have the darker half of a ramp.
func inkIn(m *image.Paletted, r image.Rectangle, c ramp) image.Rectangle {
	var box image.Rectangle
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if i := m.ColorIndexAt(x, y); ramp(i/shades) == c && i%shades > shades/2 {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box
}

// The title stands in the field, on the left margin, however long it is.
func TestTitleStandsInTheField(t *testing.T) {
	field := image.Rect(0, 0, Width, fieldFoot)
	for _, w := range titles {
		m := picture(t, w)
		box := inkIn(m, field, onField)
		if w.Title == "" {
			continue
		}
		if box.Min.X < margin-30 || box.Min.X > margin+40 || box.Max.X > Width-margin+20 || box.Min.Y < margin/2 || box.Max.Y > fieldFoot-margin/4 {
			t.Errorf("%q stands at %v", w.Title, box)
		}
	}
}

// The words on the paper stay clear of each other and of the edge.
func TestWordsBelowTheField(t *testing.T) {
	for _, w := range titles {
		m := picture(t, w)
		paper := image.Rect(0, fieldFoot, Width, Height)
		for _, c := range []ramp{inkOnPaper, accentOnPaper} {
			if box := inkIn(m, paper, c); !box.Empty() && (box.Max.X > Width-margin+20 || box.Max.Y > Height-margin/2) {
				t.Errorf("%q: words at %v", w.Title, box)
			}
		}
	}
}

func TestColoursAreLegible(t *testing.T) {
	for _, c := range []ramp{onField, inkOnPaper, accentOnPaper} {
		if got := theme.Contrast(grounds[c].ground, grounds[c].ink); got < 4.5 {
			t.Errorf("ramp %d: contrast %.1f", c, got)
		}
	}
}

// The file has the pixels that were painted.
func TestFileHasThePicture(t *testing.T) {
	for _, w := range titles {
		s := compose(fonts, w)
		m, b := picture(t, w), &band{}
		for top := 0; top < Height; top += bandHeight {
			b.paint(s, top)
			for i := range b.rows {
				if got := m.Pix[m.PixOffset(0, top+i):][:Width]; !bytes.Equal(got, b.rows[i][:]) {
					t.Fatalf("%q: row %d is another", w.Title, top+i)
				}
			}
		}
	}
}

// A glyph looks the same wherever bands part it.
func TestBandsJoin(t *testing.T) {
	const down = bandHeight / 2
	s := &sheet{fonts: fonts}
	s.mark()
	first := rowsOf(s, 1024)
	for i := range s.inks {
		s.inks[i].box = s.inks[i].box.Add(image.Pt(0, down))
		for j := range s.inks[i].outline {
			s.inks[i].outline[j].Control.Y += down
			s.inks[i].outline[j].To.Y += down
		}
	}
	moved := rowsOf(s, 1024)
	for y := range 1024 - down {
		for x, was := range first[y] {
			if is := moved[y+down][x]; is != was && is != was+1 && is != was-1 {
				t.Fatalf("at %d, %d the shade %d became %d", x, y, was, is)
			}
		}
	}
}

// rowsOf paints the upper rows of a sheet.
func rowsOf(s *sheet, n int) (rows [][Width]uint8) {
	b := &band{}
	for top := 0; top < n; top += bandHeight {
		b.paint(s, top)
		rows = append(rows, b.rows[:]...)
	}
	return rows
}

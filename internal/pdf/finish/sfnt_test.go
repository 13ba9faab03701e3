package finish

import (
	"bytes"
	"testing"

	"guidec/assets"
)

// TestRecode gives codes to glyphs, one of them composite, and looks at what
// is there then.
func TestRecode(t *testing.T) {
	file, err := assets.Files.ReadFile("fonts/DejaVuSans.ttf")
	if err != nil {
		t.Fatal(err)
	}
	f, err := parseFace(file)
	if err != nil {
		t.Fatal(err)
	}
	composite := -1
	var parts []int
	simple := func(glyph []byte, part int) bool {
		inner, _, err := components(f.glyphs[big.Uint16(glyph[part:])])
		return err == nil && len(inner) == 0
	}
	for g, glyph := range f.glyphs {
		if parts, _, err = components(glyph); err != nil {
			t.Fatal(err)
		} else if len(parts) == 2 && simple(glyph, parts[0]) && simple(glyph, parts[1]) {
			composite = g
			break
		}
	}
	base, accent := int(big.Uint16(f.glyphs[composite][parts[0]:])), int(big.Uint16(f.glyphs[composite][parts[1]:]))
	r, err := f.recode(map[uint16]int{3: base, 7: composite, 9: base})
	if err != nil {
		t.Fatal(err)
	}
	again, err := parseFace(r.file())
	if err != nil {
		t.Fatal(err)
	}
	if len(again.glyphs) != 11 { // 0 to 9 and the accent
		t.Fatalf("%d glyphs", len(again.glyphs))
	}
	for code, g := range map[int]int{0: 0, 3: base, 9: base, 10: accent} {
		want, err := unhinted(f.glyphs[g])
		if err != nil {
			t.Fatal(err)
		}
		if got := again.glyphs[code]; !bytes.HasPrefix(got, want) || len(got) > len(want)+3 {
			t.Errorf("code %d has another outline than glyph %d", code, g)
		}
		if again.advance(code) != f.advance(g) {
			t.Errorf("code %d is as wide as %d, not %d", code, again.advance(code), f.advance(g))
		}
	}
	got := again.glyphs[7]
	if a, b := big.Uint16(got[parts[0]:]), big.Uint16(got[parts[1]:]); a != 3 || b != 10 {
		t.Errorf("the composite glyph is made of %d and %d", a, b)
	}
	if len(again.glyphs[1]) != 0 || again.advance(1) != 0 {
		t.Error("a code without a glyph has one")
	}
}

// FuzzFace holds that no font file makes a panic.
func FuzzFace(f *testing.F) {
	file, err := assets.Files.ReadFile("fonts/SourceSans3-Bold.ttf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(100, []byte{0xFF})
	f.Add(20000, []byte{0x80, 0, 0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, at int, with []byte) {
		if at < 0 || at >= len(file) {
			return
		}
		b := bytes.Clone(file)
		copy(b[at:], with)
		face, err := parseFace(b)
		if err != nil {
			return
		}
		codes := map[uint16]int{}
		for c := range uint16(600) {
			codes[c] = int(c)
		}
		if r, err := face.recode(codes); err == nil {
			r.file()
		}
	})
}

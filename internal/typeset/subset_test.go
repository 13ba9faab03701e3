package typeset

import (
	"bytes"
	"io"
	"slices"
	"testing"

	"guidec/assets"
)

// TestSubset looks at what stands at the codes of a subset, one of them a
// composite glyph, one an alias.
func TestSubset(t *testing.T) {
	f, err := NewLibrary(assets.Files).Font("DejaVuSans")
	if err != nil {
		t.Fatal(err)
	}
	whole := subsetOf(f)
	composite, simple := 0, int(f.hyphen)+1
	var parts []int
	for ; len(parts) != 2 || len(whole.parts(t, parts[0])) > 0 || len(whole.parts(t, parts[1])) > 0; composite++ {
		parts = whole.parts(t, composite+1)
	}
	for slices.Contains(parts, simple) || len(whole.parts(t, simple)) > 0 {
		simple++
	}
	file, err := f.Subset([]uint16{uint16(composite), uint16(simple), f.SoftHyphen})
	if err != nil {
		t.Fatal(err)
	}
	part := readSubset(t, file, int(f.SoftHyphen)+1)
	for code := range part.font.Glyphs {
		got, err := part.outline(code)
		if err != nil {
			t.Fatal(err)
		}
		used := code == 0 || code == composite || code == simple || slices.Contains(parts, code) || code == int(f.SoftHyphen)
		if !used {
			if len(got) != 0 || part.metric(code) != [4]byte{} {
				t.Errorf("code %d has a glyph", code)
			}
			continue
		}
		outline, err := whole.outline(int(f.glyph(uint16(code))))
		if err != nil {
			t.Fatal(err)
		}
		want, _, err := unhinted(outline)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(got, want) || len(got) > len(want)+3 {
			t.Errorf("code %d has another outline than its glyph", code)
		}
		if a, b := part.metric(code), whole.metric(int(f.glyph(uint16(code)))); a != b {
			t.Errorf("code %d has the metrics %v, its glyph %v", code, a, b)
		}
	}
}

// readSubset takes a subset for a whole font.
func readSubset(t *testing.T, file []byte, glyphs int) *subset {
	if sum := checksum(file); sum != 0xB1B0AFBA {
		t.Errorf("the file's checksum is %x", sum)
	}
	of, err := openSFNT(reader(file))
	if err != nil {
		t.Fatal(err)
	}
	font := &Font{Glyphs: glyphs, tables: map[string][]byte{}, outlines: of.tables["glyf"]}
	for _, name := range []string{"head", "hhea", "loca", "hmtx"} {
		if font.tables[name], err = of.table(name, 0); err != nil {
			t.Fatal(err)
		}
	}
	return subsetOf(font)
}

func reader(file []byte) *io.SectionReader {
	return io.NewSectionReader(bytes.NewReader(file), 0, int64(len(file)))
}

// parts lists the glyphs that a glyph is composed of.
func (s *subset) parts(t *testing.T, glyph int) (list []int) {
	outline, err := s.outline(glyph)
	if err != nil {
		t.Fatal(err)
	}
	if len(outline) == 0 {
		return nil
	}
	bare, at, err := unhinted(outline)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range at {
		list = append(list, int(bigEndian.Uint16(bare[p:])))
	}
	return list
}

// FuzzSubset holds that no font file makes a panic, and that what is cut out
// of one is a font. Shaping is left out: it is a library's, which a crafted font
// can make panic, or take all memory, and no guide can bring a font.
func FuzzSubset(f *testing.F) {
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
		of, err := openSFNT(reader(b))
		if err != nil {
			return
		}
		font, err := of.measured("Spoilt")
		if err != nil {
			return
		}
		codes := []uint16{font.SoftHyphen, font.HardSpace}
		for c := range uint16(min(600, font.Glyphs)) {
			codes = append(codes, c)
		}
		for _, c := range codes {
			font.Outline(c)
		}
		part, err := font.Subset(codes)
		if err == nil && checksum(part) != 0xB1B0AFBA {
			t.Error("the subset's checksum is wrong")
		}
	})
}

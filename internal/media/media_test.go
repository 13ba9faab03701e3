package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"guidec/internal/diag"
	"guidec/internal/golden"
	"guidec/internal/source"
)

// picture is red in its top left quarter and blue elsewhere.
func picture(w, h int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0, 0, 0xff, 0xff}
			if x < w/2 && y < h/2 {
				c = color.RGBA{0xff, 0, 0, 0xff}
			}
			m.SetRGBA(x, y, c)
		}
	}
	return m
}

func pngOf(m image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func jpegOf(m image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func gifOf(m image.Image) []byte {
	var b bytes.Buffer
	if err := gif.Encode(&b, m, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// withExif puts an orientation and a comment into a JPEG.
func withExif(data []byte, o uint16) []byte {
	tiff := []byte("II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00")
	tiff = binary.LittleEndian.AppendUint16(tiff, o)
	tiff = append(tiff, 0, 0, 0, 0, 0, 0)
	body := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...)
	out = append(out, body...)
	out = append(out, 0xff, 0xfe, 0, 8)
	out = append(out, "secret"...)
	return append(out, data[2:]...)
}

// bombPNG says that it has w × h pixels and holds none.
func bombPNG(w, h uint32) []byte {
	head := []byte("IHDR")
	head = binary.BigEndian.AppendUint32(head, w)
	head = binary.BigEndian.AppendUint32(head, h)
	head = append(head, 8, 2, 0, 0, 0)
	out := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")
	out = append(out, head...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
}

func testFiles() fstest.MapFS {
	file := func(data []byte) *fstest.MapFile { return &fstest.MapFile{Data: data, Mode: 0o644} }
	good := pngOf(picture(8, 6))
	return fstest.MapFS{
		"creature.png":        file(good),
		"img/Creature 1.png":  file(good),
		"img/photo.jpg":       file(jpegOf(picture(16, 8))),
		"img/sideways.jpeg":   file(withExif(jpegOf(picture(32, 16)), 6)),
		"img/moving.gif":      file(gifOf(picture(8, 6))),
		"img/wide.png":        file(pngOf(image.NewGray(image.Rect(0, 0, 3000, 10)))),
		"img/deep.png":        file(pngOf(image.NewNRGBA64(image.Rect(0, 0, 4, 4)))),
		"img/drawing.svg":     file([]byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)),
		"img/short.png":       file(good[:len(good)-20]),
		"img/short.jpg":       file(jpegOf(picture(16, 8))[:300]),
		"img/empty.png":       file(nil),
		"img/bomb.png":        file(bombPNG(60000, 60000)),
		"img/heavy.png":       file(make([]byte, 5000)),
		"img/folder.png/a.md": file(nil),
	}
}

func TestDiagnostics(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		f := source.NewFile("in", c.Section("in"))
		s := NewStore(testFiles(), Limits{Bytes: 4000, Pixels: 1 << 20})
		var out strings.Builder
		var all diag.List
		for n := 1; n <= strings.Count(f.Text, "\n"); n++ {
			m, l := s.Image(f.Line(n), f.LineSpan(n))
			all = append(all, l...)
			if m != nil {
				fmt.Fprintf(&out, "%s: %s %d × %d as %s\n", f.Line(n), m.Type, m.Width, m.Height, m.Name)
			}
		}
		var text strings.Builder
		if err := all.Text(&text); err != nil {
			t.Fatal(err)
		}
		c.CheckAll("images", out.String())
		c.CheckAll("diag", text.String())
	})
}

func TestLinkOutOfTheFolder(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret.png")
	if err := os.WriteFile(secret, pngOf(picture(2, 2)), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(secret, filepath.Join(dir, "a.png")); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	m, l := NewStore(root.FS(), Limits{}).Image("a.png", source.Span{})
	if m != nil || len(l) != 1 || l[0].Code != diag.ImageOutside {
		t.Errorf("got %v, %v; want image-outside", m, l)
	}
}

func TestOrientation(t *testing.T) {
	// Where the red corner of the stored picture is seen, by orientation.
	corners := []struct {
		o      uint16
		right  bool
		bottom bool
	}{{1, false, false}, {2, true, false}, {3, true, true}, {4, false, true}, {5, false, false}, {6, true, false}, {7, true, true}, {8, false, true}}
	for _, c := range corners {
		files := fstest.MapFS{"a.jpg": &fstest.MapFile{Data: withExif(jpegOf(picture(64, 32)), c.o)}}
		m, l := NewStore(files, Limits{}).Image("a.jpg", source.Span{})
		if m == nil {
			t.Fatalf("orientation %d: %v", c.o, l)
		}
		if bytes.Contains(m.Data, []byte("Exif")) || bytes.Contains(m.Data, []byte("secret")) {
			t.Errorf("orientation %d: the camera's words are still there", c.o)
		}
		wantW, wantH := 64, 32
		if c.o >= 5 {
			wantW, wantH = wantH, wantW
		}
		got, err := jpeg.Decode(bytes.NewReader(m.Data))
		if err != nil {
			t.Fatal(err)
		}
		if got.Bounds().Dx() != wantW || got.Bounds().Dy() != wantH || m.Width != wantW || m.Height != wantH {
			t.Errorf("orientation %d: %v, said to be %d × %d; want %d × %d", c.o, got.Bounds(), m.Width, m.Height, wantW, wantH)
		}
		x, y := wantW/4, wantH/4
		if c.right {
			x = wantW * 3 / 4
		}
		if c.bottom {
			y = wantH * 3 / 4
		}
		if r, _, b, _ := got.At(x, y).RGBA(); r < b {
			t.Errorf("orientation %d: the red corner is not at %d, %d", c.o, x, y)
		}
	}
}

// A picture that is too large is averaged: edges stay where they are, and
// even grey stays even.
func TestShrink(t *testing.T) {
	for _, size := range []image.Point{{2600, 1300}, {5000, 40}, {2561, 3}, {30, 4001}} {
		m, ok := fit(picture(size.X, size.Y)).(*image.RGBA)
		if !ok || max(m.Rect.Dx(), m.Rect.Dy()) != longestSide {
			t.Fatalf("%v became %v", size, m.Rect)
		}
		w, h := m.Rect.Dx(), m.Rect.Dy()
		for _, c := range []struct {
			x, y int
			red  bool
		}{{0, 0, true}, {w/2 - 2, max(h/2-2, 0), true}, {w/2 + 2, 0, false}, {0, h - 1, false}, {w - 1, h - 1, false}} {
			want := color.RGBA{0, 0, 0xff, 0xff}
			if c.red {
				want = color.RGBA{0xff, 0, 0, 0xff}
			}
			if got := m.RGBAAt(c.x, c.y); got != want && size.X > 100 {
				t.Errorf("%v at %d, %d: %v, want %v", size, c.x, c.y, got, want)
			}
		}
	}
	gray := image.NewGray(image.Rect(0, 0, 3001, 1777))
	for i := range gray.Pix {
		gray.Pix[i] = 131
	}
	small := fit(gray).(*image.Gray)
	for i, v := range small.Pix {
		if v != 131 {
			t.Fatalf("pixel %d became %d", i, v)
		}
	}
}

func TestTransparencyBecomesWhite(t *testing.T) {
	files := fstest.MapFS{"a.png": &fstest.MapFile{Data: pngOf(image.NewNRGBA(image.Rect(0, 0, 3, 3)))}}
	m, l := NewStore(files, Limits{}).Image("a.png", source.Span{})
	if m == nil {
		t.Fatal(l)
	}
	got, err := png.Decode(bytes.NewReader(m.Data))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, a := got.At(1, 1).RGBA(); r&g&b&a != 0xffff {
		t.Errorf("a clear pixel became %v", got.At(1, 1))
	}
}

// Whatever its colours are stored as, a picture that is red comes out red, as
// an 8-bit PNG or a JPEG.
func TestEveryKindOfColours(t *testing.T) {
	red := image.NewUniform(color.RGBA{0xff, 0, 0, 0xff})
	files := fstest.MapFS{}
	add := func(name string, data []byte) { files[name] = &fstest.MapFile{Data: data} }
	r := image.Rect(0, 0, 16, 16)
	for name, m := range map[string]draw.Image{
		"rgba": image.NewRGBA(r), "nrgba": image.NewNRGBA(r), "rgba64": image.NewRGBA64(r), "nrgba64": image.NewNRGBA64(r),
		"cmyk": image.NewCMYK(r), "palette": image.NewPaletted(r, color.Palette{red.C, color.Transparent}),
		"large": image.NewNRGBA64(image.Rect(0, 0, longestSide+1, 16)),
	} {
		draw.Draw(m, m.Bounds(), red, image.Point{}, draw.Src)
		add(name+".png", pngOf(m))
		add(name+".gif", gifOf(m))
		add(name+".jpg", jpegOf(m))
		m.Set(0, 0, color.Transparent)
		add(name+"-clear.png", pngOf(m))
		add(name+"-clear.gif", gifOf(m))
	}
	for name, data := range redFiles(t) {
		add(name, data)
	}
	s := NewStore(files, Limits{})
	for name := range files {
		m, l := s.Image(name, source.Span{})
		if m == nil {
			t.Errorf("%s: %v", name, l)
			continue
		}
		if m.Type == typePNG && m.Data[24] != 8 {
			t.Errorf("%s: a PNG of %d bits", name, m.Data[24])
		}
		got, _, err := image.Decode(bytes.NewReader(m.Data))
		if err != nil {
			t.Fatal(err)
		}
		if r, g, b, a := got.At(12, 12).RGBA(); r>>8 < 0xfc || g>>8 > 3 || b>>8 > 3 || a>>8 != 0xff {
			t.Errorf("%s: red became %d, %d, %d, %d", name, r>>8, g>>8, b>>8, a>>8)
		}
	}
}

// redFiles are red pictures that Go cannot write, by name.
func redFiles(t testing.TB) map[string][]byte {
	names, err := filepath.Glob("testdata/red/*")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		if files[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// Grey stays grey, at 8 bits.
func TestGreys(t *testing.T) {
	for name, m := range map[string]image.Image{"8": image.NewGray(image.Rect(0, 0, 4, 4)), "16": image.NewGray16(image.Rect(0, 0, 4, 4))} {
		got, l := NewStore(fstest.MapFS{"a.png": {Data: pngOf(m)}}, Limits{}).Image("a.png", source.Span{})
		if got == nil {
			t.Fatal(l)
		}
		if bits, kind := got.Data[24], got.Data[25]; bits != 8 || kind != 0 {
			t.Errorf("grey of %s bits became kind %d of %d bits", name, kind, bits)
		}
	}
}

func TestEachFileOnce(t *testing.T) {
	s := NewStore(testFiles(), Limits{})
	var wg sync.WaitGroup
	got := make([]*Image, 16)
	for i := range got {
		wg.Go(func() { got[i], _ = s.Image("./img/../creature.png", source.Span{}) })
	}
	wg.Wait()
	first, _ := s.Image("creature.png", source.Span{})
	for i, m := range got {
		if m == nil || m != first {
			t.Fatalf("call %d returned %p, not %p", i, m, first)
		}
	}
}

func TestEmbeddedImagesPassTheSameGate(t *testing.T) {
	data := pngOf(image.NewGray(image.Rect(0, 0, 30, 40)))
	s := NewStore(fstest.MapFS{}, Limits{Bytes: int64(len(data))})
	first, l := s.Embedded("image1", data, source.Span{})
	if first == nil {
		t.Fatal(l)
	}
	if again, _ := s.Embedded("image2", bytes.Clone(data), source.Span{}); again != first {
		t.Error("the same bytes gave two images")
	}
	other, _ := s.Embedded("image3", pngOf(image.NewGray(image.Rect(0, 0, 3, 4))), source.Span{})
	if other == nil || other.Name == first.Name {
		t.Errorf("other bytes gave %+v beside %s", other, first.Name)
	}
	for message, bad := range map[string][]byte{
		`"image4" has more bytes`: append(bytes.Clone(data), 0),
		`"image4" is of a kind`:   []byte("words"),
	} {
		if m, l := s.Embedded("image4", bad, source.Span{}); m != nil || len(l) != 1 || !strings.Contains(l[0].Message, message) {
			t.Errorf("%q gave %v, %s", bad, m, l)
		}
	}
}

func TestNamesDiffer(t *testing.T) {
	seen := map[string]string{}
	for _, file := range []string{
		"a.png", "a.gif", "a.PNG", "A.png", "a.jpg", "x/a.png", "x_a.png", "x-a.png", "x a.png", "1.png", "image-1.png", "é.png", "ö.png",
		strings.Repeat("long", 20) + ".png", strings.Repeat("long", 20) + "er.png", ".png",
	} {
		name := fileName(file, typePNG)
		if before, ok := seen[name]; ok {
			t.Errorf("%s and %s are both called %s", before, file, name)
		}
		seen[name] = file
		if len(name) > 64 || name[0] < 'a' || name[0] > 'z' {
			t.Errorf("%s is called %s", file, name)
		}
	}
}

// FuzzImage holds what the gate promises: no panic, and an image that it
// lets through decodes to the size that it is said to have.
func FuzzImage(f *testing.F) {
	for _, file := range testFiles() {
		f.Add(file.Data)
	}
	f.Add(withExif(jpegOf(image.NewGray(image.Rect(0, 0, 9, 9))), 3))
	for _, data := range redFiles(f) {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		files := fstest.MapFS{"a.png": &fstest.MapFile{Data: data}}
		m, l := NewStore(files, Limits{Bytes: 1 << 20, Pixels: 1 << 18}).Image("a.png", source.Span{})
		if (m == nil) != l.HasErrors() {
			t.Fatalf("image %v with %v", m != nil, l)
		}
		if m == nil {
			return
		}
		c, kind, err := image.DecodeConfig(bytes.NewReader(m.Data))
		if err != nil || c.Width != m.Width || c.Height != m.Height || "image/"+kind != m.Type {
			t.Fatalf("said to be a %s of %d × %d, is a %s of %d × %d: %v", m.Type, m.Width, m.Height, kind, c.Width, c.Height, err)
		}
		if m.Type == typePNG && (m.Data[24] != 8 || m.Data[28] != 0) {
			t.Fatalf("a PNG of %d bits, interlaced %d", m.Data[24], m.Data[28])
		}
	})
}

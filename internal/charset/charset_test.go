package charset_test

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"guidec/internal/charset"
	"guidec/internal/diag"
	"guidec/internal/golden"
)

// A case's input is written as Go strings, one to a line and none of them
// with a line end of its own, so that the archive can hold any byte. The
// text comes back quoted, a line to a line.
func TestDecode(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		f, l := charset.Decode("in.txt", unquote(t, c.Section("in")))
		var text strings.Builder
		for line := range strings.Lines(f.Text) {
			fmt.Fprintln(&text, strconv.Quote(line))
		}
		c.Check("text", text.String())
		var b strings.Builder
		if err := l.Text(&b); err != nil {
			t.Fatal(err)
		}
		c.CheckAll("diag", b.String())
	})
}

func unquote(t *testing.T, section string) []byte {
	var b []byte
	for line := range strings.Lines(section) {
		s, err := strconv.Unquote(strings.TrimSpace(line))
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		b = append(b, s...)
	}
	return b
}

// spoil reads UTF-8 as Latin-1 and Windows-1252, as programs do that show
// the bytes without a character as themselves.
func spoil(s string) string {
	var b strings.Builder
	for i := range len(s) {
		b.WriteString(windows[s[i]])
	}
	return b.String()
}

var windows = func() (table [256]string) {
	for c := range table {
		table[c] = string(rune(c))
	}
	for i, r := range []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ") {
		table[0x80+i] = string(r)
	}
	return table
}()

var good = []string{
	"plain words", "naïve café, déjà vu", "“It’s over,” she said — quietly…", "Ångström, Øre, fiancée, Zürich",
	"3 × 4 ≤ 12, 20 °C, £5, €7, ½", "Привет, мир", "Ελληνικά γράμματα", "cœur, œuvre, Œdipe", "Łódź, święto, český",
	"tiếng Việt", "a → b ✓ 😀", "«bonjour»", "Ça va ? À la fin.", "l’Été", "日本語の本",
}

func TestSpoiltTextIsMended(t *testing.T) {
	for _, s := range good {
		rounds := 2
		if strings.ContainsAny(s, "рαế本") {
			rounds = 1 // other scripts are known by whole words, and only once
		}
		for in := s; rounds > 0; rounds-- {
			in = spoil(in)
			if f, _ := charset.Decode("x", []byte(in)); f.Text != s {
				t.Errorf("%q became %q, want %q", in, f.Text, s)
			}
		}
	}
}

// What looks a little like spoilt text stays as it is.
func TestGoodTextIsLeftAlone(t *testing.T) {
	sound := append(good, "“CAFÉ”", "IRMÃ…", "A MANHÃ—BELA", "voilà…”", "voilà\u00a0»", "the letter “Ã”", "Spaß“", "„Ä“",
		"10 Å²", "«Â»", "MAÇÃ»", "allé…”", "É…", "ä–ö", "PokéCAFÉ™", "€5–€7", "â, ê, î", "São Paulo", "“NÃO”")
	for _, s := range sound {
		f, l := charset.Decode("x", []byte(s))
		if f.Text != s || len(l) > 0 {
			t.Errorf("%q became %q", s, f.Text)
		}
	}
}

func TestUTF16(t *testing.T) {
	for _, s := range good {
		s = "A study guide in two bytes to a letter, long enough to tell. " + s
		units := utf16.Encode([]rune(s))
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			var data []byte
			for _, u := range units {
				data = order.AppendUint16(data, u)
			}
			if f, _ := charset.Decode("x", data); f.Text != s {
				t.Errorf("%v without a mark: %q, want %q", order, f.Text, s)
			}
			if f, _ := charset.Decode("x", append(order.AppendUint16(nil, 0xFEFF), data...)); f.Text != s {
				t.Errorf("%v with a mark: %q, want %q", order, f.Text, s)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range good {
		f.Add([]byte(s))
		f.Add([]byte(spoil(s)))
	}
	f.Add([]byte("\xff\xfea\x00b\x00"))
	f.Add([]byte("caf\xe9\r\n\x01\x92\r\x0c“â€"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, l := charset.Decode("x", data)
		if !utf8.ValidString(file.Text) || strings.ContainsAny(file.Text, "\x00\r\uFEFF") {
			t.Errorf("%q became %q", data, file.Text)
		}
		if (file.Text == "") != l.HasErrors() {
			t.Errorf("%q became %q with %v", data, file.Text, l)
		}
		for _, d := range l {
			if d.At.Start < 0 || d.At.Start > d.At.End || d.At.End > len(file.Text) {
				t.Errorf("span %d–%d of %d bytes", d.At.Start, d.At.End, len(file.Text))
			}
			if !utf8.RuneStart((file.Text + " ")[d.At.Start]) {
				t.Errorf("%s begins inside a character", d.Code)
			}
		}
		if file.Text == "" {
			return
		}
		again, l := charset.Decode("x", []byte(file.Text))
		if again.Text != file.Text {
			t.Errorf("%q is not stable: %q", file.Text, again.Text)
		}
		if l.Count(diag.Note) > 0 {
			t.Errorf("%q: notes the second time: %v", file.Text, l)
		}
	})
}

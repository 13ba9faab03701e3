package typeset

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"guidec/assets"
	"guidec/internal/golden"
)

func testStyle(t testing.TB, lib *Library, name, features, lang string, size float64) *Style {
	face, err := lib.Face(name, features)
	if err != nil {
		t.Fatal(err)
	}
	h, err := lib.Hyphenator(lang)
	if err != nil {
		t.Fatal(err)
	}
	return &Style{Face: face, Size: Points(size), Hyphenator: h}
}

// setText is what a line says, with a mark for a hyphen that was put in.
func setText(l *Line) string {
	var b strings.Builder
	for _, r := range l.Runs {
		for _, w := range r.Words {
			b.WriteString(w.Text)
		}
	}
	return strings.TrimSuffix(strings.ReplaceAll(b.String(), "\u00ad", "-"), " ")
}

// TestLines shows how paragraphs break. The section "in" has the settings in
// its first line, as key=value, and a paragraph in each line below: _words_
// are set in italics, and | ends a line. "lines" gives each line's first x, the width of its
// word spaces in hundredths of a point more than natural, and its text.
func TestLines(t *testing.T) {
	lib := NewLibrary(assets.Files)
	golden.Run(t, "testdata/lines/*.txt", func(t *testing.T, c *golden.Case) {
		settings, text, _ := strings.Cut(strings.TrimSpace(c.Section("in")), "\n")
		measure, size, lang, align, hang := 326.0, 10.4, "en-US", Justified, 0.0
		for _, s := range strings.Fields(settings) {
			key, value, _ := strings.Cut(s, "=")
			switch key {
			case "measure":
				measure, _ = strconv.ParseFloat(value, 64)
			case "size":
				size, _ = strconv.ParseFloat(value, 64)
			case "hang":
				hang, _ = strconv.ParseFloat(value, 64)
			case "lang":
				lang = value
			case "align":
				align = map[string]Align{"left": Left, "center": Center, "right": Right}[value]
			default:
				t.Fatalf("unknown setting %q", key)
			}
		}
		roman := testStyle(t, lib, "SourceSerif4-Regular", "onum pnum", lang, size)
		italic := testStyle(t, lib, "SourceSerif4-It", "onum pnum", lang, size)
		var out strings.Builder
		for i, para := range strings.Split(text, "\n") {
			if i > 0 {
				out.WriteString("\n")
			}
			p := &Paragraph{Measure: Points(measure), Align: align, Hang: Points(hang)}
			for k, part := range strings.Split(para, "_") {
				style := roman
				if k%2 == 1 {
					style = italic
				}
				for n, text := range strings.Split(part, "|") {
					if n > 0 {
						p.Pieces = append(p.Pieces, Piece{Break: true})
					}
					if text != "" {
						p.Pieces = append(p.Pieces, Piece{Text: text, Style: style})
					}
				}
			}
			for _, l := range p.Lines() {
				fmt.Fprintf(&out, "%6.2f %4d  %s", l.Runs[0].X.Points(), l.Runs[0].Extra*100/Pt, setText(l))
				if l.Overfull > 0 {
					fmt.Fprintf(&out, "  [overfull %s]", l.Overfull)
				}
				out.WriteString("\n")
			}
		}
		c.Check("lines", out.String())
	})
}

// TestLeaders holds that rows of dots and the like, which are lines to write on,
// have no hyphens at the ends of lines, and fill them.
func TestLeaders(t *testing.T) {
	lib := NewLibrary(assets.Files)
	style := testStyle(t, lib, "SourceSerif4-Regular", "onum pnum", "en-GB", 10)
	for _, row := range []string{"_", ".", "…", "-", "—"} {
		p := &Paragraph{Pieces: []Piece{{Text: "My answer:" + strings.Repeat(row, 200) + " (" + strings.Repeat(row, 200) + ").", Style: style}}, Measure: Points(200)}
		lines := p.Lines()
		for i, l := range lines {
			if text := setText(l); l.Hyphen && row != "-" || i > 0 && i < len(lines)-1 && len(text) < 20 {
				t.Errorf("line %d is %q", i+1, text)
			}
		}
	}
}

const pangrams = "The novel opens with Kathy H., now thirty-one years old, reflecting on her time as a carer and her " +
	"memories of growing up at Hailsham, a seemingly idyllic boarding school in the English countryside. Through her " +
	"retrospective narration, we learn about her childhood friendships with Ruth and Tommy, and the peculiar atmosphere " +
	"that surrounded their education during the 1970s and early 1980s — “a golden time,” she says; efficient officials shuffle on."

func TestJustifiedLinesFillTheMeasure(t *testing.T) {
	lib := NewLibrary(assets.Files)
	style := testStyle(t, lib, "SourceSerif4-Regular", "onum pnum", "en-GB", 10)
	for measure := 120.0; measure < 500; measure += 7.3 {
		p := &Paragraph{Pieces: []Piece{{Text: pangrams, Style: style}}, Measure: Points(measure), Indent: Points(12)}
		lines := p.Lines()
		for i, l := range lines[:len(lines)-1] {
			last := l.Runs[len(l.Runs)-1].Words
			text := strings.TrimRight(setText(l), " ")
			final := []rune(text)[len([]rune(text))-1]
			want := p.Measure + style.protrusion(final, false)
			if d := l.Width - want; d > Pt/20 || d < -Pt/20 {
				t.Errorf("measure %.1f, line %d of %d words ends at %s, want %s: %q", measure, i, len(last), l.Width, want, text)
			}
		}
	}
}

// TestBalancedPartsNoWord holds that lines are not made even at the cost of a
// word that has room in a line of the measure.
func TestBalancedPartsNoWord(t *testing.T) {
	style := testStyle(t, NewLibrary(assets.Files), "SourceSerif4-Regular", "", "en-US", 20)
	for _, text := range []string{"To Kill a Mockingbird", "Of Misunderstandings", "A Midsummer Night’s Dream"} {
		for measure := 60.0; measure < 300; measure += 7 {
			p := &Paragraph{Pieces: []Piece{{Text: text, Style: style}}, Measure: Points(measure), Align: Left, Solid: true}
			if p.Least() > p.Measure {
				continue
			}
			for _, l := range p.Balanced() {
				if l.Hyphen {
					t.Errorf("measure %.0f: %q is parted at %q", measure, text, setText(l))
				}
			}
		}
	}
}

func TestNoThreeHyphensInARow(t *testing.T) {
	lib := NewLibrary(assets.Files)
	style := testStyle(t, lib, "SourceSerif4-Regular", "", "en-US", 10)
	for measure := 110.0; measure < 360; measure += 5 {
		p := &Paragraph{Pieces: []Piece{{Text: strings.Repeat(pangrams+" ", 3), Style: style}}, Measure: Points(measure)}
		row := 0
		for _, l := range p.Lines() {
			if row++; !l.Hyphen {
				row = 0
			}
			if row > maxHyphens {
				t.Errorf("measure %.1f: %d hyphens in a row at %q", measure, row, setText(l))
			}
		}
	}
}

func TestWordsThatMustHold(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          bool
	}{
		{"H.", "Wells", true}, {"Kathy", "H.,", true}, {"H.", "the", false}, {"41", "minutes", true}, {"chapter", "4", true},
		{"Chapter", "IV", true}, {"word", "—", true}, {"word", "–", true}, {"wait", "…", true}, {"Mr.", "Tod", true},
		{"page", "turner", false}, {"in", "1818", false}, {"1818", "the", false}, {"A", "house", false}, {"said", "I.", false}, {"10", "million", true},
		{"230", "V.", true}, {"3,5", "kΩ", true}, {"20", "°C", true}, {"5", "km/h", true}, {"12", "m³", true}, {"20", "Uhr", true}, {"5", "€", true},
		{"3", "Mio.", true}, {"5", "Verse", false}, {"on", "V", false}, {"5", "I", false}, {"5", "Kinder", false},
		{"S.", "31", true}, {"(Abb.", "3)", true}, {"Akt", "II", true}, {"n°", "5", true}, {"pág.", "12", true}, {"riga", "4", true}, {"Seite", "drei", false},
		{"5.", "Mai", true}, {"31.", "Dezember,", true}, {"1818.", "Mai", false}, {"5.", "Kapitel", false},
		{"z.", "B.", true}, {"(d.", "h.", true}, {"u.", "a.,", true}, {"z.", "Bett", false}, {"da.", "B.", false},
	} {
		if got := mustHold(c.before, c.after); got != c.want {
			t.Errorf("%q %q: held %v, want %v", c.before, c.after, got, c.want)
		}
	}
}

// visible is the text that lines must give back: without what has no width,
// and with any run of blanks as one.
func visible(s string) string {
	s = strings.Map(func(r rune) rune {
		if silent(r) {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, isSpace), " ")
}

// wordsOf is what lines say when they are read one after another.
func wordsOf(lines []*Line) string {
	var b strings.Builder
	for _, l := range lines {
		for i, r := range l.Runs {
			for k, w := range r.Words {
				if w == r.Style.Face.softHyphen && i == len(l.Runs)-1 && k == len(r.Words)-1 {
					continue
				}
				b.WriteString(w.Text)
			}
		}
	}
	return b.String()
}

func FuzzLines(f *testing.F) {
	f.Add(pangrams, 200, 0)
	f.Add("https://example.org/a/very/long/path?with=query&and=more#fragment", 60, 1)
	f.Add("Donaudampfschifffahrtsgesellschaft\u00adskapitän naïve\u200b☃︎ 🜚 \u00a0— –", 40, 0)
	lib := NewLibrary(assets.Files)
	style := testStyle(f, lib, "SourceSerif4-Regular", "onum pnum", "en-US", 10)
	f.Fuzz(func(t *testing.T, text string, measure, align int) {
		text = strings.ToValidUTF8(text, "")
		if len(text) > 2000 {
			text = strings.ToValidUTF8(text[:2000], "")
		}
		p := &Paragraph{Pieces: []Piece{{Text: text, Style: style}}, Measure: Points(float64(20 + abs(measure)%500)), Align: Align(abs(align) % 4)}
		lines := p.Lines()
		if got, want := visible(wordsOf(lines)), visible(text); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("the lines say %q, want %q", got, want)
		}
	})
}

func abs(n int) int {
	if n < 0 {
		return -(n + 1)
	}
	return n
}

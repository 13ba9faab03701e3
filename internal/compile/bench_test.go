package compile

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"guidec/internal/book"
	"guidec/internal/charset"
	"guidec/internal/doc"
	"guidec/internal/epub"
	"guidec/internal/pdf"
	"guidec/internal/plaintext"
)

// sizes are multiples of the length of a real guide, about 8,500 words.
var sizes = []int{1, 10, 50}

// BenchmarkStage measures each stage by itself.
func BenchmarkStage(b *testing.B) {
	for _, size := range sizes {
		text := []byte(guideText(size))
		written := readBench(b, text)
		made := buildBench(b, written)
		printed, _, err := pdf.Layout(made, pdf.Options{})
		if err != nil {
			b.Fatal(err)
		}
		for _, stage := range []struct {
			name string
			run  func(b *testing.B) error
		}{
			{"read", func(b *testing.B) error { readBench(b, text); return nil }},
			{"build", func(b *testing.B) error { buildBench(b, written); return nil }},
			{"layout", func(b *testing.B) error { _, _, err := pdf.Layout(made, pdf.Options{}); return err }},
			{"pdf", func(b *testing.B) error {
				b.StopTimer() // a document can be written once
				d, _, err := pdf.Layout(made, pdf.Options{})
				if err != nil {
					return err
				}
				b.StartTimer()
				return d.Write(io.Discard)
			}},
			{"epub", func(b *testing.B) error {
				_, err := epub.Write(io.Discard, made, epub.Options{Pages: printed.PageStarts()})
				return err
			}},
		} {
			b.Run(fmt.Sprintf("%d/%s", size, stage.name), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					if err := stage.run(b); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func readBench(b *testing.B, text []byte) *doc.Guide {
	f, l := charset.Decode("guide.txt", text)
	g, found := plaintext.Read(f)
	if l = append(l, found...); l.HasErrors() {
		b.Fatal(l)
	}
	return g
}

func buildBench(b *testing.B, g *doc.Guide) *book.Book {
	made, l := book.Build(g, book.Options{})
	if l.HasErrors() {
		b.Fatal(l)
	}
	return made
}

// BenchmarkRun measures the whole program as a user meets it: the time from
// start to end, and the most memory that it holds at once.
func BenchmarkRun(b *testing.B) {
	dir := b.TempDir()
	program := filepath.Join(dir, "guidec")
	if out, err := exec.Command("go", "build", "-o", program, "guidec/cmd/guidec").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	for _, size := range sizes {
		text := filepath.Join(dir, fmt.Sprintf("guide%d.txt", size))
		if err := os.WriteFile(text, []byte(guideText(size)), 0o644); err != nil {
			b.Fatal(err)
		}
		for _, variant := range [][]string{
			{"both", "--format", "epub,pdf"},
			{"epub", "--format", "epub"},
			{"epub-no-pages", "--format", "epub", "--no-page-list"},
		} {
			b.Run(fmt.Sprintf("%d/%s", size, variant[0]), func(b *testing.B) {
				var peak int64
				for b.Loop() {
					c := exec.Command(program, append([]string{"build", text, "-o", filepath.Join(dir, "dist")}, variant[1:]...)...)
					var stderr bytes.Buffer
					c.Stderr = &stderr
					if err := c.Run(); err != nil {
						b.Fatalf("%v\n%s", err, &stderr)
					}
					peak = max(peak, peakMemory(c.ProcessState))
				}
				b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
			})
		}
	}
}

// guideText makes up a study guide of the given size in the shape in which
// such texts are copied: quotations, chapters with sections, stand-alone
// quotations, questions. The same size gives the same text.
func guideText(size int) string {
	w := &writer{state: 1}
	w.b.WriteString("The Made-Up Book\n\nby Nobody\n\n⏱ 41 min read\n")
	w.paragraph(60)
	w.b.WriteString("Highlighting Quotes\n\n")
	for i := range 3 {
		fmt.Fprintf(&w.b, "%d. %s\n", i+1, w.sentence(20))
	}
	w.b.WriteString("\n")
	for chapter := range 4 * size {
		fmt.Fprintf(&w.b, "Chapter of the %s %d\n\n", w.word(), chapter+1)
		for range 4 {
			fmt.Fprintf(&w.b, "The %s %s\n\n", w.word(), w.word())
			for range 4 {
				w.paragraph(95)
			}
			fmt.Fprintf(&w.b, "\"%s\"\n\n", w.sentence(18))
		}
	}
	w.b.WriteString("FAQ\n\n")
	for range 20 * size {
		fmt.Fprintf(&w.b, "What is the %s %s?\n\n", w.word(), w.word())
		w.paragraph(60)
	}
	return w.b.String()
}

// A writer makes up words: few of them often and many seldom, as in any
// language.
type writer struct {
	b     strings.Builder
	state uint32
}

func (w *writer) next(n int) int {
	w.state = w.state*1664525 + 1013904223
	return int(w.state>>8) % n
}

func (w *writer) word() string {
	syllables := strings.Fields("an ber con der ed fol gen hap ing ject ker lo mem ner or per quen ro sion tion un ver wil yond")
	rank := w.next(60) * w.next(60)
	var word strings.Builder
	for n := rank + 7; n > 0; n /= 24 {
		word.WriteString(syllables[n%24])
	}
	return word.String()
}

func (w *writer) sentence(words int) string {
	var s strings.Builder
	for i := range words {
		if i > 0 {
			s.WriteString(" ")
		}
		s.WriteString(w.word())
		if i%9 == 8 && i < words-1 {
			s.WriteString(",")
		}
	}
	text := s.String()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

func (w *writer) paragraph(words int) {
	for words > 0 {
		n := min(words, 8+w.next(20))
		w.b.WriteString(w.sentence(n))
		w.b.WriteString(" ")
		words -= n
	}
	w.b.WriteString("\n\n")
}

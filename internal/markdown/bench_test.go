package markdown

import (
	"os"
	"strings"
	"testing"

	"guidec/internal/source"
)

// BenchmarkRead reads the page that explains the format, ten times over.
func BenchmarkRead(b *testing.B) {
	page, err := os.ReadFile(authoring)
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Repeat(string(page)+"\n", 10)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		ReadChapter(source.NewFile("authoring.md", text), Options{})
	}
}

package epub

import (
	"io"
	"testing"
)

func BenchmarkWrite(b *testing.B) {
	guide := build(b, everyBlock())
	pages := everyPage(guide)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Write(io.Discard, guide, Options{Pages: pages}); err != nil {
			b.Fatal(err)
		}
	}
}

package book_test

import (
	"fmt"
	"strings"
	"testing"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/markdown"
	"guidec/internal/source"
)

// Thousands of references that lead nowhere are all reported, but only the
// first with what they may have meant: each hint looks at every name there is.
func TestHintsAreBounded(t *testing.T) {
	const many = 4000
	var b strings.Builder
	b.WriteString("---\ntitle: Many\n---\n\n# Many\n\n")
	for i := range many {
		fmt.Fprintf(&b, "## Heading number %d\n\n[x](#heading-numbr-%d)\n\n", i, i)
	}
	g, _ := markdown.ReadGuide(source.NewFile("guide.md", b.String()), markdown.Options{})
	_, l := book.Build(g, book.Options{})
	found, hints := 0, 0
	for _, d := range l {
		if d.Code == diag.RefUndefined {
			found++
			if d.Hint != "" {
				hints++
			}
		}
	}
	if found != many || hints == 0 || hints > 100 {
		t.Errorf("%d of %d references are reported, %d with a hint", found, many, hints)
	}
}

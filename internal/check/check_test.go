package check_test

import (
	"testing"

	"guidec/internal/check"
	"guidec/internal/golden"
	"guidec/internal/markdown"
	"guidec/internal/source"
)

func TestGuide(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		g, l := markdown.ReadGuide(source.NewFile("guide.md", c.Section("in")), markdown.Options{})
		if l.HasErrors() {
			t.Fatal(l)
		}
		c.CheckAll("diag", check.Guide(g).String())
	})
}

package plaintext_test

import (
	"testing"

	"guidec/internal/doc"
	"guidec/internal/golden"
	"guidec/internal/plaintext"
	"guidec/internal/source"
)

func TestRead(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		g, l := plaintext.Read(source.NewFile("salt-stair.txt", c.Section("in")))
		c.Check("tree", doc.Dump(g))
		c.Check("places", doc.DumpPositions(g))
		c.CheckAll("diag", l.String())
	})
}

package golden_test

import (
	"io/fs"
	"strings"
	"testing"

	"guidec/internal/golden"
)

func TestRun(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		in := c.Section("in")
		c.Check("upper", strings.ToUpper(in))
		c.Check("no such section", "is not compared")
		c.CheckAll("nothing", "")

		files := c.Files("folder")
		got, err := fs.ReadFile(files, "below/leaf.txt")
		if err != nil || string(got) != "leaf\n" {
			t.Errorf("folder/below/leaf.txt holds %q, %v", got, err)
		}
		if want := "Sections are read and compared by name.\n"; c.Comment() != want {
			t.Errorf("comment is %q, want %q", c.Comment(), want)
		}
	})
}

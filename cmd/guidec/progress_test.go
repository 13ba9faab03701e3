package main

import (
	"bytes"
	"strings"
	"testing"

	"guidec/internal/compile"
)

// The line that shows how far a run has come fits any terminal, also when its
// signs are wide, and holds nothing that a terminal takes for a command.
func TestProgressFits(t *testing.T) {
	for _, c := range []struct {
		columns int
		guide   string
		want    string
	}{
		{1, "guide", ""},
		{2, "guide", "…"},
		{80, "guide", "0/2 reading guide"},
		{80, strings.Repeat("学", 45), "0/2 reading " + strings.Repeat("学", 33) + "…"},
		{79, strings.Repeat("学", 45), "0/2 reading " + strings.Repeat("学", 32) + " …"},
		{80, "evil\x1b[31mred\nnew", "0/2 reading evil\ufffd[31mred\ufffdnew"},
	} {
		var b bytes.Buffer
		w := newWatch(world{stderr: stream{Writer: &b, columns: c.columns}})
		w.total, w.last = 2, compile.Event{Guide: c.guide, Stage: compile.Reading}
		w.draw()
		if got := strings.TrimPrefix(b.String(), erasing); got != c.want {
			t.Errorf("%d columns: %q, want %q", c.columns, got, c.want)
		}
	}
}

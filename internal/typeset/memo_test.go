package typeset

import (
	"strconv"
	"testing"
)

// A memo tells what it was told to find, however much it was asked for, and
// keeps no more than its parts hold.
func TestMemoIsBounded(t *testing.T) {
	var m memo[string]
	for range 2 {
		for n := range 3 * len(m.parts) * partHolds {
			text := strconv.Itoa(n)
			if got := m.of(text, func(text string) string { return "<" + text + ">" }); got != "<"+text+">" {
				t.Fatalf("of %s it says %s", text, got)
			}
		}
	}
	for i := range m.parts {
		if n := len(m.parts[i].known); n == 0 || n > partHolds {
			t.Errorf("part %d holds %d texts, of %d at most", i, n, partHolds)
		}
	}
}

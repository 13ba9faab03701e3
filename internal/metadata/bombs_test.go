package metadata

import (
	"strings"
	"testing"

	"guidec/internal/source"
)

// TestBombs holds that texts made to cost much end in an error. Without
// bounds they take from many seconds to hours, which the test's own
// deadline would tell.
func TestBombs(t *testing.T) {
	var deeper strings.Builder
	for i := range 300 {
		deeper.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	for name, text := range map[string]string{
		"brackets":          strings.Repeat("[", 60000),
		"braces":            strings.Repeat("{a: ", 15000),
		"dashes":            strings.Repeat("- ", 30000),
		"question marks":    strings.Repeat("? ", 30000),
		"colons":            strings.Repeat("a: ", 20000),
		"indentation":       deeper.String() + "\tb",
		"keys":              strings.Repeat("a: b\n", 12000),
		"broken keys":       strings.Repeat("a: b\n", 12000) + "c",
		"an open quotation": "a: \"" + strings.Repeat("b\n", 30000),
		"comments":          strings.Repeat("# a\n", 15000) + "- a\nb: c",
		"anchors":           strings.Repeat("&a ", 20000),
		"a large file":      strings.Repeat("a: b\n", 200000),
		"documents":         strings.Repeat("---\n", 15000) + "a: b",
	} {
		t.Run(name, func(t *testing.T) {
			if _, l := ReadGuide(source.NewFile("guide.yaml", text)); !l.HasErrors() {
				t.Error("no error")
			}
		})
	}
}

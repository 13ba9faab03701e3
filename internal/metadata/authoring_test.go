package metadata

import (
	"os"
	"strings"
	"testing"
)

// TestAuthoring holds that the page that explains the format has every key
// in its table, under each of its names.
func TestAuthoring(t *testing.T) {
	data, err := os.ReadFile("../../docs/authoring.md")
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	for _, f := range guideFields(&Guide{}) {
		if !strings.Contains(page, "\n| `"+f.names[0]+"` |") {
			t.Errorf("the table of keys lacks %q", f.names[0])
		}
		for _, name := range f.names {
			if !strings.Contains(page, "`"+name+"`") && name != "contributor" {
				t.Errorf("the page does not name %q", name)
			}
		}
	}
	for _, f := range chapterFields(&Chapter{}) {
		if !strings.Contains(page, "`"+f.names[0]+"`") {
			t.Errorf("the page does not name the chapter's key %q", f.names[0])
		}
	}
}

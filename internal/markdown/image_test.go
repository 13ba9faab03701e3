package markdown

import (
	"testing"

	"guidec/internal/doc"
	"guidec/internal/source"
)

// TestFolder holds that images are looked up from the file's own folder,
// while addresses that are not of the folder stay as they are.
func TestFolder(t *testing.T) {
	for _, c := range []struct{ name, address, want string }{
		{"", "a.png", "a.png"},
		{"one.md", "img/a.png", "img/a.png"},
		{"part/one.md", "a.png", "part/a.png"},
		{"part/one.md", "../a.png", "a.png"},
		{"part/one.md", "../../a.png", "../a.png"},
		{"part/one.md", "https://example.org/a.png", "https://example.org/a.png"},
		{"part/one.md", "/a.png", "/a.png"},
	} {
		f := source.NewFile("one.md", "# One\n\n![a]("+c.address+")\n")
		chapters, _, l := ReadChapter(f, Options{Name: c.name})
		if len(l) > 0 {
			t.Fatal(l)
		}
		if got := chapters[0].Blocks[0].(*doc.Figure).Image.Path; got != c.want {
			t.Errorf("%s from %q is %s, not %s", c.address, c.name, got, c.want)
		}
	}
}

package compile

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A guide that was written on Windows gives the same bytes as elsewhere: with
// its line ends, and with paths the way that Windows spells them.
func TestFromWindows(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	guide := map[string]string{
		"guide.yaml": "title: A Guide\nauthor: A. Writer\nlang: en\ncover-image: images/map.png\ncover-alt: A map\n" +
			"chapters:\n  - parts/one.md\n  - parts/two.md\n",
		"parts/one.md": "# One\n\nFirst line\\\nsecond line  \nthird.[^1]\n\n[^1]: A note\n    of two lines.\n\n" +
			"| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n\nmore\n```\n\n::: question {answer=\"Because.\"}\nWhy?\n:::\n",
		"parts/two.md":   "---\nlang: en-GB\n---\n\n# Two\n\n![A map](../images/map.png \"The map\")\n\nTerm\n: Meaning\n",
		"images/map.png": picture.String(),
	}
	want := compiled(t, guide, func(name, text string) string { return text })
	for how, change := range map[string]func(name, text string) string{
		"line ends": func(name, text string) string { return strings.ReplaceAll(text, "\n", "\r\n") },
		"paths": func(name, text string) string {
			return strings.NewReplacer("parts/", `parts\`, "../images/", `..\images\`, "images/", `images\`).Replace(text)
		},
	} {
		got := compiled(t, guide, change)
		for name, data := range want {
			if got[name] != data {
				t.Errorf("%s: %s is another file", how, name)
			}
		}
	}
}

// A guide may have pictures of any kind that is read, on its cover, too.
func TestPicturesOfEveryKind(t *testing.T) {
	for _, name := range []string{"lossy.webp", "lossless.webp", "clear-corner.webp", "cmyk.jpg"} {
		compiled(t, map[string]string{
			"guide.yaml": "title: A Guide\nauthor: A. Writer\nlang: en\ncover-image: " + name + "\ncover-alt: A red square\n",
			"01.md":      "# One\n\n![A red square](" + name + ")\n",
			name:         read(t, filepath.Join("..", "media", "testdata", "red", name)),
		}, func(name, text string) string { return text })
	}
}

// compiled writes a guide, with its texts changed, and returns the files that
// it is compiled to.
func compiled(t *testing.T, guide map[string]string, change func(name, text string) string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range guide {
		if ext := filepath.Ext(name); ext == ".md" || ext == ".yaml" {
			text = change(name, text)
		}
		name = filepath.Join(dir, "guide", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	p, l := NewPlan([]string{filepath.Join(dir, "guide")}, Options{Formats: Formats(), Output: filepath.Join(dir, "dist"), Jobs: 1})
	files := map[string]string{}
	for r := range p.Run(t.Context()) {
		if l = append(l, r.Problems...); l.HasErrors() || r.Err != nil {
			t.Fatal(r.Err, l)
		}
		for _, f := range r.Files {
			files[filepath.Base(f.Path)] = read(t, f.Path)
		}
	}
	if len(files) != 2 {
		t.Fatalf("%d files were written", len(files))
	}
	return files
}

// What is written can be copied to Windows, whatever the guide is called.
func TestOutputNamesForWindows(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]string{
		"plain.md":       "plain.epub",
		"con.md":         "con-guide.epub",
		"Who? What.md":   "Who- What.epub",
		`a "b" <c>|d.md`: "a -b- -c--d.epub",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("# A\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		p, l := NewPlan([]string{filepath.Join(dir, name)}, Options{Formats: []Format{EPUB}, Output: "dist"})
		if len(l) > 0 || len(p.Guides) != 1 {
			t.Fatal(l)
		}
		if got := filepath.Base(p.Guides[0].Outputs[0].Path); got != want {
			t.Errorf("%q becomes %q, want %q", name, got, want)
		}
	}
}

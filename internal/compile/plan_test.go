package compile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guidec/internal/golden"
	"guidec/internal/source"
)

// Each case has files under "in", the paths of the command line in "paths",
// a line each, perhaps "-o" and the output first, and the plan they make.
func TestPlan(t *testing.T) {
	golden.Run(t, "testdata/plan/*.txt", func(t *testing.T, c *golden.Case) {
		files := c.Files("in")
		paths := strings.Fields(c.Section("paths"))
		dir := filepath.Join(t.TempDir(), "here")
		if err := os.CopyFS(dir, files); err != nil {
			t.Fatal(err)
		}
		t.Chdir(dir)
		o := Options{Formats: Formats(), Output: "dist"}
		if len(paths) > 1 && paths[0] == "-o" {
			o.Output, paths = paths[1], paths[2:]
		}
		if isOutputFile(o.Output) {
			o.Formats = []Format{EPUB}
		}
		p, l := NewPlan(paths, o)
		var got strings.Builder
		for _, g := range p.Guides {
			fmt.Fprint(&got, g.Path)
			for _, o := range g.Outputs {
				fmt.Fprint(&got, " ", o.Path)
			}
			fmt.Fprintln(&got)
		}
		c.Check("plan", got.String())
		c.CheckAll("diag", l.String())
	})
}

// What a guide reads stays in its folder.
func TestReadStaysInside(t *testing.T) {
	dir := t.TempDir()
	guide := filepath.Join(dir, "guide")
	for name, text := range map[string]string{
		"secret.md": "# Secret\n", "guide/guide.yaml": "title: T\n", "guide/02-inside.md": "# Inside\n\nText.\n",
	} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../secret.md", filepath.Join(guide, "01-secret.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("02-inside.md", filepath.Join(guide, "03-link.md")); err != nil {
		t.Fatal(err)
	}
	g := &Guide{Path: guide, form: inFolder}
	root, err := g.open()
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, inside := range map[string]bool{
		"02-inside.md": true, "03-link.md": true, "01-secret.md": false, "../secret.md": false, "/etc/hosts": false,
	} {
		_, l := readText(root.FS(), name, name, source.Span{}, 1<<20)
		if l.HasErrors() == inside {
			t.Errorf("%s: %s", name, l)
		}
	}
}

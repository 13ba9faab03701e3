// Package golden compares what a test makes with what was once looked at and
// found right. Each case is one txtar archive, so that input and expected
// output stand in one file that reads like documentation:
//
//	What the case shows, in a sentence or two.
//	-- in --
//	# A heading
//	-- tree --
//	section 1 "A heading"
//	-- diag --
//
// A test says what each section means:
//
//	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
//		g, l := Read(source.NewFile("in", c.Section("in")))
//		c.Check("tree", doc.Dump(g))
//		c.Check("diag", l.String())
//	})
//
// A section that is missing is not compared, so a case shows only what it
// is about. A section that the test neither reads nor compares is an error:
// nothing can stand in an archive without being held.
//
//	go test ./internal/markdown -update
//
// rewrites the compared sections, and only those that the archive has: to
// add one, write its marker line and update. Look at the difference before
// you commit it.
package golden

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files' expected sections")

// Updating reports whether the tests run with -update.
func Updating() bool { return *update }

// Run calls f in a subtest for each archive whose path matches the pattern,
// in the order of their names. That no file matches is an error.
func Run(t *testing.T, pattern string, f func(t *testing.T, c *Case)) {
	t.Helper()
	pattern, err := filepath.Abs(pattern) // a test may change the folder it runs in
	if err != nil {
		t.Fatal(err)
	}
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		t.Fatalf("no golden file matches %s", pattern)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			c := &Case{Name: name, t: t, path: path, archive: archive, used: map[string]bool{}}
			f(t, c)
			c.finish()
		})
	}
}

// A Case is one archive. Sections are compared as text that ends in a line
// end: a missing last line end makes no difference.
type Case struct {
	Name string // the file's name without its ending

	t       *testing.T
	path    string
	archive *txtar.Archive
	used    map[string]bool
	changed bool
}

// Comment returns what stands before the first section.
func (c *Case) Comment() string { return string(c.archive.Comment) }

// Has reports whether the archive has the section.
func (c *Case) Has(name string) bool { return c.section(name) != nil }

// Section returns the text of a section; that it is missing is fatal.
func (c *Case) Section(name string) string {
	c.t.Helper()
	s := c.section(name)
	if s == nil {
		c.t.Fatalf("%s has no section %q", c.Name, name)
	}
	c.used[name] = true
	return string(s.Data)
}

// Names returns the names of the sections in their order.
func (c *Case) Names() []string {
	var names []string
	for _, f := range c.archive.Files {
		names = append(names, f.Name)
	}
	return names
}

// Files returns the sections under the folder as a file system, for input
// of several files: Files("in") holds the section "in/guide.yaml" as
// "guide.yaml". That there is none is fatal.
func (c *Case) Files(folder string) fs.FS {
	c.t.Helper()
	files := fstest.MapFS{}
	for _, f := range c.archive.Files {
		if name, ok := strings.CutPrefix(f.Name, folder+"/"); ok {
			files[name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
			c.used[f.Name] = true
		}
	}
	if len(files) == 0 {
		c.t.Fatalf("%s has no section under %s/", c.Name, folder)
	}
	return files
}

// Check compares got with the section of that name, if there is one.
func (c *Case) Check(name, got string) {
	c.t.Helper()
	if c.section(name) != nil {
		c.compare(name, got)
	}
}

// CheckAll compares like Check, but takes a missing section for an empty
// one: for diagnostics, of which a case should not have any unawares.
func (c *Case) CheckAll(name, got string) {
	c.t.Helper()
	if c.section(name) != nil || got != "" {
		c.compare(name, got)
	}
}

func (c *Case) compare(name, got string) {
	c.t.Helper()
	c.used[name] = true
	if got != "" && !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	if len(txtar.Parse([]byte(got)).Files) > 0 {
		c.t.Errorf("%s: the text for %q has a line like a section's marker, which an archive cannot hold", c.Name, name)
		return
	}
	s, want := c.section(name), ""
	if s != nil {
		want = string(s.Data)
	}
	switch {
	case want == got:
	case *update && s != nil:
		s.Data = []byte(got)
		c.changed = true
	default:
		c.t.Errorf("%s: section %q is not as expected (-update rewrites it):\n%s", c.Name, name,
			diff.Diff("want", []byte(want), "got", []byte(got)))
	}
}

func (c *Case) section(name string) *txtar.File {
	for i := range c.archive.Files {
		if c.archive.Files[i].Name == name {
			return &c.archive.Files[i]
		}
	}
	return nil
}

// finish reports sections that no one asked for, and writes the archive
// back when it was updated.
func (c *Case) finish() {
	c.t.Helper()
	for _, f := range c.archive.Files {
		if !c.used[f.Name] {
			c.t.Errorf("%s: nothing reads or compares the section %q", c.Name, f.Name)
		}
	}
	if !c.changed {
		return
	}
	if err := os.WriteFile(c.path, txtar.Format(c.archive), 0o644); err != nil {
		c.t.Error(err)
	}
}

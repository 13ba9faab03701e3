package compile

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"guidec/internal/cache"
)

// library writes a guide whose parts a test can change, and returns what
// compiles it.
func cachedGuide(t *testing.T) (dir string, run func() (Result, bool)) {
	t.Helper()
	dir = t.TempDir()
	put(t, dir, "guide/guide.yaml", "title: Emma\nlang: en-GB\n")
	put(t, dir, "guide/01.md", "# One\n\nText.[^a]\n\n![A dot](dot.png)\n\n[^a]: Used.\n[^b]: Unused.\n")
	put(t, dir, "guide/dot.png", dot(t, 3))
	store := cache.Open(filepath.Join(dir, "cache"), 64<<20)
	run = func() (Result, bool) {
		t.Helper()
		made := false
		p, l := NewPlan([]string{filepath.Join(dir, "guide")}, Options{
			Formats: Formats(), Output: filepath.Join(dir, "dist"), Cache: store, Program: "test", Jobs: 2,
			Progress: func(e Event) { made = made || e.Stage == Setting },
		})
		if len(l) > 0 {
			t.Fatal(l)
		}
		var r Result
		for r = range p.Run(context.Background()) {
		}
		if r.Err != nil {
			t.Fatal(r.Err)
		}
		return r, made
	}
	return dir, run
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func dot(t *testing.T, width int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 3))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// summary is what a user sees of a result.
func summary(t *testing.T, r Result) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintln(&b, r.Guide, r.Title, r.Chapters)
	if err := r.Problems.Text(&b); err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Files {
		data, err := os.ReadFile(f.Path)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %d %d %x\n", f.Format, f.Bytes, f.Pages, data)
	}
	return b.String()
}

// A second run takes everything from the cache, and says and writes the same.
func TestCacheGivesTheSame(t *testing.T) {
	dir, run := cachedGuide(t)
	first, made := run()
	if !made || len(first.Files) != 2 || len(first.Problems) == 0 {
		t.Fatalf("the first run: made %v, %d files, %d problems", made, len(first.Files), len(first.Problems))
	}
	want := summary(t, first)
	again, made := run()
	if made {
		t.Error("nothing has changed, but the guide was made anew")
	}
	if got := summary(t, again); got != want {
		t.Errorf("from the cache:\n%.400s\nmade:\n%.400s", got, want)
	}
	if err := os.RemoveAll(filepath.Join(dir, "dist")); err != nil {
		t.Fatal(err)
	}
	again, made = run()
	if got := summary(t, again); made || got != want {
		t.Errorf("without its output, made %v:\n%.400s", made, got)
	}
}

// Whatever a guide is made from, a change of it makes the guide anew.
func TestCacheSeesChanges(t *testing.T) {
	dir, run := cachedGuide(t)
	run()
	for _, c := range []struct {
		what   string
		change func()
	}{
		{"a chapter", func() { put(t, dir, "guide/01.md", "# One\n\nOther text.\n\n![A dot](dot.png)\n") }},
		{"the metadata", func() { put(t, dir, "guide/guide.yaml", "title: Emma again\n") }},
		{"an image", func() { put(t, dir, "guide/dot.png", dot(t, 5)) }},
		{"a new chapter", func() { put(t, dir, "guide/02.md", "# Two\n\nText.\n") }},
		{"a chapter that is gone", func() {
			if err := os.Remove(filepath.Join(dir, "guide", "02.md")); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		c.change()
		if _, made := run(); !made {
			t.Errorf("%s has changed, but the old files were taken", c.what)
		}
		if _, made := run(); made {
			t.Errorf("after %s nothing has changed, but the guide was made anew", c.what)
		}
	}
}

// A file that changes while it is read is never kept.
func TestTraceIsUnsure(t *testing.T) {
	files := fstest.MapFS{"a": {Data: []byte("first")}}
	tr := newTrace(files)
	read := func(n int) {
		f, err := tr.Open("a")
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		for b := make([]byte, n); ; {
			if n, err := f.Read(b); n == 0 || err != nil || n < 5 {
				return
			}
		}
	}
	read(64)
	if all, sure := tr.kept(); !sure || len(all) != 1 {
		t.Fatalf("one whole file: %v, %v", all, sure)
	}
	files["a"].Data = []byte("other")
	read(64)
	if _, sure := tr.kept(); sure {
		t.Error("the file has changed between two readings")
	}
	tr = newTrace(files)
	read(2)
	if _, sure := tr.kept(); sure {
		t.Error("the file was not read to its end")
	}
}

// The shards of a library are disjoint, make it up, and are about equal. A
// guide stays in its shard whatever is beside it, and in whichever order the
// guides are named.
func TestShards(t *testing.T) {
	t.Chdir(t.TempDir()) // the paths count
	var paths []string
	for i := range 60 {
		name := fmt.Sprintf("guide-%d.md", i)
		put(t, ".", name, "# G\n")
		paths = append(paths, name)
	}
	guides := func(index, of int, paths []string) []string {
		p, l := NewPlan(paths, Options{Formats: Formats(), Output: "dist", Shard: Shard{index, of}})
		if len(l) > 0 {
			t.Fatal(l)
		}
		var all []string
		for _, g := range p.Guides {
			all = append(all, g.Path)
		}
		slices.Sort(all)
		return all
	}
	backwards := slices.Clone(paths)
	slices.Reverse(backwards)
	var all []string
	for i := 1; i <= 3; i++ {
		part := guides(i, 3, paths)
		if len(part) < 10 || len(part) > 30 {
			t.Errorf("shard %d has %d guides", i, len(part))
		}
		if !slices.Equal(part, guides(i, 3, backwards)) {
			t.Errorf("shard %d depends on the order of the paths", i)
		}
		for _, name := range guides(i, 3, paths[1:]) {
			if !slices.Contains(part, name) {
				t.Errorf("%s comes into shard %d when another guide goes", name, i)
			}
		}
		all = append(all, part...)
	}
	slices.Sort(all)
	if !slices.Equal(all, guides(0, 0, paths)) {
		t.Errorf("the shards hold %v", all)
	}
}

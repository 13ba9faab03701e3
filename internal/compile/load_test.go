package compile

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"guidec/internal/source"
)

// A guide's file may be written to, or go, while it is read. Then there is
// no telling what was read, and the file is refused.
func TestReadTextWhileItChanges(t *testing.T) {
	at := source.NewFile("guide.yaml", "chapters: [a.md]\n").Span(11, 15)
	for name, c := range map[string]struct {
		meanwhile func(path string) error
		want      string // of the message; "": it is read
	}{
		"nothing happens": {func(string) error { return nil }, ""},
		"it grows": {func(path string) error {
			f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
			if err == nil {
				defer f.Close()
				_, err = f.WriteString("more")
			}
			return err
		}, `"guide/a.md" cannot be read: it changed while it was read`},
		"it shrinks":    {func(path string) error { return os.Truncate(path, 3) }, `"guide/a.md" cannot be read: it changed while it was read`},
		"it is removed": {os.Remove, ""}, // who has it open has it whole
		"another takes its place": {func(path string) error {
			if err := os.WriteFile(path+"~", []byte("other"), 0o644); err != nil {
				return err
			}
			return os.Rename(path+"~", path)
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			text := strings.Repeat("text ", 10_000)
			if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
			files := meddled{os.DirFS(dir), func() error { return c.meanwhile(filepath.Join(dir, "a.md")) }}
			data, l := readText(files, "a.md", "guide/a.md", at, 1<<20)
			switch {
			case c.want == "" && (len(l) > 0 || string(data) != text):
				t.Errorf("%d bytes were read: %s", len(data), l)
			case c.want != "" && (len(l) != 1 || l[0].Message != c.want || l[0].At != at):
				t.Errorf("want %s, got %s", c.want, l)
			}
		})
	}
}

// A file may be gone between the look at its folder and the opening.
func TestReadVanished(t *testing.T) {
	files := vanishing{fstest.MapFS{"a.md": {Data: []byte("# A\n\nText.\n")}}}
	g := &Guide{Path: "guide", form: inFolder}
	_, l := g.read(files, Limits{})
	want := `"guide/a.md" cannot be read: file does not exist`
	if !strings.Contains(l.String(), want) {
		t.Errorf("want %s in:\n%s", want, l)
	}
}

// Files come by the numbers in their names, whatever order a folder has them in.
func TestChaptersComeByNumber(t *testing.T) {
	want := []string{"1-part.md", "02-part.md", "2-part.md", "2a.md", "10-part.md", "99999999999999999999.md", "100000000000000000000.md",
		"A.md", "a.md", "chapter 2.1.md", "chapter 2.10.md", "chapter 2.md", "chapter 10.md", "chapter.md", "été.md"}
	files := fstest.MapFS{}
	for _, name := range want {
		files[name] = &fstest.MapFile{}
	}
	got, _, err := chapterFiles(files)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got  %q %v\nwant %q", got, err, want)
	}
	for i, a := range want {
		for k, b := range want {
			if c := byNumber(a, b); c != cmp.Compare(i, k) {
				t.Errorf("%q and %q: %d", a, b, c)
			}
		}
	}
}

// meddled does something to its files between the first read and the next.
type meddled struct {
	fs.FS
	meanwhile func() error
}

func (m meddled) Open(name string) (fs.File, error) {
	f, err := m.FS.Open(name)
	return &meddledFile{File: f, meanwhile: m.meanwhile}, err
}

type meddledFile struct {
	fs.File
	meanwhile func() error
	done      bool
}

func (f *meddledFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	if !f.done {
		f.done = true
		if err := f.meanwhile(); err != nil {
			return n, err
		}
	}
	return n, err
}

// vanishing has files that can be seen but not opened.
type vanishing struct{ fstest.MapFS }

func (v vanishing) Open(name string) (fs.File, error) {
	if name == "." {
		return v.MapFS.Open(name)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (v vanishing) Stat(name string) (fs.FileInfo, error) { return v.MapFS.Stat(name) }

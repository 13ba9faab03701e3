package compile

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guidec/internal/diag"
)

// Until a draft is published its target keeps what it had, and a draft that
// fails leaves nothing behind.
func TestWrite(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	for _, c := range []struct {
		name string
		fill func(io.Writer) error
		err  string // "": the file is written
	}{
		{"complete", func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }, ""},
		{"the emitter fails", func(w io.Writer) error { io.WriteString(w, "ne"); return errors.New("no more") }, "no more"},
		{"the emitter hides the error of the disk", func(w io.Writer) error {
			cancel()
			io.WriteString(w, strings.Repeat("new", 1<<16))
			return errors.New("hidden")
		}, context.Canceled.Error()},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			target := filepath.Join(dir, "book.epub")
			if err := os.WriteFile(target, []byte("old"), 0o644); err != nil {
				t.Fatal(err)
			}
			d, err := write(ctx, target, c.fill)
			if got := read(t, target); got != "old" {
				t.Errorf("before it is published the file holds %q", got)
			}
			if c.err != "" {
				if err == nil || err.Error() != c.err {
					t.Errorf("the error is %v, want %s", err, c.err)
				}
				checkOnly(t, dir, "book.epub")
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if err := d.publish(); err != nil {
				t.Fatal(err)
			}
			d.discard()
			if got := read(t, target); got != "new" || d.size != 3 {
				t.Errorf("the file holds %q of %d bytes", got, d.size)
			}
			checkOnly(t, dir, "book.epub")
		})
	}
}

// Runs beside each other do not share a draft.
func TestWriteTwice(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "book.pdf")
	var drafts []*draft
	for _, text := range []string{"one", "two"} {
		d, err := write(t.Context(), target, func(w io.Writer) error { _, err := io.WriteString(w, text); return err })
		if err != nil {
			t.Fatal(err)
		}
		drafts = append(drafts, d)
	}
	for i, want := range []string{"one", "two"} {
		if err := drafts[i].publish(); err != nil {
			t.Fatal(err)
		}
		if got := read(t, target); got != want {
			t.Errorf("the file holds %q, want %q", got, want)
		}
	}
	checkOnly(t, dir, "book.pdf")
}

// When one of a guide's files cannot take its place, here because a folder is
// in it, those that have taken theirs are put back.
func TestPublishAllOrNone(t *testing.T) {
	for _, had := range []string{"", "old"} {
		dir := t.TempDir()
		var files []File
		var drafts []*draft
		for _, f := range Formats() {
			o := Output{f, filepath.Join(dir, "book."+string(f))}
			d, err := write(t.Context(), o.Path, func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err })
			if err != nil {
				t.Fatal(err)
			}
			files, drafts = append(files, File{Output: o}), append(drafts, d)
		}
		want := []string{"book.pdf"}
		if had != "" {
			put(t, dir, "book.epub", had)
			want = []string{"book.epub", "book.pdf"}
		}
		put(t, dir, "book.pdf/inside", "")
		var r Result
		r.publish(files, drafts)
		discardAll(drafts)
		if len(r.Files) > 0 || r.Err != nil || r.Problems.Count(diag.Error) != 1 {
			t.Errorf("written: %v; %v; %s", r.Files, r.Err, r.Problems)
		}
		checkOnly(t, dir, want...)
		if had != "" && read(t, filepath.Join(dir, "book.epub")) != had {
			t.Error("the old file was not put back")
		}
	}
}

func TestMakeFolder(t *testing.T) {
	dir := t.TempDir()
	undo, err := makeFolder(filepath.Join(dir, "dist"))
	if err != nil {
		t.Fatal(err)
	}
	checkOnly(t, filepath.Join(dir, "dist"))
	undo()
	checkOnly(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := makeFolder(filepath.Join(dir, "file")); err == nil {
		t.Error("a file is taken for a folder")
	}
}

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// checkOnly checks that a folder holds these files and no other.
func checkOnly(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		found = append(found, e.Name())
	}
	if strings.Join(found, " ") != strings.Join(names, " ") {
		t.Errorf("the folder holds %q, want %q", found, names)
	}
}

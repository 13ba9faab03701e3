//go:build unix

package faults

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Sources that vanish, come back and are written to while they are read end
// in a book or in a message about a file, never in less than a book.
func TestSourcesChange(t *testing.T) {
	dir := t.TempDir()
	guide, dist := filepath.Join(dir, "guide"), filepath.Join(dir, "dist")
	writeGuide(t, guide, "whale", 4)
	build(t, guide, dist)
	stop := make(chan struct{})
	var wait sync.WaitGroup
	wait.Go(func() { meddle(t, guide, stop) })
	built, refused := 0, 0
	for range 12 {
		r := command(dir, "build", guide, "-o", dist)
		switch code := r.code(t); code {
		case exitDone:
			built++
		case exitContent, exitRun:
			refused++
			if s := r.output.String(); !strings.Contains(s, ".md") || strings.Contains(s, "fault of the program") {
				t.Errorf("it does not say which file: %s", s)
			}
		default:
			t.Errorf("exit code %d: %s", code, &r.output)
		}
		checkClean(t, dist)
		if left := others(t, dist); len(left) > 0 {
			t.Errorf("left: %q", left)
		}
	}
	close(stop)
	wait.Wait()
	t.Logf("%d built, %d refused", built, refused)
}

// meddle takes a chapter away and puts it back, and writes to another, until
// it is stopped.
func meddle(t *testing.T, guide string, stop chan struct{}) {
	there, away, changing := filepath.Join(guide, "001.md"), filepath.Join(guide, "001"), filepath.Join(guide, "002.md")
	for n := 0; ; n++ {
		select {
		case <-stop:
			return
		default:
		}
		text := strings.Repeat("# A chapter\n\nIts words.\n\n", 1+n%3)
		err := errors.Join(
			os.Rename(there, away),
			os.WriteFile(changing, []byte(text), 0o644),
			os.Rename(away, there),
		)
		if err != nil {
			t.Error(err)
			return
		}
		time.Sleep(time.Duration(n%7) * 10 * time.Millisecond)
	}
}

// What a guide names and what is not there is told with its place.
func TestSourceMissing(t *testing.T) {
	dir := t.TempDir()
	guide := filepath.Join(dir, "guide")
	writeGuide(t, guide, "whale", 2)
	if err := os.Remove(filepath.Join(guide, "001.md")); err != nil {
		t.Fatal(err)
	}
	command(dir, "build", "guide").check(t, exitContent, `guide/guide.yaml:6:5: error: there is no chapter file "001.md"`)
	if err := os.RemoveAll(guide); err != nil {
		t.Fatal(err)
	}
	command(dir, "build", "guide").check(t, exitRun, `no file or folder is named "guide"`)
}

// A name with what a terminal takes for a command is spelled out.
func TestOddNames(t *testing.T) {
	dir := t.TempDir()
	guide := filepath.Join(dir, "evil\x1b[31mred\nnew")
	writeGuide(t, guide, "whale", 1)
	if err := os.WriteFile(filepath.Join(guide, "000.md"), []byte("# One\n\n[a](#b)\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, lenient := range []string{"--lenient=true", "--lenient=false"} {
		r := command(dir, "build", guide, lenient)
		r.code(t)
		checkSays(t, r, `evil\x1b[31mred\nnew`)
		if strings.ContainsAny(r.output.String(), "\x1b\r") || strings.Contains(r.output.String(), "\nnew") {
			t.Errorf("it prints the name as it is: %q", r.output.String())
		}
	}
}

// A file that cannot be read ends in one exit code, whatever it is of a guide
// and wherever it is named; one that is too large is the guide's own fault.
func TestSourceUnreadable(t *testing.T) {
	dir, err := os.MkdirTemp("", "faults") // one that every user may look into
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for name, text := range map[string]string{
		"listed/guide.yaml": "title: T\nchapters: [01.md]\n", "listed/01.md": "",
		"unlisted/guide.yaml": "title: T\n", "unlisted/01.md": "",
		"picture/guide.yaml": "title: T\n", "picture/01.md": "# One\n\n![A dot](dot.png)\n", "picture/dot.png": "",
	} {
		name = filepath.Join(dir, name)
		mode := os.FileMode(0o644)
		if text == "" {
			mode = 0
		}
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), mode)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, guide := range []string{"listed", "unlisted", "picture"} {
		r := cached(dir, "check", guide)
		asNobody(r)
		r.check(t, exitRun, "cannot be read: permission denied [file-unreadable]")
	}
	cached(dir, "check", "picture", "--limit", "bytes=20").check(t, exitContent, "[file-too-large]")
}

// A folder of a library that cannot be looked into, at any depth, is told of,
// and the guides beside it are built.
func TestLibraryUnreadable(t *testing.T) {
	dir, err := os.MkdirTemp("", "faults") // one that every user may look into
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	for _, guide := range []string{"guide", "other", "within/another"} {
		writeGuide(t, filepath.Join(dir, "library", guide), "whale", 1)
	}
	dist := filepath.Join(dir, "dist")
	if err := errors.Join(
		os.Mkdir(dist, 0), os.Chmod(dist, 0o777), os.Chmod(dir, 0o755),
		os.Chmod(filepath.Join(dir, "library/other"), 0), os.Chmod(filepath.Join(dir, "library/within/another"), 0),
	); err != nil {
		t.Fatal(err)
	}
	says := []string{`"library/other" cannot be read: permission denied`, `"library/within/another" cannot be read: permission denied`}
	r := command(dir, "build", "library")
	asNobody(r)
	r.check(t, exitRun, says...)
	if len(read(t, dist)) != len(outputNames) {
		t.Error("the guide that can be read was not built")
	}
	r = cached(dir, "check", "library")
	asNobody(r)
	r.check(t, exitRun, says...)
}

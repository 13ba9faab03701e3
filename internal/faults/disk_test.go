//go:build unix

package faults

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A disk that is full at any point of the writing leaves both files as they
// were.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	guide, dist := filepath.Join(dir, "guide"), filepath.Join(dir, "dist")
	writeGuide(t, guide, "whale", 1)
	old := build(t, guide, dist)
	writeGuide(t, guide, "lighthouse", 1)
	sizes := []int{len(old["guide.epub"]), len(old["guide.pdf"])}
	for _, most := range []int{0, 1000, min(sizes[0], sizes[1]) - 1, (sizes[0] + sizes[1]) / 2} {
		t.Run(fmt.Sprint(most), func(t *testing.T) {
			r := become(command(dir, "build", guide, "-o", dist), fmt.Sprint(most))
			r.check(t, exitRun, `" cannot be written: file too large [output-unwritten]`, "nothing was written")
			checkOnly(t, dist, old)
		})
	}
}

// A folder that the user may not write to is found out at once.
func TestReadOnlyFolder(t *testing.T) {
	dir, err := os.MkdirTemp("", "faults") // one that every user may look into
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	guide, dist := filepath.Join(dir, "guide"), filepath.Join(dir, "dist")
	writeGuide(t, guide, "whale", 1)
	old := build(t, guide, dist)
	writeGuide(t, guide, "lighthouse", 1)
	for _, name := range []string{dir, dist} {
		if err := os.Chmod(name, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755); os.Chmod(dist, 0o755) })
	r := command(dir, "build", guide, "-o", dist)
	asNobody(r)
	r.check(t, exitRun, `/dist" cannot be written: permission denied [output-unwritten]`)
	checkOnly(t, dist, old)

	r = cached(dir, "sideload", guide, "--to", dist)
	r.Env = append(r.Env, "TMPDIR="+os.TempDir()) // it compiles there
	asNobody(r)
	r.check(t, exitRun, `guide.epub was not copied: nothing can be written to `+dist+`: permission denied`)
	checkOnly(t, dist, old)

	r = command(dir, "build", guide, "-o", filepath.Join(dir, "new"))
	asNobody(r)
	r.check(t, exitRun, `/new" cannot be written: permission denied [output-unwritten]`)
	if _, err := os.Stat(filepath.Join(dir, "new")); err == nil {
		t.Error("a folder was made")
	}
}

// asNobody has a run done by a user to whom permissions apply.
func asNobody(r *run) {
	if os.Getuid() == 0 {
		r.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
}

// A file where a folder is wanted, and a folder where a file is.
func TestOtherKindInTheWay(t *testing.T) {
	dir := t.TempDir()
	guide := filepath.Join(dir, "guide")
	writeGuide(t, guide, "whale", 1)
	for _, name := range []string{"file", "dist/guide.pdf/inside"} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	command(dir, "build", "guide", "-o", "file").check(t, exitRun, `"file" cannot be written: not a directory`)
	command(dir, "build", "guide").check(t, exitRun, `"dist/guide.pdf" cannot be written: it is a folder`)
	if left := others(t, filepath.Join(dir, "dist")); len(left) > 0 {
		t.Errorf("left: %q", left)
	}
}

//go:build unix

package faults

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Ctrl-C, a closed terminal or an ordinary kill, at any moment of a build that takes a while, ends it with a word,
// the code that shells expect, and the old files in place.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	guide, dist := filepath.Join(dir, "guide"), filepath.Join(dir, "dist")
	writeGuide(t, guide, "whale", 1)
	old := build(t, guide, dist)
	writeGuide(t, guide, "lighthouse", 1800) // takes seconds
	random := rand.New(rand.NewPCG(7, 0))
	for i := range 6 {
		const longest = 3 * time.Second
		signal := []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}[i%3]
		wait, code := 100*time.Millisecond+time.Duration(random.Int64N(int64(300*time.Millisecond))), killed
		for ; code == killed && wait < longest; wait *= 2 { // on a busy machine it may not listen yet
			r := command(dir, "build", guide, "-o", dist)
			if err := r.Start(); err != nil {
				t.Fatal(err)
			}
			time.Sleep(wait)
			if err := r.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if code = r.code(t); code != killed {
				checkSays(t, r, "guidec: interrupted; files that were not finished are as they were before")
			}
			checkOnly(t, dist, old)
		}
		if code != exitInterrupted {
			t.Errorf("after %v the exit code is %d, want %d", signal, code, exitInterrupted)
		}
	}
}

// killed is the exit code of a program that a signal has ended.
const killed = -1

// When nobody reads what the program says, as behind "| head", it ends without
// a word, and leaves nothing behind of the guides that are not done.
func TestNobodyReads(t *testing.T) {
	dir := t.TempDir()
	dist := filepath.Join(dir, "dist")
	for _, name := range []string{"guide", "other", "third", "fourth"} {
		writeGuide(t, filepath.Join(dir, "library", name), "whale", 40)
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	reader.Close()
	r := command(dir, "build", "library", "--jobs", "3")
	r.Stdout = writer
	r.check(t, exitInterrupted)
	writer.Close()
	if r.output.Len() > 0 {
		t.Errorf("it says %q", r.output.String())
	}
	for _, name := range others(t, dist) {
		if strings.HasSuffix(name, ".tmp") {
			t.Errorf("%s is left", name)
		}
	}
}

//go:build unix

package faults

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// Ctrl-C, at any moment of a build that takes a while, ends it with a word,
// the code that shells expect, and the old files in place.
func TestInterrupt(t *testing.T) {
	dir := t.TempDir()
	guide, dist := filepath.Join(dir, "guide"), filepath.Join(dir, "dist")
	writeGuide(t, guide, "whale", 1)
	old := build(t, guide, dist)
	writeGuide(t, guide, "lighthouse", 1800) // takes seconds
	random := rand.New(rand.NewPCG(7, 0))
	for range 6 {
		r := command(dir, "build", guide, "-o", dist)
		if err := r.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(100*time.Millisecond + time.Duration(random.Int64N(int64(300*time.Millisecond))))
		if err := r.Process.Signal(os.Interrupt); err != nil {
			t.Fatal(err)
		}
		r.check(t, exitInterrupted, "guidec: interrupted; files that were not finished are as they were before")
		checkOnly(t, dist, old)
	}
}

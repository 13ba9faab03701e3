//go:build unix

package faults

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	kills   = 200 // builds that are killed, over all workers
	workers = 2
)

// A build that is killed at any moment leaves each file as it was before or
// as it should become, byte for byte, and the next build clears away what
// else it left.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	var guides [2]string
	var books [2]outputs
	for i, word := range []string{"whale", "lighthouse"} {
		guides[i] = filepath.Join(dir, word, "guide")
		writeGuide(t, guides[i], word, 1)
		books[i] = build(t, guides[i], filepath.Join(dir, word, "dist"))
	}
	killers := make([]*killer, workers)
	for n := range killers {
		killers[n] = &killer{random: rand.New(rand.NewPCG(5, uint64(n))), span: 100 * time.Millisecond, dist: filepath.Join(dir, fmt.Sprint(n))}
	}
	t.Run("all", func(t *testing.T) { // returns when its parallel parts have ended
		for n, k := range killers {
			t.Run(fmt.Sprint(n), func(t *testing.T) {
				t.Parallel()
				if err := os.Mkdir(k.dist, 0o755); err != nil {
					t.Fatal(err)
				}
				for i := range kills / workers {
					k.build(t, guides[i%2], books[i%2], i)
				}
				command(dir, "build", guides[n%2], "-o", k.dist).check(t, exitDone)
				checkOnly(t, k.dist, books[n%2])
			})
		}
	})
	killed, left := 0, 0
	for _, k := range killers {
		killed, left = killed+k.killed, left+k.left
	}
	t.Logf("of %d builds %d were killed before their end; %d left a draft", kills, killed, left)
	if killed < kills/3 || left < kills/20 {
		t.Error("the moments were not such that the test shows anything")
	}
}

// A killer kills builds into one folder.
type killer struct {
	random *rand.Rand
	span   time.Duration // kills fall into it, from the start of a build
	dist   string
	killed int // before the build's end
	left   int // of the killed, those that left a draft
}

// build builds a guide, kills the program and looks at what is there.
func (k *killer) build(t *testing.T, guide string, book outputs, n int) {
	if n%10 == 9 { // once in a while there is no old file
		for _, name := range outputNames {
			os.Remove(filepath.Join(k.dist, name))
		}
	}
	old := read(t, k.dist)
	start := command
	if n%4 > 1 {
		start = cached
	}
	r := start(filepath.Dir(k.dist), "build", guide, "-o", k.dist)
	if err := r.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.Wait()
	}()
	if n%2 == 0 { // at any moment
		sleep(ended, time.Duration(k.random.Int64N(int64(k.span))))
	} else { // when it matters
		k.awaitDraft(t, ended)
		sleep(ended, time.Duration(k.random.Int64N(int64(k.span/10))))
	}
	r.Process.Kill()
	<-ended
	k.look(t, r, old, book, n)
}

// look checks the files after a build and finds its best next moment.
func (k *killer) look(t *testing.T, r *run, old, book outputs, n int) {
	got, left := read(t, k.dist), others(t, k.dist)
	for _, name := range outputNames {
		if got[name] != book[name] && got[name] != old[name] {
			t.Errorf("build %d: %s of %d bytes is neither the old file nor the new one", n, name, len(got[name]))
		}
	}
	switch {
	case r.ProcessState.Success():
		k.span -= k.span / 32
		checkOnly(t, k.dist, book)
	case r.ProcessState.ExitCode() >= 0:
		t.Errorf("build %d: exit code %d\n%s", n, r.ProcessState.ExitCode(), &r.output)
	default:
		k.killed++
		k.left += min(1, len(left))
		k.span += k.span / 100
	}
	for _, name := range left {
		if !strings.HasPrefix(name, ".guidec-") {
			t.Errorf("build %d left %q", n, name)
		}
	}
}

// awaitDraft waits until a file is on its way to the folder.
func (k *killer) awaitDraft(t *testing.T, ended chan struct{}) {
	before := map[string]bool{}
	for _, name := range others(t, k.dist) {
		before[name] = true
	}
	for {
		for _, name := range others(t, k.dist) {
			info, err := os.Stat(filepath.Join(k.dist, name))
			if err == nil && info.Size() > 0 && !before[name] {
				return
			}
		}
		select {
		case <-ended:
			return
		case <-time.After(200 * time.Microsecond):
		}
	}
}

// sleep waits so long or until the program has ended.
func sleep(ended chan struct{}, d time.Duration) {
	select {
	case <-ended:
	case <-time.After(d):
	}
}

// Runs that write to one folder at once leave each other's drafts alone,
// though some are killed and the others clear up behind them.
func TestKillBesideOthers(t *testing.T) {
	dir := t.TempDir()
	guide, dist := filepath.Join(dir, "guide"), filepath.Join(dir, "dist")
	writeGuide(t, guide, "whale", 1)
	book := build(t, guide, dist)
	t.Run("all", func(t *testing.T) {
		for n := range 3 {
			random := rand.New(rand.NewPCG(6, uint64(n)))
			t.Run(fmt.Sprint(n), func(t *testing.T) {
				t.Parallel()
				for range 8 {
					r := command(dir, "build", guide, "-o", dist)
					if err := r.Start(); err != nil {
						t.Fatal(err)
					}
					if n == 0 {
						time.Sleep(time.Duration(random.Int64N(int64(200 * time.Millisecond))))
						r.Process.Kill()
					}
					if code := r.code(t); n > 0 && code != exitDone {
						t.Errorf("exit code %d\n%s", code, &r.output)
					}
				}
			})
		}
	})
	command(dir, "build", guide, "-o", dist).check(t, exitDone)
	checkOnly(t, dist, book)
}

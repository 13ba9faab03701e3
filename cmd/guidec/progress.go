package main

import (
	"fmt"
	"sync"
	"time"

	"guidec/internal/compile"
	"guidec/internal/diag"
)

const (
	patience = 400 * time.Millisecond // before anything is shown
	refresh  = 100 * time.Millisecond
	erasing  = "\r\x1b[K"
)

// A watch times the guides of a run and, on a terminal, shows on one line
// how far the run has come. The line is erased before anything else is
// printed.
type watch struct {
	world
	quit chan struct{}
	once sync.Once
	wait sync.WaitGroup

	mu      sync.Mutex
	started map[string]time.Time
	ended   map[string]time.Time
	last    compile.Event
	total   int
	shown   bool
}

func newWatch(w world) *watch {
	return &watch{world: w, quit: make(chan struct{}), started: map[string]time.Time{}, ended: map[string]time.Time{}}
}

// start begins to show the progress of a run over so many guides.
func (w *watch) start(total int) {
	w.total = total
	if w.stderr.columns == 0 {
		return
	}
	w.wait.Go(func() {
		timer := time.NewTimer(patience)
		defer timer.Stop()
		for {
			select {
			case <-w.quit:
				return
			case <-timer.C:
				w.draw()
				timer.Reset(refresh)
			}
		}
	})
}

// stop ends the showing. It may be called twice.
func (w *watch) stop() {
	w.once.Do(func() { close(w.quit) })
	w.wait.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.erase()
}

// event takes note of what happens; it is safe for concurrent use.
func (w *watch) event(e compile.Event) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e.Stage {
	case compile.Reading:
		w.started[e.Guide] = w.now()
	case compile.Done:
		w.ended[e.Guide] = w.now()
	}
	w.last = e
}

// took returns how long a guide took.
func (w *watch) took(guide string) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.ended[guide].Sub(w.started[guide])
}

func (w *watch) draw() {
	w.mu.Lock()
	defer w.mu.Unlock()
	line := fmt.Sprintf("%s %s", w.last.Stage, w.last.Guide)
	if w.total > 1 {
		line = fmt.Sprintf("%d/%d %s", len(w.ended), w.total, line)
	}
	fmt.Fprint(w.stderr, erasing+diag.Shown(line, w.stderr.columns-1))
	w.shown = true
}

// aside erases the line for as long as f prints something else.
func (w *watch) aside(f func() error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.erase()
	return f()
}

// erase must be called with the lock held.
func (w *watch) erase() {
	if w.shown {
		fmt.Fprint(w.stderr, erasing)
		w.shown = false
	}
}

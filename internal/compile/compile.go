// Package compile turns guides into files: it loads each guide, has it
// read, built, checked and emitted, and puts the files in place. It decides
// what a run writes, in which order it reports, and that nothing is lost: a
// file is replaced only by a complete new one, and only when its guide has
// no error. Everything that a reader of the book can see is decided
// elsewhere.
package compile

import (
	"context"
	"iter"
	"sync"

	"guidec/internal/diag"
	"guidec/internal/guard"
	"guidec/internal/pdf"
)

// A Result is what became of one guide.
type Result struct {
	Guide    string      // its path
	Title    string      // of the book; "" when it could not be read
	Chapters int         // sections of level 1
	Problems diag.List   // in reading order
	Files    []File      // what was written; with errors none, if the system let it be taken back
	Report   *pdf.Report // how evenly the pages are set; nil unless it was asked for
	Err      error       // the run was interrupted, or the program itself is at fault
}

// A File has been written.
type File struct {
	Output
	Bytes int64
	Pages int // of a PDF

	data []byte // kept until the cache has it
}

// An Event tells how far a run has come.
type Event struct {
	Guide string // its path
	Stage Stage
}

// A Stage is what is being done to a guide.
type Stage string

const (
	Reading Stage = "reading"
	Setting Stage = "setting pages"
	Writing Stage = "writing"
	Done    Stage = "done"
)

// Run compiles the guides of the plan, several at once, and yields their
// results in the plan's order. A guide with errors does not stop others.
// When the context ends, the guides that are not done yield its error.
func (p *Plan) Run(ctx context.Context) iter.Seq[Result] {
	return func(yield func(Result) bool) {
		undo, problems := p.prepare()
		if problems.HasErrors() {
			yield(Result{Problems: problems})
			return
		}
		defer undo()
		if p.options.Cache != nil {
			defer p.options.Cache.Trim() // too large a cache is no problem of this run
		}
		ctx, stop := context.WithCancel(ctx)
		var workers sync.WaitGroup
		defer workers.Wait() // temporary files are gone when Run returns
		defer stop()

		results := make([]chan Result, len(p.Guides))
		for i := range results {
			results[i] = make(chan Result, 1)
		}
		jobs := min(max(1, p.options.Jobs), len(p.Guides))
		next := make(chan int)
		// Results that wait for an earlier guide hold its text: not too many.
		ahead := make(chan struct{}, 4*jobs)
		for range jobs {
			workers.Go(func() {
				for i := range next {
					results[i] <- p.compile(ctx, p.Guides[i])
				}
			})
		}
		workers.Go(func() {
			defer close(next)
			for i := range p.Guides {
				select {
				case ahead <- struct{}{}:
				case <-ctx.Done():
				}
				next <- i
			}
		})
		for i := range results {
			r := <-results[i]
			select {
			case <-ahead:
			default: // the context has ended, and no one counts any more
			}
			if !yield(r) {
				return
			}
		}
	}
}

// compile does everything for one guide.
func (p *Plan) compile(ctx context.Context, g *Guide) Result {
	r := Result{Guide: g.Path, Err: ctx.Err()}
	if r.Err == nil {
		p.tell(g, Reading)
		if err := guard.Do(func() error { p.guide(ctx, g, &r); return nil }); err != nil {
			r.Err = err
		}
	}
	r.Problems.Sort()
	p.tell(g, Done)
	return r
}

func (p *Plan) tell(g *Guide, s Stage) {
	if p.options.Progress != nil {
		p.options.Progress(Event{g.Path, s})
	}
}

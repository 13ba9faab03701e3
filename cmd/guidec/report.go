package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"guidec/internal/compile"
	"guidec/internal/diag"
)

// build compiles guides and reports each as it is done: what is wrong to
// stderr, what was written to stdout.
func build(ctx context.Context, w world, paths []string, o compile.Options) error {
	watch := newWatch(w)
	o.Progress = watch.event
	plan, problems := compile.NewPlan(paths, o)
	if err := w.stderr.print(problems); err != nil {
		return err
	}
	t := tally{run: problems.HasErrors()}
	watch.start(len(plan.Guides))
	defer watch.stop()
	for r := range plan.Run(ctx) {
		t.add(r)
		took := watch.took(r.Guide)
		if err := watch.aside(func() error { return reportBuild(w, r, took) }); err != nil {
			return err
		}
	}
	watch.stop()
	t.print(w.stderr, "built")
	return t.status()
}

func reportBuild(w world, r compile.Result, took time.Duration) error {
	err := reportProblems(w, r)
	for _, f := range r.Files {
		extent := count(r.Chapters, "chapter")
		if f.Format == compile.PDF {
			extent = count(f.Pages, "page")
		}
		_, printing := fmt.Fprintf(w.stdout, "%s  %s  %s  %s  %s\n", diag.Escaped(f.Path), size(f.Bytes), extent, problemsOf(r.Problems), elapsed(took))
		err = errors.Join(err, printing)
	}
	if r.Report != nil && len(r.Files) > 0 {
		err = errors.Join(err, r.Report.Print(w.stdout))
	}
	return err
}

// reportProblems reports what is wrong with a guide, and what was not written
// for it.
func reportProblems(w world, r compile.Result) error {
	err := printParted(w.stderr, r.Problems)
	switch {
	case interrupted(r.Err):
	case r.Err != nil:
		fmt.Fprintf(w.stderr, "guidec: %s: %v\n", diag.Escaped(r.Guide), r.Err)
	case r.Problems.HasErrors() && r.Guide != "":
		done := "nothing was written"
		for _, f := range r.Files { // not all are: at most one of the two formats
			done = "only " + diag.Escaped(f.Path) + " was written"
		}
		fmt.Fprintf(w.stderr, "%s: %s; %s\n", diag.Escaped(r.Guide), problemsOf(r.Problems), done)
	}
	return err
}

// check reports what is wrong with guides.
func check(ctx context.Context, w world, paths []string, o compile.Options, asJSON bool) error {
	watch := newWatch(w)
	o.Progress = watch.event
	plan, problems := compile.NewPlan(paths, o)
	t := tally{run: problems.HasErrors()}
	if !asJSON {
		if err := w.stdout.print(problems); err != nil {
			return err
		}
	}
	watch.start(len(plan.Guides))
	defer watch.stop()
	for r := range plan.Run(ctx) {
		t.add(r)
		if asJSON {
			problems = append(problems, r.Problems...)
		}
		if err := watch.aside(func() error { return reportCheck(w, r, asJSON) }); err != nil {
			return err
		}
	}
	watch.stop()
	if asJSON {
		if err := problems.JSON(w.stdout); err != nil {
			return err
		}
	}
	t.print(w.stderr, "checked")
	return t.status()
}

func reportCheck(w world, r compile.Result, asJSON bool) error {
	if r.Err != nil && !interrupted(r.Err) {
		fmt.Fprintf(w.stderr, "guidec: %s: %v\n", diag.Escaped(r.Guide), r.Err)
	}
	if asJSON {
		return nil
	}
	err := w.stdout.print(r.Problems)
	if r.Err == nil && r.Guide != "" {
		_, last := fmt.Fprintf(w.stdout, "%s: %s, %s\n", diag.Escaped(r.Guide), count(r.Chapters, "chapter"), problemsOf(r.Problems))
		err = errors.Join(err, last)
	}
	return err
}

// A tally sums up a run.
type tally struct {
	guides, failed            int
	content, run, interrupted bool // what went wrong
}

func (t *tally) add(r compile.Result) {
	t.guides++
	if r.Err != nil || r.Problems.HasErrors() {
		t.failed++
	}
	t.interrupted = t.interrupted || interrupted(r.Err)
	switch s := statusOf(r.Problems); {
	case s == status(exitRun), r.Err != nil:
		t.run = true
	case s == status(exitContent):
		t.content = true
	}
}

// statusOf returns how a run with these problems ends.
func statusOf(l diag.List) error {
	worst := exitDone
	for _, d := range l {
		switch {
		case d.Severity != diag.Error:
		case d.Code.OfRun():
			worst = exitRun
		default:
			worst = max(worst, exitContent)
		}
	}
	if worst == exitDone {
		return nil
	}
	return status(worst)
}

func (t *tally) print(s stream, done string) {
	switch {
	case t.interrupted:
		fmt.Fprintln(s, "guidec: interrupted; files that were not finished are as they were before")
	case t.guides > 1 && t.failed > 0:
		fmt.Fprintf(s, "%s %s, %d with errors\n", count(t.guides-t.failed, "guide"), done, t.failed)
	}
}

func (t *tally) status() error {
	switch {
	case t.interrupted:
		return status(exitInterrupted)
	case t.run:
		return status(exitRun)
	case t.content:
		return status(exitContent)
	}
	return nil
}

func interrupted(err error) bool { return errors.Is(err, context.Canceled) }

// printParted prints the notes, a line each, and then in full what someone
// should look at.
func printParted(s stream, l diag.List) error {
	notes, rest := partNotes(l)
	return errors.Join(notes.Lines(s), s.print(rest))
}

// partNotes parts the notes from what someone should look at.
func partNotes(l diag.List) (notes, rest diag.List) {
	for _, d := range l {
		if d.Severity == diag.Note {
			notes = append(notes, d)
		} else {
			rest = append(rest, d)
		}
	}
	return notes, rest
}

// problemsOf counts what was found: "2 warnings, 1 note".
func problemsOf(l diag.List) string {
	var parts []string
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		if n := l.Count(s); n > 0 {
			parts = append(parts, count(n, s.String()))
		}
	}
	if len(parts) == 0 {
		return "no problems"
	}
	return strings.Join(parts, ", ")
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func size(bytes int64) string {
	switch {
	case bytes < 1000:
		return fmt.Sprintf("%d B", bytes)
	case bytes < 999_500:
		return fmt.Sprintf("%.0f KB", float64(bytes)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
}

func elapsed(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }

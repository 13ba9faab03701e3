// Guidec compiles study guides to EPUB and PDF. This package is the command
// line: flags, exit codes, printing. Everything else is in package compile.
package main

import (
	"context"
	"os"
	"os/signal"
	"slices"
	"syscall"
	"time"

	"golang.org/x/term"

	"guidec/internal/sideload"
)

func main() {
	collectLate()
	signal.Ignore(syscall.SIGPIPE) // to write where nobody reads on is an error, after which drafts are removed
	ctx, stop := signal.NotifyContext(context.Background(), endings()...)
	go func() {
		<-ctx.Done()
		stop() // a second Ctrl-C ends the program at once
	}()
	os.Exit(run(ctx, os.Args[1:], world{
		stdout: streamTo(os.Stdout),
		stderr: streamTo(os.Stderr),
		getenv: os.Getenv,
		now:    time.Now,
		mounts: sideload.Mounts,
	}))
}

// endings are the signals that end a run in order. One that whoever started
// the program wants to be ignored, as nohup does, is none of them.
func endings() []os.Signal {
	return slices.DeleteFunc([]os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGHUP}, signal.Ignored)
}

// streamTo finds out what a file shows. Colours can be turned off by
// NO_COLOR (no-color.org).
func streamTo(f *os.File) stream {
	if !term.IsTerminal(int(f.Fd())) {
		return stream{Writer: f}
	}
	columns, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		columns = 80
	}
	return stream{Writer: f, columns: columns, color: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"guidec/internal/diag"
)

// The exit codes, which scripts rely on.
const (
	exitDone        = 0
	exitContent     = 1   // a guide has errors
	exitRun         = 2   // wrong usage, or files that cannot be read or written
	exitInterrupted = 130 // as shells have it for Ctrl-C
)

// A world is what the program sees of the machine.
type world struct {
	stdout, stderr stream
	getenv         func(string) string
	now            func() time.Time
	mounts         func() []string // where drives may be mounted
}

// A stream is where the program prints to.
type stream struct {
	io.Writer
	columns int // of a terminal; 0: it is none
	color   bool
}

// print prints diagnostics in full.
func (s stream) print(l diag.List) error {
	if s.color {
		return l.ColorText(s)
	}
	return l.Text(s)
}

// A status ends the program with an exit code when everything has been said.
type status int

func (s status) Error() string { return fmt.Sprintf("exit code %d", int(s)) }

// run is the program: it returns the exit code.
func run(ctx context.Context, args []string, w world) int {
	root := rootCommand(w)
	root.SetArgs(args)
	root.SetOut(w.stdout)
	root.SetErr(w.stderr)
	command, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitDone
	}
	if s, ok := errors.AsType[status](err); ok {
		return int(s)
	}
	if errors.Is(err, syscall.EPIPE) { // nobody reads on, as behind "| head"
		return exitInterrupted
	}
	if interrupted(err) {
		fmt.Fprintln(w.stderr, "guidec: interrupted")
		return exitInterrupted
	}
	fmt.Fprintf(w.stderr, "guidec: %v\n", err)
	if _, ok := errors.AsType[usageError](err); ok || command == root {
		fmt.Fprintf(w.stderr, "Run \"%s --help\" for help.\n", command.CommandPath())
	}
	return exitRun
}

// A usageError is about how the program was called.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func rootCommand(w world) *cobra.Command {
	root := &cobra.Command{
		Use:   "guidec",
		Short: "Compile study guides to EPUB and PDF",
		Long: `Guidec compiles a study guide, written once, to an EPUB for e-readers and a PDF
for print. A guide is a folder with a guide.yaml and Markdown files, one
Markdown file, or one text as it was copied from a web page.

Exit codes: 0 done, 1 a guide has errors, 2 wrong usage or a file that cannot
be read or written, 130 interrupted. NO_COLOR, when set, keeps the report plain.`,
		Example: `  guidec new my-guide              write a small guide to start from
  guidec build my-guide            compile it to dist/my-guide.epub and .pdf
  guidec check my-guide            report what is wrong and write nothing`,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(buildCommand(w), checkCommand(w), newCommand(w), importCommand(w), verifyCommand(w), sideloadCommand(w),
		explainCommand(w), versionCommand(w))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	completion(root)
	help(root)
	for _, c := range root.Commands() {
		c.Args = asUsage(c.Args)
	}
	return root
}

// completion says how the library's own command is used.
func completion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() == "completion" {
			c.Example = `  source <(guidec completion bash)
  guidec completion fish > ~/.config/fish/completions/guidec.fish`
		}
	}
}

// help has the library's own command refuse what is no command, as the program
// itself does.
func help(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		if c.Name() == "help" {
			c.Args = func(_ *cobra.Command, args []string) error {
				_, _, err := root.Find(args)
				return err
			}
		}
	}
}

// asUsage makes wrong arguments errors of usage.
func asUsage(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usageError{err}
		}
		return nil
	}
}

// oneArg takes exactly one argument, of which what says what it is.
func oneArg(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		switch len(args) {
		case 0:
			return fmt.Errorf("name %s", what)
		case 1:
			return nil
		}
		return fmt.Errorf("name only %s, not %d", what, len(args))
	}
}

// lastSecond is the last one of the year 9999: no date in a book has five
// digits for its year.
const lastSecond = 253402300799

// modified returns the time that the books are stamped with: the one that
// SOURCE_DATE_EPOCH gives (reproducible-builds.org), or zero for each
// guide's own.
func (w world) modified() (time.Time, error) {
	text := w.getenv("SOURCE_DATE_EPOCH")
	if text == "" {
		return time.Time{}, nil
	}
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seconds < 0 || seconds > lastSecond {
		return time.Time{}, usagef("SOURCE_DATE_EPOCH is %q; it must be a number of seconds since 1970", text)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

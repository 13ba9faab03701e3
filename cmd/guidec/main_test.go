package main

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"

	"guidec/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"guidec": main})
}

// The scripts run the command the way a user does. Besides testscript's own
// commands they have these:
//
//	bytes FILE TEXT…   writes a file of any bytes: each TEXT is a Go string
//	                   without its quotation marks, and becomes a line
//	png FILE           writes a small picture
//	large FILE         writes a file of a gigabyte of nothing
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: golden.Updating(),
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"bytes": writeBytes,
			"png":   writePNG,
			"large": writeLarge,
		},
	})
}

func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	var b strings.Builder
	for i, text := range args[1:] {
		if i > 0 {
			b.WriteByte('\n')
		}
		s, err := strconv.Unquote(`"` + text + `"`)
		ts.Check(err)
		b.WriteString(s)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(b.String()), 0o644))
}

func writePNG(ts *testscript.TestScript, _ bool, args []string) {
	m := image.NewGray(image.Rect(0, 0, 40, 30))
	for i := range 30 {
		m.SetGray(i, i, color.Gray{Y: 255})
	}
	var b bytes.Buffer
	ts.Check(png.Encode(&b, m))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o644))
}

// writeLarge makes a file with a hole, which takes no room on the disk.
func writeLarge(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), nil, 0o644))
	ts.Check(os.Truncate(ts.MkAbs(args[0]), 1<<30))
}

// call runs the program in this process.
func call(ctx context.Context, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = run(ctx, args, world{
		stdout: stream{Writer: &out},
		stderr: stream{Writer: &err},
		getenv: func(string) string { return "" },
		now:    func() time.Time { return time.Unix(0, 0) },
		mounts: func() []string { return nil },
	})
	return code, out.String(), err.String()
}

// Ctrl-C ends a run with the code that shells expect, and nothing is left of
// what was begun.
func TestInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	if code, _, stderr := call(t.Context(), "new", "guide"); code != exitDone {
		t.Fatal(stderr)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	code, stdout, stderr := call(ctx, "build", "guide")
	if code != exitInterrupted || stdout != "" || !strings.Contains(stderr, "interrupted") {
		t.Errorf("exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
	if _, err := os.Stat("dist"); !os.IsNotExist(err) {
		t.Errorf("the output folder is there: %v", err)
	}
	code, stdout, stderr = call(ctx, "verify", "some.pdf")
	if code != exitInterrupted || stdout != "" || stderr != "guidec: interrupted\n" {
		t.Errorf("verify: exit code %d, stdout %q, stderr %q", code, stdout, stderr)
	}
}

// Ctrl-C ends an import, and no folder is left of it.
func TestImportInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("guide.txt", []byte("A Guide\n\nPlot\n\nSomebody arrives.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{{"import", "guide.txt"}, {"new", "guide"}} {
		code, stdout, stderr := call(ctx, args...)
		if code != exitInterrupted || stdout != "" || stderr != "guidec: interrupted\n" {
			t.Errorf("%s: exit code %d, stdout %q, stderr %q", args[0], code, stdout, stderr)
		}
		if _, err := os.Stat("guide"); !os.IsNotExist(err) {
			t.Errorf("%s: the folder is there: %v", args[0], err)
		}
	}
}

// Help fits a terminal of 80 columns, and every command shows how it is used.
func TestHelp(t *testing.T) {
	root := rootCommand(world{})
	root.InitDefaultHelpCmd()
	for _, c := range append(root.Commands(), root) {
		args := []string{c.Name(), "--help"}
		if c == root {
			args = args[1:]
		}
		code, stdout, stderr := call(t.Context(), args...)
		if code != exitDone || stderr != "" {
			t.Errorf("%s --help: exit code %d, stderr %q", c.Name(), code, stderr)
		}
		for line := range strings.Lines(stdout) {
			if n := utf8.RuneCountInString(line) - 1; n > 80 {
				t.Errorf("%s --help has a line of %d columns: %s", c.Name(), n, line)
			}
		}
		if c.Name() != "help" && c.Name() != "version" && !c.HasExample() {
			t.Errorf("%s has no example", c.Name())
		}
	}
}

//go:build unix

package faults

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	_ "guidec/internal/compile" // when it changes, so do the results here
	"guidec/internal/diag"
	"guidec/internal/epubverify"
	"guidec/internal/pdfcheck"
)

// The exit codes that are promised.
const (
	exitDone        = 0
	exitContent     = 1
	exitRun         = 2
	exitInterrupted = 130
)

// program is the path of the command under test.
var program string

func TestMain(m *testing.M) {
	confine()
	dir, err := os.MkdirTemp("", "faults")
	if err == nil {
		err = os.Chmod(dir, 0o755) // another user runs the program, too
	}
	program = filepath.Join(dir, "guidec")
	if err == nil {
		var out []byte
		if out, err = exec.Command("go", "build", "-o", program, "guidec/cmd/guidec").CombinedOutput(); err != nil {
			err = fmt.Errorf("%w\n%s", err, out)
		}
	}
	code := 1
	if err == nil {
		code = m.Run()
	} else {
		fmt.Fprintln(os.Stderr, err)
	}
	os.RemoveAll(dir)
	os.Exit(code)
}

// TestSources opens the sources of the command, from which "go test" learns
// that the results of this package depend on them.
func TestSources(t *testing.T) {
	sources, err := filepath.Glob("../../cmd/guidec/*.go")
	if err != nil || len(sources) == 0 {
		t.Fatalf("the command has no sources: %v", err)
	}
	for _, name := range sources {
		if _, err := os.ReadFile(name); err != nil {
			t.Error(err)
		}
	}
}

// A run is the program at work or after it.
type run struct {
	*exec.Cmd
	output bytes.Buffer // both streams
}

// command prepares a run of the program in a folder, without the cache,
// which would do most of the work. It finds no folder for temporary files,
// as it must not need one.
func command(dir string, args ...string) *run {
	return cached(dir, append(args, "--no-cache")...)
}

// cached is command with the cache of the folder.
func cached(dir string, args ...string) *run {
	r := &run{Cmd: exec.Command(program, args...)}
	r.Dir = dir
	r.Env = []string{"HOME=" + dir, "TMPDIR=/nonexistent"}
	r.Stdout, r.Stderr = &r.output, &r.output
	return r
}

// code waits for the end and returns the exit code, -1 for a signal's.
func (r *run) code(t *testing.T) int {
	t.Helper()
	if r.Process == nil {
		if err := r.Start(); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Wait(); err != nil {
		if _, exited := errors.AsType[*exec.ExitError](err); !exited {
			t.Fatal(err)
		}
	}
	return r.ProcessState.ExitCode()
}

// check waits for the end and checks the exit code and that the program says
// what happened, without a fault of its own.
func (r *run) check(t *testing.T, code int, says ...string) {
	t.Helper()
	if got := r.code(t); got != code {
		t.Errorf("the exit code is %d, want %d", got, code)
	}
	checkSays(t, r, says...)
}

// checkSays checks what the program has said.
func checkSays(t *testing.T, r *run, says ...string) {
	t.Helper()
	output := r.output.String()
	for _, s := range says {
		if !strings.Contains(output, s) {
			t.Errorf("it does not say %q", s)
		}
	}
	if strings.Contains(output, "fault of the program") || strings.Contains(output, "goroutine ") {
		t.Error("the program blames itself")
	}
	if t.Failed() {
		t.Logf("%s:\n%s", strings.Join(r.Args[1:], " "), output)
	}
}

// writeGuide writes a guide whose book differs with the word.
func writeGuide(t *testing.T, dir, word string, chapters int) {
	t.Helper()
	var list strings.Builder
	files := map[string]string{}
	for n := range chapters {
		name := fmt.Sprintf("%03d.md", n)
		fmt.Fprintf(&list, "  - %s\n", name)
		files[name] = fmt.Sprintf("# %s, part %d\n\n%s\n\n::: question\nWhy %s?\n:::\n", word, n,
			strings.Repeat("The "+word+" sets out, and nobody knows where it will come to rest. ", 12), word)
	}
	files["guide.yaml"] = "title: The " + word + "\nauthor: A. Writer\nlang: en\nchapters:\n" + list.String()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// outputs are the files of a build by their names.
type outputs map[string]string

// outputNames are those that every guide here is built to.
var outputNames = []string{"guide.epub", "guide.pdf"}

// build builds a guide that is well, checks the files and returns them.
func build(t *testing.T, guide, dist string) outputs {
	t.Helper()
	command(filepath.Dir(guide), "build", guide, "-o", dist).check(t, exitDone)
	checkClean(t, dist)
	o := read(t, dist)
	if len(o) != len(outputNames) {
		t.Fatalf("%d files were written", len(o))
	}
	return o
}

// checkClean checks that the finished files have no fault.
func checkClean(t *testing.T, dist string) {
	t.Helper()
	for name, data := range read(t, dist) {
		r := strings.NewReader(data)
		var l diag.List
		if strings.HasSuffix(name, ".epub") {
			l = epubverify.Check(name, r, r.Size())
		} else {
			l = pdfcheck.File(r, r.Size())
		}
		if len(l) > 0 {
			t.Errorf("%s is not whole:\n%s", name, l)
		}
	}
}

// read returns those of the outputs that are there.
func read(t *testing.T, dist string) outputs {
	t.Helper()
	o := outputs{}
	for _, name := range outputNames {
		data, err := os.ReadFile(filepath.Join(dist, name))
		if err == nil {
			o[name] = string(data)
		} else if !os.IsNotExist(err) {
			t.Fatal(err)
		}
	}
	return o
}

// checkOnly checks that a folder holds these outputs and nothing else.
func checkOnly(t *testing.T, dist string, want outputs) {
	t.Helper()
	got := read(t, dist)
	for _, name := range outputNames {
		if got[name] != want[name] {
			t.Errorf("%s is another file than it should be", name)
		}
	}
	if left := others(t, dist); len(left) > 0 {
		t.Errorf("the folder also holds %q", left)
	}
}

// others returns the names in a folder that are no outputs.
func others(t *testing.T, dist string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dist)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != outputNames[0] && e.Name() != outputNames[1] {
			names = append(names, e.Name())
		}
	}
	return names
}

package compile

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
)

// A trace is a guide's folder that keeps what was asked of it and a digest of
// each answer, so that a later run can tell whether it would be answered the
// same. It is safe for use by several goroutines.
type trace struct {
	files fs.FS

	mu      sync.Mutex
	answers map[string]string // question → digest of the answer
	unsure  bool              // some answer cannot be asked for again
}

func newTrace(files fs.FS) *trace {
	return &trace{files: files, answers: map[string]string{}}
}

// An answer is what the folder said once.
type answer struct{ Question, Digest string }

// The questions: the name follows.
const (
	askContent = "content "
	askStat    = "stat "
	askEntries = "entries "
)

// kept returns the answers in a settled order; ok is false when they do not
// say all.
func (t *trace) kept() (all []answer, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, q := range slices.Sorted(maps.Keys(t.answers)) {
		all = append(all, answer{q, t.answers[q]})
	}
	return all, !t.unsure
}

// unchanged asks the folder everything again and reports whether the
// answers are the same.
func (t *trace) unchanged(before []answer) bool {
	for _, a := range before {
		kind, name, _ := strings.Cut(a.Question, " ")
		switch kind + " " {
		case askContent:
			if f, err := t.Open(name); err == nil {
				_, err := io.Copy(io.Discard, f)
				f.Close()
				if err != nil {
					return false
				}
			}
		case askStat:
			t.Stat(name) // the trace has the answer, whatever it is
		case askEntries:
			t.ReadDir(name)
		}
		if t.unsure || t.answers[a.Question] != a.Digest {
			return false
		}
	}
	return true
}

// note keeps an answer. A second one to the same question must be equal: a
// folder that changes while it is read has no settled content.
func (t *trace) note(question, digest string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if before, asked := t.answers[question]; asked && before != digest {
		t.unsure = true
	}
	t.answers[question] = digest
}

// fail keeps that a question could not be answered.
func (t *trace) fail(question string, err error) {
	if errors.Is(err, fs.ErrNotExist) {
		t.note(question, "missing")
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.unsure = true
}

// Open implements fs.FS.
func (t *trace) Open(name string) (fs.File, error) {
	f, err := t.files.Open(name)
	if err != nil {
		t.fail(askContent+name, err)
		return nil, err
	}
	return &tracedFile{File: f, of: t, name: name, sum: sha256.New()}, nil
}

// Stat implements fs.StatFS.
func (t *trace) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(t.files, name)
	if err != nil {
		t.fail(askStat+name, err)
		return nil, err
	}
	size := info.Size()
	if info.IsDir() {
		size = 0 // means something else on every system
	}
	t.note(askStat+name, fmt.Sprintf("%v %d", info.Mode().Type(), size))
	return info, nil
}

// ReadDir implements fs.ReadDirFS.
func (t *trace) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(t.files, name)
	if err != nil {
		t.fail(askEntries+name, err)
		return nil, err
	}
	sum := sha256.New()
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue // never part of a guide; a run's own traces may be
		}
		fmt.Fprintf(sum, "%q %v\n", e.Name(), e.Type())
	}
	t.note(askEntries+name, fmt.Sprintf("%x", sum.Sum(nil)))
	return entries, nil
}

// A tracedFile digests what is read of it.
type tracedFile struct {
	fs.File
	of   *trace
	name string
	sum  hash.Hash
	read bool // to its end
}

func (f *tracedFile) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	f.sum.Write(p[:n])
	if err == io.EOF && !f.read {
		f.read = true
		f.of.note(askContent+f.name, fmt.Sprintf("%x", f.sum.Sum(nil)))
	}
	return n, err
}

// Close closes the file. Of one that was not read to its end the trace
// cannot say what it held.
func (f *tracedFile) Close() error {
	if !f.read {
		f.of.fail(askContent+f.name, errors.New("not read to its end"))
	}
	return f.File.Close()
}

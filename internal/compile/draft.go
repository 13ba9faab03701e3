package compile

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Drafts have names of their own, so that what a killed run has left can be
// told from anybody else's files. A run locks its drafts for as long as they
// are open, and the system lets go of a lock when its process ends, however
// it ends: a draft that can be locked is nobody's any more. Only who holds
// the lock renames or removes a draft.

// mostDrafts bounds how many drafts may be in one folder, over all runs.
const mostDrafts = 1 << 16

func draftName(n int) string { return ".guidec-" + strconv.Itoa(n) + ".tmp" }

func isDraft(name string) bool {
	n, begins := strings.CutPrefix(name, ".guidec-")
	n, ends := strings.CutSuffix(n, ".tmp")
	return begins && ends && n != "" && strings.Trim(n, "0123456789") == ""
}

// errHeld says that another run holds the lock of a draft.
var errHeld = errors.New("another run has it")

// createDraft makes a new draft in a folder. It goes the way of any new
// file, so that its permissions are what the user is used to.
func createDraft(dir string) (*os.File, error) {
	for n := 0; ; n++ {
		file, err := os.OpenFile(filepath.Join(dir, draftName(n)), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		switch {
		case err != nil && (!os.IsExist(err) || n >= mostDrafts):
			return nil, err
		case err != nil: // the name is taken
		case !errors.Is(lock(file), errHeld) && isNamed(file):
			return file, nil
		default: // another run has taken the draft for a forsaken one
			file.Close()
		}
	}
}

// linkDraft gives a file the name of a draft, too. The file is nil when it
// cannot have one: its file system may know no such names.
func linkDraft(target string) (file *os.File, name string) {
	file, err := os.Open(target)
	if err != nil {
		return nil, ""
	}
	if !heldWhileOpen {
		file.Close()
	}
	if errors.Is(lock(file), errHeld) {
		file.Close()
		return nil, ""
	}
	for n := 0; ; n++ {
		name = filepath.Join(filepath.Dir(target), draftName(n))
		err := os.Link(target, name)
		switch {
		case err == nil:
			return file, name
		case !os.IsExist(err) || n >= mostDrafts:
			file.Close()
			return nil, ""
		}
	}
}

// removeDraft removes and closes a draft of this run.
func removeDraft(file *os.File) {
	if !heldWhileOpen {
		file.Close()
	}
	os.Remove(file.Name())
	if heldWhileOpen {
		file.Close()
	}
}

// clearDrafts removes the drafts in a folder that killed runs have left.
// Where files cannot be locked it removes none.
func clearDrafts(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if !isDraft(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		file, err := os.OpenFile(filepath.Join(dir, e.Name()), os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if lock(file) == nil && isNamed(file) {
			os.Remove(file.Name())
		}
		file.Close()
	}
}

// isNamed reports whether an open file is still the one of its name.
func isNamed(file *os.File) bool {
	open, err := file.Stat()
	if err != nil {
		return false
	}
	named, err := os.Lstat(file.Name())
	return err == nil && os.SameFile(open, named)
}

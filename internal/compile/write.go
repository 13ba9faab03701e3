package compile

import (
	"bufio"
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// A draft is a file on its way: it is written beside its target and takes
// the target's place only when it is complete and on the disk. Whatever
// happens before, the old file stays as it was.
type draft struct {
	target  string
	file    *os.File // nil once it is published or discarded
	size    int64
	settle  func() error // waits until it is on the disk
	old     *os.File     // the file that it replaces, if that can be put back
	oldName string       // of that file, beside the target
	first   bool         // it replaces none
}

// write fills a new draft for the target; it can be read back until it is
// published, while the system brings it to the disk. The error is of the file
// system, of fill or of the context; in each case nothing is left behind.
func write(ctx context.Context, target string, fill func(io.Writer) error) (*draft, error) {
	file, err := createDraft(filepath.Dir(target))
	if err != nil {
		return nil, err
	}
	d := &draft{target: target, file: file}
	d.size, err = await(ctx, func() (int64, error) {
		to := &diskWriter{ctx: ctx, file: file}
		buffered := bufio.NewWriterSize(to, 1<<16)
		err := fill(buffered)
		if err == nil {
			err = buffered.Flush()
		}
		if to.err != nil {
			err = to.err // the emitter's error only passes it on
		}
		return to.size, err
	})
	if err != nil {
		d.discard()
		return nil, err
	}
	d.settle = sync.OnceValue(file.Sync)
	go d.settle()
	return d, nil
}

// content returns what was written, or nil when it cannot be read back.
func (d *draft) content() []byte {
	data, err := io.ReadAll(io.NewSectionReader(d.file, 0, d.size))
	if err != nil {
		return nil
	}
	return data
}

// publish gives the draft its target's name once it is on the disk, so that
// closing it cannot fail any more. Should the power fail before its name is
// there, too, then the old file is.
func (d *draft) publish() error {
	if err := d.settle(); err != nil {
		d.discard()
		return err
	}
	file := d.file
	d.file = nil
	if !heldWhileOpen {
		file.Close()
	}
	err := os.Rename(file.Name(), d.target)
	if err != nil {
		os.Remove(file.Name())
	}
	if heldWhileOpen {
		file.Close()
	}
	return err
}

// keepOld has the file at the target outlive what takes its place, until the
// draft is discarded. Not every file system can do so.
func (d *draft) keepOld() {
	info, err := os.Lstat(d.target)
	d.first = os.IsNotExist(err)
	if err == nil && info.Mode().IsRegular() { // to open a pipe would take until somebody writes to it
		d.old, d.oldName = linkDraft(d.target)
	}
}

// takeBack undoes publish and reports whether it could.
func (d *draft) takeBack() bool {
	if d.first {
		return os.Remove(d.target) == nil
	}
	if d.old == nil || os.Rename(d.oldName, d.target) != nil {
		return false
	}
	d.old.Close()
	d.old = nil // its other name is anybody's now
	return true
}

// discard removes the draft, unless it was published, and forgets the file
// that it replaced.
func (d *draft) discard() {
	if d.old != nil {
		os.Remove(d.oldName)
		d.old.Close()
		d.old = nil
	}
	if d.file != nil {
		if d.settle != nil {
			d.settle() // some systems hold on to a file that is in use
		}
		removeDraft(d.file)
		d.file = nil
	}
}

// A diskWriter stops when the context does, and keeps the file system's
// error apart from those of whoever writes.
type diskWriter struct {
	ctx  context.Context
	file *os.File
	size int64
	err  error
}

func (w *diskWriter) Write(p []byte) (int, error) {
	if w.err == nil {
		w.err = w.ctx.Err()
	}
	if w.err != nil {
		return 0, w.err
	}
	n, err := w.file.Write(p)
	w.size += int64(n)
	w.err = err
	return n, err
}

// makeFolder makes a folder to write into, if it is not there, makes sure
// that files can be written to it, and clears it of what killed runs left.
// undo removes the folder again if it was made and is still empty.
func makeFolder(name string) (undo func(), err error) {
	_, err = os.Stat(name)
	missing := os.IsNotExist(err)
	if err := os.MkdirAll(name, 0o777); err != nil {
		return nil, err
	}
	undo = func() {
		if missing {
			os.Remove(name) // fails, as it should, when the folder holds a file
		}
	}
	probe, err := createDraft(name)
	if err != nil {
		undo()
		return nil, err
	}
	removeDraft(probe)
	clearDrafts(name)
	return undo, nil
}

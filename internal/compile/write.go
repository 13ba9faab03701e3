package compile

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// A draft is a file on its way: it is written beside its target and takes
// the target's place only when it is complete and on the disk. Whatever
// happens before, the old file stays as it was.
type draft struct {
	target string
	file   *os.File
	size   int64
}

// write fills a new draft for the target; it can be read back until it is
// published. The error is of the file system,
// of fill or of the context; in each case nothing is left behind.
func write(ctx context.Context, target string, fill func(io.Writer) error) (*draft, error) {
	file, err := createBeside(target)
	if err != nil {
		return nil, err
	}
	d := &draft{target: target, file: file}
	to := &diskWriter{ctx: ctx, file: file}
	buffered := bufio.NewWriterSize(to, 1<<16)
	if err = fill(buffered); err == nil {
		err = buffered.Flush()
	}
	if to.err != nil {
		err = to.err // the emitter's error only passes it on
	}
	if err == nil {
		err = file.Sync()
	}
	if err != nil {
		d.discard()
		return nil, err
	}
	d.size = to.size
	return d, nil
}

// createBeside makes a new file in the target's folder. It goes the way of
// any new file, so that its permissions are what the user is used to.
func createBeside(target string) (*os.File, error) {
	dir, base := filepath.Split(target)
	for n := 0; ; n++ {
		name := filepath.Join(dir, fmt.Sprintf(".%s.%d.tmp", base, n))
		file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil || !os.IsExist(err) || n == 999 {
			return file, err
		}
	}
}

// publish gives the draft its target's name.
func (d *draft) publish() error {
	if err := d.file.Close(); err != nil {
		return err
	}
	if err := os.Rename(d.file.Name(), d.target); err != nil {
		return err
	}
	syncFolder(filepath.Dir(d.target))
	return nil
}

// discard removes the draft. Closing twice and removing what is gone do no
// harm, so it may follow close and publish.
func (d *draft) discard() {
	d.file.Close()
	os.Remove(d.file.Name())
}

// syncFolder makes a renaming last. Systems that cannot sync a folder make
// it last by themselves.
func syncFolder(name string) {
	dir, err := os.Open(name)
	if err != nil {
		return
	}
	defer dir.Close()
	dir.Sync()
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

// makeFolder makes a folder to write into, if it is not there, and makes
// sure that files can be written to it. undo removes the folder again if it
// was made and is still empty.
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
	probe, err := createBeside(filepath.Join(name, "guidec"))
	if err != nil {
		undo()
		return nil, err
	}
	probe.Close()
	return undo, os.Remove(probe.Name())
}

package compile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime/debug"
	"slices"
	"sync"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/pdf"
	"guidec/internal/source"
)

// emit writes the files of a book that has no error: all of them, or none.
func (p *Plan) emit(ctx context.Context, g *Guide, b *book.Book, r *Result) {
	if r.Problems.HasErrors() {
		return
	}
	p.tell(g, Setting)
	printed, l, err := p.layOut(b, g)
	r.Problems = append(r.Problems, l...)
	if r.Err = err; err != nil || l.HasErrors() {
		return
	}
	p.tell(g, Writing)
	drafts := make([]*draft, len(g.Outputs))
	lists := make([]diag.List, len(g.Outputs))
	errs := make([]error, len(g.Outputs))
	var emitters sync.WaitGroup
	for i, o := range g.Outputs {
		emitters.Go(func() {
			errs[i] = guard(func() (err error) {
				drafts[i], lists[i], err = p.draft(ctx, o, b, printed)
				return err
			})
		})
	}
	emitters.Wait()
	defer discardAll(drafts)
	for i, o := range g.Outputs {
		r.Problems = append(r.Problems, lists[i]...)
		r.fail(o.Path, errs[i])
	}
	if r.Err == nil {
		r.Err = ctx.Err() // the last moment to turn back
	}
	if r.Err != nil || r.Problems.HasErrors() {
		return
	}
	for i, o := range g.Outputs {
		if err := drafts[i].publish(); err != nil {
			r.fail(o.Path, err)
			continue
		}
		file := File{Output: o, Bytes: drafts[i].size}
		if o.Format == PDF {
			file.Pages = printed.Pages()
		}
		r.Files = append(r.Files, file)
	}
}

// draft writes one file, though not yet to its place, and checks it.
func (p *Plan) draft(ctx context.Context, o Output, b *book.Book, printed *pdf.Document) (d *draft, l diag.List, err error) {
	d, err = write(ctx, o.Path, func(w io.Writer) (err error) {
		l, err = p.spell(w, o.Format, b, printed)
		return err
	})
	if err != nil || p.options.NoVerify {
		return d, l, err
	}
	found := verify(o.Format, o.Path, d.file, d.size)
	if found.HasErrors() {
		err = errors.New("the finished file is faulty, which is a fault of the program; --no-verify writes it all the same")
	}
	return d, append(l, found...), err
}

func discardAll(drafts []*draft) {
	for _, d := range drafts {
		if d != nil {
			d.discard()
		}
	}
}

// fail records why a file was not written: the file system's reasons are
// the user's to mend, any other is the program's fault.
func (r *Result) fail(target string, err error) {
	switch {
	case err == nil:
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		r.Err = err
	case isFileSystem(err):
		unwritten(&r.Problems, target, err)
	default:
		r.Err = errors.Join(r.Err, fmt.Errorf("%s: %w", target, err))
	}
}

func unwritten(l *diag.List, target string, err error) {
	l.Add(diag.OutputUnwritten, source.Span{}, "%q cannot be written: %v", target, cause(err))
}

func isFileSystem(err error) bool {
	_, isPath := errors.AsType[*fs.PathError](err)
	_, isLink := errors.AsType[*os.LinkError](err)
	return isPath || isLink
}

// prepare makes the folders that the run writes into, so that one that
// cannot be written to is found out before any work is done.
func (p *Plan) prepare() (undo func(), l diag.List) {
	var folders []string
	for _, g := range p.Guides {
		for _, o := range g.Outputs {
			if dir := path.Dir(o.Path); !slices.Contains(folders, dir) {
				folders = append(folders, dir)
			}
			if info, err := os.Stat(o.Path); err == nil && info.IsDir() {
				unwritten(&l, o.Path, errors.New("it is a folder"))
			}
		}
	}
	var undos []func()
	undo = func() {
		for _, u := range undos {
			u()
		}
	}
	for _, dir := range folders {
		u, err := makeFolder(dir)
		if err != nil {
			unwritten(&l, dir, err)
			continue
		}
		undos = append(undos, u)
	}
	if l.HasErrors() {
		undo()
	}
	return undo, l
}

// guard calls f and returns what it panics with as an error, so that a
// fault of the program in one guide leaves the others alone.
func guard(f func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("a fault of the program: %v\n%s", fault, debug.Stack())
		}
	}()
	return f()
}

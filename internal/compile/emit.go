package compile

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
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
	set, err := await(ctx, func() (found[*pdf.Document], error) {
		printed, l, err := p.layOut(b, g)
		return found[*pdf.Document]{printed, l}, err
	})
	printed := set.value
	r.Problems = append(r.Problems, set.problems...)
	if r.Err = err; err != nil || set.problems.HasErrors() {
		return
	}
	if p.options.Report {
		report := printed.Report()
		r.Report = &report
	}
	p.tell(g, Writing)
	drafts := make([]*draft, len(g.Outputs))
	lists := make([]diag.List, len(g.Outputs))
	errs := make([]error, len(g.Outputs))
	var emitters sync.WaitGroup
	for i, o := range g.Outputs {
		emitters.Go(func() {
			drafts[i], lists[i], errs[i] = p.draft(ctx, o, finished{b, printed})
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
	files := make([]File, len(g.Outputs))
	for i, o := range g.Outputs {
		files[i] = File{Output: o, Bytes: drafts[i].size}
		if p.options.Cache != nil {
			files[i].data = drafts[i].content()
		}
		if o.Format == PDF {
			files[i].Pages = printed.Pages()
		}
	}
	r.publish(files, drafts)
}

// publish puts files in their places: all of them or, as far as the system
// lets it put back what they replaced, none. A file without a draft is there
// already.
func (r *Result) publish(files []File, drafts []*draft) {
	for i, d := range drafts {
		if d == nil {
			continue
		}
		d.keepOld()
		if err := d.publish(); err != nil {
			r.fail(d.target, err)
			for j, done := range drafts[:i] {
				if done != nil && !done.takeBack() {
					r.Files = append(r.Files, files[j])
				}
			}
			return
		}
	}
	r.Files = files
}

// draft writes one file, though not yet to its place, and checks it.
func (p *Plan) draft(ctx context.Context, o Output, from finished) (*draft, diag.List, error) {
	var l diag.List
	d, err := write(ctx, o.Path, func(w io.Writer) (err error) {
		l, err = p.spell(w, o.Format, from)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	var faults diag.List
	if !p.options.NoVerify {
		file, size := d.file, d.size
		faults, err = await(ctx, func() (diag.List, error) { return verify(o.Format, o.Path, file, size), nil })
	}
	if faults.HasErrors() {
		err = errors.New("the finished file is faulty, which is a fault of the program; --no-verify writes it all the same")
	}
	if err == nil {
		_, err = await(ctx, func() (any, error) { return nil, d.settle() }) // before any takes its place
	}
	return d, append(l, faults...), err
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

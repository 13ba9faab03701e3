package compile

import (
	"context"
	"io/fs"

	"guidec/internal/book"
	"guidec/internal/check"
	"guidec/internal/diag"
	"guidec/internal/media"
	"guidec/internal/pdf"
)

// guide compiles one guide, or takes it from the cache.
func (p *Plan) guide(ctx context.Context, g *Guide, r *Result) {
	root, err := g.open()
	if err != nil {
		unreadable(&r.Problems, g.Path, err)
		return
	}
	defer root.Close()
	if p.options.Cache == nil {
		p.make(ctx, g, root.FS(), r)
		return
	}
	if p.recall(ctx, g, root.FS(), r) {
		return
	}
	t := newTrace(root.FS())
	p.make(ctx, g, t, r)
	p.remember(g, t, r)
}

// make takes one guide through all stages. Each stage reports what it finds
// and goes on, so that one run shows every problem; only writing needs a
// guide without errors.
func (p *Plan) make(ctx context.Context, g *Guide, files fs.FS, r *Result) {
	if !p.options.NoPageList { // pages will be set
		go pdf.Preload(p.fonts)
	}
	read, err := await(ctx, func() (found[*book.Book], error) {
		b, l := p.book(g, files)
		return found[*book.Book]{b, l}, nil
	})
	if r.Err = err; err != nil {
		return
	}
	b, l := read.value, read.problems
	if p.options.Lenient {
		l.Lenient()
	}
	r.Problems = append(r.Problems, l...)
	if b == nil {
		return
	}
	r.Title, r.Chapters = b.Meta.Title, len(b.Sections())
	p.emit(ctx, g, b, r)
}

// book reads a guide and builds its book, which is nil when there is
// nothing to build one from.
func (p *Plan) book(g *Guide, files fs.FS) (*book.Book, diag.List) {
	written, l := g.read(files, p.options.Limits)
	if written == nil {
		return nil, l
	}
	l = append(l, check.Guide(written)...)
	b, found := book.Build(written, book.Options{
		Edition:  p.options.Edition,
		Images:   media.NewStore(files, p.options.Limits.Images),
		Modified: p.options.Modified,
		Entries:  p.options.Limits.Text.Blocks,
	})
	return b, append(l, found...)
}

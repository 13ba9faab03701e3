package compile

import (
	"context"
	"path/filepath"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/manuscript"
	"guidec/internal/source"
)

// Import reads a raw text and writes it as a guide that can be edited into
// a folder, which must be new or empty. It returns how many files that are. The
// error is the context's, when it ends first, or a fault of the program.
func Import(ctx context.Context, name, dir string, limits Limits) (files int, l diag.List, err error) {
	p, l := NewPlan([]string{name}, Options{})
	if l.HasErrors() {
		return 0, l, nil
	}
	if len(p.Guides) != 1 || p.Guides[0].form != inRawText {
		l.Add(diag.FileUnknown, source.Span{}, "%q is not a raw text", filepath.ToSlash(name)).
			Hintf("what is Markdown already can be built as it is")
		return 0, l, nil
	}
	g := p.Guides[0]
	root, err := g.open()
	if err != nil {
		unreadable(&l, g.Path, err)
		return 0, l, nil
	}
	defer root.Close()
	read, err := await(ctx, func() (found[*doc.Guide], error) {
		written, l := g.read(root.FS(), limits)
		return found[*doc.Guide]{written, l}, nil
	})
	if err != nil {
		return 0, nil, err
	}
	l = read.problems
	l.Sort()
	if l.HasErrors() {
		return 0, l, nil
	}
	files, problems, err := WriteFolder(ctx, dir, func(yield func(string, []byte) bool) {
		for _, f := range manuscript.Files(read.value) {
			if !yield(f.Path, f.Data) {
				return
			}
		}
	})
	return files, append(l, problems...), err
}

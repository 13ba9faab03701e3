package compile

import (
	"path/filepath"

	"guidec/internal/diag"
	"guidec/internal/manuscript"
	"guidec/internal/source"
)

// Import reads a raw text and writes it as a guide that can be edited into
// a folder, which must be new or empty. It returns how many files that are.
func Import(name, dir string, limits Limits) (files int, l diag.List) {
	p, l := NewPlan([]string{name}, Options{})
	if l.HasErrors() {
		return 0, l
	}
	if len(p.Guides) != 1 || p.Guides[0].form != inRawText {
		l.Add(diag.FileUnknown, source.Span{}, "%q is not a raw text", filepath.ToSlash(name)).
			Hintf("what is Markdown already can be built as it is")
		return 0, l
	}
	g := p.Guides[0]
	root, err := g.open()
	if err != nil {
		unreadable(&l, g.Path, err)
		return 0, l
	}
	defer root.Close()
	written, l := g.read(root.FS(), limits)
	l.Sort()
	if l.HasErrors() {
		return 0, l
	}
	files, found := WriteFolder(dir, func(yield func(string, []byte) bool) {
		for _, f := range manuscript.Files(written) {
			if !yield(f.Path, f.Data) {
				return
			}
		}
	})
	return files, append(l, found...)
}

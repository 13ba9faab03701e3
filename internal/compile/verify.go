package compile

import (
	"context"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"guidec/internal/diag"
	"guidec/internal/epubverify"
	"guidec/internal/pdfcheck"
	"guidec/internal/source"
)

// Verify checks a finished file, EPUB or PDF by its name's ending. The error
// is the context's, when it ends first, or a fault of the program.
func Verify(ctx context.Context, name string) (diag.List, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return await(ctx, func() (diag.List, error) { return verifyFile(name), nil })
}

func verifyFile(name string) diag.List {
	var l diag.List
	shown := filepath.ToSlash(name)
	f := Format(strings.TrimPrefix(strings.ToLower(path.Ext(shown)), "."))
	if !isOutputFile(shown) {
		l.Add(diag.FileUnknown, source.Span{}, "%q is neither an EPUB nor a PDF", shown)
		return l
	}
	unreadable := func(why any) diag.List {
		l.Add(diag.FileUnreadable, source.Span{}, "%q cannot be read: %v", shown, why)
		return l
	}
	switch info, err := os.Stat(name); {
	case err != nil:
		return unreadable(cause(err))
	case !info.Mode().IsRegular(): // opening a pipe would wait for its other end
		return unreadable("it is not a file")
	}
	file, err := os.Open(name)
	if err != nil {
		return unreadable(cause(err))
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return unreadable(cause(err))
	}
	return verify(f, shown, file, info.Size())
}

// verify checks the bytes of a finished file, which messages call name.
func verify(f Format, name string, r io.ReaderAt, size int64) (l diag.List) {
	switch f {
	case EPUB:
		l = epubverify.Check(name, r, size)
	case PDF:
		l = pdfcheck.File(r, size)
	}
	whole := source.NewFile(name, "").All()
	for i := range l {
		if l[i].At.File == nil {
			l[i].At = whole
		}
	}
	return l
}

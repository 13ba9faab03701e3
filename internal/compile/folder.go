package compile

import (
	"context"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// WriteFolder writes a guide's files, by their slash-separated paths, into a
// folder, which must be new or empty. When that fails, what was written is
// taken away again. It returns how many files were written. The error is the
// context's, when it ends first.
func WriteFolder(ctx context.Context, dir string, files iter.Seq2[string, []byte]) (written int, l diag.List, err error) {
	if dir == "" {
		unwritten(&l, dir, errors.New("it has no name"))
		return 0, l, nil
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		l.Add(diag.OutputExists, source.Span{}, "%q has files in it already", filepath.ToSlash(dir)).
			Hintf("name a new folder")
		return 0, l, nil
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		unwritten(&l, dir, err)
		return 0, l, nil
	}
	made, written, err := writeFiles(ctx, dir, files)
	if err == nil {
		return written, nil, nil
	}
	for _, name := range slices.Backward(made) {
		os.Remove(name) // a folder only if it is empty again
	}
	if ctx.Err() != nil {
		return 0, nil, ctx.Err()
	}
	unwritten(&l, dir, err)
	return 0, l, nil
}

// writeFiles writes the files and returns what it made, folders before the
// files in them.
func writeFiles(ctx context.Context, dir string, files iter.Seq2[string, []byte]) (made []string, written int, err error) {
	for path, data := range files {
		if err := ctx.Err(); err != nil {
			return made, written, err
		}
		name := filepath.Join(dir, filepath.FromSlash(path))
		folders, err := makeFolders(filepath.Dir(name))
		made = append(made, folders...)
		if err != nil {
			return made, written, err
		}
		file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if err != nil {
			return made, written, err
		}
		made = append(made, name)
		_, err = file.Write(data)
		if err = errors.Join(err, file.Sync(), file.Close()); err != nil {
			return made, written, err
		}
		written++
	}
	return made, written, nil
}

// makeFolders makes a folder and those above it that are missing, and
// returns the ones it made, outermost first.
func makeFolders(name string) (made []string, err error) {
	for dir := name; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			break
		}
		made = append(made, dir)
	}
	slices.Reverse(made)
	return made, os.MkdirAll(name, 0o777)
}

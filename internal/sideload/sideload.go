// Package sideload puts books on e-readers that are plugged in as drives. It
// decides which folder is a reader, where its books go, under which name,
// and that no other book is ever overwritten. It builds nothing.
package sideload

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A Kind is a family of readers.
type Kind string

const (
	Kobo       Kind = "Kobo"
	Kindle     Kind = "Kindle"
	PocketBook Kind = "PocketBook"
	Folder     Kind = "folder" // any folder that the user names
)

// A Reader is a drive or folder that takes books.
type Reader struct {
	Kind Kind
	Root string // where it is mounted
}

// marks are the files that a family of readers, and no other drive, has at
// its root. The first family whose marks are all there is taken.
var marks = []struct {
	kind  Kind
	paths []string
	books string // folder of the books, below the root
}{
	{Kobo, []string{".kobo"}, ""},
	{PocketBook, []string{"system/config/global.cfg"}, "Books"},
	{PocketBook, []string{"system/profiles"}, "Books"},
	{Kindle, []string{"documents", "system"}, "documents"},
}

// At returns the reader at root: a Folder when no family's marks are there.
func At(root string) Reader {
	for _, m := range marks {
		if !slices.ContainsFunc(m.paths, func(p string) bool { return !exists(filepath.Join(root, filepath.FromSlash(p))) }) {
			return Reader{m.kind, root}
		}
	}
	return Reader{Folder, root}
}

// Find returns the readers among mounted drives, in their order.
func Find(mounts []string) []Reader {
	var found []Reader
	for _, m := range mounts {
		if r := At(m); r.Kind != Folder {
			found = append(found, r)
		}
	}
	return found
}

// mountPatterns are the places where systems show a drive that is plugged in.
var mountPatterns = []string{"/media/*", "/media/*/*", "/run/media/*/*", "/mnt/*", "/Volumes/*", `[D-Z]:\`}

// Mounts returns the folders at which drives may be mounted on this system.
func Mounts() []string {
	var all []string
	for _, p := range mountPatterns {
		found, _ := filepath.Glob(p) // the patterns are well-formed
		all = append(all, found...)
	}
	return all
}

// Books returns the folder that takes the reader's books.
func (r Reader) Books() string {
	for _, m := range marks {
		if m.kind == r.Kind {
			return filepath.Join(r.Root, m.books)
		}
	}
	return r.Root
}

// A Result says what became of a file.
type Result struct {
	Path     string // on the reader
	Replaced bool   // an earlier copy of the same book was replaced
	Same     bool   // the very file was there already; nothing was written
	Beside   string // another book that has the name, for which a new one got a number; or ""
	Size     int64  // bytes
}

// ErrSpace means that the reader has too little room.
var ErrSpace = errors.New("not enough free space")

// spare is left free on a reader, which needs room for its own database.
const spare = 5 << 20

// Copy puts the file at path on the reader. A file of the same name is
// replaced only if it is the same book (the identifier inside is equal);
// another book keeps its name and the new file gets a number. The copy is
// written beside its place, synced to the drive and then renamed, so that
// unplugging too early leaves no half book.
func (r Reader) Copy(path string) (Result, error) {
	src, err := os.Open(path)
	if err != nil {
		return Result{}, err
	}
	defer src.Close()
	info, err := src.Stat()
	if err != nil {
		return Result{}, err
	}
	dir := r.Books()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Result{}, err
	}
	res, err := place(dir, SafeName(filepath.Base(path)), path)
	if err != nil {
		return Result{}, err
	}
	res.Size = info.Size()
	if res.Same {
		return res, nil
	}
	free, err := freeSpace(dir)
	if err != nil {
		return Result{}, err
	}
	if need := uint64(info.Size()) + spare; free < need {
		return Result{}, fmt.Errorf("%s: %w: %d KB are needed, %d KB are free", r.Root, ErrSpace, need>>10, free>>10)
	}
	return res, write(src, res.Path)
}

// place finds the name under which a book goes into dir.
func place(dir, name, book string) (Result, error) {
	ext := extension(name)
	beside := ""
	for n := 1; ; n++ {
		path := filepath.Join(dir, name)
		if n > 1 {
			beside = filepath.Join(dir, name)
			path = filepath.Join(dir, fmt.Sprintf("%s (%d)%s", name[:len(name)-len(ext)], n, ext))
		}
		switch same, err := sameFile(path, book); {
		case errors.Is(err, fs.ErrNotExist):
			return Result{Path: path, Beside: beside}, nil
		case err != nil:
			return Result{}, err
		case same:
			return Result{Path: path, Same: true}, nil
		}
		if id := Identifier(path); id != "" && id == Identifier(book) {
			return Result{Path: path, Replaced: true}, nil
		}
	}
}

// write copies src to path by way of a temporary file.
func write(src io.Reader, path string) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".guidec-*")
	if err != nil {
		if p := (*fs.PathError)(nil); errors.As(err, &p) {
			err = p.Err // the name is none that anybody knows
		}
		return fmt.Errorf("nothing can be written to %s: %w", filepath.Dir(path), err)
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if _, err = io.Copy(tmp, src); err != nil {
		return err
	}
	if err = tmp.Chmod(0o644); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, fs.ErrPermission) {
		return err // FAT has no modes to set
	}
	if err = tmp.Sync(); err != nil {
		return err
	}
	if err = tmp.Close(); err != nil {
		return err
	}
	if err = os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	if dir, e := os.Open(filepath.Dir(path)); e == nil {
		dir.Sync() // best effort: not every system can sync a folder
		dir.Close()
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

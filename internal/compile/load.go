package compile

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"guidec/internal/diag"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// open returns a guide's folder as the only place that it can read from:
// neither ".." nor a symbolic link leads out.
func (g *Guide) open() (*os.Root, error) {
	if g.form == inFolder {
		return os.OpenRoot(g.Path)
	}
	return os.OpenRoot(path.Dir(g.Path))
}

// readText reads one of a guide's files once and whole. shown is the path
// that messages give it, most the size in bytes up to which it is read.
func readText(files fs.FS, name, shown string, at source.Span, most int) ([]byte, diag.List) {
	var l diag.List
	unreadable := func(why any) ([]byte, diag.List) {
		l.Add(diag.FileUnreadable, at, "%q cannot be read: %v", shown, why)
		return nil, l
	}
	tooLarge := func() ([]byte, diag.List) {
		l.Add(diag.FileTooLarge, at, "%q is larger than the limit of %d bytes", shown, most).
			Hintf("part it into several chapters, or raise the limit: --limit bytes=…")
		return nil, l
	}
	info, err := fs.Stat(files, name)
	switch {
	case !fs.ValidPath(name), err != nil && strings.Contains(err.Error(), "path escapes"): // an os.Root has no other word for it
		l.Add(diag.FileOutside, at, "%q lies outside the guide's folder", shown).Hintf("copy it into the guide's folder")
		return nil, l
	case err != nil:
		return unreadable(cause(err))
	case !info.Mode().IsRegular(): // a pipe would never end
		return unreadable("it is not a file")
	case info.Size() > int64(most):
		return tooLarge()
	}
	file, err := files.Open(name)
	if err != nil {
		return unreadable(cause(err))
	}
	defer file.Close()
	before, err := file.Stat()
	if err != nil {
		return unreadable(cause(err))
	}
	data, err := io.ReadAll(io.LimitReader(file, int64(most)+1))
	if err != nil {
		return unreadable(cause(err))
	}
	after, err := file.Stat()
	switch {
	case err != nil:
		return unreadable(cause(err))
	case len(data) > most: // it has grown
		return tooLarge()
	case after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()):
		return unreadable("it changed while it was read") // half of it may be old
	}
	return data, nil
}

// chapterFiles returns the names of the Markdown files in a guide's folder, in order,
// and apart from them those of files that somebody may take for chapters: of a
// folder within it, the first.
func chapterFiles(files fs.FS) (names, others []string, err error) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		switch name := e.Name(); {
		case isChapter(e):
			names = append(names, name)
		case aboutFolder().MatchString(name), likeChapter().MatchString(name):
			others = append(others, name)
		case e.IsDir() && !strings.HasPrefix(name, "."):
			inner, _ := fs.ReadDir(files, name) // what cannot be read holds no chapter
			if i := slices.IndexFunc(inner, isChapter); i >= 0 {
				others = append(others, path.Join(name, inner[i].Name()))
			}
		}
	}
	slices.SortFunc(names, byNumber)
	return names, others, nil
}

// byNumber puts names into the order in which folders are shown: numbers in
// them by their value, all else by its bytes.
func byNumber(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		n, m := digits(x), digits(y)
		if n == 0 || m == 0 {
			if x[0] != y[0] {
				return cmp.Compare(x[0], y[0])
			}
			n, m = 1, 1
		}
		v, w := strings.TrimLeft(x[:n], "0"), strings.TrimLeft(y[:m], "0")
		if c := cmp.Or(cmp.Compare(len(v), len(w)), cmp.Compare(v, w)); c != 0 {
			return c
		}
		x, y = x[n:], y[m:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(a, b))
}

// digits counts the digits that a text begins with.
func digits(text string) int { return len(text) - len(strings.TrimLeft(text, "0123456789")) }

var (
	// aboutFolder are files that speak of a folder to those who open it.
	aboutFolder = pattern.Lazy(`(?i)^(?:readme|licen[cs]e|contributing|changelog)\.(?:md|markdown|txt|text)$`)
	// likeChapter are texts, pages that are numbered as chapters are, and what is
	// written with a program for writing.
	likeChapter = pattern.Lazy(`(?i)^[^.].*\.(?:txt|text)$|^\d+(?:[-_. ].*)?\.html?$|\.(?:docx?|odt|pages|rtf|rmd|mdx|mdown|mkdn?)$`)
)

// exists reports whether a guide's folder has the file. A file that cannot
// be looked at exists: reading it will tell why.
func exists(files fs.FS, name string) bool {
	_, err := fs.Stat(files, name)
	return !errors.Is(err, fs.ErrNotExist)
}

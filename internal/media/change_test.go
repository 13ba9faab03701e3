package media

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// An image that is written to while it is read is refused: half of it may be
// old.
func TestImageThatChanges(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.png")
	if err := os.WriteFile(name, pngOf(picture(40, 40)), 0o644); err != nil {
		t.Fatal(err)
	}
	files := shrinking{os.DirFS(filepath.Dir(name)), name}
	m, l := NewStore(files, Limits{}).Image("a.png", source.Span{})
	want := `the image "a.png" cannot be read: it changed while it was read`
	if m != nil || len(l) != 1 || l[0].Code != diag.FileUnreadable || l[0].Message != want {
		t.Errorf("got %v, %v; want %s", m, l, want)
	}
}

// shrinking has one file, which is cut short while it is read.
type shrinking struct {
	fs.FS
	path string
}

func (s shrinking) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	return shrinkingFile{f, s.path}, err
}

type shrinkingFile struct {
	fs.File
	path string
}

func (s shrinkingFile) Read(p []byte) (int, error) {
	if err := os.Truncate(s.path, 50); err != nil {
		return 0, err
	}
	return s.File.Read(p)
}

package manuscript_test

import (
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"guidec/internal/charset"
	"guidec/internal/manuscript"
	"guidec/internal/plaintext"
)

// What is read of a raw text reads back the same from the folder that it is
// written as. The texts are those that the reader of raw texts is held by.
func FuzzRawText(f *testing.F) {
	paths, err := filepath.Glob("../plaintext/testdata/*.txt")
	if err != nil || len(paths) == 0 {
		f.Fatal("there are no raw texts", err)
	}
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, raw string) {
		if strings.Count(raw, "{")+strings.Count(raw, "[") > 30 {
			return // more than the metadata may have
		}
		file, l := charset.Decode("raw.txt", []byte(raw))
		if l.HasErrors() {
			return
		}
		g, l := plaintext.Read(file)
		if l.HasErrors() {
			return
		}
		if _, l := charset.Decode("", []byte(text(manuscript.Files(g)))); len(l) > 0 {
			return // mending made what looks broken again
		}
		if d := unlike(g); d != "" {
			t.Fatal(d)
		}
	})
}

package sideload

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// device makes a folder that looks like a reader.
func device(t *testing.T, marks ...string) string {
	t.Helper()
	root := t.TempDir()
	for _, m := range marks {
		if strings.HasSuffix(m, "/") {
			must(t, os.MkdirAll(filepath.Join(root, m), 0o755))
			continue
		}
		must(t, os.MkdirAll(filepath.Dir(filepath.Join(root, m)), 0o755))
		must(t, os.WriteFile(filepath.Join(root, m), nil, 0o644))
	}
	return root
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// epub writes a book that is small but has an identifier.
func epub(t *testing.T, path, id, text string) string {
	t.Helper()
	f, err := os.Create(path)
	must(t, err)
	defer f.Close()
	z := zip.NewWriter(f)
	w, err := z.Create("EPUB/package.opf")
	must(t, err)
	_, err = w.Write([]byte(`<package xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier>` + id + `</dc:identifier><x>` + text + `</x></package>`))
	must(t, err)
	must(t, z.Close())
	return path
}

func TestFind(t *testing.T) {
	kobo := device(t, ".kobo/")
	kindle := device(t, "documents/", "system/")
	pocketbook := device(t, "system/config/global.cfg", "documents/")
	stick := device(t, "holiday.jpg", "documents/")
	found := Find([]string{stick, kobo, kindle, pocketbook, filepath.Join(stick, "gone")})
	want := []Reader{{Kobo, kobo}, {Kindle, kindle}, {PocketBook, pocketbook}}
	if len(found) != len(want) {
		t.Fatalf("found %v, want %v", found, want)
	}
	for i := range want {
		if found[i] != want[i] {
			t.Errorf("found %v, want %v", found[i], want[i])
		}
	}
	for r, books := range map[Reader]string{
		found[0]: kobo, found[1]: filepath.Join(kindle, "documents"),
		found[2]: filepath.Join(pocketbook, "Books"), At(stick): stick,
	} {
		if r.Books() != books {
			t.Errorf("%v keeps its books in %s, want %s", r, r.Books(), books)
		}
	}
}

func TestCopyNeverOverwritesAnotherBook(t *testing.T) {
	from := t.TempDir()
	r := At(device(t, "documents/", "system/"))
	book := epub(t, filepath.Join(from, "hamlet.epub"), "urn:a", "first")

	first, err := r.Copy(book)
	must(t, err)
	if first.Replaced || first.Same || filepath.Dir(first.Path) != r.Books() {
		t.Errorf("first copy: %+v", first)
	}
	if again, err := r.Copy(book); err != nil || !again.Same {
		t.Errorf("the same file again: %+v, %v", again, err)
	}
	epub(t, book, "urn:a", "second edition")
	if newer, err := r.Copy(book); err != nil || !newer.Replaced || newer.Path != first.Path {
		t.Errorf("a newer file of the same book: %+v, %v", newer, err)
	}
	epub(t, book, "urn:b", "another book of that name")
	other, err := r.Copy(book)
	if err != nil || other.Replaced || filepath.Base(other.Path) != "hamlet (2).epub" || other.Beside != first.Path {
		t.Errorf("another book: %+v, %v", other, err)
	}
	if id := Identifier(first.Path); id != "urn:a" {
		t.Errorf("the first book is now %q", id)
	}
	left, _ := filepath.Glob(filepath.Join(r.Books(), ".*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestCopyFails(t *testing.T) {
	if _, err := At(t.TempDir()).Copy(filepath.Join(t.TempDir(), "none.epub")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that does not exist: %v", err)
	}
	full := filepath.Join(t.TempDir(), "file")
	must(t, os.WriteFile(full, nil, 0o644))
	book := epub(t, filepath.Join(t.TempDir(), "b.epub"), "urn:a", "")
	if _, err := At(full).Copy(book); err == nil {
		t.Error("a file took a book as a folder would")
	}
}

func TestPDFIdentifier(t *testing.T) {
	p := filepath.Join(t.TempDir(), "b.pdf")
	must(t, os.WriteFile(p, []byte("%PDF-1.7\nstream\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:identifier>urn:a</dc:identifier></x:xmpmeta>\nendstream"), 0o644))
	if id := Identifier(p); id != "urn:a" {
		t.Errorf("got %q", id)
	}
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"hamlet.epub":                      "hamlet.epub",
		`Who? What: "A/B" <1>.kepub.epub`:  "Who- What- -A-B- -1-.kepub.epub",
		"con.epub":                         "con-guide.epub",
		" .hidden. .pdf":                   "hidden.pdf",
		"\x00\x1f.epub":                    "guide.epub",
		strings.Repeat("é", 200) + ".epub": strings.Repeat("é", 57) + ".epub",
		"Dr. " + strings.Repeat("x", 200):  "Dr. " + strings.Repeat("x", nameBytes-len("Dr. ")),
		"notes. ":                          "notes",
		"con.tar.gz":                       "con-guide.tar.gz",
	} {
		if got := SafeName(in); got != want {
			t.Errorf("SafeName(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzSafeName(f *testing.F) {
	f.Add("a:b.epub")
	f.Add("." + strings.Repeat("x", 2*nameBytes))
	f.Add("nul" + strings.Repeat(" ", 2*nameBytes) + "x")
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsAny(s, `/\`) {
			return // never a file's own name
		}
		name := SafeName(s)
		switch {
		case name == "", len(name) > nameBytes+len("-guide"), strings.Trim(name, " .") != name,
			!utf8.ValidString(name), strings.ContainsAny(name, "\\/:*?\"<>|\x00"):
			t.Errorf("%q becomes %q", s, name)
		}
	})
}

package conformance

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// An example is a piece of Markdown of somebody's tests.
type example struct {
	name     string // where it stands: "spec.json 12."
	markdown string
}

// examples are those of the CommonMark specification, of goldmark's own tests
// and of its GFM extensions. They are read where Go keeps goldmark's sources.
func examples(t testing.TB) []example {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir := strings.TrimSpace(string(out))
	all := specification(t, filepath.Join(dir, "_test", "spec.json"))
	for _, name := range []string{
		"_test/extra.txt", "extension/_test/table.txt", "extension/_test/strikethrough.txt", "extension/_test/linkify.txt",
		"extension/_test/footnote.txt", "extension/_test/definition_list.txt", "extension/_test/tasklist.txt", "extension/_test/typographer.txt",
	} {
		all = append(all, cases(t, filepath.Join(dir, filepath.FromSlash(name)))...)
	}
	return all
}

func specification(t testing.TB, path string) []example {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		Markdown string      `json:"markdown"`
		Example  json.Number `json:"example"`
	}
	if err := json.Unmarshal(data, &rows); err != nil {
		t.Fatal(err)
	}
	var all []example
	for _, r := range rows {
		all = append(all, example{"spec.json " + r.Example.String() + ".", r.Markdown})
	}
	return all
}

// cases reads goldmark's own form of tests: a number, the Markdown and the
// HTML, with a line between them, and another line behind each case.
func cases(t testing.TB, path string) []example {
	t.Helper()
	const part, end = "//- - - - - - - - -//\n", "//= = = = = = = = = = = = = = = = = = = = = = = =//\n"
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	for c := range strings.SplitSeq(string(data), end) {
		parts := strings.Split(c, part)
		if len(parts) < 3 {
			continue
		}
		number, _, _ := strings.Cut(strings.TrimSpace(parts[0]), ":")
		all = append(all, example{filepath.Base(path) + " " + number + ".", parts[1]})
	}
	if len(all) == 0 {
		t.Fatalf("%s has no cases", path)
	}
	return all
}

package compile

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"guidec/internal/diag"
)

const repository = "../.."

// mayImport says for each package which others of the project it may
// import. docs/architecture.md says why.
var mayImport = map[string]string{
	"assets":                       "",
	"internal/source":              "",
	"internal/pattern":             "",
	"internal/theme":               "",
	"internal/cache":               "",
	"internal/deflate":             "",
	"internal/tongue":              "",
	"internal/guard":               "",
	"internal/sideload":            "pattern",
	"internal/diag":                "source",
	"internal/doc":                 "source pattern",
	"internal/charset":             "diag source",
	"internal/metadata":            "doc diag source pattern",
	"internal/markdown":            "doc diag source metadata pattern",
	"internal/plaintext":           "doc diag source pattern tongue",
	"internal/manuscript":          "doc pattern",
	"internal/media":               "diag source",
	"internal/book":                "doc diag source media pattern",
	"internal/check":               "doc book diag source tongue",
	"internal/typeset":             "assets tongue",
	"internal/cover":               "theme typeset deflate",
	"internal/epub":                "book theme media typeset cover assets diag source deflate guard",
	"internal/epubverify":          "diag source pattern",
	"internal/pdf":                 "book theme media typeset assets diag source pdf/finish guard",
	"internal/pdf/finish":          "deflate guard",
	"internal/pdf/finish/specimen": "assets pdf/finish",
	"internal/pdfcheck":            "diag source pattern guard",
	"internal/conformance":         "",
	"internal/golden":              "",
	"internal/release":             "",
	"internal/faults":              "",
	"internal/compile": "source pattern diag charset doc metadata markdown plaintext manuscript media book check " +
		"assets theme typeset epub pdf epubverify pdfcheck sideload cache guard",
	"cmd/guidec": "compile diag doc theme sideload epub cache",
}

// importedBy says for each module from outside which package may import it.
// Modules of golang.org/x/text other than encoding are open to all.
var importedBy = map[string]string{
	"github.com/yuin/goldmark":             "internal/markdown",
	"github.com/jung-kurt/gofpdf":          "internal/pdf",
	"github.com/go-shiori/go-epub":         "internal/epub",
	"github.com/beevik/etree":              "internal/epub",
	"github.com/pgaskin/kepubify/v4":       "internal/epub",
	"github.com/google/uuid":               "internal/book",
	"go.yaml.in/yaml":                      "internal/metadata",
	"github.com/go-text/typesetting":       "internal/typeset",
	"golang.org/x/text/encoding":           "internal/charset",
	"github.com/spf13/cobra":               "cmd/guidec",
	"golang.org/x/term":                    "cmd/guidec",
	"golang.org/x/tools/txtar":             "internal/golden",
	"github.com/rogpeppe/go-internal":      "internal/golden",
	"golang.org/x/text/language":           "",
	"golang.org/x/text/unicode":            "",
	"golang.org/x/text/width":              "",
	"golang.org/x/image":                   "",
	"github.com/klauspost/compress":        "internal/deflate",
	"golang.org/x/net/html":                "internal/epub",
	"golang.org/x/sys":                     "internal/sideload",
	"github.com/vincent-petithory/dataurl": "internal/epub",
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	for file, imports := range goFiles(t) {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		dir := path.Dir(file)
		allowed, known := mayImport[dir]
		if !known {
			t.Errorf("the package %s has no row in the table of imports", dir)
			continue
		}
		seen[dir] = true
		for _, imported := range imports {
			checkImport(t, file, strings.Fields(allowed), imported)
		}
	}
	for dir := range mayImport {
		if !seen[dir] {
			t.Errorf("the table of imports has a row for %s, which is no package", dir)
		}
	}
}

func checkImport(t *testing.T, file string, allowed []string, imported string) {
	t.Helper()
	if own, ok := strings.CutPrefix(imported, "guidec/"); ok {
		if !slices.Contains(allowed, strings.TrimPrefix(own, "internal/")) {
			t.Errorf("%s imports %s; the package may import only: %s", file, imported, strings.Join(allowed, ", "))
		}
		return
	}
	if first, _, _ := strings.Cut(imported, "/"); !strings.Contains(first, ".") {
		return // the standard library
	}
	for module, owner := range importedBy {
		if imported == module || strings.HasPrefix(imported, module+"/") {
			if owner != "" && owner != path.Dir(file) {
				t.Errorf("%s imports %s, which only %s may", file, imported, owner)
			}
			return
		}
	}
	t.Errorf("%s imports %s, which no row of the table of modules names", file, imported)
}

// goFiles returns the imports of each Go file, by its path in the
// repository.
func goFiles(t *testing.T) map[string][]string {
	t.Helper()
	files := map[string][]string{}
	walkFiles(t, func(name string) {
		if path.Ext(name) != ".go" || strings.Contains(name, "/testdata/") {
			return
		}
		f, err := parser.ParseFile(token.NewFileSet(), filepath.Join(repository, name), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		imports := []string{}
		for _, i := range f.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			imports = append(imports, p)
		}
		files[name] = imports
	})
	return files
}

// walkFiles calls f for each file of the repository but those of hidden folders.
func walkFiles(t *testing.T, f func(name string)) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(repository), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() && name != "." && strings.HasPrefix(e.Name(), ".") {
			return fs.SkipDir
		}
		if !e.IsDir() {
			f(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The table in docs/architecture.md is the one above.
func TestImportsAreDocumented(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(repository, "docs/architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	row := regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\| [^|]+ \\| ([^|]+) \\|$")
	rows := row.FindAllStringSubmatch(string(text), -1)
	if len(rows) == 0 {
		t.Fatal("docs/architecture.md has no table of packages")
	}
	documented := map[string]bool{}
	for _, r := range rows {
		dir, cell := r[1], strings.Trim(r[2], " –")
		if dir != "assets" && !strings.HasPrefix(dir, "cmd/") {
			dir = "internal/" + dir
		}
		documented[dir] = true
		want, known := mayImport[dir]
		if !known {
			t.Errorf("docs/architecture.md documents %s, which is no package", dir)
		}
		if strings.Contains(cell, "above") || strings.Contains(cell, "…") {
			continue
		}
		if !slices.Equal(sorted(cell), sorted(want)) {
			t.Errorf("docs/architecture.md lets %s import %q, the test %q", dir, cell, want)
		}
	}
	for dir := range mayImport {
		if !documented[dir] {
			t.Errorf("docs/architecture.md does not document %s", dir)
		}
	}
}

func sorted(words string) []string {
	list := strings.Fields(words)
	slices.Sort(list)
	return list
}

// Every code stands in a golden file: a message that no test shows is one
// that nobody has read.
func TestCodesAreShown(t *testing.T) {
	shown := map[string]bool{}
	code := regexp.MustCompile(`\[([a-z0-9-]+)\]|"code":"([a-z0-9-]+)"`)
	walkFiles(t, func(name string) {
		if !strings.Contains(name, "/testdata/") {
			return
		}
		// What tests the printing of messages does not show how they come about.
		if strings.HasPrefix(name, "internal/diag/") {
			return
		}
		data, err := os.ReadFile(filepath.Join(repository, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range code.FindAllSubmatch(data, -1) {
			shown[string(m[1])+string(m[2])] = true
		}
	})
	for _, c := range diag.Codes() {
		if !shown[string(c)] {
			t.Errorf("no golden file shows the code %s", c)
		}
	}
}

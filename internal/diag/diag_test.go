package diag_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"guidec/internal/diag"
	"guidec/internal/golden"
	"guidec/internal/source"
)

// Each case has a text in "in" and a list of findings in "list":
//
//	code «the words at fault» message
//	  hint what to do
//	  see «other words» why
//
// «» is the place before the first word, and no marks at all is no place.
func TestPrint(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		in := strings.NewReplacer("<ESC>", "\x1b", "<RLO>", "\u202e").Replace(c.Section("in"))
		l := readList(t, source.NewFile("ch03.md", in), c.Section("list"))
		c.Check("text", l.String())
		var color, json bytes.Buffer
		if err := l.ColorText(&color); err != nil {
			t.Error(err)
		}
		c.Check("color", strings.ReplaceAll(color.String(), "\x1b", "<ESC>"))
		if err := l.JSON(&json); err != nil {
			t.Error(err)
		}
		c.Check("json", json.String())
		for line := range strings.Lines(l.String()) {
			if n := len([]rune(line)) - 1; strings.HasPrefix(line, "    ") && n > 80 {
				t.Errorf("an excerpt's line has %d columns: %s", n, line)
			}
		}
	})
}

func TestPrintLongestLine(t *testing.T) {
	f := source.NewFile("a.txt", strings.Repeat("北國 ", 1<<18)+"here"+strings.Repeat(" 北國", 1<<18))
	at := strings.Index(f.Text, "here")
	var l diag.List
	l.Add(diag.TextMended, f.Span(at, at+4), "in the middle")
	lines := strings.Split(l.String(), "\n")
	if got := strings.TrimLeft(lines[2], " |"); got != "^~~~" {
		t.Errorf("carets %q", got)
	}
	if !strings.Contains(lines[1], "國 here 北") || !strings.Contains(lines[1], "| … ") {
		t.Errorf("excerpt %q", lines[1])
	}
}

func readList(t *testing.T, f *source.File, text string) diag.List {
	t.Helper()
	var l diag.List
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		word, rest, _ := strings.Cut(strings.TrimLeft(line, " "), " ")
		var at source.Span
		if needle, after, ok := strings.Cut(rest, "» "); ok {
			needle = strings.ReplaceAll(strings.TrimPrefix(needle, "«"), `\n`, "\n")
			i := strings.Index(f.Text, needle)
			if i < 0 {
				t.Fatalf("the text has no %q", needle)
			}
			at, rest = f.Span(i, i+len(needle)), after
		}
		switch {
		case !strings.HasPrefix(line, " "):
			l.Add(diag.Code(word), at, "%s", rest)
		case word == "hint":
			l[len(l)-1].Hintf("%s", rest)
		case word == "see":
			l[len(l)-1].See(at, "%s", rest)
		default:
			t.Fatalf("not understood: %s", line)
		}
	}
	return l
}

// What is named in full by a message can be as long as a text.
func TestMessagesAreBrief(t *testing.T) {
	var l diag.List
	d := l.Add(diag.RefUndefined, source.Span{}, "nothing is labelled %q", strings.Repeat("é", 5000)+"z")
	d.Hintf("%s", strings.Repeat("a ", 5000))
	for _, s := range []string{d.Message, d.Hint} {
		if n := utf8.RuneCountInString(s); n > 400 || !strings.Contains(s, "…") {
			t.Errorf("%d letters: %q", n, s)
		}
	}
	if !strings.HasPrefix(d.Message, "nothing is labelled") || !strings.HasSuffix(d.Message, `z"`) {
		t.Error(d.Message)
	}
}

func TestSort(t *testing.T) {
	a, b := source.NewFile("a.md", "one two"), source.NewFile("b.md", "one two")
	var l diag.List
	l.Add(diag.NoteUnused, b.Span(0, 3), "5")
	l.Add(diag.NoteUnused, a.Span(4, 7), "4")
	l.Add(diag.EncodingBOM, a.Span(0, 3), "3")
	l.Add(diag.RefUndefined, a.Span(0, 3), "2")
	l.Add(diag.OutputClash, source.Span{}, "1")
	l.Sort()
	var got string
	for _, d := range l {
		got += d.Message
	}
	if got != "12345" {
		t.Errorf("sorted as %s, want 12345", got)
	}
	if !l.HasErrors() || l.Count(diag.Error) != 2 || l.Count(diag.Warning) != 2 || l.Count(diag.Note) != 1 {
		t.Errorf("counts are %d, %d, %d; want 2, 2, 1", l.Count(diag.Error), l.Count(diag.Warning), l.Count(diag.Note))
	}
}

func TestSuggest(t *testing.T) {
	names := []string{"title", "subtitle", "author", "lang", "date", "rights", "id", "setting", "FAQ"}
	for word, want := range map[string]string{
		"titel":       "title", // neighbours swapped
		"sutitle":     "subtitle",
		"Author":      "author",
		"rihgts":      "rights",
		"seting":      "setting",
		"faq":         "FAQ",
		"di":          "", // two letters tell nothing
		"publisher":   "",
		"":            "",
		"data":        "date",
		"lanng":       "lang",
		"xsettingsxx": "", // four of eleven letters
		"landscape":   "",
	} {
		if got := diag.Suggest(word, names); got != want {
			t.Errorf("Suggest(%q) = %q, want %q", word, got, want)
		}
	}
	if got := diag.Suggest("cat", []string{"cut", "cap"}); got != "cut" {
		t.Errorf("of two equally near the first should win, got %q", got)
	}
	long := strings.Repeat("word ", 1<<16)
	if got := diag.Suggest(long, names); got != "" {
		t.Errorf("a long text suggests %q", got)
	}
}

// Every constant has its row, and every row's sentence reads as one.
func TestCodes(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "codes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var declared []diag.Code
	ast.Inspect(file, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
			if lit, ok := v.Values[0].(*ast.BasicLit); ok {
				s, err := strconv.Unquote(lit.Value)
				if err != nil {
					t.Fatal(err)
				}
				declared = append(declared, diag.Code(s))
			}
		}
		return true
	})
	slices.Sort(declared)
	if got := diag.Codes(); !slices.Equal(got, declared) {
		t.Errorf("codes with a row:\n%q\ncodes declared:\n%q", got, declared)
	}
	for _, c := range diag.Codes() {
		m := c.Meaning()
		if !strings.HasSuffix(m, ".") || strings.ToUpper(m[:1]) != m[:1] {
			t.Errorf("%s: the meaning %q is not a sentence", c, m)
		}
	}
}

// A lenient run makes warnings of errors that have a sensible rest, and is
// never stricter than another.
func TestLenient(t *testing.T) {
	var l diag.List
	for _, c := range diag.Codes() {
		l.Add(c, source.Span{}, "anything")
	}
	before := slices.Clone(l)
	l.Lenient()
	for i, d := range l {
		was := before[i].Severity
		if d.Severity != was && (was != diag.Error || d.Severity != diag.Warning) {
			t.Errorf("%s: %v becomes %v", d.Code, was, d.Severity)
		}
	}
	for code, want := range map[diag.Code]diag.Severity{
		diag.HTMLRaw: diag.Warning, diag.ImageMissing: diag.Warning, diag.RefUndefined: diag.Warning,
		diag.YAMLSyntax: diag.Error, diag.LimitNesting: diag.Error, diag.FileMissing: diag.Error, diag.EPUBXML: diag.Error,
	} {
		if code.Lenient() != want {
			t.Errorf("%s is a %v, not a %v", code, code.Lenient(), want)
		}
	}
}

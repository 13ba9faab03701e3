package markdown

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/metadata"
	"guidec/internal/source"
)

const authoring = "../../docs/authoring.md"

// TestAuthoring holds that every example of the page that explains the
// format is free of problems, whether it is a chapter or a guide.
func TestAuthoring(t *testing.T) {
	page, err := os.ReadFile(authoring)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, m := range regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$").FindAllStringSubmatch(string(page), -1) {
		n++
		f := source.NewFile("authoring.md", m[2])
		var l diag.List
		switch {
		case m[1] == "yaml":
			_, l = metadata.ReadGuide(f)
		case strings.HasPrefix(m[2], "---\ntitle:"):
			_, l = ReadGuide(f, Options{})
		case m[1] == "markdown":
			_, _, l = ReadChapter(f, Options{})
		default:
			t.Errorf("an example in %q is not tried", m[1])
		}
		if len(l) > 0 {
			t.Errorf("an example of docs/authoring.md has problems:\n%s\n%s", m[2], printed(t, l))
		}
	}
	if n < 10 {
		t.Errorf("only %d examples were found", n)
	}
}

// TestAuthoringBlocks holds that the page's table of blocks is the
// vocabulary of the reader, and that it names every kind and callout.
func TestAuthoringBlocks(t *testing.T) {
	data, err := os.ReadFile(authoring)
	if err != nil {
		t.Fatal(err)
	}
	page := string(data)
	rows := regexp.MustCompile("(?m)^\\| `([a-z]+)` \\|(.*?)\\|.*\\|$").FindAllStringSubmatch(page, -1)
	found := map[string]bool{}
	for _, m := range rows {
		v, ok := vocabularies[m[1]]
		if !ok {
			t.Errorf("the page has a block %q", m[1])
			continue
		}
		found[m[1]] = true
		var want []string
		want = append(want, v.keys...)
		if v.id {
			want = append(want, "#id")
		}
		got := strings.Fields(strings.ReplaceAll(m[2], "`", ""))
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s: the page has the attributes %q, the reader %q", m[1], got, want)
		}
	}
	for _, name := range directiveNames {
		callout := slices.Contains(doc.CalloutTypes, doc.CalloutType(name))
		if !found[name] && !callout {
			t.Errorf("the page's table lacks %q", name)
		}
		if !strings.Contains(page, "`"+name+"`") {
			t.Errorf("the page does not name %q", name)
		}
	}
	for _, k := range doc.Kinds {
		if !strings.Contains(page, "| `"+string(k)+"` |") {
			t.Errorf("the page lacks the kind %q", k)
		}
	}
}

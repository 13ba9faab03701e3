package markdown

import (
	"fmt"
	"strings"
	"testing"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// TestBombs holds that texts made to cost much end in an error that names
// the limit. Without the limits each of them takes from many seconds to
// hours, which the test's own deadline would tell.
func TestBombs(t *testing.T) {
	var opening strings.Builder
	for i := range 800 {
		fmt.Fprintf(&opening, "%s- a\n", strings.Repeat("  ", i))
	}
	runs := ""
	for i := range 1500 {
		runs += strings.Repeat("`", i+1) + " "
	}
	for _, c := range []struct {
		name, text string
		code       diag.Code
	}{
		{"nested lists in a line", strings.Repeat("- ", 50000) + "a", diag.LimitParagraph},
		{"nested lists in a shorter line", strings.Repeat("- ", 30000) + "a", diag.LimitNesting},
		{"nested numbers", strings.Repeat("1. ", 20000) + "a", diag.LimitNesting},
		{"nested lists by indentation", opening.String(), diag.LimitNesting},
		{"nested quotations", strings.Repeat(">", 60000) + "a", diag.LimitNesting},
		{"nested blocks", strings.Repeat("::: note\n", 50000), diag.LimitNesting},
		{"nested notes", strings.Repeat("[^a]: ", 10000) + "b", diag.LimitNesting},
		{"nested definitions", "a\n" + strings.Repeat(": ", 20000) + "b", ""},
		{"links", strings.Repeat("[a](", 50000), diag.LimitParagraph},
		{"links in lines", strings.Repeat(strings.Repeat("[a](", 1000)+"\n", 50), diag.LimitMarks},
		{"brackets", strings.Repeat("[", 60000), diag.LimitMarks},
		{"closed brackets", strings.Repeat("[", 30000) + strings.Repeat("]", 30000), diag.LimitMarks},
		{"images", strings.Repeat("![", 30000), diag.LimitMarks},
		{"bracketed texts", strings.Repeat("[", 20000) + "a" + strings.Repeat("]{.term}", 5000), diag.LimitMarks},
		{"emphasis", strings.Repeat("a**b*c_", 50000), diag.LimitParagraph},
		{"emphasis in lines", strings.Repeat(strings.Repeat("a**b*c_", 1000)+"\n", 50), diag.LimitMarks},
		{"nested emphasis", strings.Repeat("*a **a ", 50) + strings.Repeat("b** b*", 50), diag.LimitNesting},
		{"emphasis in one run", strings.Repeat("*", 30000) + "a" + strings.Repeat("*", 30000), diag.LimitNesting},
		{"backticks", strings.Repeat("`a``b", 12000), diag.LimitMarks},
		{"backticks of all lengths", runs, diag.LimitParagraph},
		{"tags", strings.Repeat("<a b='", 10000), diag.LimitMarks},
		{"a wide table", strings.Repeat("|a", 5000) + "|\n" + strings.Repeat("|-", 5000) + "|\n", diag.LimitTable},
		{"a table that grows", strings.Repeat("|a", 60) + "\n" + strings.Repeat("|-", 60) + "\n" + strings.Repeat("a\n", 5000), diag.LimitTable},
		{"a table of code", "|a|\n|-|\n" + strings.Repeat("|`\\|`|\n", 100000), diag.LimitTable},
		{"addresses of links", strings.Repeat("[a]: b\n", 30000), diag.LimitParagraph},
		{"open titles of links", strings.Repeat("[a]: b 'c\n", 30000), diag.LimitParagraph},
		{"a long paragraph", strings.Repeat("words and words\n", 100000), diag.LimitParagraph},
		{"a large file", strings.Repeat("words\n\n", 2<<20), diag.FileTooLarge},
		{"entities", strings.Repeat(strings.Repeat("&", 1000)+"\n\n", 200), ""},
		{"attributes", "# a {" + strings.Repeat("#a .b c=d ", 5000) + "}", ""},
		{"comments", strings.Repeat("<!-- ", 10000), ""},
		{"fences of code", strings.Repeat("```\n", 100001), ""},
		{"quotation marks", "::: pullquote\n" + strings.Repeat("\"a\" ", 10000) + "\n:::", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, head := range []string{"", "# A\n\n"} {
				_, _, l := ReadChapter(source.NewFile("in.md", head+c.text), Options{})
				if c.code != "" && !has(l, c.code) {
					t.Fatalf("no %s among %d problems", c.code, len(l))
				}
			}
		})
	}
}

func has(l diag.List, code diag.Code) bool {
	for _, d := range l {
		if d.Code == code {
			return true
		}
	}
	return false
}

// TestLimitsRaised holds that a limit is the one that the options give.
func TestLimitsRaised(t *testing.T) {
	text := "# A\n\n" + strings.Repeat("*a* ", 600)
	if _, _, l := ReadChapter(source.NewFile("in.md", text), Options{}); !has(l, diag.LimitMarks) {
		t.Error("1,200 marks pass the limit")
	}
	if _, _, l := ReadChapter(source.NewFile("in.md", text), Options{Limits: Limits{Marks: 2000}}); len(l) > 0 {
		t.Errorf("with a limit of 2,000: %v", l)
	}
	if _, _, l := ReadChapter(source.NewFile("in.md", "# A\n"), Options{Limits: Limits{Bytes: 2}}); !has(l, diag.FileTooLarge) {
		t.Error("a file of 4 bytes passes a limit of 2")
	}
}

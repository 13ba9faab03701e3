//go:build unix

package faults

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// What a small text may cost. Each takes less than two seconds where it was
// last measured (see docs/reliability.md); the kernel ends the program after
// mostSeconds of processor time, so that a slow machine passes and what grows
// with the square of something does not.
const (
	mostSeconds = 8
	mostMemory  = 200 << 20 // bytes
)

// A text that is made to cost much ends, from its bytes to both files, within
// bounds: in an error that names its place, or in a book.
func TestBombs(t *testing.T) {
	repeat := strings.Repeat
	each := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, strings.ReplaceAll(format, "@", "%[1]d"), i)
		}
		return b.String()
	}
	row := func(cell string) string { return repeat("|"+cell, 60) + "|\n" }
	for _, c := range []struct{ name, text, says string }{
		{"nested lists", repeat("- ", 50000) + "a", "[limit-paragraph]"},
		{"links", repeat("[a](", 50000), "[limit-paragraph]"},
		{"emphasis", repeat("a**b*c_", 50000), "[limit-paragraph]"},
		{"a table that grows", row("a") + row("-") + repeat("a\n", 8000), "[limit-table]"},
		{"tables that grow together", repeat(row("a")+row("-")+repeat("a\n", 150)+"\n", 100), "[limit-table]"},
		{"a wide table", repeat("|a", 5000) + "|\n" + repeat("|-", 5000) + "|\n", "[limit-table]"},
		{"backticks", repeat("`", 1000000), "[limit-paragraph]"},
		{"a long line", repeat("a", 8000000), "[limit-paragraph]"},
		{"items", repeat("- a\n", 200000), "[limit-blocks]"},
		{"items of two kinds", repeat("- a\n* b\n", 100000), "[limit-blocks]"},
		{"paragraphs", repeat("a\n\n", 2000000), "[limit-blocks]"},
		{"lines of code", "```\n" + repeat("x\n", 2000000) + "```\n", "[limit-blocks]"},
		{"headings of one name", repeat("### A\n\nx\n\n", 100000), "[limit-blocks]"},
		{"chapters", repeat("# A\n\nx\n\n", 5000), "[limit-files]"},
		{"lists of all quotations", repeat("::: pullquote {by=X}\na\n:::\n\n", 3000) + repeat("::: quotations\n:::\n\n", 300), "[limit-blocks]"},
		{"quotations and highlights", "# H {kind=quotations}\n\n" + each(7800, "1. one two three four @ five six\n") + "\n# B\n\n" +
			each(1900, "::: pullquote {by=X}\n"+repeat("some words ", 60)+"@\n:::\n\n"), ""},
		{"a note with many marks", repeat("a[^1]\n\n", 5000) + "[^1]: b\n", ""},
		{"notes with each other's marks", "a[^1]\n\n[^1]: b[^2]\n\n[^2]: c[^1]\n", "[note-nested]"},
		{"notes that nobody asks for", each(6000, "[^@]: a\n\n"), "[note-unused]"},
		{"wrong references", each(9000, "[a](#b@)\n\n"), "[ref-undefined]"},
		{"a long id that is nearly right", "## A {#" + repeat("a", 4000) + "}\n\n" + repeat("[a](#"+repeat("a", 3999)+"b)\n\n", 500), "[ref-undefined]"},
		{"a long address for many links", "[a]: https://b.org/" + repeat("c", 50000) + "\n\n" + repeat("[a]\n\n", 9000), "[link-unsafe]"},
		{"missing images", each(9000, "![a](@.png)\n\n"), "[image-missing]"},
		{"braces", repeat("[a]{", 400) + "\n\n" + repeat(repeat("[a]{", 400)+"\n\n", 50), "[attribute-syntax]"},
		{"addresses that never end", repeat("http://a.b/"+repeat("(", 30000)+"\n\n", 3), ""},
		{"code of many parts", "`" + repeat("a/", 30000) + "`", ""},
		{"a word that never ends", repeat(repeat("a", 60000)+"\n\n", 2), ""},
		{"marks that combine", "a" + repeat("\u0301", 20000), ""},
		{"signs that no font has", repeat(repeat("\U0001f600 \u6f22", 5000)+"\n\n", 3), "[glyph-missing]"},
		{"signs that cannot be seen", repeat(repeat("\u200b\u200d\u2060", 5000)+"\n\n", 10), ""},
		{"private signs", "\ue000\uef00\uf0b7 a", "[glyph-missing]"},
		{"signs of direction", repeat(repeat("\u202e\u2066a", 2000)+"\n\n", 10), ""},
		{"zeros", repeat("a\x00b\x00", 100000), "[file-binary]"},
		{"deep metadata", "---\ntitle: a\nthemes: " + repeat("[", 50000) + "\n---\n", "[limit-nesting]"},
		{"aliases", "---\ntitle: &a [a, a]\nkeywords: [*a, *a]\n---\n", "[yaml-alias]"},
		{"a title that never ends", "---\ntitle: " + repeat("ab ", 18000) + "\n---\n\n# A\n\nx\n", ""},
		{"a subtitle that never ends", "---\ntitle: A\nsubtitle: " + repeat("ab ", 18000) + "\n---\n\n# A\n\nx\n", ""},
		{"a chapter's title that never ends", "---\ntitle: A\n---\n\n# " + repeat("ab ", 18000) + "\n\nx\n", ""},
		{"an open frame", "---\n" + repeat("x\n", 200000), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := c.text
			if !strings.HasPrefix(text, "---\n") {
				text = "---\ntitle: A\n---\n\n# A\n\n" + text
			}
			explode(t, "guide.md", text, c.says)
		})
	}
	marks := repeat("w[1] ", 100000)
	for _, c := range []struct{ name, text, says string }{
		{"copied rows", repeat(repeat("c\t", 19)+"c\n", 19000), "[text-shape]"},
		{"copied terms", "Words\n\n" + repeat("a\tb\n", 19000), "[text-shape]"},
		{"copied rows of thousands of cells", repeat(repeat("c\t", 5000)+"c\n", 100), ""},
		{"copied notes", marks + "\n\nReferences\n\n" + each(1000, "%d. ^ a b x\n")[len("0. ^ a b x\n"):], ""},
		{"copied words that are parted", repeat("words that are as wide as those of a text broken to a width are no-\n", 18000), ""},
		{"copied numbers within a sentence", "words that are as wide as those of a text broken to a width are so\n" +
			repeat("12. words that are as wide as those of a text broken to a width ar\n", 19000), ""},
		{"copied lines", repeat("Words that are as wide as those of a text broken to a width are,\n", 18000), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			explode(t, "guide.txt", "A\n\nPlot\n\n"+c.text, c.says)
		})
	}
}

// explode builds a guide of one file, within the bounds, and looks for what
// the run says.
func explode(t *testing.T, file, text, says string) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	r := become(command(dir, "build", file), fmt.Sprint(mostSeconds, " seconds"))
	if code := r.code(t); code != exitDone && code != exitContent {
		t.Errorf("the exit code is %d", code)
	}
	checkSays(t, r, says)
	if out := r.output.String(); says != "" && !strings.Contains(out, file+":") {
		t.Errorf("it names no place:\n%.2000s", out)
	}
	most := peak(t, dir)
	t.Logf("%v, %d MB", r.ProcessState.UserTime()+r.ProcessState.SystemTime(), most>>20)
	if most > mostMemory {
		t.Errorf("it took more than %d MB", mostMemory>>20)
	}
}

// peak is how many bytes the run in a folder held at most.
func peak(t *testing.T, dir string) int64 {
	data, err := os.ReadFile(filepath.Join(dir, "peak"))
	if err != nil {
		t.Fatal(err)
	}
	most, err := strconv.ParseInt(string(data), 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return most
}

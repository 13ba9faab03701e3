package epub

import (
	"regexp"
	"strings"
	"testing"

	"guidec/internal/book"
)

// What old engines stumble over, or what takes the page away from its
// reader, is in no stylesheet.
func TestStylesheetIsModest(t *testing.T) {
	comments := regexp.MustCompile(`(?s)/\*.*?\*/`)
	for name, css := range map[string]string{styleFile: stylesheet("he"), narrowFile: narrowStylesheet(": ")} {
		css = comments.ReplaceAllString(css, "")
		for _, pattern := range []string{
			`flex`, `grid`, `calc\(`, `\bmin\(`, `\bmax\(`, `var\(`, `--`, `@`, `font-size: *[0-9.]+(px|pt)`, `background`, `!important`, `\$`,
			`(^|[\s,])(body|html|p|li) *\{[^}]*[^-]color:`,
		} {
			if found := regexp.MustCompile(pattern).FindString(css); found != "" {
				t.Errorf("%s has %q", name, found)
			}
		}
		if strings.Count(css, "{") != strings.Count(css, "}") {
			t.Errorf("%s: braces do not match", name)
		}
	}
}

// A word wider than the screen, such as an address, goes on below instead of
// out of it. Old engines know the older name.
func TestStylesheetBreaksLongWords(t *testing.T) {
	body, _, _ := strings.Cut(stylesheet("en")[strings.Index(stylesheet("en"), "body {"):], "}")
	for _, rule := range []string{"word-wrap: break-word;", "overflow-wrap: break-word;"} {
		if !strings.Contains(body, rule) {
			t.Errorf("the body has no %q", rule)
		}
	}
}

// Emphasis shows in text that is italic as a whole.
func TestEmphasisInItalics(t *testing.T) {
	css, found := stylesheet("en"), 0
	for _, rule := range regexp.MustCompile(`(?m)^([^{}]*)\{[^}]*font-style: italic`).FindAllStringSubmatch(css, -1) {
		text := regexp.MustCompile(`\.(quoted|highlights|quotation-index|part)( > li| li)? $`).FindStringSubmatch(rule[1])
		if text == nil {
			continue // of words, or of a line that has no emphasis
		}
		found++
		for _, words := range []string{"em", "i", "cite"} {
			if !regexp.MustCompile(`\.` + text[1] + ` ` + words + `\b[^{]*\{ font-style: normal`).MatchString(css) {
				t.Errorf("%s in .%s does not show", words, text[1])
			}
		}
	}
	if found != 4 {
		t.Errorf("%d kinds of text are italic", found)
	}
}

// A blank cell of a record that has a name is seen by it: an exercise asks for
// what belongs there.
func TestBlankCellsNameTheirColumn(t *testing.T) {
	css := narrowStylesheet(": ")
	if strings.Contains(css, "td:empty {") || !strings.Contains(css, "td:empty:not([data-column]) { display: none; }") {
		t.Error("a blank cell is hidden with the name of its column")
	}
}

// Every class that a role is spelled with means something to the eye, or is
// on the list of those that only name.
func TestClassesAreStyled(t *testing.T) {
	silent := map[string]bool{
		"chapter": true, "front": true, "quotations": true, "appendix": true, "faq": true, "glossary": true, "answers": true, "section": true,
		"quote": true, "note": true, "tip": true, "figure": true, "prompt": true, "group": true, "definitions": true, "glossary-list": true,
		"divider": true, "writing-line": true, "work": true, "xref": true, "to-answer": true, "to-question": true, "to-quotation": true,
	}
	css := stylesheet("en")
	for _, r := range book.Roles() {
		for class := range strings.FieldsSeq(r.Spelling().Class) {
			if styled := regexp.MustCompile(`\.` + class + `([^\w-])`).MatchString(css); styled == silent[class] {
				t.Errorf("class %q: styled %t, said to be silent %t", class, styled, silent[class])
			}
		}
	}
}

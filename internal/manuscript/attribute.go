package manuscript

import (
	"strings"

	"guidec/internal/pattern"
)

// attributes gathers what stands in braces: {#id .class key="value"}.
type attributes struct{ parts []string }

func (a *attributes) id(name string) {
	if name != "" {
		a.parts = append(a.parts, "#"+name)
	}
}

func (a *attributes) class(name string, set bool) {
	if set {
		a.parts = append(a.parts, "."+name)
	}
}

var bareValue = pattern.Lazy(`^[A-Za-z0-9_.%-]+$`)

// pair adds a value that is a plain text, in quotation marks when it has more
// than a word. Signs that count before the value is taken from its marks are
// written by their numbers.
func (a *attributes) pair(key, value string) {
	switch {
	case value == "":
	case bareValue().MatchString(value):
		a.parts = append(a.parts, key+"="+value)
	default:
		value = charRef().ReplaceAllStringFunc(value, func(m string) string { return reference('&') + m[1:] })
		a.markdown(key, strings.NewReplacer(`\`, reference('\\'), "[", reference('['), "]", reference(']'), "`", reference('`')).Replace(value))
	}
}

// words adds a value in which Markdown has its meaning, though it has none.
func (a *attributes) words(key, value string) {
	a.markdown(key, escape(value, place{}, 0, 0))
}

// markdown adds a value that is written in Markdown.
func (a *attributes) markdown(key, value string) {
	if value != "" {
		a.parts = append(a.parts, key+"="+quoted(value))
	}
}

// quoted writes Markdown in quotation marks, which take backslashes away
// before Markdown does: one that is text is written by its number. Single
// marks leave the double ones of attributes inside as they are.
func quoted(s string) string {
	s = strings.NewReplacer(`\\`, reference('\\'), "\n", " ").Replace(s)
	if strings.Contains(s, `"`) && !strings.Contains(s, "'") {
		return "'" + s + "'"
	}
	return `"` + strings.ReplaceAll(s, `"`, `\"`) + `"`
}

// String returns the braces, or "" when there is nothing to put in them.
func (a attributes) String() string {
	if len(a.parts) == 0 {
		return ""
	}
	return "{" + strings.Join(a.parts, " ") + "}"
}

// after returns the braces behind a blank.
func (a attributes) after() string {
	if len(a.parts) == 0 {
		return ""
	}
	return " " + a.String()
}

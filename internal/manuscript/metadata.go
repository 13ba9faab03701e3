package manuscript

import (
	"fmt"
	"strings"
	"unicode"

	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// metadata writes guide.yaml: the keys that say something, in the order in
// which a title page has them.
func metadata(m *doc.Meta) string {
	y := &yaml{}
	y.text("title", m.Title.Text)
	y.text("subtitle", m.Subtitle.Text)
	y.persons("author", m.Creators)
	y.persons("contributors", m.Contributors)
	y.within("work", func(y *yaml) {
		y.text("title", m.Work.Title)
		y.text("author", m.Work.Author)
		y.text("year", m.Work.Year)
	})
	y.text("lang", m.Lang.Text)
	y.text("date", m.Date.Text)
	y.block("description", m.Description)
	y.list("keywords", m.Keywords)
	y.text("publisher", m.Publisher)
	y.text("rights", m.Rights)
	y.text("identifier", m.Identifier)
	y.within("series", func(y *yaml) {
		y.text("name", m.Series.Name)
		y.text("number", m.Series.Number)
	})
	if m.Cover != nil {
		y.text("cover-image", m.Cover.Path)
		y.text("cover-alt", m.Cover.Alt)
	}
	if m.Reading > 0 {
		y.text("reading-time", fmt.Sprint(m.Reading))
	}
	y.within("themes", func(y *yaml) {
		for _, t := range m.Themes {
			y.text(t.Tag, t.Name)
		}
	})
	y.text("edition", string(m.Edition))
	y.text("quotes", string(m.Quotes))
	y.within("conformance", func(y *yaml) {
		y.text("standard", m.Conformance.Standard)
		y.text("certified-by", m.Conformance.CertifiedBy)
		y.text("credential", m.Conformance.Credential)
		y.text("report", m.Conformance.Report)
	})
	y.within("print", func(y *yaml) {
		y.text("paper", m.Print.Paper)
		y.text("sides", m.Print.Sides)
		y.text("variant", m.Print.Variant)
	})
	return y.b.String()
}

// A yaml writes one mapping. Keys without a value are left out.
type yaml struct {
	b      strings.Builder
	indent string
}

func (y *yaml) text(key, value string) {
	if value != "" {
		fmt.Fprintf(&y.b, "%s%s: %s\n", y.indent, scalar(key), scalar(value))
	}
}

// within writes a mapping as the value of a key.
func (y *yaml) within(key string, f func(*yaml)) {
	inner := &yaml{indent: y.indent + "  "}
	f(inner)
	if inner.b.Len() > 0 {
		fmt.Fprintf(&y.b, "%s%s:\n%s", y.indent, key, inner.b.String())
	}
}

func (y *yaml) list(key string, values []string) {
	if len(values) == 0 {
		return
	}
	fmt.Fprintf(&y.b, "%s%s:\n", y.indent, key)
	for _, v := range values {
		fmt.Fprintf(&y.b, "%s  - %s\n", y.indent, scalar(v))
	}
}

// block writes running text so that it needs no quotation marks, where its
// signs allow that.
func (y *yaml) block(key, value string) {
	const long = 60
	if len(value) < long && !strings.Contains(value, "\n") || !isPrintable(strings.ReplaceAll(value, "\n", "")) || startsBlank(value) {
		y.text(key, value)
		return
	}
	fmt.Fprintf(&y.b, "%s%s: |\n", y.indent, key)
	for line := range strings.Lines(value + "\n") {
		if line != "\n" {
			y.b.WriteString(y.indent + "  ")
		}
		y.b.WriteString(line)
	}
}

// startsBlank reports whether a line starts with a blank, which would count
// as its indentation.
func startsBlank(s string) bool {
	for line := range strings.Lines(s) {
		if line[0] == ' ' || line[0] == '\t' {
			return true
		}
	}
	return false
}

func (y *yaml) persons(key string, people []doc.Person) {
	if len(people) == 1 && people[0] == (doc.Person{Name: people[0].Name}) {
		y.text(key, people[0].Name)
		return
	}
	if len(people) == 0 {
		return
	}
	fmt.Fprintf(&y.b, "%s%s:\n", y.indent, key)
	for _, p := range people {
		inner := &yaml{indent: y.indent + "    "}
		inner.text("name", p.Name)
		inner.text("file-as", p.FileAs)
		inner.text("role", p.Role)
		y.b.WriteString(y.indent + "  - " + strings.TrimLeft(inner.b.String(), " "))
	}
}

// plainScalar are the values that YAML reads as the text that they are, where
// no colon ends a word (YAML 1.2, section 7.3.3).
var plainScalar = pattern.Lazy(`^[\p{L}(©][\p{L}\p{M}\p{N} ,.;:()'’“”!?/&%+–—_-]*$`)

// plainNumber are whole numbers and dates: values of keys that take them are
// texts as they are written.
var plainNumber = pattern.Lazy(`^[0-9]+(?:-[0-9]{2})*$`)

// words that YAML reads as something other than text.
var reserved = map[string]bool{
	"true": true, "false": true, "yes": true, "no": true, "on": true, "off": true, "null": true, "y": true, "n": true,
}

// scalar writes a text as YAML, in quotes where it needs them.
func scalar(s string) string {
	if plainNumber().MatchString(s) || plainScalar().MatchString(s) && !reserved[strings.ToLower(s)] && !strings.Contains(s+" ", ": ") && !strings.HasSuffix(s, " ") {
		return s
	}
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == ' ' || unicode.IsPrint(r):
			b.WriteRune(r)
		case r > 0xFFFF:
			fmt.Fprintf(&b, `\U%08X`, r)
		default:
			fmt.Fprintf(&b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

func isPrintable(s string) bool {
	for _, r := range s {
		if !unicode.IsPrint(r) {
			return false
		}
	}
	return true
}

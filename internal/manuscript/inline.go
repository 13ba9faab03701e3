package manuscript

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// A row writes the inlines of one block or of one inline's inside.
type row struct {
	*writer
	b      strings.Builder
	at     place
	before rune // what stands before the row on its line, or 0
	after  rune // what stands behind it, or 0
	guard  bool // the next character must not be a letter or digit
}

// inlines writes text as one line, but for its breaks.
func (w *writer) inlines(text []doc.Inline, at place) string {
	r := &row{writer: w, at: at}
	r.write(text)
	return r.b.String()
}

// inner writes what is in an inline, between two marks.
func (r *row) inner(text []doc.Inline, open, close rune) string {
	in := &row{writer: r.writer, at: r.at, before: open, after: close}
	in.at.lineStart = false
	in.write(text)
	return in.b.String()
}

func (r *row) write(text []doc.Inline) {
	for i, n := range text {
		next := r.after
		if i+1 < len(text) {
			next = opening(text[i+1])
		}
		r.inline(n, next)
	}
}

// last returns the character before the place that is written to.
func (r *row) last() rune {
	if r.b.Len() == 0 {
		return r.before
	}
	c, _ := utf8.DecodeLastRuneInString(r.b.String())
	return c
}

// put writes what begins with a mark.
func (r *row) put(s string) {
	r.b.WriteString(s)
	r.at.lineStart, r.guard = false, false
}

// opening returns the first character that an inline is written with.
func opening(n doc.Inline) rune {
	switch n := n.(type) {
	case *doc.Text:
		c, _ := utf8.DecodeRuneInString(n.Text)
		return c
	case *doc.Break:
		return ' '
	case *doc.Emphasis, *doc.Strong:
		return '*'
	case *doc.Strike:
		return '~'
	case *doc.CodeSpan:
		return '`'
	case *doc.Image:
		return '!'
	case *doc.SmallCaps, *doc.Foreign, *doc.Link, *doc.CrossRef, *doc.NoteRef, *doc.TermRef:
		return '['
	default:
		panic(fmt.Sprintf("manuscript: unexpected inline %T", n))
	}
}

func (r *row) inline(n doc.Inline, next rune) {
	switch n := n.(type) {
	case *doc.Text:
		r.text(n.Text, next)
	case *doc.Emphasis:
		r.styled(n.Text, 1, next)
	case *doc.Strong:
		r.styled(n.Text, 2, next)
	case *doc.Strike:
		r.delimited(n.Text, "~~", next)
	case *doc.SmallCaps:
		r.bracketed(n.Text, "{.smallcaps}")
	case *doc.Foreign:
		var a attributes
		a.pair("lang", n.Lang)
		r.bracketed(n.Text, a.String())
	case *doc.TermRef:
		var a attributes
		a.class("term", true)
		a.pair("of", n.Term)
		r.bracketed(n.Text, a.String())
	case *doc.CodeSpan:
		r.put(codeSpan(n.Text))
	case *doc.Link:
		r.link(n)
	case *doc.CrossRef:
		r.put("[" + r.inner(n.Text, '[', ']') + "](" + r.manuscript.target(n) + ")")
	case *doc.NoteRef:
		r.put("[^" + n.Label + "]")
	case *doc.Image:
		r.put(image(n, "", attributes{}))
	case *doc.Break:
		r.lineBreak()
	default:
		panic(fmt.Sprintf("manuscript: unexpected inline %T", n))
	}
}

func (r *row) text(s string, next rune) {
	if s == "" {
		return
	}
	if c, n := utf8.DecodeRuneInString(s); r.guard && kind(c) == other {
		r.put(reference(c))
		r.text(s[n:], next)
		return
	}
	written := escape(s, r.at, r.last(), next)
	r.put(written)
}

func (r *row) lineBreak() {
	if r.at.heading { // there is one line only
		r.put("<br>")
		return
	}
	if strings.HasSuffix(r.b.String(), `\\`) {
		r.replaceLast(`\\`, '\\') // three backslashes are hard to tell apart
	}
	r.put("\\\n")
	r.at.lineStart = true
}

// styled writes emphasis, of level 1, or strong emphasis, of level 2, with
// the mark that the characters around it leave free.
func (r *row) styled(text []doc.Inline, level int, next rune) {
	mark := "*"
	if r.insideOf('_') && strings.HasSuffix(r.b.String(), `\*`) {
		r.replaceLast(`\*`, '*')
	} else if r.last() == '*' || r.insideOf('*') {
		mark = "_"
	}
	r.delimited(text, strings.Repeat(mark, level), next)
}

// insideOf reports whether the row is directly within marks of the kind.
func (r *row) insideOf(mark rune) bool { return r.before == mark }

// delimited writes text between two marks. A mark counts only beside certain
// characters (section 6.2); where those around it are others, they are
// written by their numbers.
func (r *row) delimited(text []doc.Inline, mark string, next rune) {
	delimiter := rune(mark[0])
	inner := r.inner(text, delimiter, delimiter)
	if inner == "" {
		return
	}
	if inner = tightly(inner); delimiter == '~' && strings.HasSuffix(inner, `\~`) {
		inner = strings.TrimSuffix(inner, `\~`) + reference('~')
	}
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	switch before := r.last(); {
	case r.b.Len() == 0:
	case kind(before) == other && (delimiter == '_' || kind(first) == punctuation):
		r.numberLast(before)
	case delimiter == '~' && strings.HasSuffix(r.b.String(), `\~`):
		r.replaceLast(`\~`, before)
	}
	r.put(mark + inner + mark)
	r.guard = delimiter == '_' || kind(last) == punctuation
}

// replaceLast writes the character with which the row ends by its number.
func (r *row) replaceLast(written string, c rune) {
	s := r.b.String()
	r.b.Reset()
	r.b.WriteString(strings.TrimSuffix(s, written) + reference(c))
}

// numberLast writes the letter or digit with which the row ends by its number,
// so that an underscore before it no longer stands between letters.
func (r *row) numberLast(c rune) {
	s := strings.TrimSuffix(r.b.String(), string(c))
	if rest, ok := strings.CutSuffix(s, "_"); ok && (len(rest)-len(strings.TrimRight(rest, `\`)))%2 == 0 {
		s = rest + `\_`
	}
	r.b.Reset()
	r.b.WriteString(s + reference(c))
}

// tightly writes the blanks at the ends of a text by their numbers: a mark
// beside a blank does not count.
func tightly(s string) string {
	if c, n := utf8.DecodeRuneInString(s); kind(c) == blank {
		s = reference(c) + s[n:]
	}
	if c, n := utf8.DecodeLastRuneInString(s); kind(c) == blank {
		s = s[:len(s)-n] + reference(c)
	}
	return s
}

func (r *row) bracketed(text []doc.Inline, attributes string) {
	r.put("[" + r.inner(text, '[', ']') + "]" + attributes)
}

var (
	absolute = pattern.Lazy(`^[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*$`)
	email    = pattern.Lazy(`^[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$`)
)

// link writes an address that is its own text between angle brackets.
func (r *row) link(n *doc.Link) {
	if len(n.Text) == 1 {
		t, ok := n.Text[0].(*doc.Text)
		if ok && (t.Text == n.URL && absolute().MatchString(n.URL) || "mailto:"+t.Text == n.URL && email().MatchString(t.Text)) {
			r.put("<" + t.Text + ">")
			return
		}
	}
	r.put("[" + r.inner(n.Text, '[', ']') + "](" + destination(n.URL) + ")")
}

// codeSpan writes code between more backticks than any run in it has.
func codeSpan(s string) string {
	s = strings.ReplaceAll(s, "\n", " ")
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	padded := strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ") && strings.Trim(s, " ") != ""
	if padded || strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// image writes an image, with its caption as the title.
func image(n *doc.Image, title string, a attributes) string {
	if title != "" {
		title = " " + quoted(escape(title, place{}, 0, 0))
	}
	a.class("decorative", n.Decorative)
	if n.Width > 0 {
		a.pair("width", fmt.Sprintf("%d%%", n.Width))
	}
	return "![" + escape(n.Alt, place{}, '[', ']') + "](" + imageAddress(n) + title + ")" + a.String()
}

// imageAddress is where an image is, or the image itself (RFC 2397).
func imageAddress(n *doc.Image) string {
	if n.Data == nil {
		return destination(n.Path)
	}
	return "data:" + http.DetectContentType(n.Data) + ";base64," + base64.StdEncoding.EncodeToString(n.Data)
}

package markdown

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// inlines reads the text of a node. Blanks at its start and end are no part
// of it.
func (r *reading) inlines(parent ast.Node, depth int) []doc.Inline {
	return trim(r.rowOf(parent, depth))
}

func (r *reading) rowOf(parent ast.Node, depth int) []doc.Inline {
	if depth > r.limits.Nesting {
		at, _ := r.bounds(parent)
		r.limit("nesting", diag.LimitNesting, r.file.Span(at, at+1), "more than %d styles in each other", r.limits.Nesting)
		return nil
	}
	return r.between(parent.FirstChild(), nil, depth)
}

// between reads a node and what follows it, up to another.
func (r *reading) between(from, to ast.Node, depth int) []doc.Inline {
	t := textRow{r: r}
	for n := from; n != to; n = n.NextSibling() {
		if x, ok := n.(*ast.Text); ok {
			start, end := r.bounds(x)
			t.text(r.file.Span(start, end), x)
		} else {
			t.add(r.inline(n, depth+1)...)
		}
	}
	t.flush()
	return t.out
}

// A textRow gathers inlines. Pieces of text that touch become one, and a
// line end in the source is a blank.
type textRow struct {
	r     *reading
	out   []doc.Inline
	words strings.Builder
	at    source.Span // of words
	blank bool        // words end in a blank, or a line starts here
}

func (t *textRow) text(at source.Span, n *ast.Text) {
	words := at.Text()
	if !n.IsRaw() {
		words = decode(words)
	}
	if t.blank { // a comment stood between, or a line break
		words = strings.TrimLeft(words, " ")
	}
	if t.words.Len() == 0 {
		t.at = at
	}
	t.at.End = max(t.at.End, at.End)
	t.words.WriteString(words)
	if words != "" {
		t.blank = strings.HasSuffix(words, " ")
	}
	switch {
	case n.HardLineBreak():
		t.add(&doc.Break{Span: at.File.Span(at.End, at.End+1)})
	case n.SoftLineBreak() && !t.blank:
		t.words.WriteByte(' ')
		t.blank = true
	}
}

func (t *textRow) add(more ...doc.Inline) {
	if len(more) == 0 {
		return
	}
	_, t.blank = more[0].(*doc.Break)
	if t.blank {
		words := strings.TrimRight(t.words.String(), " ")
		t.words.Reset()
		t.words.WriteString(words)
	}
	t.flush()
	t.out = append(t.out, more...)
}

func (t *textRow) flush() {
	if t.words.Len() > 0 {
		t.r.unreadText(t.at)
		t.out = append(t.out, &doc.Text{Span: t.at, Text: t.words.String()})
		t.words.Reset()
	}
}

// inline reads one inline; the result is empty for what is not printed.
func (r *reading) inline(n ast.Node, depth int) []doc.Inline {
	start, end := r.bounds(n)
	at := r.file.Span(start, end)
	switch n := n.(type) {
	case *ast.CodeSpan:
		return one(&doc.CodeSpan{Span: at, Text: r.codeSpan(n)})
	case *ast.Emphasis:
		r.multiplied(n, at)
		if n.Level == 2 {
			return one(&doc.Strong{Span: at, Text: r.rowOf(n, depth)})
		}
		return one(&doc.Emphasis{Span: at, Text: r.rowOf(n, depth)})
	case *east.Strikethrough:
		r.struck(at)
		return one(&doc.Strike{Span: at, Text: r.rowOf(n, depth)})
	case *ast.Link:
		if size := len(n.Destination); size > longestAddress {
			r.list.Add(diag.LinkUnsafe, at, "the address of the link has %d bytes; readers open %d at most", size, longestAddress).
				Hintf("link to a page from which the rest can be reached")
			return r.rowOf(n, depth)
		}
		if a := after(n); a != nil {
			r.check(a, vocabulary{what: "a link"})
		}
		return one(r.link(at, decode(string(n.Destination)), r.rowOf(n, depth)))
	case *ast.AutoLink:
		return one(r.autoLink(n, at))
	case *ast.Image:
		return one(r.inlineImage(n))
	case *ast.RawHTML:
		return r.inlineHTML(n, at)
	case *noteRef:
		return one(&doc.NoteRef{Span: at, Label: n.label})
	case *bracketed:
		return r.bracketed(n, depth)
	case *attributeNode:
		return nil // what they belong to has read them
	}
	panic(fmt.Sprintf("markdown: unexpected inline %T", n))
}

func one(n doc.Inline) []doc.Inline { return []doc.Inline{n} }

// bounds returns where an inline starts and ends. goldmark knows neither
// for emphasis: its marks stand directly around what is in it.
func (r *reading) bounds(n ast.Node) (start, end int) {
	switch n := n.(type) {
	case *ast.Text:
		start, end = n.Segment.Start, n.Segment.Stop
		switch before := n.PreviousSibling().(type) {
		case *ast.Emphasis, *east.Strikethrough:
			// Marks that are left over from a run that closed emphasis are the
			// last of it, where goldmark has the first.
			if _, at := r.bounds(before); at > start {
				return at, at + end - start
			}
		}
		return start, end
	case *ast.Emphasis:
		start, end = r.inside(n)
		return start - n.Level, end + n.Level
	case *east.Strikethrough:
		start, end = r.inside(n)
		if start > 1 && r.source[start-2] == '~' && end+1 < len(r.source) && r.source[end+1] == '~' {
			start, end = start-1, end+1
		}
		return start - 1, end + 1
	case *noteRef:
		return n.start, n.end
	case *attributeNode:
		return n.attrs.Start, n.attrs.End
	case *ast.AutoLink:
		end := r.ends[n]
		size := len(n.Label(r.source))
		if end > 0 && r.source[end-1] == '>' && r.source[max(end-size-2, 0)] == '<' {
			size += 2
		}
		return end - size, end
	}
	start = max(n.Pos(), 0)
	return start, max(r.ends[n], start)
}

// inside returns the bounds of what is in n.
func (r *reading) inside(n ast.Node) (start, end int) {
	if n.FirstChild() == nil {
		return n.Pos(), n.Pos()
	}
	start, end = r.bounds(n.FirstChild())
	if n.LastChild() != n.FirstChild() { // asking an only child twice would double at each level
		_, end = r.bounds(n.LastChild())
	}
	return start, end
}

func lastOf(text []doc.Inline) doc.Inline {
	if len(text) == 0 {
		return nil
	}
	return text[len(text)-1]
}

// trim cuts blanks and breaks from both ends of a text.
func trim(text []doc.Inline) []doc.Inline {
	for len(text) > 0 && blank(lastOf(text)) {
		text = text[:len(text)-1]
	}
	for len(text) > 0 && blank(text[0]) {
		text = text[1:]
	}
	if t, ok := lastOf(text).(*doc.Text); ok {
		t.Text = strings.TrimRight(t.Text, " ")
		t.End = t.Start + len(strings.TrimRight(t.Span.Text(), " \n"))
	}
	if len(text) == 0 {
		return nil
	}
	if t, ok := text[0].(*doc.Text); ok {
		t.Text = strings.TrimLeft(t.Text, " ")
		t.Start = t.End - len(strings.TrimLeft(t.Span.Text(), " \n"))
	}
	return text
}

// blank reports whether an inline prints nothing at the end of a text.
func blank(n doc.Inline) bool {
	if t, ok := n.(*doc.Text); ok {
		return strings.Trim(t.Text, " ") == ""
	}
	_, ok := n.(*doc.Break)
	return ok
}

func prepend(text []doc.Inline, n doc.Inline) []doc.Inline {
	return append([]doc.Inline{n}, text...)
}

func (r *reading) codeSpan(n *ast.CodeSpan) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(r.source))
		}
	}
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// decode resolves backslashes before punctuation and character references
// (CommonMark 0.31.2, sections 2.4 and 2.5).
func decode(s string) string {
	if !strings.ContainsAny(s, "\\&\x00") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			b.WriteByte(s[i+1])
			i += 2
		case c == '&':
			words, n := reference(s[i:])
			b.WriteString(words)
			i += n
		case c == 0:
			b.WriteRune(utf8.RuneError)
			i++
		default:
			b.WriteByte(c)
			i++
		}
	}
	return b.String()
}

// reference resolves a character reference at the start of s, and returns
// how many bytes it has; "&" itself when it is none.
func reference(s string) (string, int) {
	const longest = 34 // of HTML's names
	end := strings.IndexByte(s[:min(len(s), longest)], ';')
	if end < 2 {
		return "&", 1
	}
	name := s[1:end]
	if name[0] != '#' {
		if e, ok := util.LookUpHTML5EntityByName(name); ok {
			return string(e.Characters), end + 1
		}
		return "&", 1
	}
	digits, base, most := name[1:], 10, 7
	if strings.HasPrefix(strings.ToLower(digits), "x") {
		digits, base, most = digits[1:], 16, 6
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > most {
		return "&", 1
	}
	if v > utf8.MaxRune || !isCharacter(rune(v)) {
		v = utf8.RuneError
	}
	return string(rune(v)), end + 1
}

// isCharacter reports whether a book can have the sign: neither a control nor
// one of those that XML knows not (XML 1.0, production Char).
func isCharacter(r rune) bool {
	return utf8.ValidRune(r) && (!unicode.IsControl(r) || r == '\t' || r == '\n') && r != 0xFFFE && r != 0xFFFF
}

// link tells links out of the guide from references within it.
func (r *reading) link(at source.Span, to string, text []doc.Inline) doc.Inline {
	file, id, _ := strings.Cut(to, "#")
	switch {
	case file == "" && id != "":
		return &doc.CrossRef{Span: at, ID: unescape(id), Text: text}
	case isChapter(file):
		return &doc.CrossRef{Span: at, Path: unescape(file), ID: unescape(id), Text: text}
	}
	return &doc.Link{Span: at, URL: to, Text: text}
}

func (r *reading) autoLink(n *ast.AutoLink, at source.Span) doc.Inline {
	label, to := string(n.Label(r.source)), string(n.URL(r.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(to), "mailto:") {
		to = "mailto:" + to
	}
	text := at
	if len(label) < at.End-at.Start {
		text = r.file.Span(at.Start+1, at.End-1)
	}
	return &doc.Link{Span: at, URL: to, Text: one(&doc.Text{Span: text, Text: label})}
}

package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// Raw HTML could not be printed, and an e-reader might refuse the book for
// it, so it is an error that says what to write instead. Comments are left
// out without a word.

var (
	htmlComment = pattern.Lazy(`(?s)<!--(?:>|->|.*?-->)`)
	htmlTag     = pattern.Lazy(`<(/?)([A-Za-z][A-Za-z0-9-]*)[^<>]*>?`)
)

// An htmlBlockParser leaves a line on which words follow a comment to the
// paragraph, where goldmark would take the whole line for HTML.
type htmlBlockParser struct{ parser.BlockParser }

var commentAndWords = pattern.Lazy(`^ {0,3}<!--(?:>|->|.*?-->)[ \t]*[^ \t\n]`)

func (p htmlBlockParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if line, _ := reader.PeekLine(); commentAndWords().Match(line) {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// htmlBlock reports a block of HTML. goldmark takes whole lines for it, so
// words behind a comment would be lost: they are reported too.
func (r *reading) htmlBlock(n *ast.HTMLBlock) []doc.Block {
	at := r.lines(n)
	if n.HasClosure() {
		at.End = max(at.End, at.Start+len(strings.TrimRight(r.file.Text[at.Start:n.ClosureLine.Stop], " \t\n")))
	}
	rest := htmlComment().ReplaceAllStringFunc(at.Text(), func(c string) string { return strings.Repeat(" ", len(c)) })
	start := len(rest) - len(strings.TrimLeft(rest, " \t\n>"))
	if start == len(rest) {
		return nil
	}
	rest = rest[start:]
	at.Start += start
	switch m := htmlTag().FindStringSubmatchIndex(rest); {
	case strings.HasPrefix(rest, "<!--"):
		r.list.Add(diag.HTMLRaw, r.file.Span(at.Start, at.Start+4), "the comment is never closed").Hintf("end it with -->")
	case m != nil && m[0] == 0:
		r.rawHTML(r.file.Span(at.Start, at.Start+m[1]), rest[m[4]:m[5]])
	case !strings.HasPrefix(rest, "<"):
		end := at.Start + len(rest)
		if i := strings.IndexByte(rest, '\n'); i >= 0 {
			end = at.Start + i
		}
		r.list.Add(diag.HTMLRaw, r.file.Span(at.Start, end), "text stands on the line of a comment").
			Hintf("put the comment on a line of its own, with a blank line behind it")
	default:
		r.rawHTML(r.restOfLine(at.Start), "")
	}
	text := r.code(n)
	if n.HasClosure() {
		text += string(n.ClosureLine.Value(r.source))
	}
	if words := withoutTags(text); words != "" {
		return row(&doc.Paragraph{Span: at, Text: one(&doc.Text{Span: at, Text: words})})
	}
	return nil
}

var htmlCode = pattern.Lazy(`(?is)<(?:script|style)\b.*?(?:</(?:script|style)\s*>|$)|<\?.*?(?:\?>|$)|<![A-Z][^>]*>|<!\[CDATA\[|\]\]>`)

// withoutTags returns the words of HTML.
func withoutTags(s string) string {
	s = htmlCode().ReplaceAllString(htmlComment().ReplaceAllString(s, " "), " ")
	s = htmlTag().ReplaceAllString(s, " ")
	return decode(strings.Join(strings.Fields(s), " "))
}

// inlineHTML reports a tag in a line. The end of what is reported at its
// start needs no second message. Only the break of a line is read: in a cell
// Markdown has no other sign for it.
func (r *reading) inlineHTML(n *ast.RawHTML, at source.Span) []doc.Inline {
	text := at.Text()
	m := htmlTag().FindStringSubmatch(text)
	switch {
	case strings.HasPrefix(text, "<!--"):
	case m == nil:
		r.rawHTML(at, "")
	case m[1] == "/" && r.opens(n, m[2]):
	case m[1] == "" && strings.EqualFold(m[2], "br"):
		return one(&doc.Break{Span: at})
	default:
		r.rawHTML(at, m[2])
	}
	return nil
}

// opens reports whether a tag of that name stands before n in its paragraph.
func (r *reading) opens(n ast.Node, name string) bool {
	for p := n.PreviousSibling(); p != nil; p = p.PreviousSibling() {
		if h, ok := p.(*ast.RawHTML); ok {
			start, end := r.bounds(h)
			if m := htmlTag().FindStringSubmatch(r.file.Text[start:end]); m != nil && m[1] == "" && strings.EqualFold(m[2], name) {
				return true
			}
		}
	}
	return false
}

func (r *reading) rawHTML(at source.Span, tag string) {
	d := r.list.Add(diag.HTMLRaw, at, "raw HTML cannot be printed")
	if tag != "" {
		d.Message = "raw HTML cannot be printed: <" + strings.ToLower(tag) + ">"
	}
	d.Hintf("%s", instead(strings.ToLower(tag)))
}

// instead says what to write in Markdown.
func instead(tag string) string {
	switch tag {
	case "br":
		return "delete it, or put <br> behind the words of a line"
	case "b", "strong":
		return "write **words**"
	case "i", "em", "cite", "dfn", "var":
		return "write *words*"
	case "s", "del", "strike":
		return "write ~~words~~"
	case "code", "kbd", "samp", "tt":
		return "write `words`"
	case "pre":
		return "put the lines between two lines ```"
	case "a":
		return "write [words](address)"
	case "img", "picture", "figure", "figcaption", "svg":
		return "write ![what it shows](file.png \"caption\")"
	case "hr":
		return "write --- on a line of its own"
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return "write " + strings.Repeat("#", int(tag[1]-'0')) + " Heading"
	case "p", "section", "article", "center":
		return "delete the tag and leave a blank line between paragraphs"
	case "blockquote", "q":
		return "write > before each line, or a block ::: quote"
	case "ul", "ol", "li":
		return "write - or 1. before each entry"
	case "dl", "dt", "dd":
		return "write the term on one line and : and its meaning on the next"
	case "table", "thead", "tbody", "tr", "td", "th":
		return "write the table with | between its cells and | --- | under its head"
	case "div", "aside":
		return "write a block such as ::: note … :::"
	case "details", "summary":
		return "write a block ::: question with an ::: answer in it"
	case "span", "u", "mark", "font", "small", "big":
		return "delete the tag, or write *words*, **words** or [words]{.smallcaps}"
	case "sup", "sub":
		return "delete the tag, or use a sign such as ² or ₂; a note is written [^1]"
	}
	return "delete it, or write \\< for a < that is text"
}

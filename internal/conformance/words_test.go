package conformance

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"

	"guidec/internal/book"
)

// What goldmark's own renderer shows of a text: HTML tags of the text pass
// through as they are.
var shown = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Linkify, extension.DefinitionList, extension.Footnote),
	goldmark.WithRendererOptions(renderer.WithUnsafe()),
)

var (
	picture = regexp.MustCompile(`<img [^>]*?alt="([^"]*)"[^>]*>`)
	// silent is what a browser shows nothing of: comments and what it takes
	// for them, scripts, styles.
	silent  = regexp.MustCompile(`(?is)<!-->|<!--->|<!--.*?(?:-->|$)|<\?.*?(?:\?>|$)|<!\[CDATA\[.*?\]\]>|<![a-z].*?(?:>|$)|<(?:script|style)\b.*?(?:</(?:script|style)\s*>|$)|<a [^>]*class="footnote-backref".*?</a>`)
	endings = regexp.MustCompile(`(?i)</?(?:p|h[1-6]|li|ul|ol|pre|td|th|tr|table|thead|tbody|blockquote|hr|dl|dt|dd|div|section|a)(?:\s[^<>]*)?/?>`)
	tag     = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9-]*(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>` + "`" + `]+))?)*\s*/?>`)
	endless = regexp.MustCompile(`</?[A-Za-z][^>]*$`) // a tag that swallows what follows
)

// shownText are the words that a browser shows, by pieces: blocks, and links
// and pictures, behind which a book has their address or caption. Footnotes, which a renderer
// puts behind everything, and what stands in the margin have an order of their
// own.
type shownText struct{ body, notes, beside []string }

// render returns what a browser shows of Markdown. An image is its alternative
// text: the examples' images do not exist.
func render(markdown string) (shownText, error) {
	var b bytes.Buffer
	if err := shown.Convert([]byte(markdown), &b); err != nil {
		return shownText{}, err
	}
	body, notes, _ := strings.Cut(b.String(), `<div class="footnotes"`)
	return shownText{body: pieces(body), notes: pieces("<div" + notes)}, nil
}

func pieces(text string) []string {
	text = picture.ReplaceAllString(text, "\x00$1\x00")
	text = silent.ReplaceAllString(text, "")
	text = endings.ReplaceAllString(text, "\x00")
	text = tag.ReplaceAllString(text, "")
	var all []string
	for piece := range strings.SplitSeq(text, "\x00") {
		piece = endless.ReplaceAllString(piece, "")
		if words := essence(html.UnescapeString(piece)); words != "" {
			all = append(all, words)
		}
	}
	return all
}

// leaves returns the words of a book, each text for itself: around it an
// edition may put what it needs, such as the page that a link leads to.
func leaves(b *book.Book) shownText {
	var want shownText
	for _, s := range b.Sections() {
		to := &want.body
		beside := map[*book.Text]bool{}
		book.Walk(s, func(n any) {
			text := ""
			switch n := n.(type) {
			case *book.Note:
				to = &want.notes
			case *book.Para:
				if n.Role == book.RoleMarginal {
					book.WalkInlines(n.Text, func(n any) {
						if t, ok := n.(*book.Text); ok {
							beside[t] = true
							want.beside = append(want.beside, essence(t.Text))
						}
					})
				}
			case *book.Text:
				if !beside[n] {
					text = n.Text
				}
			case *book.CodeSpan:
				text = n.Text
			case *book.Code:
				text = n.Text
			}
			if words := essence(text); words != "" {
				*to = append(*to, words)
			}
		})
	}
	return want
}

// A book sets some signs in another form than they are typed: quotation marks
// are curled, points become an ellipsis, and what can be ticked off is a box.
var spellings = strings.NewReplacer("☐", "[]", "☑", "[x]", "“", `"`, "”", `"`, "‘", "'", "’", "'", "…", "...")

// essence reduces text to what may not get lost on the way: all signs, each in
// one form, but blanks, those that cannot be seen, and dashes, since one or
// two hyphens may become one.
func essence(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector, unicode.Pd) {
			return -1
		}
		return r
	}, spellings.Replace(text))
}

// lost returns the pieces that do not stand in the essence of a text in their
// order.
func lost(want shownText, text string) []string {
	var all []string
	for _, pieces := range [][]string{want.body, want.notes, want.beside} {
		rest := text
		for _, p := range pieces {
			if _, after, found := strings.Cut(rest, p); found {
				rest = after
			} else {
				all = append(all, p)
			}
		}
	}
	return all
}

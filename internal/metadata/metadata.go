// Package metadata reads what a guide says of itself: guide.yaml, and the
// front matter between two "---" lines at the head of a Markdown file. It
// decides which keys there are and what their values may be; every problem
// is reported at the key or value that has it.
package metadata

import (
	"regexp"
	"strings"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// Guide is the metadata of a whole guide.
type Guide struct {
	Meta     doc.Meta
	Chapters []doc.Value // the chapter files in their order; nil: by name
}

// Chapter is the front matter of one chapter file. Zero values stand for
// what it does not say.
type Chapter struct {
	Kind  doc.Kind
	ID    doc.ID
	Title doc.Value
	Theme doc.Theme
	Lang  string // BCP 47
}

// ReadGuide reads a guide.yaml. The title's span is set even when there is
// no title, so that the lack of one has a place.
func ReadGuide(f *source.File) (Guide, diag.List) {
	return (&Block{Span: f.All()}).Guide()
}

// A Block is a stretch of YAML in a file.
type Block struct {
	source.Span
	unclosed bool
	foreign  string // the form that it has instead of YAML: "TOML"
}

// FrontMatter finds the front matter of a Markdown file: lines between a
// first line "---", which blank lines may stand above, and the next line
// "---" or "...". It returns nil, and a body of 0, for a file without; else
// body is the offset of the first byte behind it. A "---" that nothing like a
// key follows is a thematic break. Front matter in a form that is not read is
// found, too, so that it is not taken for the guide's first words.
func FrontMatter(f *source.File) (fm *Block, body int) {
	for _, form := range foreignForms {
		if m := form.pattern().FindStringIndex(f.Text); m != nil {
			return &Block{Span: f.Span(0, len(strings.TrimRight(f.Text[:m[1]], "\n"))), foreign: form.name}, m[1]
		}
	}
	above := blankLines(f.Text)
	first, rest, found := strings.Cut(f.Text[above:], "\n")
	if !found || strings.TrimRight(first, " \t") != "---" {
		return nil, 0
	}
	start := above + len(first) + 1
	for at := start; len(rest) > 0; {
		line, after, more := strings.Cut(rest, "\n")
		if l := strings.TrimRight(line, " \t"); l == "---" || l == "..." {
			return &Block{Span: f.Span(start, at)}, min(at+len(line)+1, len(f.Text))
		}
		at += len(line)
		if more {
			at++
		}
		rest = after
	}
	second, _, _ := strings.Cut(f.Text[start:], "\n")
	key, _, found := strings.Cut(second, ":")
	if found && key != "" && !strings.ContainsAny(key, " \t[]*_`") {
		return &Block{Span: f.Span(above, above+len("---")), unclosed: true}, len(f.Text)
	}
	return nil, 0
}

// blankLines is the length of the blank lines that a text begins with.
func blankLines(text string) int {
	words := strings.TrimLeft(text, " \t\n")
	return strings.LastIndexByte(text[:len(text)-len(words)], '\n') + 1
}

// foreignForms are the forms of front matter that others read: Hugo, and
// Pandoc with its title block of one to three lines.
var foreignForms = []struct {
	name    string
	pattern func() *regexp.Regexp
}{
	{"TOML", pattern.Lazy(`^\+\+\+[ \t]*\n(?s:.*?)\n\+\+\+[ \t]*(?:\n|$)`)},
	{"JSON", pattern.Lazy(`^\{[ \t]*\n\s*"(?s:.*?)\n\}[ \t]*(?:\n|$)`)},
	{"a title block", pattern.Lazy(`^(?:% .*(?:\n|$)){1,3}`)},
}

// Guide reads the block as the metadata of a guide: a guide.yaml, or the
// front matter of a guide in one file.
func (b *Block) Guide() (Guide, diag.List) {
	g := Guide{}
	g.Meta.Title.Span = b.File.Span(b.Start, b.Start)
	r := &reader{file: b.File}
	root := r.parse(b)
	g.Meta.Unread = r.list.HasErrors()
	r.mapping(root, "", guideFields(&g))
	g.Meta.Unread = g.Meta.Unread || r.unread
	if c := g.Meta.Cover; c != nil && c.Path == "" {
		r.list.Add(diag.YAMLValue, c.Span, "cover-alt describes no image").
			Hintf("name the image with cover-image")
		g.Meta.Cover = nil
	}
	return g, r.list
}

// Chapter reads the block as the front matter of a chapter's file.
func (b *Block) Chapter() (Chapter, diag.List) {
	c := Chapter{}
	r := &reader{file: b.File, chapter: true}
	r.mapping(r.parse(b), "", chapterFields(&c))
	return c, r.list
}

package markdown

import (
	"cmp"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// aloneOnItsLine reports whether a paragraph's line that begins with n is an
// image and nothing else, and what follows it.
func (r *reading) aloneOnItsLine(n ast.Node) (image *ast.Image, next ast.Node, alone bool) {
	image, ok := n.(*ast.Image)
	if before, isText := n.PreviousSibling().(*ast.Text); !ok || n.PreviousSibling() != nil && !(isText && endsLine(before)) {
		return nil, nil, false
	}
	next = image.NextSibling()
	if after(image) != nil {
		next = next.NextSibling()
	}
	for next != nil {
		t, ok := next.(*ast.Text)
		if !ok || strings.TrimSpace(string(t.Segment.Value(r.source))) != "" {
			return nil, nil, false
		}
		next = next.NextSibling()
		if endsLine(t) {
			break
		}
	}
	return image, next, true
}

func endsLine(t *ast.Text) bool { return t.SoftLineBreak() || t.HardLineBreak() }

// standing reads an image that stands between paragraphs.
func (r *reading) standing(image *ast.Image) *doc.Figure {
	a := after(image)
	if a == nil {
		a = &attributes{}
	}
	r.check(a, vocabulary{what: "an image", id: true, classes: []string{"decorative"}, keys: []string{"width", "alt", "fig-alt"}})
	f := &doc.Figure{ID: a.id, Image: r.image(image, a), Caption: r.fragment(r.title(image))}
	f.Span = f.Image.Span
	if alt := cmp.Or(a.value("alt").Text, a.value("fig-alt").Text); alt != "" {
		f.Image.Alt = alt
		if f.Caption == nil { // as Pandoc and Quarto have it
			f.Caption = r.inlines(image, 0)
		}
	}
	return f
}

// inlineImage reads an image in a line of text.
func (r *reading) inlineImage(n *ast.Image) doc.Inline {
	a := after(n)
	if a == nil {
		a = &attributes{}
	}
	r.check(a, vocabulary{what: "an image in a line of text", classes: []string{"decorative"}, keys: []string{"width"}})
	if t := r.title(n); t.Text != "" {
		r.list.Add(diag.AttributeUnknown, t.Span, "an image in a line of text cannot have a caption").
			Hintf("give the image a line of its own")
	}
	return r.image(n, a)
}

func (r *reading) image(n *ast.Image, a *attributes) *doc.Image {
	start, end := r.bounds(n)
	to := decode(string(n.Destination))
	if folder := r.options.folder(); folder != "." && to != "" && !strings.Contains(to, ":") && !path.IsAbs(to) {
		to = path.Join(folder, to)
	}
	at := r.file.Span(start, max(end, a.End))
	name, data := r.embeddedImage(to, at)
	alt := doc.Plain(r.inlines(n, 0))
	if sizeBehindWords().MatchString(alt) {
		r.list.Add(diag.NotationUnread, at, "a size behind the words of a picture is read aloud with them").
			Hintf("write the width in braces behind it: {width=50%%}")
	}
	return &doc.Image{
		Span: at, Path: name, Data: data,
		Alt: alt, Decorative: a.has("decorative"), Width: r.percent(a.value("width")),
	}
}

// sizeBehindWords is how Obsidian has the size of a picture, in points.
var sizeBehindWords = pattern.Lazy(`\|\s*\d+(?:x\d+)?$`)

// title returns the title of an image with its place.
func (r *reading) title(n *ast.Image) doc.Value {
	if len(n.Title) == 0 {
		return doc.Value{}
	}
	start, end := r.bounds(n)
	at := r.file.Span(start, end)
	if i := strings.LastIndex(at.Text(), string(n.Title)); i >= 0 {
		at = r.file.Span(start+i, start+i+len(n.Title))
	}
	return doc.Value{Span: at, Text: strings.Join(strings.Fields(decode(string(n.Title))), " ")}
}

// percent reads a width such as 60%.
func (r *reading) percent(v doc.Value) int {
	if v.File == nil {
		return 0
	}
	digits, ok := strings.CutSuffix(v.Text, "%")
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n < 1 || n > 100 {
		r.list.Add(diag.AttributeValue, v.Span, "a width is a part of the line's, from 1%% to 100%%, not %q", v.Text).
			Hintf("write width=60%%")
		return 0
	}
	return n
}

// isChapter reports whether an address names a Markdown file of the guide.
func isChapter(file string) bool {
	ext := strings.ToLower(path.Ext(file))
	return (ext == ".md" || ext == ".markdown" || ext == ".qmd") && !strings.Contains(file, ":") && !strings.HasPrefix(file, "/")
}

// unescape resolves percent signs in an address; what is not well-formed
// stays as it is.
func unescape(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// Package markdown reads guides that are written in Markdown: CommonMark
// with tables, footnotes, definition lists, fenced divs and attributes, as
// docs/authoring.md describes them. It decides what each piece of notation
// means and reports what means nothing. It does not number, name or resolve:
// package book does.
//
// goldmark parses. It tells where nodes start, not where they end, so the
// parsers here note ends as they pass (see parse.go).
package markdown

import (
	"path"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/metadata"
	"guidec/internal/source"
)

// Options are what a file's meaning depends on besides its text.
type Options struct {
	// Quotes is the guide's own choice. A guide in one file has it in its
	// front matter instead.
	Quotes doc.QuoteStyle
	// Name is the file's path in the guide's folder, slash-separated. Images
	// are looked up from there. Empty: the file lies in the folder itself.
	Name string
	// Limits bound what is parsed; zero fields stand for the defaults.
	Limits Limits
}

// ReadChapter reads one file of a guide's folder: its chapters, of which
// there is at least one unless the list has an error, and its footnotes.
func ReadChapter(f *source.File, o Options) ([]*doc.Section, []*doc.Note, diag.List) {
	r := newReading(f, o)
	var c metadata.Chapter
	fm, body := metadata.FrontMatter(f)
	if fm != nil {
		c, r.list = fm.Chapter()
	}
	chapters := r.chapters(r.parse(body), c)
	return chapters, r.notes, r.list
}

// ReadGuide reads a guide that is one file, with its metadata as front
// matter. The guide is never nil.
func ReadGuide(f *source.File, o Options) (*doc.Guide, diag.List) {
	r := newReading(f, o)
	g := &doc.Guide{}
	g.Meta.Title.Span = f.Span(0, 0)
	fm, body := metadata.FrontMatter(f)
	if fm != nil {
		var m metadata.Guide
		m, r.list = fm.Guide()
		g.Meta = m.Meta
		r.options.Quotes = m.Meta.Quotes
		for _, c := range m.Chapters {
			r.list.Add(diag.YAMLKeyIgnored, c.Span, "a guide in one file has its chapters in that file")
			break
		}
	}
	g.Chapters = r.whole(r.parse(body), &g.Meta)
	g.Meta.Unread = g.Meta.Unread || r.refused // a heading may be the title
	g.Notes = r.notes
	return g, r.list
}

// folder is the folder of the file within the guide's folder.
func (o *Options) folder() string {
	return path.Dir(path.Clean(o.Name))
}

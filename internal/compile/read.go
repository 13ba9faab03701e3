package compile

import (
	"io/fs"
	"path"
	"slices"

	"guidec/internal/charset"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/markdown"
	"guidec/internal/metadata"
	"guidec/internal/plaintext"
	"guidec/internal/source"
)

// read reads a guide as it was written, from its folder. It is nil when
// there is nothing to read.
func (g *Guide) read(files fs.FS) (*doc.Guide, diag.List) {
	if g.form == inFolder {
		return g.readFolder(files)
	}
	f, l := g.load(files, path.Base(g.Path), source.Span{})
	if f == nil {
		return nil, l
	}
	var written *doc.Guide
	var found diag.List
	if g.form == inRawText {
		written, found = plaintext.Read(f)
	} else {
		written, found = markdown.ReadGuide(f, markdown.Options{})
	}
	return written, append(l, found...)
}

// readFolder reads a guide's manifest and then its chapters.
func (g *Guide) readFolder(files fs.FS) (*doc.Guide, diag.List) {
	var l diag.List
	m := source.NewFile(path.Join(g.Path, manifest), "")
	if exists(files, manifest) {
		loaded, found := g.load(files, manifest, source.Span{})
		l = append(l, found...)
		if loaded != nil {
			m = loaded
		}
	}
	meta, found := metadata.ReadGuide(m)
	l = append(l, found...)
	if meta.Meta.Title.Text == "" && hidesTitle(found) {
		meta.Meta.Title.Text = g.name()
	}
	written := &doc.Guide{Meta: meta.Meta}
	chapters, found := g.chapters(files, m, meta.Chapters)
	l = append(l, found...)
	for _, c := range chapters {
		f, found := g.load(files, c.Text, c.Span)
		l = append(l, found...)
		if f == nil {
			continue
		}
		sections, notes, found := markdown.ReadChapter(f, markdown.Options{Quotes: meta.Meta.Quotes, Name: c.Text})
		l = append(l, found...)
		written.Chapters = append(written.Chapters, sections...)
		written.Notes = append(written.Notes, notes...)
	}
	return written, l
}

// hidesTitle reports whether a manifest could not be read to its end: then
// it would be wrong to miss a title.
func hidesTitle(l diag.List) bool {
	return slices.ContainsFunc(l, func(d diag.Diagnostic) bool { return d.Code == diag.YAMLSyntax })
}

// chapters returns a guide's chapter files in their order: the ones that
// its manifest lists, else all by name.
func (g *Guide) chapters(files fs.FS, m *source.File, listed []doc.Value) (chapters []doc.Value, l diag.List) {
	names, err := chapterFiles(files)
	if err != nil {
		l.Add(diag.FileUnreadable, source.Span{}, "%q cannot be read: %v", g.Path, cause(err))
		return nil, l
	}
	if listed == nil {
		for _, n := range names {
			chapters = append(chapters, doc.Value{Text: n})
		}
		if len(names) == 0 {
			l.Add(diag.GuideEmpty, m.Span(0, 0), "the folder holds no chapter").
				Hintf("write one: a Markdown file such as %s", path.Join(g.Path, "01-plot.md"))
		}
		return chapters, l
	}
	for _, c := range listed {
		c.Text = path.Clean(c.Text)
		if exists(files, c.Text) {
			chapters = append(chapters, c)
			names = slices.DeleteFunc(names, func(n string) bool { return n == c.Text })
			continue
		}
		d := l.Add(diag.ChapterMissing, c.Span, "there is no chapter file %q", c.Text)
		if near := diag.Suggest(c.Text, names); near != "" {
			d.Hintf("did you mean %q?", near)
		}
	}
	for _, n := range names {
		l.Add(diag.ChapterUnlisted, listed[0].Span, "%q is in the folder, but not among the chapters", n).
			Hintf("list it, or move it out of the folder")
	}
	return chapters, l
}

// load reads one of the guide's files as text; at is where the guide names
// it. It is nil when it cannot be read or holds no text.
func (g *Guide) load(files fs.FS, name string, at source.Span) (*source.File, diag.List) {
	shown := g.Path
	if g.form == inFolder {
		shown = path.Join(g.Path, name)
	}
	data, l := readText(files, name, shown, at)
	if l.HasErrors() {
		return nil, l
	}
	f, l := charset.Decode(shown, data)
	if l.HasErrors() {
		return nil, l
	}
	return f, l
}

package compile

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"guidec/internal/charset"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/markdown"
	"guidec/internal/metadata"
	"guidec/internal/plaintext"
	"guidec/internal/source"
)

// A reader reads one guide from its folder.
type reader struct {
	*Guide
	files  fs.FS
	limits Limits
}

// read reads a guide as it was written. It is nil when there is nothing to
// read.
func (g *Guide) read(files fs.FS, limits Limits) (*doc.Guide, diag.List) {
	r := &reader{g, files, limits.orDefault()}
	if g.form == inFolder {
		return r.folder()
	}
	f, l := r.load(path.Base(g.Path), source.Span{})
	if f == nil {
		return nil, l
	}
	var written *doc.Guide
	var found diag.List
	if g.form != inRawText {
		written, found = markdown.ReadGuide(f, markdown.Options{Limits: r.limits.Text})
	} else if found = r.tooManyLines(f); !found.HasErrors() {
		written, found = plaintext.Read(f)
	}
	return r.bounded(written, append(l, found...))
}

// tooManyLines reports a raw text of which the paragraphs, which may be a
// line each, would be too many.
func (r *reader) tooManyLines(f *source.File) (l diag.List) {
	at, lines := 0, 0
	for line := range strings.Lines(f.Text) {
		if strings.TrimSpace(line) != "" {
			lines++
		}
		if lines > r.limits.Text.Blocks {
			l.Add(diag.LimitBlocks, f.Span(at, at+1), "the text has more than %d lines", r.limits.Text.Blocks).
				Hintf("no guide has so many; if this one does, raise the limit: --limit blocks=…")
			break
		}
		at += len(line)
	}
	return l
}

// bounded refuses a guide with too many chapters, each of which begins a page
// and a file.
func (r *reader) bounded(g *doc.Guide, l diag.List) (*doc.Guide, diag.List) {
	if most := r.limits.Files; g != nil && len(g.Chapters) > most {
		l.Add(diag.LimitFiles, g.Chapters[most].Span, "the guide has %d chapters; the limit is %d", len(g.Chapters), most).
			Hintf("is a heading of a lower level meant? if not, raise the limit: --limit files=…")
		return nil, l
	}
	return g, l
}

// folder reads a guide's manifest and then its chapters.
func (r *reader) folder() (*doc.Guide, diag.List) {
	m, l := r.manifest()
	meta, found := metadata.ReadGuide(m)
	meta.Meta.Unread = meta.Meta.Unread || l.HasErrors()
	l = append(l, found...)
	written := &doc.Guide{Meta: meta.Meta}
	chapters, found := r.chapters(m, meta.Chapters)
	l = append(l, found...)
	for _, c := range chapters {
		f, found := r.load(c.Text, c.Span)
		l = append(l, found...)
		if f == nil {
			continue
		}
		sections, notes, found := markdown.ReadChapter(f, markdown.Options{Quotes: meta.Meta.Quotes, Name: c.Text, Limits: r.limits.Text})
		l = append(l, found...)
		written.Chapters = append(written.Chapters, sections...)
		written.Notes = append(written.Notes, notes...)
	}
	return r.bounded(written, l)
}

// manifest reads guide.yaml as text. It is an empty file when it cannot.
func (r *reader) manifest() (*source.File, diag.List) {
	none := source.NewFile(path.Join(r.Path, manifest), "")
	if !exists(r.files, manifest) {
		var l diag.List
		d := l.Add(diag.TitleMissing, none.Span(0, 0), "the folder has no %s, which gives the guide its title", manifest)
		d.Hintf("write one, with a line such as  title: \"Hamlet: A Study Guide\"; to build each file as a guide: guidec build %s", r.each())
		if other := r.likeManifest(); other != "" {
			d.Hintf("rename %s to %s", other, manifest)
		}
		return none, l
	}
	loaded, l := r.load(manifest, source.Span{})
	if loaded == nil {
		return none, l
	}
	return loaded, l
}

// each names the files of the folder that can be guides of their own, as a
// shell takes them.
func (r *reader) each() string {
	entries, _ := fs.ReadDir(r.files, ".")
	var patterns []string
	for _, e := range entries {
		all := path.Join(r.Path, "*"+path.Ext(e.Name()))
		if _, known := formOf(e.Name()); known && !e.IsDir() && !slices.Contains(patterns, all) {
			patterns = append(patterns, all)
		}
	}
	return strings.Join(patterns, " ")
}

// likeManifest returns the file that may be meant for the manifest, or "".
func (r *reader) likeManifest() string {
	entries, _ := fs.ReadDir(r.files, ".")
	var yamls []string
	for _, e := range entries {
		name := strings.TrimSuffix(strings.ToLower(e.Name()), ".txt") // which the system may hide
		if slices.Contains([]string{manifest, "guide.yml", "_quarto.yml", "_config.yml", "metadata.yaml", "book.yaml"}, name) {
			return e.Name()
		}
		if strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml") {
			yamls = append(yamls, e.Name())
		}
	}
	return diag.Suggest(manifest, yamls)
}

// chapters returns a guide's chapter files in their order: the ones that
// its manifest lists, else all by name.
func (r *reader) chapters(m *source.File, listed []doc.Value) (chapters []doc.Value, l diag.List) {
	for i := range listed {
		listed[i].Text = path.Clean(strings.ReplaceAll(listed[i].Text, `\`, "/")) // as Windows spells it
	}
	names, others, err := chapterFiles(r.files)
	if err != nil {
		unreadable(&l, r.Path, err)
		return nil, l
	}
	if most := r.limits.Files; max(len(names), len(listed)) > most {
		l.Add(diag.LimitFiles, m.Span(0, 0), "the guide has %d chapters; the limit is %d", max(len(names), len(listed)), most).
			Hintf("is the folder a library of guides? give each a folder of its own, or raise the limit: --limit files=…")
		return nil, l
	}
	for _, n := range others {
		folder := path.Dir(n)
		if slices.ContainsFunc(listed, func(c doc.Value) bool { return c.Text == n || folder != "." && path.Dir(c.Text) == folder }) {
			continue
		}
		d := l.Add(diag.FileIgnored, source.Span{}, "%q is not read as a chapter", path.Join(r.Path, n))
		if aboutFolder().MatchString(n) {
			d.Hintf("if it is one, list it under chapters")
		} else if folder != "." {
			d.Hintf("list it under chapters if it is one, and all others of its folder")
		} else {
			d.Hintf("save it as Markdown, with a name that ends in .md")
		}
	}
	if listed == nil {
		for _, n := range names {
			chapters = append(chapters, doc.Value{Text: n})
		}
		if len(names) == 0 {
			l.Add(diag.GuideEmpty, m.Span(0, 0), "the folder holds no chapter").
				Hintf("write one: a Markdown file such as %s", path.Join(r.Path, "01-plot.md"))
		}
		return chapters, l
	}
	for _, c := range listed {
		if exists(r.files, c.Text) {
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
func (r *reader) load(name string, at source.Span) (*source.File, diag.List) {
	shown := r.Path
	switch {
	case r.form != inFolder:
	case fs.ValidPath(name):
		shown = path.Join(r.Path, name)
	default: // it leads out of the folder
		shown = name
	}
	data, l := readText(r.files, name, shown, at, r.limits.Text.Bytes)
	if l.HasErrors() {
		return nil, l
	}
	f, l := charset.Decode(shown, data)
	if l.HasErrors() {
		return nil, l
	}
	return f, l
}

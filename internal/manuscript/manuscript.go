// Package manuscript writes a guide down as its author would have: guide.yaml
// and one Markdown file for each chapter, in the format of
// docs/authoring.md. It decides how each node of the tree is spelt, so that
// reading the files gives the same tree. The files are for people to edit: a
// paragraph is one line, and nothing is escaped without need.
package manuscript

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"guidec/internal/doc"
)

// A File is one file of a guide's folder. Path is relative to the folder.
type File struct {
	Path string
	Data []byte
}

// Files returns the files of the guide's folder: guide.yaml, then the
// chapters in their order, which is also that of their names.
func Files(g *doc.Guide) []File {
	m := &manuscript{guide: g, names: names(g.Chapters)}
	for _, c := range g.Chapters {
		m.labels = append(m.labels, references(c))
	}
	files := []File{{"guide.yaml", []byte(metadata(&g.Meta))}}
	for i := range g.Chapters {
		files = append(files, File{m.names[i], []byte(m.chapter(i))})
	}
	return files
}

// A manuscript is a guide with what is known of each chapter.
type manuscript struct {
	guide  *doc.Guide
	names  []string          // of the files
	labels []map[string]bool // of the footnotes that it refers to
}

// names makes the chapters' file names: a number, and the words of the
// heading. A guide that begins with a preface or the like begins at 0, so
// that the numbers of the files are mostly those of the chapters.
func names(chapters []*doc.Section) []string {
	first := 1
	if len(chapters) > 0 && (chapters[0].Kind == doc.KindFront || chapters[0].Kind == doc.KindQuotations) {
		first = 0
	}
	width := max(2, len(fmt.Sprint(first+len(chapters)-1)))
	var all []string
	for i, c := range chapters {
		all = append(all, fmt.Sprintf("%0*d-%s.md", width, first+i, slug(doc.Plain(c.Heading))))
	}
	return all
}

// slug makes a part of a file's name of words, with whole words up to about
// the length that a listing shows.
func slug(s string) string {
	const longest = 40
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\'' || r == '’':
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
	var name string
	for _, w := range strings.Fields(s) {
		if name != "" && len(name)+1+len(w) > longest {
			break
		}
		name = strings.TrimPrefix(name+"-"+w, "-")
	}
	if name = truncate(name, 2*longest); name == "" {
		return "chapter"
	}
	return name
}

func truncate(s string, size int) string {
	for len(s) > size {
		r := []rune(s)
		s = string(r[:len(r)-1])
	}
	return s
}

// chapter writes the chapter i with the footnotes that it refers to.
func (m *manuscript) chapter(i int) string {
	var b strings.Builder
	c := m.guide.Chapters[i]
	b.WriteString(frontMatter(c))
	w := &writer{manuscript: m}
	b.WriteString(w.section(c))
	for _, n := range m.notes(i) {
		b.WriteString("\n" + w.note(n))
	}
	return b.String()
}

// frontMatter says of a chapter what its heading cannot.
func frontMatter(c *doc.Section) string {
	var lines string
	if c.Kind != "" && c.Kind != impliedKind(c) {
		lines += "kind: " + string(c.Kind) + "\n"
	}
	if c.Lang != "" {
		lines += "lang: " + scalar(c.Lang) + "\n"
	}
	if lines == "" {
		return ""
	}
	return "---\n" + lines + "---\n"
}

// impliedKind is what a reader takes a chapter for that does not say it.
func impliedKind(c *doc.Section) doc.Kind {
	if doc.NamesFAQ(c.Heading) {
		return doc.KindFAQ
	}
	return doc.KindChapter
}

// notes returns the footnotes that the file of the chapter i needs: those it
// refers to, each once, and those of its source that nothing refers to.
func (m *manuscript) notes(i int) []*doc.Note {
	var out []*doc.Note
	for _, n := range m.guide.Notes {
		if sameSource(n, m.guide.Chapters[i]) && (m.labels[i][n.Label] || m.home(n) == i) {
			out = append(out, n)
		}
	}
	return out
}

func references(c *doc.Section) map[string]bool {
	labels := map[string]bool{}
	doc.Walk(c, func(n any) {
		if r, ok := n.(*doc.NoteRef); ok {
			labels[r.Label] = true
		}
	})
	return labels
}

// home is the chapter that keeps a note to which no chapter refers: the last
// of its source. It is -1 for other notes.
func (m *manuscript) home(n *doc.Note) int {
	home := -1
	for i, c := range m.guide.Chapters {
		if !sameSource(n, c) {
			continue
		}
		if m.labels[i][n.Label] {
			return -1
		}
		home = i
	}
	return home
}

// sameSource reports whether a note can be meant by a chapter.
func sameSource(n *doc.Note, c *doc.Section) bool {
	return n.File == nil || c.File == nil || n.File == c.File
}

// target returns the address of a cross-reference, whose file may have got
// another name.
func (m *manuscript) target(r *doc.CrossRef) string {
	to := r.Path
	i := slices.IndexFunc(m.guide.Chapters, func(c *doc.Section) bool { return comesFrom(c, r.Path) && (r.ID == "" || has(c, r.ID)) })
	if i < 0 {
		i = slices.IndexFunc(m.guide.Chapters, func(c *doc.Section) bool { return comesFrom(c, r.Path) })
	}
	if i >= 0 {
		to = m.names[i]
	}
	to = address(to)
	if r.ID != "" {
		to += "#" + address(r.ID)
	}
	return to
}

// comesFrom reports whether a chapter was read from the file of that path in
// the guide's folder.
func comesFrom(c *doc.Section, file string) bool {
	if file == "" || c.File == nil {
		return false
	}
	at, file := path.Clean(c.File.Path), path.Clean(file)
	return at == file || strings.HasSuffix(at, "/"+file)
}

// has reports whether something in a chapter has the id.
func has(c *doc.Section, id string) bool {
	found := false
	doc.Walk(c, func(n any) {
		switch n := n.(type) {
		case *doc.Section:
			found = found || n.ID.Name == id
		case *doc.Quote:
			found = found || n.ID.Name == id
		case *doc.PullQuote:
			found = found || n.ID.Name == id
		case *doc.Callout:
			found = found || n.ID.Name == id
		case *doc.Figure:
			found = found || n.ID.Name == id
		case *doc.Table:
			found = found || n.ID.Name == id
		case *doc.FAQ:
			found = found || n.ID.Name == id
		case *doc.Question:
			found = found || n.ID.Name == id
		case *doc.Glossary:
			found = found || n.ID.Name == id
		case *doc.CharacterProfile:
			found = found || n.ID.Name == id
		case *doc.Timeline:
			found = found || n.ID.Name == id
		case *doc.Definition:
			found = found || n.ID.Name == id
		}
	})
	return found
}

package markdown

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/metadata"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// heading reads a heading as a section without blocks. An empty one heads
// nothing.
func (r *reading) heading(n *ast.Heading) []doc.Block {
	s := &doc.Section{Depth: n.Level, Heading: withoutStrong(r.inlines(n, 0))}
	s.Span = r.lines(n)
	if at := n.Pos(); at >= 0 && at < s.Start {
		s.Start = at
	}
	if a := final(n); a != nil {
		r.headingAttributes(s, a)
	} else if t, ok := lastOf(s.Heading).(*doc.Text); ok {
		r.unreadName(t.Span)
	}
	text := s.Span.Text()
	underlined := text != "" && text[0] != '#'
	switch {
	case len(s.Heading) == 0:
		r.list.Add(diag.HeadingEmpty, s.Span, "the heading is empty")
		return nil
	case underlined && key().MatchString(text): // by the line that should end it
		r.list.Add(diag.NotationUnread, s.Span, "keys that stand below other text are printed as a heading").
			Hintf("move them to the top of the file, between two lines ---")
	case underlined && n.Level == 2 && isProse(text):
		r.list.Add(diag.NotationUnread, s.Span, "text right above a line --- is printed as a heading").
			Hintf("put a blank line above the ---; a heading that is meant is written with ## on one line")
	}
	return row(s)
}

// withoutStrong reads a heading that is strong as a whole as a plain one: some
// word processors make each of them so.
func withoutStrong(heading []doc.Inline) []doc.Inline {
	for len(heading) == 1 {
		strong, ok := heading[0].(*doc.Strong)
		if !ok {
			break
		}
		heading = strong.Text
	}
	return heading
}

// sentence is the end of a sentence, but not of an abbreviation.
var sentence = pattern.Lazy(`\pL{2}[»”’"')\]*_]*\.[»”’"')\]*_]*$`)

// isProse reports whether what stands above a line of dashes is no heading,
// but has several lines or is a sentence.
func isProse(text string) bool {
	const fewest = 4 // words
	return strings.Contains(text, "\n") || len(strings.Fields(text)) >= fewest && sentence().MatchString(text)
}

func (r *reading) headingAttributes(s *doc.Section, a *attributes) {
	r.check(a, vocabulary{what: "a heading", id: true, classes: []string{"unnumbered"}, keys: []string{"theme", "kind"}})
	s.ID, s.Theme, s.Unnumbered = a.id, a.theme(), a.has("unnumbered")
	if v := a.value("kind"); v.File != nil {
		s.Kind = r.kind(v)
		r.kinds[s] = v.Span
	}
}

// kind reads what a chapter is.
func (r *reading) kind(v doc.Value) doc.Kind {
	var names []string
	for _, k := range doc.Kinds {
		if string(k) == v.Text {
			return k
		}
		names = append(names, string(k))
	}
	d := r.list.Add(diag.AttributeValue, v.Span, "%q is no kind of chapter", v.Text)
	if near := diag.Suggest(v.Text, names); near != "" {
		d.Hintf("did you mean %q?", near)
	} else {
		d.Hintf("it can be %s", strings.Join(names, ", "))
	}
	return doc.KindChapter
}

// nest puts what follows a heading into its section, and sections into the
// sections above them. depth is that of the outermost sections. What stands
// before the first heading is returned apart.
func (r *reading) nest(flat []doc.Block, depth int) (lead []doc.Block, sections []*doc.Section) {
	var open []*doc.Section
	var levels []int // of the headings of open, as written
	for _, b := range flat {
		s, ok := b.(*doc.Section)
		switch {
		case ok:
			level := s.Depth
			for len(open) > 0 && levels[len(levels)-1] >= level {
				open, levels = open[:len(open)-1], levels[:len(levels)-1]
			}
			r.skipped(s, level, levels)
			s.Depth = min(depth+len(open), 6)
			if len(open) == 0 {
				sections = append(sections, s)
			} else {
				up := open[len(open)-1]
				up.Blocks = append(up.Blocks, s)
			}
			open, levels = append(open, s), append(levels, level)
		case len(open) == 0:
			if !doc.IsA[*doc.Divider](b) && !isRoom(b.Pos().Text()) { // it divides nothing yet
				lead = append(lead, b)
			}
		default:
			up := open[len(open)-1]
			up.Blocks = append(up.Blocks, b)
		}
		if ok && s.Depth > 1 && s.Kind != "" {
			r.list.Add(diag.AttributeUnknown, r.kinds[s], "only a chapter has a kind").Hintf("write it at the chapter's own heading")
			s.Kind = ""
		}
	}
	return lead, sections
}

// skipped warns of a heading more than one level below the one it is in. What
// it should be counts on those around it as they should be.
func (r *reading) skipped(s *doc.Section, level int, levels []int) {
	above := 0
	if len(levels) > 0 {
		above = levels[len(levels)-1]
	}
	if above == 0 || level <= above+1 {
		return
	}
	r.list.Add(diag.HeadingSkipped, s.Span, "a heading of level %d stands under one of level %d", level, above).
		Hintf("write it with %s", strings.Repeat("#", levels[0]+len(levels)))
}

// chapters makes the chapters of one file of a guide.
func (r *reading) chapters(flat []doc.Block, front metadata.Chapter) []*doc.Section {
	if front.Title.Text != "" {
		flat = r.titled(flat, front.Title)
	}
	lead, chapters := r.nest(flat, 1)
	if len(lead) > 0 || len(chapters) == 0 {
		chapters = r.headless(lead, chapters)
	}
	for i, c := range chapters {
		if c.Kind == "" {
			c.Kind = front.Kind
		}
		c.Lang = front.Lang
		if i == 0 {
			r.once(&c.ID, front.ID)
			if c.Theme.Name == "" {
				c.Theme = front.Theme
			}
		}
		finish(c)
	}
	return chapters
}

// headless reports text without a chapter's heading above it. In a lenient
// run it opens the first chapter, or is one that has the name of its file.
func (r *reading) headless(lead []doc.Block, chapters []*doc.Section) []*doc.Section {
	const hint = "start the file with the chapter's heading: # Plot"
	switch i := slices.IndexFunc(lead, isWrapped); {
	case i >= 0 && len(chapters) == 0:
		r.list.Add(diag.HeadingMissing, lead[i].Pos(), "the guide stands in a block of code, where nothing is a heading").
			Hintf("delete its first line and its last, which make code of it")
	case len(lead) > 0:
		r.list.Add(diag.HeadingMissing, lead[0].Pos(), "text stands before the first heading").Hintf("%s", cmp.Or(headingSlip(lead[0]), hint))
	case len(r.list) == 0 || !r.list.HasErrors():
		r.list.Add(diag.HeadingMissing, r.file.Span(0, 0), "there is no chapter").Hintf(hint)
	}
	if len(chapters) > 0 {
		chapters[0].Blocks = append(lead, chapters[0].Blocks...)
	} else if len(lead) > 0 {
		at := lead[0].Pos()
		at.End = at.Start
		chapters = []*doc.Section{{Span: at, Depth: 1, Heading: one(&doc.Text{Span: at, Text: r.nameOfFile()}), Blocks: lead}}
	}
	return chapters
}

// headingSlip says what to write where text before the first heading is meant
// for something else, or "".
func headingSlip(b doc.Block) string {
	switch text := b.Pos().Text(); {
	case key().MatchString(text):
		return "keys stand at the top of the file, between two lines ---"
	case tightHeading().MatchString(text):
		return "put a blank behind the #"
	}
	return ""
}

// isWrapped reports whether a block is code that is meant for Markdown.
func isWrapped(b doc.Block) bool {
	c, ok := b.(*doc.Code)
	return ok && (c.Lang == "markdown" || c.Lang == "md" || c.Lang == "") && heading().MatchString(c.Text)
}

// heading is a line that is one where it is no code.
var heading = pattern.Lazy(`(?m)^#{1,3} +\pL`)

// key is a line of front matter.
var key = pattern.Lazy(`^(?:title|subtitle|author|date|lang|kind|id|theme|layout): `)

// tightHeading is what somebody meant for a heading.
var tightHeading = pattern.Lazy(`^#{1,6}[^\s#]`)

// nameOfFile makes words of the file's name: "Act one" of "02-act-one.md".
func (r *reading) nameOfFile() string {
	base := path.Base(r.file.Path)
	name := strings.TrimLeft(strings.TrimSuffix(base, path.Ext(base)), "0123456789-_. ")
	if name = strings.Join(strings.FieldsFunc(name, func(c rune) bool { return c == '-' || c == '_' || c == ' ' }), " "); name == "" {
		return base
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// once takes the id of the front matter where the heading has none.
func (r *reading) once(to *doc.ID, id doc.ID) {
	if to.Name == "" {
		*to = id
	} else if id.Name != "" && id.Name != to.Name {
		r.list.Add(diag.IDTwice, id.Span, "the chapter has two ids").See(to.Span, "the other is here")
	}
}

// titled puts a chapter's heading, from its front matter, before the rest;
// what would be chapters beside it become its sections.
func (r *reading) titled(flat []doc.Block, title doc.Value) []doc.Block {
	shift := 0
	for _, b := range flat {
		if s, ok := b.(*doc.Section); ok {
			if s.Depth == 1 {
				shift = 1
			}
			s.Depth += shift
		}
	}
	head := &doc.Section{Span: title.Span, Depth: 1}
	// Quotation marks of YAML are no part of the heading.
	inner := title.Span
	if t := inner.Text(); len(t) >= 2 && t[1:len(t)-1] == title.Text {
		inner.Start, inner.End = inner.Start+1, inner.End-1
	}
	if inner.Text() == title.Text {
		head.Heading = withoutStrong(r.fragment(doc.Value{Span: inner, Text: title.Text}))
	} else {
		head.Heading = one(&doc.Text{Span: title.Span, Text: title.Text})
	}
	return append([]doc.Block{head}, flat...)
}

// finish decides what a chapter is, and makes the questions of an FAQ.
func finish(c *doc.Section) {
	if c.Kind == "" {
		c.Kind = doc.KindChapter
		if doc.NamesFAQ(c.Heading) {
			c.Kind = doc.KindFAQ
		}
	}
	if c.Kind != doc.KindFAQ {
		liftFAQs(c)
		return
	}
	for i, b := range c.Blocks {
		if s, ok := b.(*doc.Section); ok {
			c.Blocks[i] = asQuestion(s)
		}
	}
}

// liftFAQs makes FAQs of the sections that are called so, wherever they stand
// in a section, when they hold nothing but sections.
func liftFAQs(in *doc.Section) {
	for i, b := range in.Blocks {
		s, ok := b.(*doc.Section)
		if !ok {
			continue
		}
		isSection := func(b doc.Block) bool { _, ok := b.(*doc.Section); return ok }
		if liftFAQs(s); !doc.NamesFAQ(s.Heading) || len(s.Blocks) == 0 || !isSection(s.Blocks[0]) {
			continue
		}
		f := &doc.FAQ{Span: s.Span, ID: s.ID, Heading: s.Heading}
		for _, q := range s.Blocks {
			f.Questions = append(f.Questions, asQuestion(q.(*doc.Section)))
		}
		in.Blocks[i] = f
	}
}

// whole makes the chapters of a guide in one file, and finds its title: with
// a title in the metadata the headings of level 1 are the chapters; without
// one, a single heading of level 1 is the title and those of level 2 are the
// chapters. What stands before them, and is no description, is a chapter, too.
func (r *reading) whole(flat []doc.Block, m *doc.Meta) []*doc.Section {
	first, count := -1, 0
	sections := 0
	for i, b := range flat {
		if s, ok := b.(*doc.Section); ok {
			if sections++; s.Depth == 1 {
				if count++; count == 1 {
					first = i
				}
			}
		}
	}
	if m.Title.Text == "" && count == 1 {
		title := flat[first].(*doc.Section)
		m.Title = doc.Value{Span: title.Span, Text: doc.Plain(title.Heading)}
		// A text of one heading is a guide of one chapter.
		if sections > 1 {
			r.plainTitle(title)
			flat = append(flat[:first:first], flat[first+1:]...)
		}
	}
	lead, chapters := r.nest(flat, 1)
	if len(chapters) > 0 && describe(m, lead) {
		lead = nil
	}
	switch {
	case len(chapters) == 0 || len(lead) > 0 && headingSlip(lead[0]) != "":
		chapters = r.headless(lead, chapters)
	case len(lead) > 0:
		at := lead[0].Pos()
		at.End = at.Start
		chapters = append([]*doc.Section{{Span: at, Depth: 1, Kind: doc.KindFront, Blocks: lead}}, chapters...)
	}
	for _, c := range chapters {
		finish(c)
	}
	return chapters
}

// plainTitle reports attributes of the heading that is the title.
func (r *reading) plainTitle(s *doc.Section) {
	for _, at := range []source.Span{s.ID.Span, s.Theme.Span, r.kinds[s]} {
		if at.File != nil {
			r.list.Add(diag.AttributeUnknown, at, "the heading is the guide's title and has no attributes")
		}
	}
}

// describe takes what stands before the first chapter for the guide's
// description, if it has none and plain words are all that is there, but no
// key that should stand between lines.
func describe(m *doc.Meta, lead []doc.Block) bool {
	var paragraphs []string
	for _, b := range lead {
		p, ok := b.(*doc.Paragraph)
		if !ok || m.Description != "" || !wordsOnly(p.Text) || key().MatchString(p.Span.Text()) {
			return false
		}
		paragraphs = append(paragraphs, strings.TrimSpace(doc.Plain(p.Text)))
	}
	if len(lead) > 0 {
		m.Description = strings.Join(paragraphs, "\n\n")
	}
	return true
}

// wordsOnly reports whether text loses nothing but its style as plain text.
func wordsOnly(text []doc.Inline) bool {
	plain := true
	doc.WalkInlines(text, func(n any) {
		switch n.(type) {
		case *doc.Text, *doc.Emphasis, *doc.Strong, *doc.SmallCaps, *doc.Foreign, *doc.Break:
		default:
			plain = false
		}
	})
	return plain
}

package markdown

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// vocabularies says which attributes each block directive takes. The theme
// and the id that nearly all take are written out: this is the table that
// docs/authoring.md shows.
var vocabularies = map[string]vocabulary{
	"pullquote":  {what: "a pullquote", id: true, keys: []string{"by", "from", "theme"}},
	"quote":      {what: "a quote", id: true, keys: []string{"by", "from", "theme"}},
	"callout":    {what: "a callout", id: true, keys: []string{"type", "title", "theme"}},
	"question":   {what: "a question", id: true, keys: []string{"lines", "answer", "theme"}},
	"answer":     {what: "an answer"},
	"faq":        {what: "a faq", id: true, keys: []string{"title"}},
	"glossary":   {what: "a glossary", id: true},
	"timeline":   {what: "a timeline", id: true},
	"character":  {what: "a character", id: true, keys: []string{"name", "role"}},
	"figure":     {what: "a figure", id: true, keys: []string{"width"}},
	"table":      {what: "a table", id: true, keys: []string{"caption"}},
	"contents":   {what: "a contents block"},
	"quotations": {what: "a quotations block", keys: []string{"theme"}},
}

// directiveNames are the names that a message may suggest, in the order in
// which it does.
var directiveNames = []string{"pullquote", "quote", "callout", "note", "tip", "important", "warning", "caution", "question", "answer",
	"faq", "glossary", "timeline", "character", "figure", "table", "contents", "quotations"}

// directive reads a fenced div. What it cannot hold is reported, and follows
// it as a block of its own.
func (r *reading) directive(n *div) []doc.Block {
	if n.stray {
		return nil
	}
	blocks := r.meant(n)
	if n.rest.Text != "" {
		blocks = append(paragraphOf(r.fragment(n.rest)), blocks...)
	}
	return blocks
}

// meant reads a div as what its name says.
func (r *reading) meant(n *div) []doc.Block {
	name := n.name.Text
	if t := doc.CalloutType(strings.TrimPrefix(name, "callout-")); slices.Contains(doc.CalloutTypes, t) {
		r.check(&n.attrs, vocabulary{what: "a callout", id: true, keys: []string{"title", "theme"}})
		return r.callout(n, t)
	}
	if name == "pull-quote" {
		name = "pullquote"
	}
	v, ok := vocabularies[name]
	if !ok {
		return r.unknownDirective(n)
	}
	r.check(&n.attrs, v)
	if around := noPlaceFor(name, n); around != "" {
		r.misplaced(n.open, "%s stands inside %s", v.what, around).Hintf("put it into the text, and not into %s", around)
		return r.blocks(n)
	}
	switch name {
	case "pullquote":
		return r.pullquote(n)
	case "quote":
		return r.quoteBlock(n)
	case "callout":
		t := doc.CalloutNote
		if v := n.attrs.value("type"); v.File != nil {
			t = r.calloutType(v)
		}
		return r.callout(n, t)
	case "question":
		return r.question(n)
	case "answer":
		r.misplaced(n.open, "this answer stands in no question").Hintf("put it between \"::: question\" and its closing :::")
		return r.blocks(n)
	case "faq":
		return r.faq(n)
	case "glossary", "timeline":
		return r.definitionsOnly(n)
	case "character":
		return r.character(n)
	case "figure":
		return r.figure(n)
	case "table":
		return r.captionedTable(n)
	case "contents":
		return r.generated(n, doc.GenerateContents)
	case "quotations":
		return r.generated(n, doc.GenerateQuotations)
	}
	panic("markdown: unexpected directive " + name)
}

// noPlaceFor returns what stands around a block that cannot stand there, or
// "". What is counted or led to has no place in a footnote, which is printed
// in every chapter that refers to it; and the answer to a question holds no
// question, since it may be printed in another place.
func noPlaceFor(name string, n ast.Node) string {
	placed := slices.Contains([]string{"question", "glossary", "timeline", "character", "contents", "quotations"}, name)
	for around := n.Parent(); around != nil; around = around.Parent() {
		switch around := around.(type) {
		case *note:
			if placed {
				return "a footnote"
			}
		case *div:
			if name == "question" && (around.name.Text == "question" || around.name.Text == "answer") {
				return "another question"
			}
		}
	}
	return ""
}

func (r *reading) unknownDirective(n *div) []doc.Block {
	if n.name.Text == "" {
		d := r.list.Add(diag.DirectiveUnknown, n.open, "the block has no name").Hintf("write ::: note, or another name")
		if id := n.attrs.id.Name; strings.HasPrefix(id, "fig-") || strings.HasPrefix(id, "tbl-") { // as Quarto has them
			d.Hintf("write ::: %s {#%s}", map[string]string{"fig-": "figure", "tbl-": "table"}[id[:4]], id)
		}
		return r.blocks(n)
	}
	if t, ok := strings.CutPrefix(n.name.Text, "callout-"); ok {
		return r.callout(n, r.unknownCallout(n.name.Span, t))
	}
	d := r.list.Add(diag.DirectiveUnknown, n.name.Span, "there is no block %q", n.name.Text)
	name := strings.ToLower(n.name.Text)
	switch near := diag.Suggest(name, directiveNames); {
	case slices.Contains(layoutBlocks, name):
		d.Hintf("delete its fences: what stands between them stays")
	case likeBlocks[name] != "":
		d.Hintf("write ::: %s", likeBlocks[name])
	case near != "":
		d.Hintf("did you mean %q?", near)
	default:
		d.Hintf("the blocks are %s", strings.Join(directiveNames, ", "))
	}
	return r.blocks(n)
}

// layoutBlocks are blocks of other tools that say how a page looks, and
// likeBlocks those that say what a thing is, with the block that is the same
// here.
var (
	layoutBlocks = []string{"center", "column", "columns", "column-margin", "column-page", "content-hidden", "content-visible", "incremental",
		"landscape", "layout", "nonincremental", "panel-tabset", "row"}
	likeBlocks = map[string]string{
		"admonition": "note", "aside": "note", "box": "note", "danger": "caution", "hint": "tip", "info": "note", "seealso": "note", "sidebar": "note",
		"attention": "warning", "blockquote": "quote", "epigraph": "quote", "verse": "quote", "activity": "question", "discussion": "question",
		"exercise": "question", "problem": "question", "quiz": "question", "solution": "answer", "definition": "glossary", "profile": "character",
		"image": "figure", "toc": "contents", "tableofcontents": "contents",
	}
)

// divSpan returns the place of a div: from fence to fence.
func (r *reading) divSpan(n *div) source.Span {
	if n.end > 0 {
		return r.file.Span(n.open.Start, n.end)
	}
	return n.open
}

// misplaced reports a block that does not belong into a directive.
func (r *reading) misplaced(at source.Span, format string, args ...any) *diag.Diagnostic {
	return r.list.Add(diag.DirectiveContent, at, format, args...)
}

// calloutType reads the type of a callout, in small letters or capitals.
func (r *reading) calloutType(v doc.Value) doc.CalloutType {
	t := doc.CalloutType(strings.ToLower(v.Text))
	if slices.Contains(doc.CalloutTypes, t) {
		return t
	}
	return r.unknownCallout(v.Span, v.Text)
}

// A likeCallout is a type of callouts that another tool has: what comes nearest
// to it here, and its name where that says what the nearest does not.
type likeCallout struct {
	as   doc.CalloutType
	name string
}

// likeCallouts are those of Obsidian, and of others by those names.
var likeCallouts = map[string]likeCallout{
	"info": {as: doc.CalloutNote}, "abstract": {doc.CalloutNote, "Abstract"}, "summary": {doc.CalloutNote, "Summary"}, "tldr": {doc.CalloutNote, "TL;DR"},
	"todo": {doc.CalloutNote, "To do"}, "example": {doc.CalloutNote, "Example"},
	"hint": {as: doc.CalloutTip}, "success": {as: doc.CalloutTip}, "check": {as: doc.CalloutTip}, "done": {as: doc.CalloutTip},
	"attention": {as: doc.CalloutWarning}, "danger": {as: doc.CalloutCaution}, "error": {as: doc.CalloutCaution}, "bug": {as: doc.CalloutCaution},
	"failure": {as: doc.CalloutCaution}, "fail": {as: doc.CalloutCaution}, "missing": {as: doc.CalloutCaution},
}

// title is what stands at the head when the author wrote nothing there.
func (l likeCallout) title(at source.Span) []doc.Inline {
	if l.name == "" {
		return nil
	}
	return []doc.Inline{&doc.Text{Span: at, Text: l.name}}
}

// unknownCallout reports a type of callout that there is not, and returns the
// one in its place.
func (r *reading) unknownCallout(at source.Span, name string) doc.CalloutType {
	d := r.list.Add(diag.CalloutUnknown, at, "there is no callout %q", name)
	var names []string
	for _, c := range doc.CalloutTypes {
		names = append(names, string(c))
	}
	low := strings.ToLower(name)
	switch like, ok := likeCallouts[low]; {
	case ok:
		d.Hintf("write %s", like.as)
		return like.as
	case low == "quote" || low == "cite":
		d.Hintf("write a block ::: quote, or leave the mark out")
	case low == "question" || low == "faq":
		d.Hintf("write a block ::: question")
	case diag.Suggest(low, names) != "":
		d.Hintf("did you mean %q?", diag.Suggest(low, names))
	default:
		d.Hintf("it can be %s", calloutList())
	}
	return doc.CalloutNote
}

func calloutList() string {
	var names []string
	for _, c := range doc.CalloutTypes {
		names = append(names, string(c))
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// headed takes a heading from the start of a block, as Quarto has titles of
// callouts, and returns its text and the other blocks.
func (r *reading) headed(n *div, text []doc.Inline, what string) ([]doc.Inline, []doc.Block) {
	blocks := r.blocks(n)
	if len(blocks) > 0 && text == nil {
		if h, ok := blocks[0].(*doc.Section); ok {
			text, blocks = h.Heading, blocks[1:]
		}
	}
	return text, r.demoted(blocks, what)
}

// callout reads a callout of a known type.
func (r *reading) callout(n *div, t doc.CalloutType) []doc.Block {
	c := &doc.Callout{Span: r.divSpan(n), ID: n.attrs.id, Type: t, Theme: n.attrs.theme()}
	title := r.fragment(n.attrs.value("title"))
	if c.Title, c.Blocks = r.headed(n, title, "a callout"); len(c.Blocks) == 0 {
		r.misplaced(n.open, "the callout is empty")
		return paragraphOf(c.Title)
	}
	return row(c)
}

// question reads a question with the answer inside it.
func (r *reading) question(n *div) []doc.Block {
	q := &doc.Question{Span: r.divSpan(n), ID: n.attrs.id, Theme: n.attrs.theme(), Lines: r.writingLines(n.attrs.value("lines"))}
	if v := n.attrs.value("answer"); v.Text != "" {
		q.Answer = paragraphOf(r.fragment(v))
	}
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if a, ok := c.(*div); ok && a.name.Text == "answer" && !a.stray {
			r.check(&a.attrs, vocabularies["answer"])
			if q.Answer != nil {
				r.misplaced(a.open, "the question has two answers")
			}
			answer, _ := r.unlisted(r.contained(a, "an answer"))
			q.Answer = append(q.Answer, answer...)
			n.RemoveChild(n, c)
		}
		c = next
	}
	q.Prompt = r.contained(n, "a question")
	if takeRoom(q); len(q.Prompt) == 0 {
		r.misplaced(n.open, "the question asks nothing").Hintf("write it between the fences")
		return q.Answer
	}
	var number source.Span
	if q.Prompt, number = r.unlisted(q.Prompt); number.File != nil {
		r.list.Add(diag.ListNumber, number, "a question gets its number by itself, and this one is printed behind it").
			Hintf("leave it out, or write \\ before its full stop if it is a date")
		takeRoom(q)
	}
	takeAnswer(q)
	return row(q)
}

// takeRoom makes lines of the question of those to write on at the end of what
// is asked.
func takeRoom(q *doc.Question) {
	for len(q.Prompt) > 0 && isRoom(last(q.Prompt).Pos().Text()) && q.Lines < mostLines {
		q.Prompt, q.Lines = q.Prompt[:len(q.Prompt)-1], q.Lines+1
	}
}

// unlisted takes a number that all of a question or an answer stands behind
// for a part of its text, such as a year or a date: there is no list of one.
func (r *reading) unlisted(blocks []doc.Block) (text []doc.Block, number source.Span) {
	if len(blocks) != 1 {
		return blocks, number
	}
	l, ok := blocks[0].(*doc.List)
	if !ok || !l.Ordered || len(l.Items) != 1 || l.Items[0].Box != "" {
		return blocks, number
	}
	it := l.Items[0]
	raw := it.Span.Text()
	end := strings.IndexFunc(raw, func(c rune) bool { return c < '0' || c > '9' }) + 1
	number = r.file.Span(it.Start, it.Start+end)
	words := []doc.Inline{&doc.Text{Span: number, Text: number.Text()}}
	p, ok := first(it.Blocks).(*doc.Paragraph)
	if !ok {
		return append([]doc.Block{&doc.Paragraph{Span: number, Text: words}}, it.Blocks...), number
	}
	blank := &doc.Text{Span: r.file.Span(number.End, p.Start), Text: " "}
	p.Text = append(append(words, blank), p.Text...)
	p.Span = number.To(p.Span)
	return it.Blocks, number
}

func first(blocks []doc.Block) doc.Block {
	if len(blocks) == 0 {
		return nil
	}
	return blocks[0]
}

// mostLines are how many lines to write on a question can have.
const mostLines = 60

// writingLines reads how many lines there are to write on.
func (r *reading) writingLines(v doc.Value) int {
	if v.File == nil {
		return 0
	}
	k, err := strconv.Atoi(v.Text)
	if err != nil || k < 0 || k > mostLines {
		r.list.Add(diag.AttributeValue, v.Span, "\"lines\" is a number from 0 to %d, not %q", mostLines, v.Text)
		return 0
	}
	return k
}

// definitionsOnly reads a glossary or a timeline, which are nothing but a
// definition list.
func (r *reading) definitionsOnly(n *div) []doc.Block {
	var items []*doc.Definition
	var rest []doc.Block
	what := n.name.Text
	const hint = "write each entry as a line, and below it : and what it means"
	const numbered = "a line that begins with a number and a full stop is an item of a list: write \\ before the full stop"
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*east.DefinitionList); ok {
			items = append(items, r.definitions(c)...)
			continue
		}
		for _, b := range r.demoted(r.block(c), "a "+what) {
			d := r.misplaced(b.Pos(), "a %s holds a definition list and nothing else", what)
			if l, ok := b.(*doc.List); ok && l.Ordered {
				d.Hintf(numbered)
			} else {
				d.Hintf(hint)
			}
			rest = append(rest, b)
		}
	}
	switch {
	case len(items) == 0:
		if len(rest) == 0 {
			r.misplaced(n.open, "the %s is empty", what).Hintf(hint)
		}
		return rest
	case what == "glossary":
		return append(row(&doc.Glossary{Span: r.divSpan(n), ID: n.attrs.id, Items: items}), rest...)
	}
	return append(row(&doc.Timeline{Span: r.divSpan(n), ID: n.attrs.id, Events: items}), rest...)
}

// character reads a profile. Its name may stand as a heading, too.
func (r *reading) character(n *div) []doc.Block {
	c := &doc.CharacterProfile{Span: r.divSpan(n), ID: n.attrs.id, Part: r.fragment(n.attrs.value("role"))}
	name := r.fragment(n.attrs.value("name"))
	if c.Name, c.Blocks = r.headed(n, name, "a character's profile"); c.Name == nil {
		r.misplaced(n.open, "the character has no name").Hintf("write ::: character {name=\"…\"}")
		return append(paragraphOf(c.Part), c.Blocks...)
	}
	return row(c)
}

// figure reads an image with what is said of it in a div.
func (r *reading) figure(n *div) []doc.Block {
	var f *doc.Figure
	var rest []doc.Block
	for _, b := range r.contained(n, "a figure") {
		if x, ok := b.(*doc.Figure); ok && f == nil {
			f = x
			continue
		}
		if p, ok := b.(*doc.Paragraph); ok && f != nil && f.Caption == nil {
			f.Caption = p.Text
			continue
		}
		r.misplaced(b.Pos(), "a figure holds one image, and below it one paragraph as its caption")
		rest = append(rest, b)
	}
	if f == nil {
		r.misplaced(n.open, "the figure has no image").Hintf("write ![what it shows](file.png) in a paragraph of its own")
		return rest
	}
	if id := n.attrs.id; id.Name != "" {
		f.ID = id
	}
	if w := n.attrs.value("width"); w.File != nil {
		f.Image.Width = r.percent(w)
	}
	f.Span = r.divSpan(n)
	return append(row(f), rest...)
}

// captionedTable reads a table with its caption in a div.
func (r *reading) captionedTable(n *div) []doc.Block {
	var t *doc.Table
	var rest []doc.Block
	for _, b := range r.contained(n, "a table") {
		if x, ok := b.(*doc.Table); ok && t == nil {
			t = x
			continue
		}
		r.misplaced(b.Pos(), "a table block holds one table and nothing else").
			Hintf("give the block a caption with {caption=\"…\"}")
		rest = append(rest, b)
	}
	if t == nil {
		r.misplaced(n.open, "the block holds no table").Hintf("a table has a line | --- | --- | under its head")
		return rest
	}
	if id := n.attrs.id; id.Name != "" {
		t.ID = id
	}
	if c := n.attrs.value("caption"); c.Text != "" {
		if t.Caption != nil {
			r.misplaced(c.Span, "the table has two captions")
			rest = append(paragraphOf(t.Caption), rest...)
		}
		t.Caption = r.fragment(c)
	}
	t.Span = r.divSpan(n)
	return append(row(t), rest...)
}

// generated reads a block that is filled in later.
func (r *reading) generated(n *div, what doc.Generator) []doc.Block {
	rest := r.contained(n, "a block that is filled in")
	for _, b := range rest {
		r.misplaced(b.Pos(), "the block %q is filled in, and holds nothing itself", n.name.Text)
	}
	return append(row(&doc.Generated{Span: r.divSpan(n), What: what, Theme: n.attrs.theme()}), rest...)
}

// faq reads a run of questions: its headings, with what follows each.
func (r *reading) faq(n *div) []doc.Block {
	title := r.fragment(n.attrs.value("title"))
	if n.Parent().Kind() != ast.KindDocument {
		r.misplaced(n.open, "a faq stands inside another block").Hintf("it becomes an appendix; let it stand by itself")
		return append(paragraphOf(title), r.blocks(n)...)
	}
	f := &doc.FAQ{Span: r.divSpan(n), ID: n.attrs.id, Heading: title}
	lead, sections := r.nest(r.blocks(n), 2)
	if len(lead) > 0 {
		r.misplaced(lead[0].Pos(), "text stands before the first question").Hintf("each question of a faq is a heading: ## Why?")
	}
	if len(sections) == 0 {
		r.misplaced(n.open, "the faq has no questions").Hintf("each question is a heading: ## Why?")
		return append(paragraphOf(title), lead...)
	}
	for _, s := range sections {
		f.Questions = append(f.Questions, asQuestion(s))
	}
	return append(lead, f)
}

// asQuestion makes a question of a section: the heading asks, the rest
// answers.
func asQuestion(s *doc.Section) *doc.Question {
	q := &doc.Question{Span: s.Span, ID: s.ID, Theme: s.Theme, Answer: s.Blocks}
	q.Prompt = []doc.Block{&doc.Paragraph{Span: s.Span, Text: s.Heading}}
	return q
}

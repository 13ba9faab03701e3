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

// directive reads a fenced div.
func (r *reading) directive(n *div) doc.Block {
	if n.stray {
		return nil
	}
	name := n.name
	if slices.Contains(doc.CalloutTypes, doc.CalloutType(strings.TrimPrefix(name.Text, "callout-"))) {
		return r.callout(n, doc.CalloutType(strings.TrimPrefix(name.Text, "callout-")))
	}
	if name.Text == "pull-quote" {
		name.Text = "pullquote"
	}
	v, ok := vocabularies[name.Text]
	if !ok {
		return r.unknownDirective(n)
	}
	r.check(&n.attrs, v)
	switch name.Text {
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
		r.list.Add(diag.DirectiveContent, n.open, "an answer stands inside a question").
			Hintf("put it between \"::: question\" and its closing :::")
		return r.group(n, "an answer")
	case "faq":
		return r.faq(n)
	case "glossary":
		return &doc.Glossary{Span: r.divSpan(n), ID: n.attrs.id, Items: r.onlyDefinitions(n)}
	case "timeline":
		return &doc.Timeline{Span: r.divSpan(n), ID: n.attrs.id, Events: r.onlyDefinitions(n)}
	case "character":
		return r.character(n)
	case "figure":
		return r.figure(n)
	case "table":
		return r.captionedTable(n)
	case "contents":
		return r.generated(n, doc.GenerateContents)
	default: // quotations
		return r.generated(n, doc.GenerateQuotations)
	}
}

func (r *reading) unknownDirective(n *div) doc.Block {
	if n.name.Text == "" {
		r.list.Add(diag.DirectiveUnknown, n.open, "the block has no name").Hintf("write ::: note, or another name")
		return r.group(n, "a block")
	}
	d := r.list.Add(diag.DirectiveUnknown, n.name.Span, "there is no block %q", n.name.Text)
	switch near := diag.Suggest(strings.ToLower(n.name.Text), directiveNames); {
	case strings.HasPrefix(n.name.Text, "callout-"):
		d.Code = diag.CalloutUnknown
		d.Message = "there is no callout \"" + strings.TrimPrefix(n.name.Text, "callout-") + "\""
		d.Hintf("it can be %s", calloutList())
	case near != "":
		d.Hintf("did you mean %q?", near)
	default:
		d.Hintf("the blocks are %s", strings.Join(directiveNames, ", "))
	}
	return r.group(n, "a block")
}

// group keeps what is in a div whose meaning is in doubt, so that problems
// in it are found in the same run.
func (r *reading) group(n *div, what string) doc.Block {
	return &doc.Quote{Span: r.divSpan(n), Blocks: r.contained(n, what)}
}

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
	d := r.list.Add(diag.CalloutUnknown, v.Span, "there is no callout %q", v.Text)
	var names []string
	for _, c := range doc.CalloutTypes {
		names = append(names, string(c))
	}
	if near := diag.Suggest(string(t), names); near != "" {
		d.Hintf("did you mean %q?", near)
	} else {
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

// callout reads a callout of a known type. As in Quarto, a heading at its
// start is its title.
func (r *reading) callout(n *div, t doc.CalloutType) doc.Block {
	if n.name.Text != "callout" {
		r.check(&n.attrs, vocabulary{what: "a callout", id: true, keys: []string{"title", "theme"}})
	}
	c := &doc.Callout{Span: r.divSpan(n), ID: n.attrs.id, Type: t, Title: r.fragment(n.attrs.value("title")), Theme: n.attrs.theme()}
	blocks := r.blocks(n)
	if len(blocks) > 0 && c.Title == nil {
		if h, ok := blocks[0].(*doc.Section); ok {
			c.Title, blocks = h.Heading, blocks[1:]
		}
	}
	if c.Blocks = r.demoted(blocks, "a callout"); len(c.Blocks) == 0 {
		r.misplaced(n.open, "the callout is empty")
	}
	return c
}

// question reads a question with the answer inside it.
func (r *reading) question(n *div) doc.Block {
	q := &doc.Question{Span: r.divSpan(n), ID: n.attrs.id, Theme: n.attrs.theme(), Lines: r.writingLines(n.attrs.value("lines"))}
	if v := n.attrs.value("answer"); v.Text != "" {
		q.Answer = []doc.Block{&doc.Paragraph{Span: v.Span, Text: r.fragment(v)}}
	}
	for c := n.FirstChild(); c != nil; {
		next := c.NextSibling()
		if a, ok := c.(*div); ok && a.name.Text == "answer" && !a.stray {
			r.check(&a.attrs, vocabularies["answer"])
			if q.Answer != nil {
				r.misplaced(a.open, "the question has two answers")
			}
			q.Answer = append(q.Answer, r.contained(a, "an answer")...)
			n.RemoveChild(n, c)
		}
		c = next
	}
	q.Prompt = r.contained(n, "a question")
	if len(q.Prompt) == 0 {
		r.misplaced(n.open, "the question asks nothing").Hintf("write it between the fences")
	}
	return q
}

// writingLines reads how many lines there are to write on.
func (r *reading) writingLines(v doc.Value) int {
	if v.File == nil {
		return 0
	}
	const most = 60
	k, err := strconv.Atoi(v.Text)
	if err != nil || k < 0 || k > most {
		r.list.Add(diag.AttributeValue, v.Span, "\"lines\" is a number from 0 to %d, not %q", most, v.Text)
		return 0
	}
	return k
}

// onlyDefinitions reads a div that is nothing but a definition list.
func (r *reading) onlyDefinitions(n *div) []*doc.Definition {
	var items []*doc.Definition
	what := n.name.Text
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*east.DefinitionList); ok {
			items = append(items, r.definitions(c)...)
		} else if b := r.block(c); b != nil {
			r.misplaced(b.Pos(), "a %s holds a definition list and nothing else", what).
				Hintf("write each entry as a line, and below it : and what it means")
		}
	}
	if len(items) == 0 {
		r.misplaced(n.open, "the %s is empty", what).Hintf("write each entry as a line, and below it : and what it means")
	}
	return items
}

// character reads a profile. Its name may stand as a heading, too.
func (r *reading) character(n *div) doc.Block {
	c := &doc.CharacterProfile{Span: r.divSpan(n), ID: n.attrs.id, Name: r.fragment(n.attrs.value("name")), Part: r.fragment(n.attrs.value("role"))}
	blocks := r.blocks(n)
	if len(blocks) > 0 && c.Name == nil {
		if h, ok := blocks[0].(*doc.Section); ok {
			c.Name, blocks = h.Heading, blocks[1:]
		}
	}
	if c.Name == nil {
		r.misplaced(n.open, "the character has no name").Hintf("write ::: character {name=\"…\"}")
	}
	c.Blocks = r.demoted(blocks, "a character's profile")
	return c
}

// figure reads an image with what is said of it in a div.
func (r *reading) figure(n *div) doc.Block {
	var f *doc.Figure
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
	}
	if f == nil {
		r.misplaced(n.open, "the figure has no image").Hintf("write ![what it shows](file.png) in a paragraph of its own")
		return nil
	}
	if id := n.attrs.id; id.Name != "" {
		f.ID = id
	}
	if w := n.attrs.value("width"); w.File != nil {
		f.Width = r.percent(w)
	}
	f.Span = r.divSpan(n)
	return f
}

// captionedTable reads a table with its caption in a div.
func (r *reading) captionedTable(n *div) doc.Block {
	var t *doc.Table
	for _, b := range r.contained(n, "a table") {
		if x, ok := b.(*doc.Table); ok && t == nil {
			t = x
			continue
		}
		r.misplaced(b.Pos(), "a table block holds one table and nothing else").
			Hintf("give the block a caption with {caption=\"…\"}")
	}
	if t == nil {
		r.misplaced(n.open, "the block holds no table").Hintf("a table has a line | --- | --- | under its head")
		return nil
	}
	if id := n.attrs.id; id.Name != "" {
		t.ID = id
	}
	if c := n.attrs.value("caption"); c.Text != "" {
		if t.Caption != nil {
			r.misplaced(c.Span, "the table has two captions")
		}
		t.Caption = r.fragment(c)
	}
	t.Span = r.divSpan(n)
	return t
}

// generated reads a block that is filled in later.
func (r *reading) generated(n *div, what doc.Generator) doc.Block {
	for _, b := range r.contained(n, "a block that is filled in") {
		r.misplaced(b.Pos(), "the block %q is filled in, and holds nothing itself", n.name.Text)
	}
	return &doc.Generated{Span: r.divSpan(n), What: what, Theme: n.attrs.theme()}
}

// faq reads a run of questions: its headings, with what follows each.
func (r *reading) faq(n *div) doc.Block {
	f := &doc.FAQ{Span: r.divSpan(n), ID: n.attrs.id, Heading: r.fragment(n.attrs.value("title"))}
	if n.Parent() == nil || n.Parent().Kind() != ast.KindDocument {
		r.misplaced(n.open, "a faq stands inside another block").Hintf("it becomes an appendix; let it stand by itself")
	}
	lead, sections := r.nest(r.blocks(n), 2)
	if len(lead) > 0 {
		r.misplaced(lead[0].Pos(), "text stands before the first question").Hintf("each question of a faq is a heading: ## Why?")
	}
	if len(sections) == 0 {
		r.misplaced(n.open, "the faq has no questions").Hintf("each question is a heading: ## Why?")
	}
	for _, s := range sections {
		f.Questions = append(f.Questions, asQuestion(s))
	}
	return f
}

// asQuestion makes a question of a section: the heading asks, the rest
// answers.
func asQuestion(s *doc.Section) *doc.Question {
	q := &doc.Question{Span: s.Span, ID: s.ID, Theme: s.Theme, Answer: s.Blocks}
	q.Prompt = []doc.Block{&doc.Paragraph{Span: s.Span, Text: s.Heading}}
	return q
}

// blockquote reads "> ": a callout, a pull-quote where the guide asks for
// that, or a quotation.
func (r *reading) blockquote(n *ast.Blockquote) doc.Block {
	if mark, ok := r.callouts[n]; ok {
		return r.githubCallout(n, mark)
	}
	credit, end := r.credit(n)
	blocks := r.contained(n, "a quotation")
	at := r.around(n, blocks)
	at.End = max(at.End, end)
	if r.options.Quotes == doc.QuotePull && len(blocks) == 1 {
		if p, ok := blocks[0].(*doc.Paragraph); ok && unquote([]*doc.Paragraph{p}) {
			return &doc.PullQuote{Span: at, Spoken: true, Credit: credit, Text: []*doc.Paragraph{p}}
		}
	}
	return &doc.Quote{Span: at, Credit: credit, Blocks: blocks}
}

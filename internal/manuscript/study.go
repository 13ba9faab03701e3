package manuscript

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"guidec/internal/doc"
)

// div writes a fenced div, with longer fences than any div in it has.
func div(name string, a attributes, body string) string {
	colons := 3
	for line := range strings.Lines(body) {
		line = strings.TrimLeft(line, " >")
		if n := len(line) - len(strings.TrimLeft(line, ":")); n >= 3 {
			colons = max(colons, n+1)
		}
	}
	fence := strings.Repeat(":", colons)
	return fence + " " + name + a.after() + "\n" + body + fence + "\n"
}

// quote writes a block quotation: with ">" where nothing but its words is to
// be said of it, and as a div where more is, or where a last line would be
// taken for its credit or the whole for a pull-quote.
func (w *writer) quote(q *doc.Quote) string {
	in := *w
	in.quoted, in.inList = true, false
	body := in.blocks(q.Blocks)
	if q.ID.Name == "" && q.Theme.Name == "" && !q.Credit.Given() && w.manuscript.guide.Meta.Quotes != doc.QuotePull && body != "" {
		return prefixed("> ", body)
	}
	a := attributes{}.with(q.ID)
	w.credit(&a, q.Credit)
	a.pair("theme", q.Theme.Name)
	return div("quote", a, body)
}

func (w *writer) credit(a *attributes, c doc.Credit) {
	a.markdown("by", w.inlines(c.By, place{}))
	a.markdown("from", w.inlines(c.From, place{}))
}

// pullQuote writes a pull-quote, in quotation marks when it is spoken.
func (w *writer) pullQuote(q *doc.PullQuote) string {
	a := attributes{}.with(q.ID)
	w.credit(&a, q.Credit)
	a.pair("theme", q.Theme.Name)
	paragraphs := q.Text
	if q.Spoken {
		paragraphs = inMarks(q.Text)
	}
	in := *w
	in.quoted, in.inList = true, false
	var body []string
	for _, p := range paragraphs {
		body = append(body, in.paragraph(p))
	}
	return div("pullquote", a, strings.Join(body, "\n"))
}

// inMarks returns the paragraphs with quotation marks around them, of the
// first kind that they have none of inside.
func inMarks(ps []*doc.Paragraph) []*doc.Paragraph {
	if len(ps) == 0 {
		return nil
	}
	var words string
	for _, p := range ps {
		words += doc.Plain(p.Text)
	}
	for _, m := range []string{`""`, "“”", "«»", "„“"} {
		if strings.ContainsAny(words, m) {
			continue
		}
		open, size := utf8.DecodeRuneInString(m)
		out := append([]*doc.Paragraph(nil), ps...)
		last := len(ps) - 1
		out[0] = &doc.Paragraph{Span: ps[0].Span, Text: opened(ps[0].Text, string(open))}
		out[last] = &doc.Paragraph{Span: ps[last].Span, Text: closed(out[last].Text, m[size:])}
		return out
	}
	return ps
}

// opened puts a mark before the first words, within what styles them.
func opened(text []doc.Inline, mark string) []doc.Inline {
	if len(text) == 0 {
		return text
	}
	first := restyled(text[0], func(t []doc.Inline) []doc.Inline { return opened(t, mark) })
	if t, ok := text[0].(*doc.Text); ok {
		first = &doc.Text{Span: t.Span, Text: mark + t.Text}
	}
	return append([]doc.Inline{first}, text[1:]...)
}

// closed puts a mark behind the last words, within what styles them and
// before the marks of notes.
func closed(text []doc.Inline, mark string) []doc.Inline {
	end := len(text)
	for end > 0 {
		if _, ok := text[end-1].(*doc.NoteRef); !ok {
			break
		}
		end--
	}
	if end == 0 {
		return text
	}
	last := restyled(text[end-1], func(t []doc.Inline) []doc.Inline { return closed(t, mark) })
	if t, ok := text[end-1].(*doc.Text); ok {
		last = &doc.Text{Span: t.Span, Text: t.Text + mark}
	}
	out := append(append([]doc.Inline(nil), text[:end-1]...), last)
	return append(out, text[end:]...)
}

// restyled returns the inline with other text inside, or itself if it has
// none.
func restyled(n doc.Inline, f func([]doc.Inline) []doc.Inline) doc.Inline {
	switch n := n.(type) {
	case *doc.Emphasis:
		return &doc.Emphasis{Span: n.Span, Text: f(n.Text)}
	case *doc.Strong:
		return &doc.Strong{Span: n.Span, Text: f(n.Text)}
	case *doc.Strike:
		return &doc.Strike{Span: n.Span, Text: f(n.Text)}
	case *doc.SmallCaps:
		return &doc.SmallCaps{Span: n.Span, Text: f(n.Text)}
	case *doc.Foreign:
		return &doc.Foreign{Span: n.Span, Lang: n.Lang, Text: f(n.Text)}
	case *doc.Link:
		return &doc.Link{Span: n.Span, URL: n.URL, Text: f(n.Text)}
	case *doc.CrossRef:
		return &doc.CrossRef{Span: n.Span, Path: n.Path, ID: n.ID, Text: f(n.Text)}
	case *doc.TermRef:
		return &doc.TermRef{Span: n.Span, Term: n.Term, Text: f(n.Text)}
	case *doc.Text, *doc.CodeSpan, *doc.NoteRef, *doc.Image, *doc.Break:
		return n
	default:
		panic(fmt.Sprintf("manuscript: unexpected inline %T", n))
	}
}

// callout writes a callout. A title that has more than words is a heading
// in it.
func (w *writer) callout(c *doc.Callout) string {
	a := attributes{}.with(c.ID)
	body := w.outside().blocks(c.Blocks)
	if title, plain := onlyWords(c.Title); plain {
		a.words("title", title)
	} else {
		body = heading(2, w.inlines(c.Title, place{heading: true}), attributes{}) + lead(body)
	}
	a.pair("theme", c.Theme.Name)
	return div(string(c.Type), a, body)
}

// outside is a writer for what stands in a div.
func (w *writer) outside() *writer {
	in := *w
	in.inList, in.quoted = false, false
	return &in
}

// onlyWords returns the words of a text that is nothing else.
func onlyWords(text []doc.Inline) (words string, ok bool) {
	if len(text) == 0 {
		return "", true
	}
	t, ok := text[0].(*doc.Text)
	if !ok || len(text) > 1 {
		return "", false
	}
	return t.Text, true
}

func (w *writer) question(q *doc.Question) string {
	a := attributes{}.with(q.ID)
	if q.Lines > 0 {
		a.pair("lines", fmt.Sprint(q.Lines))
	}
	a.pair("theme", q.Theme.Name)
	in := w.outside()
	body := in.blocks(q.Prompt)
	if q.Answer != nil {
		body += lead(div("answer", attributes{}, in.blocks(q.Answer)))
	}
	return div("question", a, body)
}

// faq writes a run of questions in the middle of a chapter.
func (w *writer) faq(f *doc.FAQ) string {
	a := attributes{}.with(f.ID)
	a.markdown("title", w.inlines(f.Heading, place{heading: true}))
	var questions []doc.Block
	for _, q := range f.Questions {
		questions = append(questions, q)
	}
	return div("faq", a, w.outside().questions(questions))
}

// questions writes the questions of an FAQ as headings with their answers
// below. One that a heading cannot hold is a div.
func (w *writer) questions(bs []doc.Block) string {
	return w.joined(bs, "\n", func(b doc.Block) string {
		q, ok := b.(*doc.Question)
		if !ok || q.Lines > 0 || len(q.Prompt) != 1 {
			return w.block(b)
		}
		p, ok := q.Prompt[0].(*doc.Paragraph)
		if !ok {
			return w.block(b)
		}
		a := attributes{}.with(q.ID)
		a.pair("theme", q.Theme.Name)
		return heading(2, w.inlines(p.Text, place{heading: true}), a) + lead(w.blocks(q.Answer))
	})
}

func (w *writer) character(c *doc.CharacterProfile) string {
	a := attributes{}.with(c.ID)
	body := w.outside().blocks(c.Blocks)
	if name, plain := onlyWords(c.Name); plain {
		a.words("name", name)
	} else {
		body = heading(2, w.inlines(c.Name, place{heading: true}), attributes{}) + lead(body)
	}
	a.markdown("role", w.inlines(c.Part, place{heading: true}))
	return div("character", a, body)
}

// figure writes an image by itself; as a div when its caption has more than
// words.
func (w *writer) figure(f *doc.Figure) string {
	a := attributes{}.with(f.ID)
	if caption, plain := onlyWords(f.Caption); plain && strings.Join(strings.Fields(caption), " ") == caption {
		return image(f.Image, caption, a) + "\n"
	}
	return div("figure", a, image(f.Image, "", attributes{})+"\n\n"+w.inlines(f.Caption, place{lineStart: true})+"\n")
}

// table writes a table, with its caption below.
func (w *writer) table(t *doc.Table) string {
	var b strings.Builder
	line := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	texts := func(row []doc.Cell) []string {
		var cells []string
		for i := range t.Columns {
			text := ""
			if i < len(row) {
				text = escapePipes(w.inlines(row[i].Text, place{heading: true}))
			}
			cells = append(cells, text)
		}
		return cells
	}
	line(texts(t.Head))
	var rules []string
	for _, a := range t.Columns {
		rules = append(rules, [...]string{doc.AlignNone: "---", doc.AlignLeft: ":--", doc.AlignCenter: ":-:", doc.AlignRight: "--:"}[a])
	}
	line(rules)
	for _, r := range t.Rows {
		line(texts(r))
	}
	a := attributes{}.with(t.ID)
	switch {
	case len(t.Caption) > 0:
		b.WriteString("\n: " + w.inlines(t.Caption, place{heading: true}) + a.after() + "\n")
	case t.ID.Name != "":
		return div("table", a, b.String())
	}
	return b.String()
}

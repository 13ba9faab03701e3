package markdown

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// Lines that count by letters from A on are answers to choose from:
//
//	a. Fear
//	b. Honour
//
// CommonMark knows only lists that count by numbers, and would run the lines
// together.

var choiceMark = pattern.Lazy(`^(\(?[A-Za-z][.)])[ \t]+[^ \t\n]`)

// A choice is where a line begins with a letter.
type choice struct {
	text *ast.Text // whose first signs are the mark
	at   int       // offset of the mark
	mark string    // as in "a." or "(B)"
	to   ast.Node  // behind its words; nil at the end of the paragraph
	end  int       // offset of their end
}

// choices returns where the choices begin in a stretch of a paragraph, which
// are two at least or none.
func (r *reading) choices(from, to ast.Node, end int) []choice {
	if all := r.count(nil, from, to, end); len(all) > 1 {
		return r.endedByLabel(all)
	}
	return nil
}

// What stands below the choices of a question says first what it is.
const (
	answerWords = `(?:(?:the )?(?:correct |right )?answer|(?:richtige )?antwort|lösung|(?:bonne )?réponse|respuesta(?: correcta)?|risposta(?: corretta| esatta)?)`
	remarkWords = `(?:explanation|rationale|hint|erklärung|begründung|hinweis|explication|indice|explicación|pista|spiegazione|suggerimento)`
)

var (
	labelOfLine   = pattern.Lazy(`(?i)^[^\pL\d\n\\]{0,8}(?:` + answerWords + `|` + remarkWords + `)[*_ \x{A0}]*:`)
	labelOfAnswer = pattern.Lazy(`(?i)^[^\pL\d("“„«\[]{0,8}` + answerWords + `[ \x{A0}]*:[ \x{A0}]*`)
)

// endedByLabel ends the last choice before a line that has a label. Where
// another choice has such a line, it is a part of each.
func (r *reading) endedByLabel(all []choice) []choice {
	for i, x := range all {
		n := r.labelBelow(x.text, x.to)
		if n == x.to {
			continue
		}
		if i == len(all)-1 {
			all[i].to = n
			all[i].end, _ = r.bounds(n)
		}
		break
	}
	return all
}

// labelBelow returns where the next line with a label begins, behind from and
// before to; or to.
func (r *reading) labelBelow(from, to ast.Node) ast.Node {
	for n := from.NextSibling(); n != to; n = n.NextSibling() {
		if at, _ := r.bounds(n); r.beginsLine(n) && labelOfLine().MatchString(r.file.Text[at:]) {
			return n
		}
	}
	return to
}

// takeAnswer makes the answer of a question of what says below its choices
// that it is one. With other choices behind them it may be that of a part.
func takeAnswer(q *doc.Question) {
	below := slices.IndexFunc(q.Prompt, doc.IsA[*doc.Choices]) + 1
	if below == 0 || q.Answer != nil || slices.ContainsFunc(q.Prompt[below:], doc.IsA[*doc.Choices]) {
		return
	}
	for i, b := range q.Prompt[below:] {
		p, ok := b.(*doc.Paragraph)
		if !ok || !labelOfLine().MatchString(p.Span.Text()) {
			continue
		}
		plain := doc.Plain(p.Text)
		label := labelOfAnswer().FindString(plain)
		if label == "" || strings.Trim(plain[len(label):], "_.… ") == "" { // room for the answer
			continue
		}
		p.Text = trim(withoutStart(p.Text, len(label)))
		q.Prompt, q.Answer = q.Prompt[:below+i], q.Prompt[below+i:]
		return
	}
}

// withoutStart cuts the first bytes from a text, as far as they are words.
func withoutStart(text []doc.Inline, size int) []doc.Inline {
	for size > 0 {
		t := firstText(text)
		if t == nil || t.Text == "" {
			break
		}
		n := min(size, len(t.Text))
		cutStart(t, n)
		if size -= n; t.Text == "" && len(doc.Inner(text[0])) < 2 {
			text = text[1:]
		}
	}
	return text
}

// apart returns the choices of paragraphs that follow each other, from n on,
// and the last of these paragraphs. There are two at least or none, and each
// begins with a choice.
func (r *reading) apart(n ast.Node) (all []choice, last ast.Node) {
	for ; n != nil && (n.Kind() == ast.KindParagraph || n.Kind() == ast.KindTextBlock); n = n.NextSibling() {
		first, ok := n.FirstChild().(*ast.Text)
		if !ok || r.markOf(first) == "" {
			break
		}
		more := r.count(all, first, nil, r.lines(n).End)
		if len(more) == len(all) || more[len(all)].text != first {
			break
		}
		all, last = more, n
	}
	if len(all) == 0 || all[0].text.Parent() == last {
		return nil, nil
	}
	return r.endedByLabel(all), last
}

// count adds the choices of a stretch of a paragraph to those before. Their
// marks are alike but for the letter, which is the next one each time.
func (r *reading) count(all []choice, from, to ast.Node, end int) []choice {
	before := len(all)
	for n := from; n != to; n = n.NextSibling() {
		t, ok := n.(*ast.Text)
		if !ok || n != from && !r.beginsLine(t) {
			continue
		}
		mark := r.markOf(t)
		if mark == "" {
			continue
		}
		at, _ := r.bounds(t)
		switch last := len(all) - 1; {
		case last < 0:
			if !strings.ContainsAny(mark, "aA") {
				continue
			}
		case mark != following(all[last].mark):
			continue
		case last >= before:
			all[last].to, all[last].end = t, at
		}
		all = append(all, choice{t, at, mark, to, end})
	}
	return all
}

// markOf is the mark of a choice that a text begins with, or "".
func (r *reading) markOf(t *ast.Text) string {
	at, _ := r.bounds(t)
	if m := choiceMark().FindStringSubmatch(r.file.Text[at:]); m != nil {
		return m[1]
	}
	return ""
}

// following is the mark that counts one further.
func following(mark string) string {
	letter := len(mark) - 2
	return mark[:letter] + string(mark[letter]+1) + mark[letter+1:]
}

// beginsLine reports whether an inline is the first of a line. Behind a
// backslash a line goes on.
func (r *reading) beginsLine(n ast.Node) bool {
	before, ok := n.PreviousSibling().(*ast.Text)
	return ok && endsLine(before) && !(before.HardLineBreak() && r.source[before.Segment.Stop] == '\\')
}

// readChoices reads the choices at such places.
func (r *reading) readChoices(all []choice) *doc.Choices {
	c := &doc.Choices{Capital: strings.Contains(all[0].mark, "A")}
	for _, x := range all {
		text := r.between(x.text, x.to, 0)
		if first, ok := text[0].(*doc.Text); ok { // begins with the mark
			first.Text = strings.TrimLeft(strings.TrimPrefix(first.Text, x.mark), " ")
			first.Start = len(r.file.Text) - len(strings.TrimLeft(r.file.Text[x.at+len(x.mark):], " \t"))
		}
		c.Items = append(c.Items, &doc.Choice{Span: r.trimmed(x.at, x.end), Text: trim(text)})
	}
	c.Span = c.Items[0].To(c.Items[len(c.Items)-1].Span)
	return c
}

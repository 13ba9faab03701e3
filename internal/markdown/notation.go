package markdown

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// Guides come from other tools, whose notation is plain text here: the
// reader of the book would meet "[@smith2004]" and "$x^2$" as they stand.
// That is no fault of the Markdown, so it is a warning, and no word is lost.

// A notation is one that guidec does not read. What the pattern matches is
// the place, or its first group where it has one.
type notation struct {
	sign    string // stands in every match, and costs less to look for
	what    string
	pattern func() *regexp.Regexp
	hint    string
}

const formulaHint = "write it with signs, as in x² + y², or show it as an image"

// inText are notations within a line of text.
var inText = []notation{
	{"@", "a reference to a figure, table or section", pattern.Lazy(`(?:^|[^\w@])(@(?:fig|tbl|sec|eq|lst)[-:][\w-]+)`),
		"write [](#name), with the name that the place has in braces"},
	{"@", "a citation", pattern.Lazy(`\[[^\]\[@]{0,40}-?@[\pL\d_][^\]\[]*\]|(?:^|\s)(@[\pL_-]+\d{4}[a-z]?)\b`),
		"write a footnote, [^1], or name the source in the text"},
	{"$", "a formula", pattern.Lazy(`\$\$[^$]*\$\$|\$(?:[^\s\pZ$\\]|[^\s\pZ$][^$\n]*[^\s\pZ$\\])\$(?:\D|$)`),
		formulaHint + "; a $ that is text is written \\$"},
	{"\\(", "a formula", pattern.Lazy(`\\\((?:[^\n]*?[=_^\\{}<>+][^\n]*?|\s*\pL\s*)\\\)`), formulaHint},
	{"\\[", "a formula", pattern.Lazy(`(?sm)^[ \t]*(\\\[[ \t]*\n.*?\n[ \t]*\\\])[ \t]*$`), formulaHint},
	{"\\[", "a formula", pattern.Lazy(`\\\[[ \t](?:[^\[\]\n]*[^\[\]\\\n])?\\[A-Za-z][^\[\]\n]*[ \t]\\\]`), formulaHint},
	{"{{", "a shortcode", pattern.Lazy(`\{\{[^{}\n]*\}\}`), "delete it: nothing fills it in"},
	{"{%", "a tag of a template", pattern.Lazy(`\{%[^{}\n]*%\}`), "delete it: nothing fills it in"},
	{"{:", "a list of attributes after a colon", pattern.Lazy(`\{:[^{}\n]*\}`), "write {#name} behind what has the name, or delete it"},
	{"{", "a list of attributes", attributesOnLine, "names and classes stand behind headings, pictures, captions of tables and [words], on the same line; else delete it"},
	{"^[", "a note that is not closed", pattern.Lazy(`\^\[`), "close it: ^[the note's text]"},
	{"[[", "a wiki link", pattern.Lazy(`!?\[\[[^\[\]\n]+\]\]`), "write [words](#name), [](file.md) or ![what it shows](file.png)"},
	{"[TOC]", "a place for the contents", pattern.Lazy(`\[TOC\]`), "delete it: the book has contents; a chapter's own are a block ::: contents"},
	{"==", "a highlight", pattern.Lazy(`==[^\s=](?:[^=\n]*[^\s=])?==`), "write *words* or **words**"},
	{"%%", "a comment", pattern.Lazy(`%%[^%\n]+%%`), "write <!-- words for yourself -->"},
	{"**", "emphasis with a blank inside its stars", pattern.Lazy(`(?:^|[^\pL\d*])(\*\*(?:[ \t]+[^*\n]*\pL{2}[^*\n]*|[^*\s][^*\n]*\pL{2}[^*\n]*[ \t]+)\*\*)(?:$|[^\pL\d*])`),
		"leave the blank out: **words**; a star that is text is written \\*"},
	{"**", "emphasis that runs into the next word", pattern.Lazy(`(?:^|[^\pL\d*])(\*\*[^*\s][^*\n]*[.,;:!?…»”"')]\*\*)[\pL\d]`),
		"put a blank behind the closing **, or its last sign behind the stars: **words**!"},
	{"**", "emphasis that is not closed", pattern.Lazy(`(?:^|[^\pL\d*])(\*\*\pL[^\s*]*)`),
		"close it with ** in the same paragraph; a star that is text is written \\*"},
	{"[^", "the mark of a note with a blank in it", pattern.Lazy(`\[\^(?:[ \t]+[^\]\[\s]|[^\]\[\s]+[ \t])[^\]\[\n]*\]`),
		"the name of a note has no blank: [^one]; a note in its place is ^[words]"},
	{"^ [", "a note with a blank behind its ^", pattern.Lazy(`\^ +\[[^\]\[\n]+\]`), "leave the blank out: ^[the note's text]"},
	{"^", "a superscript", pattern.Lazy(`\^[^\s^\[\]]{1,20}\^`), "use a sign such as ² or ⁿ"},
	{"^", "the name of a paragraph", pattern.Lazy(`\s(\^[A-Za-z0-9-]+)\s*$`), "delete it, or refer to a heading's name: {#name}"},
	{"\\", "a command of LaTeX", pattern.Lazy(`(?:^|[\s(])(\\[A-Za-z]{3,}\b(?:\{[^{}\n]*\})*)`), "delete it, or say in words what it stands for"},
	{":", "a short name for a picture", pattern.Lazy(`(?:^|\s)(:[a-z][a-z_]+:)(?:$|[\s.,;!?])`), "type the sign itself, or delete it"},
}

// attributesOnLine are attributes at the end of a line, or alone on it.
var attributesOnLine = pattern.Lazy(`(?m)(?:^|\s)(\{(?:[#.][\pL_][\w-]*|(?:width|theme|kind|lang|alt|fig-alt)=(?:"[^"\n]*"|[^\s{}"]+))` +
	`(?:\s+(?:[#.][\w-]+|\w+=[^\s{}]+))*\})[ \t]*$`)

// atLineStart are notations at the start of a paragraph's line.
var atLineStart = []notation{
	{"#.", "an entry of a numbered list", pattern.Lazy(`^#\.\s.*`), "start it with 1. and a blank"},
	{"#", "a heading without a blank behind its #", tightHeading, "write # Heading; a # that is text is written \\#"},
	{"::", "a fence of two colons", pattern.Lazy(`^::(?:\s*\w.*)?$`), "a fence has three colons: ::: note"},
	{"", "an entry of a list", pattern.Lazy(`^(?:[•◦▪‣●○■·\x{F0B7}][\s\x{A0}]*|o\t)\S.*`), "start it with - and a blank, below a blank line"},
	{"(@", "an entry of a numbered list", pattern.Lazy(`^\(@\w*\)\s.*`), "start it with 1. and a blank"},
	{"| ", "a line behind a |", pattern.Lazy(`^\| .*[^|]$`), "leave out the | and end each line but the last with a backslash"},
	{"+", "the frame of a table", pattern.Lazy(`^\+[-=:+]{3,}\+$`), "write | a | b |, and | --- | --- | under the head"},
	{"┌", "the frame of a table", pattern.Lazy(`^┌[─┬]{3,}┐$`), "write | a | b |, and | --- | --- | under the head"},
	{"~", "a definition behind a ~", pattern.Lazy(`^~\s.*`), "start it with : and a blank"},
	{"*[", "an abbreviation", pattern.Lazy(`^\*\[[^\]]+\]:.*`), "say what it means where it is used, or in a glossary"},
}

// lettered is the start of an entry in a list that counts by letters or Roman
// numbers. One alone may be anything.
var lettered = pattern.Lazy(`^\(?(?:[a-z]|[ivx]{2,4})[.)]\s+\S.*`)

// simpleTable is a line of a table that has no other lines.
var simpleTable = pattern.Lazy(`^-{2,}(?: +-{2,})+$`)

// headRule is the line under the head of a table.
var headRule = pattern.Lazy(`^\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?$`)

// unread warns of a notation that is printed as it stands.
func (r *reading) unread(at source.Span, what, hint string) {
	r.list.Add(diag.NotationUnread, at, "%s is printed as it stands", what).Hintf("%s", hint)
}

// unreadText looks for notations in a stretch of text. What stands behind a
// backslash is meant as text.
func (r *reading) unreadText(at source.Span) {
	text := at.Text()
	var taken []source.Span // a place is one notation at most
	for _, n := range inText {
		if !strings.Contains(text, n.sign) {
			continue
		}
		for _, m := range n.pattern().FindAllStringSubmatchIndex(text, -1) {
			start, end := m[0], m[1]
			if len(m) > 2 && m[2] >= 0 {
				start, end = m[2], m[3]
			}
			place := at.File.Span(at.Start+start, at.Start+end)
			overlaps := func(t source.Span) bool { return t.Start < place.End && place.Start < t.End }
			if slices.ContainsFunc(taken, overlaps) || start > 0 && text[start-1] == '\\' {
				continue
			}
			taken = append(taken, place)
			r.unread(place, n.what, n.hint)
		}
	}
	r.unreadLinks(at)
}

// unreadLines looks for notations at the starts of a paragraph's lines, but
// for the choices that were read, and the labels below them.
func (r *reading) unreadLines(n ast.Node, read []choice) {
	letters := 0 // lines in a row
	behind := 0  // the line behind a table or list
	for i := range n.Lines().Len() {
		at := r.lineOf(n, i)
		text := at.Text()
		if i > 0 && headRule().MatchString(text) {
			r.list.Add(diag.TableRow, at, "the line above has not as many cells as this one, so there is no table").
				Hintf("write one --- for each cell of the head")
			return
		}
		known := slices.ContainsFunc(read, func(c choice) bool { return c.at == at.Start })
		tableFollows := i+1 < n.Lines().Len() && headRule().MatchString(r.lineOf(n, i+1).Text())
		switch {
		case tableFollows || i < behind:
		case strings.HasPrefix(text, "|"):
			behind = i + r.unreadTable(n, i)
		case !known:
			behind = i + r.unreadList(n, i, text)
		}
		if i < behind {
			continue
		}
		if strings.HasPrefix(text, "[") {
			r.unreadCallout(n, i)
		}
		for _, n := range atLineStart {
			if !tableFollows && strings.HasPrefix(text, n.sign) && n.pattern().MatchString(text) {
				r.unread(at, n.what, n.hint)
				break
			}
		}
		if known || !lettered().MatchString(text) || strings.HasSuffix(text, `\`) { // a line that ends stays one
			letters = 0
		} else if letters++; letters == 2 {
			r.unread(at, "a list that counts by letters", "begin with a. where answers are to choose from; else write 1. and 2., or put a blank line between the entries")
		}
	}
}

// lineOf returns a line of a paragraph without the blanks around it.
func (r *reading) lineOf(n ast.Node, i int) source.Span {
	s := n.Lines().At(i)
	s = s.TrimLeftSpace(r.source)
	s = s.TrimRightSpace(r.source)
	return r.file.Span(s.Start, max(s.Start, s.Stop))
}

// divider reads a break in the thought, or a line to write on, which is text.
// Pandoc's simple tables have lines of dashes, which are breaks here.
func (r *reading) divider(n ast.Node) doc.Block {
	at := r.restOfLine(n.Pos())
	if isRoom(at.Text()) {
		return &doc.Paragraph{Span: at, Text: one(&doc.Text{Span: at, Text: at.Text()})}
	}
	if simpleTable().MatchString(at.Text()) {
		r.list.Add(diag.NotationUnread, at, "this line of a table is printed as a break").
			Hintf("write | a | b |, and | --- | --- | under the head")
	}
	return &doc.Divider{Span: at}
}

// isRoom reports whether a line is one to write on.
func isRoom(s string) bool {
	const shortest = 10
	return strings.Count(s, "_") >= shortest && strings.Trim(s, "_ \t") == ""
}

// struck warns of words between single tildes, which are a subscript for
// Pandoc and are struck through here.
func (r *reading) struck(at source.Span) {
	if text := at.Text(); len(text) <= len("~max~") && !strings.HasPrefix(text, "~~") && !strings.ContainsAny(text, " \t\n") {
		r.list.Add(diag.NotationUnread, at, "a subscript is printed as struck words").
			Hintf("use a sign such as ₂; to strike words write ~~words~~")
	}
}

// multiplied warns of stars between digits, which mean a product or a power.
func (r *reading) multiplied(n *ast.Emphasis, at source.Span) {
	text := r.file.Text
	digit := func(i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }
	before, _ := utf8.DecodeLastRuneInString(text[:at.Start])
	if text[at.Start] == '*' && digit(at.End) && (unicode.IsDigit(before) || unicode.IsLetter(before) && digit(at.Start+n.Level)) {
		r.list.Add(diag.NotationUnread, at, "what stands between two stars is printed as stressed").
			Hintf("write × for a product and a sign such as ² for a power; a star that is text is written \\*")
	}
}

// unreadCode warns of code between fences that other tools would run, draw, or
// put into a file of one format.
func (r *reading) unreadCode(at source.Span, info string) {
	switch {
	case info == "math":
		r.list.Add(diag.NotationUnread, at, "a formula is printed as code").Hintf(formulaHint)
	case info == "mermaid" || info == "plantuml":
		r.list.Add(diag.NotationUnread, at, "a drawing is printed as code").Hintf("show it as an image")
	case strings.HasPrefix(info, "{="):
		r.list.Add(diag.NotationUnread, at, "what is meant for another format is printed as code").Hintf("delete it")
	case len(info) > 1 && info[0] == '{' && info[1] != '.' && info[1] != '#':
		r.list.Add(diag.NotationUnread, at, "code is printed, not run").
			Hintf("put its result in its place; for code to be read write %s{.%s", at.Text()[:3], strings.TrimLeft(info, "{"))
	}
}

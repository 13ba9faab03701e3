package markdown

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// Some notation is Markdown's own but for a slip, a blank too many or a sign
// too few, and by the rules of CommonMark it is plain text then. What may be
// meant so stays without a word: a slip that is missed costs less than a
// message that is wrong.

// linkTarget is how something begins in parentheses that only a link has.
var linkTarget = pattern.Lazy(`^(?:#[\pL_]|<?(?:https?://|mailto:|www\.)\S|[^<>"“”„]*\.(?:png|jpe?g|gif|svg|webp|md|markdown|qmd|html?|pdf)\b)`)

// unreadLinks looks for links and pictures in a stretch of text. What was read
// as one is no text, so each that is found was not.
func (r *reading) unreadLinks(at source.Span) {
	for i := at.Start; ; i++ {
		n := strings.IndexByte(r.file.Text[i:at.End], ']')
		if n < 0 {
			return
		}
		i += n
		behind := r.file.Text[i+1 : min(i+1+longestAddress, len(r.file.Text))]
		parentheses := strings.TrimLeft(behind, " ")
		if !strings.HasPrefix(parentheses, "(") {
			continue
		}
		inner, closed := enclosed(parentheses)
		to := strings.Trim(inner, " \t")
		open := r.openingBracket(i)
		if open < 0 || !linkTarget().MatchString(to) {
			continue
		}
		what := "a link"
		if open > 0 && r.file.Text[open-1] == '!' {
			what, open = "a picture", open-1
		}
		apart, blank := len(parentheses) < len(behind), strings.ContainsAny(to, " \t")
		start := i + 1 + len(behind) - len(parentheses)
		switch {
		case !apart && !closed:
			word, _, _ := strings.Cut(to, " ")
			r.unread(r.file.Span(open, start+1+strings.Index(inner, to)+len(word)), what+" that is not closed", "close it on its line with ) behind the address; a [ that is text is written \\[")
		case !apart && blank:
			slip, hint := brokenTarget(to)
			r.unread(r.file.Span(open, start+len(inner)+2), what+" with "+slip, hint)
		case apart && closed && !blank && wordsInBrackets().MatchString(r.file.Text[open:i]):
			r.unread(r.file.Span(open, start+len(inner)+2), what+" with a blank behind its words", "leave out the blank between ] and (; a [ that is text is written \\[")
		}
	}
}

// wordsInBrackets are words of a link: neither a number, as of a source, nor
// a box that is ticked.
var wordsInBrackets = pattern.Lazy(`\[.*\pL.+`)

// openingBracket returns the offset of the "[" before a "]", or -1 where a
// backslash makes text of either.
func (r *reading) openingBracket(at int) int {
	from := max(at-longestAddress, 0)
	before := r.file.Text[from:at]
	open := strings.LastIndexByte(before, '[')
	if open < 0 || strings.Contains(before[open:], "\n\n") || strings.HasSuffix(before, `\`) || strings.HasSuffix(before[:open], `\`) {
		return -1
	}
	return from + open
}

// enclosed returns what stands in the parentheses that a text begins with, on
// its line, and whether they are closed there.
func enclosed(s string) (inner string, closed bool) {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return s[1:i], true
			}
		case '\n':
			return s[1:i], false
		}
	}
	return s[1:], false
}

// brokenTarget says what is wrong in the parentheses of a link that have
// blanks in them.
func brokenTarget(to string) (slip, hint string) {
	address := to
	if i := strings.IndexAny(to, "\"“”„«"); i >= 0 {
		address = strings.TrimRight(to[:i], " \t")
	}
	words := strings.Fields(address)
	switch {
	case len(words) < 2:
		return "a title that cannot be read", "put straight quotation marks around the title, and no such mark into it: (address \"title\")"
	case strings.HasPrefix(words[len(words)-1], "="):
		return "a size behind its address", "write the width in braces behind it: {width=50%}"
	case address[0] == '#':
		name := strings.ToLower(strings.Join(words, "-"))
		return "a blank in its address", fmt.Sprintf("a name has no blank: write (%s), and {%s} behind what has the name", name, name)
	}
	return "a blank in its address", fmt.Sprintf("write the address between < and >: <%s>, or %%20 for each blank", address)
}

// unreadTable looks for a table without the line of dashes under its head, at
// a line of a paragraph, and returns how many lines it has. Those below a line
// of + are of another kind of table, and others may have dashes that do not
// fit.
func (r *reading) unreadTable(n ast.Node, from int) int {
	rows := 0
	for ; rows < n.Lines().Len()-from; rows++ {
		line := r.lineOf(n, from+rows).Text()
		if !isRow(line) {
			break
		}
		if rows > 0 && headRule().MatchString(line) {
			return rows
		}
	}
	switch {
	case rows < 2:
		return 0
	case from > 0 && strings.HasPrefix(r.lineOf(n, from-1).Text(), "+"):
		return rows
	}
	head, second := r.lineOf(n, from), r.lineOf(n, from+1).Text()
	dashes := "|" + strings.Repeat(" --- |", bars(strings.TrimSuffix(head.Text(), "|")))
	switch {
	case headRule().MatchString(head.Text()):
		r.unread(head, "a table without a head", "write the head above this line, with as many cells: | Year | Event |")
	case strings.Trim(second, "|-–—_=:+ \t") == "":
		r.unread(head, "a table", "write "+dashes+" for the line below this one")
	default:
		r.unread(head, "a table", "put a line "+dashes+" below this one, its head; a | that is text is written \\|")
	}
	return rows
}

// isRow reports whether a line begins as a row of a table and has another bar.
func isRow(line string) bool { return strings.HasPrefix(line, "|") && bars(line) > 1 }

// bars counts those that part cells.
func bars(line string) int { return strings.Count(line, "|") - strings.Count(line, `\|`) }

// nameSlip is the end of a heading that is meant for its name. Capitals in
// parentheses are a hashtag of somebody else.
var nameSlip = pattern.Lazy(`(?:^|\s)(\{([\pL_][\w-]*)\}|([#.][\pL_][\w-]*)\}|\((#[a-z][\w-]*)\))$`)

// unreadName looks for what is meant for a name at the end of a heading.
func (r *reading) unreadName(at source.Span) {
	text := at.Text()
	if !strings.HasSuffix(text, "}") && !strings.HasSuffix(text, ")") {
		return
	}
	m := nameSlip().FindStringSubmatchIndex(text)
	if m == nil {
		return
	}
	place := r.file.Span(at.Start+m[2], at.Start+m[3])
	group := func(i int) string { return text[max(m[2*i], 0):max(m[2*i+1], 0)] }
	switch word, opened, parted := group(2), group(3), group(4); {
	case opened != "" && strings.Contains(text[:m[2]], "{"): // of attributes that are wrong in something else
	case opened != "":
		r.list.Add(diag.AttributeSyntax, place, "the brace is never opened").Hintf("write {%s}; a brace that is text is written \\}", opened)
	case parted != "":
		r.unread(place, "a name in parentheses", fmt.Sprintf("write {%s}; a # that is text is written \\#", parted))
	case slices.Contains(doc.Kinds, doc.Kind(word)):
		r.unread(place, "a kind of chapter", fmt.Sprintf("write {kind=%s}; a brace that is text is written \\{", word))
	case word == "unnumbered":
		r.unread(place, "a class without its full stop", "write {.unnumbered}; a brace that is text is written \\{")
	default:
		r.unread(place, "a name without its #", fmt.Sprintf("write {#%s}; a brace that is text is written \\{", word))
	}
}

// unreadTerm looks for a term right above a definition, which without a blank
// line above it is the end of the definition before. So is the end of a line
// that was broken to a width.
func (r *reading) unreadTerm(definition ast.Node) {
	const narrowest = 50 // bytes of a line that is broken
	before, ok := definition.PreviousSibling().(*east.DefinitionDescription)
	if !ok || before.LastChild() == nil {
		return
	}
	text := before.LastChild()
	i := text.Lines().Len() - 1
	if k := text.Kind(); i < 1 || k != ast.KindParagraph && k != ast.KindTextBlock {
		return
	}
	at := r.lineOf(text, i)
	first, _ := utf8.DecodeRuneInString(at.Text())
	indented := at.Start > 0 && r.source[at.Start-1] != '\n'
	if indented || unicode.IsLower(first) && len(r.lineOf(text, i-1).Text()) >= narrowest {
		return
	}
	r.list.Add(diag.NotationUnread, at, "this line is printed as the end of the definition above it").
		Hintf("put a blank line above it if it is a term, else indent it by two blanks")
}

// An almostList says how the lines of something that is meant for a list
// begin.
type almostList struct {
	signs   string // the first bytes that a line can have
	pattern func() *regexp.Regexp
	what    string
	hint    string
	spoken  bool // lines of a dialogue begin so, too
}

var almostLists = []almostList{
	{"-", pattern.Lazy(`^-\pL`), "a list without blanks behind its marks", "put a blank behind each -; a - that is text is written \\-", true},
	{"*", pattern.Lazy(`^\*\pL[^*]*$`), "a list without blanks behind its marks", "put a blank behind each *; a * that is text is written \\*", true},
	{digits, pattern.Lazy(`^\d{1,3}[.)]\pL`), "a list without blanks behind its numbers",
		"put a blank behind each number's sign, and a blank line above the first; a full stop that is text is written \\.", false},
	{"-", pattern.Lazy(`^-\x{A0}`), "a list with blanks that do not break", "type a plain blank behind each -", false},
	{"*", pattern.Lazy(`^\*\x{A0}`), "a list with blanks that do not break", "type a plain blank behind each *", false},
	{digits, pattern.Lazy(`^\d{1,3}[.)]\x{A0}`), "a list with blanks that do not break",
		"type a plain blank behind each number, and put a blank line above the first; a full stop that is text is written \\.", false},
	{"\xe2", pattern.Lazy(`^–[ \x{A0}]\S`), "a list behind dashes", "start each entry with - and a blank; end lines that are none with a backslash", true},
	{"\xe2\xf0", pattern.Lazy(`^[→☐-☒★☆✅✓-✘❌❖➔➜➞➡-➤\x{1F300}-\x{1FAFF}]\x{FE0F}?[ \x{A0}]\S`), "a list behind signs",
		"start each entry with - and a blank; end lines that are none with a backslash", false},
	{"*", pattern.Lazy(`^\*\*[^*\n]{1,60}(?::\*\*|\*\*:)\s*\S`), "a row of lines with labels", linesHint, false},
	{"QA", pattern.Lazy(`^[QA]\d{0,3}:\s`), "a row of lines with labels", linesHint, false},
	{"*", pattern.Lazy(`^\*\*\(?[A-Za-z][.)]\*\*\s`), "a list that counts by letters", "leave out the stars, and begin with A) where answers are to choose from", false},
}

const (
	digits    = "0123456789"
	linesHint = "the lines run together: put a blank line between them, or end each but the last with a backslash"
)

// speech is the end of a line that somebody says.
var speech = pattern.Lazy(`[.!…»”"]$`)

// unreadList looks for a list that slips make text, at a line of a paragraph,
// and returns how many lines it has. One alone may be anything, and lines that
// are ended are meant to stay lines.
func (r *reading) unreadList(n ast.Node, from int, first string) int {
	i := slices.IndexFunc(almostLists, func(l almostList) bool { return l.begins(first) })
	if i < 0 {
		return 0
	}
	l := almostLists[i]
	lines, meant := 0, false
	for ; lines < n.Lines().Len()-from; lines++ {
		at := r.lineOf(n, from+lines)
		line := at.Text()
		if !l.begins(line) {
			break
		}
		ended := strings.HasSuffix(line, `\`) || strings.HasPrefix(r.file.Text[at.End:], "  \n")
		meant = meant || ended || l.spoken && speech().MatchString(line)
	}
	if lines > 1 && !meant {
		r.unread(r.lineOf(n, from), l.what, l.hint)
	}
	return lines
}

func (l almostList) begins(line string) bool {
	return line != "" && strings.IndexByte(l.signs, line[0]) >= 0 && l.pattern().MatchString(line)
}

// calloutSlip is a line that may be meant for the mark of a callout.
var calloutSlip = pattern.Lazy(`^\[[ \t]*(!?)[ \t]*([A-Za-z]+)[ \t]*\][-+]?(?:[ \t]+(.*))?$`)

// unreadCallout looks for the mark of a callout at a line of a paragraph. What
// was read as one is no line any more.
func (r *reading) unreadCallout(n ast.Node, line int) {
	at := r.lineOf(n, line)
	m := calloutSlip().FindStringSubmatch(at.Text())
	if m == nil {
		return
	}
	name := strings.ToLower(m[2])
	known := slices.Contains(doc.CalloutTypes, doc.CalloutType(name))
	quote, quoted := n.Parent().(*ast.Blockquote)
	opens := quoted && line == 0 && quote.FirstChild() == n
	if m[1] == "" {
		if _, isText := n.FirstChild().(*ast.Text); !known || !opens || m[3] != "" || !isText {
			return
		}
	} else if _, like := likeCallouts[name]; !known && !like {
		return
	}
	const text = "; a [ that is text is written \\["
	switch mark := "[!" + m[2] + "]"; {
	case opens:
		r.unread(at, "the mark of a callout", "write "+mark+text)
	case quoted:
		r.unread(at, "the mark of a callout", "a callout begins with it: put a line without > above, and write > "+mark+text)
	default:
		r.unread(at, "the mark of a callout", "write > "+mark+", and > before each line of the callout"+text)
	}
}

// boxSlip is what may be meant for a box at the start of a list's entry.
var boxSlip = pattern.Lazy(`^(\[[ \t\x{A0}]*[xX]?[ \t\x{A0}]*\])[ \t]+\S|^(\[[ xX]\])\pL`)

// unreadBox looks for a box at the start of a list's entry that has none.
func (r *reading) unreadBox(entry []doc.Block) {
	p, ok := first(entry).(*doc.Paragraph)
	if !ok {
		return
	}
	t, ok := p.Text[0].(*doc.Text)
	if !ok || !strings.HasPrefix(t.Span.Text(), "[") {
		return
	}
	if m := boxSlip().FindStringSubmatch(t.Span.Text()); m != nil {
		r.unread(r.file.Span(t.Start, t.Start+len(m[1]+m[2])), "a box", "write [ ] or [x], and a blank behind it; a [ that is text is written \\[")
	}
}

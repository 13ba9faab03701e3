package metadata

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// A reader turns YAML nodes into values and knows where they stand.
type reader struct {
	file    *source.File
	list    diag.List
	chapter bool // the metadata is a chapter's
	first   int  // line of the file that is the YAML's line 1
	start   int  // offset of that line
	end     int  // offset behind the YAML
	unread  bool // what may be the title is not read

	mended map[int]source.Span // the values of lines that were mended, by the YAML's lines
	parsed int                 // bytes that were parsed again to find faults
}

// Metadata is small; whatever exceeds these is not metadata, and parsing it
// would only cost time.
const (
	maxBytes = 64 << 10
	maxDepth = 500 // of "[" and "{", and of "- "; parsing so many takes no time yet
	maxAgain = 2 << 20
)

// parse parses the block. The root is nil when the block is empty or not
// well-formed, which is then reported.
func (r *reader) parse(b *Block) *yaml.Node {
	if b.unclosed {
		r.list.Add(diag.YAMLSyntax, b.Span, "the front matter is never closed").Hintf("end it with a line ---")
		return nil
	}
	if b.foreign != "" {
		r.list.Add(diag.YAMLSyntax, b.Span, "the front matter is %s, which is not read", b.foreign).
			Hintf("write it in YAML, between two lines ---, as in title: Hamlet")
		return nil
	}
	r.start, r.end = b.Start, b.End
	r.first = b.Position().Line
	text := b.Text()
	if len(text) > maxBytes {
		r.list.Add(diag.FileTooLarge, r.file.Span(r.start, r.start), "metadata of more than %d KB is not read", maxBytes>>10)
		return nil
	}
	if at := tooDeep(text); at >= 0 {
		r.list.Add(diag.LimitNesting, r.file.Span(r.start+at, r.start+at+1), "metadata is nested more than %d levels deep", maxDepth)
		return nil
	}
	if r.tabs(text) {
		return nil
	}
	lines := strings.Split(text, "\n")
	root, more, err := decode(text)
	for err != nil && r.syntax(lines, err) {
		root, more, err = decode(strings.Join(lines, "\n"))
	}
	if err != nil {
		return nil
	}
	if more > 0 {
		at := r.file.LineSpan(r.first + more - 1)
		for n := more - 1; n > 0; n-- {
			if line := r.file.LineSpan(r.first + n - 1); strings.HasPrefix(line.Text(), "---") {
				at = line
				break
			}
		}
		r.list.Add(diag.YAMLSyntax, at, "a second document starts here").Hintf("delete this line, so that all keys stand together")
	}
	if root == nil || root.Kind != yaml.DocumentNode || len(root.Content) == 0 || r.aliased(root.Content[0]) {
		return nil
	}
	return root.Content[0]
}

// decode parses the first document of a text. more is the line on which a
// further one has its first key, or 0. The library gives up on some malformed texts by
// panicking, which here is an error like others.
func decode(text string) (root *yaml.Node, more int, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%v", fault)
		}
	}()
	d := yaml.NewDecoder(strings.NewReader(text))
	for {
		var n yaml.Node
		switch err := d.Decode(&n); {
		case err == io.EOF:
			return root, more, nil
		case err != nil:
			return nil, 0, err
		case root == nil:
			root = &n
		case more == 0 && len(n.Content) > 0 && n.Content[0].ShortTag() != "!!null":
			more = n.Content[0].Line
		}
	}
}

// tooDeep returns the offset at which brackets nest too deeply, or -1. It
// counts brackets in quotes too: what is in quotes only a whole parser can tell,
// and metadata has no need of so many.
func tooDeep(text string) int {
	depth := 0
	for i, c := range []byte(text) {
		switch c {
		case '[', '{':
			depth++
		case ']', '}':
			depth--
		}
		if depth > maxDepth {
			return i
		}
	}
	dashes := bytes.Repeat([]byte("- "), maxDepth)
	return strings.Index(text, string(dashes))
}

// tabs reports lines that are indented by tabs, which YAML does not take.
func (r *reader) tabs(text string) bool {
	found := false
	for n, line := range strings.Split(text, "\n") {
		indent := line[:len(line)-len(strings.TrimLeft(line, " \t"))]
		at := strings.IndexByte(indent, '\t')
		if at < 0 || len(indent) == len(line) {
			continue
		}
		found = true
		s := r.file.LineSpan(r.first + n)
		r.list.Add(diag.YAMLSyntax, r.file.Span(s.Start+at, s.Start+len(indent)), "the line is indented by a tab").
			Hintf("indent by two blanks for each level")
	}
	return found
}

// aliased reports anchors and aliases, which metadata has no use for and
// which can make a short text stand for an endless one.
func (r *reader) aliased(n *yaml.Node) bool {
	switch {
	case n.Kind == yaml.AliasNode:
		r.list.Add(diag.YAMLAlias, r.span(n), "the alias \"*%s\" is not followed", n.Value).Hintf("write the value again, or put a text that starts with * in quotes")
	case n.Anchor != "":
		at := r.span(n)
		r.list.Add(diag.YAMLAlias, r.file.Span(at.Start, at.Start+len(n.Anchor)+1), "the anchor \"&%s\" is not taken", n.Anchor).
			Hintf("delete it, or put a text that starts with & in quotes")
	default:
		return false
	}
	return true
}

// syntax reports YAML that is not well-formed. The library names a line, if
// any, which is often the start of what it was reading; the fault itself is
// found by its commonest causes, and else by the longest head of the text
// that is well-formed. A fault whose mend is sure is mended in lines, as the
// hint says, and syntax returns true: the rest can be read then, for one run
// reports all.
func (r *reader) syntax(lines []string, err error) bool {
	n := r.faultyLine(lines, err)
	if _, again := r.mended[n+1]; again {
		return false
	}
	at := r.file.LineSpan(r.first + n)
	indent := len(lines[n]) - len(strings.TrimLeft(lines[n], " "))
	at = r.file.Span(at.Start+indent, at.End)
	message, hint := explain(err), ""
	mended, value := "", at // the line, and the place of its value
	switch line := strings.TrimSpace(lines[n]); {
	case missingBlank().MatchString(line):
		m := missingBlank().FindStringSubmatchIndex(line)
		value = r.file.Span(at.Start+m[3], at.End)
		at = r.file.Span(at.Start+m[2], at.Start+m[3])
		mended = line[:m[3]] + " " + line[m[3]:]
		if m := colonInside().FindStringSubmatchIndex(mended); m != nil {
			mended = mended[:m[2]] + inQuotes(mended[m[2]:])
		}
		message, hint = "a blank is missing after the colon", "write "+mended
	case colonInside().MatchString(line):
		m := colonInside().FindStringSubmatchIndex(line)
		at = r.file.Span(at.Start+m[2], at.Start+m[3])
		value, mended = at, line[:m[2]]+inQuotes(line[m[2]:])
		message, hint = "the value holds a colon", "put it in quotes: "+mended[m[2]:]
	case openQuote(line) >= 0:
		i := openQuote(line)
		at = r.file.Span(at.Start+i, at.End)
		message = "the quotation mark is not closed, or text follows its end"
		hint = "close it at the end of the value; inside double quotes write \\\" for a quotation mark"
	case n > 0 && indent != 0 && indent > indentBefore(lines, n):
		message, hint = "the line is indented further than the lines before it allow", "start it where the key above starts"
	case valueFault().MatchString(err.Error()):
		if key, text, ok := strings.Cut(line, ": "); ok {
			text = strings.TrimLeft(text, " ")
			at.Start = at.End - len(text)
			if !strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "{") {
				value, mended = at, key+": "+inQuotes(text)
			}
		}
		if !strings.Contains(message, "closed") {
			hint = "put the value in quotes"
		}
	case wordAndValue().MatchString(line):
		m := wordAndValue().FindStringSubmatch(line)
		message, hint = "a colon is missing behind the key", "write "+m[1]+": "+m[2]
	case n > 0 && strings.Contains(line, ":"):
		hint = "is it indented like the other keys of its list?"
	}
	d := r.list.Add(diag.YAMLSyntax, at, "%s", message)
	d.Hint = hint
	if mended == "" || r.parsed > maxAgain || goesOn(lines, n) {
		return false
	}
	if r.mended == nil {
		r.mended = map[int]source.Span{}
	}
	lines[n], r.mended[n+1] = lines[n][:indent]+mended, value
	return true
}

// inQuotes puts a value into quotation marks. Curled ones around it were meant
// for them.
func inQuotes(s string) string {
	if open, closing := doc.Quoted([]string{s}); open != "" && strings.Contains("“„‘‚", open) {
		s = strings.TrimSuffix(strings.TrimPrefix(s, open), closing)
	}
	if strings.ContainsAny(s, `"\`) {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return `"` + s + `"`
}

// goesOn reports whether the value of a line's key has more of it below.
func goesOn(lines []string, n int) bool {
	if n+1 == len(lines) || strings.TrimSpace(lines[n+1]) == "" {
		return false
	}
	return len(lines[n+1])-len(strings.TrimLeft(lines[n+1], " ")) > len(lines[n])-len(strings.TrimLeft(lines[n], "- "))
}

var (
	missingBlank = pattern.Lazy(`^[\pL\pN_-]+(:)[^ \t:/]`)
	wordAndValue = pattern.Lazy(`^(title|subtitle|author|date|lang|kind|id|theme|description|keywords) +([^:]+)$`)
	colonInside  = pattern.Lazy(`^(?:- +)?[\pL\pN_-]+: +([^"'\[{|>&*!%#@ ][^"]*:(?: .*|$))$`)
	valueFault   = pattern.Lazy(`cannot start any token|expected alphabetic|expected ',' or|unknown escape`)
	errorLine    = pattern.Lazy(`line (\d+): `)
)

// openQuote returns where a line's value starts with a quotation mark that
// is not closed at the end of the line, or -1.
func openQuote(line string) int {
	i := 0
	if _, value, ok := strings.Cut(line, ": "); ok {
		i = len(line) - len(strings.TrimLeft(value, " "))
	} else {
		i = len(line) - len(strings.TrimLeft(strings.TrimPrefix(line, "-"), " "))
	}
	if i >= len(line) || line[i] != '"' && line[i] != '\'' {
		return -1
	}
	if end := quoted(line, i); end < 0 || strings.TrimSpace(line[end:]) != "" {
		return i
	}
	return -1
}

func indentBefore(lines []string, n int) int {
	for n--; n >= 0; n-- {
		if t := strings.TrimLeft(lines[n], " "); t != "" && t[0] != '#' {
			return len(lines[n]) - len(t)
		}
	}
	return 0
}

// faultyLine returns the index of the line that breaks the YAML: the one
// behind the longest well-formed head. Heads are tried from the whole down,
// within a bound on the bytes that are parsed again.
func (r *reader) faultyLine(lines []string, err error) int {
	reported := 0
	if m := errorLine().FindStringSubmatch(err.Error()); m != nil {
		reported, _ = strconv.Atoi(m[1])
	}
	reported = min(max(reported-1, 0), len(lines)-1)
	for n := len(lines) - 1; n >= 0; n-- {
		head := strings.Join(lines[:n], "\n")
		if r.parsed += len(head); r.parsed > maxAgain {
			return reported
		}
		if _, _, err := decode(head); err == nil {
			for n < len(lines)-1 && strings.TrimSpace(lines[n]) == "" {
				n++
			}
			return firstKey(lines, n)
		}
	}
	return reported
}

// firstKey returns n, or the line above it that is the fault: keys that begin a
// mapping without blanks behind their colons are a well-formed text, and only
// the key below them is not. With them mended, it is.
func firstKey(lines []string, n int) int {
	first, head := n, slices.Clone(lines[:n+1])
	for i := n; i >= 0; i-- {
		line := strings.TrimSpace(lines[i])
		if line == "" {
			continue
		}
		key, _, found := strings.Cut(lines[i], ":")
		if !found || i < n && !missingBlank().MatchString(line) {
			break
		}
		first, head[i] = i, key+":"
	}
	if _, _, err := decode(strings.Join(head, "\n")); err == nil {
		return first
	}
	return n
}

// explain words an error of the library for people.
func explain(err error) string {
	s := strings.TrimPrefix(err.Error(), "yaml: ")
	if m := errorLine().FindStringIndex(s); m != nil && m[0] == 0 {
		s = s[m[1]:]
	}
	for _, x := range [][2]string{
		{"did not find expected key", "the line is neither a key with a value nor part of the value above"},
		{"could not find expected ':'", "the line is neither a key with a value nor part of the value above"},
		{"mapping values are not allowed", "a value cannot hold a key here"},
		{"did not find expected '-' indicator", "the line is not an entry of the list above"},
		{"did not find expected ',' or ']'", "the list in brackets is not closed"},
		{"did not find expected ',' or '}'", "the braces are not closed"},
		{"found unexpected end of stream", "the quotation mark is not closed"},
		{"found character that cannot start any token", "a value cannot start with this sign outside quotes"},
		{"did not find expected alphabetic or numeric character", "a value cannot start with this sign outside quotes"},
		{"found unknown escape character", "a backslash in double quotes starts no known sign"},
		{"control characters are not allowed", "the text holds a control character"},
	} {
		if strings.Contains(s, x[0]) {
			return x[1]
		}
	}
	return "this is not well-formed YAML: " + s
}

// offset returns the place in the file of a line and column of the YAML.
func (r *reader) offset(line, column int) int {
	s := r.file.LineSpan(r.first + line - 1)
	at := s.Start
	for column > 1 && at < s.End {
		_, n := utf8.DecodeRuneInString(r.file.Text[at:s.End])
		at += n
		column--
	}
	return min(max(at, r.start), r.end)
}

// span returns where a node stands. The library tells starts only; the end
// is found in the text.
func (r *reader) span(n *yaml.Node) source.Span {
	start := r.offset(n.Line, n.Column)
	if at, ok := r.mended[n.Line]; ok && start >= at.Start {
		return at
	}
	return r.file.Span(start, r.endOf(n, start))
}

func (r *reader) endOf(n *yaml.Node, start int) int {
	line := r.file.LineSpan(r.file.Position(start).Line)
	rest := r.file.Text[start:max(start, min(line.End, r.end))]
	switch n.Kind {
	case yaml.AliasNode:
		return start + min(len(n.Value)+1, len(rest))
	case yaml.ScalarNode:
		switch {
		case n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
			if i := strings.IndexAny(rest, `"'`); i >= 0 {
				if end := quoted(r.file.Text[:r.end], start+i); end >= 0 {
					return end
				}
			}
		case strings.HasPrefix(rest, n.Value):
			return start + len(n.Value)
		}
	case yaml.SequenceNode, yaml.MappingNode:
		if len(n.Content) == 0 {
			return start + min(2, len(rest))
		}
		last := n.Content[len(n.Content)-1]
		end := r.span(last).End
		if n.Style&yaml.FlowStyle != 0 {
			if i := strings.IndexAny(r.file.Text[end:r.end], "]}"); i >= 0 && strings.TrimLeft(r.file.Text[end:end+i], " \n,") == "" {
				end += i + 1
			}
		}
		return end
	}
	return start + len(strings.TrimRight(rest, " \t"))
}

// quoted returns the offset behind a quoted text that starts at i, or -1.
func quoted(s string, i int) int {
	mark := s[i]
	for i++; i < len(s); i++ {
		switch {
		case mark == '"' && s[i] == '\\':
			i++
		case s[i] != mark:
		case mark == '\'' && i+1 < len(s) && s[i+1] == mark:
			i++
		default:
			return i + 1
		}
	}
	return -1
}

package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// Attributes are what stands in braces: {#id .class key=value key="a value"}.
type attributes struct {
	source.Span
	id      doc.ID
	classes []doc.Value
	pairs   []pair
}

type pair struct {
	key, value doc.Value
}

// value returns the value of a key, and the zero Value for a key that is
// not there.
func (a *attributes) value(key string) doc.Value {
	for _, p := range a.pairs {
		if p.key.Text == key {
			return p.value
		}
	}
	return doc.Value{}
}

func (a *attributes) theme() doc.Theme {
	v := a.value("theme")
	return doc.Theme{Span: v.Span, Name: v.Text}
}

func (a *attributes) has(class string) bool {
	return slices.ContainsFunc(a.classes, func(c doc.Value) bool { return c.Text == class })
}

// A vocabulary says which attributes a thing can have.
type vocabulary struct {
	what    string // "a pullquote"
	id      bool
	classes []string
	keys    []string
}

// check reports the attributes that are not in the vocabulary.
func (r *reading) check(a *attributes, v vocabulary) {
	if a.id.Name != "" && !v.id {
		r.list.Add(diag.AttributeUnknown, a.id.Span, "%s cannot have an id", v.what)
	}
	for _, c := range a.classes {
		if slices.Contains(v.classes, c.Text) {
			continue
		}
		if slices.Contains(idleClasses, c.Text) {
			r.list.Add(diag.AttributeIgnored, c.Span, "the class %q has no effect in guidec", c.Text)
			continue
		}
		d := r.list.Add(diag.ClassUnknown, c.Span, "the class %q means nothing on %s", c.Text, v.what)
		if near := diag.Suggest(c.Text, v.classes); near != "" {
			d.Hintf("did you mean %q?", "."+near)
		} else if len(v.classes) > 0 {
			d.Hintf("it can be .%s", strings.Join(v.classes, " or ."))
		}
	}
	for _, p := range a.pairs {
		if slices.Contains(v.keys, p.key.Text) {
			continue
		}
		if slices.Contains(idleAttributes, p.key.Text) {
			r.list.Add(diag.AttributeIgnored, p.key.Span, "%q has no effect in guidec", p.key.Text)
			continue
		}
		d := r.list.Add(diag.AttributeUnknown, p.key.Span, "%s has no attribute %q", v.what, p.key.Text)
		if near := diag.Suggest(p.key.Text, v.keys); near != "" {
			d.Hintf("did you mean %q?", near)
		} else if len(v.keys) > 0 {
			d.Hintf("it can have %s", strings.Join(v.keys, ", "))
		}
	}
}

// idleAttributes say how Pandoc and Quarto show a thing, which guidec decides
// by itself.
var idleAttributes = []string{"align", "appearance", "collapse", "fig-align", "fig-pos", "fig-scap", "group", "height", "icon", "lightbox",
	"loading", "rel", "target", "tbl-colwidths"}

// idleClasses do the same.
var idleClasses = []string{"allowframebreaks", "border", "img-fluid", "lightbox", "no_toc", "striped", "unlisted"}

// attributes reads what stands in braces from the offset of "{". It reads
// no further than the offset limit, the end of the line. What is wrong is
// reported and passed over; the span ends behind "}", or where the line does.
// ok is false where words stand in the braces, or the brace is not closed:
// then it may be text.
func (r *reading) attributes(at, limit int) (a attributes, ok bool) {
	s := attributeScanner{r: r, at: at + 1, limit: limit}
	before := len(r.list)
	for s.next() {
	}
	s.a.Span = r.file.Span(at, s.at)
	switch {
	case !s.closed: // what is wrong in it follows from that
		r.list = r.list[:before]
		r.list.Add(diag.AttributeSyntax, r.file.Span(at, at+1), "the brace is never closed").
			Hintf("close it with } on the same line; a brace that is text is written \\{")
	case s.empty:
		r.list.Add(diag.AttributeSyntax, s.a.Span, "the braces hold nothing").Hintf("braces that are text are written \\{ and \\}")
	}
	return s.a, s.closed && !s.words
}

type attributeScanner struct {
	r         *reading
	a         attributes
	at, limit int
	empty     bool
	closed    bool
	words     bool // something is no attribute
}

func (s *attributeScanner) peek() byte {
	if s.at < s.limit {
		return s.r.file.Text[s.at]
	}
	return '}'
}

// next reads one attribute; false at the end.
func (s *attributeScanner) next() bool {
	s.blanks()
	start := s.at
	switch {
	case s.at >= s.limit:
		return false
	case s.peek() == '}':
		s.at++
		s.closed = true
		s.empty = s.a.id.Name == "" && len(s.a.classes) == 0 && len(s.a.pairs) == 0 && s.r.file.Text[s.at-2] == '{'
		return false
	case s.peek() == ',':
		s.at++
		s.fault(start, "no comma stands between attributes").Hintf("leave it out")
		return true
	case s.peek() == '#':
		s.at++
		s.setID(start, s.word())
	case s.peek() == '.':
		s.at++
		if w := s.word(); w.Text == "" {
			s.fault(start, "a class has a name").Hintf("write .name")
		} else {
			w.Start--
			s.a.classes = append(s.a.classes, w)
		}
	default:
		s.pair(start)
	}
	if c := s.peek(); s.at == start || c != ' ' && c != '\t' && c != '}' && c != ',' {
		s.skip(start)
	}
	return true
}

func (s *attributeScanner) setID(start int, w doc.Value) {
	switch id := (doc.ID{Span: s.r.file.Span(start, s.at), Name: w.Text}); {
	case id.Name == "":
		s.fault(start, "an id has a name").Hintf("write #name")
	case s.a.id.Name != "":
		s.fault(start, "there are two ids").See(s.a.id.Span, "the first is here")
	default:
		s.a.id = id
	}
}

// pair reads key=value, or a word alone, which is a fault: but "-" is
// Pandoc's short form of .unnumbered.
func (s *attributeScanner) pair(start int) {
	key := s.word()
	if !s.equals(key) {
		if key.Text == "-" {
			s.a.classes = append(s.a.classes, doc.Value{Span: key.Span, Text: "unnumbered"})
		} else if name, _, ok := strings.Cut(key.Text, ":"); ok && name != "" {
			s.colon(key, name)
		} else if key.Text != "" {
			s.words = true
			d := s.fault(start, "%q is neither #id nor .class nor key=value", key.Text).Hintf("write .%s for a class, or %s=… for a value", key.Text, key.Text)
			if s.a.id.Name != "" && s.a.id.End == start-1 {
				d.Hintf("an id is one word: #%s-%s", s.a.id.Name, key.Text)
			}
		}
		return
	}
	between := s.r.file.Text[key.End:s.at]
	value := s.attributeValue()
	if more := s.at; value.Text != "" && value.End == more { // without quotation marks
		if s.bareWords(); s.at > more {
			s.words = true
			value = doc.Value{Span: s.r.file.Span(value.Start, s.at), Text: s.r.file.Text[value.Start:s.at]}
			s.fault(start, "a value of several words has no quotation marks").Hintf("write %s", spelled(key.Text, value.Text))
			between = "="
		}
	}
	if between != "=" {
		s.fault(start, "no blank stands around =").Hintf("write %s", spelled(key.Text, value.Text))
	}
	if old := s.a.value(key.Text); old.File != nil {
		s.fault(start, "%q is given twice", key.Text).See(old.Span, "the first is here")
		return
	}
	s.a.pairs = append(s.a.pairs, pair{key, value})
}

// equals reads the sign between a key and its value, if there is one, and the
// blanks around it.
func (s *attributeScanner) equals(key doc.Value) bool {
	end := s.at
	s.blanks()
	if key.Text == "" || s.at >= s.limit || s.peek() != '=' {
		s.at = end
		return false
	}
	s.at++
	end = s.at
	if s.blanks() && !s.valueFollows() {
		s.at = end
	}
	return true
}

// valueFollows reports whether a value stands here, and no other attribute.
func (s *attributeScanner) valueFollows() bool {
	start := s.at
	mark, _ := utf8.DecodeRuneInString(s.r.file.Text[s.at:s.limit])
	w := s.word()
	is := quotes[mark] != "" || s.isBare(w)
	s.at = start
	return is
}

// isBare reports whether a word that was read is no attribute of its own.
func (s *attributeScanner) isBare(w doc.Value) bool {
	return w.Text != "" && w.Text[0] != '#' && w.Text[0] != '.' && !strings.HasPrefix(strings.TrimLeft(s.r.file.Text[s.at:s.limit], " \t"), "=")
}

// spelled is how an attribute is written.
func spelled(key, value string) string {
	switch words := strings.Fields(value); {
	case len(words) == 0 || strings.Contains(value, `"`):
		return key + `="…"`
	case len(words) == 1:
		return key + "=" + value
	default:
		return key + `="` + strings.Join(words, " ") + `"`
	}
}

// blanks passes over blanks, if there are any.
func (s *attributeScanner) blanks() bool {
	start := s.at
	for s.at < s.limit && (s.peek() == ' ' || s.peek() == '\t') {
		s.at++
	}
	return s.at > start
}

// colon reads a value that is given as YAML gives it, theme: x, up to what is
// another attribute, which is a fault by which nothing is lost.
func (s *attributeScanner) colon(key doc.Value, name string) {
	s.at = key.Start + len(name) + 1
	d := s.fault(key.Start, "a value stands behind =, not behind a colon")
	s.blanks()
	var value doc.Value
	if mark, _ := utf8.DecodeRuneInString(s.r.file.Text[s.at:s.limit]); quotes[mark] != "" {
		value = s.attributeValue()
	} else {
		s.words = true
		value = s.bareWords()
	}
	if name == "id" {
		d.Hintf("write #%s", strings.Join(strings.Fields(value.Text), "-"))
		return
	}
	d.Hintf("write %s", spelled(name, value.Text))
	key.Text, key.End = name, key.Start+len(name)
	s.a.pairs = append(s.a.pairs, pair{key, value})
}

// bareWords reads words, and commas between them, up to what is another
// attribute.
func (s *attributeScanner) bareWords() doc.Value {
	start, end := s.at, s.at
	for {
		if s.peek() == ',' {
			s.at++
		}
		s.blanks()
		if w := s.word(); !s.isBare(w) {
			s.at = end
			return doc.Value{Span: s.r.file.Span(start, end), Text: s.r.file.Text[start:end]}
		}
		end = s.at
	}
}

// quotes has the marks that can end a value for those that can begin it. A
// word processor curls them, in whichever way.
var quotes = map[rune]string{'"': "\"", '\'': "'", '“': "“”\"", '”': "“”\"", '„': "“”\"", '‘': "‘’'", '’': "‘’'", '‚': "‘’'"}

// attributeValue reads a word or a quoted text. In quotes a backslash lets
// the next sign be itself. A curled mark ends a value only where nothing but
// the next attribute follows: it may be an apostrophe.
func (s *attributeScanner) attributeValue() doc.Value {
	text := s.r.file.Text[:s.limit]
	start := s.at
	mark, size := utf8.DecodeRuneInString(text[start:])
	ends := quotes[mark]
	if ends == "" {
		return s.word()
	}
	var b strings.Builder
	for s.at += size; s.at < s.limit; {
		c, n := utf8.DecodeRuneInString(text[s.at:])
		if after := s.at + n; strings.ContainsRune(ends, c) && (size == 1 || after == s.limit || strings.IndexByte(" \t}", text[after]) >= 0) {
			if end := s.endBehind(after, c); end > 0 {
				s.at = end + 1
				s.fault(start, "the value holds the mark that ends it").Hintf("curl the marks within, or put a backslash before each: \\%c", c)
				return doc.Value{Span: s.r.file.Span(start+1, end), Text: text[start+1 : end]}
			}
			v := doc.Value{Span: s.r.file.Span(start+size, s.at), Text: decode(b.String())}
			s.at = after
			return v
		}
		if c == '\\' && s.at+1 < s.limit && (rune(text[s.at+1]) == mark || text[s.at+1] == '\\') {
			s.at++
			n = 1
		}
		b.WriteString(text[s.at : s.at+n])
		s.at += n
	}
	// Without its end mark the value is the rest; take it up to the brace.
	s.fault(start, "the quotation mark is not closed").Hintf("close it with %s", ends[len(ends)-1:])
	if i := strings.IndexByte(text[start:], '}'); i >= 0 {
		s.at = start + i
	}
	from := min(start+size, max(start, s.at))
	return doc.Value{Span: s.r.file.Span(start, s.at), Text: text[from:max(from, s.at)]}
}

// endBehind returns where a value ends when a straight mark that seems to end
// it stands within: words touch it, and the last such mark ends the value. It
// returns 0 for a mark that does end it.
func (s *attributeScanner) endBehind(at int, mark rune) int {
	rest, _, closed := strings.Cut(s.r.file.Text[at:s.limit], "}")
	last := strings.LastIndexByte(rest, byte(mark))
	if !closed || mark >= utf8.RuneSelf || last < 0 || strings.ContainsAny(rest[:1], " \t,=") || strings.Contains(rest, "=") {
		return 0
	}
	if behind := rest[last+1:]; strings.Trim(behind, " \t") != "" && !strings.HasPrefix(behind, " #") && !strings.HasPrefix(behind, " .") {
		return 0
	}
	return at + last
}

// word reads up to a blank, an equals sign or the end, but no comma there.
func (s *attributeScanner) word() doc.Value {
	start := s.at
	for s.at < s.limit && !strings.ContainsRune(" \t}=\"", rune(s.r.file.Text[s.at])) {
		s.at++
	}
	for s.at > start && s.r.file.Text[s.at-1] == ',' && strings.IndexByte(" \t}", s.peek()) >= 0 {
		s.at--
	}
	return doc.Value{Span: s.r.file.Span(start, s.at), Text: s.r.file.Text[start:s.at]}
}

// skip passes over what no attribute can hold, up to the next blank or the
// end, and says so.
func (s *attributeScanner) skip(start int) {
	at := s.at
	s.words = true
	for s.at < s.limit && s.peek() != ' ' && s.peek() != '\t' && s.peek() != '}' {
		s.at++
	}
	if s.at == start { // nothing was read at all
		_, n := utf8.DecodeRuneInString(s.r.file.Text[s.at:s.limit])
		s.at += max(n, 1)
	}
	s.fault(at, "%q stands where an attribute should end", s.r.file.Text[at:min(s.at, s.limit)]).Hintf("put values with blanks or signs in quotes: key=\"a value\"")
}

func (s *attributeScanner) fault(start int, format string, args ...any) *diag.Diagnostic {
	return s.r.list.Add(diag.AttributeSyntax, s.r.file.Span(start, max(s.at, start+1)), format, args...)
}

// An attributeNode is attributes in the row of inlines, behind what they
// belong to: an image, a link, a bracketed text, or the whole heading.
type attributeNode struct {
	ownInline
	attrs attributes
}

func (*attributeNode) Kind() ast.NodeKind { return kindAttributes }

// otherAttributes begin those of other tools, which are text and reported as such.
var otherAttributes = []byte("{:")

type attributeParser struct{ r *reading }

func (attributeParser) Trigger() []byte { return []byte{'{'} }

func (p attributeParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	limit := at.Start + len(bytes.TrimRight(line, "\n"))
	before := parent.LastChild()
	if bytes.HasPrefix(line, otherAttributes) {
		return nil
	}
	if own := hasAttributes(before) && p.r.ends[before] == at.Start; !own && !p.ends(parent, line, at) {
		return nil
	}
	a, ok := p.r.attributes(at.Start, limit)
	if !ok {
		return nil
	}
	n := &attributeNode{attrs: a}
	block.Advance(n.attrs.End - at.Start)
	return n
}

// hasAttributes reports whether attributes directly behind n are its own.
func hasAttributes(n ast.Node) bool {
	switch n.(type) {
	case *ast.Image, *ast.Link, *bracketed:
		return true
	}
	return false
}

// ends reports whether a brace that looks like attributes stands at the end
// of a heading, a term or a caption.
func (p attributeParser) ends(parent ast.Node, line []byte, at text.Segment) bool {
	switch parent.(type) {
	case *ast.Heading, *east.DefinitionTerm, *lineNode:
	default:
		return false
	}
	lines := parent.Lines()
	rest := bytes.TrimSpace(line)
	if last := lines.At(lines.Len() - 1); last.Stop != at.Stop {
		return false
	}
	if !bytes.HasSuffix(rest, []byte("}")) {
		return bytes.IndexByte(rest, '}') < 0 && openAttributes().Match(rest)
	}
	inner := bytes.TrimSpace(rest[1 : len(rest)-1])
	return bytes.HasPrefix(inner, []byte("#")) || bytes.HasPrefix(inner, []byte(".")) || string(inner) == "-" || bytes.Contains(inner, []byte("=")) ||
		valueBehindColon().Match(inner)
}

var (
	// openAttributes is what words do not begin with, even where no brace closes it.
	openAttributes = pattern.Lazy(`^\{\s*(?:[#.][\pL_]|(?:theme|kind)=)`)
	// valueBehindColon is the start of attributes in the manner of YAML.
	valueBehindColon = pattern.Lazy(`^(?:id|theme|kind):`)
)

// after returns the attributes that stand directly behind n, or nil.
func after(n ast.Node) *attributes {
	if a, ok := n.NextSibling().(*attributeNode); ok {
		return &a.attrs
	}
	return nil
}

// final returns the attributes at the end of a heading, term or caption
// that belong to all of it, or nil.
func final(n ast.Node) *attributes {
	if a, ok := n.LastChild().(*attributeNode); ok && !hasAttributes(a.PreviousSibling()) {
		return &a.attrs
	}
	return nil
}

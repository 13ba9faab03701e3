package metadata

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// The methods here read one kind of value each. They return the zero value
// after reporting what is wrong.

// blank reports whether a value is not given: "key:" with nothing after it.
func (r *reader) blank(n *yaml.Node) bool {
	return n == nil || n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null"
}

// text reads a text. Numbers and dates are texts too, as they are written.
func (r *reader) text(n *yaml.Node) string {
	if r.blank(n) {
		return ""
	}
	if n.Kind != yaml.ScalarNode {
		r.wrongType(n, "", "a text")
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// markup is what people mean as such, and the words in it: links, addresses,
// tags of HTML, and marks of Markdown's emphasis that stand around words.
var markup = []struct {
	pattern func() *regexp.Regexp
	words   string
}{
	{pattern.Lazy(`!?\[([^\[\]]+)\]\([^()\s]+\)`), "$1"},
	{pattern.Lazy(`<((?:https?://|mailto:)[^<>\s]+)>`), "$1"},
	{pattern.Lazy(`</?[A-Za-z][^<>]*>`), ""},
	{pattern.Lazy(`(^|[\s("“‘])(?:\*{1,3}([\pL\pN][^*]*)\*{1,3}|_{1,3}([\pL\pN][^_]*)_{1,3})($|[\s.,:;!?)"”’])`), "$1$2$3$4"},
}

// glued is a comment of YAML that somebody means for words: one has a blank
// behind its sign.
var glued = pattern.Lazy(`^[ \t]*(#[\pL\pN][^\n]*)`)

// words reads a text that people read, and reports words behind it that YAML
// takes for a comment.
func (r *reader) words(n *yaml.Node) string {
	s := r.text(n)
	if n.Kind != yaml.ScalarNode || n.Style != 0 {
		return s
	}
	start := r.offset(n.Line, n.Column)
	if s != "" { // it may go on over several lines
		comment, _, _ := strings.Cut(n.LineComment, "\n")
		behind := strings.Index(r.file.Text[start:r.end], " "+comment)
		if comment == "" || behind < 0 {
			return s
		}
		start += behind
	}
	if m := glued().FindStringSubmatchIndex(r.file.Text[start:r.end]); m != nil {
		r.list.Add(diag.YAMLComment, r.file.Span(start+m[2], start+m[3]), "words behind a blank and a # are a comment, and not read").
			Hintf("put the whole value in quotes; a comment has a blank behind its #")
	}
	return s
}

// unmarked reads a text in which markup would be printed as it stands.
func (r *reader) unmarked(n *yaml.Node) string {
	s := r.words(n)
	plain := s
	for _, m := range markup {
		plain = m.pattern().ReplaceAllString(plain, m.words)
	}
	if plain != s {
		r.list.Add(diag.YAMLMarkup, r.span(n), "there is no markup here: its signs are printed as they stand").
			Hintf("write: %s", strings.Join(strings.Fields(plain), " "))
	}
	return s
}

// texts reads a list of texts, or a single one.
func (r *reader) texts(n *yaml.Node) []doc.Value {
	var all []doc.Value
	for _, item := range r.items(n) {
		if s := r.text(item); s != "" {
			all = append(all, doc.Value{Span: r.span(item), Text: s})
		}
	}
	return all
}

// items returns the entries of a list; a value that is no list is its only
// entry.
func (r *reader) items(n *yaml.Node) []*yaml.Node {
	if n.Kind != yaml.SequenceNode {
		return []*yaml.Node{n}
	}
	return slices.DeleteFunc(slices.Clone(n.Content), r.aliased)
}

// keywords reads a list of words, or one text with commas.
func (r *reader) keywords(n *yaml.Node) []string {
	var all []string
	for _, item := range r.items(n) {
		parts := []string{r.words(item)}
		if n.Kind == yaml.ScalarNode {
			parts = strings.Split(parts[0], ",")
		}
		for _, p := range parts {
			if p = strings.TrimSpace(p); p != "" {
				all = append(all, p)
			}
		}
	}
	return all
}

// oneOf reads one of a few words.
func oneOf[T ~string](r *reader, n *yaml.Node, key string, words []T) T {
	s := r.text(n)
	if low := T(strings.ToLower(s)); s == "" || slices.Contains(words, low) {
		return low
	}
	var names []string
	for _, w := range words {
		names = append(names, string(w))
	}
	d := r.list.Add(diag.YAMLValue, r.span(n), "%q is no value for %q", s, key)
	if near := diag.Suggest(strings.ToLower(s), names); near != "" {
		d.Hintf("did you mean %q?", near)
	} else {
		d.Hintf("it can be %s", list(names, "or"))
	}
	return ""
}

// count reads a whole number from 1 to most.
func (r *reader) count(n *yaml.Node, key string, most int) int {
	s := r.text(n)
	if s == "" {
		return 0
	}
	i, err := strconv.Atoi(s)
	if err != nil {
		r.list.Add(diag.YAMLType, r.span(n), "%q is a number, not %q", key, s).Hintf("write the number alone, as in %s: 40", key)
		return 0
	}
	if i < 1 || i > most {
		r.list.Add(diag.YAMLValue, r.span(n), "%q is from 1 to %d, not %d", key, most, i)
		return 0
	}
	return i
}

// timeOfDay is what site generators have behind a day.
var timeOfDay = pattern.Lazy(`^(\d{4}-\d{2}-\d{2})[Tt ]+\d{1,2}:\d{2}.*$`)

// date reads a date of the three precisions that EPUB takes. Of a day with
// its time the day is taken.
func (r *reader) date(n *yaml.Node) doc.Value {
	s := r.text(n)
	if s == "" {
		return doc.Value{}
	}
	s = timeOfDay().ReplaceAllString(s, "$1")
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, s); err == nil && len(s) == len(layout) {
			return doc.Value{Span: r.span(n), Text: s}
		}
	}
	r.list.Add(diag.YAMLValue, r.span(n), "%q is not a date", s).Hintf("write a year, 2025, a month, 2025-09, or a day, 2025-09-01")
	return doc.Value{}
}

// persons reads the makers of a guide: a name, a mapping, or a list of them.
func (r *reader) persons(n *yaml.Node, key string) []doc.Person {
	var all []doc.Person
	for _, item := range r.items(n) {
		var p doc.Person
		var parts nameParts
		if item.Kind == yaml.MappingNode {
			r.mapping(item, key, slices.Concat([]field{
				{[]string{"name"}, func(r *reader, v *yaml.Node) { r.personName(v, &p) }},
				text(&p.FileAs, "file-as"),
				{[]string{"role"}, func(r *reader, v *yaml.Node) { p.Role = r.role(v) }}}, parts.fields()))
			if parts.name(&p); p.Name == "" {
				r.list.Add(diag.YAMLValue, r.span(item), "a person in %q has no name", key).Hintf("add name: …")
				continue
			}
		} else if p.Name = r.unmarked(item); p.Name == "" {
			continue
		}
		all = append(all, p)
	}
	return all
}

// personName reads a name as a whole, or in parts as Quarto has it.
func (r *reader) personName(n *yaml.Node, p *doc.Person) {
	if n.Kind != yaml.MappingNode {
		p.Name = r.unmarked(n)
		return
	}
	var parts nameParts
	r.mapping(n, "name", append(parts.fields(), text(&p.Name, "literal")))
	parts.name(p)
}

// nameParts are the parts of a person's name.
type nameParts struct{ given, family string }

func (n *nameParts) fields() []field {
	return []field{text(&n.given, "given"), text(&n.family, "family")}
}

// name gives a person the name of the parts, where it has no other.
func (n *nameParts) name(p *doc.Person) {
	if p.Name == "" {
		p.Name = strings.TrimSpace(n.given + " " + n.family)
	}
	if p.FileAs == "" && n.given != "" && n.family != "" {
		p.FileAs = n.family + ", " + n.given
	}
}

// relators are the MARC relator codes that makers of a guide can have, each
// with its term (id.loc.gov/vocabulary/relators).
var relators = [][2]string{
	{"aut", "author"}, {"edt", "editor"}, {"ill", "illustrator"}, {"trl", "translator"}, {"ctb", "contributor"},
	{"aui", "author of introduction"}, {"aft", "author of afterword"}, {"ann", "annotator"}, {"adp", "adapter"}, {"art", "artist"},
	{"bkd", "book designer"}, {"bkp", "book producer"}, {"com", "compiler"}, {"con", "conservator"}, {"cov", "cover designer"},
	{"cre", "creator"}, {"dsr", "designer"}, {"edc", "editor of compilation"}, {"fnd", "funder"}, {"mrk", "markup editor"}, {"nrt", "narrator"}, {"oth", "other"},
	{"pbl", "publisher"}, {"pfr", "proofreader"}, {"pht", "photographer"}, {"res", "researcher"}, {"rev", "reviewer"}, {"spn", "sponsor"},
	{"tch", "teacher"}, {"tyg", "typographer"}, {"win", "writer of introduction"}, {"wpr", "writer of preface"},
}

// role reads a relator: its code, or the term that the code stands for.
func (r *reader) role(n *yaml.Node) string {
	s := strings.ToLower(r.text(n))
	var terms []string
	for _, x := range relators {
		if s == x[0] || s == x[1] {
			return x[0]
		}
		terms = append(terms, x[1])
	}
	if s == "" {
		return ""
	}
	d := r.list.Add(diag.YAMLValue, r.span(n), "%q is not a role", s)
	if near := diag.Suggest(s, terms); near != "" {
		d.Hintf("did you mean %q?", near)
	} else {
		d.Hintf("write a word such as editor, illustrator or translator, or a MARC relator code")
	}
	return ""
}

// identifier reads what names the edition. A scheme becomes a prefix, so
// that the identifier is a URI. The first of several counts.
func (r *reader) identifier(n *yaml.Node) string {
	items := r.items(n)
	if len(items) == 0 {
		return ""
	}
	for _, more := range items[1:] {
		r.list.Add(diag.YAMLKeyIgnored, r.span(more), "an edition has one identifier; this one has no effect")
	}
	if items[0].Kind != yaml.MappingNode {
		s := r.text(items[0])
		if isISBN(s) {
			return r.isbn(items[0], s)
		}
		return s
	}
	var scheme, id string
	r.mapping(items[0], "identifier", []field{text(&scheme, "scheme"), text(&id, "text")})
	switch s := strings.ToLower(scheme); {
	case id == "":
		return ""
	case strings.HasPrefix(s, "isbn"):
		return r.isbn(items[0], id)
	case s == "uuid":
		return "urn:uuid:" + id
	case s == "doi":
		return "https://doi.org/" + id
	}
	return id
}

// isISBN reports whether a text says that it is an ISBN, has the form of those
// of thirteen digits, or is one of ten.
func isISBN(s string) bool {
	digits := digitsOf(s)
	if strings.HasPrefix(strings.ToLower(strings.TrimPrefix(s, "urn:")), "isbn") {
		return true
	}
	return strings.Trim(s, "0123456789Xx- ") == "" &&
		(len(digits) == 13 && (strings.HasPrefix(digits, "978") || strings.HasPrefix(digits, "979")) || len(digits) == 10 && addsUp(digits))
}

// digitsOf returns the digits of an ISBN, of which the last may be an X.
func digitsOf(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(strings.ToUpper(s), "ISBN-13"), "ISBN-10")
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == 'X' {
			return r
		}
		return -1
	}, s)
}

// addsUp holds the digits of an ISBN against the last of them (ISO 2108, annex
// on check digits).
func addsUp(digits string) bool {
	if strings.ContainsRune(digits[:max(0, len(digits)-1)], 'X') {
		return false
	}
	sum := 0
	for i, c := range digits {
		d := int(c - '0')
		if c == 'X' {
			d = 10
		}
		if len(digits) == 13 {
			sum += d * (1 + i%2*2)
		} else {
			sum += d * (10 - i)
		}
	}
	return len(digits) == 13 && sum%10 == 0 && digits[12] != 'X' || len(digits) == 10 && sum%11 == 0
}

// isbn spells an ISBN as a URI (RFC 8254), and says so if it is none.
func (r *reader) isbn(n *yaml.Node, s string) string {
	digits := digitsOf(s)
	if !addsUp(digits) {
		r.list.Add(diag.YAMLValue, r.span(n), "%q is no ISBN: its digits do not add up", s).
			Hintf("look it up once more; a number of your own that is none needs another name in front, such as school:12")
	}
	return "urn:isbn:" + digits
}

// work reads the book, play or film that the guide is about; a text is its
// title.
func (r *reader) work(n *yaml.Node) doc.Work {
	if n.Kind != yaml.MappingNode {
		return doc.Work{Title: r.unmarked(n)}
	}
	var w doc.Work
	title := key(func(r *reader, v *yaml.Node) { w.Title = r.unmarked(v) }, "title")
	r.mapping(n, "work", []field{title, prose(&w.Author, "author"), text(&w.Year, "year")})
	return w
}

func (r *reader) series(n *yaml.Node) doc.Series {
	if n.Kind != yaml.MappingNode {
		return doc.Series{Name: r.unmarked(n)}
	}
	var s doc.Series
	r.mapping(n, "series", []field{prose(&s.Name, "name"), text(&s.Number, "number", "position")})
	if s.Name == "" {
		r.list.Add(diag.YAMLValue, r.span(n), "the series has no name").Hintf("add name: …")
		return doc.Series{}
	}
	return s
}

// cover returns the cover, made at the first key that speaks of it.
func (r *reader) cover(to **doc.Image) *doc.Image {
	if *to == nil {
		*to = &doc.Image{}
	}
	return *to
}

var tagPattern = pattern.Lazy(`^[\p{L}\p{N}][\p{L}\p{N}_-]*$`)

// themes reads the tags and names of the guide's themes, in their order.
func (r *reader) themes(n *yaml.Node) []doc.ThemeName {
	if r.blank(n) {
		return nil
	}
	if n.Kind != yaml.MappingNode {
		r.wrongType(n, "themes", "a set of tags with names")
		r.list[len(r.list)-1].Hintf("write each on a line of its own, as in  ambition: Ambition and its price")
		return nil
	}
	var all []doc.ThemeName
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Kind != yaml.ScalarNode || !tagPattern().MatchString(k.Value) {
			r.list.Add(diag.YAMLValue, r.span(k), "a theme's tag is one word").Hintf("letters, digits, \"-\" and \"_\"")
			continue
		}
		if at := slices.IndexFunc(all, func(t doc.ThemeName) bool { return t.Tag == k.Value }); at >= 0 {
			r.list.Add(diag.YAMLKeyTwice, r.span(k), "the theme %q is given twice", k.Value).See(all[at].Span, "the first is here")
			continue
		}
		if r.aliased(v) {
			continue
		}
		name := r.unmarked(v)
		if name == "" {
			name = k.Value
		}
		all = append(all, doc.ThemeName{Span: r.span(k), Tag: k.Value, Name: name})
	}
	return all
}

// chapters reads the order of the chapter files.
func (r *reader) chapters(n *yaml.Node) []doc.Value {
	if r.blank(n) {
		return nil
	}
	if n.Kind != yaml.SequenceNode {
		r.wrongType(n, "chapters", "a list of files")
		return nil
	}
	all := r.texts(n)
	for i, v := range all {
		if j := slices.IndexFunc(all[:i], func(o doc.Value) bool { return o.Text == v.Text }); j >= 0 {
			r.list.Add(diag.YAMLValue, v.Span, "the chapter %q is listed twice", v.Text).See(all[j].Span, "the first is here")
		}
	}
	return all
}

// wrongType reports a value of the wrong kind.
func (r *reader) wrongType(n *yaml.Node, key, want string) {
	if key == "" {
		d := r.list.Add(diag.YAMLType, r.span(n), "this is %s where %s is wanted", kindName(n), want)
		if word, _, found := strings.Cut(n.Value, ":"); found && !strings.Contains(word, " ") {
			d.Hintf("put a blank behind the colon")
		} else if n.Kind == yaml.ScalarNode {
			d.Hintf("write keys, a colon and a blank, and their values:  title: \"Hamlet: A Study Guide\"")
		}
		return
	}
	r.list.Add(diag.YAMLType, r.span(n), "%q is %s, not %s", key, want, kindName(n))
}

func kindName(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a set of keys"
	case yaml.SequenceNode:
		return "a list"
	}
	switch n.ShortTag() {
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "true or false"
	}
	return "a text"
}

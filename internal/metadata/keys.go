package metadata

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"guidec/internal/diag"
	"guidec/internal/doc"
)

// A field is one key that a mapping may have. Names holds the key and, after
// it, what other tools call it.
type field struct {
	names []string
	read  func(r *reader, v *yaml.Node)
}

func key(read func(*reader, *yaml.Node), names ...string) field {
	return field{names, read}
}

// text is a key whose value is a text.
func text(to *string, names ...string) field {
	return key(func(r *reader, v *yaml.Node) { *to = r.text(v) }, names...)
}

// prose is a text that is printed as it stands, its markup, too.
func prose(to *string, names ...string) field {
	return key(func(r *reader, v *yaml.Node) { *to = r.unmarked(v) }, names...)
}

// value is a key whose value is a text with its place.
func value(to *doc.Value, names ...string) field { return valueBy((*reader).text, to, names...) }

// name is a value that stands where no markup can: in catalogues, on covers.
func name(to *doc.Value, names ...string) field { return valueBy((*reader).unmarked, to, names...) }

func valueBy(text func(*reader, *yaml.Node) string, to *doc.Value, names ...string) field {
	return key(func(r *reader, v *yaml.Node) {
		if s := text(r, v); s != "" {
			*to = doc.Value{Span: r.span(v), Text: s}
		}
	}, names...)
}

// choice is a key whose value is one of a few words.
func choice[T ~string](to *T, name string, words ...T) field {
	return key(func(r *reader, v *yaml.Node) { *to = oneOf(r, v, name, words) }, name)
}

func guideFields(g *Guide) []field {
	m := &g.Meta
	return []field{
		name(&m.Title, "title"),
		name(&m.Subtitle, "subtitle"),
		key(func(r *reader, v *yaml.Node) { m.Creators = r.persons(v, "author") }, "author", "authors", "creator"),
		key(func(r *reader, v *yaml.Node) { m.Contributors = r.persons(v, "contributors") }, "contributors", "contributor"),
		key(func(r *reader, v *yaml.Node) { m.Work = r.work(v) }, "work"),
		value(&m.Lang, "lang", "language"),
		key(func(r *reader, v *yaml.Node) { m.Date = r.date(v) }, "date"),
		prose(&m.Description, "description", "abstract"),
		key(func(r *reader, v *yaml.Node) { m.Keywords = r.keywords(v) }, "keywords", "subject", "tags"),
		prose(&m.Publisher, "publisher"),
		prose(&m.Rights, "rights", "license", "copyright"),
		key(func(r *reader, v *yaml.Node) { m.Identifier = r.identifier(v) }, "identifier"),
		key(func(r *reader, v *yaml.Node) { m.Series = r.series(v) }, "series"),
		key(func(r *reader, v *yaml.Node) {
			c := r.cover(&m.Cover)
			c.Span, c.Path = r.span(v), r.text(v)
		}, "cover-image"),
		key(func(r *reader, v *yaml.Node) {
			c := r.cover(&m.Cover)
			if c.Alt = r.unmarked(v); c.File == nil {
				c.Span = r.span(v)
			}
		}, "cover-alt"),
		key(func(r *reader, v *yaml.Node) { m.Reading = r.count(v, "reading-time", 10000) }, "reading-time"),
		key(func(r *reader, v *yaml.Node) { m.Themes = r.themes(v) }, "themes"),
		choice(&m.Edition, "edition", doc.EditionStudent, doc.EditionTeacher),
		choice(&m.Quotes, "quotes", doc.QuoteBlock, doc.QuotePull),
		key(func(r *reader, v *yaml.Node) {
			c := &m.Conformance
			r.mapping(v, "conformance", []field{text(&c.Standard, "standard"), text(&c.CertifiedBy, "certified-by"),
				text(&c.Credential, "credential"), text(&c.Report, "report")})
		}, "conformance"),
		key(func(r *reader, v *yaml.Node) {
			p := &m.Print
			r.mapping(v, "print", []field{choice(&p.Paper, "paper", "a4", "letter", "a5", "6x9in"),
				choice(&p.Sides, "sides", "one", "two"), choice(&p.Variant, "variant", "standard", "large-print", "accessible")})
		}, "print"),
		key(func(r *reader, v *yaml.Node) { g.Chapters = r.chapters(v) }, "chapters"),
	}
}

func chapterFields(c *Chapter) []field {
	return []field{
		choice(&c.Kind, "kind", doc.Kinds...),
		key(func(r *reader, v *yaml.Node) {
			if s := r.text(v); s != "" {
				c.ID = doc.ID{Span: r.span(v), Name: strings.TrimPrefix(s, "#")}
			}
		}, "id"),
		valueBy((*reader).words, &c.Title, "title"),
		key(func(r *reader, v *yaml.Node) {
			if s := r.text(v); s != "" {
				c.Theme = doc.Theme{Span: r.span(v), Name: s}
			}
		}, "theme"),
		text(&c.Lang, "lang", "language"),
	}
}

// ignored reports whether a key means something to Pandoc, Quarto or a site
// generator that guidec decides by itself.
func ignored(key string) bool {
	for _, prefix := range []string{"toc", "epub-", "pdf-", "html-", "latex-", "link", "header-", "footer-", "margin", "include-", "crossref", "citation", "cite", "reference-", "ibooks", "mainfont", "monofont", "sansfont", "mathfont", "CJKmainfont", "biblio", "number-"} {
		if strings.HasPrefix(key, prefix) {
			return true
		}
	}
	return slices.Contains([]string{
		"affiliation", "aliases", "author-meta", "backgroundcolor", "block-headings", "body-width", "book", "callout-icon", "categories",
		"classoption", "code-fold", "colorlinks", "comments", "csl", "css", "cssclass", "cssclasses", "date-format", "date-meta", "diff", "dir", "documentclass", "document-css",
		"docx", "draft", "editor", "email", "embed-resources", "engine", "epub", "excerpt", "execute", "featured", "filters", "fontcolor", "fontenc", "fontfamily", "fontsize",
		"format", "from", "geometry", "hidelinks", "highlight-style", "html", "image", "indent", "institute", "jupyter", "keep-md", "knitr", "lastmod", "layout",
		"license-url", "linestretch", "listings", "lof", "lot", "maxwidth", "metadata-files", "mouse-wheel", "nocite", "notes", "numbersections", "output", "output-dir",
		"output-file", "page-layout", "page-progression-direction", "pagesize", "pagetitle", "papersize", "params", "pdf", "permalink", "project", "publish", "published", "reader", "resource-path",
		"revealjs", "secnumdepth", "section-divs", "self-contained", "shift-heading-level-by", "slug", "smart", "standalone", "strict", "stylesheet", "syntax-definitions",
		"tbl-cap-location", "thanks", "theme-color", "title-meta", "title-prefix", "to", "top-level-division", "type", "url", "urlcolor", "variables", "website", "weight", "writer",
	}, key)
}

// ofPersons are what Pandoc and Quarto say of authors besides their names.
var ofPersons = []string{"acknowledgements", "affiliation", "affiliations", "attributes", "bio", "corresponding", "degrees", "email",
	"equal-contributor", "id", "image", "institute", "note", "orcid", "photo", "roles", "url"}

// mapping reads a mapping by its fields; in names the key that it is the
// value of, for messages. A nil node is a mapping without keys.
func (r *reader) mapping(n *yaml.Node, in string, fields []field) {
	if r.blank(n) {
		return
	}
	if n.Kind != yaml.MappingNode {
		r.wrongType(n, in, "a set of keys")
		r.unread = r.unread || in == ""
		return
	}
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Kind != yaml.ScalarNode {
			r.list.Add(diag.YAMLType, r.span(k), "a key is a word, not %s", kindName(k))
			continue
		}
		f := find(fields, k.Value)
		if f == nil {
			r.unknown(k, in, fields)
			continue
		}
		if first := seen[f.names[0]]; first != nil {
			d := r.list.Add(diag.YAMLKeyTwice, r.span(k), "%q is given twice", k.Value)
			if first.Value != k.Value {
				d.Message = "\"" + first.Value + "\" and \"" + k.Value + "\" are the same key"
			}
			d.See(r.span(first), "the first is here")
			if above := i - 2; above >= 0 && r.blank(n.Content[above+1]) {
				d.Hintf("put two blanks before it if it belongs to %q", n.Content[above].Value)
			}
			continue
		}
		seen[f.names[0]] = k
		if r.aliased(v) {
			continue
		}
		f.read(r, v)
	}
}

func find(fields []field, name string) *field {
	for i := range fields {
		if slices.Contains(fields[i].names, name) {
			return &fields[i]
		}
	}
	return nil
}

// days are keys of other tools for days in the life of a file.
var days = []string{"created", "modified", "published", "updated"}

// unknown reports a key that has no meaning where it stands.
func (r *reader) unknown(k *yaml.Node, in string, fields []field) {
	if in == "" && r.elsewhere(k) {
		return
	}
	if (in == "author" || in == "contributors") && slices.Contains(ofPersons, k.Value) {
		r.list.Add(diag.YAMLKeyIgnored, r.span(k), "%q has no effect in guidec", k.Value)
		return
	}
	var names, first []string
	for _, f := range fields {
		names, first = append(names, f.names...), append(first, f.names[0])
	}
	d := r.list.Add(diag.YAMLKeyUnknown, r.span(k), "there is no key %q", k.Value)
	if in != "" {
		d.Message += " in " + in
	}
	// An underscore or a capital is the commonest slip.
	near := diag.Suggest(strings.ReplaceAll(strings.ToLower(k.Value), "_", "-"), names)
	r.unread = r.unread || in == "" && near == "title"
	if strings.Contains(k.Value, "\u00a0") {
		d.Hintf("blanks that were copied from a web page are none here: type them anew")
	} else if in == "" && slices.Contains(days, k.Value) {
		d.Hintf("write \"date\" if it is the guide's, or delete it")
	} else if near != "" {
		d.Hintf("did you mean %q?", near)
	} else if len(first) <= 5 {
		d.Hintf("the keys here are %s", list(first, "and"))
	} else {
		d.Hintf("see docs/authoring.md for the keys that there are")
	}
}

// elsewhere reports keys of other tools, and keys that belong into a
// guide's metadata or into a chapter's.
func (r *reader) elsewhere(k *yaml.Node) bool {
	var g Guide
	var c Chapter
	switch {
	case r.chapter && find(guideFields(&g), k.Value) != nil:
		r.list.Add(diag.YAMLKeyIgnored, r.span(k), "%q has no effect in a chapter", k.Value).
			Hintf("it belongs into guide.yaml")
	case !r.chapter && k.Value != "id" && find(chapterFields(&c), k.Value) != nil:
		r.list.Add(diag.YAMLKeyIgnored, r.span(k), "%q has no effect on a whole guide", k.Value).
			Hintf("it belongs into the front matter of a chapter, or into its heading: # Heading {%s=…}", k.Value)
	case ignored(k.Value):
		d := r.list.Add(diag.YAMLKeyIgnored, r.span(k), "%q has no effect in guidec", k.Value)
		if k.Value == "book" {
			d.Hintf("name the book that the guide is about: work: {title: …}")
		}
	default:
		return false
	}
	return true
}

// list joins words for a sentence: "a, b and c".
func list(words []string, last string) string {
	var b strings.Builder
	for i, w := range words {
		switch {
		case i == 0:
		case i == len(words)-1:
			b.WriteString(" " + last + " ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(w)
	}
	return b.String()
}

package epubverify

import (
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"guidec/internal/source"
)

// deepest is how deep elements may nest.
const deepest = 500

// Namespaces of the files in an EPUB.
const (
	nsOCF   = "urn:oasis:names:tc:opendocument:xmlns:container"
	nsOPF   = "http://www.idpf.org/2007/opf"
	nsOPS   = "http://www.idpf.org/2007/ops"
	nsNCX   = "http://www.daisy.org/z3986/2005/ncx/"
	nsXLink = "http://www.w3.org/1999/xlink"
	nsXHTML = "http://www.w3.org/1999/xhtml"
	nsXML   = "http://www.w3.org/XML/1998/namespace"
	nsDC    = "http://purl.org/dc/elements/1.1/"
)

// An element of an XML file, with the place of its start tag.
type element struct {
	xml.Name
	attrs  []xml.Attr
	at     source.Span
	parent *element
	kids   []any // *element or string, in order
}

// parse reads a whole XML file. With an error comes its place.
func parse(file *source.File) (*element, source.Span, error) {
	d := xml.NewDecoder(strings.NewReader(file.Text))
	d.Strict = true
	d.CharsetReader = func(charset string, _ io.Reader) (io.Reader, error) {
		return nil, fmt.Errorf("its encoding is %s, not UTF-8", charset)
	}
	var root, open *element
	depth := 0
	for {
		start := int(d.InputOffset())
		token, err := d.Token()
		at := file.Span(start, int(d.InputOffset()))
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, at, syntax(err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > deepest {
				return nil, at, fmt.Errorf("elements nest deeper than %d", deepest)
			}
			e := &element{Name: t.Name, attrs: t.Copy().Attr, at: at, parent: open}
			if err := e.wellFormed(); err != nil {
				return nil, at, err
			}
			switch {
			case open != nil:
				open.kids = append(open.kids, e)
			case root != nil:
				return nil, at, errors.New("there is a second root element")
			default:
				root = e
			}
			open = e
		case xml.EndElement:
			depth--
			open = open.parent
		case xml.CharData:
			if open != nil {
				open.kids = append(open.kids, string(t))
			}
		}
	}
	if root == nil || open != nil {
		return nil, file.Span(len(file.Text), len(file.Text)), errors.New("it ends too early")
	}
	return root, source.Span{}, nil
}

// wellFormed finds what the decoder lets pass: an attribute given twice, a
// prefix that nothing declares.
func (e *element) wellFormed() error {
	seen := map[xml.Name]bool{}
	for _, a := range e.attrs {
		if seen[a.Name] {
			return fmt.Errorf("the attribute %s is given twice", a.Name.Local)
		}
		seen[a.Name] = true
		if s := a.Name.Space; s != "" && s != "xmlns" && !strings.Contains(s, "/") {
			return fmt.Errorf("the prefix %s: is not declared", s)
		}
	}
	if s := e.Space; s != "" && !strings.ContainsAny(s, "/:") {
		return fmt.Errorf("the prefix %s: is not declared", s)
	}
	return nil
}

// syntax is what the decoder found, without what it says of itself.
func syntax(err error) error {
	var s *xml.SyntaxError
	if errors.As(err, &s) {
		return errors.New("it is not well-formed: " + s.Msg)
	}
	return cmp.Or(errors.Unwrap(err), err)
}

// attr returns an attribute without a namespace.
func (e *element) attr(name string) string { return e.attrNS("", name) }

func (e *element) attrNS(space, name string) string {
	v, _ := e.lookup(space, name)
	return v
}

func (e *element) lookup(space, name string) (string, bool) {
	for _, a := range e.attrs {
		if a.Name.Space == space && a.Name.Local == name {
			return a.Value, true
		}
	}
	return "", false
}

// types are the values of epub:type.
func (e *element) types() []string { return strings.Fields(e.attrNS(nsOPS, "type")) }

// is reports whether an element has a type, or the role that goes with it.
func (e *element) is(kind string) bool {
	return slices.Contains(e.types(), kind) || slices.Contains(strings.Fields(e.attr("role")), "doc-"+kind)
}

// walk calls f for e and every element in it, in document order.
func (e *element) walk(f func(*element)) {
	f(e)
	for _, k := range e.kids {
		if k, ok := k.(*element); ok {
			k.walk(f)
		}
	}
}

// child returns the first child of that name, or nil.
func (e *element) child(name string) *element {
	for _, k := range e.kids {
		if k, ok := k.(*element); ok && k.Local == name {
			return k
		}
	}
	return nil
}

// children returns the children of that name.
func (e *element) children(name string) []*element {
	var all []*element
	for _, k := range e.kids {
		if k, ok := k.(*element); ok && k.Local == name {
			all = append(all, k)
		}
	}
	return all
}

// text returns the words in e, with single blanks.
func (e *element) text() string {
	var b strings.Builder
	e.words(&b)
	return strings.Join(strings.Fields(b.String()), " ")
}

func (e *element) words(b *strings.Builder) {
	for _, k := range e.kids {
		switch k := k.(type) {
		case string:
			b.WriteString(k)
		case *element:
			k.words(b)
		}
	}
}

// inside reports whether e stands in an element that f is true of.
func (e *element) inside(f func(*element) bool) bool {
	for p := e.parent; p != nil; p = p.parent {
		if f(p) {
			return true
		}
	}
	return false
}

package epubverify

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"path"
	"slices"
	"strings"

	"guidec/internal/diag"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// resolve turns an address in a file into a file of the container and a
// fragment; ok is false for addresses elsewhere.
func (c *checker) resolve(from, href string) (file, fragment string, ok bool) {
	u, err := url.Parse(href)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", "", false
	}
	if u.Path == "" {
		return from, u.Fragment, true
	}
	return path.Join(path.Dir(from), u.Path), u.Fragment, true
}

// links checks that every address of every page and stylesheet leads somewhere.
func (c *checker) links() {
	for _, it := range c.items {
		if it.mediaType == mediaTypes[".css"] {
			c.style(it)
		}
		if p := c.pages[it.file]; p != nil {
			p.root.walk(func(e *element) {
				for _, a := range e.attrs {
					c.link(p, e, a)
				}
			})
		}
	}
}

// link checks an attribute of an element, if it holds an address.
func (c *checker) link(p *page, e *element, a xml.Attr) {
	if a.Value == "" || a.Name.Space != "" && a.Name.Space != nsXLink {
		return
	}
	switch a.Name.Local {
	case "href", "src", "data", "poster", "cite":
		c.address(p, e, a.Value, e.Local == "a" || a.Name.Local == "cite")
	case "srcset":
		if strings.Contains(a.Value, "data:") {
			return // commas are no signs there
		}
		for candidate := range strings.SplitSeq(a.Value, ",") {
			if words := strings.Fields(candidate); len(words) > 0 {
				c.address(p, e, words[0], false)
			}
		}
	}
}

// address checks where an element of a page leads; away says that it may be out
// of the book.
func (c *checker) address(p *page, e *element, href string, away bool) {
	file, fragment, local := c.resolve(p.file, href)
	if !local {
		u, err := url.Parse(href)
		if err != nil || !away && u.Scheme != "data" || away && !slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme) {
			c.add(diag.EPUBLink, e.at, "%q leads out of the book", href)
		}
		return
	}
	switch it := c.byPath[file]; {
	case it == nil && c.files[file] != nil: // said of the file
	case it == nil:
		c.add(diag.EPUBLink, e.at, "there is no file %q", href)
	case e.Local == "a" && it.mediaType != typeXHTML && !slices.Contains(c.reading, it):
		c.add(diag.EPUBLink, e.at, "%q is no page", href)
	case e.Local == "a" && slices.Contains(it.properties, "nav") && !slices.Contains(c.reading, it):
		c.add(diag.EPUBLink, e.at, "%q is never read", href)
	case fragment != "" && c.pages[file] != nil && c.pages[file].ids[fragment] == 0:
		c.add(diag.EPUBLink, e.at, "%q has no place %q", file, fragment)
	case fragment != "" && c.pages[file] != nil && c.pages[file].byID[fragment].Local == "body":
		c.add(diag.EPUBLink, e.at, "%q is a body, to which Kindle cannot go", href)
	}
}

// styleAddress finds addresses in a stylesheet, and before them comments and
// strings, where none are.
var styleAddress = pattern.Lazy(`(?s)/\*.*?\*/|(?:url\(\s*["']?|@import\s+["'])([^"')]*)|"[^"\n]*"|'[^'\n]*'`)

// style checks that the files which a stylesheet names are there.
func (c *checker) style(it *manifestItem) {
	data, err := c.read(it.file)
	if err != nil || !bytes.Contains(data, []byte("url(")) && !bytes.Contains(data, []byte("@import")) {
		return // said of the manifest; or nothing to look for
	}
	file := source.NewFile(path.Join(c.name, it.file), string(data))
	for _, m := range styleAddress().FindAllStringSubmatchIndex(file.Text, -1) {
		if m[2] < 0 {
			continue
		}
		href := strings.TrimSpace(file.Text[m[2]:m[3]])
		if to, _, local := c.resolve(it.file, href); local && c.byPath[to] == nil {
			c.add(diag.EPUBLink, file.Span(m[0], m[1]), "there is no file %q", href)
		}
	}
}

// notes checks that marks lead to notes, and notes back to their marks.
func (c *checker) notes() {
	for _, it := range c.items {
		p := c.pages[it.file]
		if p == nil {
			continue
		}
		p.root.walk(func(e *element) {
			switch {
			case e.is("noteref"):
				if note, _ := c.target(p, e); note != nil && noteOf(note) == nil {
					c.add(diag.EPUBNote, e.at, "the mark leads to no note")
				}
			case e.is("footnote"):
				c.wayBack(p, e)
			}
		})
	}
}

// noteOf is the note that e is, or stands in; or nil.
func noteOf(e *element) *element {
	for e != nil && !e.is("footnote") && !e.is("endnote") && !e.is("rearnote") {
		e = e.parent
	}
	return e
}

// wayBack checks that a note leads back to marks, and to none of another note.
func (c *checker) wayBack(p *page, note *element) {
	back := false
	note.walk(func(e *element) {
		if !e.is("backlink") {
			return
		}
		mark, on := c.target(p, e)
		if mark == nil || !mark.is("noteref") {
			return
		}
		back = true
		to, _ := c.target(on, mark)
		if other := noteOf(to); other != nil && other != note {
			c.add(diag.EPUBNote, e.at, "the way back leads to the mark of another note").See(mark.at, "the mark is here")
		}
	})
	if !back {
		c.add(diag.EPUBNote, note.at, "no link leads back from the note to its mark")
	}
}

// target is the element that a link leads to, or nil, and its page.
func (c *checker) target(p *page, e *element) (*element, *page) {
	file, fragment, ok := c.resolve(p.file, e.attr("href"))
	if !ok || c.pages[file] == nil {
		return nil, nil
	}
	return c.pages[file].byID[fragment], c.pages[file]
}

// position is where an address stands in reading order: the page, then the
// place on it. ok is false for what leads nowhere.
func (c *checker) position(from, href string) (at [2]int, ok bool) {
	file, fragment, local := c.resolve(from, href)
	p := c.pages[file]
	if !local || p == nil || fragment != "" && p.ids[fragment] == 0 {
		return at, false
	}
	return [2]int{p.order, p.ids[fragment]}, true
}

// nowhere reports whether an address leads to no place. What is on a page that
// could not be read, nobody knows.
func (c *checker) nowhere(from, href string) bool {
	file, _, _ := c.resolve(from, href)
	_, ok := c.position(from, href)
	return !ok && (c.files[file] == nil || c.pages[file] != nil)
}

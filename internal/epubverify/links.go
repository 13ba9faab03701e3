package epubverify

import (
	"net/url"
	"path"
	"slices"

	"guidec/internal/diag"
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

// links checks that every address of every page leads somewhere.
func (c *checker) links() {
	for _, it := range c.items {
		p := c.pages[it.file]
		if p == nil {
			continue
		}
		for _, e := range p.links {
			c.link(p, e)
		}
	}
}

func (c *checker) link(p *page, e *element) {
	href := e.attr("href")
	if src := e.attr("src"); src != "" {
		href = src
	}
	file, fragment, local := c.resolve(p.file, href)
	if !local {
		u, err := url.Parse(href)
		if err != nil || e.Local != "a" || !slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme) {
			c.add(diag.EPUBLink, e.at, "%q leads out of the book", href)
		}
		return
	}
	switch {
	case c.byPath[file] == nil:
		c.add(diag.EPUBLink, e.at, "there is no file %q", href)
	case fragment != "" && c.pages[file] != nil && c.pages[file].ids[fragment] == 0:
		c.add(diag.EPUBLink, e.at, "%q has no place %q", file, fragment)
	case fragment != "" && c.pages[file] != nil && c.pages[file].byID[fragment].Local == "body":
		c.add(diag.EPUBLink, e.at, "%q is a body, to which Kindle cannot go", href)
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
			case slices.Contains(e.types(), "noteref"):
				if note := c.target(p, e); note != nil && !slices.Contains(note.types(), "footnote") {
					c.add(diag.EPUBNote, e.at, "the mark leads to no note")
				}
			case slices.Contains(e.types(), "footnote"):
				c.wayBack(p, e)
			}
		})
	}
}

func (c *checker) wayBack(p *page, note *element) {
	back := false
	note.walk(func(e *element) {
		if slices.Contains(e.types(), "backlink") {
			mark := c.target(p, e)
			back = back || mark != nil && slices.Contains(mark.types(), "noteref")
		}
	})
	if !back {
		c.add(diag.EPUBNote, note.at, "no link leads back from the note to its mark")
	}
}

// target is the element that a link leads to, or nil.
func (c *checker) target(p *page, e *element) *element {
	file, fragment, ok := c.resolve(p.file, e.attr("href"))
	if !ok || c.pages[file] == nil {
		return nil
	}
	return c.pages[file].byID[fragment]
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

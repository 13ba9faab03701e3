package book

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// An anchor is a place that waits for its id.
type anchor struct {
	target *Target
	id     doc.ID // explicit, or zero
	base   string // what an automatic id is made of
}

// ids gives names to places. Explicit ids come first, wherever they stand,
// so that a heading added in front never renames what an author has named.
type ids struct {
	anchors []anchor
	taken   map[string]source.Span
	counted map[string]int // the last number given to a base
	targets map[string]*Target
	places  map[place]*Target // the first of its name in each file
	called  []called
	loose   map[place]*Target // by headings without the number before them
}

// A called place has a heading, which other programs make names of.
type called struct {
	target  *Target
	heading string
}

// A place is what a heading is called in its own file, where it has no number
// to tell it from headings in others; nil stands for all files.
type place struct {
	file *source.File
	name string
	bare bool // name has letters and digits alone
}

// anchor asks for an id for t: the explicit one, else one made of base.
func (x *ids) anchor(t *Target, id doc.ID, base string) *Target {
	x.anchors = append(x.anchors, anchor{t, id, base})
	return t
}

// call lets references name a place as other programs make names of its heading.
func (x *ids) call(t *Target, heading []doc.Inline) {
	x.called = append(x.called, called{t, doc.Plain(heading)})
}

// assign gives every anchor its id.
func (x *ids) assign(l *diag.List) {
	x.taken, x.counted, x.targets = map[string]source.Span{}, map[string]int{}, map[string]*Target{}
	x.places, x.loose = map[place]*Target{}, map[place]*Target{}
	for _, a := range x.anchors {
		if a.id.Name == "" {
			continue
		}
		if !validID(a.id.Name) {
			l.Add(diag.IDSyntax, a.id.Span, "the id %q is not a name", a.id.Name).
				Hintf("start with a letter and go on with letters, digits, \"-\", \"_\" or \".\"")
			continue
		}
		if first, twice := x.taken[a.id.Name]; twice {
			l.Add(diag.IDTwice, a.id.Span, "the id %q is taken", a.id.Name).
				Hintf("choose another id for one of the two").See(first, "the first is here")
			continue
		}
		x.claim(a.id.Name, a.id.Span, a.target)
	}
	for _, a := range x.anchors {
		if a.target.ID != "" {
			continue
		}
		if a.base == "" { // only its own id, which it cannot have, would lead here
			a.base = slug(a.id.Name, "place")
		}
		x.claim(x.free(a.base), source.Span{}, a.target)
		note(x.places, place{a.target.Chapter.File, a.base, false}, a.target)
	}
	for _, a := range x.anchors {
		note(x.places, place{a.target.Chapter.File, bare(a.base), true}, a.target)
		note(x.places, place{nil, bare(a.target.ID), true}, a.target)
	}
	for _, c := range x.called {
		name := hyphened(c.heading)
		note(x.places, place{c.target.Chapter.File, name, false}, c.target)
		note(x.places, place{nil, bare(name), true}, c.target)
		name = strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
		note(x.places, place{nil, bare(name), true}, c.target)
		note(x.loose, place{c.target.Chapter.File, name, false}, c.target)
	}
}

func note(places map[place]*Target, p place, t *Target) {
	if p.name != "" && places[p] == nil {
		places[p] = t
	}
}

// hyphened is a heading as GitHub and others make a name of it: in small
// letters, without its signs, a hyphen for each blank.
func hyphened(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// find returns what a name means in a file, or nil: an author's own id, else
// what is called so in the file itself, else in another, else what is called so
// behind its number: "walls" of "1. Walls".
func (x *ids) find(file *source.File, name string) *Target {
	if x.taken[name].File == nil {
		if t := x.places[place{file, name, false}]; t != nil {
			return t
		}
	}
	if t := x.targets[name]; t != nil {
		return t
	}
	return x.loose[place{file, name, false}]
}

// alike returns what a name would mean but for its hyphens and capitals, which
// no two programs set alike.
func (x *ids) alike(file *source.File, name string) *Target {
	if t := x.places[place{file, bare(name), true}]; t != nil {
		return t
	}
	return x.places[place{nil, bare(name), true}]
}

func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if isWord(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

func (x *ids) claim(id string, at source.Span, t *Target) {
	x.taken[id], x.targets[id], t.ID = at, t, id
}

// late gives an id to a place that is met after assign: a note or its mark.
func (x *ids) late(t *Target, base string) *Target {
	x.claim(x.free(base), source.Span{}, t)
	return t
}

// free returns base, or base with the first number that makes it unique.
func (x *ids) free(base string) string {
	id := base
	for n := max(x.counted[base], 1); ; {
		if _, taken := x.taken[id]; !taken {
			x.counted[base] = n
			return id
		}
		n++
		id = base + "-" + strconv.Itoa(n)
	}
}

// names returns the ids that references can use, in the order of the book.
func (x *ids) names() []string {
	var all []string
	for _, a := range x.anchors {
		if a.target.ID != "" {
			all = append(all, a.target.ID)
		}
	}
	return all
}

// slug makes an id of words: lower-case letters and digits without accents,
// joined by hyphens; other is used when nothing is left.
func slug(words, other string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(words)) {
		switch {
		case isWord(r):
			b.WriteRune(r)
		case unicode.Is(unicode.Mn, r), r == '\'', r == '’':
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	s := strings.TrimSuffix(b.String(), "-")
	switch {
	case s == "":
		return other
	case !unicode.IsLetter([]rune(s)[0]):
		return other + "-" + s
	}
	return s
}

// validID reports whether an id is a name in XML without a colon (Namespaces
// in XML, production NCName), kept to letters, digits, "-", "_" and ".".
func validID(s string) bool {
	for i, r := range s {
		if !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r) && !strings.ContainsRune("-_.", r)) {
			return false
		}
	}
	return s != ""
}

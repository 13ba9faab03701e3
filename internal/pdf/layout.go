// Package pdf makes the printed edition of a book: it turns blocks into
// strips, has typeset cut them into pages, draws those through gofpdf and
// has package finish complete the file. It decides where things stand on
// paper and how they look there; what the book says, package book decided.
package pdf

import (
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"guidec/assets"
	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/guard"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// Options are the decisions about the printed form. Zero values stand for
// what the guide asks for, and where it asks for nothing, for a4 paper,
// printed on both sides, in the standard variant.
type Options struct {
	Paper   theme.Paper
	Sides   theme.Sides
	Variant theme.Variant
	Layout  theme.Imposition // "": single; others need no sides
	Saver   bool             // no tints: less ink
	Fonts   *typeset.Library // nil: the fonts are read for this guide alone
}

// A Document is a guide that has been cut into pages.
type Document struct {
	book     *book.Book
	page     theme.Page
	fonts    *typeset.Library
	chapters []*chapter
	sheets   []*sheet
	folios   map[*book.Target]string
	layout   theme.Imposition
	paper    theme.Sheet // that pages are imposed on
	saver    bool
}

// maxRounds bounds how often the guide is set anew because a page number
// that it mentions came out different, or a page turn came to part a word.
const maxRounds = 4

// Layout sets a book and cuts it into pages. The list holds what did not
// come out well: signs that no font has, lines that are too wide.
func Layout(b *book.Book, o Options) (*Document, diag.List, error) {
	o = o.withWishes(b)
	if err := o.check(); err != nil {
		return nil, nil, err
	}
	d := &Document{book: b, layout: o.Layout, fonts: o.Fonts, saver: o.Saver, folios: map[*book.Target]string{}}
	d.format(o)
	if d.fonts == nil {
		d.fonts = typeset.NewLibrary(assets.Files)
	}
	d.chapters = d.plan()
	list := d.chapters
	for round := 0; len(list) > 0 && round <= maxRounds; round++ {
		wait := d.setAll(list)
		err := d.assemble()
		wait()
		if err != nil {
			return nil, nil, err
		}
		list = d.outdated()
	}
	for _, c := range d.chapters {
		c.setter.broken = nil // only another round needs them
	}
	return d, d.problems(), nil
}

func (o Options) withWishes(b *book.Book) Options {
	wish := b.Meta.Print
	if o.Paper == "" {
		o.Paper = theme.Paper(wish.Paper)
	}
	if o.Sides == "" {
		o.Sides = theme.Sides(wish.Sides)
	}
	if o.Variant == "" {
		o.Variant = theme.Variant(wish.Variant)
	}
	return o
}

// Pages returns how many pages the document has.
func (d *Document) Pages() int { return len(d.sheets) }

// A chapter is a part of the document that begins on a page of its own.
type chapter struct {
	section *book.Section // nil: title page, imprint, contents
	front   bool          // its folios are roman
	recto   bool          // begins on a right page
	bare    bool          // has no running heads and folios
	title   string        // for running heads
	set     func(*setter)

	setting sync.WaitGroup // while it is being set
	err     error          // why it could not be
	setter  *setter
	whole   map[typeset.Place]bool // words that a page turn must not part
	first   int                    // its first sheet
	leaves  []*typeset.Page
	cutOf   *setter // what the leaves are cut of,
	cutTo   typeset.Plan
}

// plan lists the chapters in reading order.
func (d *Document) plan() []*chapter {
	list := []*chapter{
		{front: true, recto: true, bare: true, set: (*setter).titlePage},
		{front: true, bare: true, set: (*setter).imprint},
		{front: true, recto: true, title: d.book.Words.Contents, set: (*setter).contents},
	}
	add := func(sections []*book.Section, front bool) {
		for i, s := range sections {
			list = append(list, &chapter{section: s, front: front, recto: !front && i == 0 && len(list) > 0 && list[len(list)-1].front,
				title: book.Plain(s.Heading), set: (*setter).chapter})
		}
	}
	add(d.book.Front, true)
	add(d.book.Chapters, false)
	add(d.book.Appendices, false)
	return list
}

// setAll has chapters set side by side, while those that are done can be cut
// into pages. What comes out does not depend on how many run at a time.
func (d *Document) setAll(list []*chapter) (wait func()) {
	list = longestFirst(list)
	for _, c := range list {
		c.setting.Add(1)
	}
	var workers sync.WaitGroup
	var taken atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		workers.Go(func() {
			var scratch typeset.Scratch
			for i := taken.Add(1) - 1; i < int64(len(list)); i = taken.Add(1) - 1 {
				d.setOne(list[i], &scratch)
				runtime.Gosched() // whoever waits for it comes first
			}
		})
	}
	return workers.Wait
}

// longestFirst puts the chapter with most text before the others: it would be
// the last to be ready, with nobody to help.
func longestFirst(list []*chapter) []*chapter {
	longest, most := 0, 0
	for i, c := range list {
		text := 0
		if c.section != nil {
			book.Walk(c.section, func(n any) {
				if t, ok := n.(*book.Text); ok {
					text += len(t.Text)
				}
			})
		}
		if text > most {
			longest, most = i, text
		}
	}
	return slices.Concat(list[longest:longest+1], list[:longest], list[longest+1:])
}

// setOne sets a chapter. Its err is there as soon as nobody waits for the
// chapter any more.
func (d *Document) setOne(c *chapter, scratch *typeset.Scratch) {
	defer c.setting.Done()
	err := guard.Do(func() error {
		s := newSetter(d, c, scratch)
		c.setter = s
		c.set(s)
		s.scratch = nil // another's by now
		return s.err
	})
	if err != nil {
		c.err = fmt.Errorf("pdf: %w", err)
	}
}

// outdated lists the chapters that mention a page number which has changed
// since they were set, and those where a word is parted at a page turn that
// can be kept whole.
func (d *Document) outdated() []*chapter {
	var list []*chapter
	torn := d.tornWords()
	for _, c := range d.chapters {
		again := torn[c]
		for _, m := range c.setter.mentions {
			again = again || d.folios[m.to] != m.folio
		}
		if again {
			list = append(list, c)
		}
	}
	return list
}

// tornWords finds the words that a page turn parts and has them kept whole
// from now on. It reports the chapters that they are in.
func (d *Document) tornWords() map[*chapter]bool {
	found := map[*chapter]bool{}
	for _, sh := range d.sheets {
		word, torn := d.tornWord(sh)
		if !torn || sh.of.whole[word] {
			continue
		}
		if sh.of.whole == nil {
			sh.of.whole = map[typeset.Place]bool{}
		}
		sh.of.whole[word], found[sh.of] = true, true
	}
	return found
}

// tornWord is the word that goes on overleaf, if the page ends within one.
func (d *Document) tornWord(sh *sheet) (word typeset.Place, torn bool) {
	if sh.page == nil || len(sh.page.Strips) == 0 || sh.verso && d.page.Mirrored {
		return word, false
	}
	last := sh.page.Strips[len(sh.page.Strips)-1].Strip
	if !last.Hyphen || last.Text == nil {
		return word, false
	}
	return last.Text.Parted, true
}

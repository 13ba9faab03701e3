package pdf

import (
	"unicode"
	"unicode/utf8"

	"guidec/internal/book"
	"guidec/internal/typeset"
)

// PageStarts says where each page begins in the book, in page order. Pages
// that hold nothing of the book (the title page, the contents, blank pages)
// are left out.
func (d *Document) PageStarts() []book.PageStart {
	var list []book.PageStart
	last := place{}
	for i, sh := range d.sheets {
		if !sh.hasBook() {
			continue
		}
		if i == 0 || d.sheets[i-1].of != sh.of {
			last = place{}
		}
		if p, ok := d.startAfter(last.mark, d.sheets[i:]); ok {
			p.Folio = sh.folio
			list, last = append(list, p.PageStart), p
		}
	}
	return list
}

// A place is one of the book in a chapter's strips. Marks count up in the
// order of the book.
type place struct {
	book.PageStart
	mark typeset.Mark
}

func (sh *sheet) hasBook() bool { return sh.page != nil && sh.of.section != nil }

// startAfter finds where the first of some pages begins: with its first text;
// with a figure, where it has nothing else and the figure does not come late;
// else, since a page must not begin before the one in front of it, where the
// next of the chapter does. On the last pages of a chapter there may be
// nothing but the end of a note.
func (d *Document) startAfter(last typeset.Mark, sheets []*sheet) (place, bool) {
	first := sheets[0]
	for _, sh := range sheets {
		if sh.of != first.of {
			break
		}
		if p, ok := sh.firstOf(sh.page.Strips, false); ok {
			return p, true
		}
		if p, ok := sh.firstOf(sh.page.Strips, true); ok && p.mark > last {
			return p, true
		}
	}
	p, ok := first.firstOf(first.page.Notes, false)
	return p, ok && first.of.noted(p.At)
}

// noted reports whether a node stands in a note of the book: the printer has
// notes of its own, for the addresses of links.
func (c *chapter) noted(node any) bool {
	found := false
	book.Walk(c.section, func(n any) { found = found || n == node })
	return found
}

// firstOf is the first place of the book in what stands on a page: in its
// figures that may stand before the text that they follow, or in all else.
func (sh *sheet) firstOf(sets []typeset.Set, floats bool) (place, bool) {
	for _, set := range sets {
		if set.Strip.Float != floats {
			continue
		}
		if p, ok := sh.of.setter.firstIn(set.Strip); ok {
			return p, true
		}
	}
	return place{}, false
}

// firstIn is the first place of the book in a strip: the start of a block, or
// text that goes on. A date stands beside the block that it is the date of,
// and comes before it.
func (s *setter) firstIn(strip *typeset.Strip) (p place, ok bool) {
	p.mark = typeset.Mark(len(s.marks))
	for _, m := range strip.Marks {
		if b := s.marks[m].block; b != nil && m < p.mark {
			p, ok = place{book.PageStart{At: b}, m}, true
		}
	}
	for _, c := range strip.Content {
		if c.Line == nil || c.Margin {
			continue
		}
		for _, r := range c.Line.Runs {
			if m := s.marks[r.Mark]; m.text != nil && !m.again && r.Mark < p.mark {
				p, ok = place{book.PageStart{At: m.text, Offset: wordAt(m.text, r.Offset)}, r.Mark}, true
			}
		}
	}
	return p, ok
}

// wordAt is where the word begins that goes on at an offset: a page that
// begins with the rest of a parted word has its mark before the whole of it.
// Only words in Latin letters are parted.
func wordAt(text any, offset int) int {
	t, ok := text.(*book.Text)
	if !ok {
		return offset
	}
	inWord := func(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Mn) || r == '\u00ad' }
	if next, _ := utf8.DecodeRuneInString(t.Text[offset:]); !inWord(next) {
		return offset
	}
	for offset > 0 {
		r, n := utf8.DecodeLastRuneInString(t.Text[:offset])
		if !inWord(r) {
			break
		}
		offset -= n
	}
	return offset
}

package pdf

import (
	"strings"
	"unicode/utf8"

	"guidec/internal/diag"
	"guidec/internal/source"
	"guidec/internal/typeset"
)

// problems lists what did not come out well, in reading order: signs that no
// font has, each where it is met first; text that ought to run from right to
// left; lines that are too wide.
func (d *Document) problems() diag.List {
	p := problems{signs: map[rune]bool{}, places: map[source.Span]bool{}}
	for _, c := range d.chapters {
		p.setter = c.setter
		p.strips(c.setter.strips)
		for _, n := range c.setter.notes {
			p.strips(n.strip.Strips)
		}
	}
	return p.list
}

type problems struct {
	setter *setter
	list   diag.List
	signs  map[rune]bool        // that were reported
	places map[source.Span]bool // where a direction was
}

func (p *problems) strips(list []*typeset.Strip) {
	for _, strip := range list {
		for _, c := range strip.Content {
			if c.Line != nil {
				p.line(c.Line)
			}
		}
	}
}

func (p *problems) line(line *typeset.Line) {
	for _, r := range line.Runs {
		if r.Picture != nil || r.Font == r.Style.Face.Font {
			continue // the text face has all signs of the run
		}
		at := p.setter.marks[r.Mark].at
		for _, w := range r.Words {
			if w.Lacks {
				p.missing(w.Text, at)
			}
			p.direction(w.Text, at)
		}
	}
	if line.Overfull > 0 && len(line.Runs) > 0 {
		p.list.Add(diag.LineOverfull, p.setter.marks[line.Runs[0].Mark].at, "a line is %s too wide in print", line.Overfull)
	}
}

// missing reports a text that no font has the signs of, unless all of them
// were reported before.
func (p *problems) missing(text string, at source.Span) {
	isNew := false
	for _, r := range text {
		isNew = isNew || !p.signs[r]
		p.signs[r] = true
	}
	r, size := utf8.DecodeRuneInString(text)
	switch at := within(at, text); {
	case !isNew:
	case size == len(text):
		p.list.Add(diag.GlyphMissing, at, "no font has the sign %q (U+%04X): print shows a box", text, r)
	default:
		p.list.Add(diag.GlyphMissing, at, "no font has the signs %q: print shows boxes", text)
	}
}

// direction reports a text that begins in a script that runs from right to
// left.
func (p *problems) direction(text string, at source.Span) {
	r, _ := utf8.DecodeRuneInString(text)
	if p.places[at] || !typeset.FromRight(r) {
		return
	}
	p.places[at] = true
	p.list.Add(diag.TextDirection, within(at, text), "%q runs from right to left, but is printed from left to right", text).
		Hintf("give it as a picture with alternative text, or in Latin letters")
}

// within is the place of a text within that of the piece that it is in, or
// all of that where it was written in another way.
func within(at source.Span, text string) source.Span {
	if at.File == nil {
		return at
	}
	if i := strings.Index(at.File.Text[at.Start:at.End], text); i >= 0 {
		return at.File.Span(at.Start+i, at.Start+i+len(text))
	}
	return at
}

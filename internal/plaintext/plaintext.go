// Package plaintext reads a study guide that was copied from the web as raw
// text. Nothing in such a text says what it is, so this package decides by
// shape: what is a heading and of which level, what is somebody's words,
// what is a question, what belonged to the page and not to the guide. It
// mends characters that were broken on the way. Whatever it leaves out or
// mends it says in a note at the place, and everything else that was there
// is in the guide.
package plaintext

import (
	"strings"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
	"guidec/internal/tongue"
)

// Read makes a guide of a raw text. The work that the guide is about and its
// author go into Meta.Work: they are not the guide's own.
func Read(f *source.File) (*doc.Guide, diag.List) {
	r := &reader{file: f, guide: &doc.Guide{}, words: wordsOf[tongue.English]}
	if is := tongue.Of(f.Text); is != "" && is != tongue.English {
		r.guide.Meta.Lang.Text, r.words = is, wordsOf[is]
	}
	lines := joinMarks(r.withoutPages(r.lines()))
	findDingbats(lines)
	findInnerItems(lines)
	findChoices(lines)
	r.findRows(lines)
	joinWrapped(lines)
	joinTorn(lines)
	r.partsWords = partsWords(lines)
	lines = r.withoutFurniture(lines)
	r.markdown(lines)
	units := partChoices(explained(r.withoutContents(r.units(lines))))
	findBareChoices(units)
	parted(units)
	findAnswers(units)
	r.body(r.head(units))
	r.notes()
	r.withAnswers()
	r.list.Sort()
	return r.guide, r.list
}

// A reader keeps what is found out about one text.
type reader struct {
	file  *source.File
	guide *doc.Guide
	words words // of its language
	list  diag.List

	caption    caption         // of the cover, when the page showed one
	partsWords bool            // at the ends of its lines
	spelled    map[string]bool // the words of the text, when the first was parted

	contents map[string]int // levels of the entries in the page's contents, where they have numbers
}

var markdownInline = expr("**|](http", `\*\*[^\s*][^*]*\*\*\s*\S|\S\s*\*\*[^\s*][^*]*\*\*|\]\(https?:`)

// tableRule is the line below the head of a table in Markdown.
var tableRule = expr("|-|| -|:-", `^\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?$`)

// markdown warns of a text that is Markdown under a raw text's name: its
// headings are read, but what stands in its lines is not.
func (r *reader) markdown(lines []line) {
	first, found := -1, 0
	for i, l := range lines {
		if !strings.ContainsAny(l.text, "#*|]") {
			continue
		}
		switch g := look(l.text); {
		case hashes(l.text) != "":
			found++
		case markdownInline.matches(g), tableRule.matches(g):
			found++
			if first < 0 {
				first = i
			}
		}
	}
	if first >= 0 && found > 1 {
		r.list.Add(diag.TextShape, lines[first].Span, "the text looks like Markdown, of which only the headings are read here").
			Hintf("let the file's name end in .md")
	}
}

// leftOut notes that a place of the source is not in the guide.
func (r *reader) leftOut(at source.Span, what string) {
	r.list.Add(diag.TextLeftOut, at, "left out: %s", what)
}

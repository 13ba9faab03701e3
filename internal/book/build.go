package book

import (
	"strings"
	"time"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/media"
)

// Options are the decisions that a guide leaves to whoever builds it.
type Options struct {
	Edition  doc.Edition  // "" for the guide's own, else student
	Images   *media.Store // of the guide's folder; nil: the guide may have none
	Modified time.Time    // zero: the guide's date
	Entries  int          // most entries of all lists that ask for contents or quotations; 0: 20,000
}

// Build makes the book of a guide. The book is complete only when the list
// has no errors; it is never nil.
func Build(g *doc.Guide, o Options) (*Book, diag.List) {
	b := &builder{
		guide: g, options: o, book: &Book{},
		targets: map[any]*Target{}, terms: map[string]*Target{}, quoted: map[doc.Block]*quotation{}, lightOf: map[*doc.Item]*highlight{},
		notes: map[noteKey]*doc.Note{}, usedNotes: map[*doc.Note]bool{}, answerOf: map[*doc.Question]*answered{},
	}
	b.meta()
	b.plan()
	for _, p := range b.parts {
		b.part(p)
	}
	b.quotationIndex()
	b.answers()
	b.nameLinks()
	b.unusedNotes()
	b.contents()
	return b.book, b.list
}

// A builder holds what is known of a guide while its book is made. It works
// in two passes. The plan gives every place its number, name and id; the
// second pass can then spell any reference at once.
type builder struct {
	guide   *doc.Guide
	options Options
	book    *Book
	list    diag.List
	words   *Words

	ids     ids
	parts   []*part
	targets map[any]*Target    // of doc nodes that can be led to
	terms   map[string]*Target // glossary entries, by termKey
	namings []naming           // links that are called what a place is
	places  []*quotation       // every quotation that can be led to, in reading order
	quoted  map[doc.Block]*quotation
	listed  int          // entries of the lists that ask for contents or quotations
	lists   bool         // the guide lists its quotations itself
	lights  []*highlight // the highlighted quotations, in reading order
	lightOf map[*doc.Item]*highlight

	index       *Section    // the generated index of quotations, or nil
	answersPart *Section    // the appendix of answers, or nil
	answered    []*answered // questions whose answers stand there
	answerOf    map[*doc.Question]*answered

	notes     map[noteKey]*doc.Note
	usedNotes map[*doc.Note]bool

	compared int // names that suggestions were looked for among
}

// A part is a section of level 1 on its way from doc to book.
type part struct {
	doc     *doc.Section
	out     *Section
	heading []doc.Inline // what of it stands behind the label
}

// part lowers one part of the book.
func (b *builder) part(p *part) {
	s := b.scope(p.out, p.doc.Kind)
	p.out.Heading = s.heading(p.heading)
	p.out.Blocks = append(s.themeMark(p.doc.Theme), s.blocks(p.doc.Blocks)...)
}

// A scope is where a piece of the guide stands while it is lowered.
type scope struct {
	*builder
	words   *Words // the book's, with the punctuation of the chapter's language
	chapter *Section
	kind    doc.Kind
	section *Section // the nearest; the chapter itself at its top
	inNote  bool
	inLink  bool
	isAgain bool                // in a second place
	counts  int                 // numbered things around: lists and study questions
	notes   map[*doc.Note]*Note // those of the chapter
}

func (b *builder) scope(chapter *Section, kind doc.Kind) *scope {
	return &scope{builder: b, words: b.wordsIn(chapter), chapter: chapter, kind: kind, section: chapter, notes: map[*doc.Note]*Note{}}
}

// wordsIn are the book's words, with the punctuation of a part's language.
func (b *builder) wordsIn(part *Section) *Words {
	if part != nil && part.Lang != "" {
		return b.words.punctuatedAs(part.Lang)
	}
	return b.words
}

// below returns the scope of a section inside s.
func (s *scope) below(section *Section) *scope {
	inner := *s
	inner.section = section
	return &inner
}

// counted returns the scope inside something numbered.
func (s *scope) counted() *scope {
	inner := *s
	inner.counts++
	return &inner
}

// contents lists the chapters and two levels of sections.
func (b *builder) contents() {
	const levels = 3
	var entries func(blocks []Block) []*Entry
	entry := func(s *Section) *Entry {
		e := &Entry{To: s.Target, Label: s.Label, Text: b.headingIn(nil, s.Target, s.Heading)}
		if s.Level < levels && s.Role != RoleFAQ && s.Role != RoleAnswers {
			e.Entries = entries(s.Blocks)
		}
		return e
	}
	entries = func(blocks []Block) []*Entry {
		var all []*Entry
		for _, x := range blocks {
			if s, ok := x.(*Section); ok {
				all = append(all, entry(s))
			}
		}
		return all
	}
	for _, s := range b.book.Sections() {
		b.book.Contents = append(b.book.Contents, entry(s))
	}
}

// withoutNotes copies text for a second place, where its notes, links and
// ids must not stand again. Its lines stay lines, or are one.
func withoutNotes(text []Inline, lines bool) []Inline {
	var out []Inline
	for _, n := range text {
		switch n := n.(type) {
		case *NoteMark, *Image:
		case *Break:
			if lines {
				out = append(out, &Break{n.Span})
			} else {
				out = append(out, &Text{n.Span, " "})
			}
		case *Link:
			out = append(out, withoutNotes(n.Text, lines)...)
		case *Styled:
			c := *n
			c.Text = withoutNotes(n.Text, lines)
			out = append(out, &c)
		case *Text:
			c := *n
			out = append(out, &c)
		case *CodeSpan:
			c := *n
			out = append(out, &c)
		}
	}
	return out
}

// label joins a word and a number: "Chapter 3".
func label(word, number string) string {
	return strings.TrimSpace(word + " " + number)
}

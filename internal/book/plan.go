package book

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// The plan walks the guide once and decides what each place is called: the
// order of the parts, numbers, names and ids. Nothing is lowered yet.

// plan fills b.parts, b.targets, b.terms, b.places and b.lights.
func (b *builder) plan() {
	for _, n := range b.guide.Notes {
		k := noteKey{n.File, n.Label}
		if first, twice := b.notes[k]; twice {
			b.list.Add(diag.NoteTwice, n.Span, "there are two footnotes %q", n.Label).See(first.Span, "the first is here")
			first.Blocks = append(first.Blocks, n.Blocks...)
			continue
		}
		own := *n
		own.Blocks = slices.Clip(n.Blocks)
		b.notes[k] = &own
	}
	b.order()
	p := planner{builder: b}
	for _, part := range b.parts {
		p.part(part)
	}
	p.answers()
	for _, number := range p.late {
		number()
	}
	b.ids.assign(&b.list)
	b.pair()
	b.generatedParts()
}

// order puts the chapters of the guide into the order of the book and
// numbers them.
func (b *builder) order() {
	var front, chapters, appendices, faqs []*part
	for _, c := range b.guide.Chapters {
		p := &part{c, newPart(c.Span, RoleChapter), c.Heading}
		if c.Lang != "" {
			p.out.Lang = b.lang(c.Span, c.Lang)
		}
		switch c.Kind {
		case doc.KindFront:
			if p.out.Role, front = RoleFront, append(front, p); c.Heading == nil {
				p.heading = []doc.Inline{&doc.Text{Text: b.words.Introduction}}
			}
		case doc.KindQuotations:
			p.out.Role, front = RoleQuotations, append(front, p)
		case doc.KindAppendix:
			p.out.Role, appendices = RoleAppendix, append(appendices, p)
		case doc.KindGlossary:
			p.out.Role, appendices = RoleGlossary, append(appendices, p)
		case doc.KindFAQ:
			p.heading = faqHeading(c.Heading, b.words)
			p.out.Role, appendices = RoleFAQ, append(appendices, p)
		default:
			chapters = append(chapters, p)
		}
		for _, f := range hoisted(c.Blocks) {
			faqs = append(faqs, b.faqPart(f))
		}
	}
	appendices = append(appendices, faqs...)
	for _, p := range front {
		b.book.Front = append(b.book.Front, p.out)
	}
	numbers := b.numbers(chapters)
	for i, p := range chapters {
		if n := numbers[i]; n > 0 {
			p.out.Target.Number = fmt.Sprint(n)
			own := false
			if p.heading, own = chapterHeading(p.doc.Heading, b.words, n); !own {
				p.out.Label = label(b.words.Chapter, p.out.Target.Number)
			}
		}
		b.book.Chapters = append(b.book.Chapters, p.out)
	}
	for _, p := range appendices {
		b.appendix(p.out)
	}
	b.parts = append(append(front, chapters...), appendices...)
}

// numbers returns the numbers of chapters, 0 for those without one: what
// chapters say themselves, and then no other has one; else they are counted.
func (b *builder) numbers(chapters []*part) []int {
	numbers := make([]int, len(chapters))
	said := saidNumber
	if !b.sayByWord(chapters) {
		said = bareNumber
		if !b.sayBare() {
			said = nil
		}
	}
	count := 0
	for i, p := range chapters {
		switch {
		case p.doc.Unnumbered:
		case said != nil:
			numbers[i] = said(p.doc.Heading, b.words)
		default:
			count++
			numbers[i] = count
		}
	}
	return numbers
}

// sayByWord reports whether chapters say their numbers by the word for a
// chapter, each a greater one than the one before.
func (b *builder) sayByWord(chapters []*part) bool {
	last := 0
	for _, p := range chapters {
		n := saidNumber(p.doc.Heading, b.words)
		if n == 0 || p.doc.Unnumbered {
			continue
		}
		if n <= last {
			return false
		}
		last = n
	}
	return last > 0
}

// sayBare reports whether what the guide's parts say without a word counts
// them: 1, 2 and so on. One that will be an appendix may be among them.
func (b *builder) sayBare() bool {
	last := 0
	for _, c := range b.guide.Chapters {
		n := bareNumber(c.Heading, b.words)
		if n == 0 || c.Unnumbered {
			continue
		}
		if n != last+1 {
			return false
		}
		last = n
	}
	return last > 1
}

// appendix adds s to the appendices under the next letter.
func (b *builder) appendix(s *Section) {
	s.Target.Number = strings.ToUpper(letters(len(b.book.Appendices) + 1))
	s.Label = label(b.words.Appendix, s.Target.Number)
	b.book.Appendices = append(b.book.Appendices, s)
}

// faqPart makes an appendix of an FAQ that stands inside a chapter.
func (b *builder) faqPart(f *doc.FAQ) *part {
	c := &doc.Section{Span: f.Span, Depth: 1, Kind: doc.KindFAQ, ID: f.ID, Heading: f.Heading}
	if c.Heading == nil {
		c.Heading = []doc.Inline{&doc.Text{Text: b.words.FAQ}}
	}
	for _, q := range f.Questions {
		c.Blocks = append(c.Blocks, q)
	}
	return &part{c, newPart(f.Span, RoleFAQ), faqHeading(c.Heading, b.words)}
}

// hoisted returns the FAQs among blocks and inside their sections.
func hoisted(blocks []doc.Block) []*doc.FAQ {
	var all []*doc.FAQ
	for _, x := range blocks {
		switch x := x.(type) {
		case *doc.FAQ:
			all = append(all, x)
		case *doc.Section:
			all = append(all, hoisted(x.Blocks)...)
		default: // no other block holds an FAQ
		}
	}
	return all
}

// A planner walks one part after the other.
type planner struct {
	*builder
	words           *Words // with the punctuation of the part's language
	current         *part
	section         *Target        // of the nearest section, or of the part
	counts          map[string]int // numbers within the part, by what is counted
	figures, tables int            // numbers within the book
	inAnswer        bool           // that stands below its question
	late            []func()       // number what is in such answers
}

// part plans one part and everything in it.
func (p *planner) part(x *part) {
	p.current, p.words, p.counts = x, p.wordsIn(x.out), map[string]int{}
	t := x.out.Target
	t.Name = p.words.curlString(doc.Plain(x.heading))
	p.ids.anchor(t, x.doc.ID, slug(p.words.curlString(cmp.Or(doc.Plain(x.doc.Heading), doc.Plain(x.heading))), "chapter"))
	p.ids.call(t, x.doc.Heading)
	p.targets[x.doc] = t
	p.section = t
	p.blocks(x.doc.Blocks)
}

// place makes the target of a doc node.
func (p *planner) place(node any, id doc.ID, base, number, name string) *Target {
	t := &Target{Number: number, Name: name, Chapter: p.current.out}
	p.targets[node] = p.ids.anchor(t, id, base)
	return t
}

// count returns the next number of what is counted by chapter.
func (p *planner) count(what string) string {
	p.counts[what]++
	return fmt.Sprint(p.counts[what])
}

func (p *planner) blocks(blocks []doc.Block) {
	for _, x := range blocks {
		p.block(x)
	}
}

func (p *planner) block(x doc.Block) {
	switch x := x.(type) {
	case *doc.Section:
		p.sectionBelow(x)
	case *doc.List:
		p.list(x)
	case *doc.DefinitionList:
		p.definitions(x.Items, p.current.doc.Kind == doc.KindGlossary)
	case *doc.Glossary:
		p.named(x, x.ID, "")
		p.definitions(x.Items, true)
	case *doc.Timeline:
		p.named(x, x.ID, "")
		p.definitions(x.Events, false)
	case *doc.Quote:
		if x.Credit.Given() {
			p.quotation(x, x.ID, &quotation{credit: x.Credit, theme: x.Theme.Name, spoken: true}, paragraphsIn(x.Blocks))
		} else {
			p.named(x, x.ID, "")
		}
		p.blocks(x.Blocks)
	case *doc.PullQuote:
		p.quotation(x, x.ID, &quotation{credit: x.Credit, theme: x.Theme.Name, spoken: x.Spoken}, x.Text)
	case *doc.Callout:
		p.named(x, x.ID, p.words.curlString(doc.Plain(x.Title)))
		p.blocks(x.Blocks)
	case *doc.Figure:
		p.numbered(x, x.ID, &p.figures, p.words.Figure, "figure", x.Caption)
	case *doc.Table:
		p.numbered(x, x.ID, &p.tables, p.words.Table, "table", x.Caption)
	case *doc.Question:
		n := p.count("question")
		base := strings.ReplaceAll("question-"+strings.ToLower(p.current.out.Target.Number)+"-"+n, "--", "-")
		p.place(x, x.ID, base, n, label(p.words.Question, n))
		p.blocks(x.Prompt)
		if p.answersApart() && x.Answer != nil {
			p.answered = append(p.answered, &answered{question: x})
		} else {
			p.inAnswer = p.current.doc.Kind != doc.KindFAQ
			p.blocks(x.Answer)
			p.inAnswer = false
		}
	case *doc.CharacterProfile:
		name := p.words.curlString(doc.Plain(x.Name))
		p.place(x, x.ID, slug(name, "character"), "", name)
		p.blocks(x.Blocks)
	case *doc.Generated:
		p.lists = p.lists || x.What == doc.GenerateQuotations
	case *doc.FAQ, *doc.Paragraph, *doc.Choices, *doc.Code, *doc.Divider:
	}
}

// answersApart reports whether the answers to questions of this part go to the
// appendix of answers.
func (p *planner) answersApart() bool {
	return p.edition() == doc.EditionStudent && p.current.doc.Kind != doc.KindFAQ && p.current.out.Role != RoleAnswers
}

// answers makes the appendix of answers, by chapter, and plans what is in it.
func (p *planner) answers() {
	if len(p.answered) == 0 {
		return
	}
	out := namedPart(RoleAnswers, p.words.Answers)
	p.current, p.words, p.counts = &part{&doc.Section{Kind: doc.KindAppendix}, out, nil}, p.wordsIn(out), map[string]int{}
	var section, of *Section
	for _, a := range p.answered {
		to := p.targets[a.question]
		if to.Chapter != of {
			of = to.Chapter
			name := of.Target.reference()
			section = &Section{Role: RoleSection, Level: 2, Heading: words(source.Span{}, name), Target: &Target{Name: name, Chapter: out}}
			out.Blocks = append(out.Blocks, section)
		}
		a.in, a.target = section, &Target{Number: to.Number, Name: label(p.words.Answer, to.Number), Chapter: out}
		p.section = section.Target
		p.blocks(a.question.Answer)
		p.answerOf[a.question] = a
	}
	p.answersPart = out
}

// generatedParts adds the appendices that nobody has written: the index of
// quotations and the answers.
func (b *builder) generatedParts() {
	if b.indexes() {
		b.index = namedPart(RoleAppendix, b.words.Quotations)
		b.generatedPart(b.index)
	}
	if b.answersPart == nil {
		return
	}
	b.generatedPart(b.answersPart)
	var last *Section
	for _, a := range b.answered {
		to := b.targets[a.question]
		b.ids.late(a.target, to.ID+"-answer")
		if a.in != last {
			last = a.in
			b.ids.late(a.in.Target, to.Chapter.Target.ID+"-answers")
		}
	}
}

// namedPart makes a part that nobody has written.
func namedPart(r Role, name string) *Section {
	out := newPart(source.Span{}, r)
	out.Target.Name, out.Heading = name, words(source.Span{}, name)
	return out
}

// newPart makes a part that has no place in the book yet.
func newPart(at source.Span, r Role) *Section {
	out := &Section{Span: at, Role: r, Level: 1, Target: &Target{}}
	out.Target.Chapter = out
	return out
}

// generatedPart gives a part its place among the appendices, and its id.
func (b *builder) generatedPart(out *Section) {
	b.ids.late(out.Target, slug(out.Target.Name, "appendix"))
	b.appendix(out)
}

func (p *planner) sectionBelow(x *doc.Section) {
	outer := p.section
	name := p.words.curlString(doc.Plain(x.Heading))
	number := ""
	if outer == p.current.out.Target && outer.Number != "" {
		number = outer.Number + "." + p.count("section")
	}
	p.section = p.place(x, x.ID, slug(name, "section"), number, name)
	p.ids.call(p.section, x.Heading)
	p.blocks(x.Blocks)
	p.section = outer
}

func (p *planner) list(x *doc.List) {
	for _, it := range x.Items {
		if x.Ordered && p.current.doc.Kind == doc.KindQuotations {
			n := fmt.Sprint(len(p.lights) + 1)
			t := p.place(it, doc.ID{}, "quotation-"+n, n, fmt.Sprintf(p.words.Highlight, n))
			p.lightOf[it] = &highlight{target: t, words: wordsOf(paragraphsIn(it.Blocks))}
			p.lights = append(p.lights, p.lightOf[it])
		}
		p.blocks(it.Blocks)
	}
}

func (p *planner) definitions(items []*doc.Definition, glossary bool) {
	for _, d := range items {
		if glossary || d.ID.Name != "" {
			name := p.words.curlString(doc.Plain(d.Terms[0]))
			t := p.place(d, d.ID, "term-"+slug(name, "entry"), "", name)
			for _, term := range d.Terms {
				if k := termKey(doc.Plain(term)); glossary && p.terms[k] == nil {
					p.terms[k] = t
				}
			}
		}
		p.blocks(d.Blocks)
	}
}

// named places what only an author's own id can lead to.
func (p *planner) named(node any, id doc.ID, name string) {
	if id.Name == "" {
		return
	}
	if name == "" {
		name = p.section.Name
	}
	p.place(node, id, "", "", name)
}

// numbered places a figure or table; those with a caption are counted
// through the book. Those in answers come last, wherever answers stand, so that
// students and teachers have the same numbers.
func (p *planner) numbered(node any, id doc.ID, count *int, word, base string, caption []doc.Inline) {
	if caption == nil {
		p.named(node, id, "")
		return
	}
	at := p.current
	number := func() {
		p.current = at
		*count++
		n := fmt.Sprint(*count)
		p.place(node, id, base+"-"+n, n, label(word, n))
	}
	if p.inAnswer {
		p.late = append(p.late, number)
	} else {
		number()
	}
}

// quotation places a quotation, which the highlights or the list of all
// quotations may lead to.
func (p *planner) quotation(node doc.Block, id doc.ID, q *quotation, text []*doc.Paragraph) {
	q.node, q.section, q.text, q.words = node, p.section, text, wordsOf(text)
	q.target = p.place(node, id, fmt.Sprintf("quote-%d", len(p.places)+1), "", p.section.Name)
	p.places = append(p.places, q)
	p.quoted[node] = q
}

// paragraphsIn lists the paragraphs of blocks, and of lists and quotations
// among them.
func paragraphsIn(blocks []doc.Block) []*doc.Paragraph {
	var all []*doc.Paragraph
	doc.WalkBlocks(blocks, func(n any) {
		if p, ok := n.(*doc.Paragraph); ok {
			all = append(all, p)
		}
	})
	return all
}

// plainBlocks returns the words of blocks as written, in one row.
func plainBlocks(blocks []doc.Block) string {
	var b strings.Builder
	doc.WalkBlocks(blocks, func(n any) {
		switch n := n.(type) {
		case *doc.Text:
			b.WriteString(n.Text)
		case *doc.CodeSpan:
			b.WriteString(n.Text)
		case *doc.Image:
			b.WriteString(n.Alt)
		case *doc.NoteRef:
			b.WriteString("[^" + n.Label + "]")
		case *doc.Code:
			b.WriteString(" " + n.Text)
		case doc.Inline:
		default: // a block or a part of one begins
			b.WriteByte(' ')
		}
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// noteKey names a footnote: labels are unique within a file.
type noteKey struct {
	file  *source.File
	label string
}

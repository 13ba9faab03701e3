package book

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"unicode"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// A highlight is one of the quotations that a guide puts in front.
type highlight struct {
	target *Target
	words  string
	places []*quotation // where it stands, mostPlaces at most
}

// A quotation is a pull-quote or an attributed quotation, where it stands.
type quotation struct {
	node    doc.Block // a Quote or PullQuote
	target  *Target
	section *Target // the section or chapter around it
	credit  doc.Credit
	theme   string
	spoken  bool // somebody's words, not the guide's own
	text    []*doc.Paragraph
	words   string
	light   *highlight // the same one in front, if there is one
}

// wordsOf reduces paragraphs to their words, lower-case, each between blanks, so
// that two quotations are the same however they are punctuated or cut.
func wordsOf(text []*doc.Paragraph) string {
	var b strings.Builder
	for _, p := range text {
		b.WriteByte(' ')
		b.WriteString(doc.Plain(p.Text))
	}
	apart := func(r rune) bool { return !isWord(r) && r != '\'' && r != '’' }
	words := strings.FieldsFunc(strings.ToLower(b.String()), apart)
	for i, w := range words {
		words[i] = strings.Map(func(r rune) rune {
			if unicode.IsPunct(r) {
				return -1
			}
			return r
		}, w)
	}
	return " " + strings.Join(words, " ") + " "
}

// same reports whether one of two quotations is a part of the other, of at
// least five words.
func same(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return strings.Count(a, " ") > 5 && strings.Contains(b, a)
}

// mostPlaces is how many places a highlight leads to: what stands in more is
// a refrain, and the margin has no room for all of it. mostAlike is how many
// highlights a quotation is compared with: no guide has so many that begin
// alike.
const (
	mostPlaces = 3
	mostAlike  = 100
)

// pair finds out which quotations and highlights are the same. Those that are
// share the five words with which the shorter one begins, and only those that
// do are compared: all with all would take too long in a large guide.
func (b *builder) pair() {
	begin, hold := map[string][]int{}, map[string][]int{} // highlights, by five words
	for i, h := range b.lights {
		for n, five := range fives(h.words) {
			if n == 0 {
				begin[five] = append(begin[five], i)
			}
			hold[five] = append(hold[five], i)
		}
	}
	if len(begin) == 0 {
		return
	}
	for _, q := range b.places {
		var near []int
		add := func(list []int) {
			for _, i := range list {
				if len(near) < mostAlike && !slices.Contains(near, i) {
					near = append(near, i)
				}
			}
		}
		for n, five := range fives(q.words) {
			add(begin[five])
			if n == 0 {
				add(hold[five])
			}
		}
		slices.Sort(near)
		for _, i := range near {
			h := b.lights[i]
			if !same(q.words, h.words) {
				continue
			}
			if q.light == nil {
				q.light = h
			}
			if len(h.places) < mostPlaces {
				h.places = append(h.places, q)
			}
		}
	}
}

// fives yields each five words in a row, of words as wordsOf returns them.
func fives(words string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		var blanks [6]int // the last ones
		n := 0
		for i := range len(words) {
			if words[i] != ' ' {
				continue
			}
			if n >= 5 && !yield(n-5, words[blanks[(n-5)%6]:i+1]) {
				return
			}
			blanks[n%6] = i
			n++
		}
	}
}

// amongHighlights leads from a quotation to the same one in front.
func (s *scope) amongHighlights(x doc.Block) []Block {
	q := s.quoted[x]
	if q == nil || q.light == nil {
		return nil
	}
	to := q.light.target
	way := &Link{Role: RoleQuotationLink, To: to, Text: []Inline{&Text{Text: to.Name}}}
	return []Block{&Para{Span: x.Pos(), Role: RoleMarginal, Text: []Inline{way}}}
}

// foundIn leads from a highlight to the places where it stands.
func (s *scope) foundIn(it *doc.Item, h *highlight) []Block {
	var out []Block
	for _, q := range h.places {
		out = append(out, &Para{Span: it.Span, Role: RoleMarginal, Text: s.foundAt(q)})
	}
	return out
}

// foundAt says where a quotation stands: "In " and a link.
func (s *scope) foundAt(q *quotation) []Inline {
	before, after, _ := strings.Cut(s.words.FoundIn, "%s")
	link := s.linkNaming(source.Span{}, RoleQuotationLink, q.target, q.section)
	text := []Inline{&Text{Text: before}, link}
	if after != "" {
		text = append(text, &Text{Text: after})
	}
	return text
}

// generated fills a block from the rest of the guide.
func (s *scope) generated(x *doc.Generated) []Block {
	if s.tooManyEntries(x, 0) {
		return nil
	}
	out := &List{Span: x.Span}
	switch x.What {
	case doc.GenerateContents:
		out.Role, out.Tight = RoleLocalContents, true
		for _, p := range s.parts {
			if p.out == s.chapter {
				out.Items = s.localContents(p.doc.Blocks)
			}
		}
	case doc.GenerateQuotations:
		out.Role = RoleQuotationIndex
		if x.Theme.Name != "" {
			s.themeName(x.Theme) // reports an unknown one
		}
		for _, q := range s.places {
			if q.spoken && (x.Theme.Name == "" || q.theme == x.Theme.Name) {
				if words := s.whole(q); len(words) > 0 { // not a picture or a table alone
					out.Items = append(out.Items, s.indexed(q, words...))
				}
			}
		}
	}
	if len(out.Items) == 0 || s.tooManyEntries(x, len(out.Items)) {
		return nil
	}
	return []Block{out}
}

// tooManyEntries reports lists that repeat the guide many times over; n are
// the entries of one more.
func (s *scope) tooManyEntries(x *doc.Generated, n int) bool {
	most := cmp.Or(s.options.Entries, 20000)
	before := s.listed
	s.listed += n
	if before <= most && s.listed > most {
		s.list.Add(diag.LimitBlocks, x.Span, "the lists of contents and of quotations up to here have more than %d entries", most).
			Hintf("one list of all quotations is enough; if not, raise the limit: --limit blocks=…")
	}
	return s.listed > most
}

func (s *scope) localContents(blocks []doc.Block) []*Item {
	var items []*Item
	for _, x := range blocks {
		t := s.targets[x]
		switch x.(type) {
		case *doc.Section:
		case *doc.CharacterProfile:
			if s.kind != doc.KindCharacters {
				continue
			}
		default:
			continue
		}
		link := s.linkNaming(x.Pos(), RoleCrossRef, t, t)
		items = append(items, &Item{Span: x.Pos(), Blocks: []Block{&Para{Span: x.Pos(), Role: RoleText, Text: []Inline{link}}}})
	}
	return items
}

// indexed is a quotation in a list: words of it, who says them, and the way
// to where they stand.
func (s *scope) indexed(q *quotation, words ...Block) *Item {
	last := withoutNotes(s.again().credit(q.credit), true)
	if len(last) > 0 {
		end := ". "
		if strings.HasSuffix(Plain(last), ".") {
			end = " "
		}
		last = append(last, &Text{Text: end})
	}
	last = append(last, s.foundAt(q)...)
	return &Item{Span: q.node.Pos(), Blocks: append(words, &Para{Span: q.node.Pos(), Role: RoleCredit, Text: last})}
}

// whole lowers all words of a quotation for a second place.
func (s *scope) whole(q *quotation) []Block {
	var out []Block
	for i, text := range s.unquoted(q) {
		s.words.curl(text)
		if text = withoutNotes(text, true); Plain(text) != "" {
			p := q.text[i]
			out = append(out, &Para{Span: p.Span, Role: textOrVerse(p.Text), Text: text})
		}
	}
	return out
}

// unquoted lowers the paragraphs of a quotation for a second place, where all
// quotations look alike. A pull-quote has lost the marks around it as it was
// read; those around a block quotation are taken off here.
func (s *scope) unquoted(q *quotation) [][]Inline {
	texts, plain := make([][]Inline, len(q.text)), make([]string, len(q.text))
	for i, p := range q.text {
		texts[i], plain[i] = s.again().inlines(p.Text), doc.Plain(p.Text)
	}
	if _, block := q.node.(*doc.Quote); !block {
		return texts
	}
	open, closing := doc.Quoted(plain)
	if open == "" {
		return texts
	}
	var leaves []*Text
	for _, text := range texts {
		if leaves = textsIn(text); len(leaves) > 0 {
			first := leaves[0]
			first.Text = strings.TrimLeftFunc(strings.TrimPrefix(first.Text, open), unicode.IsSpace)
		}
	}
	if len(leaves) > 0 {
		last := leaves[len(leaves)-1]
		last.Text = strings.TrimRightFunc(strings.TrimSuffix(last.Text, closing), unicode.IsSpace)
	}
	return texts
}

// again returns the scope of what is lowered for a second place: what is wrong
// with it was said at the first, and its notes stay there.
func (s *scope) again() *scope {
	b, inner := *s.builder, *s
	b.list = nil
	inner.builder, inner.isAgain = &b, true
	return &inner
}

// fewestIndexed is from how many quotations on a guide gets an index of them
// without asking for one.
const fewestIndexed = 5

// indexes reports whether the book gets an index of quotations: not when the
// guide lists them itself.
func (b *builder) indexes() bool {
	spoken := 0
	for _, q := range b.places {
		if q.spoken {
			spoken++
		}
	}
	return !b.lists && spoken >= fewestIndexed
}

// quotationIndex fills the appendix that leads from a quotation's first words
// to where it stands.
func (b *builder) quotationIndex() {
	if b.index == nil {
		return
	}
	s := b.scope(b.index, doc.KindAppendix)
	list := &List{Role: RoleQuotationIndex}
	for _, q := range b.places {
		if !q.spoken {
			continue
		}
		words := s.opening(q)
		if words == "" {
			continue
		}
		words = s.words.quotes.open + words + s.words.quotes.close
		list.Items = append(list.Items, s.indexed(q, &Para{Role: RoleText, Text: []Inline{&Text{Text: words}}}))
	}
	b.index.Blocks = []Block{list}
}

// opening returns the first words of a quotation, which the index sets in
// quotation marks.
func (s *scope) opening(q *quotation) string {
	const (
		most       = 10
		hardBlanks = "\u00a0" + narrowBlank
	)
	if len(q.text) == 0 {
		return ""
	}
	first := s.unquoted(q)[0]
	s.words.curlSpoken(first)
	words := strings.FieldsFunc(Plain(withoutNotes(first, true)), func(r rune) bool { return unicode.IsSpace(r) && !strings.ContainsRune(hardBlanks, r) })
	if len(words) <= most {
		return strings.Join(words, " ")
	}
	return s.words.quotes.closed(strings.TrimRight(strings.Join(words[:most], " "), ".,;:—–- "+hardBlanks) + "…")
}

package plaintext

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// body makes the chapters of what follows the guide's head.
func (r *reader) body(units []unit) {
	all := headings(units, r.contents)
	if len(all) > 1 && !slices.ContainsFunc(all, func(h heading) bool { return !endsQuestion(h.text) }) {
		r.onlyQuestions(units, all)
		return
	}
	start := len(units)
	if len(all) > 0 {
		start = all[0].at
	}
	r.beforeHeadings(units[:start], len(all) > 0)
	stripped := countsFromOne(all)
	type filling struct {
		*doc.Section
		level int
	}
	var open []filling // the section that is being filled, under its parents
	for i := 0; i < len(all); i++ {
		h := all[i]
		end := len(units)
		if i+1 < len(all) {
			end = all[i+1].at
		}
		s := r.section(units[h.at], h, stripped)
		inner := units[h.at+1 : end]
		for len(open) > 0 && open[len(open)-1].level >= h.level {
			open = open[:len(open)-1]
		}
		if len(open) == 0 {
			s.Depth, s.Kind = 1, doc.KindChapter
			r.guide.Chapters = append(r.guide.Chapters, s)
		} else {
			parent := open[len(open)-1]
			s.Depth = parent.Depth + 1
			parent.Blocks = append(parent.Blocks, s)
		}
		open = append(open, filling{s, h.level})
		switch {
		case h.kind == faq && s.Depth == 1:
			s.Kind = doc.KindFAQ
			asks := map[int]bool{}
			for end = len(units); i+1 < len(all); i++ {
				if next := all[i+1]; next.level > 0 {
					end = next.at
					break
				} else {
					asks[next.at-h.at-1] = true
				}
			}
			s.Blocks = r.questions(units[h.at+1:end], asks)
		case h.kind == quotations && s.Depth == 1:
			s.Kind = doc.KindQuotations
			s.Blocks = r.quotations(inner)
		default:
			s.Blocks = r.part(h.text, inner)
			if s.Depth == 1 && onlyFAQ(s) && (i+1 == len(all) || all[i+1].level == 1) {
				s.Kind, s.Blocks = doc.KindFAQ, asBlocks(s.Blocks[0].(*doc.FAQ).Questions)
			}
		}
	}
}

// onlyQuestions makes a text whose headings are all questions an FAQ.
func (r *reader) onlyQuestions(units []unit, all []heading) {
	asks := map[int]bool{}
	for _, h := range all {
		asks[h.at] = true
	}
	s := &doc.Section{Span: units[0].Span, Depth: 1, Kind: doc.KindFAQ, Blocks: r.questions(units, asks)}
	s.Heading = []doc.Inline{&doc.Text{Text: r.words.faq}}
	r.guide.Chapters = append(r.guide.Chapters, s)
}

// section makes a heading.
func (r *reader) section(u unit, h heading, stripped bool) *doc.Section {
	at, text := within(u, len(u.text)-len(h.text), h.text), h.text
	if h.numbers != nil && !stripped {
		u = withMark(u)
		at, text = u.inner, u.text
	}
	return &doc.Section{Span: u.Span, Heading: []doc.Inline{&doc.Text{Span: at, Text: text}}}
}

// countsFromOne reports whether the numbers of the headings say no more than
// their order does, so that the guide's own numbers can take their place: those
// of chapters are the ones that these will have.
func countsFromOne(all []heading) bool {
	count, chapters := 0, 0
	for _, h := range all {
		chapter := h.level == 1 && h.kind != quotations && h.kind != faq
		if chapter {
			chapters++
		}
		if len(h.numbers) == 0 {
			continue
		}
		n := h.numbers[0]
		if len(h.numbers) > 1 {
			if n != count {
				return false // 2.1 without a 2
			}
			continue
		}
		if n != 1 && n != count+1 || chapter && n != chapters {
			return false
		}
		count = n
	}
	return true
}

// beforeHeadings makes a chapter of what stands before the first heading, or
// of everything where there is none.
func (r *reader) beforeHeadings(units []unit, more bool) {
	if len(units) == 0 {
		if !more {
			r.list.Add(diag.GuideEmpty, r.guide.Meta.Title.Span, "nothing follows the title").
				Hintf("a guide needs at least one paragraph")
		}
		return
	}
	s := &doc.Section{Span: units[0].Span, Depth: 1}
	if more {
		s.Kind = doc.KindFront
		s.Heading = []doc.Inline{&doc.Text{Text: r.words.intro}}
		r.list.Add(diag.TextShape, units[0].Span, "the text before the first heading was made an introduction").
			Hintf("put a heading above it")
	} else {
		s.Kind = doc.KindChapter
		s.Heading = []doc.Inline{&doc.Text{Text: cmp.Or(r.guide.Meta.Work.Title, r.guide.Meta.Title.Text)}}
		r.list.Add(diag.TextShape, units[0].Span, "no headings were found, so the text is one chapter").
			Hintf("put each heading on a line of its own, with a blank line above and below it")
	}
	if s.Blocks = r.blocks(units); onlyFAQ(s) {
		s.Kind, s.Blocks = doc.KindFAQ, asBlocks(s.Blocks[0].(*doc.FAQ).Questions)
		s.Heading = []doc.Inline{&doc.Text{Text: r.words.faq}}
	}
	r.guide.Chapters = append(r.guide.Chapters, s)
}

func onlyFAQ(s *doc.Section) bool {
	if len(s.Blocks) != 1 {
		return false
	}
	_, ok := s.Blocks[0].(*doc.FAQ)
	return ok
}

func asBlocks(questions []*doc.Question) []doc.Block {
	var out []doc.Block
	for _, q := range questions {
		out = append(out, q)
	}
	return out
}

// blocks makes what stands below a heading.
func (r *reader) blocks(units []unit) []doc.Block {
	var out []doc.Block
	for i := 0; i < len(units); {
		if questions, n := r.studyQuestions(units[i:]); n > 0 {
			out = append(out, questions...)
			i += n
			continue
		}
		if questions, n := linedQuestions(units[i:]); n > 0 {
			out = append(out, questions...)
			i += n
			continue
		}
		var b doc.Block
		n := 1
		switch u := units[i]; u.shape {
		case divider:
			if b = (&doc.Divider{Span: u.Span}); isRoom(u.text) { // below no question
				b = textOf(u)
			}
		case item, number:
			b, n = list(units[i:])
		case choice, part:
			if b, n = letters(units[i:], false); n == 0 { // what others part from its like
				b, n = textOf(withMark(u)), 1
			}
		case row:
			b, n = table(units[i:])
		case asked:
			return append(out, r.pairs(units[i:])...)
		case answered: // below no question
			b = textOf(withMark(u))
		default:
			if b, n = pullQuote(units[i:]); n == 0 {
				b, n = paragraph(units[i:])
			}
		}
		out = append(out, b)
		i += n
	}
	return out
}

// paragraph makes a paragraph of a unit. Short lines that stand together are
// verse as lines of a poem are, and keep their lines.
func paragraph(units []unit) (*doc.Paragraph, int) {
	const most = 200 // lines
	n := 1
	if keepsLine(&units[0]) {
		for n < min(len(units), most) && inVerse(&units[n]) {
			n++
		}
	}
	p := &doc.Paragraph{Span: units[0].To(units[n-1].Span)}
	for i, u := range units[:n] {
		if i > 0 {
			p.Text = append(p.Text, breakBetween(units[i-1], u))
		}
		p.Text = append(p.Text, &doc.Text{Span: u.inner, Text: u.text})
	}
	return p, n
}

func breakBetween(above, u unit) *doc.Break {
	return &doc.Break{Span: source.Span{File: u.File, Start: above.End, End: u.Start}}
}

func textOf(u unit) *doc.Paragraph {
	return &doc.Paragraph{Span: u.Span, Text: []doc.Inline{&doc.Text{Span: u.inner, Text: u.text}}}
}

// pullQuote makes a pull-quote of a paragraph that is somebody's words and
// nothing else, with the line below it that says whose. Lines of verse are one
// where it is said whose they are, or where. n is 0 where the units are no such
// thing.
func pullQuote(units []unit) (q *doc.PullQuote, n int) {
	if q, n = longQuote(units); n > 0 {
		return q, n
	}
	text, n := untilClosed(units)
	words, start, by := quoted(text)
	if words == "" || strings.Count(words, "\n") != n-1 { // a mark has a line of its own
		return nil, 0
	}
	last := units[n-1]
	q = &doc.PullQuote{Span: units[0].To(last.Span), Spoken: true, Text: []*doc.Paragraph{spokenLines(units, start, words)}}
	if by != "" {
		q.Credit = credit(last, by)
		return q, n
	}
	if by := creditBelow(units[n:]); by != "" {
		q.Credit = credit(units[n], by)
		q.Span = q.To(units[n].Span)
		return q, n + 1
	}
	if n > 1 {
		return nil, 0
	}
	return q, 1
}

// untilClosed returns the text of a unit that opens with a quotation mark, or
// of so many lines of verse from it on as there are up to the one that closes.
func untilClosed(units []unit) (text string, n int) {
	const most, widest = 40, 70 // lines; runes of a line
	isLine := func(u unit) bool {
		return u.shape == plain && u.lines == 1 && !u.named && utf8.RuneCountInString(u.text) <= widest
	}
	text = units[0].text
	if doc.ClosingMarks[firstRune(text)] == "" {
		return "", 0
	}
	for n = 1; doc.QuotationEnd(text) < 0; n++ {
		if n == min(len(units), most) || units[n].above || !isLine(units[n-1]) || !isLine(units[n]) {
			return "", 0
		}
		text += "\n" + units[n].text
	}
	return text, n
}

// spokenLines makes a paragraph of words that stand in units, a line in each,
// from the byte start of the first on.
func spokenLines(units []unit, start int, words string) *doc.Paragraph {
	var p *doc.Paragraph
	i := 0
	for line := range strings.SplitSeq(words, "\n") {
		if i == 0 {
			p = spoken(units[0], start, line)
		} else {
			next := spoken(units[i], 0, line)
			p.Span = p.To(next.Span)
			p.Text = append(append(p.Text, breakBetween(units[i-1], units[i])), next.Text...)
		}
		i++
	}
	return p
}

func spoken(u unit, start int, words string) *doc.Paragraph {
	at := within(u, start, words)
	return &doc.Paragraph{Span: at, Text: []doc.Inline{&doc.Text{Span: at, Text: words}}}
}

// creditBelow returns what the line below a quotation says of whose it is,
// or "".
func creditBelow(units []unit) string {
	line := lineBelow(units)
	if line == "" {
		return ""
	}
	u := units[0]
	const longest = 60 // runes of a place without a mark
	if !u.above && u.shape == plain && utf8.RuneCountInString(line) <= longest && !endsSentence(line) && isPlace(line) {
		return line
	}
	by, ok := creditLine(line)
	if !ok || u.above && strings.ContainsAny(line[:1], "([") {
		return ""
	}
	return by
}

// lineBelow returns the line below a quotation, with its dash, or "" where it
// is no plain one. A dash alone may also begin a list.
func lineBelow(units []unit) string {
	switch {
	case len(units) == 0:
		return ""
	case units[0].shape == plain:
		return units[0].text
	case units[0].shape != item || units[0].above || len(units) > 1 && units[1].shape == item:
		return ""
	}
	return "- " + units[0].text
}

// longQuote makes a pull-quote of words that go on over several paragraphs,
// with a mark at the head of each and one at the end.
func longQuote(units []unit) (q *doc.PullQuote, n int) {
	const most = 20 // paragraphs
	q = &doc.PullQuote{Spoken: true}
	for i, u := range units[:min(len(units), most)] {
		open, size := utf8.DecodeRuneInString(u.text)
		if u.shape != plain || !strings.ContainsRune("\"“„«»", open) {
			return nil, 0
		}
		words := strings.TrimSpace(u.text[size:])
		q.Span = q.To(u.Span)
		switch at := doc.QuotationEnd(u.text); {
		case strings.Trim(words, doc.ClosingMarks[open]) == "":
			return nil, 0
		case at < 0:
		case i > 0 && utf8.RuneCountInString(u.text[at:]) == 1:
			words = strings.TrimSpace(u.text[size:at])
			q.Text = append(q.Text, spoken(u, strings.Index(u.text, words), words))
			return q, i + 1
		default:
			return nil, 0
		}
		q.Text = append(q.Text, spoken(u, strings.Index(u.text, words), words))
	}
	return nil, 0
}

// within is the span of words that stand in a unit from the byte start of
// its text on.
func within(u unit, start int, words string) source.Span {
	raw := u.inner.Text()
	from, to := inRaw(raw, u.text, start), inRaw(raw, u.text, start+len(words))
	from = to - len(strings.TrimLeftFunc(raw[from:to], isBlank))
	if !slices.Equal(strings.Fields(raw[from:to]), strings.Fields(words)) {
		// A page ended in the text; before and behind that it is as it was.
		end := start + len(words)
		before, whole := cutBehind(raw, u.text[start:])
		head, behind := cutBehind(raw, u.text[end:])
		switch i := strings.Index(raw, words); {
		case strings.HasPrefix(raw, u.text[:end]):
			from, to = start, end
		case whole:
			from, to = len(raw)-len(strings.TrimLeftFunc(raw[len(before):], isBlank)), len(head)
		case behind:
			to = max(from, len(head))
		case i >= 0:
			from, to = i, i+len(words)
		}
	}
	return u.File.Span(u.inner.Start+from, u.inner.Start+to)
}

// cutBehind cuts a text off the end of a raw one, which may have more blanks.
func cutBehind(raw, text string) (before string, ok bool) {
	for {
		raw, text = strings.TrimRightFunc(raw, isBlank), strings.TrimRightFunc(text, isBlank)
		if text == "" {
			return raw, true
		}
		was, n := utf8.DecodeLastRuneInString(raw)
		is, m := utf8.DecodeLastRuneInString(text)
		if was != is {
			return "", false
		}
		raw, text = raw[:len(raw)-n], text[:len(text)-m]
	}
}

// inRaw returns where in the raw text the byte end of a unit's text stands,
// as near as what was mended and left out between them tells.
func inRaw(raw, text string, end int) int {
	pairs := hasPairs(raw)
	i, k := 0, 0
	for i < len(raw) && k < end {
		was, n := utf8.DecodeRuneInString(raw[i:])
		is, m := utf8.DecodeRuneInString(text[k:])
		if now, taken := mended(raw, i, was, pairs); taken > 0 && strings.HasPrefix(text[k:], now) {
			i, k = i+taken, k+len(now)
			continue
		}
		if was != is && isBlank(was) != isBlank(is) {
			if isBlank(was) {
				i += n
			} else {
				k += m
			}
			continue
		}
		i, k = i+n, k+m
	}
	return i
}

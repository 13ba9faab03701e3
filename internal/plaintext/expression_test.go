package plaintext

import (
	"math/rand/v2"
	"regexp/syntax"
	"strings"
	"testing"
	"unicode"
)

// Every line that an expression matches has one of its clues: many are made
// from the pattern.
func TestEveryMatchHasAClue(t *testing.T) {
	all := []expression{
		readingTime, captionLine, captionOf, guideBefore, guideAfter, pageAfter, barAfter, titleLabel, byline, bareBy, namedBy, guideBy, published, guideLine,
		captioned, speech, faqName, quotesName, aloneName, seriesName, decimalNumber, romanNumber, sentenceEnd, genreBefore, namedBy, countingTitle, ordinalTitle, quotedSentence, tableRule, asksByName, mailField, mailSubject, forwarded, genreAfter, creditPlace, bareNumber, headBefore, headBehind, entity, markdownInline, chatBefore, chatBehind, captioned, wayBack, wayOn, siteName, wikiNamed, wikiSpoken,
	}
	all = append(all, numberOfPage[:]...)
	for _, f := range append(sure, likely...) {
		all = append(all, f.expression)
	}
	for _, e := range all {
		pattern := e.compiled().String()
		tree, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		w := &writer{rand.New(rand.NewPCG(1, 2))}
		matches := 0
		for range 2000 {
			var b strings.Builder
			w.match(&b, tree)
			line := b.String()
			if !e.compiled().MatchString(line) {
				continue // a word boundary is not where it has to be
			}
			matches++
			if !e.hasClue(look(line)) {
				t.Fatalf("%q matches %s but has none of the clues %q", line, pattern, e.clues)
			}
		}
		if matches < 200 {
			t.Errorf("only %d lines were made that match %s", matches, pattern)
		}
	}
}

// A writer makes lines that match a pattern, but for its word boundaries.
type writer struct{ *rand.Rand }

func (w *writer) match(b *strings.Builder, e *syntax.Regexp) {
	times := func(least, most int) {
		for range least + w.IntN(most-least+1) {
			w.match(b, e.Sub[0])
		}
	}
	switch e.Op {
	case syntax.OpLiteral:
		for _, r := range e.Rune {
			if e.Flags&syntax.FoldCase != 0 && w.IntN(4) == 0 {
				r = unicode.ToUpper(r)
			}
			b.WriteRune(r)
		}
	case syntax.OpCharClass:
		b.WriteRune(w.in(e.Rune))
	case syntax.OpAnyCharNotNL:
		b.WriteRune(rune("a e.5 ö"[w.IntN(6)]))
	case syntax.OpStar:
		times(0, 2)
	case syntax.OpPlus:
		times(1, 3)
	case syntax.OpQuest:
		times(0, 1)
	case syntax.OpRepeat:
		most := e.Max
		if most < 0 {
			most = e.Min + 2
		}
		times(e.Min, min(most, e.Min+8))
	case syntax.OpAlternate:
		w.match(b, e.Sub[w.IntN(len(e.Sub))])
	case syntax.OpConcat, syntax.OpCapture:
		for _, s := range e.Sub {
			w.match(b, s)
		}
	}
}

// in picks a character of a class, given as ranges. Of blanks, lines have
// only the common one.
func (w *writer) in(ranges []rune) rune {
	var choice []rune
	for i := 0; i < len(ranges); i += 2 {
		for r := ranges[i]; r <= min(ranges[i+1], ranges[i]+127); r++ {
			if r >= ' ' && r < 0x250 && r != 'ſ' || r > 0x2000 && r != 'K' {
				choice = append(choice, r)
			}
		}
	}
	return choice[w.IntN(len(choice))]
}

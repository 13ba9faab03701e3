// Package check holds the editorial rules: what is sound Markdown and still
// not what an author can have meant. It finds only; it changes nothing, and
// it leaves to the readers and to package book what they must understand to
// do their work.
package check

import (
	"strings"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
	"guidec/internal/tongue"
)

// Guide checks a guide as it was written.
func Guide(g *doc.Guide) diag.List {
	var l diag.List
	language(&l, g)
	for _, s := range g.Chapters {
		section(&l, s)
		entries(&l, s)
		terms(&l, s)
	}
	return l
}

// language looks for a guide that is taken for English, since it does not say
// otherwise, and is not: it would be hyphenated and read aloud as English.
func language(l *diag.List, g *doc.Guide) {
	if g.Meta.Lang.Text != "" {
		return
	}
	const enough = 10000 // bytes
	var text strings.Builder
	for _, s := range g.Chapters {
		doc.Walk(s, func(n any) {
			if t, ok := n.(*doc.Text); ok && text.Len() < enough {
				text.WriteString(t.Text + " ")
			}
		})
	}
	if is := tongue.Of(text.String()); is != "" && is != tongue.English {
		l.Add(diag.LangMissing, g.Meta.Title.Span, "the guide is made as an English one, but reads as one in %s", tongue.Name(is)).
			Hintf("say it below the title:  lang: %s", is)
	}
}

func section(l *diag.List, s *doc.Section) {
	if len(s.Blocks) == 0 {
		l.Add(diag.SectionEmpty, s.Span, "nothing follows this heading").
			Hintf("write something below it, or take it out")
	}
	blocks(l, s.Blocks, s.Kind == doc.KindFAQ)
}

// entries looks for a chapter that says that it is made of entries, and has
// none in the form in which they are read. One with nothing in it is reported
// as a section.
func entries(l *diag.List, s *doc.Section) {
	var lacks, hint string
	switch s.Kind {
	case doc.KindFAQ:
		lacks, hint = "question", "each question is a heading, one level below this one"
	case doc.KindGlossary:
		lacks, hint = "entry", "write each term as a line, and below it : and what it means"
	case doc.KindTimeline:
		lacks, hint = "event", "write each date as a line, and below it : and what happened"
	}
	found := lacks == "" || len(s.Blocks) == 0
	doc.WalkBlocks(s.Blocks, func(n any) {
		switch n.(type) {
		case *doc.Question:
			found = found || s.Kind == doc.KindFAQ
		case *doc.DefinitionList, *doc.Glossary, *doc.Timeline:
			found = found || s.Kind != doc.KindFAQ
		}
	})
	if !found {
		l.Add(diag.EntriesMissing, s.Span, "this %s has no %s", s.Kind, lacks).Hintf("%s", hint)
	}
}

// terms looks for a term that one glossary explains twice: references lead to
// the first. Glossaries of two chapters may have a term in common.
func terms(l *diag.List, s *doc.Section) {
	inChapter := map[string]source.Span{}
	doc.Walk(s, func(n any) {
		switch n := n.(type) {
		case *doc.Glossary:
			termsOf(l, n.Items, map[string]source.Span{})
		case *doc.DefinitionList:
			if s.Kind == doc.KindGlossary {
				termsOf(l, n.Items, inChapter)
			}
		}
	})
}

// termsOf reports the terms that are among those seen before, by their words,
// and adds the others to them.
func termsOf(l *diag.List, items []*doc.Definition, seen map[string]source.Span) {
	for _, d := range items {
		for _, term := range d.Terms {
			words := doc.Plain(term)
			if words == "" {
				continue
			}
			key, at := strings.ToLower(words), term[0].Pos()
			if first, twice := seen[key]; twice {
				l.Add(diag.TermTwice, at, "%q is explained twice in this glossary", words).See(first, "the first is here").
					Hintf("put what it means below one of them; each meaning begins with :")
			} else {
				seen[key] = at
			}
		}
	}
}

// blocks checks a run of blocks. In a FAQ each question must be answered;
// elsewhere a question may be left to the reader.
func blocks(l *diag.List, bs []doc.Block, faq bool) {
	for _, b := range bs {
		switch b := b.(type) {
		case *doc.Section:
			section(l, b)
		case *doc.FAQ:
			for _, q := range b.Questions {
				question(l, q)
			}
		case *doc.Question:
			if faq {
				question(l, b)
			}
		case *doc.Paragraph, *doc.List, *doc.Choices, *doc.DefinitionList, *doc.Quote, *doc.PullQuote, *doc.Callout,
			*doc.Code, *doc.Figure, *doc.Table, *doc.Divider, *doc.Glossary, *doc.CharacterProfile,
			*doc.Timeline, *doc.Generated: // say nothing of their own
		}
	}
}

func question(l *diag.List, q *doc.Question) {
	if len(q.Answer) > 0 {
		return
	}
	at := q.Span
	if len(q.Prompt) > 0 {
		at = q.Prompt[0].Pos()
	}
	l.Add(diag.AnswerMissing, at, "this question has no answer")
}

package book

import (
	"fmt"

	"guidec/internal/doc"
)

// A question of an FAQ is a section whose heading is the question and whose
// blocks are the answer. A study question is a box; its answer follows it
// in the teacher's edition and stands in an appendix in the student's, where
// a link leads to it.

// answered is a question whose answer goes to the appendix.
type answered struct {
	question *doc.Question
	in       *Section // the section of the answer
	target   *Target  // of the answer
}

func (s *scope) question(x *doc.Question) Block {
	if s.kind == doc.KindFAQ {
		return s.faqQuestion(x)
	}
	t := s.targets[x]
	box := &Box{Span: x.Span, Role: RoleQuestion, Target: t, Label: t.Number}
	s = s.counted()
	box.Blocks = append(box.Blocks, &Box{Span: x.Span, Role: RolePrompt, Blocks: s.blocks(x.Prompt)})
	for range x.Lines {
		box.Blocks = append(box.Blocks, &Rule{x.Span, RoleWritingLine})
	}
	if a := s.answerOf[x]; a != nil {
		way := &Link{Span: x.Span, Role: RoleAnswerLink, To: a.target, Text: []Inline{&Text{Text: s.words.Answer}}}
		box.Blocks = append(box.Blocks, &Para{Span: x.Span, Role: RoleMarginal, Text: []Inline{way}})
	} else if x.Answer != nil {
		box.Blocks = append(box.Blocks, &Box{Span: x.Span, Role: RoleAnswer, Label: s.words.Answer, Blocks: s.blocks(x.Answer)})
	}
	box.Blocks = append(box.Blocks, s.themeMark(x.Theme)...)
	return box
}

func (s *scope) faqQuestion(x *doc.Question) Block {
	t := s.targets[x]
	out := &Section{Span: x.Span, Role: RoleQuestionAnswered, Level: min(s.section.Level+1, 6), Target: t, Label: t.Number}
	in := s.below(out)
	rest := x.Prompt
	if p, ok := first(x.Prompt).(*doc.Paragraph); ok {
		heading, own := questionHeading(p.Text, s.words, t.Number)
		if own {
			out.Label = ""
		}
		out.Heading, rest = in.heading(heading), rest[1:]
		t.Name = Plain(out.Heading)
	}
	out.Blocks = append(in.themeMark(x.Theme), in.blocks(rest)...)
	out.Blocks = append(out.Blocks, in.blocks(x.Answer)...)
	return out
}

func first(blocks []doc.Block) doc.Block {
	if len(blocks) == 0 {
		return nil
	}
	return blocks[0]
}

func (b *builder) edition() doc.Edition {
	switch {
	case b.options.Edition != "":
		return b.options.Edition
	case b.guide.Meta.Edition != "":
		return b.guide.Meta.Edition
	}
	return doc.EditionStudent
}

// answers fills the appendix of answers.
func (b *builder) answers() {
	if b.answersPart == nil {
		return
	}
	s := b.scope(b.answersPart, doc.KindAppendix).counted()
	for _, a := range b.answered {
		if of := s.targets[a.question].Chapter; a.in.Blocks == nil {
			a.in.Heading = s.referenceIn(s.chapter, of.Target, of.Heading)
		}
		in := s.below(a.in)
		a.in.Blocks = append(a.in.Blocks, in.answer(a))
	}
}

func (s *scope) answer(a *answered) *Box {
	to := s.targets[a.question]
	way := &Link{Role: RoleQuestionLink, To: to, Text: []Inline{&Text{Text: fmt.Sprintf(s.words.BackToQuestion, to.Number)}}}
	box := &Box{Span: a.question.Span, Role: RoleAnswer, Target: a.target, Label: to.Number, Blocks: s.blocks(a.question.Answer)}
	box.Blocks = append(box.Blocks, &Para{Role: RoleMarginal, Text: []Inline{way}})
	return box
}

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
	scope    *scope
	target   *Target // of the answer
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
	switch {
	case x.Answer == nil:
	case s.edition() == doc.EditionTeacher:
		box.Blocks = append(box.Blocks, &Box{Span: x.Span, Role: RoleAnswer, Label: s.words.Answer, Blocks: s.blocks(x.Answer)})
	default:
		a := answered{x, s, &Target{Number: t.Number, Name: label(s.words.Answer, t.Number)}}
		s.ids.late(a.target, t.ID+"-answer")
		s.answers = append(s.answers, a)
		way := &Link{Span: x.Span, Role: RoleAnswerLink, To: a.target, Text: []Inline{&Text{Text: s.words.Answer}}}
		box.Blocks = append(box.Blocks, &Para{Span: x.Span, Role: RoleMarginal, Text: []Inline{way}})
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
		out.Heading, rest = in.heading(p.Text), rest[1:]
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

// answersPart makes the appendix of answers, by chapter.
func (b *builder) answersPart() {
	if len(b.answers) == 0 {
		return
	}
	out := b.generatedPart(RoleAnswers, b.words.Answers)
	var section *Section
	var of *Section
	for _, a := range b.answers {
		if a.scope.chapter != of {
			of = a.scope.chapter
			section = &Section{Role: RoleSection, Level: 2, Heading: []Inline{&Text{Text: of.Target.reference()}}}
			section.Target = b.ids.late(&Target{Name: of.Target.reference(), Chapter: out}, of.Target.ID+"-answers")
			out.Blocks = append(out.Blocks, section)
		}
		section.Blocks = append(section.Blocks, b.answer(a, out, section))
	}
}

// generatedPart adds an appendix that nobody has written.
func (b *builder) generatedPart(r Role, name string) *Section {
	out := &Section{Role: r, Level: 1, Target: &Target{Name: name}, Heading: []Inline{&Text{Text: name}}}
	out.Target.Chapter = out
	b.ids.late(out.Target, slug(name, "appendix"))
	b.appendix(out)
	return out
}

func (b *builder) answer(a answered, chapter, section *Section) *Box {
	s := b.scope(chapter, doc.KindAppendix).counted()
	s.section = section
	a.target.Chapter = chapter
	to := b.targets[a.question]
	way := &Link{Role: RoleQuestionLink, To: to, Text: []Inline{&Text{Text: fmt.Sprintf(b.words.BackToQuestion, to.Number)}}}
	box := &Box{Span: a.question.Span, Role: RoleAnswer, Target: a.target, Label: to.Number, Blocks: s.blocks(a.question.Answer)}
	box.Blocks = append(box.Blocks, &Para{Role: RoleMarginal, Text: []Inline{way}})
	return box
}

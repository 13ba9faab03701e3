package plaintext

import (
	"slices"
	"strings"

	"guidec/internal/doc"
)

// A text often has its answers in a list of their own, below that of the
// questions. They are put to their questions: the book has a place for them.

var answersNames = strings.Split("answers|answer key|answers key|key|solutions|antworten|lösungen|réponses|respuestas|soluciones|risposte|soluzioni", "|")

var asksByName = expr("question|quiz|frage|pregunta|domand", `(?i)\b(?:questions?|quiz|fragen?|preguntas?|domande)\b`)

// withAnswers puts the answers of the chapters and of their sections to their
// questions.
func (r *reader) withAnswers() {
	blocks := make([]doc.Block, len(r.guide.Chapters))
	for i, c := range r.guide.Chapters {
		blocks[i] = c
	}
	r.guide.Chapters = r.guide.Chapters[:0]
	for _, b := range r.answersIn(blocks) {
		r.guide.Chapters = append(r.guide.Chapters, b.(*doc.Section))
	}
}

func (r *reader) answersIn(blocks []doc.Block) []doc.Block {
	for i := 0; i < len(blocks); i++ {
		s, ok := blocks[i].(*doc.Section)
		if !ok {
			continue
		}
		s.Blocks = r.answersIn(s.Blocks)
		answers := onlyList(s)
		if i == 0 || answers == nil || !slices.Contains(answersNames, strings.ToLower(doc.Plain(s.Heading))) {
			continue
		}
		if above, ok := blocks[i-1].(*doc.Section); ok {
			if questions := questionsOf(doc.Plain(above.Heading), above.Blocks, answers); questions != nil {
				r.leftOut(s.Span, answersHeading)
				above.Blocks = questions
				blocks = slices.Delete(blocks, i, i+1)
				i--
			}
			continue
		}
		from := i // of the questions of the chapter that the answers are a section of
		for from > 0 && (doc.IsA[*doc.List](blocks[from-1]) || doc.IsA[*doc.Question](blocks[from-1])) {
			from--
		}
		if questions := questionsOf("", blocks[from:i], answers); questions != nil {
			r.leftOut(s.Span, answersHeading)
			blocks = slices.Replace(blocks, from, i+1, questions...)
			i = from
		}
	}
	return blocks
}

const answersHeading = "the heading of the answers, which stand with their questions"

// questionsOf puts the answers to the questions, which are as many and ask, or
// have a heading that says so. It returns nil where the blocks are no such
// questions.
func questionsOf(heading string, blocks []doc.Block, answers *doc.List) []doc.Block {
	questions, asking := unanswered(blocks)
	if len(questions) != len(answers.Items) || 2*asking <= len(questions) && !asksByName.matches(look(heading)) {
		return nil
	}
	out := make([]doc.Block, len(questions))
	for i, q := range questions {
		q.Answer = answers.Items[i].Blocks
		out[i] = q
	}
	return out
}

// unanswered returns the questions that blocks are, from 1 on, in lists and by
// themselves, and how many of them ask; none where anything else is there.
func unanswered(blocks []doc.Block) (all []*doc.Question, asking int) {
	for _, b := range blocks {
		l, _ := b.(*doc.List)
		q, _ := b.(*doc.Question)
		switch {
		case q != nil && len(q.Answer) == 0:
			all = append(all, q)
			asking++
		case l != nil && l.Ordered && l.Start == 1+len(all):
			for _, it := range l.Items {
				if p, ok := it.Blocks[0].(*doc.Paragraph); !ok || endsQuestion(doc.Plain(p.Text)) || len(it.Blocks) > 1 {
					asking++
				}
				all = append(all, &doc.Question{Span: it.Span, Prompt: it.Blocks})
			}
		default:
			return nil, 0
		}
	}
	return all, asking
}

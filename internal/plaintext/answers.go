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
		switch above := blocks[i-1].(type) {
		case *doc.List: // of the chapter that the answers are a section of
			if questions := questionsOf("", above, answers); questions != nil {
				r.leftOut(s.Span, answersHeading)
				blocks = slices.Replace(blocks, i-1, i+1, questions...)
			}
		case *doc.Section:
			if questions := questionsOf(doc.Plain(above.Heading), onlyList(above), answers); questions != nil {
				r.leftOut(s.Span, answersHeading)
				above.Blocks = questions
				blocks = slices.Delete(blocks, i, i+1)
				i--
			}
		default: // nothing else is a list of questions
		}
	}
	return blocks
}

const answersHeading = "the heading of the answers, which stand with their questions"

// questionsOf makes questions of two lists from 1 that are as long, the first
// of which asks or has a heading that says so, or returns nil.
func questionsOf(heading string, list, answers *doc.List) []doc.Block {
	if list == nil || !list.Ordered || list.Start != 1 || len(list.Items) != len(answers.Items) {
		return nil
	}
	asking := 0
	for _, it := range list.Items {
		if p, ok := it.Blocks[0].(*doc.Paragraph); !ok || endsQuestion(doc.Plain(p.Text)) || len(it.Blocks) > 1 {
			asking++
		}
	}
	if 2*asking <= len(list.Items) && !asksByName.matches(look(heading)) {
		return nil
	}
	var out []doc.Block
	for i, it := range list.Items {
		out = append(out, &doc.Question{Span: it.Span, Prompt: it.Blocks, Answer: answers.Items[i].Blocks})
	}
	return out
}

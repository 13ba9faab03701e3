package plaintext

import "guidec/internal/doc"

// questions makes the blocks of an FAQ: what stands before the first
// question, then each question with what follows it as its answer. A
// question is a heading (asks has their indices), a line marked "Q:", or a
// numbered line that asks something.
func (r *reader) questions(units []unit, asks map[int]bool) []doc.Block {
	var starts []int
	for i, u := range units {
		numberedQuestion := u.shape == number && endsQuestion(u.text) && i+1 < len(units) && units[i+1].shape == plain
		if asks[i] || u.shape == asked || numberedQuestion {
			starts = append(starts, i)
		}
	}
	if len(starts) == 0 {
		return r.blocks(units)
	}
	out := r.blocks(units[:starts[0]])
	for i, start := range starts {
		end := len(units)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		out = append(out, r.question(units[start:end], max(answerBelow(units[start:end]), 1)))
	}
	return out
}

// question makes one question of its units, which come first, and those of its
// answer.
func (r *reader) question(units []unit, own int) *doc.Question {
	q := &doc.Question{Span: units[0].To(units[own-1].Span), Prompt: []doc.Block{textOf(units[0])}}
	if own > 1 {
		units[0].shape = number // which can have choices
		var l *doc.List
		l, own = list(units[:own])
		q.Prompt = l.Items[0].Blocks
	}
	answer := units[own:]
	if len(answer) > 0 && answer[0].shape == answered {
		answer[0].shape = plain
	}
	q.Answer = r.blocks(answer)
	return q
}

// studyQuestions makes study questions of numbered questions, of which two at
// least have their answers right below them. n is 0 where there are none.
func (r *reader) studyQuestions(units []unit) (out []doc.Block, n int) {
	const most = 10 // without an answer, one after the other
	var ends []int
	withAnswers, without := 0, 0
	for at := 0; at < len(units) && units[at].shape == number && without < most; without++ {
		end := at + ownOf(units[at:])
		if answerBelow(units[at:]) > 0 {
			withAnswers++
			without = -1
			end = linesBelow(units, end)
		}
		ends = append(ends, end)
		at = end
	}
	if withAnswers < 2 {
		return nil, 0
	}
	for _, end := range ends {
		out = append(out, r.question(units[n:end], ownOf(units[n:end])))
		n = end
	}
	return out, n
}

// linesBelow returns where the lines end that go on right below a unit.
func linesBelow(units []unit, at int) int {
	at++
	for at < len(units) && units[at].shape == plain && !units[at].above {
		at++
	}
	return at
}

// findAnswers finds the lines that answer what does not ask ("Discuss the
// letter."): they stand right below it, as others do below the questions that
// it is counted with. Of these there have to be as many, and two at least.
func findAnswers(units []unit) {
	for at := 0; at < len(units); at++ {
		var answers []*unit
		asking, end := 0, at
		for n := units[at].number; end < len(units) && units[end].shape == number && units[end].number == n; n++ {
			own := ownOf(units[end:])
			below := linesBelow(units, end+own-1)
			switch {
			case answerBelow(units[end:]) > 0:
				asking++
				below = linesBelow(units, end+own)
			case own == 1 && below > end+1 && lastSign(withoutPlace(units[end].text)) == ".":
				answers = append(answers, &units[end+1])
			}
			end = below
		}
		if asking >= max(2, len(answers)) {
			for _, u := range answers {
				u.shape = answered
			}
		}
		at = max(at, end-1)
	}
}

// ownOf returns how many units the first has for its own, itself among them:
// a question its answers to choose from, an item the list within it.
func ownOf(units []unit) int {
	n := 1
	for n < len(units) && belongs(units[n], units[0]) {
		n++
	}
	return n
}

// answerBelow returns where the answer is to the question that the units begin
// with: right below it or, if it is marked, below what is the question's own.
// It returns 0 where there is none.
func answerBelow(units []unit) int {
	n := ownOf(units)
	if n < len(units) && (units[n].shape == answered || n == 1 && units[n].shape == plain && !units[n].above && asks(units[0].text)) {
		return n
	}
	return 0
}

// roomBelow returns how many lines to write on stand below the question that
// the units begin with.
func roomBelow(units []unit) int {
	if u := &units[0]; u.shape != number && !(u.shape == plain && endsQuestion(u.text)) {
		return 0
	}
	return roomIn(units[1:])
}

// roomIn returns how many lines to write on the units begin with.
func roomIn(units []unit) int {
	n := 0
	for n < len(units) && units[n].shape == divider && isRoom(units[n].text) {
		n++
	}
	return n
}

// linedQuestions makes questions of one with lines to write on below it, and of
// those that it is counted with. n is 0 where there is none.
func linedQuestions(units []unit) (out []doc.Block, n int) {
	if lines := roomBelow(units); lines > 0 && units[0].shape != number {
		return []doc.Block{lined(units[:1+lines], []doc.Block{textOf(units[0])}, lines)}, 1 + lines
	}
	withRoom := false
	for n < len(units) && units[n].shape == number && units[n].number == units[0].number+len(out) {
		end := n + ownOf(units[n:])
		item, all := list(units[n:end])
		if all < end-n { // more than an item can hold
			break
		}
		lines := roomIn(units[end:])
		out = append(out, lined(units[n:end+lines], item.Items[0].Blocks, lines))
		n, withRoom = end+lines, withRoom || lines > 0
	}
	if !withRoom {
		return nil, 0
	}
	return out, n
}

// belongs reports whether a unit is part of the item above it.
func belongs(u, above unit) bool {
	return u.shape == choice || u.shape == part || (u.shape == item || u.shape == number) && u.indent > above.indent+1
}

// lined makes a question with lines to write on.
func lined(units []unit, prompt []doc.Block, lines int) *doc.Question {
	const most = 60
	return &doc.Question{Span: units[0].To(units[len(units)-1].Span), Prompt: prompt, Lines: min(lines, most)}
}

// parted makes numbered items of questions that are marked and numbered, where
// their answers stand below the last of them and not below each.
func parted(units []unit) {
	var marked []*unit
	questions := 0
	for i := range units {
		u := &units[i]
		if u.shape != asked && u.shape != answered {
			continue
		}
		if u.shape == asked {
			questions++
		}
		n := len(marked)
		if u.number == 0 || u.shape == asked && questions <= n || n > 0 && marked[n-1].shape == u.shape && &units[i-1] != marked[n-1] {
			return
		}
		marked = append(marked, u)
	}
	if questions < 2 || len(marked) != 2*questions {
		return
	}
	for _, u := range marked {
		u.shape = number
	}
}

// pairs makes an FAQ of "Q:" and "A:" lines and of all that follows them, but
// study questions where there are answers to choose from.
func (r *reader) pairs(units []unit) []doc.Block {
	f := &doc.FAQ{Span: units[0].To(units[len(units)-1].Span)}
	all := r.questions(units, nil)
	for _, b := range all {
		q := b.(*doc.Question)
		if len(q.Prompt) > 1 {
			return all
		}
		f.Questions = append(f.Questions, q)
	}
	return []doc.Block{f}
}

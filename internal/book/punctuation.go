package book

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Straight quotes, double hyphens and three dots become the marks that a
// printer would set. The whole of a paragraph is looked at, across the
// borders of its inlines, because a quote opens or closes by what stands
// beside it.

// curl sets the marks of one paragraph in place.
func (w *Words) curl(text []Inline) { w.curlWith(w.quotes, text) }

// curlSpoken does it for text that stands in quotation marks: the outer ones
// in it, typed or not, become inner ones.
func (w *Words) curlSpoken(text []Inline) {
	m := w.quotes
	inner := strings.NewReplacer(sign(m.open), sign(m.openInner), sign(m.close), sign(m.closeInner))
	for _, t := range textsIn(text) {
		t.Text = inner.Replace(t.Text)
	}
	w.curlWith(m.inside(), text)
}

func (w *Words) curlWith(marks quoteMarks, text []Inline) {
	c := curler{marks: marks, elisions: w.elisions}
	WalkInlines(text, func(n any) {
		switch n := n.(type) {
		case *Text:
			c.leaves = append(c.leaves, leaf{n, n.Text})
		case *CodeSpan, *Image:
			c.leaves = append(c.leaves, leaf{nil, "x"}) // reads as a letter
		case *Break:
			c.leaves = append(c.leaves, leaf{nil, "\n"})
		}
	})
	c.run()
}

// curlString does the same for plain text.
func (w *Words) curlString(s string) string {
	t := &Text{Text: s}
	w.curl([]Inline{t})
	return t.Text
}

// A leaf is the text of one inline; to is nil for what stays as it is.
type leaf struct {
	to   *Text
	text string
}

type curler struct {
	leaves   []leaf
	marks    quoteMarks
	elisions elisions
	prev     rune // what stands before, already curled; 0 at the start
	open     bool // a double quote is open
	inner    bool // a single one is
}

func (c *curler) run() {
	var whole strings.Builder
	for _, l := range c.leaves {
		whole.WriteString(l.text)
	}
	rest := whole.String()
	for _, l := range c.leaves {
		ahead := rest
		rest = rest[len(l.text):]
		if l.to == nil {
			c.prev, _ = utf8.DecodeLastRuneInString(l.text)
			continue
		}
		if !strings.ContainsAny(l.text, `"'-.`) && !c.marks.spaced {
			if l.text != "" {
				c.prev, _ = utf8.DecodeLastRuneInString(l.text)
			}
			continue
		}
		var b strings.Builder
		for at := 0; at < len(l.text); {
			mark, n := c.next(l.text[at:], ahead[at:])
			b.WriteString(mark)
			c.prev, _ = utf8.DecodeLastRuneInString(mark)
			at += n
		}
		l.to.Text = b.String()
	}
}

// next returns what to set for the start of s, and how many bytes of s it
// stands for. Ahead is s and what follows it in other inlines.
func (c *curler) next(s, ahead string) (string, int) {
	switch {
	case s[0] == '"':
		if c.opens(ahead[1:]) {
			c.open = true
			return c.marks.open, 1
		}
		c.open = false
		return c.marks.close, 1
	case s[0] == '\'':
		switch follows := ahead[1:]; {
		case isWord(c.prev) && (!c.inner || startsWord(follows)), c.elided(follows):
			return "’", 1
		case c.opens(follows):
			c.inner = true
			return c.marks.openInner, 1
		}
		c.inner = false
		return c.marks.closeInner, 1
	case strings.HasPrefix(s, "---"):
		return "—", 3
	case strings.HasPrefix(s, "--"):
		return "–", 2
	case s[0] == '-' && c.prev == ' ' && strings.HasPrefix(ahead[1:], " "):
		return "–", 1
	case s[0] == '.' && c.prev != '.' && c.prev != '…':
		return c.dots(s, ahead)
	case s[0] == ' ' && c.marks.spaced && c.isFixed(ahead[1:]):
		return narrowBlank, 1
	}
	_, n := utf8.DecodeRuneInString(s)
	return s[:n], n
}

// isFixed reports whether a blank between c.prev and what follows is one at
// which a line must not break: before a sign that ends a sentence, and inside
// quotation marks.
func (c *curler) isFixed(follows string) bool {
	next, _ := utf8.DecodeRuneInString(follows)
	return c.prev == '«' || c.prev == '‹' || !unicode.IsSpace(c.prev) && strings.ContainsRune("?!;:»›", next)
}

// dots sets three dots as an ellipsis, four as a full stop and an ellipsis.
// Longer runs are leaders, and stay.
func (c *curler) dots(s, ahead string) (string, int) {
	n := len(s) - len(strings.TrimLeft(s, "."))
	if n == len(s) && strings.HasPrefix(ahead[n:], ".") {
		return s[:n], n
	}
	switch n {
	case 3:
		return "…", n
	case 4:
		return ".…", n
	}
	return s[:n], n
}

// opens reports whether a quote between c.prev and what follows opens.
func (c *curler) opens(follows string) bool {
	next, _ := utf8.DecodeRuneInString(follows)
	if follows == "" || unicode.IsSpace(next) {
		return false
	}
	if c.marks.areOpenedBy(c.prev) {
		return true
	}
	switch c.prev {
	case 0, '(', '[', '{', '/', '¿', '¡':
		return true
	case '’': // l’«amico»
		return !c.open && isWord(next)
	case '—', '–', '-': // a dash closes what is open: “—” before a letter may do either
		return !c.open && isWord(next)
	}
	return unicode.IsSpace(c.prev)
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return isWord(r)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// elisions are words that begin with an apostrophe, for letters that are left
// out, and not with a quotation mark. The doubtful ones are words without it,
// too.
type elisions struct{ sure, doubtful []string }

// englishElisions are no words of any language without their apostrophe, and
// guides in all languages quote English.
var englishElisions = strings.Fields("tis tisn twas twasn twere tweren twill twould twouldn twixt " +
	"gainst neath mongst scap scaped fraid nother nuff em til n")

// elided reports whether an apostrophe before s stands for left-out letters
// or digits: ’tis, ’em, the ’80s, the summer of ’69. A word with a mark
// behind it is quoted, but for rock ’n’ roll; a letter even if a word follows,
// as in ‘l’amico’. A doubtful word is if a quotation could end behind it.
func (c *curler) elided(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !isWord(r) })
	if end < 0 {
		end = len(s)
	}
	word := strings.ToLower(s[:end])
	if behind, marked := strings.CutPrefix(s[end:], "'"); marked && word != "n" && (len(word) == 1 || !startsWord(behind)) {
		return false
	}
	if slices.Contains(c.elisions.doubtful, word) {
		return c.inner || !isClosed(s)
	}
	digits := strings.TrimSuffix(word, "s")
	return len(digits) == 2 && strings.Trim(digits, "0123456789") == "" ||
		slices.Contains(englishElisions, word) || slices.Contains(c.elisions.sure, word)
}

// isClosed reports whether the next single quote in s, but for those within
// words, closes a quotation.
func isClosed(s string) bool {
	for {
		text, behind, found := strings.Cut(s, "'")
		if !found {
			return false
		}
		last, _ := utf8.DecodeLastRuneInString(text)
		if !startsWord(behind) {
			return text != "" && !unicode.IsSpace(last)
		}
		if !isWord(last) {
			return false
		}
		s = behind
	}
}

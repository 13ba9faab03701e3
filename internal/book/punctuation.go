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
func (w *Words) curl(text []Inline) { curl(text, w.quotes) }

// curlSpoken does it for text that stands in quotation marks: the outer ones
// in it, typed or not, become inner ones.
func (w *Words) curlSpoken(text []Inline) {
	m := w.quotes
	sign := func(mark string) string { return strings.Trim(mark, narrowBlank) }
	inner := strings.NewReplacer(sign(m.open), sign(m.openInner), sign(m.close), sign(m.closeInner))
	WalkInlines(text, func(n any) {
		if t, ok := n.(*Text); ok {
			t.Text = inner.Replace(t.Text)
		}
	})
	curl(text, m.inside())
}

func curl(text []Inline, marks quoteMarks) {
	c := curler{marks: marks}
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
	leaves []leaf
	marks  quoteMarks
	prev   rune // what stands before, already curled; 0 at the start
	open   bool // a double quote is open
	inner  bool // a single one is
}

func (c *curler) run() {
	for i, l := range c.leaves {
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
			mark, n := c.next(l.text[at:], c.after(i, at))
			b.WriteString(mark)
			c.prev, _ = utf8.DecodeLastRuneInString(mark)
			at += n
		}
		l.to.Text = b.String()
	}
}

// after returns a function that gives what follows n bytes further on, in
// this leaf or the next ones.
func (c *curler) after(leaf, at int) func(n int) string {
	return func(n int) string {
		s := c.leaves[leaf].text[at+n:]
		for j := leaf + 1; len(s) < 8 && j < len(c.leaves); j++ {
			s += c.leaves[j].text
		}
		return s
	}
}

// next returns what to set for the start of s, and how many bytes of s it
// stands for.
func (c *curler) next(s string, after func(int) string) (string, int) {
	switch {
	case s[0] == '"':
		if c.opens(after(1)) {
			c.open = true
			return c.marks.open, 1
		}
		c.open = false
		return c.marks.close, 1
	case s[0] == '\'':
		switch follows := after(1); {
		case isWord(c.prev) && (!c.inner || startsWord(follows)), elided(follows):
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
	case s[0] == '-' && c.prev == ' ' && strings.HasPrefix(after(1), " "):
		return "–", 1
	case s[0] == '.' && c.prev != '.' && c.prev != '…':
		return c.dots(s, after)
	case s[0] == ' ' && c.marks.spaced && c.isFixed(after(1)):
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
func (c *curler) dots(s string, after func(int) string) (string, int) {
	n := len(s) - len(strings.TrimLeft(s, "."))
	if n == len(s) && strings.HasPrefix(after(n), ".") {
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

// elisions begin with an apostrophe, not with a quotation mark.
var elisions = []string{"tis", "twas", "twere", "twill", "em", "til", "cause", "bout", "n"}

// elided reports whether an apostrophe before s stands for left-out letters
// or digits: ’tis, ’em, the ’80s, the summer of ’69. A word with a mark
// behind it is quoted, but for rock ’n’ roll.
func elided(s string) bool {
	end := strings.IndexFunc(s, func(r rune) bool { return !isWord(r) })
	if end < 0 {
		end = len(s)
	}
	word := strings.ToLower(s[:end])
	if strings.HasPrefix(s[end:], "'") && word != "n" {
		return false
	}
	digits := strings.TrimSuffix(word, "s")
	return len(digits) == 2 && strings.Trim(digits, "0123456789") == "" || slices.Contains(elisions, word)
}

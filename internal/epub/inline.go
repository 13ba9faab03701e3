package epub

import (
	"fmt"
	"strconv"
	"strings"

	"guidec/internal/book"
	"guidec/internal/typeset"
)

func (w *writer) inlines(text []book.Inline) {
	for _, n := range text {
		w.inline(n)
	}
}

func (w *writer) inline(n book.Inline) {
	switch n := n.(type) {
	case *book.Text:
		w.words(n, n.Text, w.prose)
	case *book.Styled:
		w.styled(n)
	case *book.CodeSpan:
		w.open("code")
		w.words(n, n.Text, w.text)
		w.close("code")
	case *book.Link:
		w.link(n)
	case *book.NoteMark:
		w.noteMark(n)
	case *book.Image:
		w.image(n)
	case *book.Break:
		w.empty("br")
		w.line()
	default:
		panic(fmt.Sprintf("epub: unexpected inline %T", n))
	}
}

// prose writes running text. Where print ends no line, a no-break blank sees
// to it that no screen does.
func (w *writer) prose(s string) {
	from := 0
	for i := range len(s) {
		if s[i] == ' ' && i >= from && typeset.Holds(s, i) {
			w.text(s[from:i] + "\u00a0")
			from = i + len(s[i:]) - len(strings.TrimLeft(s[i:], " "))
		}
	}
	w.text(s[from:])
}

// verse writes each line as one that hangs where the screen is too narrow for
// it.
func (w *writer) verse(text []book.Inline) {
	for i, line := range verseLines(text) {
		if i > 0 {
			w.inline(&book.Break{})
		}
		w.open("span", "class", "line")
		w.takeLead()
		w.inlines(line)
		w.close("span")
	}
}

// verseLines cuts text where its lines end. A phrase that goes on over several
// is a phrase in each of them.
func verseLines(text []book.Inline) [][]book.Inline {
	lines := [][]book.Inline{nil}
	add := func(n book.Inline) { lines[len(lines)-1] = append(lines[len(lines)-1], n) }
	for _, n := range text {
		switch n := n.(type) {
		case *book.Break:
			lines = append(lines, nil)
		case *book.Styled:
			for i, part := range verseLines(n.Text) {
				if i > 0 {
					lines = append(lines, nil)
				}
				if len(part) > 0 {
					phrase := *n
					phrase.Text = part
					add(&phrase)
				}
			}
		default:
			add(n)
		}
	}
	return lines
}

func (w *writer) styled(s *book.Styled) {
	role := s.Role.Spelling()
	w.open(role.Element, "class", role.Class, "epub:type", role.Type, "role", role.ARIA, "lang", s.Lang, "xml:lang", s.Lang, "dir", w.turn(s.Lang))
	w.inlines(s.Text)
	w.close(role.Element)
}

func (w *writer) link(l *book.Link) {
	role := l.Role.Spelling()
	to := l.URL
	if l.To != nil {
		to = w.href(l.To)
	}
	spoken := ""
	if silent(l.Text) {
		spoken = l.URL
		if l.To != nil {
			spoken = nameOf(l.To)
		}
	}
	w.open("a", "class", role.Class, "href", to, "epub:type", role.Type, "role", role.ARIA, "aria-label", spoken)
	w.inlines(l.Text)
	w.close("a")
}

// silent reports whether text has nothing that can be read out: it is a
// decorative picture, or blank.
func silent(text []book.Inline) bool { return strings.TrimSpace(book.Plain(text)) == "" }

func (w *writer) image(m *book.Image) {
	decorative, style := "", ""
	if m.Alt == "" {
		decorative = "presentation"
	}
	if m.Width > 0 {
		style = "width:" + strconv.Itoa(m.Width) + "%"
	}
	w.WriteString(`<img src="../` + imageFolder + escape(m.Asset.Name) + `" alt="` + escape(m.Alt) + `"`)
	if decorative != "" {
		w.WriteString(` role="` + decorative + `"`)
	}
	if style != "" {
		w.WriteString(` style="` + style + `"`)
	}
	w.WriteString("/>")
}

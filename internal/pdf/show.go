package pdf

import (
	"slices"
	"strconv"
	"unicode/utf16"

	"guidec/internal/typeset"
)

// run draws glyphs of one style.
func (c *canvas) run(r *typeset.Run, x, y typeset.Length, stretch int) {
	if !slices.ContainsFunc(r.Words, func(w *typeset.Word) bool { return len(w.Glyphs) > 0 }) {
		return // joiners alone, for which the font may not be needed at all
	}
	u := c.press.font(r.Font)
	c.paint(r.Style.Color)
	if !c.inText {
		c.ops = append(c.ops, "BT\n"...)
		c.inText = true
	}
	if c.font != u || c.size != r.Style.Size {
		c.font, c.size = u, r.Style.Size
		c.ops = append(append(append(c.ops, '/'), u.name...), ' ')
		c.ops = append(number(c.ops, r.Style.Size), " Tf\n"...)
	}
	if c.tz != stretch {
		c.tz = stretch
		c.ops = append(number(c.ops, typeset.Length(stretch)*typeset.Pt/10), " Tz\n"...)
	}
	c.ops = append(c.ops, "1 0 0 1 "...)
	c.numbers(x, c.up(y))
	c.ops = append(c.ops, "Tm\n"...)
	t := textShow{canvas: c, use: u, run: r, stretch: stretch}
	for _, w := range r.Words {
		t.word(w)
	}
	t.end()
}

// A textShow spells TJ operators (ISO 32000-1, 9.4.3).
type textShow struct {
	*canvas
	use     *fontUse
	run     *typeset.Run
	stretch int
	open    bool
	quoted  bool // a string is open
}

func (t *textShow) start() {
	if !t.open {
		t.ops = append(t.ops, '[')
		t.open = true
	}
}

func (t *textShow) end() {
	if t.quoted {
		t.ops = append(t.ops, ')')
		t.quoted = false
	}
	if t.open {
		t.ops = append(t.ops, "]TJ\n"...)
		t.open = false
	}
}

const hexDigits = "0123456789ABCDEF"

func (t *textShow) word(w *typeset.Word) {
	strange := t.learn(w)
	if strange {
		t.end()
		t.ops = append(t.ops, "/Span<</ActualText<FEFF"...)
		for _, u := range utf16.Encode([]rune(w.Text)) {
			t.ops = append(t.ops, hexDigits[u>>12], hexDigits[u>>8&15], hexDigits[u>>4&15], hexDigits[u&15])
		}
		t.ops = append(t.ops, ">>>BDC\n"...)
	}
	t.start()
	em := w.Font.UnitsPerEm
	for i := range w.Glyphs {
		g := &w.Glyphs[i]
		lift := g.DY != 0
		if lift {
			t.end()
			t.ops = append(number(t.ops, t.run.Style.Size*typeset.Length(g.DY)/typeset.Length(em)), " Ts\n"...)
			t.start()
		}
		if g.DX != 0 {
			t.adjust(-int(g.DX) * 1000 / em)
		}
		if !t.quoted {
			t.ops = append(t.ops, '(')
			t.quoted = true
		}
		t.ops = quote(quote(t.ops, byte(g.Code>>8)), byte(g.Code))
		back := (w.Font.Width(g.Code) - int(g.Advance) + int(g.DX)) * 1000
		if back >= 0 {
			back = (back + em/2) / em
		} else {
			back = -((-back + em/2) / em)
		}
		back -= t.run.Style.Tracking
		if w.Space && t.run.Extra != 0 {
			back -= int(t.run.Extra * 1000 * 1000 / typeset.Length(t.stretch) / t.run.Style.Size)
		}
		t.adjust(back)
		if lift {
			t.end()
			t.ops = append(t.ops, "0 Ts\n"...)
			t.start()
		}
	}
	if strange {
		t.end()
		t.ops = append(t.ops, "EMC\n"...)
	}
}

// quote appends a byte of a literal string (7.3.4.2).
func quote(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r': // would be read as a line feed
		return append(b, '\\', 'r')
	}
	return append(b, c)
}

func (t *textShow) adjust(n int) {
	if n == 0 {
		return
	}
	if t.quoted {
		t.ops = append(t.ops, ')')
		t.quoted = false
	}
	t.ops = strconv.AppendInt(t.ops, int64(n), 10)
}

// learn notes what the codes of a word stand for. It reports whether the
// word needs its text beside it because its glyphs would mislead.
func (t *textShow) learn(w *typeset.Word) (strange bool) {
	for i := range w.Glyphs {
		g := &w.Glyphs[i]
		text := w.Text[g.At : g.At+g.Len]
		if w.Lacks {
			text, strange = typeset.Missing, true
		}
		switch known := &t.use.text[g.Code]; {
		case *known == "" && text == "":
			*known = "\u200b"
			strange = true
		case *known == "":
			*known = text
		case *known != text:
			strange = true
		}
	}
	return strange
}

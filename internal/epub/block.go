package epub

import (
	"fmt"
	"strconv"
	"strings"

	"guidec/internal/book"
)

func (w *writer) blocks(bs []book.Block) {
	for _, b := range bs {
		w.block(b)
	}
}

func (w *writer) block(b book.Block) {
	switch b.(type) {
	case *book.Para, *book.Code: // in them
	default:
		w.breaksBefore("div", b)
	}
	switch b := b.(type) {
	case *book.Section:
		w.section(b)
	case *book.Box:
		w.box(b)
	case *book.Para:
		w.para(b)
	case *book.List:
		w.list(b)
	case *book.Table:
		w.table(b)
	case *book.Image:
		w.flushLead()
		w.image(b)
		w.line()
	case *book.Code:
		w.code(b)
	case *book.Rule:
		w.rule(b)
	default:
		panic(fmt.Sprintf("epub: unexpected block %T", b))
	}
}

// chapter writes a section of level 1 with its notes.
func (w *writer) chapter(s *book.Section) {
	w.openSection(s)
	w.breaksBefore("div", s)
	w.heading(s)
	w.blocks(s.Blocks)
	w.notes(s.Notes)
	w.close("section")
	w.line()
}

func (w *writer) section(s *book.Section) {
	w.openSection(s)
	w.heading(s)
	w.blocks(s.Blocks)
	w.close("section")
	w.line()
}

// openSection names a section by its heading where its role is one that
// assistive technology lists.
func (w *writer) openSection(s *book.Section) {
	role, named := s.Role.Spelling(), ""
	if role.ARIA != "" {
		named = w.headingID(s)
	}
	w.open("section", "class", role.Class, "id", targetID(s.Target), "epub:type", role.Type, "role", role.ARIA, "aria-labelledby", named, "lang", s.Lang, "xml:lang", s.Lang, "dir", w.turn(s.Lang))
	w.line()
}

// headingID is the id of a section's heading, which is not a place of the
// book.
func (w *writer) headingID(s *book.Section) string {
	if w.headings[s] == "" {
		w.headings[s] = w.fresh(s.Target.ID + "-heading")
	}
	return w.headings[s]
}

func (w *writer) heading(s *book.Section) {
	w.breaksInHeading(s)
	id := ""
	if s.Role.Spelling().ARIA != "" {
		id = w.headingID(s)
	}
	h, spoken := "h"+strconv.Itoa(s.Level), ""
	if s.Label == "" && silent(s.Heading) {
		spoken = nameOf(s.Target)
	}
	w.open(h, "id", id, "aria-label", spoken)
	if s.Label != "" {
		w.open("span", "class", "label")
		w.text(s.Label)
		w.close("span")
		w.WriteString(" ")
		w.open("span", "class", "name")
		w.inlines(s.Heading)
		w.close("span")
	} else {
		w.inlines(s.Heading)
	}
	w.close(h)
	w.line()
}

// box writes a box, its label and its title. The number of a question and
// the name of an answer run into their first paragraph.
func (w *writer) box(b *book.Box) {
	w.flushLead()
	role := b.Role.Spelling()
	w.open(role.Element, "class", role.Class, "id", targetID(b.Target), "epub:type", role.Type, "role", role.ARIA)
	w.line()
	label := ""
	if b.Label != "" {
		label = `<span class="label">` + escape(b.Label) + "</span>"
	}
	switch {
	case b.Title != nil:
		w.open("p", "class", "title")
		if label != "" {
			w.WriteString(label + " ")
		}
		w.inlines(b.Title)
		w.close("p")
		w.line()
	case b.Role == book.RoleQuestion || b.Role == book.RoleAnswer:
		w.lead = label
	case label != "":
		w.open("p", "class", "title")
		w.WriteString(label)
		w.close("p")
		w.line()
	}
	w.innerBlocks(b)
	w.flushLead()
	w.close(role.Element)
	w.line()
}

// innerBlocks keeps a lead for the prompt's first paragraph.
func (w *writer) innerBlocks(b *book.Box) {
	if len(b.Blocks) > 0 {
		if prompt, ok := b.Blocks[0].(*book.Box); ok && prompt.Role == book.RolePrompt {
			lead := w.lead
			w.lead = ""
			role := prompt.Role.Spelling()
			w.breaksBefore("div", prompt)
			w.open(role.Element, "class", role.Class)
			w.lead = lead
			w.blocks(prompt.Blocks)
			w.flushLead()
			w.close(role.Element)
			w.line()
			w.blocks(b.Blocks[1:])
			return
		}
	}
	w.blocks(b.Blocks)
}

// takeLead writes what should stand at the start of a paragraph.
func (w *writer) takeLead() {
	if w.lead != "" {
		w.WriteString(w.lead + " ")
		w.lead = ""
	}
}

// flushLead gives the lead a line of its own: no paragraph came to take it.
func (w *writer) flushLead() {
	if w.lead != "" {
		w.WriteString("<p>" + w.lead + "</p>\n")
		w.lead = ""
	}
}

func (w *writer) para(p *book.Para) {
	role := p.Role.Spelling()
	w.open(role.Element, "class", role.Class, "id", targetID(p.Target), "epub:type", role.Type, "role", role.ARIA)
	w.breaksBefore("span", p)
	if p.Role == book.RoleVerse {
		w.verse(p.Text)
	} else {
		w.takeLead()
		w.inlines(p.Text)
	}
	w.close(role.Element)
	w.line()
}

func (w *writer) list(l *book.List) {
	w.flushLead()
	role := l.Role.Spelling()
	class := role.Class
	if l.Tight {
		class = join(class, "tight")
	}
	start := ""
	if l.Number(0) != "" && l.Start != 1 {
		start = strconv.Itoa(l.Start)
	}
	w.open(role.Element, "class", class, "epub:type", role.Type, "role", role.ARIA, "type", numbering(l), "start", start)
	w.line()
	for _, it := range l.Items {
		if role.Element == "dl" {
			w.definition(l.Role, it)
		} else {
			w.item(it)
		}
	}
	w.close(role.Element)
	w.line()
}

// numbering is how HTML names letters and Roman numerals that count a list: by
// the first of them (HTML, section 4.4.5). The text may refer to them, also
// where no stylesheet is read.
func numbering(l *book.List) string {
	first := *l
	first.Start = 1
	if n := first.Number(0); n != "1" {
		return n
	}
	return ""
}

func (w *writer) item(it *book.Item) {
	class := ""
	if it.Box != "" {
		class, w.lead = "box", it.Box
	}
	w.open("li", "id", targetID(it.Target), "class", class)
	w.blocks(it.Blocks)
	w.flushLead()
	w.close("li")
	w.line()
}

// definition writes the terms and what is said of them. In a glossary a
// term is marked as one and carries the entry's id.
func (w *writer) definition(r book.Role, it *book.Item) {
	for i, term := range it.Terms {
		id := ""
		if i == 0 {
			id = targetID(it.Target)
		}
		w.open("dt", "id", id)
		if r == book.RoleGlossaryList {
			w.open("dfn", "epub:type", "glossterm")
		}
		w.inlines(term)
		if r == book.RoleGlossaryList {
			w.close("dfn")
		}
		w.close("dt")
		w.line()
	}
	w.open("dd")
	w.blocks(it.Blocks)
	w.close("dd")
	w.line()
}

func (w *writer) code(c *book.Code) {
	w.flushLead()
	class := ""
	if c.Lang != "" {
		class = "language-" + c.Lang
	}
	w.open("pre", "dir", w.turn("en")) // code runs from left to right
	w.open("code", "class", class)
	at := 0
	for line := range strings.Lines(c.Text) {
		w.open("span", "class", "line", "style", hanging(line))
		w.wordsTo(c, c.Text, at, at+len(line), w.text)
		w.close("span")
		at += len(line)
	}
	w.wordsTo(c, c.Text, at, at, w.text) // a page may begin with code that has no line
	w.close("code")
	w.close("pre")
	w.line()
}

// hanging is the style of a line of code that is indented: where the screen is
// narrower than the line, the rest of it hangs further in.
func hanging(line string) string {
	const sign, most = 6, 20 // the width of a sign in tenths of the size; the most signs
	indent := len(line) - len(strings.TrimLeft(line, " "))
	if indent == 0 {
		return "" // as the stylesheet has it
	}
	n := min(indent+2, most) * sign
	return fmt.Sprintf("padding-left:%d.%dem;text-indent:-%[1]d.%[2]dem", n/10, n%10)
}

// rule writes a divider. Lines to write on are for paper: on a screen they
// would be a row of strokes that take no ink.
func (w *writer) rule(r *book.Rule) {
	if r.Role == book.RoleWritingLine {
		return
	}
	w.flushLead()
	w.empty("hr", "class", r.Role.Spelling().Class)
	w.line()
}

func targetID(t *book.Target) string {
	if t == nil {
		return ""
	}
	return t.ID
}

// join joins classes.
func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

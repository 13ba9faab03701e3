package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"guidec/internal/source"
)

// Text writes the list for people: position, message, the source line with
// a caret under the place, the hint.
//
//	ch03.md:3:6: error: nothing is labelled "seting" [ref-undefined]
//	    3 | See [the setting](#seting) for more.
//	      |     ^~~~~~~~~~~~~~~~~~~~~~
//	      = hint: did you mean "setting"?
func (l List) Text(w io.Writer) error {
	_, err := io.WriteString(w, l.String())
	return err
}

// String returns what Text writes.
func (l List) String() string {
	var b strings.Builder
	for _, d := range l {
		d.text(&b)
	}
	return b.String()
}

func (d Diagnostic) text(b *strings.Builder) {
	fmt.Fprintf(b, "%s%s: %s [%s]\n", place(d.At), d.Severity, d.Message, d.Code)
	gutter := "    "
	if d.At.File != nil && len(d.At.File.Text) > 0 {
		pos := d.At.Position()
		number := fmt.Sprint(pos.Line)
		gutter = strings.Repeat(" ", 4+len(number))
		line, before, width := excerpt(d.At, pos)
		fmt.Fprintf(b, "    %s | %s\n", number, line)
		fmt.Fprintf(b, "%s | %s^%s\n", gutter, before, strings.Repeat("~", width-1))
	}
	for _, r := range d.Related {
		fmt.Fprintf(b, "%s = see %s%s\n", gutter, place(r.At), r.Message)
	}
	if d.Hint != "" {
		fmt.Fprintf(b, "%s = hint: %s\n", gutter, d.Hint)
	}
}

// place is "file:line:column: ", or "" for what has no place.
func place(s source.Span) string {
	if s.File == nil {
		return ""
	}
	p := s.Position()
	return fmt.Sprintf("%s:%d:%d: ", s.File.Path, p.Line, p.Column)
}

// excerptRunes is how much of a long source line is shown: it leaves room
// for the gutter in a terminal of 80 columns.
const excerptRunes = 68

// excerpt cuts the span's first line to what fits a terminal. It returns
// the line, the blanks that stand before the caret, and how many columns
// the span covers on the line, at least one.
func excerpt(s source.Span, pos source.Position) (line, before string, width int) {
	ls := s.File.LineSpan(pos.Line)
	runes := []rune(s.File.Text[ls.Start:ls.End])
	at := pos.Column - 1
	width = max(1, len([]rune(s.File.Text[s.Start:max(s.Start, min(s.End, ls.End))])))
	from := 0
	if len(runes) > excerptRunes {
		from = min(max(0, at-excerptRunes/3), len(runes)-excerptRunes)
		runes = slices.Clone(runes[from:])
		if from > 0 {
			runes[0] = '…'
		}
		if len(runes) > excerptRunes {
			runes = runes[:excerptRunes]
			runes[excerptRunes-1] = '…'
		}
	}
	at -= from
	width = max(1, min(width, len(runes)-at))
	var blank strings.Builder
	for _, r := range runes[:min(at, len(runes))] {
		if r == '\t' { // keep tabs, so that the caret stands where the eye expects it
			blank.WriteByte('\t')
		} else {
			blank.WriteByte(' ')
		}
	}
	return string(runes), blank.String(), width
}

// JSON writes the list for programs: an array of objects, one to a line.
func (l List) JSON(w io.Writer) error {
	type where struct {
		File    string `json:"file"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
		Message string `json:"message,omitempty"`
	}
	at := func(s source.Span, message string) *where {
		if s.File == nil {
			return nil
		}
		p := s.Position()
		return &where{s.File.Path, p.Line, p.Column, message}
	}
	var b strings.Builder
	b.WriteString("[")
	for i, d := range l {
		o := struct {
			Severity string   `json:"severity"`
			Code     Code     `json:"code"`
			At       *where   `json:"at,omitempty"`
			Message  string   `json:"message"`
			Hint     string   `json:"hint,omitempty"`
			Related  []*where `json:"related,omitempty"`
		}{d.Severity.String(), d.Code, at(d.At, ""), d.Message, d.Hint, nil}
		for _, r := range d.Related {
			o.Related = append(o.Related, at(r.At, r.Message))
		}
		j, err := json.Marshal(o)
		if err != nil {
			return err
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.Write(j)
	}
	b.WriteString("\n]\n")
	_, err := io.WriteString(w, b.String())
	return err
}

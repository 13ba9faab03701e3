package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

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

// ColorText writes what Text writes, with the escape sequences of a terminal
// that colour severities and carets.
func (l List) ColorText(w io.Writer) error {
	p := printer{color: true}
	p.list(l)
	_, err := io.WriteString(w, p.b.String())
	return err
}

// String returns what Text writes.
func (l List) String() string {
	var p printer
	p.list(l)
	return p.b.String()
}

// Lines writes each finding as a single line, without its excerpt, related
// places and hint.
func (l List) Lines(w io.Writer) error {
	var p printer
	for _, d := range l {
		p.headline(d)
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

type printer struct {
	b     strings.Builder
	color bool
}

// The escape sequences of ECMA-48, 8.3.117 (SGR).
const (
	bold   = "\x1b[1m"
	faint  = "\x1b[2m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	cyan   = "\x1b[1;36m"
	plain  = "\x1b[0m"
)

func (s Severity) color() string {
	switch s {
	case Error:
		return red
	case Warning:
		return yellow
	}
	return cyan
}

func (p *printer) paint(color, s string) string {
	if !p.color || s == "" {
		return s
	}
	return color + s + plain
}

func (p *printer) list(l List) {
	for _, d := range l {
		p.diagnostic(d)
	}
}

// headline prints a finding's first line.
func (p *printer) headline(d Diagnostic) {
	fmt.Fprintf(&p.b, "%s%s %s %s\n", p.paint(bold, place(d.At)),
		p.paint(d.Severity.color(), d.Severity.String()+":"), Escaped(d.Message), p.paint(faint, "["+string(d.Code)+"]"))
}

func (p *printer) diagnostic(d Diagnostic) {
	p.headline(d)
	gutter := "    "
	if d.At.File != nil && d.At.File.Text != "" {
		number := fmt.Sprint(d.At.Position().Line)
		gutter += strings.Repeat(" ", len(number))
		e := excerptOf(d.At)
		fmt.Fprintf(&p.b, "    %s %s\n", number, strings.TrimRight("| "+e.line, " "))
		fmt.Fprintf(&p.b, "%s | %s%s\n", gutter, strings.Repeat(" ", e.before),
			p.paint(d.Severity.color(), "^"+strings.Repeat("~", e.width-1)))
	}
	for _, r := range d.Related {
		fmt.Fprintf(&p.b, "%s = see %s%s\n", gutter, place(r.At), Escaped(r.Message))
	}
	if d.Hint != "" {
		p.folded(gutter+" = hint: ", Escaped(d.Hint))
	}
}

// hintColumns is how wide a hint is set, with what stands before it.
const hintColumns = 80

// folded prints words behind a mark, on as many lines as they need.
func (p *printer) folded(mark, words string) {
	at := utf8.RuneCountInString(mark)
	indent := strings.Repeat(" ", at)
	p.b.WriteString(mark)
	for i, w := range strings.Split(words, " ") {
		n := utf8.RuneCountInString(w)
		switch {
		case i == 0:
		case at+1+n > hintColumns:
			p.b.WriteString("\n" + indent)
			at = len(indent)
		default:
			p.b.WriteByte(' ')
			at++
		}
		p.b.WriteString(w)
		at += n
	}
	p.b.WriteByte('\n')
}

// place is "file:line:column: ", or "" for what has no place.
func place(s source.Span) string {
	if s.File == nil {
		return ""
	}
	p := s.Position()
	return fmt.Sprintf("%s:%d:%d: ", Escaped(s.File.Path), p.Line, p.Column)
}

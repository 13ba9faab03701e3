// Package diag describes what is wrong with a guide: where, how bad, in
// which words, and what to do. It decides how a problem is printed. The
// stages of the compiler return a List beside their result and go on, so
// that one run reports every problem; a Go error stays for I/O and bugs.
package diag

import (
	"cmp"
	"fmt"
	"slices"

	"guidec/internal/source"
)

// A Severity says what a diagnostic means for the run.
type Severity int

const (
	Note    Severity = iota // for information: what was left out or mended
	Warning                 // the files are written; someone should look
	Error                   // nothing is written for this guide
)

func (s Severity) String() string {
	switch s {
	case Note:
		return "note"
	case Warning:
		return "warning"
	case Error:
		return "error"
	}
	return fmt.Sprintf("severity(%d)", int(s))
}

// A Diagnostic is one finding. Message is lower-case, without a full stop,
// in the words of somebody who writes guides. Hint says what to do, and is
// empty where there is nothing to say.
type Diagnostic struct {
	Severity Severity
	Code     Code
	At       source.Span // zero: the run as a whole
	Message  string
	Hint     string
	Related  []Related
}

// Related is another place that has to do with a finding, such as the
// first of two equal names.
type Related struct {
	At      source.Span
	Message string
}

// A List collects diagnostics in the order in which they are found.
type List []Diagnostic

// Add appends a finding with the severity that its code has.
func (l *List) Add(code Code, at source.Span, format string, args ...any) *Diagnostic {
	*l = append(*l, Diagnostic{Severity: code.Severity(), Code: code, At: at, Message: brief(fmt.Sprintf(format, args...))})
	return &(*l)[len(*l)-1]
}

// Hintf sets the hint; it returns d for chaining.
func (d *Diagnostic) Hintf(format string, args ...any) *Diagnostic {
	d.Hint = brief(fmt.Sprintf(format, args...))
	return d
}

// mostSaid is the most runes of a message or hint.
const mostSaid = 400

// brief leaves out the middle of what is long because it names something
// that is.
func brief(s string) string {
	if len(s) <= mostSaid {
		return s
	}
	runes := []rune(s)
	if len(runes) <= mostSaid {
		return s
	}
	return string(runes[:mostSaid/2]) + "…" + string(runes[len(runes)-mostSaid/2+1:])
}

// See adds a related place; it returns d for chaining.
func (d *Diagnostic) See(at source.Span, format string, args ...any) *Diagnostic {
	d.Related = append(d.Related, Related{At: at, Message: fmt.Sprintf(format, args...)})
	return d
}

// Count returns how many diagnostics have the severity s.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// HasErrors reports whether any diagnostic is an Error.
func (l List) HasErrors() bool { return l.Count(Error) > 0 }

// Lenient gives every finding the severity that it has in a lenient run, in
// which what guidec does not know degrades to plain text with a warning.
func (l List) Lenient() {
	for i := range l {
		l[i].Severity = l[i].Code.Lenient()
	}
}

// Sort puts the list into reading order: by file, position, severity
// (worst first), code and message. It is stable, so equal findings keep
// their order.
func (l List) Sort() {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.path(), b.path()),
			cmp.Compare(a.At.Start, b.At.Start),
			cmp.Compare(b.Severity, a.Severity),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
		)
	})
}

func (d Diagnostic) path() string {
	if d.At.File == nil {
		return ""
	}
	return d.At.File.Path
}

package diag

import (
	"bytes"
	"encoding/json"
	"io"

	"guidec/internal/source"
)

// JSON writes the list for programs: an array of objects, one to a line.
// Lines and columns start at 1, columns count runes, and the end is the
// place after the last rune.
func (l List) JSON(w io.Writer) error {
	var b bytes.Buffer
	b.WriteString("[")
	for i, d := range l {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		if err := encode(&b, d); err != nil {
			return err
		}
	}
	b.WriteString("\n]\n")
	_, err := w.Write(b.Bytes())
	return err
}

// jsonPlace is a source.Span as JSON has it.
type jsonPlace struct {
	File      string `json:"file"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"endLine"`
	EndColumn int    `json:"endColumn"`
}

type jsonRelated struct {
	At      *jsonPlace `json:"at,omitempty"`
	Message string     `json:"message"`
}

func encode(b *bytes.Buffer, d Diagnostic) error {
	o := struct {
		Severity string        `json:"severity"`
		Code     Code          `json:"code"`
		At       *jsonPlace    `json:"at,omitempty"`
		Message  string        `json:"message"`
		Hint     string        `json:"hint,omitempty"`
		Related  []jsonRelated `json:"related,omitempty"`
	}{d.Severity.String(), d.Code, jsonPlaceOf(d.At), d.Message, d.Hint, nil}
	for _, r := range d.Related {
		o.Related = append(o.Related, jsonRelated{jsonPlaceOf(r.At), r.Message})
	}
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(o); err != nil {
		return err
	}
	b.Truncate(b.Len() - 1) // the line end: a comma may follow
	return nil
}

func jsonPlaceOf(s source.Span) *jsonPlace {
	if s.File == nil {
		return nil
	}
	start, end := s.Position(), s.File.Position(s.End)
	return &jsonPlace{s.File.Path, start.Line, start.Column, end.Line, end.Column}
}

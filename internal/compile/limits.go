package compile

import (
	"fmt"
	"strings"

	"guidec/internal/markdown"
	"guidec/internal/media"
)

// Limits bound what a guide may cost before it is known to be one. No guide
// comes near them; who has one that does can raise them. Zero fields stand
// for the defaults.
type Limits struct {
	Files  int // chapters of a guide
	Text   markdown.Limits
	Images media.Limits
}

// orDefault fills in the fields that are zero.
func (l Limits) orDefault() Limits {
	if l.Files == 0 {
		l.Files = 2000
	}
	if l.Text.Bytes == 0 {
		l.Text.Bytes = markdown.DefaultLimits().Bytes
	}
	return l
}

// LimitNames lists the limits by the names that the command line has for
// them, in the order of its help.
var LimitNames = []string{"files", "bytes", "line", "paragraph", "nesting", "marks", "columns", "cells", "links", "image-bytes", "image-pixels"}

// Set sets the limit of that name.
func (l *Limits) Set(name string, n int) error {
	if n < 1 {
		return fmt.Errorf("the limit %q must be at least 1", name)
	}
	switch name {
	case "files":
		l.Files = n
	case "bytes":
		l.Text.Bytes = n
	case "line":
		l.Text.Line = n
	case "paragraph":
		l.Text.Paragraph = n
	case "nesting":
		l.Text.Nesting = n
	case "marks":
		l.Text.Marks = n
	case "columns":
		l.Text.Columns = n
	case "cells":
		l.Text.Cells = n
	case "links":
		l.Text.Links = n
	case "image-bytes":
		l.Images.Bytes = int64(n)
	case "image-pixels":
		l.Images.Pixels = n
	default:
		return fmt.Errorf("there is no limit %q; the limits are %s", name, strings.Join(LimitNames, ", "))
	}
	return nil
}

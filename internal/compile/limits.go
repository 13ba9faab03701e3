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
	if l.Text.Blocks == 0 {
		l.Text.Blocks = markdown.DefaultLimits().Blocks
	}
	return l
}

// limitNames are the names that the command line has for the limits.
var limitNames = []struct {
	name string
	set  func(l *Limits, n int)
}{
	{"files", func(l *Limits, n int) { l.Files = n }},
	{"bytes", func(l *Limits, n int) { l.Text.Bytes = n }},
	{"line", func(l *Limits, n int) { l.Text.Line = n }},
	{"paragraph", func(l *Limits, n int) { l.Text.Paragraph = n }},
	{"nesting", func(l *Limits, n int) { l.Text.Nesting = n }},
	{"marks", func(l *Limits, n int) { l.Text.Marks = n }},
	{"columns", func(l *Limits, n int) { l.Text.Columns = n }},
	{"cells", func(l *Limits, n int) { l.Text.Cells = n }},
	{"blocks", func(l *Limits, n int) { l.Text.Blocks = n }},
	{"links", func(l *Limits, n int) { l.Text.Links = n }},
	{"image-bytes", func(l *Limits, n int) { l.Images.Bytes = int64(n) }},
	{"image-pixels", func(l *Limits, n int) { l.Images.Pixels = n }},
}

// Set sets the limit of that name.
func (l *Limits) Set(name string, n int) error {
	var names []string
	for _, limit := range limitNames {
		if limit.name == name {
			if n < 1 {
				return fmt.Errorf("the limit %q must be at least 1", name)
			}
			limit.set(l, n)
			return nil
		}
		names = append(names, limit.name)
	}
	return fmt.Errorf("there is no limit %q; the limits are %s", name, strings.Join(names, ", "))
}

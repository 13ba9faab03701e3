package markdown

import (
	"fmt"
	"strings"
	"testing"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/golden"
	"guidec/internal/source"
)

// A case holds a chapter's file ("in"), or a guide in one file ("guide"),
// and what becomes of it: "tree", "at" (the tree with places) and "diag".
func TestGolden(t *testing.T) {
	golden.Run(t, "testdata/*.txt", func(t *testing.T, c *golden.Case) {
		var g *doc.Guide
		var l diag.List
		if c.Has("guide") {
			g, l = ReadGuide(source.NewFile("guide.md", c.Section("guide")), Options{})
		} else {
			g = &doc.Guide{}
			o := Options{}
			if c.Has("pull-quotes") {
				c.Section("pull-quotes")
				o.Quotes = doc.QuotePull
			}
			if c.Has("limits") {
				o.Limits = limits(t, c.Section("limits"))
			}
			g.Chapters, g.Notes, l = ReadChapter(source.NewFile("in.md", c.Section("in")), o)
		}
		c.Check("tree", dump(doc.Dump(g), c.Has("guide")))
		c.Check("at", dump(doc.DumpPositions(g), c.Has("guide")))
		c.CheckAll("diag", printed(t, l))
	})
}

// limits reads lines such as "Nesting 2".
func limits(t *testing.T, text string) Limits {
	t.Helper()
	var l Limits
	fields := map[string]*int{"Bytes": &l.Bytes, "Line": &l.Line, "Paragraph": &l.Paragraph, "Nesting": &l.Nesting,
		"Marks": &l.Marks, "Columns": &l.Columns, "Cells": &l.Cells, "Blocks": &l.Blocks, "Links": &l.Links}
	for line := range strings.Lines(text) {
		var name string
		var n int
		if _, err := fmt.Sscanf(line, "%s %d", &name, &n); err != nil || fields[name] == nil {
			t.Fatalf("no limit is %q", line)
		}
		*fields[name] = n
	}
	return l
}

// dump leaves out the line of metadata that a chapter does not have.
func dump(tree string, guide bool) string {
	if !guide {
		_, tree, _ = strings.Cut(tree, "\n")
	}
	return tree
}

func printed(t *testing.T, l diag.List) string {
	t.Helper()
	l.Sort()
	var b strings.Builder
	if err := l.Text(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

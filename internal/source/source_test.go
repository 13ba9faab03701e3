package source_test

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"guidec/internal/source"
)

func TestPosition(t *testing.T) {
	f := source.NewFile("a.md", "one\nzwölf 北国\n\nlast")
	for _, c := range []struct {
		offset, line, column int
	}{
		{-5, 1, 1}, {0, 1, 1}, {3, 1, 4}, // the line end belongs to its line
		{4, 2, 1}, {8, 2, 4}, {11, 2, 7}, {14, 2, 8}, {17, 2, 9},
		{18, 3, 1}, {19, 4, 1}, {23, 4, 5}, {1000, 4, 5},
	} {
		if got, want := f.Position(c.offset), (source.Position{Line: c.line, Column: c.column}); got != want {
			t.Errorf("offset %d is %v, want %v", c.offset, got, want)
		}
	}
	if got := (source.Span{}).Position(); got != (source.Position{}) {
		t.Errorf("no place has the position %v", got)
	}
}

func TestLine(t *testing.T) {
	f := source.NewFile("a.md", "one\n\nthree\n")
	for n, want := range map[int]string{-1: "", 0: "", 1: "one", 2: "", 3: "three", 4: "", 5: ""} {
		if got := f.Line(n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
	if got := source.NewFile("empty", "").Line(1); got != "" {
		t.Errorf("line 1 of an empty file is %q", got)
	}
}

func TestSpan(t *testing.T) {
	f := source.NewFile("a.md", "one two three")
	two := f.Span(4, 7)
	for _, c := range []struct {
		what string
		span source.Span
		text string
	}{
		{"a word", two, "two"},
		{"from before the start to past the end", f.Span(-1, 100), "one two three"},
		{"with its ends swapped", f.Span(7, 4), ""},
		{"from one to another", two.To(f.Span(8, 13)), "two three"},
		{"from no place to one", source.Span{}.To(two), "two"},
		{"everything", f.All(), "one two three"},
		{"no place", source.Span{}, ""},
	} {
		if got := c.span.Text(); got != c.text {
			t.Errorf("the span %s covers %q, want %q", c.what, got, c.text)
		}
	}
	if two.Pos() != two {
		t.Error("a span is not its own place")
	}
}

// The guides of one run share files between goroutines.
func TestPositionConcurrent(t *testing.T) {
	f := source.NewFile("a.md", strings.Repeat("line\n", 100))
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			if got := f.Position(5 * i).Line; got != i+1 {
				t.Errorf("offset %d is in line %d, want %d", 5*i, got, i+1)
			}
		})
	}
	wait.Wait()
}

// A position names its offset: walking to the line and column from the
// start of the file ends there.
func FuzzPosition(f *testing.F) {
	f.Add("one\ntwo\n", 5)
	f.Add("zwölf\n\n北国", 9)
	f.Fuzz(func(t *testing.T, text string, offset int) {
		if !utf8.ValidString(text) || offset < 0 || offset > len(text) || !utf8.ValidString(text[:offset]) {
			return
		}
		file := source.NewFile("a.md", text)
		p := file.Position(offset)
		line := file.LineSpan(p.Line)
		if strings.Count(text[:line.Start], "\n") != p.Line-1 || strings.Contains(line.Text(), "\n") {
			t.Fatalf("line %d of %q is %q", p.Line, text, line.Text())
		}
		if got := utf8.RuneCountInString(text[line.Start:offset]) + 1; got != p.Column {
			t.Fatalf("offset %d of %q is in column %d, want %d", offset, text, p.Column, got)
		}
	})
}

// Package source holds the text that a guide is compiled from and the
// positions in it. It decides how a byte offset becomes a line and a column;
// it knows nothing of formats and reads no files.
package source

import (
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// A File is one text of a guide: UTF-8, line ends as "\n", never changed
// after NewFile. Path is what messages show: slash-separated, as the user
// would type it.
type File struct {
	Path string
	Text string

	indexOnce sync.Once
	starts    []int // byte offset of each line's first byte
}

// NewFile returns a File of the given text.
func NewFile(path, text string) *File {
	return &File{Path: path, Text: text}
}

// All is the span of the whole file.
func (f *File) All() Span { return Span{File: f, End: len(f.Text)} }

// Span is the span of the bytes from start to end; both are brought into
// the file's range.
func (f *File) Span(start, end int) Span {
	start = min(max(start, 0), len(f.Text))
	end = min(max(end, start), len(f.Text))
	return Span{File: f, Start: start, End: end}
}

// A Position names a place the way people do. Both numbers start at 1;
// columns count runes.
type Position struct{ Line, Column int }

// Position returns the line and column of a byte offset. Offsets out of
// range are brought to the nearest end.
func (f *File) Position(offset int) Position {
	f.index()
	offset = min(max(offset, 0), len(f.Text))
	line := sort.Search(len(f.starts), func(i int) bool { return f.starts[i] > offset })
	start := f.starts[line-1]
	return Position{Line: line, Column: utf8.RuneCountInString(f.Text[start:offset]) + 1}
}

// Line returns the text of line n (from 1) without its line end, and "" for
// a line that does not exist.
func (f *File) Line(n int) string {
	s := f.LineSpan(n)
	return f.Text[s.Start:s.End]
}

// LineSpan returns the span of line n (from 1) without its line end, and an
// empty span at the end of the file for a line that does not exist.
func (f *File) LineSpan(n int) Span {
	f.index()
	if n < 1 || n > len(f.starts) {
		return f.Span(len(f.Text), len(f.Text))
	}
	start, end := f.starts[n-1], len(f.Text)
	if n < len(f.starts) {
		end = f.starts[n] - 1
	}
	return f.Span(start, end)
}

func (f *File) index() {
	f.indexOnce.Do(func() {
		f.starts = append(f.starts, 0)
		for at := 0; ; {
			i := strings.IndexByte(f.Text[at:], '\n')
			if i < 0 {
				return
			}
			at += i + 1
			f.starts = append(f.starts, at)
		}
	})
}

// A Span is a stretch of a file: the bytes from Start up to, not including,
// End. The zero Span, with no file, stands for what has no place in a source.
type Span struct {
	File       *File
	Start, End int
}

// Pos returns the span itself, so that a node which embeds a Span has one.
func (s Span) Pos() Span { return s }

// Text returns the bytes that the span covers.
func (s Span) Text() string {
	if s.File == nil {
		return ""
	}
	return s.File.Text[s.Start:s.End]
}

// Position returns the line and column of the span's start. The zero Span
// has the zero Position.
func (s Span) Position() Position {
	if s.File == nil {
		return Position{}
	}
	return s.File.Position(s.Start)
}

// To returns the span from the start of s to the end of t, both of one file.
func (s Span) To(t Span) Span {
	if s.File == nil {
		return t
	}
	return s.File.Span(s.Start, t.End)
}

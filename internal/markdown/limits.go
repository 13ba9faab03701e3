package markdown

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// Limits bound what is parsed. goldmark's cost grows with the square of
// some of these numbers, and it cannot be stopped; no guide comes near them.
// Sizes are checked before parsing; the other limits stand at the head of
// the parsers, so that they count what really opens and not what looks like
// it. Where a limit is passed the rest is read as plain text, and the error
// that names the limit keeps it from being printed.
type Limits struct {
	Bytes     int // of a file
	Line      int // bytes of a line
	Paragraph int // bytes of a paragraph
	Nesting   int // lists, quotations and blocks in each other; styles in each other
	Marks     int // of one kind ("[", "*", "`", "<") in a paragraph, heading or cell
	Columns   int // of a table
	Cells     int // of all tables of a file, empty ones included
	Blocks    int // paragraphs, items, headings and other blocks of a file, and lines of code
	Links     int // definitions of links ("[x]: address") in one run
}

// DefaultLimits returns the limits for zero fields.
func DefaultLimits() Limits {
	return Limits{Bytes: 8 << 20, Line: 64 << 10, Paragraph: 256 << 10, Nesting: 32, Marks: 500, Columns: 64, Cells: 10000, Blocks: 20000, Links: 1000}
}

// orDefault fills in the fields that are zero.
func (l Limits) orDefault() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ have, want *int }{
		{&l.Bytes, &d.Bytes}, {&l.Line, &d.Line}, {&l.Paragraph, &d.Paragraph}, {&l.Nesting, &d.Nesting},
		{&l.Marks, &d.Marks}, {&l.Columns, &d.Columns}, {&l.Cells, &d.Cells}, {&l.Blocks, &d.Blocks}, {&l.Links, &d.Links},
	} {
		if *f.have == 0 {
			*f.have = *f.want
		}
	}
	return l
}

// tooLarge reports a file or line that is not worth parsing. It sets embedded
// images aside, which may be of any length.
func (r *reading) tooLarge() bool {
	if n := len(r.file.Text); n > r.limits.Bytes {
		r.list.Add(diag.FileTooLarge, r.file.Span(0, 0), "the file has %d bytes; the limit is %d", n, r.limits.Bytes).
			Hintf("part it into several chapter files, or raise the limit: --limit bytes=…")
		return true
	}
	for at := 0; at < len(r.file.Text); {
		n := strings.IndexByte(r.file.Text[at:], '\n')
		if n < 0 {
			n = len(r.file.Text) - at
		}
		if n > shortestSetAside && r.setAside(at, at+n) {
			at += n + 1
			continue
		}
		if n > r.limits.Line {
			r.list.Add(diag.LimitParagraph, r.file.Span(at, at+1), "the line has %d bytes; the limit is %d", n, r.limits.Line).
				Hintf("is the text damaged? if not, raise the limit: --limit line=…")
			return true
		}
		at += n + 1
	}
	return false
}

// limit reports that the limit of a name was passed, once for each kind. After
// the first the parsers let everything be text.
func (r *reading) limit(name string, code diag.Code, at source.Span, format string, args ...any) {
	if !r.passed[code] {
		r.passed[code] = true
		r.list.Add(code, at, format, args...).
			Hintf("no guide needs so many; is the text damaged? if not, raise the limit: --limit %s=…", name)
	}
}

// budgeted keeps a file from having too many blocks: each costs far more
// than the few bytes that it may have. Where nothing opens any more, goldmark
// is soon done.
type budgeted struct {
	parser.BlockParser
	r *reading
}

func (p budgeted) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	_, at := reader.Position()
	switch parent.(type) {
	case *ast.List, *east.DefinitionList: // to which goldmark gives an item in any case
	default:
		if p.r.tooManyBlocks(at.Start) {
			return nil, parser.NoChildren
		}
	}
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil {
		p.r.blocksLeft--
	}
	return n, state
}

func (p budgeted) Continue(n ast.Node, reader text.Reader, pc parser.Context) parser.State {
	_, at := reader.Position()
	switch n.(type) {
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock:
		p.r.blocksLeft-- // each line is one in print
		if p.r.tooManyBlocks(at.Start) {
			return parser.Close
		}
	case *ast.List, *east.DefinitionList:
		if line, _ := reader.PeekLine(); !util.IsBlank(line) && p.r.tooManyBlocks(at.Start) {
			return parser.Close
		}
	}
	return p.BlockParser.Continue(n, reader, pc)
}

// tooManyBlocks reports whether a block at the offset is one too many.
func (r *reading) tooManyBlocks(at int) bool {
	if r.blocksLeft > 0 {
		return false
	}
	r.limit("blocks", diag.LimitBlocks, r.file.Span(at, at+1), "the text has more than %d paragraphs, items and other blocks", r.limits.Blocks)
	return true
}

// bounded keeps a block parser of containers from nesting too deeply.
type bounded struct {
	parser.BlockParser
	r *reading
}

func (p bounded) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.Position()
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil && p.r.tooDeep(pc, at.Start) {
		reader.SetPosition(line, at)
		return nil, parser.NoChildren
	}
	return n, state
}

// tooDeep reports whether one more container at the offset is one too many.
func (r *reading) tooDeep(pc parser.Context, at int) bool {
	depth := 0
	for _, b := range pc.OpenedBlocks() {
		switch b.Node.(type) {
		case *ast.Blockquote, *ast.List, *east.DefinitionList, *div, *note:
			depth++
		}
	}
	if depth < r.limits.Nesting {
		return false
	}
	r.limit("nesting", diag.LimitNesting, r.file.Span(at, at+1), "more than %d lists, quotations and blocks in each other", r.limits.Nesting)
	return true
}

// counted keeps an inline parser from being tried too often in one block,
// and notes where the nodes end that it makes.
type counted struct {
	parser.InlineParser
	r *reading
}

func (p counted) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, at := block.Position()
	if p.r.tooMany(block.Peek(), at.Start) {
		return nil
	}
	n := p.InlineParser.Parse(parent, block, pc)
	switch n.(type) {
	case *ast.CodeSpan, *ast.Link, *ast.Image, *ast.AutoLink, *ast.RawHTML:
		_, end := block.Position()
		p.r.ends[n] = end.Start
	}
	return n
}

// CloseBlock passes the end of a block on to parsers that need it.
func (p counted) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := p.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// tooMany counts a mark of the block that is being parsed.
func (r *reading) tooMany(mark byte, at int) bool {
	switch mark {
	case '_', '~':
		mark = '*'
	case '!':
		mark = '['
	case '*', '[', '`', '<':
	default:
		return false
	}
	r.marks[mark]++
	if r.marks[mark] <= r.limits.Marks && len(r.passed) == 0 {
		return false
	}
	if r.marks[mark] > r.limits.Marks {
		r.limit("marks", diag.LimitMarks, r.file.Span(at, at+1), "more than %d marks such as %q in one paragraph", r.limits.Marks, mark)
	}
	return true
}

// boundedTable keeps tables from growing far beyond their text: a short row
// stands for as many cells as the table has columns.
type boundedTable struct {
	parser.ParagraphTransformer
	r *reading
}

func (t boundedTable) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := p.Lines()
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		columns := delimiterColumns(line.Value(reader.Source()))
		switch at := t.r.file.Span(line.Start, line.Stop); {
		case columns > t.r.limits.Columns:
			t.r.limit("columns", diag.LimitTable, at, "the table has %d columns; the limit is %d", columns, t.r.limits.Columns)
			return
		case columns > 0:
			if t.r.cellsLeft -= columns * (lines.Len() - 1); t.r.cellsLeft < 0 {
				t.r.limit("cells", diag.LimitTable, at, "the tables of the text have more than %d cells", t.r.limits.Cells)
				return
			}
			t.ParagraphTransformer.Transform(p, reader, pc)
			return
		}
	}
}

// delimiterColumns returns how many columns a table has whose second line
// this is, and 0 if it is no such line.
func delimiterColumns(line []byte) int {
	s := strings.TrimSpace(string(line))
	if strings.Trim(s, "|:- \t") != "" || !strings.Contains(s, "-") {
		return 0
	}
	return strings.Count(strings.Trim(s, "|"), "|") + 1
}

// boundedLinks keeps runs of link definitions short: each is cut out of
// its paragraph by itself.
type boundedLinks struct {
	parser.ParagraphTransformer
	r *reading
}

func (t boundedLinks) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	first := p.Lines().At(0)
	if !strings.HasPrefix(strings.TrimLeft(string(first.Value(reader.Source())), " "), "[") {
		return
	}
	if n := p.Lines().Len(); n > t.r.limits.Links {
		t.r.limit("links", diag.LimitParagraph, t.r.file.Span(first.Start, first.Stop), "a run of %d lines that starts like the address of a link; the limit is %d", n, t.r.limits.Links)
		return
	}
	t.ParagraphTransformer.Transform(p, reader, pc)
}

// boundedText shortens a paragraph that is too long.
type boundedText struct{ r *reading }

func (t boundedText) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	size := 0
	for i := range p.Lines().Len() {
		line := p.Lines().At(i)
		if size += line.Len(); size > t.r.limits.Paragraph {
			t.r.limit("paragraph", diag.LimitParagraph, t.r.file.Span(line.Start, line.Stop), "the paragraph has more than %d bytes", t.r.limits.Paragraph)
			p.Lines().SetSliced(0, max(i, 1))
			return
		}
	}
}

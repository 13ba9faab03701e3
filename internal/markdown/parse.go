package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/source"
)

// A reading is one file on its way from text to tree. What the parsers find
// besides goldmark's nodes is kept here, so nothing outlives the file.
type reading struct {
	file    *source.File
	options Options
	limits  Limits
	list    diag.List
	notes   []*doc.Note

	source     []byte // the file's text, but for embedded images
	embedded   []embedded
	ends       map[ast.Node]int
	callouts   map[ast.Node]doc.Value       // block quotations that GitHub shows as callouts
	kinds      map[*doc.Section]source.Span // where headings name a kind
	closings   map[int]int                  // "[" → its "]" before "{", in the current block
	opened     []*bracketed                 // those that wait for their "]"
	scanned    bool                         // closings is filled
	marks      [128]int                     // of the current block
	blocksLeft int                          // of the limit
	cellsLeft  int
	passed     map[diag.Code]bool // limits
	refused    bool               // the file, for its size or for a limit
}

func newReading(f *source.File, o Options) *reading {
	limits := o.Limits.orDefault()
	return &reading{
		file: f, options: o, limits: limits, blocksLeft: limits.Blocks, cellsLeft: limits.Cells, source: []byte(f.Text),
		ends: map[ast.Node]int{}, callouts: map[ast.Node]doc.Value{}, kinds: map[*doc.Section]source.Span{}, passed: map[diag.Code]bool{},
	}
}

// parse parses the file from the offset of its body and returns its blocks
// in a flat row: headings are Sections without blocks.
func (r *reading) parse(body int) []doc.Block {
	if r.refused = r.tooLarge(); r.refused {
		return nil
	}
	root := r.parser().Parse(r.reader(body, len(r.source)))
	if r.refused = len(r.passed) > 0; r.refused {
		return nil
	}
	return r.blocks(root)
}

// reader returns goldmark's reader of a stretch of the file. Offsets in it
// are offsets in the file.
func (r *reading) reader(start, end int) text.Reader {
	reader := text.NewReader(r.source[:end])
	reader.SetPosition(-1, text.NewSegment(start, start))
	reader.AdvanceLine()
	return reader
}

// fragment reads a stretch of one line as inlines: the value of an
// attribute, or the title of an image. It is nil for a value that is not
// there, and plain words for one that stands elsewhere or on several lines.
func (r *reading) fragment(v doc.Value) []doc.Inline {
	if v.Text == "" {
		return nil
	}
	if raw := v.Span.Text(); decode(raw) != v.Text || strings.Contains(raw, "\n") {
		return one(&doc.Text{Span: v.Span, Text: v.Text})
	}
	p := parser.NewParser(
		parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 0)),
		parser.WithInlineParsers(r.inlineParsers()...),
	)
	paragraph := p.Parse(r.reader(v.Start, v.End)).FirstChild()
	if paragraph == nil { // blanks, as goldmark counts them
		return nil
	}
	return r.inlines(paragraph, 0)
}

// parser puts the parser together. Priorities are goldmark's own: the
// smaller is asked first.
func (r *reading) parser() parser.Parser {
	at := func(v any, priority int) util.PrioritizedValue { return util.Prioritized(v, priority) }
	block := func(p parser.BlockParser, priority int) util.PrioritizedValue { return at(budgeted{p, r}, priority) }
	bound := func(p parser.BlockParser) parser.BlockParser { return bounded{p, r} }
	return parser.NewParser(
		parser.WithBlockParsers(
			block(divParser{r}, 90),
			block(parser.NewSetextHeadingParser(), 100),
			block(bound(extension.NewDefinitionListParser()), 101),
			block(extension.NewDefinitionDescriptionParser(), 102),
			block(noteParser{r}, 150),
			block(parser.NewThematicBreakParser(), 200),
			block(bound(parser.NewListParser()), 300),
			block(parser.NewListItemParser(), 400),
			block(parser.NewCodeBlockParser(), 500),
			block(parser.NewATXHeadingParser(), 600),
			block(parser.NewFencedCodeBlockParser(), 700),
			block(bound(parser.NewBlockquoteParser()), 800),
			block(htmlBlockParser{parser.NewHTMLBlockParser()}, 900),
			block(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(r.inlineParsers()...),
		parser.WithParagraphTransformers(
			at(calloutTransformer{r}, 50),
			at(boundedLinks{parser.LinkReferenceParagraphTransformer, r}, 100),
			at(captionTransformer{r}, 150),
			at(boundedTable{extension.NewTableParagraphTransformer(), r}, 200),
			at(creditTransformer{r}, 250),
			at(boundedText{r}, 300),
		),
		parser.WithASTTransformers(at(extension.NewTableASTTransformer(), 0)),
	)
}

func (r *reading) inlineParsers() []util.PrioritizedValue {
	at := func(v any, priority int) util.PrioritizedValue { return util.Prioritized(v, priority) }
	count := func(p parser.InlineParser) parser.InlineParser { return counted{p, r} }
	return []util.PrioritizedValue{
		at(count(parser.NewCodeSpanParser()), 100),
		at(noteRefParser{}, 110),
		at(bracketParser{r}, 120),
		at(attributeParser{r}, 130),
		at(count(parser.NewLinkParser()), 200),
		at(count(parser.NewAutoLinkParser()), 300),
		at(count(parser.NewRawHTMLParser()), 400),
		at(count(parser.NewEmphasisParser()), 500),
		at(count(extension.NewStrikethroughParser()), 500),
		at(linkifyParser{counted{extension.NewLinkifyParser(), r}}, 999),
	}
}

// longestAddress is the most bytes of a link's address: browsers open no more
// everywhere, and one definition may serve ten thousand links.
const longestAddress = 4096

// linkifyParser is tried at blanks and at marks that others count.
type linkifyParser struct{ counted }

func (p linkifyParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, at := block.PeekLine()
	if len(line) > longestAddress && !bytes.ContainsAny(line[1:longestAddress], " \t\n") {
		return nil // its cost grows with the square of the length
	}
	n := p.InlineParser.Parse(parent, block, pc)
	if n != nil {
		_, end := block.Position()
		p.r.ends[n] = end.Start
		p.r.tooMany('[', at.Start) // a link as any other
	}
	return n
}

// A block of our own among goldmark's.
type ownBlock struct{ ast.BaseBlock }

func (*ownBlock) Dump([]byte, int) {}

// An inline of our own among goldmark's.
type ownInline struct{ ast.BaseInline }

func (*ownInline) Dump([]byte, int) {}

var (
	kindDiv        = ast.NewNodeKind("Div")
	kindNote       = ast.NewNodeKind("Note")
	kindLine       = ast.NewNodeKind("Line")
	kindNoteRef    = ast.NewNodeKind("NoteRef")
	kindBracketed  = ast.NewNodeKind("Bracketed")
	kindAttributes = ast.NewNodeKind("Attributes")
)

package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"guidec/internal/doc"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// Footnotes are parsed here rather than by goldmark's extension, which moves
// them to the end and takes a mark without a note for plain text. Whether
// each mark has its note is for package book to say.

// A note is a footnote's text: [^label]: and what follows, indented.
type note struct {
	ownBlock
	label string
}

func (*note) Kind() ast.NodeKind { return kindNote }

// noteIndent is how far the lines of a footnote after its first paragraph
// are indented.
const noteIndent = 4

var (
	noteStart = pattern.Lazy(`^\[\^([^\]\[\s]+)\]:[ \t]*`)
	noteMark  = pattern.Lazy(`^!?\[\^([^\]\[\s]+)\]`)
)

type noteParser struct{ r *reading }

func (noteParser) Trigger() []byte             { return []byte{'['} }
func (noteParser) CanInterruptParagraph() bool { return true }
func (noteParser) CanAcceptIndentedLine() bool { return false }

func (p noteParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, at := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	m := noteStart().FindSubmatchIndex(line[pos:])
	if m == nil || p.r.tooDeep(pc, at.Start) {
		return nil, parser.NoChildren
	}
	n := &note{label: string(line[pos+m[2] : pos+m[3]])}
	reader.Advance(pos + m[1])
	return n, parser.HasChildren
}

func (noteParser) Continue(_ ast.Node, reader text.Reader, _ parser.Context) parser.State {
	line, _ := reader.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, reader.LineOffset(), noteIndent)
	if pos < 0 {
		return parser.Close
	}
	reader.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

func (noteParser) Close(ast.Node, text.Reader, parser.Context) {}

// A noteRef is a footnote's mark in the text.
type noteRef struct {
	ownInline
	label      string
	start, end int
}

func (*noteRef) Kind() ast.NodeKind { return kindNoteRef }

type noteRefParser struct{}

// Trigger has the "!" because the mark of an image would take the bracket.
func (noteRefParser) Trigger() []byte { return []byte{'[', '!'} }

func (noteRefParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, at := block.PeekLine()
	m := noteMark().FindSubmatchIndex(line)
	if m == nil {
		return nil
	}
	start := at.Start
	if line[0] == '!' {
		ast.MergeOrAppendTextSegment(parent, at.WithStop(start+1))
		start++
	}
	block.Advance(m[1])
	return &noteRef{label: string(line[m[2]:m[3]]), start: start, end: at.Start + m[1]}
}

// note adds a footnote to those of the file.
func (r *reading) note(n *note) {
	blocks := r.contained(n, "a footnote")
	r.notes = append(r.notes, &doc.Note{Span: r.around(n, blocks), Label: n.label, Blocks: blocks})
}

// noteHere adds a footnote that is written where its mark stands. Its label
// is one that nobody can write.
func (r *reading) noteHere(at source.Span, text []doc.Inline) *doc.NoteRef {
	n := &doc.Note{Span: at, Label: "[" + strconv.Itoa(at.Start), Blocks: paragraphOf(trim(text))}
	r.notes = append(r.notes, n)
	return &doc.NoteRef{Span: at, Label: n.Label}
}

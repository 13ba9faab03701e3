// Package epub writes a book as an EPUB 3.3 that old readers open too. It
// spells what package book has decided: which element, which file, which
// address. go-epub assembles the container from pages that are written here,
// and a finish over its result says what go-epub cannot: metadata,
// navigation, order, times.
//
// The files of a book: cover.xhtml, title.xhtml and the contents
// (nav.xhtml); one page for each section of level 1, with its footnotes at
// its end; toc.ncx for readers of EPUB 2; a stylesheet, and a second one for
// narrow screens; the images.
package epub

import (
	"io"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/typeset"
)

// Options are the decisions that do not belong to the book.
type Options struct {
	// Pages says where the pages of the printed edition begin, in order;
	// nil: the file has no page list.
	Pages []book.PageStart
	// PageSource names the printed edition that Pages belong to, "" for
	// the book's own PDF.
	PageSource string
	// Device is what the file is made for; "" stands for Generic.
	Device Device
	// Fonts are those that the cover is set in; nil: they are read for this
	// book alone.
	Fonts *typeset.Library
}

// Write writes b to w. The same book and options give the same bytes. An
// error is a failure of w or of the machine, or a bug: an address that leads
// nowhere, a page that begins where the book has nothing.
func Write(w io.Writer, b *book.Book, o Options) (diag.List, error) {
	p, err := newPackage(b, o)
	if err != nil {
		return nil, err
	}
	shell, err := p.assemble()
	if err != nil {
		return nil, err
	}
	err = p.finish(w, shell)
	return p.list, err
}

package compile

import (
	"fmt"
	"io"
	"slices"

	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/epub"
	"guidec/internal/pdf"
	"guidec/internal/theme"
)

// layOut sets the pages of the printed book. A guide that becomes an EPUB
// alone needs them for its page list, and one that is only checked for what
// the page maker finds. It is nil when nobody wants pages.
func (p *Plan) layOut(b *book.Book, g *Guide) (*pdf.Document, diag.List, error) {
	wanted := len(g.Outputs) == 0 || p.options.Report || !p.options.NoPageList ||
		slices.ContainsFunc(g.Outputs, func(o Output) bool { return o.Format == PDF })
	if !wanted {
		return nil, nil, nil
	}
	wishes := p.options.Print
	return pdf.Layout(b, pdf.Options{
		Paper:   theme.Paper(wishes.Paper),
		Sides:   theme.Sides(wishes.Sides),
		Variant: theme.Variant(wishes.Variant),
		Layout:  p.options.Layout,
		Saver:   p.options.InkSaver,
		Fonts:   p.fonts,
	})
}

// A finished guide is what its files are written from.
type finished struct {
	book    *book.Book
	printed *pdf.Document // nil when nobody wants pages
}

// spell writes the book in a format.
func (p *Plan) spell(w io.Writer, f Format, from finished) (diag.List, error) {
	switch f {
	case EPUB:
		o := epub.Options{Device: p.options.Device, Fonts: p.fonts}
		if from.printed != nil && !p.options.NoPageList {
			o.Pages = from.printed.PageStarts()
		}
		return epub.Write(w, from.book, o)
	case PDF:
		return from.printed.Notes(), from.printed.Write(w)
	}
	return nil, fmt.Errorf("there is no format %q", f)
}

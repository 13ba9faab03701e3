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

// spell writes the book in a format.
func (p *Plan) spell(w io.Writer, f Format, b *book.Book, printed *pdf.Document) (diag.List, error) {
	switch f {
	case EPUB:
		o := epub.Options{Device: p.options.Device}
		if printed != nil && !p.options.NoPageList {
			o.Pages = printed.PageStarts()
		}
		return epub.Write(w, b, o)
	case PDF:
		return printed.Notes(), printed.Write(w)
	}
	return nil, fmt.Errorf("there is no format %q", f)
}

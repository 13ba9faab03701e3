package epub

import (
	"fmt"

	"guidec/internal/book"
	"guidec/internal/cover"
	"guidec/internal/media"
)

// A Cover is drawn while other things are done: it needs nothing of the pages
// and is a good part of the work.
type Cover struct {
	done chan struct{} // closed when the rest is set
	png  []byte
	err  error
}

// DrawCover begins to draw the cover of a book.
func DrawCover(b *book.Book) *Cover {
	m := &b.Meta
	words := cover.Words{Title: m.TitleLines[0], Kind: m.Subtitle, About: m.About, Byline: m.Byline}
	if len(m.TitleLines) > 1 {
		words.Kind = m.TitleLines[1]
	}
	c := &Cover{done: make(chan struct{})}
	go func() {
		defer close(c.done)
		defer func() {
			if fault := recover(); fault != nil {
				c.err = fmt.Errorf("epub: the cover cannot be drawn: %v", fault)
			}
		}()
		c.png, c.err = cover.PNG(words)
	}()
	return c
}

// chooseCover takes the guide's own cover, or the drawn one: its picture is
// there when drawn returns.
func (p *packaging) chooseCover() {
	m := &p.book.Meta
	if m.Cover != nil {
		p.cover, p.coverAlt = m.Cover.Asset, m.Cover.Alt
		if p.coverAlt == "" {
			p.coverAlt = coverAltFor(p.book)
		}
		p.drawn = func() error { return nil }
		return
	}
	c := p.options.Cover
	if c == nil {
		c = DrawCover(p.book)
	}
	p.cover = &media.Image{Name: drawnCover, Type: "image/png", Width: cover.Width, Height: cover.Height}
	p.coverAlt = coverAltFor(p.book)
	p.drawn = func() error {
		<-c.done
		p.cover.Data = c.png
		return c.err
	}
}

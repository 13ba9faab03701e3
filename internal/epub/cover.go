package epub

import (
	"fmt"

	"guidec/assets"
	"guidec/internal/cover"
	"guidec/internal/guard"
	"guidec/internal/media"
	"guidec/internal/typeset"
)

// chooseCover takes the guide's own cover, or begins to draw one. Its picture
// is there when drawn returns: nothing but the file itself has to wait for it.
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
	const signature = "\x89PNG\r\n\x1a\n" // of every PNG
	p.cover = &media.Image{Name: drawnCover, Type: "image/png", Width: cover.Width, Height: cover.Height, Data: []byte(signature)}
	p.coverAlt = coverAltFor(p.book)
	p.drawn = p.drawCover()
}

// drawCover draws the cover while other things are done.
func (p *packaging) drawCover() (drawn func() error) {
	m := &p.book.Meta
	words := cover.Words{Title: m.TitleLines[0], Below: m.Below(), About: m.About, Byline: m.Byline}
	fonts := p.options.Fonts
	if fonts == nil {
		fonts = typeset.NewLibrary(assets.Files)
	}
	var png []byte
	done := make(chan error, 1)
	go func() {
		done <- guard.Do(func() (err error) { png, err = cover.PNG(fonts, words); return err })
	}()
	return func() error {
		if err := <-done; err != nil {
			return fmt.Errorf("epub: the cover cannot be drawn: %w", err)
		}
		p.cover.Data = png
		return nil
	}
}

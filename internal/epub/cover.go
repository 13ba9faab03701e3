package epub

import (
	"guidec/internal/cover"
	"guidec/internal/media"
)

// chooseCover takes the guide's own cover, or has one drawn while the pages
// are written: its picture is there when drawn returns.
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
	words := cover.Words{Title: m.TitleLines[0], Kind: m.Subtitle, About: m.About, Byline: m.Byline}
	if len(m.TitleLines) > 1 {
		words.Kind = m.TitleLines[1]
	}
	p.cover = &media.Image{Name: drawnCover, Type: "image/png", Width: cover.Width, Height: cover.Height}
	p.coverAlt = coverAltFor(p.book)
	done := make(chan error, 1)
	go func() {
		var err error
		p.cover.Data, err = cover.PNG(words)
		done <- err
	}()
	p.drawn = func() error { return <-done }
}

package epub

import (
	"guidec/internal/cover"
	"guidec/internal/media"
)

// chooseCover takes the guide's own cover, or draws one.
func (p *packaging) chooseCover() error {
	m := &p.book.Meta
	if m.Cover != nil {
		p.cover, p.coverAlt = m.Cover.Asset, m.Cover.Alt
		if p.coverAlt == "" {
			p.coverAlt = coverAltFor(p.book)
		}
		return nil
	}
	words := cover.Words{Title: m.TitleLines[0], Kind: m.Subtitle, About: m.About, Byline: m.Byline}
	if len(m.TitleLines) > 1 {
		words.Kind = m.TitleLines[1]
	}
	data, err := cover.PNG(words)
	if err != nil {
		return err
	}
	p.cover = &media.Image{Name: drawnCover, Type: "image/png", Data: data, Width: cover.Width, Height: cover.Height}
	p.coverAlt = coverAltFor(p.book)
	return nil
}

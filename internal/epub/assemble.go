package epub

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"sync"

	goepub "github.com/go-shiori/go-epub"
)

// go-epub finds the type of an image by its first bytes, and that of a
// stylesheet by its name.
const (
	imageHead = 64
	styleHead = "/* */"
)

// offline is a network that nothing passes. go-epub takes any source for an
// address that it may fetch.
type offline struct{}

func (offline) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("epub: the network is closed")
}

// assemble lets go-epub make the container. It is given data: addresses and
// names of our own alone: it would open or fetch anything else. A second
// WriteTo would write everything twice, so there is one. Pages come without
// their bodies, images and stylesheets as what says that they are such:
// go-epub would pack what the finish unpacks.
func (p *packaging) assemble() ([]byte, error) {
	e, err := goepub.NewEpub(p.book.Meta.Title)
	if err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	e.Client = &http.Client{Transport: offline{}}
	e.SetIdentifier(p.book.Meta.Identifier)
	e.SetLang(p.book.Meta.Lang)
	style, err := e.AddCSS(dataURL("text/css", []byte(styleHead)), styleFile)
	if err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	if _, err := e.AddCSS(dataURL("text/css", []byte(styleHead)), narrowFile); err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	for _, m := range p.images {
		if _, err := e.AddImage(dataURL(m.Type, m.Data[:min(len(m.Data), imageHead)]), m.Name); err != nil {
			return nil, fmt.Errorf("epub: %w", err)
		}
	}
	for _, page := range p.pages {
		if _, err := e.AddSection("", page.title, page.file, style); err != nil {
			return nil, fmt.Errorf("epub: %w", err)
		}
	}
	return inMemory(e)
}

// desk guards the one place where go-epub lays the files of all books.
var desk sync.Mutex

// inMemory writes the container without a file of its own: go-epub would
// make a temporary folder, which stays when the program is killed and fails
// when the disk is full. Its place in memory holds one book at a time.
func inMemory(e *goepub.Epub) ([]byte, error) {
	desk.Lock()
	defer desk.Unlock()
	if err := goepub.Use(goepub.MemoryFS); err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	var shell bytes.Buffer
	if _, err := e.WriteTo(&shell); err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	return shell.Bytes(), nil
}

func dataURL(mediaType string, data []byte) string {
	return "data:" + mediaType + ";base64," + base64.StdEncoding.EncodeToString(data)
}

package conformance

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing/fstest"

	"guidec/assets"
	"guidec/internal/book"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/epub"
	"guidec/internal/epubverify"
	"guidec/internal/media"
	"guidec/internal/pdf"
	"guidec/internal/pdfcheck"
	"guidec/internal/typeset"
)

// A printing is what a guide becomes.
type printing struct {
	book      *book.Book
	problems  diag.List // after a lenient run
	epub, pdf []byte    // nil when there is an error
}

// A press prints guides; it keeps the fonts that they share.
type press struct {
	fonts *typeset.Library
	files fs.FS // of the guides' folder
}

func newPress() *press { return &press{typeset.NewLibrary(assets.Files), fstest.MapFS{}} }

// print makes both files of a guide, in a lenient run, and checks them. l is
// what its reader found.
func (x *press) print(g *doc.Guide, l diag.List) (*printing, error) {
	b, found := book.Build(g, book.Options{Images: media.NewStore(x.files, media.Limits{})})
	p := &printing{book: b, problems: append(l, found...)}
	p.problems.Lenient()
	if p.problems.HasErrors() {
		return p, nil
	}
	printed, found, err := pdf.Layout(b, pdf.Options{Fonts: x.fonts})
	if err != nil {
		return nil, err
	}
	p.problems = append(p.problems, found...)
	var e, d bytes.Buffer
	if _, err := epub.Write(&e, b, epub.Options{Pages: printed.PageStarts()}); err != nil {
		return nil, err
	}
	if err := printed.Write(&d); err != nil {
		return nil, err
	}
	p.epub, p.pdf = e.Bytes(), d.Bytes()
	if l := epubverify.Check("guide.epub", bytes.NewReader(p.epub), int64(len(p.epub))); l.HasErrors() {
		return p, fmt.Errorf("the EPUB is faulty: %s", l)
	}
	if l := pdfcheck.File(bytes.NewReader(p.pdf), int64(len(p.pdf))); l.HasErrors() {
		return p, fmt.Errorf("the PDF is faulty: %s", l)
	}
	return p, nil
}

// pdfText returns the words of the PDF.
func (p *printing) pdfText() (string, error) {
	return pdfcheck.Text(bytes.NewReader(p.pdf), int64(len(p.pdf)))
}

// epubText returns the words of the EPUB's pages, in reading order.
func (p *printing) epubText() (string, error) {
	z, err := zip.NewReader(bytes.NewReader(p.epub), int64(len(p.epub)))
	if err != nil {
		return "", err
	}
	pages, err := spine(z)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, name := range pages {
		if err := pageText(z, name, &b); err != nil {
			return "", fmt.Errorf("%s: %w", name, err)
		}
	}
	return b.String(), nil
}

// spine returns the names of the pages in reading order.
func spine(z *zip.Reader) ([]string, error) {
	const name = "EPUB/package.opf"
	f, err := z.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var p struct {
		Items []struct {
			ID   string `xml:"id,attr"`
			Href string `xml:"href,attr"`
		} `xml:"manifest>item"`
		Refs []struct {
			ID string `xml:"idref,attr"`
		} `xml:"spine>itemref"`
	}
	if err := xml.NewDecoder(f).Decode(&p); err != nil {
		return nil, err
	}
	var pages []string
	for _, r := range p.Refs {
		for _, i := range p.Items {
			if i.ID == r.ID {
				pages = append(pages, "EPUB/"+i.Href)
			}
		}
	}
	return pages, nil
}

// pageText adds the text in a page's body, with each image's alternative
// text at its place.
func pageText(z *zip.Reader, name string, b *strings.Builder) error {
	f, err := z.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	d := xml.NewDecoder(f)
	body := false
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return err
		}
		switch x := token.(type) {
		case xml.StartElement:
			body = body || x.Name.Local == "body"
			for _, a := range x.Attr {
				if x.Name.Local == "img" && a.Name.Local == "alt" {
					b.WriteString(a.Value)
				}
			}
		case xml.CharData:
			if body {
				b.Write(x)
			}
		}
	}
}

package sideload

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"path"
	"strings"
)

// identityBytes bounds what is read to find an identifier.
const identityBytes = 16 << 20

// Identifier returns what an EPUB or PDF calls itself, or "" when it does
// not say or cannot be read: dc:identifier in the package document or in the
// XMP packet.
func Identifier(file string) string {
	f, err := os.Open(file)
	if err != nil {
		return ""
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return ""
	}
	if z, err := zip.NewReader(f, info.Size()); err == nil {
		for _, entry := range z.File {
			if path.Ext(entry.Name) == ".opf" {
				if r, err := entry.Open(); err == nil {
					defer r.Close()
					return dcIdentifier(r)
				}
			}
		}
		return ""
	}
	data, err := io.ReadAll(io.LimitReader(f, identityBytes))
	if err != nil {
		return ""
	}
	start := bytes.Index(data, []byte("<x:xmpmeta"))
	if start < 0 {
		return ""
	}
	return dcIdentifier(bytes.NewReader(data[start:]))
}

// dcIdentifier returns the text of the first dc:identifier element.
func dcIdentifier(r io.Reader) string {
	d := xml.NewDecoder(io.LimitReader(r, identityBytes))
	for {
		t, err := d.Token()
		if err != nil {
			return ""
		}
		e, ok := t.(xml.StartElement)
		if ok && e.Name.Space == "http://purl.org/dc/elements/1.1/" && e.Name.Local == "identifier" {
			var s string
			if d.DecodeElement(&s, &e) != nil {
				return ""
			}
			return strings.TrimSpace(s)
		}
	}
}

// sameFile reports whether two files hold the same bytes.
func sameFile(a, b string) (bool, error) {
	fa, err := os.Open(a)
	if err != nil {
		return false, err
	}
	defer fa.Close()
	fb, err := os.Open(b)
	if err != nil {
		return false, err
	}
	defer fb.Close()
	ba, bb := make([]byte, 64<<10), make([]byte, 64<<10)
	for {
		na, ea := io.ReadFull(fa, ba)
		nb, eb := io.ReadFull(fb, bb)
		if !bytes.Equal(ba[:na], bb[:nb]) {
			return false, nil
		}
		if ea != nil || eb != nil {
			return ea == eb || na == nb, nil
		}
	}
}

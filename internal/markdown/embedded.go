package markdown

import (
	"encoding/base64"
	"fmt"
	"strings"

	"guidec/internal/diag"
	"guidec/internal/pattern"
	"guidec/internal/source"
)

// A word processor that exports Markdown writes the images of a document into
// it, as the addresses of links (RFC 2397) on lines that are as long as the
// images are:
//
//	[image1]: <data:image/png;base64,iVBORw0KGgo…>

// An embedded image is the data of such a line.
type embedded struct {
	name  string      // of the definition
	at    source.Span // of the address
	bytes []byte      // nil: not yet decoded
}

// shortestSetAside is how long a line must be to be looked at: any image is
// longer, and few lines of text are.
const shortestSetAside = 256

var embeddedLine = pattern.Lazy(`^ {0,3}\[([^\]\n]{1,200})\]:[ \t]*<?(data:image/)`)

// setAside puts "data:N" and blanks in the place of the N-th embedded image of
// a long line, so that the parser need not walk through it and all offsets
// stay what they are.
func (r *reading) setAside(start, end int) bool {
	line := r.file.Text[start:end]
	m := embeddedLine().FindStringSubmatchIndex(line[:min(len(line), 512)])
	if m == nil {
		return false
	}
	from, to := start+m[4], end
	if n := strings.IndexAny(line[m[4]:], "> \t\r"); n >= 0 {
		to = from + n
	}
	r.embedded = append(r.embedded, embedded{name: line[m[2]:m[3]], at: r.file.Span(from, to)})
	name := fmt.Sprintf("data:%d", len(r.embedded))
	if r.source[from-1] == '<' && to < end && r.source[to] == '>' {
		name += ">"
		to++
	}
	for i := copy(r.source[from:to], name); from+i < to; i++ {
		r.source[from+i] = ' '
	}
	return true
}

// embeddedImage returns the bytes of an image whose address holds it, and a
// name for it; nil and the address when that is another's.
func (r *reading) embeddedImage(address string, at source.Span) (name string, data []byte) {
	var n int
	if _, err := fmt.Sscanf(address, "data:%d", &n); err == nil && n > 0 && n <= len(r.embedded) {
		e := &r.embedded[n-1]
		if e.bytes == nil {
			e.bytes = r.unpack(e.at.Text(), e.at)
		}
		return e.name, e.bytes
	}
	kind, data64, found := strings.Cut(address, ";")
	if !found || !strings.HasPrefix(address, "data:image/") {
		return address, nil
	}
	return kind, r.unpack(data64, at)
}

// unpack decodes the data of an address. After an error it returns no bytes,
// but not nil.
func (r *reading) unpack(address string, at source.Span) []byte {
	_, data, found := strings.Cut(address, "base64,")
	bytes, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(data, "="))
	if !found || err != nil {
		r.list.Add(diag.ImageFormat, r.file.Span(at.Start, at.Start+1), "the image that is written here cannot be read").
			Hintf("export the text again, or save the image as a file in the guide's folder and name that")
		return []byte{}
	}
	return bytes
}

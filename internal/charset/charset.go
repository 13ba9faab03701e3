// Package charset turns the bytes of a file into text: UTF-8 with "\n" at
// the end of each line. It decides which encoding a file is in and what of
// it was spoilt on the way here, mends what can be mended for certain, and
// says so in notes whose places are those of the text that it returns. It
// knows nothing of formats.
package charset

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// Decode reads a file. A file that is empty or no text is an error; its File
// has no text then.
func Decode(path string, data []byte) (*source.File, diag.List) {
	var d decoder
	if err := recognise(data); err != nil {
		return d.refuse(path, err)
	}
	data, err := d.utf8(data)
	if err != nil {
		return d.refuse(path, err)
	}
	d.lines(data)
	f := source.NewFile(path, d.out.String())
	if strings.TrimSpace(f.Text) == "" {
		return d.refuse(path, &fault{code: diag.FileEmpty, message: "the file holds no text", hint: "write something into it, or remove it"})
	}
	return f, d.notes(f)
}

// A fault says why a file cannot be read at all.
type fault struct {
	code          diag.Code
	message, hint string
}

func notText(message string) *fault {
	return &fault{diag.FileBinary, message, "save it as UTF-8 text"}
}

// A decoder keeps the text that is finished and what is to be said of it.
type decoder struct {
	out     strings.Builder
	remarks []remark

	lineEnds   tally // "\r\n" and "\r"
	separators tally // other characters that end a line
	windows    tally // characters of Windows-1252
	controls   tally // characters that were left out
	broken     tally // what is no character, and became U+FFFD
}

// A remark is a note on a place of the finished text.
type remark struct {
	code       diag.Code
	start, end int
	message    string
}

// A tally counts findings of one kind and keeps the place of the first.
type tally struct{ count, at int }

func (t *tally) add(count, at int) {
	if t.count == 0 {
		t.at = at
	}
	t.count += count
}

func (d *decoder) refuse(path string, err *fault) (*source.File, diag.List) {
	f := source.NewFile(path, "")
	var l diag.List
	l.Add(err.code, f.All(), "%s", err.message).Hint = err.hint
	return f, l
}

func (d *decoder) remark(code diag.Code, message string) {
	d.remarks = append(d.remarks, remark{code: code, message: message})
}

// notes puts what was found into the order of the text.
func (d *decoder) notes(f *source.File) diag.List {
	var l diag.List
	for _, r := range d.remarks {
		l.Add(r.code, place(f, r.start, r.end), "%s", r.message)
	}
	add := func(t tally, code diag.Code, one, many string) *diag.Diagnostic {
		switch t.count {
		case 0:
			return &diag.Diagnostic{}
		case 1:
			return l.Add(code, place(f, t.at, t.at), "1 %s", one)
		}
		return l.Add(code, place(f, t.at, t.at), "%d %s", t.count, many)
	}
	add(d.lineEnds, diag.EncodingCRLF,
		"line end in the manner of Windows or the old Mac was read as a line end",
		"line ends in the manner of Windows or the old Mac were read as line ends; here is the first")
	add(d.separators, diag.EncodingControl,
		"form feed or line separator was read as a line end",
		"form feeds and line separators were read as line ends; here is the first")
	add(d.windows, diag.EncodingCP1252,
		"character that is not UTF-8 was read as Windows-1252",
		"characters that are not UTF-8 were read as Windows-1252; here is the first")
	add(d.controls, diag.EncodingControl,
		"control character was left out",
		"control characters were left out; here is the first")
	add(d.broken, diag.EncodingBroken,
		"character could not be read",
		"characters could not be read; here is the first").
		Hintf("the file is damaged, or in an encoding that guidec does not know: save it as UTF-8")
	l.Sort()
	return l
}

// place is the span of a finding. What was mended around it can have moved it
// a little; it stays between characters.
func place(f *source.File, start, end int) source.Span {
	s := f.Span(start, end)
	for s.Start < len(f.Text) && !utf8.RuneStart(f.Text[s.Start]) {
		s.Start--
	}
	for s.End < len(f.Text) && !utf8.RuneStart(f.Text[s.End]) {
		s.End--
	}
	return s
}

// recognise names the kinds of file that people take for text.
func recognise(data []byte) *fault {
	for _, k := range []struct{ start, is, hint string }{
		{"%PDF-", "a PDF document", "copy its text into a file of its own"},
		{"PK\x03\x04", "a zip archive, such as a Word document or an EPUB", "save the document as plain text or Markdown"},
		{"\xd0\xcf\x11\xe0", "a document of an old office program", "save it as plain text or Markdown"},
		{`{\rtf`, "an RTF document", "save it as plain text or Markdown"},
		{"\x89PNG", "an image", ""},
		{"GIF8", "an image", ""},
		{"\xff\xd8\xff", "an image", ""},
		{"\x1f\x8b", "a compressed file", "unpack it first"},
		{"<!DOCTYPE", "a web page", "copy its text from the browser into a file of its own"},
		{"<!doctype", "a web page", "copy its text from the browser into a file of its own"},
		{"<html", "a web page", "copy its text from the browser into a file of its own"},
	} {
		if bytes.HasPrefix(data, []byte(k.start)) {
			return &fault{diag.FileBinary, "the file is " + k.is + ", not text", k.hint}
		}
	}
	return nil
}

// utf8 takes off a byte-order mark and turns UTF-16 into UTF-8. Bytes that
// are in neither stay as they are.
func (d *decoder) utf8(data []byte) ([]byte, *fault) {
	const utf8Mark, leMark, beMark, utf32Mark = "\xef\xbb\xbf", "\xff\xfe", "\xfe\xff", "\xff\xfe\x00\x00"
	starts := func(mark string) bool { return bytes.HasPrefix(data, []byte(mark)) }
	switch {
	case starts(utf32Mark):
		return nil, notText("the file is UTF-32, which guidec does not read")
	case starts(leMark):
		d.mark()
		return d.utf16(data[2:], binary.LittleEndian)
	case starts(beMark):
		d.mark()
		return d.utf16(data[2:], binary.BigEndian)
	case looksUTF16(data, binary.LittleEndian):
		return d.utf16(data, binary.LittleEndian)
	case looksUTF16(data, binary.BigEndian):
		return d.utf16(data, binary.BigEndian)
	case starts(utf8Mark):
		d.mark()
		data = data[len(utf8Mark):]
	}
	if !isText(data) {
		return nil, notText("the file is not text")
	}
	return data, nil
}

func (d *decoder) mark() {
	d.remark(diag.EncodingBOM, "a byte-order mark at the start of the file was left out")
}

func (d *decoder) utf16(data []byte, order binary.ByteOrder) ([]byte, *fault) {
	if len(data)%2 != 0 {
		return nil, notText("the file begins like UTF-16 but breaks off in the middle of a character")
	}
	var text []byte
	for i := 0; i < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(r) {
			pair := utf8.RuneError
			if i+4 <= len(data) {
				pair = utf16.DecodeRune(r, rune(order.Uint16(data[i+2:])))
			}
			if pair == utf8.RuneError { // half a character
				text = append(text, noCharacter)
				continue
			}
			r = pair
			i += 2
		}
		text = utf8.AppendRune(text, r)
	}
	if !isText(text) {
		return nil, notText("the file is not text")
	}
	d.remark(diag.EncodingUTF16, "the file was read as UTF-16 ("+order.String()+")")
	return text, nil
}

// noCharacter is a byte that is a character in neither UTF-8 nor Windows-1252.
const noCharacter = 0x81

// looksUTF16 reports whether bytes without a mark are UTF-16 all the same:
// in text of the Latin alphabet every second byte is zero, and no other.
func looksUTF16(data []byte, order binary.ByteOrder) bool {
	if len(data) < 4 || len(data)%2 != 0 || bytes.IndexByte(data, 0) < 0 {
		return false
	}
	latin := 0
	for i := 0; i < len(data); i += 2 {
		switch u := order.Uint16(data[i:]); {
		case u == 0:
			return false
		case u < 0x100:
			latin++
		}
	}
	return latin > len(data)/2*7/10
}

// isText reports whether bytes can be text: no zero, and hardly any control
// characters.
func isText(data []byte) bool {
	controls := 0
	for _, c := range data {
		switch {
		case c == 0:
			return false
		case c < ' ' && bytes.IndexByte([]byte("\t\n\v\f\r"), c) < 0, c == 0x7f:
			controls++
		}
	}
	return controls <= 2+len(data)/50
}

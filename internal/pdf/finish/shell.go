package finish

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
)

// A shell is a file as gofpdf wrote it: one object after another, with a
// plain cross-reference table. Its slices point into the file.
type shell struct {
	objects []object // by number; number 0 is free
	pages   int
}

// An object is an indirect object. The dictionary is the whole object where
// there is no stream; both are nil for an object that is left out.
type object struct {
	dict   []byte
	stream []byte
}

// gofpdf numbers the page tree 1, the resources of all pages 2, and then
// each page and its content in turn.
const (
	pagesObject     = 1
	resourcesObject = 2
)

func pageObject(page int) int    { return 1 + 2*page }
func contentObject(page int) int { return 2 + 2*page }

// parse reads the objects of a file.
func parse(file []byte) (*shell, error) {
	table, xref, err := crossReferences(file)
	if err != nil {
		return nil, err
	}
	s := &shell{objects: make([]object, len(table)/entrySize)}
	for id := 1; id < len(s.objects); id++ {
		offset, ok := decimal(table[id*entrySize:][:10])
		if !ok || offset >= xref {
			return nil, fmt.Errorf("object %d has a bad offset", id)
		}
		if s.objects[id], err = parseObject(file[offset:xref], id); err != nil {
			return nil, fmt.Errorf("object %d: %w", id, err)
		}
	}
	if len(s.objects) <= resourcesObject || !bytes.HasPrefix(s.objects[pagesObject].dict, []byte("<</Type /Pages\n")) {
		return nil, errors.New("no page tree")
	}
	for s.isPage(pageObject(s.pages + 1)) {
		s.pages++
	}
	if s.pages == 0 {
		return nil, errors.New("no pages")
	}
	return s, nil
}

// entrySize is the length of an entry of a cross-reference table (7.5.4).
const entrySize = 20

// crossReferences returns the entries of the cross-reference table, and
// where the table stands.
func crossReferences(file []byte) (table []byte, at int, err error) {
	_, end, ok := cutLast(file, []byte("\nstartxref\n"))
	if !ok {
		return nil, 0, errors.New("no startxref")
	}
	line, _, _ := bytes.Cut(end, []byte("\n"))
	at, ok = decimal(line)
	if !ok || at >= len(file) {
		return nil, 0, errors.New("bad startxref")
	}
	rest, ok := bytes.CutPrefix(file[at:], []byte("xref\n0 "))
	if !ok {
		return nil, 0, errors.New("no cross-reference table")
	}
	line, rest, _ = bytes.Cut(rest, []byte("\n"))
	n, ok := decimal(line)
	if !ok || n > len(rest)/entrySize {
		return nil, 0, errors.New("bad cross-reference table")
	}
	return rest[:n*entrySize], at, nil
}

// parseObject reads object id at the start of b.
func parseObject(b []byte, id int) (object, error) {
	body, ok := bytes.CutPrefix(b, []byte(strconv.Itoa(id)+" 0 obj\n"))
	if !ok {
		return object{}, errors.New("not at its offset")
	}
	end := bytes.Index(body, []byte("endobj\n"))
	if end < 0 {
		return object{}, errors.New("not closed")
	}
	dict, _, ok := bytes.Cut(body[:end], []byte("\nstream\n"))
	if !ok {
		return object{dict: bytes.TrimSpace(body[:end])}, nil
	}
	n, ok := lengthOf(dict)
	stream := body[len(dict)+len("\nstream\n"):]
	if !ok || n > len(stream) || !bytes.HasPrefix(stream[n:], []byte("\nendstream\nendobj\n")) {
		return object{}, errors.New("bad stream length")
	}
	return object{dict: bytes.TrimSpace(dict), stream: stream[:n:n]}, nil
}

// isPage reports whether objects id and id+1 are a page and its content.
func (s *shell) isPage(id int) bool {
	return id+1 < len(s.objects) &&
		bytes.HasPrefix(s.objects[id].dict, []byte("<</Type /Page\n")) &&
		bytes.HasSuffix(s.objects[id].dict, []byte("/Contents "+strconv.Itoa(id+1)+" 0 R>>")) &&
		s.objects[id+1].stream != nil
}

// lengthOf returns the stream length that a dictionary gives.
func lengthOf(dict []byte) (int, bool) {
	_, rest, ok := bytes.Cut(dict, []byte("/Length "))
	if !ok {
		return 0, false
	}
	end := 0
	for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
		end++
	}
	return decimal(rest[:end])
}

// withoutLength returns a dictionary without its stream length, which the
// packer writes, and without its closing mark.
func withoutLength(dict []byte) []byte {
	before, rest, _ := bytes.Cut(dict, []byte("/Length "))
	rest = bytes.TrimLeft(rest, "0123456789")
	return append(bytes.Clone(before), bytes.TrimSpace(bytes.TrimSuffix(rest, []byte(">>")))...)
}

// decimal reads an unsigned number of at most ten digits.
func decimal(b []byte) (int, bool) {
	if len(b) > 10 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b), 10, 40)
	return int(n), err == nil
}

func cutLast(b, sep []byte) (before, after []byte, ok bool) {
	i := bytes.LastIndex(b, sep)
	if i < 0 {
		return b, nil, false
	}
	return b[:i], b[i+len(sep):], true
}

package pdfcheck

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"maps"

	"guidec/internal/guard"
)

// A file gives the objects of a PDF by number. What cannot be read is nil,
// and told to report once.
type file struct {
	data     []byte
	index    map[int]entry
	trailer  dict
	objects  map[int]any
	packed   map[int]*pack // object streams
	report   func(format string, args ...any)
	unpacker unpacker
	names    map[string]any // see lexer
}

// An entry says where an object is: at an offset, or in an object stream.
type entry struct {
	offset, pack, place int
}

// A pack is an object stream, unpacked: the objects' numbers and places.
type pack struct {
	data    []byte
	numbers []int
	offsets []int
}

// open reads the cross-references of a file.
func open(data []byte, report func(format string, args ...any)) (*file, error) {
	f := &file{data: data, index: map[int]entry{}, objects: map[int]any{}, packed: map[int]*pack{}, names: map[string]any{}, report: report}
	if !bytes.HasPrefix(data, []byte("%PDF-1.")) {
		return nil, errors.New("the file does not begin as a PDF does")
	}
	i := bytes.LastIndex(data, []byte("startxref"))
	if i < 0 {
		return nil, errors.New("the file has no startxref")
	}
	l := &lexer{b: data, at: i + len("startxref")}
	at, _ := l.next()
	offset, ok := at.(int)
	for seen := map[int]bool{}; ok && !seen[offset]; {
		seen[offset] = true
		t, err := f.section(offset)
		if err != nil {
			return nil, fmt.Errorf("cross-references: %w", err)
		}
		if f.trailer == nil {
			f.trailer = t
		}
		offset, ok = t["Prev"].(int)
	}
	if f.trailer == nil {
		return nil, errors.New("the file has a bad startxref")
	}
	return f, nil
}

// apart returns the file for another goroutine, with what was read of it.
func (f *file) apart(report func(format string, args ...any)) *file {
	return &file{data: f.data, index: f.index, trailer: f.trailer, objects: maps.Clone(f.objects), packed: maps.Clone(f.packed), names: map[string]any{}, report: report}
}

// lexer reads objects of the file.
func (f *file) lexer(b []byte, at int) *lexer {
	return &lexer{b: b, at: at, refs: true, names: f.names}
}

// section reads a cross-reference table or stream and returns its trailer.
func (f *file) section(at int) (dict, error) {
	if at < 0 || at >= len(f.data) {
		return nil, fmt.Errorf("%d is not in the file", at)
	}
	if bytes.HasPrefix(f.data[at:], []byte("xref")) {
		return f.table(f.lexer(f.data, at+len("xref")))
	}
	v, err := f.objectAt(at, -1)
	if err != nil {
		return nil, err
	}
	s, ok := v.(*stream)
	if !ok || s.dict["Type"] != name("XRef") {
		return nil, errors.New("no table and no stream")
	}
	return s.dict, f.crossStream(s)
}

// table reads a cross-reference table (7.5.4).
func (f *file) table(l *lexer) (dict, error) {
	for {
		v, err := l.next()
		if err != nil {
			return nil, err
		}
		if v == operator("trailer") {
			break
		}
		n, err := l.next()
		first, ok := v.(int)
		count, isInt := n.(int)
		if err != nil || !ok || !isInt || count > len(f.data) {
			return nil, errors.New("bad table")
		}
		for id := first; id < first+count; id++ {
			l.skip()
			offset, err := l.next()
			if err != nil {
				return nil, err
			}
			l.skip()
			l.word() // the generation
			l.skip()
			if o, ok := offset.(int); ok && l.word() == "n" {
				f.enter(id, entry{offset: o})
			}
		}
	}
	v, err := l.next()
	if t, ok := v.(dict); ok {
		return t, err
	}
	return nil, errors.New("no trailer")
}

// enter notes where an object is; the newest section comes first.
func (f *file) enter(id int, e entry) {
	if _, ok := f.index[id]; !ok {
		f.index[id] = e
	}
}

// crossStream reads a cross-reference stream (7.5.8).
func (f *file) crossStream(s *stream) error {
	rows, err := f.decode(s)
	if err != nil {
		return err
	}
	w, _ := s.dict["W"].(array)
	var width [3]int
	if len(w) != len(width) {
		return errors.New("bad widths")
	}
	total := 0
	for i := range w {
		n, ok := w[i].(int)
		if !ok || n < 0 || n > 8 {
			return errors.New("bad widths")
		}
		width[i] = n
		total += n
	}
	size, _ := s.dict["Size"].(int)
	index, ok := s.dict["Index"].(array)
	if !ok {
		index = array{0, size}
	}
	for i := 0; i+1 < len(index) && total > 0; i += 2 {
		first, _ := index[i].(int)
		count, _ := index[i+1].(int)
		for id := first; id < first+count && len(rows) >= total; id++ {
			var field [3]int
			row := rows[:total]
			rows = rows[total:]
			for k, n := range width {
				for _, c := range row[:n] {
					field[k] = field[k]<<8 | int(c)
				}
				row = row[n:]
			}
			switch {
			case width[0] == 0 || field[0] == 1:
				f.enter(id, entry{offset: field[1]})
			case field[0] == 2:
				f.enter(id, entry{pack: field[1], place: field[2]})
			}
		}
	}
	return nil
}

// object returns object id, or nil.
func (f *file) object(id int) any {
	if v, ok := f.objects[id]; ok {
		return v
	}
	f.objects[id] = nil // for an object that leads to itself
	e, ok := f.index[id]
	if !ok {
		f.report("there is no object %d, to which another refers", id)
		return nil
	}
	var v any
	var err error
	if e.pack > 0 {
		v, err = f.packedAt(e, id)
	} else {
		v, err = f.objectAt(e.offset, id)
	}
	if err != nil {
		f.report("object %d: %v", id, err)
		return nil
	}
	f.objects[id] = v
	return v
}

// objectAt reads the indirect object at an offset. A negative id stands for
// any.
func (f *file) objectAt(at, id int) (any, error) {
	if at < 0 || at >= len(f.data) {
		return nil, errors.New("its offset is not in the file")
	}
	l := f.lexer(f.data, at)
	number, _ := l.next()
	generation, _ := l.next()
	if word, _ := l.next(); word != operator("obj") || generation != 0 || id >= 0 && number != id {
		return nil, errors.New("does not stand at its offset")
	}
	v, err := l.next()
	if err != nil {
		return nil, err
	}
	end, err := l.next()
	if err != nil {
		return nil, err
	}
	d, isDict := v.(dict)
	switch {
	case end == operator("endobj"):
		return v, nil
	case end != operator("stream") || !isDict:
		return nil, errors.New("is not closed")
	}
	if l.at < len(f.data) && f.data[l.at] == '\r' {
		l.at++
	}
	l.at++ // the line feed
	n, ok := f.resolve(d["Length"]).(int)
	if !ok || n < 0 || l.at+n > len(f.data) {
		return nil, errors.New("its stream has a bad length")
	}
	s := &stream{d, f.data[l.at : l.at+n]}
	l.at += n
	if end, _ := l.next(); end != operator("endstream") {
		return nil, errors.New("its stream has a wrong length")
	}
	return s, nil
}

// packedAt reads an object from an object stream (7.5.7).
func (f *file) packedAt(e entry, id int) (any, error) {
	p, ok := f.packed[e.pack]
	if !ok {
		var err error
		if p, err = f.unpack(e.pack); err != nil {
			return nil, fmt.Errorf("object stream %d: %w", e.pack, err)
		}
		f.packed[e.pack] = p
	}
	if e.place >= len(p.numbers) || p.numbers[e.place] != id || p.offsets[e.place] > len(p.data) {
		return nil, fmt.Errorf("is not in object stream %d", e.pack)
	}
	return f.lexer(p.data, p.offsets[e.place]).next()
}

func (f *file) unpack(id int) (*pack, error) {
	if f.index[id].pack > 0 {
		return nil, errors.New("stands in an object stream itself")
	}
	s, ok := f.object(id).(*stream)
	if !ok || s.dict["Type"] != name("ObjStm") {
		return nil, errors.New("is not one")
	}
	data, err := f.decode(s)
	if err != nil {
		return nil, err
	}
	n, _ := s.dict["N"].(int)
	first, _ := s.dict["First"].(int)
	if first < 0 || first > len(data) {
		return nil, errors.New("has no table")
	}
	p := &pack{data: data[first:]}
	l := &lexer{b: data[:first]}
	for range n {
		number, err := l.next()
		if err != nil {
			return nil, err
		}
		offset, err := l.next()
		num, ok := number.(int)
		off, isInt := offset.(int)
		if err != nil || !ok || !isInt || off < 0 {
			return nil, errors.New("has a bad table")
		}
		p.numbers, p.offsets = append(p.numbers, num), append(p.offsets, off)
	}
	return p, nil
}

// resolve follows a reference.
func (f *file) resolve(v any) any {
	for range maxDepth {
		r, ok := v.(ref)
		if !ok {
			return v
		}
		v = f.object(int(r))
	}
	return nil
}

// dict, array, … return what v is or refers to, or the type's zero.
func (f *file) dict(v any) dict {
	switch v := f.resolve(v).(type) {
	case dict:
		return v
	case *stream:
		return v.dict
	}
	return nil
}

func (f *file) array(v any) array { a, _ := f.resolve(v).(array); return a }
func (f *file) name(v any) name   { n, _ := f.resolve(v).(name); return n }
func (f *file) int(v any) int     { n, _ := f.resolve(v).(int); return n }
func (f *file) text(v any) string { t, _ := f.resolve(v).(text); return string(t) }

// number returns an integer or a real number as a float.
func (f *file) number(v any) (float64, bool) {
	switch v := f.resolve(v).(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

// numbers returns an array of numbers; nil when it is something else.
func (f *file) numbers(v any) []float64 {
	var out []float64
	for _, e := range f.array(v) {
		n, ok := f.number(e)
		if !ok {
			return nil
		}
		out = append(out, n)
	}
	return out
}

// decodeAtMost bounds what a stream can grow to: 256 MB.
const decodeAtMost = 256 << 20

// decode undoes the filters of a stream, of which there is FlateDecode or
// none; DCTDecode stays as it is.
func (f *file) decode(s *stream) ([]byte, error) { return f.decodeInto(nil, s) }

// decodeInto is decode with a buffer for what has to be unpacked.
func (f *file) decodeInto(buffer []byte, s *stream) ([]byte, error) {
	packed, err := f.isPacked(s)
	if err != nil || !packed {
		return s.raw, err
	}
	data, err := f.unpacker.unpack(buffer, s.raw)
	return f.unpredict(data, s, err)
}

// isPacked reports whether a stream has to be unpacked.
func (f *file) isPacked(s *stream) (bool, error) {
	filter := f.resolve(s.dict["Filter"])
	if a, ok := filter.(array); ok && len(a) == 1 {
		filter = f.resolve(a[0])
	}
	switch filter {
	case nil, name("DCTDecode"):
		return false, nil
	case name("FlateDecode"):
		return true, nil
	}
	return false, fmt.Errorf("the filter %v is not one of ours", filter)
}

// decodeAll decodes streams and gives each in turn, which is the receiver's
// until it returns. Another goroutine unpacks ahead: that takes longer than
// to read what is unpacked.
func (f *file) decodeAll(streams []*stream, receive func(i int, data []byte, err error)) {
	const ahead = 4
	type unpacked struct {
		data []byte
		err  error
	}
	packed, errs := make([]bool, len(streams)), make([]error, len(streams))
	for i, s := range streams {
		packed[i], errs[i] = f.isPacked(s)
	}
	done := make(chan unpacked, ahead)
	spare := make(chan []byte, ahead+2) // as many as are ever under way
	go func() {
		var u unpacker
		for i, s := range streams {
			if !packed[i] {
				continue
			}
			var buffer []byte
			select {
			case buffer = <-spare:
			default:
			}
			var made unpacked
			made.err = guard.Do(func() (err error) { made.data, err = u.unpack(buffer, s.raw); return err })
			done <- made
		}
	}()
	for i, s := range streams {
		if !packed[i] {
			receive(i, s.raw, errs[i])
			continue
		}
		u := <-done
		data, err := f.unpredict(u.data, s, u.err)
		receive(i, data, err)
		spare <- u.data
	}
}

// An unpacker undoes FlateDecode. Its reader is used again for each stream: it
// is large.
type unpacker struct{ zlib io.ReadCloser }

// unpack returns the bytes of zlib data, in the buffer if there is room.
func (u *unpacker) unpack(buffer, packed []byte) (data []byte, err error) {
	if u.zlib == nil {
		u.zlib, err = zlib.NewReader(bytes.NewReader(packed))
	} else {
		err = u.zlib.(zlib.Resetter).Reset(bytes.NewReader(packed), nil)
	}
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(buffer[:0])
	out.Grow(min(4*len(packed), decodeAtMost))
	_, err = out.ReadFrom(io.LimitReader(u.zlib, decodeAtMost+1))
	if err == nil && out.Len() > decodeAtMost {
		err = errors.New("it is too large")
	}
	return out.Bytes(), err
}

// unpredict undoes PNG's filter "up" (7.4.4.4), which cross-reference streams
// have, in the data of a stream that was unpacked. Images keep their rows as
// they are: nothing here looks at them.
func (f *file) unpredict(data []byte, s *stream, err error) ([]byte, error) {
	params := f.dict(s.dict["DecodeParms"])
	if err != nil || f.int(params["Predictor"]) < 10 {
		return data, err
	}
	columns := f.int(params["Columns"])
	if columns < 1 || columns > len(data) || f.int(params["Colors"]) > 1 {
		return data, nil
	}
	above := make([]byte, columns)
	var out []byte
	for len(data) > columns {
		row := data[1 : 1+columns]
		switch data[0] {
		case 0:
		case 2:
			for i := range row {
				row[i] += above[i]
			}
		default:
			return nil, fmt.Errorf("the predictor %d is not one of ours", data[0])
		}
		out = append(out, row...)
		above = row
		data = data[1+columns:]
	}
	return out, nil
}

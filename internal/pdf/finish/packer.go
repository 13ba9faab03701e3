package finish

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"iter"
	"runtime"
	"sync"

	"guidec/internal/deflate"
	"guidec/internal/guard"
)

// A packer writes a file as it comes: objects without a stream are gathered
// in object streams (7.5.7), streams are compressed by several goroutines and
// written in the order in which they were given. Only a few of them are in
// memory at a time.
type packer struct {
	free  []int   // numbers that were left out, to be used first
	index []entry // the cross-reference table, by object number

	gathering int      // the number of the object stream at hand
	numbers   spelling // its table
	dicts     spelling // and its objects
	gathered  int      // how many

	work    chan *parcel // to the compressors
	order   chan *parcel // to the writer, in order
	workers sync.WaitGroup
	written chan struct{} // closed when the writer has come to the end of order
	file    *fileWriter   // the writer's until then
}

// An entry is one of a cross-reference stream (table 18): free (0), at an
// offset of the file (1), or at a place in an object stream (2).
type entry struct {
	kind      byte
	at, place int
}

// A parcel is a stream object on its way to the file.
type parcel struct {
	id    int
	dict  []byte // without ">>" and length
	data  []byte
	how   treatment
	err   error
	ready chan struct{}
}

// A treatment is what becomes of a stream before it is written.
type treatment int

const (
	compressed treatment = iota
	plain                // left as it is
)

// gatherAtMost is how many objects go into one object stream: enough to
// compress well, few enough for a viewer to read one of them fast.
const gatherAtMost = 200

// newPacker starts a file in which the numbers below next are in use, save
// for those that are free.
func newPacker(w io.Writer, next int, free []int) *packer {
	n := runtime.GOMAXPROCS(0)
	p := &packer{
		free: free, index: make([]entry, next),
		work: make(chan *parcel, 8*n), order: make(chan *parcel, 8*n),
		written: make(chan struct{}), file: newFileWriter(w),
	}
	for range n {
		p.workers.Go(p.compress)
	}
	go p.writeParcels()
	return p
}

// number returns an object number that is not in use.
func (p *packer) number() int {
	if len(p.free) > 0 {
		id := p.free[0]
		p.free = p.free[1:]
		return id
	}
	p.index = append(p.index, entry{})
	return len(p.index) - 1
}

// put adds an object that is not a stream.
func (p *packer) put(id int, dict []byte) {
	if p.gathered == 0 {
		p.gathering = p.number()
	}
	p.index[id] = entry{2, p.gathering, p.gathered}
	p.numbers = p.numbers.int(id).raw(" ").int(len(p.dicts)).raw(" ")
	p.dicts = append(append(p.dicts, dict...), '\n')
	if p.gathered++; p.gathered == gatherAtMost {
		p.flush()
	}
}

// add is put with a new number, which it returns.
func (p *packer) add(dict []byte) int {
	id := p.number()
	p.put(id, dict)
	return id
}

// flush closes the object stream at hand.
func (p *packer) flush() {
	if p.gathered == 0 {
		return
	}
	dict := spelling("<</Type/ObjStm/N ").int(p.gathered).raw("/First ").int(len(p.numbers))
	p.stream(p.gathering, dict, append(p.numbers, p.dicts...), compressed)
	p.numbers, p.dicts, p.gathered = nil, nil, 0
}

// stream adds a stream object. The dictionary comes without length and
// closing mark, and without filter when the data are to be compressed.
func (p *packer) stream(id int, dict, data []byte, how treatment) {
	c := &parcel{id: id, dict: dict, data: data, how: how, ready: make(chan struct{})}
	p.work <- c
	p.order <- c
}

// compress is what each compressor does.
func (p *packer) compress() {
	for c := range p.work {
		if c.how != plain {
			c.data, c.err = pack(c.data)
			c.dict = spelling(c.dict).raw("/Filter/FlateDecode")
		}
		close(c.ready)
	}
}

// pack compresses a stream, in a goroutine that nobody guards.
func pack(data []byte) (packed []byte, err error) {
	err = guard.Do(func() error { packed = deflate.Zlib(data); return nil })
	return packed, err
}

// writeParcels is what the writer does, in a goroutine that nobody guards. It
// goes on after an error, so that nobody waits for it.
func (p *packer) writeParcels() {
	defer close(p.written)
	for c := range p.order {
		<-c.ready
		if err := guard.Do(func() error { p.file.object(c); return nil }); err != nil {
			p.file.err = cmp.Or(p.file.err, err)
		}
	}
}

// stop waits until everything that was added is written.
func (p *packer) stop() {
	p.flush()
	close(p.work)
	close(p.order)
	p.workers.Wait()
	<-p.written
}

// trailer writes the cross-reference stream of a packer that has stopped. The
// file identifier (14.4) is the hash of all that stands before it.
func (p *packer) trailer(root, info int) error {
	self := p.number()
	for _, e := range p.file.offsets {
		p.index[e.id] = entry{kind: 1, at: e.at}
	}
	f := p.file
	p.index[self] = entry{kind: 1, at: f.at}
	f.flush()
	sum := f.sum.Sum(nil)[:16]
	dict := spelling("<</Type/XRef/Size ").int(len(p.index)).raw("/W[1 4 2]/Root ").ref(root).raw("/Info ").ref(info).raw("/ID[")
	for range 2 {
		dict = dict.raw("<")
		for _, c := range sum {
			dict = dict.hex(c)
		}
		dict = dict.raw(">")
	}
	dict = dict.raw("]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>")
	at := f.at
	f.object(&parcel{id: self, dict: dict, data: deflate.Zlib(rows(p.index))})
	f.write(spelling("startxref\n").int(at).raw("\n%%EOF\n"))
	f.flush()
	return f.err
}

// rows spells a cross-reference table, each row as its difference from the
// row above (PNG's filter "up"), which compresses well.
func rows(index []entry) []byte {
	var prev, row [7]byte
	b := make([]byte, 0, 8*len(index))
	for i, e := range index {
		row[0] = e.kind
		binary.BigEndian.PutUint32(row[1:], uint32(e.at))
		binary.BigEndian.PutUint16(row[5:], uint16(e.place))
		if i == 0 {
			row = [7]byte{5: 0xFF, 6: 0xFF}
		}
		b = append(b, 2)
		for k := range row {
			b = append(b, row[k]-prev[k])
		}
		prev = row
	}
	return b
}

// Deflate compresses streams as they come, several at a time, and returns
// them in their order.
func Deflate(streams iter.Seq[[]byte]) ([][]byte, error) {
	type job struct {
		at   int
		data []byte
		err  error
	}
	n := runtime.GOMAXPROCS(0)
	jobs, done := make(chan job, n), make(chan job, n)
	var workers, collector sync.WaitGroup
	for range n {
		workers.Go(func() {
			for j := range jobs {
				j.data, j.err = pack(j.data)
				done <- j
			}
		})
	}
	var packed [][]byte
	var err error
	collector.Go(func() {
		for j := range done {
			err = cmp.Or(err, j.err)
			packed = append(packed, make([][]byte, max(0, j.at+1-len(packed)))...)
			packed[j.at] = j.data
		}
	})
	at := 0
	for data := range streams {
		jobs <- job{at: at, data: data}
		at++
	}
	close(jobs)
	workers.Wait()
	close(done)
	collector.Wait()
	return packed, err
}

// A fileWriter knows where it is in the file, and hashes what it writes.
type fileWriter struct {
	out     *bufio.Writer
	sum     hash.Hash
	at      int
	err     error // the first
	offsets []located
}

// located says where an object stands.
type located struct{ id, at int }

func newFileWriter(w io.Writer) *fileWriter {
	f := &fileWriter{sum: sha256.New()}
	f.out = bufio.NewWriterSize(io.MultiWriter(w, f.sum), 1<<16)
	f.write([]byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"))
	return f
}

func (f *fileWriter) write(b []byte) {
	if f.err == nil {
		_, f.err = f.out.Write(b)
	}
	f.at += len(b)
}

func (f *fileWriter) flush() {
	if f.err == nil {
		f.err = f.out.Flush()
	}
}

// object writes a stream object.
func (f *fileWriter) object(c *parcel) {
	f.err = cmp.Or(f.err, c.err)
	f.offsets = append(f.offsets, located{c.id, f.at})
	f.write(spelling(nil).int(c.id).raw(" 0 obj\n"))
	f.write(spelling(c.dict).raw("/Length ").int(len(c.data)).raw(">>\nstream\n"))
	f.write(c.data)
	f.write([]byte("\nendstream\nendobj\n"))
}

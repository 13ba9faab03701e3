package cover

import (
	"cmp"
	"encoding/binary"
	"math/bits"
	"slices"
)

// A packer writes a zlib stream (RFC 1950, RFC 1951) of bytes that come in
// runs. It looks for nothing but runs, which in flat pictures is as good as to
// look for all that was there before, and it never sees most of the bytes.
type packer struct {
	out   []byte
	bits  uint64 // that are not in out yet, the first lowest
	count uint   // of bits

	symbols []uint16 // of the block that is open: a byte, or 256 and a length
	a, b    uint64   // the two sums of the checksum (Adler-32)

	of byte // the run that is open
	n  int
}

// Limits of DEFLATE (RFC 1951, section 3.2).
const (
	shortest, longest = 3, 258 // lengths of a match
	endOfBlock        = 256
	lengthCodes       = 286 // and those of bytes
	longestCode       = 15  // in bits

	blockSymbols = 1 << 15 // our own
)

func newPacker() *packer {
	return &packer{out: append(make([]byte, 0, 1<<16), 0x78, 0x01), a: 1, symbols: make([]uint16, 0, blockSymbols)}
}

// run adds a byte n times.
func (p *packer) run(c byte, n int) {
	if c != p.of {
		p.endRun()
		p.of = c
	}
	p.n += n
}

// bytes adds bytes.
func (p *packer) bytes(data []byte) {
	for len(data) > 0 {
		n := runLength(data)
		p.run(data[0], n)
		data = data[n:]
	}
}

// runLength is how often the first byte of data comes at its start.
func runLength(data []byte) int {
	same, n := uint64(data[0])*0x0101010101010101, 1
	for n+8 <= len(data) {
		if other := binary.LittleEndian.Uint64(data[n:]) ^ same; other != 0 {
			return n + bits.TrailingZeros64(other)/8
		}
		n += 8
	}
	for n < len(data) && data[n] == data[0] {
		n++
	}
	return n
}

// endRun writes the run that is open: the byte, and the rest as matches with
// the byte before.
func (p *packer) endRun() {
	if p.n == 0 {
		return
	}
	const base = 65521
	c, n := uint64(p.of), uint64(p.n)
	p.b = (p.b + n*p.a + n*(n+1)/2*c) % base
	p.a = (p.a + n*c) % base
	p.symbol(uint16(p.of))
	for p.n--; p.n >= shortest; {
		length := min(p.n, longest)
		p.symbol(256 + uint16(length))
		p.n -= length
	}
	for ; p.n > 0; p.n-- {
		p.symbol(uint16(p.of))
	}
}

func (p *packer) symbol(s uint16) {
	if p.symbols = append(p.symbols, s); len(p.symbols) == blockSymbols {
		p.block(false)
	}
}

// finish ends the stream and returns it.
func (p *packer) finish() []byte {
	p.endRun()
	p.block(true)
	for ; p.count > 0; p.count -= min(p.count, 8) {
		p.out = append(p.out, byte(p.bits))
		p.bits >>= 8
	}
	return binary.BigEndian.AppendUint32(p.out, uint32(p.b<<16|p.a))
}

// write adds the lowest n bits of v, at most 32.
func (p *packer) write(v uint64, n uint) {
	p.bits |= v << p.count
	if p.count += n; p.count >= 32 {
		p.out = binary.LittleEndian.AppendUint32(p.out, uint32(p.bits))
		p.bits >>= 32
		p.count -= 32
	}
}

// block writes the symbols as a block with Huffman codes of its own (section
// 3.2.7). There is one distance: 1, in a code of one bit.
func (p *packer) block(last bool) {
	var often [256 + longest + 1]int // by symbol
	for _, s := range p.symbols {
		often[s]++
	}
	var oftenCode [lengthCodes]int
	oftenCode[endOfBlock] = 1
	for s, n := range often {
		if n > 0 {
			code, _, _ := codeOf(s)
			oftenCode[code] += n
		}
	}
	lengths := codeLengths(oftenCode[:])
	final := uint64(0)
	if last {
		final = 1
	}
	p.write(final|2<<1, 3)
	p.write(lengthCodes-257, 5)
	p.write(0, 5)
	p.writeLengths(append(lengths, 1))
	codes := codesOf(lengths)
	var spelled [len(often)]struct {
		bits uint64
		n    uint
	}
	for s := range often {
		if often[s] == 0 {
			continue
		}
		code, extra, n := codeOf(s)
		w := &spelled[s]
		w.bits, w.n = codes[code], uint(lengths[code])
		if s > endOfBlock { // with the rest of the length, and the distance: the bit 0
			w.bits |= extra << w.n
			w.n += n + 1
		}
	}
	for _, s := range p.symbols {
		p.write(spelled[s].bits, spelled[s].n)
	}
	p.write(codes[endOfBlock], uint(lengths[endOfBlock]))
	p.symbols = p.symbols[:0]
}

// writeLengths writes the lengths of codes, each in four bits.
func (p *packer) writeLengths(lengths []uint8) {
	codes := make([]uint8, 19)
	for i := range longestCode + 1 {
		codes[i] = 4
	}
	p.write(19-4, 4)
	for _, i := range []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15} {
		p.write(uint64(codes[i]), 3)
	}
	for _, n := range lengths {
		p.write(uint64(bits.Reverse8(n)>>4), 4)
	}
}

// codeOf returns the code of a symbol, and for a length the bits that follow
// the code (section 3.2.5).
func codeOf(symbol int) (code int, extra uint64, n uint) {
	if symbol < endOfBlock {
		return symbol, 0, 0
	}
	length := symbol - 256
	if length == longest {
		return lengthCodes - 1, 0, 0
	}
	length -= shortest
	n = uint(max(bits.Len(uint(length))-3, 0))
	return 257 + int(n)*4 + length>>n, uint64(length) & (1<<n - 1), n
}

// codeLengths returns for each symbol how many bits its Huffman code has, by
// how often it comes; 0 for what does not come.
func codeLengths(often []int) []uint8 {
	type node struct{ weight, parent int }
	for {
		var nodes []node // those of the symbols, by weight, and then those above them
		var symbols []int
		for s, n := range often {
			if n > 0 {
				symbols = append(symbols, s)
			}
		}
		slices.SortStableFunc(symbols, func(a, b int) int { return cmp.Compare(often[a], often[b]) })
		for _, s := range symbols {
			nodes = append(nodes, node{weight: often[s]})
		}
		leaf, inner := 0, len(symbols)
		lightest := func() int {
			if inner == len(nodes) || leaf < len(symbols) && nodes[leaf].weight <= nodes[inner].weight {
				leaf++
				return leaf - 1
			}
			inner++
			return inner - 1
		}
		for len(nodes) < 2*len(symbols)-1 {
			i, j := lightest(), lightest()
			nodes[i].parent, nodes[j].parent = len(nodes), len(nodes)
			nodes = append(nodes, node{weight: nodes[i].weight + nodes[j].weight})
		}
		lengths, deepest := make([]uint8, len(often)), 0
		if len(symbols) == 1 {
			lengths[symbols[0]] = 1
		}
		depth := make([]int, len(nodes))
		for i := len(nodes) - 2; i >= 0; i-- { // from the root down
			depth[i] = depth[nodes[i].parent] + 1
			if i < len(symbols) {
				lengths[symbols[i]] = uint8(depth[i])
				deepest = max(deepest, depth[i])
			}
		}
		if deepest <= longestCode {
			return lengths
		}
		for i := range often { // flatter, until no code is too long
			often[i] = (often[i] + 1) / 2
		}
	}
}

// codesOf returns the codes that have these lengths (section 3.2.2), with
// their bits in the order in which they are written.
func codesOf(lengths []uint8) []uint64 {
	codes := make([]uint64, len(lengths))
	next := uint16(0)
	for n := uint8(1); n <= longestCode; n++ {
		for s := range lengths {
			if lengths[s] == n {
				codes[s] = uint64(bits.Reverse16(next) >> (16 - n))
				next++
			}
		}
		next <<= 1
	}
	return codes
}

package cover

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"testing"
)

// unpack reads a stream as other programs do.
func unpack(t *testing.T, stream []byte) []byte {
	t.Helper()
	r, err := zlib.NewReader(bytes.NewReader(stream))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestPackerKeepsEveryByte(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, most := range []int{0, 1, 2, 3, 4, 258, 259, 260, 261, 5000, 100_000} {
		for _, values := range []int{1, 2, 256} {
			p, want := newPacker(), []byte(nil)
			for range 50 {
				c, n := byte(r.IntN(values)), r.IntN(most+1)
				p.run(c, n)
				want = append(want, bytes.Repeat([]byte{c}, n)...)
			}
			if got := unpack(t, p.finish()); !bytes.Equal(got, want) {
				t.Errorf("runs of %d values, %d at most: %d bytes became %d others", values, most, len(want), len(got))
			}
		}
	}
}

func TestPackerTakesBytes(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	p, want := newPacker(), []byte(nil)
	for range 3000 { // several blocks
		data := bytes.Repeat([]byte{byte(r.IntN(256))}, r.IntN(30))
		for range r.IntN(40) {
			data = append(data, byte(r.ExpFloat64()*20))
		}
		p.bytes(data)
		want = append(want, data...)
	}
	if got := unpack(t, p.finish()); !bytes.Equal(got, want) {
		t.Errorf("%d bytes became %d others", len(want), len(got))
	}
}

// What comes twice as often as the next, all the way, would have codes that
// are longer than the format knows.
func TestCodesAreNoLongerThanTheyMayBe(t *testing.T) {
	often := make([]int, 40)
	for i := range often {
		often[i] = 1 << i
	}
	room := 0.0
	for _, n := range codeLengths(often) {
		if n < 1 || n > longestCode {
			t.Errorf("a code has %d bits", n)
		}
		room += 1 / float64(int(1)<<n)
	}
	if room != 1 {
		t.Errorf("the codes take %g of the room there is", room)
	}
}

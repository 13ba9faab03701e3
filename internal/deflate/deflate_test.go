package deflate

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
)

var samples = [][]byte{nil, []byte("a"), []byte(strings.Repeat("The same words again. ", 9000)), bytes.Repeat([]byte{7}, 1<<20)}

// TestUnpacks holds that others, who know nothing of the library, read what
// was packed.
func TestUnpacks(t *testing.T) {
	for i, data := range samples {
		if got, err := io.ReadAll(flate.NewReader(bytes.NewReader(Raw(data)))); err != nil || !bytes.Equal(got, data) {
			t.Errorf("sample %d: Raw is read as %d bytes of %d, %v", i, len(got), len(data), err)
		}
		for name, packed := range map[string][]byte{"Zlib": Zlib(data), "FlatZlib": FlatZlib(slices.Values([][]byte{data[:len(data)/2], data[len(data)/2:]}))} {
			r, err := zlib.NewReader(bytes.NewReader(packed))
			if err != nil {
				t.Fatalf("sample %d: %s: %v", i, name, err)
			}
			if got, err := io.ReadAll(r); err != nil || !bytes.Equal(got, data) { // the checksum too
				t.Errorf("sample %d: %s is read as %d bytes of %d, %v", i, name, len(got), len(data), err)
			}
		}
	}
}

// TestSameBytes holds that the bytes do not depend on what was packed before,
// or at the same time.
func TestSameBytes(t *testing.T) {
	want := make([][]byte, len(samples))
	for i, data := range samples {
		want[i] = Zlib(data)
	}
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			for i := range samples {
				i = (i + n) % len(samples)
				if got := Zlib(samples[i]); !bytes.Equal(got, want[i]) {
					t.Errorf("sample %d is packed as %d bytes, and as %d before", i, len(got), len(want[i]))
				}
			}
		})
	}
	all.Wait()
}

package epub

import (
	"bytes"
	"os"
	"testing"
)

// The file is the same, byte for byte, however often it is written.
func TestSameBytes(t *testing.T) {
	first := write(t, build(t, everyBlock()), Options{})
	second := write(t, build(t, everyBlock()), Options{})
	if !bytes.Equal(first, second) {
		t.Error("two runs wrote different files")
	}
	if dir := os.Getenv("KEEP_EPUB"); dir != "" {
		os.WriteFile(dir+"/every.epub", first, 0o644)
	}
}

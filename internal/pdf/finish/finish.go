package finish

import (
	"errors"
	"io"
)

// Finish writes the finished file of d to w. raw is a whole file as gofpdf
// v1.16.2 writes it, best without compression. The same input gives the same
// bytes. An error says what in raw or d is not as the types demand, or is
// w's.
func Finish(w io.Writer, raw []byte, d *Document) error {
	return errors.New("finish: unfinished")
}

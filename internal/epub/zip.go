package epub

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"time"

	"guidec/internal/deflate"
)

// shellFiles are the files of go-epub's container, by name.
type shellFiles map[string][]byte

// take hands out a file once; what was never taken is left over.
func (f shellFiles) take(name string) ([]byte, error) {
	data, ok := f[name]
	if !ok {
		return nil, fmt.Errorf("epub: go-epub did not write %s", name)
	}
	delete(f, name)
	return data, nil
}

func unzip(data []byte) (shellFiles, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	files := shellFiles{}
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("epub: %w", err)
		}
		data, err := io.ReadAll(in)
		in.Close() // which lets the next file have its memory
		if err != nil {
			return nil, fmt.Errorf("epub: %w", err)
		}
		if _, twice := files[f.Name]; twice {
			return nil, fmt.Errorf("epub: go-epub wrote %s twice", f.Name)
		}
		files[f.Name] = data
	}
	return files, nil
}

// A zipper writes a container whose bytes follow from its files and one
// time. Sizes stand in front of each file, since some readers look there,
// and there are no extra fields, which mimetype must not have (OCF 3.3,
// section 4.2.6.2). The first error is kept until the end.
type zipper struct {
	z          *zip.Writer
	date, hour uint16
	size       int64 // of the files so far, packed
	err        error
}

func newZipper(w io.Writer, modified time.Time) *zipper {
	z := &zipper{z: zip.NewWriter(w)}
	z.date, z.hour = dosTime(modified)
	return z
}

// dosTime is a time in zip's own form, which begins in 1980 and counts in
// steps of two seconds.
func dosTime(t time.Time) (date, hour uint16) {
	t = t.UTC()
	if t.Year() < 1980 || t.Year() > 2107 {
		t = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	date = uint16(t.Day() + int(t.Month())<<5 + (t.Year()-1980)<<9)
	hour = uint16(t.Second()/2 + t.Minute()<<5 + t.Hour()<<11)
	return date, hour
}

func (z *zipper) store(name string, data []byte) { z.add(name, data, data, zip.Store) }

func (z *zipper) deflate(name string, data []byte) {
	z.add(name, data, deflate.Raw(data), zip.Deflate)
}

func (z *zipper) add(name string, data, packed []byte, method uint16) {
	if z.err != nil {
		return
	}
	h := &zip.FileHeader{
		Name: name, Method: method, CRC32: crc32.ChecksumIEEE(data),
		CompressedSize64: uint64(len(packed)), UncompressedSize64: uint64(len(data)),
	}
	h.ModifiedDate, h.ModifiedTime = z.date, z.hour //lint:ignore SA1019 the newer field adds an extra field
	w, err := z.z.CreateRaw(h)
	if err == nil {
		_, err = w.Write(packed)
	}
	z.size += int64(len(packed))
	z.err = err
}

func (z *zipper) finish() error {
	if z.err != nil {
		return fmt.Errorf("epub: %w", z.err)
	}
	if err := z.z.Close(); err != nil {
		return fmt.Errorf("epub: %w", err)
	}
	return nil
}

package finish

import (
	"bytes"
	"math"
	"strconv"
	"unicode/utf16"
)

// A spelling collects the characters of one PDF object. Its methods append
// and return it, so that an object reads from left to right.
type spelling []byte

func (s spelling) raw(text string) spelling { return append(s, text...) }

func (s spelling) int(n int) spelling { return strconv.AppendInt(s, int64(n), 10) }

// ref appends a reference to object id.
func (s spelling) ref(id int) spelling { return s.int(id).raw(" 0 R") }

// number appends v with at most three decimals: finer than any device.
func (s spelling) number(v float64) spelling {
	if v = math.Round(v*1000) / 1000; v == 0 {
		return append(s, '0') // never "-0"
	}
	return strconv.AppendFloat(s, v, 'f', -1, 64)
}

// name appends a name object (7.3.5). Names here are the specification's own
// words and the names of fonts.
func (s spelling) name(n string) spelling {
	s = append(s, '/')
	for _, c := range []byte(n) {
		if c > ' ' && c < 0x7F && bytes.IndexByte([]byte("()<>[]{}/%#"), c) < 0 {
			s = append(s, c)
		} else {
			s = append(s, '#', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return s
}

// text appends a text string (7.9.2.2): as it is when it is ASCII, which
// PDFDocEncoding shares, and in UTF-16 otherwise.
func (s spelling) text(t string) spelling {
	for _, r := range t {
		if r < ' ' || r > '~' {
			s = append(s, "<FEFF"...)
			for _, u := range utf16.Encode([]rune(t)) {
				s = s.hex(byte(u >> 8)).hex(byte(u))
			}
			return append(s, '>')
		}
	}
	return s.bytes(t)
}

// bytes appends a byte string as a literal string.
func (s spelling) bytes(t string) spelling {
	s = append(s, '(')
	for _, c := range []byte(t) {
		switch {
		case c == '(' || c == ')' || c == '\\':
			s = append(s, '\\', c)
		case c < ' ' || c > '~':
			s = append(s, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
		default:
			s = append(s, c)
		}
	}
	return append(s, ')')
}

const hexDigits = "0123456789ABCDEF"

func (s spelling) hex(c byte) spelling { return append(s, hexDigits[c>>4], hexDigits[c&15]) }

// rect appends a rectangle (7.9.5).
func (s spelling) rect(r Rect) spelling {
	return s.raw("[").number(r.Left).raw(" ").number(r.Bottom).raw(" ").
		number(r.Right).raw(" ").number(r.Top).raw("]")
}

// destination appends an explicit destination (12.3.2.2): the height y of a
// page, at the magnification that the reader has.
func (s spelling) destination(page int, y float64) spelling {
	return s.raw("[").ref(page).raw("/XYZ 0 ").number(y).raw(" null]")
}

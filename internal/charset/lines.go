package charset

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"guidec/internal/diag"
)

// lines finishes the text line by line, so that what is found can be placed
// on the line where it ends up.
func (d *decoder) lines(data []byte) {
	for {
		line, end, rest := cutLine(data)
		d.line(line)
		at := d.out.Len()
		switch end {
		case "":
			return
		case "\n":
		case "\r\n", "\r":
			d.lineEnds.add(1, at)
		default:
			d.separators.add(1, at)
		}
		d.out.WriteByte('\n')
		data = rest
	}
}

// cutLine cuts off the first line. Its end is "" when it is the last.
func cutLine(data []byte) (line []byte, end string, rest []byte) {
	for i, c := range data {
		switch c {
		case '\n', '\v', '\f':
			return data[:i], string(c), data[i+1:]
		case '\r':
			if i+1 < len(data) && data[i+1] == '\n' {
				return data[:i], "\r\n", data[i+2:]
			}
			return data[:i], "\r", data[i+1:]
		case 0xE2: // U+2028 line separator, U+2029 paragraph separator
			if tail := data[i:]; bytes.HasPrefix(tail, []byte("\u2028")) || bytes.HasPrefix(tail, []byte("\u2029")) {
				return data[:i], string(tail[:3]), tail[3:]
			}
		}
	}
	return data, "", nil
}

// line decodes, mends and cleans one line. Taking out a control character can
// bring the halves of a broken one together, so the two take turns.
func (d *decoder) line(raw []byte) {
	base := d.out.Len()
	text, windows, broken := decode(raw)
	for _, t := range []struct{ found, all *tally }{{&windows, &d.windows}, {&broken, &d.broken}} {
		if t.found.count > 0 {
			before, _ := mend(text[:t.found.at])
			t.all.add(t.found.count, base+len(before))
		}
	}
	for {
		mended, done := mend(text)
		if len(done) > 0 {
			before, _, _ := clean(mended[:done[0].at])
			d.mended(done, base+len(before))
		}
		cleaned, controls, at := clean(mended)
		if text = cleaned; controls == 0 {
			break
		}
		d.controls.add(controls, base+at)
	}
	d.out.WriteString(text)
}

func (d *decoder) mended(done []mending, at int) {
	first := done[0]
	message := fmt.Sprintf("%q was mended to %q", first.was, first.now)
	if len(done) > 1 {
		message += fmt.Sprintf(", and %d more on this line", len(done)-1)
	}
	d.remarks = append(d.remarks, remark{diag.EncodingMended, at, at + len(first.now), message})
}

// decode turns a line into UTF-8. What of it is UTF-8 stays; the bytes
// between are Windows-1252. A line that is Windows-1252 throughout holds no
// such sequences, except those that were UTF-8 once and are due for mending.
// It returns what was Windows-1252, and what was no character even there: five
// bytes have none, so that text which holds one is in another encoding.
func decode(line []byte) (text string, windows, broken tally) {
	if utf8.Valid(line) {
		return string(line), windows, broken
	}
	var b strings.Builder
	for len(line) > 0 {
		r, n := utf8.DecodeRune(line)
		if r == utf8.RuneError && n == 1 {
			if r = charmap.Windows1252.DecodeByte(line[0]); r == utf8.RuneError {
				broken.add(1, b.Len())
			} else {
				windows.add(1, b.Len())
			}
		}
		b.WriteRune(r)
		line = line[n:]
	}
	return b.String(), windows, broken
}

// clean takes out what no book can hold: control characters (but tabs),
// byte-order marks that were left by joining files, and code points that
// are not characters. It returns how many they were, and where the first
// was.
func clean(line string) (text string, count, first int) {
	if isClean(line) {
		return line, 0, 0
	}
	var b strings.Builder
	for i, r := range line {
		if r != '\t' && r < ' ' || 0x7f <= r && r < 0xa0 || r == '\uFEFF' || r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF {
			if count == 0 {
				b.WriteString(line[:i])
				first = i
			}
			count++
			continue
		}
		if count > 0 {
			b.WriteRune(r)
		}
	}
	if count == 0 {
		return line, 0, 0
	}
	return b.String(), count, first
}

// isClean reports whether a line has no byte that any of those characters
// begins with.
func isClean(line string) bool {
	for i := range len(line) {
		if c := line[i]; c < ' ' && c != '\t' || c == 0x7f || c == "\u0080"[0] || c >= "\uFDD0"[0] {
			return false
		}
	}
	return true
}

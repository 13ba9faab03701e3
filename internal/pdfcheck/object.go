package pdfcheck

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// An object of a file (ISO 32000-1, 7.3) is nil, a bool, an int, a float64
// or one of these.
type (
	name   string
	text   string // a string: its bytes
	ref    int    // a reference: an object number
	array  []any
	dict   map[name]any
	stream struct {
		dict dict
		raw  []byte // as in the file
	}
	operator string // a bare word: of a content stream, or "obj", "endobj", …
)

// A lexer reads objects from bytes.
type lexer struct {
	b     []byte
	at    int
	depth int
	refs  bool           // "1 0 R" is a reference: not so in content streams
	names map[string]any // names as they were met, so that each is made once; or nil
}

// maxDepth bounds how deep arrays and dictionaries stand in each other.
const maxDepth = 64

var (
	errEnd    = errors.New("unexpected end")
	errClosed = errors.New("a bracket closes nothing")
	errDepth  = errors.New("brackets stand too deep in each other")
)

// class says which characters are not regular (7.2.2).
var class = [256]byte{
	' ': space, '\n': space, '\r': space, '\t': space, '\f': space, 0: space,
	'(': delimiter, ')': delimiter, '<': delimiter, '>': delimiter, '[': delimiter, ']': delimiter,
	'{': delimiter, '}': delimiter, '/': delimiter, '%': delimiter,
}

const (
	regular = iota
	space
	delimiter
)

func isSpace(c byte) bool { return class[c] == space }

// skip passes over white space and comments.
func (l *lexer) skip() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case isSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// word passes over regular characters and returns them.
func (l *lexer) word() string { return string(l.characters()) }

func (l *lexer) characters() []byte {
	start := l.at
	for l.at < len(l.b) && class[l.b[l.at]] == regular {
		l.at++
	}
	return l.b[start:l.at]
}

// next returns the next object or operator; errEnd at the end.
func (l *lexer) next() (any, error) {
	l.skip()
	if l.at >= len(l.b) {
		return nil, errEnd
	}
	switch c := l.b[l.at]; c {
	case '/':
		l.at++
		return l.name()
	case '(':
		l.at++
		return l.literal()
	case '[':
		l.at++
		return l.array()
	case '<':
		l.at++
		if l.at < len(l.b) && l.b[l.at] == '<' {
			l.at++
			return l.dict()
		}
		return l.hexString()
	case ')', ']', '}', '>', '{':
		l.at++
		return nil, errClosed
	}
	return l.regular()
}

// regular returns a number, a reference, a constant or an operator.
func (l *lexer) regular() (any, error) {
	b := l.characters()
	if n, ok := integer(b); ok {
		if l.refs {
			if r, ok := l.reference(n); ok {
				return r, nil
			}
		}
		return n, nil
	}
	w := string(b)
	if beginsNumber(w[0]) {
		v, err := strconv.ParseFloat(w, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is not a number", w)
		}
		return v, nil
	}
	switch w {
	case "true", "false":
		return w == "true", nil
	case "null":
		return nil, nil
	}
	return operator(w), nil
}

// integer reads a whole number of no more than 18 digits.
func integer(b []byte) (n int, ok bool) {
	digits := b
	if b[0] == '-' || b[0] == '+' {
		digits = b[1:]
	}
	if len(digits) == 0 || len(digits) > 18 {
		return 0, false
	}
	for _, c := range digits {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int(c-'0')
	}
	if b[0] == '-' {
		n = -n
	}
	return n, true
}

func beginsNumber(c byte) bool { return c >= '0' && c <= '9' || c == '.' || c == '-' || c == '+' }

// reference reads the rest of "n 0 R", if it stands there.
func (l *lexer) reference(n int) (ref, bool) {
	start := l.at
	l.skip()
	if generation := l.characters(); string(generation) == "0" {
		l.skip()
		if string(l.characters()) == "R" {
			return ref(n), true
		}
	}
	l.at = start
	return 0, false
}

func (l *lexer) name() (any, error) {
	b := l.characters()
	if v, ok := l.names[string(b)]; ok {
		return v, nil
	}
	w := string(b)
	if strings.IndexByte(w, '#') < 0 {
		var v any = name(w)
		if l.names != nil {
			l.names[w] = v
		}
		return v, nil
	}
	var out []byte
	for i := 0; i < len(w); i++ {
		if w[i] != '#' {
			out = append(out, w[i])
			continue
		}
		if i+3 > len(w) {
			return nil, fmt.Errorf("/%s is not a name", w)
		}
		c, err := strconv.ParseUint(w[i+1:i+3], 16, 8)
		if err != nil {
			return nil, fmt.Errorf("/%s is not a name", w)
		}
		out = append(out, byte(c))
		i += 2
	}
	return name(out), nil
}

// literal reads a string in parentheses.
func (l *lexer) literal() (any, error) {
	out, err := l.characterString(nil)
	return text(out), err
}

// characterString adds the bytes of a string in parentheses to out (7.3.4.2).
func (l *lexer) characterString(out []byte) ([]byte, error) {
	for open := 1; l.at < len(l.b); {
		c := l.b[l.at]
		l.at++
		switch c {
		case '(':
			open++
		case ')':
			if open--; open == 0 {
				return out, nil
			}
		case '\\':
			out = l.escape(out)
			continue
		}
		out = append(out, c)
	}
	return nil, errEnd
}

// escape reads what follows a backslash.
func (l *lexer) escape(out []byte) []byte {
	if l.at >= len(l.b) {
		return out
	}
	c := l.b[l.at]
	l.at++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for k := 0; k < 2 && l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7'; k++ {
		v = v<<3 | int(l.b[l.at]-'0')
		l.at++
	}
	return append(out, byte(v))
}

func (l *lexer) hexString() (any, error) {
	var out []byte
	digits := 0
	for l.at < len(l.b) {
		c := l.b[l.at]
		l.at++
		if c == '>' {
			return text(out), nil
		}
		if isSpace(c) {
			continue
		}
		v, ok := hexValue(c)
		if !ok {
			return nil, fmt.Errorf("%q stands in a hexadecimal string", c)
		}
		if digits++; digits%2 == 1 {
			out = append(out, v<<4)
		} else {
			out[len(out)-1] |= v
		}
	}
	return nil, errEnd
}

func hexValue(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	}
	return 0, false
}

// array reads up to the closing bracket.
func (l *lexer) array() (any, error) {
	if l.depth++; l.depth > maxDepth {
		return nil, errDepth
	}
	defer func() { l.depth-- }()
	var a array
	for {
		l.skip()
		if l.at < len(l.b) && l.b[l.at] == ']' {
			l.at++
			return a, nil
		}
		v, err := l.next()
		if err != nil {
			return nil, err
		}
		a = append(a, v)
	}
}

// dict reads up to the closing brackets.
func (l *lexer) dict() (any, error) {
	if l.depth++; l.depth > maxDepth {
		return nil, errDepth
	}
	defer func() { l.depth-- }()
	d := dict{}
	for {
		l.skip()
		if bytes.HasPrefix(l.b[l.at:], []byte(">>")) {
			l.at += 2
			return d, nil
		}
		k, err := l.next()
		if err != nil {
			return nil, err
		}
		key, ok := k.(name)
		if !ok {
			return nil, fmt.Errorf("%v is no key of a dictionary", k)
		}
		if d[key], err = l.next(); err != nil {
			return nil, err
		}
	}
}

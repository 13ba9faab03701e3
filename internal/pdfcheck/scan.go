package pdfcheck

import (
	"fmt"
	"strconv"
)

// A scanner reads a content stream (7.8.2). Unlike a lexer it makes no
// objects: a page is mostly numbers and short strings, and there are many.
type scanner struct {
	lexer
	operands   []operand
	dictionary dict   // the last among the operands
	decoded    []byte // what of the operands is not written as it reads
}

// An operand is what stands before an operator. Of an array there is the
// bracket, and then its strings and numbers.
type operand struct {
	kind       kind
	decoded    bool
	start, end int // of what a name or a string reads, in the stream or among what was decoded
	number     float64
}

type kind byte

const (
	constant kind = iota // true, false, null
	numberOperand
	nameOperand
	stringOperand
	arrayOperand
	dictOperand
)

// bytes is what a name or a string reads, until the next operator.
func (s *scanner) bytes(o operand) []byte {
	if o.decoded {
		return s.decoded[o.start:o.end]
	}
	return s.b[o.start:o.end]
}

// name is what the operand of that place is, if it is a name; or "".
func (s *scanner) name(i int) name {
	if i >= len(s.operands) || s.operands[i].kind != nameOperand {
		return ""
	}
	return name(s.bytes(s.operands[i]))
}

// scan reads operands and the operator after them; errEnd at the end.
func (s *scanner) scan() (operator []byte, err error) {
	s.operands, s.decoded = s.operands[:0], s.decoded[:0]
	for arrays := 0; ; {
		s.skip()
		if s.at >= len(s.b) {
			return nil, errEnd
		}
		var o operand
		switch s.b[s.at] {
		case '[':
			s.at++
			o.kind = arrayOperand
			if arrays++; arrays > maxDepth {
				return nil, errDepth
			}
		case ']':
			s.at++
			if arrays--; arrays < 0 {
				return nil, errClosed
			}
			continue
		case '(':
			s.at++
			o, err = s.string()
		case '/', '<':
			s.depth = arrays
			o, err = s.object()
		case ')', '}', '>', '{':
			return nil, errClosed
		default:
			word := s.characters()
			switch string(word) {
			case "true", "false", "null":
			default:
				if !beginsNumber(word[0]) {
					if arrays == 0 {
						return word, nil
					}
					continue
				}
				o.kind = numberOperand
				o.number, err = realNumber(word)
			}
		}
		if err != nil {
			return nil, err
		}
		if arrays == 0 || arrays == 1 && (o.kind == stringOperand || o.kind == numberOperand || o.kind == arrayOperand) {
			s.operands = append(s.operands, o)
		}
	}
}

// object reads a name, a dictionary or a hexadecimal string.
func (s *scanner) object() (operand, error) {
	v, err := s.next()
	if err != nil {
		return operand{}, err
	}
	switch v := v.(type) {
	case dict:
		s.dictionary = v
		return operand{kind: dictOperand}, nil
	case name:
		return s.decode(nameOperand, string(v)), nil
	default:
		return s.decode(stringOperand, string(v.(text))), nil
	}
}

func (s *scanner) decode(k kind, reads string) operand {
	start := len(s.decoded)
	s.decoded = append(s.decoded, reads...)
	return operand{kind: k, decoded: true, start: start, end: len(s.decoded)}
}

// string reads up to the closing parenthesis. Without escapes and inner
// parentheses the string reads as it is written.
func (s *scanner) string() (operand, error) {
	for i := s.at; i < len(s.b); i++ {
		switch s.b[i] {
		case ')':
			plain := operand{kind: stringOperand, start: s.at, end: i}
			s.at = i + 1
			return plain, nil
		case '(', '\\':
			start := len(s.decoded)
			var err error
			s.decoded, err = s.characterString(s.decoded)
			return operand{kind: stringOperand, decoded: true, start: start, end: len(s.decoded)}, err
		}
	}
	return operand{}, errEnd
}

// powers of ten that a float64 holds exactly.
var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// realNumber reads a number. Most have few digits: a whole number and a
// power of ten, both exact, then give the nearest value by one division.
func realNumber(word []byte) (float64, error) {
	whole, digits, point := 0, 0, -1
	for i, c := range word {
		switch {
		case c >= '0' && c <= '9' && digits < 15:
			whole = 10*whole + int(c-'0')
			digits++
		case c == '.' && point < 0:
			point = digits
		case i > 0 || c != '-' && c != '+':
			return parseNumber(word)
		}
	}
	if digits == 0 {
		return parseNumber(word)
	}
	n := float64(whole)
	if point >= 0 {
		n /= powers[digits-point]
	}
	if word[0] == '-' {
		n = -n
	}
	return n, nil
}

func parseNumber(word []byte) (float64, error) {
	n, err := strconv.ParseFloat(string(word), 64)
	if err != nil {
		return 0, fmt.Errorf("%q is not a number", word)
	}
	return n, nil
}

package pdfcheck

import (
	"math"

	"guidec/internal/diag"
)

// A matrix maps x to a·x + c·y + e, and y to b·x + d·y + f (8.3.4).
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// by is m followed by n.
func (m matrix) by(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// A state is what q saves of the graphics state, as far as it decides where
// text stands (8.4, 9.3).
type state struct {
	font    *font
	ctm     matrix
	size    float64
	stretch float64 // of glyphs across: 1
	mode    int     // of rendering
}

// numbers are the operands of an operator; ok when there are n.
func (s *scanner) numbers(n int) (list [6]float64, ok bool) {
	if len(s.operands) != n {
		return list, false
	}
	for i, o := range s.operands {
		if o.kind != numberOperand {
			return list, false
		}
		list[i] = o.number
	}
	return list, true
}

// move follows the operators that move text (9.4.2).
func (r *reader) move(op []byte, s *scanner) {
	switch string(op) {
	case "cm", "Tm":
		n, ok := s.numbers(6)
		if !ok {
			return
		}
		m := matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
		if string(op) == "cm" {
			r.ctm = m.by(r.ctm)
		} else {
			r.line, r.glyph = m, m
		}
	case "Td":
		if n, ok := s.numbers(2); ok {
			r.line = matrix{1, 0, 0, 1, n[0], n[1]}.by(r.line)
			r.glyph = r.line
		}
	case "Tz":
		if n, ok := s.numbers(1); ok {
			r.stretch = n[0] / 100
		}
	case "Tr":
		if n, ok := s.numbers(1); ok {
			r.mode = int(n[0])
		}
	}
}

// hidden is the rendering mode of text that is not painted.
const hidden = 3

// advance moves on by a string, or by thousandths of the size in a TJ.
func (r *reader) advance(thousandths float64) {
	by := thousandths / 1000 * r.size * r.stretch
	r.glyph.e += by * r.glyph.a
	r.glyph.f += by * r.glyph.b
}

// seen holds that tagged text which was shown from a place on stands on its
// page and can be seen. One text of a page is enough.
func (r *reader) seen(from matrix) {
	p := r.page
	if p.unseen || len(p.box) != 4 || !r.tagged() {
		return
	}
	start, end := from.by(r.ctm), r.glyph.by(r.ctm)
	out := max(p.box[0]-min(start.e, end.e), max(start.e, end.e)-p.box[2], p.box[1]-min(start.f, end.f), max(start.f, end.f)-p.box[3])
	switch {
	case math.IsNaN(out) || out > 1:
		r.add(diag.PDFUnseen, "page %d: text stands %.0f pt outside of the page", p.number, out)
	case r.mode == hidden || r.size == 0:
		r.add(diag.PDFUnseen, "page %d: text is not drawn", p.number)
	default:
		return
	}
	p.unseen = true
}

package pdfcheck

import (
	"fmt"
	"testing"
)

// FuzzScan holds that a scanner finds in a content stream what a lexer does,
// which makes objects of everything.
func FuzzScan(f *testing.F) {
	for _, s := range []string{
		"BT /F1 12.5 Tf 1 0 0 1 72 -.5 Tm [(ab) -12 (c\\)d) [(in)] <6566>] TJ ET",
		"/P <</MCID 5/ActualText (x)>> BDC q 0 0 m S Q EMC % and so on\n/A#42c MP",
		"(a(b)c\\101\\\n) Tj true false null 'x", "1-2 Tj", "+ 3", "[ ] ] x", "[[1 2] (open", "<</A>> x", "<6g> Tj", "(a", "{", "/#4 gs",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		want := readByLexer(&lexer{b: data})
		if got := readByScanner(&scanner{lexer: lexer{b: data}}); got != want {
			t.Errorf("%q is read as\n%s, not as\n%s", data, got, want)
		}
	})
}

func readByScanner(s *scanner) (read string) {
	for {
		op, err := s.scan()
		if err != nil {
			return read + fmt.Sprintf("%v", err)
		}
		for i, o := range s.operands {
			switch o.kind {
			case nameOperand:
				read += fmt.Sprintf("/%q ", s.name(i))
			case stringOperand:
				read += fmt.Sprintf("%q ", s.bytes(o))
			case dictOperand:
				read += "<<>> "
			case arrayOperand:
				read += "[ "
			case numberOperand:
				read += shown(o.number)
			default:
				read += "constant "
			}
		}
		read += fmt.Sprintf("%q\n", op)
	}
}

func readByLexer(l *lexer) (read string) {
	operands := ""
	for {
		v, err := l.next()
		if err != nil {
			return read + fmt.Sprintf("%v", err)
		}
		switch v := v.(type) {
		case operator:
			read += fmt.Sprintf("%s%q\n", operands, v)
			operands = ""
		case name:
			operands += fmt.Sprintf("/%q ", string(v))
		case dict:
			operands += "<<>> "
		case array:
			operands += "[ "
			for _, v := range v {
				if shown := shown(v); shown != "constant " {
					operands += shown
				}
			}
		case text, int, float64, bool, nil:
			operands += shown(v)
		}
	}
}

// shown is a text or a number as both readers show it.
func shown(v any) string {
	switch v := v.(type) {
	case text:
		return fmt.Sprintf("%q ", string(v))
	case int:
		return shown(float64(v))
	case float64:
		if v == 0 {
			v = 0 // and not -0
		}
		return fmt.Sprint(v, " ")
	}
	return "constant "
}

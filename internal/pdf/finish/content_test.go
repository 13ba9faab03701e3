package finish

import (
	"fmt"
	"testing"
)

func TestLiteral(t *testing.T) {
	for _, c := range []struct{ hex, want string }{
		{"BT [<00410042>-20<0043>]TJ ET", "BT [(\x00A\x00B)-20(\x00C)]TJ ET"},
		{"<28295C0D0A>Tj", "(\\(\\)\\\\\\r\n)Tj"},
		{"/P <</MCID 3/E(a<41>\\(<42>)>> BDC <fF>Tj", "/P <</MCID 3/E(a<41>\\(<42>)>> BDC (\xFF)Tj"},
		{"/P <</ActualText<FEFF0041>>> BDC", "/P <</ActualText(\xFE\xFF\x00A)>> BDC"},
		{"<>Tj", "()Tj"},
		{"<4>Tj <4 1>Tj <4G>Tj <41", "<4>Tj <4 1>Tj <4G>Tj <41"},
		{"(never closed <41>", "(never closed <41>"},
		{"", ""},
	} {
		if got := string(literal([]byte(c.hex))); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.hex, got, c.want)
		}
	}
	for c := range 256 { // every byte survives
		s := literal(fmt.Appendf(nil, "<%02X>", c))
		if s = s[1 : len(s)-1]; len(s) == 2 {
			s = s[1:]
			if s[0] == 'r' {
				s[0] = '\r'
			}
		}
		if len(s) != 1 || int(s[0]) != c {
			t.Errorf("%02X becomes %q", c, s)
		}
	}
}

package book

import "testing"

func TestPunctuation(t *testing.T) {
	for _, c := range []struct{ lang, in, want string }{
		{"en", `"None of you," she said.`, `“None of you,” she said.`},
		{"en", `She said "I 'know' it."`, `She said “I ‘know’ it.”`},
		{"en", `Kathy's, the students' art, don't`, `Kathy’s, the students’ art, don’t`},
		{"en", `'Tis the '80s, rock 'n' roll`, `’Tis the ’80s, rock ’n’ roll`},
		{"en", `("Gallery") and ["x"]`, `(“Gallery”) and [“x”]`},
		{"en", `a carer - one who tends`, `a carer – one who tends`},
		{"en", `well-known, 1818-1823, x -y`, `well-known, 1818-1823, x -y`},
		{"en", `pp. 3--5 and so---thus`, `pp. 3–5 and so—thus`},
		{"en", `"deferrals"—the belief—"x"`, `“deferrals”—the belief—“x”`},
		{"en", `"I was going to--" He stopped.`, `“I was going to–” He stopped.`},
		{"en", `Wait... what....`, `Wait… what.…`},
		{"en", `""`, `“”`},
		{"en", `already “curly” isn’t touched`, `already “curly” isn’t touched`},
		{"de", `Er sagte "nein".`, `Er sagte „nein“.`},
	} {
		w := wordsFor(mustTag(t, c.lang))
		if got := w.curlString(c.in); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.lang, c.in, got, c.want)
		}
	}
}

// A quote is judged by what stands beside it, in whichever inline that is.
func TestPunctuationAcrossInlines(t *testing.T) {
	w := wordsFor(mustTag(t, "en"))
	text := []Inline{
		&Text{Text: `He read "`},
		&Styled{Role: RoleEmphasis, Text: []Inline{&Text{Text: `Paradise Lost`}}},
		&Text{Text: `" and "`},
		&CodeSpan{Text: "x"},
		&Text{Text: `" in '`},
		&Styled{Role: RoleEmphasis, Text: []Inline{&Text{Text: `that`}}},
		&Text{Text: `' order.`},
	}
	w.curl(text)
	if got, want := Plain(text), `He read “Paradise Lost” and “x” in ‘that’ order.`; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// What is set once is not set again.
func FuzzPunctuation(f *testing.F) {
	f.Add(`"a' --- '80s... "`)
	w := wordsFor(mustTag(f, "en"))
	f.Fuzz(func(t *testing.T, s string) {
		once := w.curlString(s)
		if twice := w.curlString(once); twice != once {
			t.Errorf("%q becomes %q, then %q", s, once, twice)
		}
	})
}

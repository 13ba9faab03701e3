package book

import (
	"testing"

	"golang.org/x/text/language"
)

// TestDates holds that dates are spelled out where the program knows the
// names of the months.
func TestDates(t *testing.T) {
	for _, c := range []struct{ lang, iso, want string }{
		{"en-GB", "2026-01-02", "2 January 2026"},
		{"en", "2026-11", "November 2026"},
		{"en", "2026", "2026"},
		{"en", "", ""},
		{"fr", "2026-01-02", "2026-01-02"},
	} {
		w := wordsFor(language.MustParse(c.lang))
		if got := w.date(c.iso); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.lang, c.iso, got, c.want)
		}
	}
}

package typeset

import (
	"strings"
	"testing"

	"guidec/assets"
)

func spell(h *Hyphenator, word string) string {
	var parts []string
	last := 0
	for _, at := range h.Points(word) {
		parts = append(parts, word[last:at])
		last = at
	}
	return strings.Join(append(parts, word[last:]), "-")
}

func TestHyphenation(t *testing.T) {
	lib := NewLibrary(assets.Files)
	for _, c := range []struct{ lang, want string }{
		{"en-US", "hy-phen-ation"}, {"en-GB", "hy-phen-a-tion"}, {"en", "rec-og-nize"},
		{"en-US", "ta-ble"}, {"en-GB", "how-ever"}, {"en-US", "as-so-ciates"}, {"en-US", "As-so-ciates"},
		{"en-US", "cat"}, {"en-US", "only"}, {"pl", "odpowiedzialność"}, {"en-AU", "how-ever"},
		{"de", "Ver-ant-wor-tung"}, {"de-AT", "Stra-ßen-bahn"}, {"fr-CA", "res-pon-sa-bi-lité"}, {"es-MX", "res-pon-sa-bi-li-dad"}, {"it", "re-spon-sa-bi-lità"},
	} {
		h, err := lib.Hyphenator(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := spell(h, strings.ReplaceAll(c.want, "-", "")); got != c.want {
			t.Errorf("%s: %s, want %s", c.lang, got, c.want)
		}
	}
}

// TestPatterns holds the figures of the patterns against places that are
// worked out by hand (Liang's own example among them).
func TestPatterns(t *testing.T) {
	for _, c := range []struct{ patterns, want string }{
		{"hy3ph he2n hena4 hen5at 1na n2at 1tio 2io o2n", "hy-phen-ation"},
		{".a1b", "a-bab"}, {"a1b.", "aba-b"}, {"1b", "a-ba-b"}, {"a1", "a-ba"},
		{"a1b a2b", "ab"}, {"a1b 2b", "ab"}, {"a2b a3b", "a-b"}, {"é1a", "bé-a"}, {"", "abc"},
	} {
		word := strings.ReplaceAll(c.want, "-", "")
		got, last := "", 0
		parsePatterns(c.patterns).odd(word, func(at int) {
			got, last = got+word[last:at]+"-", at
		})
		if got += word[last:]; got != c.want {
			t.Errorf("%q: %s, want %s", c.patterns, got, c.want)
		}
	}
}

func TestHyphenationKeepsBothEndsLongEnough(t *testing.T) {
	h, err := NewLibrary(assets.Files).Hyphenator("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range strings.Fields("naïveté façade Überführung anthropomorphism idea aorta ended ruined being Œuvres") {
		for _, at := range h.Points(word) {
			if left, right := len([]rune(word[:at])), len([]rune(word[at:])); left < hyphenLeft || right < hyphenRight {
				t.Errorf("%s: %d letters before a hyphen, %d after", spell(h, word), left, right)
			}
		}
	}
	if at := h.Points(strings.Repeat("a", 10000)); at != nil {
		t.Errorf("a word of 10000 letters is parted %d times", len(at))
	}
}

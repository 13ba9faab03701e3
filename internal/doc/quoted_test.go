package doc

import "testing"

// TestQuoted holds which paragraphs one pair of marks encloses.
func TestQuoted(t *testing.T) {
	for _, c := range []struct {
		paragraphs    []string
		open, closing string
	}{
		{[]string{"“All of it.”"}, "“", "”"},
		{[]string{"„Alles.“"}, "„", "“"},
		{[]string{"„Wszystko.”"}, "„", "”"},
		{[]string{"»Alles.«"}, "»", "«"},
		{[]string{"« Tout. »"}, "«", "»"},
		{[]string{`"She said "no" and left."`}, `"`, `"`},
		{[]string{"'It wasn't there.'"}, "'", "'"},
		{[]string{"“It was mine,” she said, “and late.”"}, "", ""},
		{[]string{`"One" and "two"`}, "", ""},
		{[]string{`"I was—" he said, "late."`}, "", ""},
		{[]string{"“The first.", "“The second.”"}, "“", "”"},
		{[]string{"“The first.”", "“The second.”"}, "", ""},
		{[]string{"“Not closed."}, "", ""},
		{[]string{"No mark.”"}, "", ""},
		{[]string{"“"}, "", ""},
		{[]string{""}, "", ""},
		{nil, "", ""},
	} {
		if open, closing := Quoted(c.paragraphs); open != c.open || closing != c.closing {
			t.Errorf("Quoted(%q) is %q, %q, want %q, %q", c.paragraphs, open, closing, c.open, c.closing)
		}
	}
}

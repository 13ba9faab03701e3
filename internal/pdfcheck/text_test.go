package pdfcheck

import (
	"bytes"
	"strings"
	"testing"
)

func TestText(t *testing.T) {
	data := good(t)
	text, err := Text(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	want := "Chapter one: the office An efficient café, described in the long catalogue of remarkable places and on the next page. 1 " +
		"1 A footnote. Lists and tables 1. First 2. Second Name Part Ada hero A gradient A paragraph that runs over the page. See chapter one."
	if got := strings.Join(strings.Fields(text), " "); got != want {
		t.Errorf("the text is\n%s\nnot\n%s", got, want)
	}
}

// FuzzText holds that no file makes Text panic or run for ever.
func FuzzText(f *testing.F) {
	f.Add(good(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = Text(bytes.NewReader(data), int64(len(data)))
	})
}

// A moment is the same in both forms of a date, however it names the zone.
func TestDates(t *testing.T) {
	const want = "2026-11-28T09:33:41Z"
	for _, s := range []string{"D:20261128093341Z", "D:20261128093341+00'00'", "D:20261128103341+01'00'"} {
		if got := infoDate(s); got != want {
			t.Errorf("%s is %s, want %s", s, got, want)
		}
	}
	if got := xmpDate("2026-11-28T10:33:41+01:00"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

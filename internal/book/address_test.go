package book

import (
	"net/url"
	"testing"
)

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/?a=1&b=2":        "https://example.org/?a=1&b=2",
		`https://example.org?find=\*`:         `https://example.org?find=%5C*`,
		"https://example.org/?q=](uri)&r=%20": "https://example.org/?q=%5D(uri)&r=%20",
		"https://example.org/é?é":             "https://example.org/%C3%A9?%C3%A9",
		"mailto:a@example.org":                "mailto:a@example.org",
		"https://../":                         "",
		"https://":                            "",
		"https://.example.org":                "",
		"javascript:x":                        "",
	} {
		u, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if opens(u) {
			got = address(u)
		}
		if got != want {
			t.Errorf("%s is %q, want %q", in, got, want)
		}
	}
}

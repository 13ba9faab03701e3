package pdf

import "testing"

// What is printed of an address can be typed, and leads to the same place.
func TestPrintedAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://example.org/":                                        "example.org",
		"mailto:us@example.org?subject=Hello%20there&body=Text":       "us@example.org",
		"tel:+44-20-7946-0958":                                        "+44-20-7946-0958",
		"https://www.xn--cole-9oa.example/%C3%A9t%C3%A9":              "www.xn--cole-9oa.example/été",
		"https://example.org/%C3%A9t%c3%a9%20tard?q=%C3%A9#%E1%BA%A1": "example.org/été%20tard?q=é#ạ",
		"https://example.org/%D0%BC%D0%B8%D1%80":                      "example.org/мир",
		"https://example.org/a%2Fb%3Fc%25%41":                         "example.org/a%2Fb%3Fc%25A",
		"https://example.org/e%CC%81":                                 "example.org/e%CC%81", // not what é is typed as
		"https://example.org/%D7%A9%E2%80%8B%F0%93%80%80":             "example.org/%D7%A9%E2%80%8B%F0%93%80%80",
		"https://example.org/%E9t%E9":                                 "example.org/%E9t%E9", // in an old encoding
		"https://example.org/%":                                       "example.org/%",
	} {
		if got := printedAddress(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

package book

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// outward are the kinds of address that a book can open.
var outward = []string{"http", "https", "mailto", "tel"}

// opens reports whether a book can open an address: it is of one of the
// kinds above, and a web address has a host that can exist.
func opens(u *url.URL) bool {
	if u.Scheme == "http" || u.Scheme == "https" {
		host := u.Hostname()
		return host != "" && !strings.HasPrefix(host, ".") && !strings.Contains(host, "..")
	}
	return slices.Contains(outward, u.Scheme)
}

// address spells a URL so that no reader stumbles over it.
func address(u *url.URL) string {
	plain := *u
	plain.RawQuery, plain.Opaque = percent(u.RawQuery), percent(u.Opaque)
	return plain.String()
}

// percent encodes what a query cannot hold as it is (RFC 3986, section
// 3.4), which net/url leaves to its caller.
func percent(query string) string {
	var b strings.Builder
	for i := range len(query) {
		switch c := query[i]; {
		case c <= ' ', c >= 0x7f, strings.IndexByte("\"<>[\\]^`{|}", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

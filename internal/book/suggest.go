package book

import "guidec/internal/diag"

// mostCompared bounds the names that one guide's suggestions are looked for
// among: a text with thousands of wrong references needs no hint at each.
const mostCompared = 1 << 17

// suggest returns the one of the names that the author most likely meant, or
// "".
func (b *builder) suggest(name string, known func() []string) string {
	if b.compared > mostCompared {
		return ""
	}
	names := known()
	b.compared += len(names)
	return diag.Suggest(name, names)
}

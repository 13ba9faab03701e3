package book

import (
	"strings"
	"unicode/utf8"

	"guidec/internal/doc"
)

// longestVerse is how many signs a line of verse has at most; what is longer
// is prose whose author ended a line.
const longestVerse = 120

// textOrVerse tells a paragraph of verse from prose: its author ended each of
// its lines but the last, and none of them goes on in the next line of the
// source. Addresses and fields of a form have that shape, and are set alike.
func textOrVerse(text []doc.Inline) Role {
	if len(text) == 0 {
		return RoleText
	}
	all := text[0].Pos().To(text[len(text)-1].Pos())
	role, from, signs := RoleText, all.Start, 0
	prose := false
	ends := func(to int) {
		written := ""
		if all.File != nil {
			written = strings.TrimSpace(all.File.Span(from, to).Text())
		}
		prose = prose || signs > longestVerse || strings.Contains(written, "\n")
	}
	doc.WalkInlines(text, func(n any) {
		switch n := n.(type) {
		case *doc.Text:
			signs += utf8.RuneCountInString(n.Text)
		case *doc.CodeSpan:
			signs += utf8.RuneCountInString(n.Text)
		case *doc.Break:
			ends(n.Start)
			role, from, signs = RoleVerse, n.End, 0
		}
	})
	if ends(all.End); prose {
		return RoleText
	}
	return role
}

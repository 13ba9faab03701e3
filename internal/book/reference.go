package book

import (
	"cmp"
	"strings"

	"guidec/internal/source"
)

// reference is how a sentence speaks of a place: "Chapter 2, The Cottages".
func (t *Target) reference() string { return t.labelBefore() + t.Name }

// labelBefore is what stands before a place's name in a sentence.
func (t *Target) labelBefore() string {
	if t.Chapter.Target == t && t.Chapter.Label != "" {
		return t.Chapter.Label + ", "
	}
	return ""
}

// A naming is a link whose text is what a place is called, and the part that
// the link stands in.
type naming struct {
	link  *Link
	place *Target
	in    *Section
}

// linkNaming makes a link that names a place: in plain words until all headings
// are lowered.
func (s *scope) linkNaming(at source.Span, r Role, to, place *Target) *Link {
	l := &Link{Span: at, Role: r, To: to, Text: []Inline{&Text{at, place.reference()}}}
	s.namings = append(s.namings, naming{l, place, s.chapter})
	return l
}

// nameLinks gives the links that name a place its heading, with all that the
// heading has.
func (b *builder) nameLinks() {
	headings := map[*Target][]Inline{}
	for _, s := range b.book.Sections() {
		Walk(s, func(n any) {
			switch n := n.(type) {
			case *Section:
				if n.Role != RoleQuestionAnswered { // it is called by its number
					headings[n.Target] = n.Heading
				}
			case *Box:
				if n.Title != nil {
					headings[n.Target] = n.Title
				}
			case *Item:
				if n.Terms != nil {
					headings[n.Target] = n.Terms[0]
				}
			}
		})
	}
	for _, n := range b.namings {
		if h := headings[n.place]; h != nil {
			n.link.Text = b.referenceIn(n.in, n.place, h)
		}
	}
}

// referenceIn is how a sentence in another part speaks of a place by its
// heading.
func (b *builder) referenceIn(part *Section, t *Target, heading []Inline) []Inline {
	return append(words(source.Span{}, t.labelBefore()), b.headingIn(part, t, heading)...)
}

// headingIn copies the heading of a place into a part, whose language may be
// another one. A heading with nothing but a picture is what that shows.
func (b *builder) headingIn(part *Section, t *Target, heading []Inline) []Inline {
	text := withoutNotes(heading, false)
	if Plain(text) == "" {
		text = words(source.Span{}, t.Name)
	}
	if len(text) > 0 {
		if first, ok := text[0].(*Text); ok { // after a picture
			first.Text = strings.TrimLeft(first.Text, " ")
		}
	}
	if lang := b.langOf(t.Chapter); len(text) > 0 && lang != b.langOf(part) {
		return []Inline{&Styled{Role: RoleLanguage, Lang: lang, Text: text}}
	}
	return text
}

// langOf is the language of a part; that of the book for nil.
func (b *builder) langOf(part *Section) string {
	if part == nil {
		return b.book.Meta.Lang
	}
	return cmp.Or(part.Lang, b.book.Meta.Lang)
}

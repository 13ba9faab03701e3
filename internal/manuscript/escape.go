package manuscript

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"guidec/internal/pattern"
)

// Signs get a backslash where a reader of Markdown would take them for marks
// (CommonMark 0.31.2, sections 2.4, 4 and 6; GFM 6.9) or for the notation of
// another tool, and only there.

// charRefs are what would be read as character references.
var (
	charRef      = pattern.Lazy(charRefs)
	firstCharRef = pattern.Lazy(`^` + charRefs)
)

const charRefs = `&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]*)(?:;|$)`

func escapeReferences(s string) string {
	return charRef().ReplaceAllStringFunc(s, func(m string) string { return `\` + m })
}

// A place says where in the Markdown a text stands.
type place struct {
	lineStart bool // nothing stands before it on its line
	heading   bool // the line ends where the text does: a heading, a term, a cell
	quoted    bool // in a quotation, where a line may be its credit
}

// escape writes words as Markdown that reads as those words. before and
// after are what stands around them on the line, or 0.
func escape(s string, at place, before, after rune) string {
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return r
	}, s)
	var b strings.Builder
	start := 0
	if at.lineStart {
		start = escapeStart(&b, s, at)
	}
	for i := start; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		prev, next := before, after
		if i > 0 {
			prev, _ = utf8.DecodeLastRuneInString(s[:i])
		}
		if i+n < len(s) {
			next, _ = utf8.DecodeRuneInString(s[i+n:])
		}
		if isMark(s, i, r, prev, next, at) {
			b.WriteByte('\\')
		}
		b.WriteString(s[i : i+n])
		i += n
	}
	return b.String()
}

// isMark reports whether the sign at i would be read as a mark anywhere on
// a line.
func isMark(s string, i int, r, prev, next rune, at place) bool {
	switch r {
	case '\\', '`', '*', '[', ']', '~', '{':
		return true
	case '_':
		return kind(prev) != other || kind(next) != other
	case '<':
		return next == 0 || next == '/' || next == '!' || next == '?' || unicode.IsLetter(next)
	case '&':
		return firstCharRef().MatchString(s[i:]) || i+1 == len(s)
	case '!':
		return i+1 == len(s) && next != 0
	case '^': // begins a footnote, or would be taken for a superscript's mark
		return true
	case '$':
		return kind(prev) != blank || next == r
	case '=', '%':
		return prev == r || next == r
	case '#':
		return at.heading && strings.Trim(s[i:], "# ") == ""
	case ':': // an address would become a link; a note's mark before a colon would be the note
		return prev == ']' || strings.HasPrefix(s[i:], "://") && unicode.IsLetter(prev) || shortName().MatchString(s[i:])
	case '.':
		return i >= 3 && strings.EqualFold(s[i-3:i], "www") && isWord(next)
	case '@':
		return isWord(next)
	}
	return false
}

// shortName is what some tools show as a picture.
var shortName = pattern.Lazy(`^:[a-z][a-z_]+:`)

var (
	listNumber = pattern.Lazy(`^([0-9]{1,9})([.)])(?:\s|$)`)
	listLetter = pattern.Lazy(`^(\(?[A-Za-z])[.)](?:\s|$)`)
	lineMark   = pattern.Lazy(`^(?:>|#|[-+](?:\s|$|[-=:+])|=|\||:(?:\s|$|[:-])|\(@)`)
)

// escapeStart writes the first signs of a line, where they would begin a
// block, and returns how many bytes it took.
func escapeStart(b *strings.Builder, s string, at place) int {
	if m := listNumber().FindStringSubmatch(s); m != nil {
		b.WriteString(m[1] + `\` + m[2])
		return len(m[1]) + 1
	}
	if m := listLetter().FindStringSubmatch(s); m != nil && !at.heading {
		b.WriteString(m[1] + `\` + s[len(m[1]):len(m[1])+1])
		return len(m[1]) + 1
	}
	switch r, n := utf8.DecodeRuneInString(s); {
	case lineMark().MatchString(s):
		b.WriteString(`\` + s[:1])
		return 1
	case strings.HasPrefix(s, "Table: "):
		b.WriteString(`Table\:`)
		return len("Table:")
	case at.quoted && (r == '—' || r == '–'), strings.ContainsRune("•◦▪‣●○■·\uF0B7", r):
		b.WriteString(reference(r))
		return n
	}
	return 0
}

// escapePipes writes what stands in a cell of a table, where a bar ends the
// cell even in code.
func escapePipes(s string) string {
	var b strings.Builder
	slashes := 0
	for i := range len(s) {
		if s[i] == '|' && slashes%2 == 0 {
			b.WriteByte('\\')
		}
		if slashes++; s[i] != '\\' {
			slashes = 0
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// reference writes a character by its number, which is never a mark.
func reference(r rune) string { return fmt.Sprintf("&#%d;", r) }

// A runeKind is how a character counts beside a mark of emphasis (section
// 6.2).
type runeKind int

const (
	blank runeKind = iota // and the ends of a line
	punctuation
	other
)

func kind(r rune) runeKind {
	switch {
	case r == 0 || unicode.IsSpace(r):
		return blank
	case unicode.IsPunct(r) || unicode.IsSymbol(r):
		return punctuation
	}
	return other
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// address writes a path or an id within a link's address.
func address(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c <= ' ' || c == 0x7f || strings.IndexByte("%<>()\\#?&\"", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// destination writes the address of a link or an image.
func destination(s string) string {
	s = escapeReferences(strings.NewReplacer(`\`, `\\`, "\n", "%0A").Replace(s))
	if strings.ContainsAny(s, " ()<>") || s == "" {
		return "<" + strings.NewReplacer("<", `\<`, ">", `\>`).Replace(s) + ">"
	}
	return s
}

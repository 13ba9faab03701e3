package plaintext

import (
	"strings"
	"unicode/utf8"

	"guidec/internal/tongue"
)

// The marks in front of lines say what the lines are. Most functions return
// what of a line is its mark, or "".

// blanks are those that may stand between a mark and its text.
const blanks = " \t\n\f\r\u00A0\u2007\u202F"

// startsUnit reports whether a line shows by its first signs that it begins
// something: an item, a heading, a question.
func startsUnit(s string) bool {
	return bullet(s) != "" || numbered(s) != "" || inBrackets(s) || hashes(s) != "" || isRule(s) || question(s) != "" || answer(s) != ""
}

// before returns what of a line stands before its rest, which is some text
// after a blank.
func before(s, rest string) string {
	if text := strings.TrimLeft(rest, blanks); text == "" || len(text) == len(rest) {
		return ""
	}
	return s[:len(s)-len(rest)]
}

// bullet: "• one"
func bullet(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if !strings.ContainsRune("•◦▪▫‣⁃●○■□∙·*+–-", r) && !isSymbolFont(r) {
		return ""
	}
	return before(s, strings.TrimPrefix(s[n:], asPicture))
}

// numbered: "1. one", "(1) one", "[1] one", "1️⃣ one", but not "3. Oktober"
func numbered(s string) string {
	ends := ".)"
	rest := strings.TrimPrefix(s, "(")
	if in, ok := strings.CutPrefix(s, "["); ok {
		rest, ends = in, "]"
	}
	n := len(rest)
	rest = strings.TrimLeft(rest, digits)
	if behind, ok := strings.CutPrefix(rest, keycap); ok && n == len(rest)+1 {
		return before(s, behind)
	}
	if n -= len(rest); n == 0 || n > 3 || rest == "" || strings.IndexByte(ends, rest[0]) < 0 {
		return ""
	}
	if word, _, _ := strings.Cut(strings.TrimLeft(rest[1:], blanks), " "); n <= 2 && rest[0] == '.' && len(rest) == len(s)-n && tongue.IsMonth(strings.TrimRight(word, ".,:")) {
		return ""
	}
	return before(s, rest[1:])
}

// keycap makes a digit before it one on a key.
const keycap = asPicture + "\u20E3"

const digits = "0123456789"

// lettered: "a. one", "B) two", "(c) three". It returns the letter and what
// stands around it.
func lettered(s string) (letter byte, around string) {
	open := s[:len(s)-len(strings.TrimPrefix(s, "("))]
	rest := s[len(open):]
	if len(rest) < 3 || rest[1] != ')' && (rest[1] != '.' || open != "") || before(s, rest[2:]) == "" {
		return 0, ""
	}
	if l := rest[0] | 0x20; l < 'a' || l > 'z' {
		return 0, ""
	}
	return rest[0], open + rest[1:2]
}

// inBrackets reports whether a line begins as "(a) one" or "a) one" does.
func inBrackets(s string) bool {
	letter, around := lettered(s)
	return letter >= 'a' && around != "."
}

// inRoman: "i. one", "(ii) two" where that is the number. It returns what
// stands around it.
func inRoman(s string, number int) string {
	open := s[:len(s)-len(strings.TrimPrefix(s, "("))]
	numeral := s[len(open):]
	rest := strings.TrimLeft(numeral, "ivx")
	numeral = numeral[:len(numeral)-len(rest)]
	if roman(strings.ToUpper(numeral)) != number || rest == "" || rest[0] != ')' && (rest[0] != '.' || open != "") || before(s, rest[1:]) == "" {
		return ""
	}
	return open + rest[:1]
}

// hashes: "## Themes"
func hashes(s string) string {
	rest := strings.TrimLeft(s, "#")
	if n := len(s) - len(rest); n == 0 || n > 6 {
		return ""
	}
	return before(s, rest)
}

// withoutHashes is the text of a line that begins with hashes, without those
// that may end it.
func withoutHashes(s, mark string) string {
	text := strings.TrimLeft(s[len(mark):], blanks)
	head := strings.TrimRight(text, "#")
	if shorter := strings.TrimRight(head, blanks); shorter != "" && shorter != head {
		return shorter
	}
	return text
}

// isRoom reports whether a line is one to write on.
func isRoom(s string) bool {
	const shortest = 10
	return strings.Count(s, "_") >= shortest && strings.Trim(s, "_ ") == ""
}

// isRule reports whether a line is drawn: "***", "- - -"
func isRule(s string) bool {
	signs, blank := 0, true
	for _, r := range s {
		switch {
		case strings.ContainsRune("=_~*•·—–-", r):
			signs++
			blank = false
		case blank || !strings.ContainsRune(blanks, r):
			return false
		default:
			blank = true
		}
	}
	return signs >= 3
}

// question: "Q: ", "Q1. ", "Question 1: ", "Frage: ", with the blanks after it
func question(s string) string { return label(s, "Q", "Question", "Frage", "Pregunta", "Domanda") }

// answer: "A: ", "A1. ", "Answer 1: ", "Ans. ", "Antwort: ", with the blanks
// after it
func answer(s string) string {
	if mark := label(s, "A", "Answer", "Antwort", "Réponse", "Respuesta", "Risposta"); mark != "" {
		return mark
	}
	return label(strings.Replace(s, "Ans.", "Ans:", 1), "A", "Ans")
}

func label(s, letter string, words ...string) string {
	rest, whole := strings.TrimPrefix(s, letter), false
	for _, word := range words {
		if n := len(word); len(s) >= n && s[0] == word[0] && strings.EqualFold(s[:n], word) {
			rest, whole = s[n:], true
		}
	}
	if len(rest) == len(s) {
		return ""
	}
	rest = strings.TrimLeft(rest, blanks)
	counted := strings.TrimLeft(rest, digits)
	ends := ":"
	if counted != rest {
		if counted = strings.TrimLeft(counted, blanks); !whole {
			ends = ".:)"
		}
	}
	if counted == "" || strings.IndexByte(ends, counted[0]) < 0 {
		return ""
	}
	text := strings.TrimLeft(counted[1:], blanks)
	if text == "" {
		return ""
	}
	return s[:len(s)-len(text)]
}

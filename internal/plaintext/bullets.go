package plaintext

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Signs that mark items only where other lines have them too: by itself one
// may as well adorn a heading, or say what follows from what.
const dingbats = "❖➢➣➤►▶▸▹▷▻◆◇◈♦⬥⬧★☆✦✧✪✯✶✱✲❋❏❐❑❒➔➙➛➜➝➞➟➠➡➥➨➩→⇒⇨⟶⟹⮚⮞⯈❯❱⦿⦾◉◎◯⚫⚪⬤⬛⬜🔹🔸🔷🔶🔵🔴⭐👉" + checked + unchecked

// Where a text has signs of both kinds, they say what is so and what is not.
const (
	checked   = "✓✔✅☑"
	unchecked = "✗✘✕✖❌☒☐"
)

// concluding are signs that may stand below a list for what follows from it.
const concluding = "→⇒⇨⟶⟹"

// asPicture makes a sign before it a picture.
const asPicture = "\uFE0F"

// leading returns the sign that a line has in front of a blank and some text,
// and 0 for none.
func leading(s string) rune {
	r, n := utf8.DecodeRuneInString(s)
	if before(s, strings.TrimPrefix(s[n:], asPicture)) == "" {
		return 0
	}
	return r
}

// dingbat returns the sign that may mark a line as an item, and 0 for none.
func dingbat(s string) rune {
	if s == "" || s[0] < utf8.RuneSelf {
		return 0
	}
	if r := leading(s); strings.ContainsRune(dingbats, r) && match(sure, look(s)) == "" {
		return r
	}
	return 0
}

// findDingbats finds the items of lists that are marked with them, and has
// their lines begin with a bullet.
func findDingbats(lines []line) {
	signs := make([]rune, len(lines))
	for i, l := range lines {
		signs[i] = dingbat(l.text)
	}
	for i := 0; i < len(lines); i++ {
		if signs[i] == 0 {
			continue
		}
		run := []int{i}
		for next := nextDingbat(lines, signs, i); next > 0; next = nextDingbat(lines, signs, i) {
			run, i = append(run, next), next
		}
		times := map[rune]int{}
		yes, no := false, false
		for _, k := range run {
			times[signs[k]]++
			yes = yes || strings.ContainsRune(checked, signs[k])
			no = no || strings.ContainsRune(unchecked, signs[k])
		}
		inList := false
		for _, k := range run {
			sign := signs[k]
			oneMore := inList && !strings.ContainsRune(concluding, sign)
			if inList = (times[sign] > 1 || oneMore) && !(yes && no && strings.ContainsRune(checked+unchecked, sign)); inList {
				_, n := utf8.DecodeRuneInString(lines[k].text)
				lines[k].text = "•" + lines[k].text[n:]
			}
		}
	}
}

// nextDingbat returns the next line with such a sign that is in one list with
// the line at i, if both are items, or 0.
func nextDingbat(lines []line, signs []rune, i int) int {
	const most = 4 // lines of an item
	for k := i + 1; k < min(len(lines), i+1+most); k++ {
		blanks := lines[k].blanks
		if signs[k] != 0 && (blanks == 0 || blanks == 1 && k == i+1 && signs[k] == signs[i]) {
			return k
		}
		if blanks > 0 || startsUnit(lines[k].text) && bullet(lines[k].text) == "" {
			break
		}
	}
	return 0
}

// markAlone returns the bullet or the number that a line is and nothing else,
// or "".
func markAlone(s string) string {
	const text, longest = " x", len("(999)") + len(asPicture) // bytes
	if len(s) > longest {
		return ""
	}
	if bullet(s+text) == s || numbered(s+text) == s {
		return s
	}
	if sign := strings.TrimSuffix(s, asPicture); utf8.RuneCountInString(sign) == 1 && strings.Contains(dingbats, sign) {
		return s
	}
	return ""
}

// joinMarks puts a bullet, or a number with its mark, that stands alone on its
// line in front of the next one, whose mark it is. One that is more often
// something else has to come again below that, or to count on.
func joinMarks(lines []line) []line {
	marks := make([]string, len(lines))
	for i, l := range lines {
		marks[i] = markAlone(l.text)
	}
	var alone []int // those with text below them
	for i, m := range marks {
		if m != "" && i+1 < len(lines) && lines[i+1].blanks == 0 && marks[i+1] == "" && (i == 0 || marks[i-1] == "") && !startsUnit(lines[i+1].text) && lines[i+1].text != "" {
			alone = append(alone, i)
		}
	}
	taken := make(map[int]bool)
	for k, i := range alone {
		if isBulletAlways(marks[i]) {
			taken[i] = true
		}
		if k > 0 && followsMark(marks[alone[k-1]], marks[i]) && !(lines[i].dense && strings.Contains("*·", marks[i])) {
			taken[alone[k-1]], taken[i] = true, true
		}
	}
	if len(taken) == 0 {
		return lines
	}
	out := make([]line, 0, len(lines))
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		if taken[i] {
			i++
			next := lines[i]
			l.text, l.Span = l.text+" "+next.text, l.To(next.Span)
			l.edited, l.cells = next.edited, nil
		}
		out = append(out, l)
	}
	return out
}

// isBulletAlways reports whether a sign is made for lists and nothing else.
func isBulletAlways(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("•◦▪▫‣⁃●", r) || isSymbolFont(r)
}

// isSymbolFont reports whether a character is one of those that a word
// processor takes from a font of symbols, for the bullets of its lists.
func isSymbolFont(r rune) bool { return 0xF020 <= r && r <= 0xF0FF }

// followsMark reports whether two marks are the same bullet, or numbers of
// which one comes after the other.
func followsMark(above, below string) bool {
	first, after := strings.Trim(above, "(.)"), strings.Trim(below, "(.)")
	n, err := strconv.Atoi(first)
	if err != nil {
		return above == below
	}
	return after == strconv.Itoa(n+1) && strings.Replace(above, first, after, 1) == below
}

// withoutPicture is a line without the picture that adorns it, as headings on
// pages have them.
func withoutPicture(s string) string {
	const signs = '\u2190' // the first that are pictures
	if r := leading(s); r >= signs && unicode.Is(unicode.So, r) && !strings.ContainsRune(concluding+unchecked, r) {
		return strings.TrimLeft(strings.TrimPrefix(s[utf8.RuneLen(r):], asPicture), blanks)
	}
	return s
}

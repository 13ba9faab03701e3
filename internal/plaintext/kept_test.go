package plaintext_test

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/txtar"

	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/plaintext"
	"guidec/internal/source"
)

// marks are the words that say what a line is and are gone when it is that.
var marks = map[string]bool{
	"by": true, "written": true, "author": true, "authors": true, "published": true, "first": true, "publication": true, "in": true,
	"date": true, "year": true, "study": true, "guide": true, "a": true, "q": true, "question": true, "answer": true, "ans": true, "to": true, "the": true,
	"this": true, "prepared": true, "compiled": true, "created": true, "edited": true, "summary": true, "notes": true, "analysis": true,
	"reading": true, "reader": true, "s": true, "for": true, "of": true,
	"frage": true, "pregunta": true, "domanda": true, "antwort": true, "réponse": true, "respuesta": true, "risposta": true,
	"autor": true, "autora": true, "autorin": true, "autore": true, "autrice": true, "auteur": true, "auteure": true, "von": true, "par": true, "por": true, "di": true, "de": true,
}

// counted are the marks of letters and Roman numerals.
var counted = regexp.MustCompile(`^\(?(?:[A-Za-z]|[ivx]+)[.)]\s*$`)

// kept checks what Read promises of any text: each word of it is in the
// guide, once, or is covered by a note that says it was left out; each node
// has the words of its place; no place is out of range.
func kept(t *testing.T, text string) {
	t.Helper()
	f := source.NewFile("kept.txt", text)
	g, l := plaintext.Read(f)
	covered, leftOut := make([]bool, len(text)), make([]bool, len(text))
	mended := make([]bool, len(text))
	span := func(what string, s source.Span) {
		if s.File == nil && s == (source.Span{}) {
			return
		}
		if s.File != f || s.Start < 0 || s.Start > s.End || s.End > len(text) {
			t.Fatalf("%s has the place %d–%d of %d", what, s.Start, s.End, len(text))
		}
		for _, at := range []int{s.Start, s.End} {
			if at < len(text) && !utf8.RuneStart(text[at]) {
				t.Fatalf("%s begins or ends inside a character at %d", what, at)
			}
		}
	}
	for _, d := range l {
		span(string(d.Code), d.At)
		for i := d.At.Start; i < d.At.End; i++ {
			switch d.Code {
			case diag.TextLeftOut:
				covered[i], leftOut[i] = true, true
			case diag.TextMended:
				mended[i] = true
			}
		}
	}
	m := g.Meta
	said := " " + strings.Join([]string{m.Title.Text, m.Work.Title, m.Work.Author, m.Work.Year, m.Description}, " ")
	for _, c := range m.Creators {
		said += " " + c.Name
	}
	node := func(n any) {
		if t, ok := n.(*doc.Text); ok && t.Start == t.End { // of a credit that was mended
			said += " " + t.Text
		}
		switch n := n.(type) {
		case doc.Block:
			span(fmt.Sprintf("%T", n), n.Pos())
		case *doc.Item:
			span("item", n.Span)
			if rest, ok := strings.CutPrefix(n.Span.Text(), "o"); ok && rest != "" && strings.IndexFunc(rest, unicode.IsLetter) != 0 {
				covered[n.Start] = true // its mark
			}
			if p, ok := n.Blocks[0].(*doc.Paragraph); ok && counted.MatchString(text[n.Start:p.Text[0].Pos().Start]) {
				for i := n.Start; i < p.Text[0].Pos().Start; i++ {
					covered[i] = true
				}
			}
		case *doc.Choice: // begins with the letter that it counts by
			span("choice", n.Span)
			for i := n.Start; i < n.Text[0].Pos().Start; i++ {
				covered[i] = true
			}
		case *doc.Text:
			span(fmt.Sprintf("text %q", n.Text), n.Span)
			if n.Start < n.End && (leftOut[n.Start] || leftOut[n.End-1]) {
				t.Fatalf("%q was left out as well", n.Span.Text())
			}
			whole := true
			var raw []byte
			for i := n.Start; i < n.End; i++ {
				if leftOut[i] { // by a page that ended in it
					continue
				}
				if covered[i] {
					t.Fatalf("%q is in the guide twice", n.Span.Text())
				}
				covered[i] = true
				whole = whole && !mended[i]
				raw = append(raw, text[i])
			}
			if whole && n.Start < n.End && letters(string(raw)) != letters(n.Text) {
				t.Fatalf("%q stands for %q", n.Text, n.Span.Text())
			}
		case doc.Inline:
			span(fmt.Sprintf("%T", n), n.Pos())
		}
	}
	for _, c := range g.Chapters {
		doc.Walk(c, node)
	}
	for _, n := range g.Notes {
		span("note", n.Span)
		doc.WalkBlocks(n.Blocks, node)
	}
	for i := m.Title.Start; i < m.Title.End; i++ {
		covered[i] = true
	}
	inMeta := map[string]bool{}
	for _, w := range words(said) {
		inMeta[said[w[0]:w[1]]] = true
	}
	for _, w := range words(text) {
		word, lost, touched := text[w[0]:w[1]], false, false
		for i := w[0]; i < w[1]; i++ {
			lost, touched = lost || !covered[i], touched || mended[i]
		}
		number := strings.Trim(word, "IVX") == ""
		if lost && !touched && !inMeta[word] && !marks[strings.ToLower(word)] && !number {
			t.Fatalf("the word %q at %v is lost\n%s\n%s", word, f.Position(w[0]), text, doc.Dump(g))
		}
	}
}

// words returns where the words of letters are.
func words(s string) [][2]int {
	var all [][2]int
	start := -1
	for i, r := range s + " " {
		switch in := unicode.IsLetter(r); {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			all = append(all, [2]int{start, i})
			start = -1
		}
	}
	return all
}

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

func TestNothingIsLost(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		kept(t, string(a.Files[0].Data))
	}
}

// Any mixture of what raw texts are made of.
func TestNothingIsLostOfMixtures(t *testing.T) {
	for seed := range uint64(2500) {
		kept(t, mixture(rand.New(rand.NewPCG(seed, 1))))
	}
}

// mixture makes a text of lines of every shape, each with words of its own.
func mixture(r *rand.Rand) string {
	var b strings.Builder
	n := 0
	word := func() string {
		n++
		return "w" + strings.Repeat("x", n%7) + strings.Map(func(c rune) rune { return c - '0' + 'a' }, fmt.Sprint(n))
	}
	some := func(count int) string {
		var ws []string
		for range count {
			ws = append(ws, word())
		}
		return strings.Join(ws, " ")
	}
	title := func() string { w := some(1 + r.IntN(4)); return strings.ToUpper(w[:1]) + w[1:] }
	shapes := []func() string{
		title, title, title,
		func() string { return title() + " " + some(20) + "." },
		func() string { return title() + " " + some(60) + "." },
		func() string { return `"` + title() + " " + some(5) + `."` },
		func() string {
			return "“" + title() + " " + some(5) + ".”\n— " + title() + ", Chapter " + fmt.Sprint(n)
		},
		func() string { return "“" + title() + ".\n\n“" + title() + ".”" },
		func() string { return "1. " + some(4) + ".\n2. " + some(3) + "." },
		func() string { return fmt.Sprintf("%d. %s", 1+r.IntN(4), title()) },
		func() string { return "- " + some(3) + "\n- " + some(2) + "\n  " + some(2) + "\n  * " + some(2) },
		func() string { return "Q: " + title() + "?\nA: " + title() + "." },
		func() string { return "What " + some(4) + "?" },
		func() string { return "## " + title() },
		func() string { return "# " + title() + " #" },
		func() string { return title() + "\n-----" },
		func() string { return strings.ToUpper(title()) },
		func() string { return "**" + title() + "**" },
		func() string { return "Frequently Asked Questions" },
		func() string { return "Key Quotes" },
		func() string { return "Contents" },
		func() string { return "Chapter " + fmt.Sprint(n) + ": " + title() },
		func() string { return "1.2 " + title() },
		func() string { return "II. " + title() },
		func() string { return "by" },
		func() string { return "by " + title() },
		func() string { return title() + " by " + title() + " - Book Cover Summary" },
		func() string { return "⏱ 41 min read" },
		func() string { return "Buy the book on Amazon" },
		func() string { return "Home" },
		func() string { return "Share" },
		func() string { return "00:00 00:00" },
		func() string { return "* * *" },
		func() string { return some(4) + "〞" + some(4) + "." },
		func() string { return title() + ",\n" + title() + ",\n" + title() },
		func() string { return wrap(title()+" "+some(60)+".", 60) },
		func() string { return title() + "[edit]" },
		func() string {
			return "1. Who " + some(2) + "?\n" + title() + ".\n2. Why " + some(3) + "?\n" + title() + " " + some(2) + "."
		},
		func() string { return "Quotes " + some(1) + ":" },
		func() string {
			return wrap(title()+" "+some(30)+".", 60) + "\n" + title() + " " + some(12) + " no-\nbody " + some(3) + "."
		},
		func() string {
			return "1. " + some(3) + ".\n____________\n____________\n\nWhy " + some(2) + "?\n____________"
		},
		func() string {
			return "Quiz\n\n1. " + some(2) + "?\n2. " + some(3) + "\n\nAnswers\n\n1. " + some(2) + "\n2. " + some(3)
		},
		func() string { return title() + "\t" + some(2) + "\t" + some(3) + "\n" + title() + "\t" + some(2) },
		func() string { return title() + "\t" + some(4) + "\n" + title() + "\t" + title() + "?" },
		func() string { return some(8) + ".[1] " + title() + "[2] " + some(20) + ".[2]" },
		func() string { return "References\n1. ^ " + title() + ".\n2. ^ a b " + title() + "." },
		func() string { return "Vocabulary:\n" + title() + " - " + some(3) + "\n" + title() + ": " + some(4) },
		func() string { return fmt.Sprintf("%d", 1+r.IntN(3)+n/20) },
		func() string {
			return fmt.Sprintf([]string{"- %d -", "Page %d", "Page %d of 90", "%d | Page", "Wa %d", "%d   Wa"}[r.IntN(6)], 1+n/20)
		},
		func() string { return fmt.Sprintf("%s %s\n\n%d\n\n%s.", title(), some(12), 1+n/20, some(3)) },
		func() string {
			return "❖ " + some(3) + "\n" + some(2) + "\n❖ " + some(2) + "\n✔️ " + some(1) + "\n✔️\t" + some(2)
		},
		func() string { return "•\n" + some(3) + "\n•\n" + some(2) + "\n-\n" + some(2) + "\n-\n" + some(2) },
		func() string { return "1.\n" + some(3) + "?\n2.\n" + some(2) + "?\n(3)\n" + some(2) },
		func() string { return "\uF0D8 " + some(3) + "\n\uF0FC\t" + some(2) + "\n📝 " + title() },
		func() string { return "Timeline\n\n1606 – " + some(3) + ".\n\n1611 – " + some(4) + "." },
		func() string {
			return title() + ", " + some(8) + ",\n" + title() + " " + some(4) + "\n" + title() + " " + some(9) + ".\n" + title() + " " + some(3) + ","
		},
		func() string { return "a) " + some(2) + "\nb) " + some(1) + "\nc) " + some(3) },
		func() string {
			return "1. (a) " + some(2) + ".\n(b) " + some(3) + "?\n    i. " + some(2) + "\n(c) Share\n(d) 00:00 00:00\n2. " + some(2)
		},
		func() string { return "A. 1923\nB. © 1923 " + some(1) + "\nC. " + some(1) },
		func() string {
			return "\t" + title() + "\t" + some(2) + "\n" + title() + "\t" + some(1) + "\t" + some(2)
		},
		func() string { return "•\u00A0" + some(2) + "\n•\u00A0" + some(1) },
		func() string { return "Q1. " + title() + ".\nQ2. " + title() + "." },
		func() string { return "Answers\n\nA1. " + title() + ".\nA2. " + some(2) },
		func() string { return "11:40\n" + title() + " " + some(3) + "." },
		func() string { return "Contents\na) " + title() + "\nb) Home\nc) " + title() },
		func() string { return "🔹 " + title() },
	}
	for range 2 + r.IntN(14) {
		b.WriteString(shapes[r.IntN(len(shapes))]())
		b.WriteString([]string{"\n", "\n\n", "\n\n", "\n\n\n"}[r.IntN(4)])
	}
	return b.String()
}

// Any mixture of the lines of the texts that are read in the golden files.
func TestNothingIsLostOfMixedLines(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, strings.Split(string(a.Files[0].Data), "\n")...)
	}
	for seed := range uint64(2500) {
		r := rand.New(rand.NewPCG(seed, 2))
		var b strings.Builder
		for range 2 + r.IntN(30) {
			at := r.IntN(len(lines))
			for _, l := range lines[at:min(len(lines), at+1+r.IntN(5))] {
				b.WriteString(l + "\n")
			}
		}
		kept(t, b.String())
	}
}

func wrap(s string, width int) string {
	var b strings.Builder
	column := 0
	for _, w := range strings.Fields(s) {
		if column > 0 && column+1+len(w) > width {
			b.WriteByte('\n')
			column = 0
		} else if column > 0 {
			b.WriteByte(' ')
			column++
		}
		b.WriteString(w)
		column += len(w)
	}
	return b.String()
}

func FuzzRead(f *testing.F) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(a.Files[0].Data))
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // charset lets no such text through
		}
		kept(t, text)
	})
}

package plaintext

import (
	"strings"
	"unicode/utf8"

	"guidec/internal/doc"
	"guidec/internal/pattern"
)

// Some parts of a guide have the same names everywhere, so that a line which
// is such a name and nothing else heads a part, whatever stands around it.

// A partKind says what the lines of such a part are.
type partKind int

const (
	noPart partKind = iota
	prose           // whatever they look like
	terms           // "heath: open land"
	dates           // "1606 – Macbeth is written"
)

var partNames = func() map[string]partKind {
	m := map[string]partKind{}
	for kind, names := range [...]string{
		prose: `plot|plot summary|plot overview|summary|synopsis|analysis|theme|themes|motifs|symbols|symbolism|setting|style|structure|form|context|historical context|background|introduction|conclusion|overview
			|quotes|quotations|questions|discussion questions|study questions|comprehension questions|review questions|essay questions|questions for discussion|answers|answer key|quiz|homework|activities|further reading|faq|faqs|frequently asked questions
			|handlung|inhalt|inhaltsangabe|zusammenfassung|themen|motive|symbole|aufbau|sprache|hintergrund|interpretation|deutung|charakterisierung|zitate|fragen|antworten|aufgaben|häufige fragen
			|résumé|thèmes|symboles|contexte|citations|réponses|questions fréquentes
			|argumento|resumen|temas|símbolos|contexto|citas|preguntas|respuestas|preguntas frecuentes
			|trama|riassunto|temi|simboli|contesto|citazioni|domande|risposte|domande frequenti`,
		terms: `characters|character list|list of characters|vocabulary|vocabulary list|glossary|terms|words|words to know|people|facts
			|personen|figuren|hauptpersonen|hauptfiguren|charaktere|wortschatz|wortschatzliste|glossar|begriffe
			|personnages|personnages principaux|personajes principales|personaggi principali|vocabulaire|lexique|glossaire|personajes|vocabulario|glosario|personaggi|vocabolario|glossario`,
		dates: `timeline|time line|chronology|dates|zeittafel|zeitleiste|chronologie|cronología|cronologia`,
	} {
		for name := range strings.SplitSeq(names, "|") {
			m[strings.TrimSpace(name)] = partKind(kind)
		}
	}
	return m
}()

// partNamed returns what kind of part a line names.
func partNamed(text string) partKind {
	const longest = 40 // bytes
	text = withoutPicture(text)
	if len(text) > longest {
		return noPart
	}
	name := strings.ToLower(text)
	for _, which := range []string{"the ", "main ", "major ", "key ", "important ", "wichtige ", "les ", "los ", "las "} {
		name = strings.TrimPrefix(name, which)
	}
	if kind := partNames[name]; kind != noPart {
		return kind
	}
	for w := range strings.FieldsSeq(name) {
		if w == "vocabulary" || w == "glossary" {
			return terms
		}
	}
	return noPart
}

// part makes what stands below a heading. Below one that names terms or
// dates, lines that each say something of one are a list of these.
func (r *reader) part(name string, units []unit) []doc.Block {
	kind := partNamed(name)
	if kind < terms {
		return r.blocks(units)
	}
	var out []doc.Block
	rest := 0 // what is not yet in out
	for i := 0; i < len(units); i++ {
		list, end := r.definitions(units, i)
		if len(list) < 2 {
			continue
		}
		out = append(out, r.blocks(units[rest:i])...)
		span := units[i].To(units[end-1].Span)
		if kind == dates {
			out = append(out, &doc.Timeline{Span: span, Events: list})
		} else {
			out = append(out, &doc.DefinitionList{Span: span, Items: list})
		}
		rest = end
		i = rest - 1
	}
	return append(out, r.blocks(units[rest:])...)
}

// definitions reads definitions from unit i on, up to end. Items that stand
// further in belong to the one above them.
func (r *reader) definitions(units []unit, i int) (list []*doc.Definition, end int) {
	first := units[i].indent
	further := func(u unit) bool { return (u.shape == item || u.shape == number) && u.indent > first+1 }
	for end = i; end < len(units); {
		if inner := end; len(list) > 0 && further(units[end]) {
			for end < len(units) && further(units[end]) {
				end++
			}
			last := list[len(list)-1]
			last.Blocks = append(last.Blocks, r.blocks(units[inner:end])...)
			last.Span = last.To(units[end-1].Span)
			continue
		}
		d := definition(units[end])
		if d == nil {
			break
		}
		list = append(list, d)
		end++
	}
	return list, end
}

// entryMark stands between a term and what is said of it.
var entryMark = pattern.Lazy(`[\s\x{A0}\x{202F}]*:\s+|\s+[–—·-]\s+`)

// isEntry reports whether a line looks like one of a list of terms.
func isEntry(s string) bool {
	const longest = 30 // bytes of the term
	m := entryMark().FindStringIndex(s)
	return m != nil && m[0] > 0 && m[0] <= longest && m[1] < len(s)
}

// definition reads a unit that says what a term, a person or a date is, and
// returns nil for any other.
func definition(u unit) *doc.Definition {
	const longest = 50 // runes of the term
	raw := u.inner.Text()
	m, at := entryMark().FindStringIndex(u.text), entryMark().FindStringIndex(raw)
	if u.shape != plain && u.shape != item || m == nil || at == nil || m[1] == len(u.text) || at[1] == len(raw) {
		return nil
	}
	term, said := u.text[:m[0]], u.text[m[1]:]
	if term == "" || utf8.RuneCountInString(term) > longest || endsSentence(term) && !strings.HasSuffix(term, ")") {
		return nil
	}
	of, is := u.File.Span(u.inner.Start, u.inner.Start+at[0]), u.File.Span(u.inner.Start+at[1], u.inner.End)
	return &doc.Definition{Span: u.Span, Terms: [][]doc.Inline{{&doc.Text{Span: of, Text: term}}},
		Blocks: []doc.Block{&doc.Paragraph{Span: is, Text: []doc.Inline{&doc.Text{Span: is, Text: said}}}}}
}

// nameOnly finds a line that names a part, and takes its colon off.
func nameOnly(u *unit) {
	const most = 4 // words before a colon, one of which says that it is a part
	name, colon := strings.CutSuffix(u.text, ":")
	name = strings.TrimRight(name, blanks)
	words := 1 + strings.Count(name, " ")
	if u.shape != plain || partNamed(name) == noPart && !(colon && words <= most && startsUpper(name) && hasPartWord(name)) {
		return
	}
	u.named = true
	u.text = name
	if raw := u.inner.Text(); strings.HasSuffix(raw, ":") {
		u.inner = u.File.Span(u.inner.Start, u.inner.Start+len(strings.TrimRight(raw[:len(raw)-1], blanks)))
	}
}

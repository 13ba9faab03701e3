package book

import "testing"

func TestPunctuation(t *testing.T) {
	for _, c := range []struct{ lang, in, want string }{
		{"en", `"None of you," she said.`, `“None of you,” she said.`},
		{"en", `She said "I 'know' it."`, `She said “I ‘know’ it.”`},
		{"en", `Kathy's, the students' art, don't`, `Kathy’s, the students’ art, don’t`},
		{"en", `'Tis the '80s, rock 'n' roll`, `’Tis the ’80s, rock ’n’ roll`},
		{"en", `'Twould chill, 'twixt us, 'gainst the wall, 'neath, 'mongst, 'pon my soul, he 'scaped, 'tisn't, 'tweren't; the students' art`,
			`’Twould chill, ’twixt us, ’gainst the wall, ’neath, ’mongst, ’pon my soul, he ’scaped, ’tisn’t, ’tweren’t; the students’ art`},
		{"en", `"'Gainst the wall" ('Neath it) ''Twas so,' he said`, `“’Gainst the wall” (’Neath it) ‘’Twas so,’ he said`},
		{"en", `'mid the hills 'cross which he's gone, 'stead of 'home', 'nother one, 'nuff said`, `’mid the hills ’cross which he’s gone, ’stead of ‘home’, ’nother one, ’nuff said`},
		{"en", `'Cross the road,' he said, 'and don't stop.' 'Cause and effect' it's called. ('Mid-term')`, `‘Cross the road,’ he said, ‘and don’t stop.’ ‘Cause and effect’ it’s called. (‘Mid-term’)`},
		{"en", `'He ran 'cross the road,' she said.`, `‘He ran ’cross the road,’ she said.`},
		{"en", `("Gallery") and ["x"]`, `(“Gallery”) and [“x”]`},
		{"en", `a carer - one who tends`, `a carer – one who tends`},
		{"en", `well-known, 1818-1823, x -y`, `well-known, 1818-1823, x -y`},
		{"en", `pp. 3--5 and so---thus`, `pp. 3–5 and so—thus`},
		{"en", `"deferrals"—the belief—"x"`, `“deferrals”—the belief—“x”`},
		{"en", `"I was going to--" He stopped.`, `“I was going to–” He stopped.`},
		{"en", `Wait... what....`, `Wait… what.…`},
		{"en", `""`, `“”`},
		{"en", `already “curly” isn’t touched`, `already “curly” isn’t touched`},
		{"de", `Er sagte "nein".`, `Er sagte „nein“.`},
		{"de", `"Wer rief 'Halt'?" und 'ging', Hans' Hut`, `„Wer rief ‚Halt‘?“ und ‚ging‘, Hans’ Hut`},
		{"de", `"Er sagte 'Hallo'", rief sie. ("das 'Wort'"). "Nur 'das'"?`, `„Er sagte ‚Hallo‘“, rief sie. („das ‚Wort‘“). „Nur ‚das‘“?`},
		{"de", `'s ist wahr, und 'ne Frau, so 'n Mann mit 'nem Hut, 'nauf und 'naus; Hans' Buch`, `’s ist wahr, und ’ne Frau, so ’n Mann mit ’nem Hut, ’nauf und ’naus; Hans’ Buch`},
		{"de", `"'S ist wahr", er geht 'rein und 'raus, 'runter mit 'ner Last. 'Raus hier!', rief er, und 'Rein!'`, `„’S ist wahr“, er geht ’rein und ’raus, ’runter mit ’ner Last. ‚Raus hier!‘, rief er, und ‚Rein!‘`},
		{"de", `"'Tis" und 's' und 'ne', geht's 'Im Westen'?`, `„’Tis“ und ‚s‘ und ‚ne‘, geht’s ‚Im Westen‘?`},
		{"fr", `'Ne pas' et 'Cause toujours'`, "‹\u202fNe pas\u202f› et ‹\u202fCause toujours\u202f›"},
		{"de", `'Er sagte "Hallo"', "'Nur das'" ["'x'"]`, `‚Er sagte „Hallo“‘, „‚Nur das‘“ [„‚x‘“]`},
		{"en", `"He said 'Hello'", she called. ("the 'word'"). "Only 'that'"?`, `“He said ‘Hello’”, she called. (“the ‘word’”). “Only ‘that’”?`},
		{"en", `'He said "Hello"', "'Only that'" ["'x'"]`, `‘He said “Hello”’, “‘Only that’” [“‘x’”]`},
		{"es", `¿"Qué" significa? ¡"Hola"! ¿'Ves'? dijo "¡'Ea'!"`, `¿«Qué» significa? ¡«Hola»! ¿“Ves”? dijo «¡“Ea”!»`},
		{"es", `"Dijo 'hola'", y ("la 'voz'"). "'Eso'"`, `«Dijo “hola”», y («la “voz”»). «“Eso”»`},
		{"it", `"Disse 'ciao'", e ("la 'voce'"). "'Ecco'"`, `«Disse “ciao”», e («la “voce”»). «“Ecco”»`},
		{"pt", `"Disse 'sim'", e ("a 'voz'"). "'Isso'"`, `«Disse “sim”», e («a “voz”»). «“Isso”»`},
		{"fr", `"Il dit 'oui'", et ("la 'voix'"). "'Ça'"`, "«\u202fIl dit ‹\u202foui\u202f›\u202f», et («\u202fla ‹\u202fvoix\u202f›\u202f»). «\u202f‹\u202fÇa\u202f›\u202f»"},
		{"de", `Sommer '68, '69er, in '45`, `Sommer ’68, ‚69er, in ’45`},
		{"en", `the summer of '69, the word 'cause' and 'em, '42' is it`, `the summer of ’69, the word ‘cause’ and ’em, ‘42’ is it`},
		{"en", `'the students' art' and the students' art`, `‘the students’ art’ and the students’ art`},
		{"it", `l'"amico" disse 'ciao', dell'"Odissea"`, `l’«amico» disse “ciao”, dell’«Odissea»`},
		{"it", `La 'ndrangheta è in Calabria. C'è 'sto ragazzo, 'na vita. "Che 'sto fatto sia vero", dice.`,
			`La ’ndrangheta è in Calabria. C’è ’sto ragazzo, ’na vita. «Che ’sto fatto sia vero», dice.`},
		{"it", `'Sta sera, 'ste cose, gli anni '60, 'O cuorno, 'a luna, lo 'ngegno; e 'l cor de' vecchi con 'nu filo`,
			`’Sta sera, ’ste cose, gli anni ’60, ’O cuorno, ’a luna, lo ’ngegno; e ’l cor de’ vecchi con ’nu filo`},
		{"it", `'Sto bene', disse, 'e poi?' ('a casa'), 'l'amico', 'sta' e 'l'. 'No'`, `“Sto bene”, disse, “e poi?” (“a casa”), “l’amico”, “sta” e “l”. “No”`},
		{"fr", `un 'tit gars, la 'tite, dit 'la petite'`, "un ’tit gars, la ’tite, dit ‹\u202fla petite\u202f›"},
		{"es", `dijo 'hola' y "adiós"`, `dijo “hola” y «adiós»`},
		{"fr", `l'"Odyssée" : 'non' ! Quoi ? « Déjà », dit-il ; oui`, "l’«\u202fOdyssée\u202f»\u202f: ‹\u202fnon\u202f›\u202f! Quoi\u202f? «\u202fDéjà\u202f», dit-il\u202f; oui"},
	} {
		w := wordsFor(mustTag(t, c.lang))
		if got := w.curlString(c.in); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.lang, c.in, got, c.want)
		}
	}
}

// What stands in quotation marks has the inner ones in it.
func TestPunctuationOfSpokenWords(t *testing.T) {
	for _, c := range []struct{ lang, in, want string }{
		{"en", `"A," she said, "B."`, `‘A,’ she said, ‘B.’`},
		{"en", `He said, “To be,” and didn't 'stop'.`, `He said, ‘To be,’ and didn’t “stop”.`},
		{"de", `Nun sag, wie hast du's mit der „Religion“?`, `Nun sag, wie hast du’s mit der ‚Religion‘?`},
		{"de", `Er rief "'Halt', dann 'geht'", und "ging"`, `Er rief ‚„Halt“, dann „geht“‘, und ‚ging‘`},
		{"fr", `Il dit « oui ».`, "Il dit ‹\u202foui\u202f›."},
	} {
		w := wordsFor(mustTag(t, c.lang))
		text := []Inline{&Text{Text: c.in}}
		if w.curlSpoken(text); Plain(text) != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.lang, c.in, Plain(text), c.want)
		}
	}
}

// What is cut closes the marks that it opens, and no apostrophe is one of them.
func TestQuotationMarksClosed(t *testing.T) {
	for _, c := range []struct{ lang, in, want string }{
		{"en", `He said ‘yes’…`, `He said ‘yes’…`},
		{"en", `He said ‘don’t, ’tis…`, `He said ‘don’t, ’tis…’`},
		{"en", `He said ‘the word “no…`, `He said ‘the word “no…”’`},
		{"en", `The boys’ hats…`, `The boys’ hats…`},
		{"de", `Er rief ‚halt…`, `Er rief ‚halt…‘`},
		{"fr", "Il dit ‹\u202foui…", "Il dit ‹\u202foui…\u202f›"},
	} {
		if got := wordsFor(mustTag(t, c.lang)).quotes.closed(c.in); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.lang, c.in, got, c.want)
		}
	}
}

// A quote is judged by what stands beside it, in whichever inline that is.
func TestPunctuationAcrossInlines(t *testing.T) {
	w := wordsFor(mustTag(t, "en"))
	text := []Inline{
		&Text{Text: `He read "`},
		&Styled{Role: RoleEmphasis, Text: []Inline{&Text{Text: `Paradise Lost`}}},
		&Text{Text: `" and "`},
		&CodeSpan{Text: "x"},
		&Text{Text: `" in '`},
		&Styled{Role: RoleEmphasis, Text: []Inline{&Text{Text: `that`}}},
		&Text{Text: `' order, '`},
		&Styled{Role: RoleEmphasis, Text: []Inline{&Text{Text: `mid`}}},
		&Text{Text: ` the trees, 'Mid `},
		&Styled{Role: RoleEmphasis, Text: []Inline{&Text{Text: `the`}}},
		&Text{Text: ` trees'.`},
	}
	w.curl(text)
	if got, want := Plain(text), `He read “Paradise Lost” and “x” in ‘that’ order, ’mid the trees, ‘Mid the trees’.`; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// What is set once is not set again.
func FuzzPunctuation(f *testing.F) {
	f.Add(`"a' --- '80s... "`)
	w := wordsFor(mustTag(f, "en"))
	f.Fuzz(func(t *testing.T, s string) {
		once := w.curlString(s)
		if twice := w.curlString(once); twice != once {
			t.Errorf("%q becomes %q, then %q", s, once, twice)
		}
	})
}

package book

import (
	"reflect"
	"strings"
	"testing"

	"golang.org/x/text/language"
)

// TestDates holds that dates are spelled out where the program knows the
// names of the months.
func TestDates(t *testing.T) {
	for _, c := range []struct{ lang, iso, want string }{
		{"en-GB", "2026-01-02", "2 January 2026"},
		{"en", "2026-11", "November 2026"},
		{"en", "2026", "2026"},
		{"en", "", ""},
		{"fr", "2026-01-02", "2 janvier 2026"},
		{"fr", "2026-01-01", "1er janvier 2026"},
		{"fr-CA", "2026-09", "septembre 2026"},
		{"en", "2026-09-01", "1 September 2026"},
		{"en-AU", "2026-09-01", "1 September 2026"},
		{"en-US", "2026-09-01", "September 1, 2026"},
		{"en-Latn-US", "2026-09", "September 2026"},
		{"de", "2026-01-01", "1. Januar 2026"},
		{"de-AT", "2026-03-01", "1. März 2026"},
		{"de-AT", "2026-01", "Jänner 2026"},
		{"es", "2026-05-02", "2 de mayo de 2026"},
		{"es-US", "2026-09-01", "1 de septiembre de 2026"},
		{"es", "2026-09", "septiembre de 2026"},
		{"it", "2026-01-01", "1º gennaio 2026"},
		{"it", "2026-12", "dicembre 2026"},
		{"nl", "2026-01-02", "2026-01-02"},
	} {
		w := wordsFor(language.MustParse(c.lang))
		if got := w.date(c.iso); got != c.want {
			t.Errorf("%s, %s: %q, want %q", c.lang, c.iso, got, c.want)
		}
	}
}

// Every language has every word, and its formats take what they are given.
func TestLanguages(t *testing.T) {
	english := reflect.ValueOf(languages["en"])
	for code, w := range languages {
		v := reflect.ValueOf(w)
		for i := range v.NumField() {
			f := v.Type().Field(i)
			if f.Type.Kind() != reflect.String || f.Name == "first" || f.Name == "andBeforeI" {
				continue
			}
			got, want := v.Field(i).String(), english.Field(i).String()
			if got == "" || strings.Count(got, "%s") != strings.Count(want, "%s") {
				t.Errorf("%s: %s is %q", code, f.Name, got)
			}
		}
		for role := range languages["en"].did {
			if strings.Count(w.did[role], "%s") != 1 {
				t.Errorf("%s: what %s did is %q", code, role, w.did[role])
			}
		}
		if len(w.months) != 12 || len(w.Callouts) != len(languages["en"].Callouts) || w.quotes.closeInner == "" {
			t.Errorf("%s: months, callouts or quotation marks are missing", code)
		}
	}
}

// Whoever helped is named with what they did.
func TestContributions(t *testing.T) {
	people := []Person{{Name: "Ugo Riva", Role: "trl"}, {Name: "Ada Quill", Role: "ctb"}, {Name: "Isa Ink", Role: "trl"}, {Name: "Ben Ink", Role: "tch"},
		{Name: "Cleo Example", Role: "edc"}}
	for lang, want := range map[string]string{
		"en": "Translated by Ugo Riva and Isa Ink; With contributions by Ada Quill and Ben Ink; Edited by Cleo Example",
		"de": "Übersetzt von Ugo Riva und Isa Ink; Unter Mitarbeit von Ada Quill und Ben Ink; Herausgegeben von Cleo Example",
		"fr": "Traduction\u00a0: Ugo Riva et Isa Ink; Contributions\u00a0: Ada Quill et Ben Ink; Édition\u00a0: Cleo Example",
		"es": "Traducción de Ugo Riva e Isa Ink; Con la colaboración de Ada Quill y Ben Ink; Edición de Cleo Example",
		"it": "Traduzione di Ugo Riva e Isa Ink; Con la collaborazione di Ada Quill e Ben Ink; A cura di Cleo Example",
		"nl": "Translated by Ugo Riva and Isa Ink; With contributions by Ada Quill and Ben Ink; Edited by Cleo Example",
	} {
		w := wordsFor(language.MustParse(lang))
		if got := strings.Join(w.contributions(people), "; "); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func TestNames(t *testing.T) {
	en, de, es := wordsFor(language.English), wordsFor(language.German), wordsFor(language.Spanish)
	for want, got := range map[string]string{
		"":                            en.names(nil),
		"Ada Quill":                   en.names([]string{"Ada Quill"}),
		"Ada Quill and Ben Ink":       en.names([]string{"Ada Quill", "Ben Ink"}),
		"Ada Quill, Ben Ink und C. D": de.names([]string{"Ada Quill", "Ben Ink", "C. D"}),
		"Ada Quill and Isa Ink":       en.names([]string{"Ada Quill", "Isa Ink"}),
		"Juan Ruiz y Ana Paz":         es.names([]string{"Juan Ruiz", "Ana Paz"}),
		"Juan Ruiz e Isabel Paz":      es.names([]string{"Juan Ruiz", "Isabel Paz"}),
		"Juan Ruiz e Íñigo Paz":       es.names([]string{"Juan Ruiz", "Íñigo Paz"}),
		"Juan Ruiz, Ana e Hilario":    es.names([]string{"Juan Ruiz", "Ana", "Hilario"}),
		"Isabel Paz y Hierónimo":      es.names([]string{"Isabel Paz", "Hierónimo"}),
		"Isabel Paz y Yolanda":        es.names([]string{"Isabel Paz", "Yolanda"}),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

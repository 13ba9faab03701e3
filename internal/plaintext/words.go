package plaintext

import "guidec/internal/tongue"

// Words are what a guide is given where its text lacks it.
type words struct {
	genre string // what a guide is called
	faq   string // the heading of one that is questions only
	intro string // the heading of what stands before all headings
}

// wordsOf has the words of each language that package tongue tells.
var wordsOf = map[string]words{
	tongue.English: {"A Study Guide", "Frequently Asked Questions", "Introduction"},
	"de":           {"Lektürehilfe", "Häufige Fragen", "Einleitung"},
	"es":           {"Guía de lectura", "Preguntas frecuentes", "Introducción"},
	"fr":           {"Fiche de lecture", "Questions fréquentes", "Introduction"},
	"it":           {"Guida alla lettura", "Domande frequenti", "Introduzione"},
}

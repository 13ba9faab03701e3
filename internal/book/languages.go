package book

import (
	"strings"

	"guidec/internal/doc"
)

// languages are the words of the languages that have their own, by the first
// part of a language's tag.
var languages = map[string]Words{
	"en": {
		Contents: "Contents", Introduction: "Introduction", Cover: "Cover", TitlePage: "Title page", Landmarks: "Landmarks", Pages: "Pages",
		counted: strings.Fields("chapters act acts scene scenes part parts book books canto stanza letter letters volume section lesson unit week day stage"),
		Chapter: "Chapter", Appendix: "Appendix", Figure: "Figure", Table: "Table", Question: "Question",
		Note: "Note", Notes: "Notes", BackToText: "Back to the text",
		Theme: "Theme", By: "by", GuideTo: "A guide to %s", GuideToBy: "A guide to %s by %s", Highlight: "Highlighted quotation %s",
		FoundIn: "In %s", Page: "page %s", Answer: "Answer",
		Answers: "Answers", BackToQuestion: "Question %s", FAQ: "Frequently Asked Questions", Quotations: "Index of Quotations",
		Colon: ": ", And: "and", TeacherEdition: "Teacher’s Edition",
		Callouts: map[doc.CalloutType]string{
			doc.CalloutNote: "Note", doc.CalloutTip: "Tip", doc.CalloutImportant: "Important",
			doc.CalloutWarning: "Warning", doc.CalloutCaution: "Caution",
		},
		did: map[string]string{
			"ctb": "With contributions by %s", "edt": "Edited by %s", "ill": "Illustrated by %s", "trl": "Translated by %s", "aui": "Introduction by %s", "wpr": "Preface by %s",
			"aft": "Afterword by %s", "ann": "Annotated by %s", "adp": "Adapted by %s", "com": "Compiled by %s", "dsr": "Designed by %s", "cov": "Cover by %s",
			"pfr": "Proofread by %s", "pht": "Photographs by %s", "res": "Research by %s", "rev": "Reviewed by %s", "spn": "Supported by %s",
		},
		months:  []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
		dates:   "%s %s %d",
		monthly: "%s %d",
		quotes:  quoteMarks{open: "“", close: "”", openInner: "‘", closeInner: "’"},
		elisions: elisions{
			sure:     []string{"pon"},
			doubtful: []string{"bout", "cause", "cos", "cross", "fore", "less", "mid", "midst", "round", "scape", "stead", "tween"},
		},
	},
	"de": {
		Contents: "Inhalt", Introduction: "Einleitung", Cover: "Umschlag", TitlePage: "Titelseite", Landmarks: "Orientierungspunkte", Pages: "Seiten",
		counted: strings.Fields("akt akte szene szenen auftritt aufzug teil teile band buch gesang strophe brief briefe abschnitt lektion lektionen einheit woche tag stufe"),
		Chapter: "Kapitel", Appendix: "Anhang", Figure: "Abbildung", Table: "Tabelle", Question: "Frage",
		Note: "Anmerkung", Notes: "Anmerkungen", BackToText: "Zurück zum Text",
		Theme: "Thema", By: "von", GuideTo: "Ein Begleiter zu %s", GuideToBy: "Ein Begleiter zu %s von %s", Highlight: "Hervorgehobenes Zitat %s",
		FoundIn: "In %s", Page: "Seite %s", Answer: "Antwort",
		Answers: "Antworten", BackToQuestion: "Frage %s", FAQ: "Häufige Fragen", Quotations: "Verzeichnis der Zitate",
		Colon: ": ", And: "und", TeacherEdition: "Ausgabe für Lehrkräfte",
		Callouts: map[doc.CalloutType]string{
			doc.CalloutNote: "Hinweis", doc.CalloutTip: "Tipp", doc.CalloutImportant: "Wichtig",
			doc.CalloutWarning: "Warnung", doc.CalloutCaution: "Vorsicht",
		},
		did: map[string]string{
			"ctb": "Unter Mitarbeit von %s", "edt": "Herausgegeben von %s", "ill": "Illustriert von %s", "trl": "Übersetzt von %s", "aui": "Einleitung von %s", "wpr": "Vorwort von %s",
			"aft": "Nachwort von %s", "ann": "Anmerkungen von %s", "adp": "Bearbeitet von %s", "com": "Zusammengestellt von %s", "dsr": "Gestaltet von %s", "cov": "Umschlag von %s",
			"pfr": "Korrektur von %s", "pht": "Fotografien von %s", "res": "Recherche von %s", "rev": "Durchgesehen von %s", "spn": "Gefördert von %s",
		},
		months:  []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
		dates:   "%s. %s %d",
		monthly: "%s %d",
		quotes:  quoteMarks{open: "„", close: "“", openInner: "‚", closeInner: "‘"},
		elisions: elisions{
			sure:     []string{"s", "ne", "nem", "nen", "ner", "nes", "nauf", "naus", "nüber", "nunter"},
			doubtful: []string{"mal", "ran", "rauf", "raus", "rein", "rüber", "rum", "runter"},
		},
	},
	"fr": {
		Contents: "Sommaire", Introduction: "Introduction", Cover: "Couverture", TitlePage: "Page de titre", Landmarks: "Repères", Pages: "Pages",
		counted: strings.Fields("chapitres acte actes scène scènes partie parties livre tome volume chant strophe lettre lettres section leçon leçons unité séance séquence semaine jour étape"),
		Chapter: "Chapitre", Appendix: "Annexe", Figure: "Figure", Table: "Tableau", Question: "Question",
		Note: "Note", Notes: "Notes", BackToText: "Retour au texte",
		Theme: "Thème", By: "par", GuideTo: "Un guide de %s", GuideToBy: "Un guide de %s, de %s", Highlight: "Citation choisie %s",
		FoundIn: "Dans %s", Page: "page %s", Answer: "Réponse",
		Answers: "Réponses", BackToQuestion: "Question %s", FAQ: "Questions fréquentes", Quotations: "Index des citations",
		Colon: "\u00a0: ", And: "et", TeacherEdition: "Édition de l’enseignant",
		Callouts: map[doc.CalloutType]string{
			doc.CalloutNote: "Remarque", doc.CalloutTip: "Conseil", doc.CalloutImportant: "Important",
			doc.CalloutWarning: "Avertissement", doc.CalloutCaution: "Attention",
		},
		did: map[string]string{
			"ctb": "Contributions\u00a0: %s", "edt": "Édition\u00a0: %s", "ill": "Illustrations\u00a0: %s", "trl": "Traduction\u00a0: %s", "aui": "Introduction\u00a0: %s", "wpr": "Préface\u00a0: %s",
			"aft": "Postface\u00a0: %s", "ann": "Notes\u00a0: %s", "adp": "Adaptation\u00a0: %s", "com": "Textes réunis par %s", "dsr": "Conception graphique\u00a0: %s", "cov": "Couverture\u00a0: %s",
			"pfr": "Correction\u00a0: %s", "pht": "Photographies\u00a0: %s", "res": "Recherches\u00a0: %s", "rev": "Relecture\u00a0: %s", "spn": "Soutien\u00a0: %s",
		},
		titles:  []string{"M."},
		months:  []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		dates:   "%s %s %d",
		monthly: "%s %d",
		first:   "1er",
		quotes:  quoteMarks{open: "«\u202f", close: "\u202f»", openInner: "‹\u202f", closeInner: "\u202f›", spaced: true},
		elisions: elisions{
			sure: []string{"tit", "tite", "tites", "tits"},
		},
	},
	"es": {
		Contents: "Contenido", Introduction: "Introducción", Cover: "Cubierta", TitlePage: "Portada", Landmarks: "Puntos de referencia", Pages: "Páginas",
		counted: strings.Fields("capítulos acto actos escena escenas parte partes libro tomo volumen canto estrofa carta cartas sección lección lecciones unidad sesión semana día etapa"),
		Chapter: "Capítulo", Appendix: "Apéndice", Figure: "Figura", Table: "Tabla", Question: "Pregunta",
		Note: "Nota", Notes: "Notas", BackToText: "Volver al texto",
		Theme: "Tema", By: "de", GuideTo: "Una guía de %s", GuideToBy: "Una guía de %s, de %s", Highlight: "Cita destacada %s",
		FoundIn: "En %s", Page: "página %s", Answer: "Respuesta",
		Answers: "Respuestas", BackToQuestion: "Pregunta %s", FAQ: "Preguntas frecuentes", Quotations: "Índice de citas",
		Colon: ": ", And: "y", andBeforeI: "e", TeacherEdition: "Edición del profesor",
		Callouts: map[doc.CalloutType]string{
			doc.CalloutNote: "Nota", doc.CalloutTip: "Consejo", doc.CalloutImportant: "Importante",
			doc.CalloutWarning: "Advertencia", doc.CalloutCaution: "Precaución",
		},
		did: map[string]string{
			"ctb": "Con la colaboración de %s", "edt": "Edición de %s", "ill": "Ilustraciones de %s", "trl": "Traducción de %s", "aui": "Introducción de %s", "wpr": "Prólogo de %s",
			"aft": "Epílogo de %s", "ann": "Notas de %s", "adp": "Adaptación de %s", "com": "Compilación de %s", "dsr": "Diseño de %s", "cov": "Cubierta de %s",
			"pfr": "Corrección de %s", "pht": "Fotografías de %s", "res": "Investigación de %s", "rev": "Revisión de %s", "spn": "Con el apoyo de %s",
		},
		months:  []string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
		dates:   "%s de %s de %d",
		monthly: "%s de %d",
		quotes:  quoteMarks{open: "«", close: "»", openInner: "“", closeInner: "”"},
	},
	"it": {
		Contents: "Indice", Introduction: "Introduzione", Cover: "Copertina", TitlePage: "Frontespizio", Landmarks: "Punti di riferimento", Pages: "Pagine",
		counted: strings.Fields("capitoli atto atti scena scene parte parti libro tomo volume canto strofa lettera lettere sezione lezione lezioni unità settimana giorno tappa"),
		Chapter: "Capitolo", Appendix: "Appendice", Figure: "Figura", Table: "Tabella", Question: "Domanda",
		Note: "Nota", Notes: "Note", BackToText: "Torna al testo",
		Theme: "Tema", By: "di", GuideTo: "Una guida a %s", GuideToBy: "Una guida a %s di %s", Highlight: "Citazione in evidenza %s",
		FoundIn: "In %s", Page: "pagina %s", Answer: "Risposta",
		Answers: "Risposte", BackToQuestion: "Domanda %s", FAQ: "Domande frequenti", Quotations: "Indice delle citazioni",
		Colon: ": ", And: "e", TeacherEdition: "Edizione per insegnanti",
		Callouts: map[doc.CalloutType]string{
			doc.CalloutNote: "Nota", doc.CalloutTip: "Suggerimento", doc.CalloutImportant: "Importante",
			doc.CalloutWarning: "Avvertenza", doc.CalloutCaution: "Attenzione",
		},
		did: map[string]string{
			"ctb": "Con la collaborazione di %s", "edt": "A cura di %s", "ill": "Illustrazioni di %s", "trl": "Traduzione di %s", "aui": "Introduzione di %s", "wpr": "Prefazione di %s",
			"aft": "Postfazione di %s", "ann": "Note di %s", "adp": "Adattamento di %s", "com": "Testi raccolti da %s", "dsr": "Progetto grafico di %s", "cov": "Copertina di %s",
			"pfr": "Correzione di %s", "pht": "Fotografie di %s", "res": "Ricerche di %s", "rev": "Revisione di %s", "spn": "Con il sostegno di %s",
		},
		months:  []string{"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"},
		dates:   "%s %s %d",
		monthly: "%s %d",
		first:   "1º",
		quotes:  quoteMarks{open: "«", close: "»", openInner: "“", closeInner: "”"},
		elisions: elisions{
			sure: strings.Fields("l mbè mperador mperadore na ncontro ndo ndrangheta ndranghetista ndranghetisti ndrina ndrine " +
				"nferno nfin nganno ngegno nnanzi nsieme ntelletto ntorno nu nvidia ste sti"),
			doubtful: []string{"a", "e", "o", "sta", "sto"},
		},
	},
}

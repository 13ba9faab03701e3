package book

import (
	"time"

	"golang.org/x/text/language"

	"guidec/internal/doc"
)

// Words are the words that the program itself puts into a book, in the
// book's language. Those with a %s are formats.
type Words struct {
	Contents, Cover, TitlePage, Landmarks, Pages string // names of parts
	Chapter, Appendix, Figure, Table, Question   string // stand before a number
	Note, Notes, BackToText                      string
	Theme, By, GuideTo, GuideToBy                string // GuideToBy: work, author
	Highlight, FoundIn, Page                     string // number; place; folio
	Answer, Answers, BackToQuestion              string // BackToQuestion: number
	FAQ, Quotations                              string
	Callouts                                     map[doc.CalloutType]string

	months []string // nil: dates stay numbers
	quotes quoteMarks
}

// quoteMarks are the marks that straight quotes become.
type quoteMarks struct{ open, close, openInner, closeInner string }

var english = Words{
	Contents: "Contents", Cover: "Cover", TitlePage: "Title page", Landmarks: "Landmarks", Pages: "Pages",
	Chapter: "Chapter", Appendix: "Appendix", Figure: "Figure", Table: "Table", Question: "Question",
	Note: "Note", Notes: "Notes", BackToText: "Back to the text",
	Theme: "Theme", By: "by", GuideTo: "A guide to %s", GuideToBy: "A guide to %s by %s",
	Highlight: "Highlighted quotation %s", FoundIn: "In %s", Page: "page %s",
	Answer: "Answer", Answers: "Answers", BackToQuestion: "Question %s",
	FAQ: "Frequently Asked Questions", Quotations: "Index of Quotations",
	Callouts: map[doc.CalloutType]string{
		doc.CalloutNote: "Note", doc.CalloutTip: "Tip", doc.CalloutImportant: "Important",
		doc.CalloutWarning: "Warning", doc.CalloutCaution: "Caution",
	},
	months: []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	quotes: quoteMarks{"“", "”", "‘", "’"},
}

// date spells YYYY-MM-DD or YYYY-MM for reading. What is no such date stays
// as it is.
func (w *Words) date(iso string) string {
	if w.months == nil {
		return iso
	}
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		return t.Format("2 ") + w.months[t.Month()-1] + t.Format(" 2006")
	}
	if t, err := time.Parse("2006-01", iso); err == nil {
		return w.months[t.Month()-1] + t.Format(" 2006")
	}
	return iso
}

// wordsFor returns the words of a language. Where a language has no words
// of its own yet, the English ones stand, with that language's quotation
// marks.
func wordsFor(tag language.Tag) Words {
	w := english
	if base, _ := tag.Base(); base.String() != "en" {
		w.months = nil
	}
	switch base, _ := tag.Base(); base.String() {
	case "de":
		w.quotes = quoteMarks{"„", "“", "‚", "‘"}
	case "fr":
		w.quotes = quoteMarks{"«\u202f", "\u202f»", "‹\u202f", "\u202f›"}
	case "es", "it", "pt":
		w.quotes = quoteMarks{"«", "»", "“", "”"}
	}
	return w
}

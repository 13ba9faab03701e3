package book

import "golang.org/x/text/language"

// Words are the words that the program itself puts into a book, in the
// book's language.
type Words struct {
	Contents, Cover, TitlePage, Landmarks, Pages string
	Chapter, Appendix, Question, Answer, Answers string // "Chapter" + " " + number
	Note, Notes, BackToText                      string
	Theme, By, GuideTo, GuideToBy                string // GuideToBy has two %s: work, author
	Highlight, AlsoIn, SeePage                   string // each has one %s
	FAQ, QuestionsBy                             string
	Callouts                                     map[string]string // by doc.CalloutType
}

var english = Words{
	Contents: "Contents", Cover: "Cover", TitlePage: "Title page", Landmarks: "Landmarks", Pages: "Pages",
	Chapter: "Chapter", Appendix: "Appendix", Question: "Question", Answer: "Answer", Answers: "Answers",
	Note: "Note", Notes: "Notes", BackToText: "Back to the text",
	Theme: "Theme", By: "by", GuideTo: "A guide to %s", GuideToBy: "A guide to %s by %s",
	Highlight: "Highlighted quotation %s", AlsoIn: "In %s", SeePage: "page %s",
	FAQ:      "Frequently Asked Questions",
	Callouts: map[string]string{"note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution"},
}

// wordsFor returns the words of a language. English stands in for languages
// that have no words here yet.
func wordsFor(language.Tag) Words { return english }

package book

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"guidec/internal/doc"
)

// Words are the words that the program itself puts into a book, in the
// book's language. Those with a %s are formats.
type Words struct {
	Contents, Cover, TitlePage, Landmarks, Pages string // names of parts
	Introduction                                 string
	Chapter, Appendix, Figure, Table, Question   string // stand before a number
	Note, Notes, BackToText                      string
	Theme, By, GuideTo, GuideToBy                string // GuideToBy: work, author
	Highlight, FoundIn, Page                     string // number; place; folio
	Answer, Answers, BackToQuestion              string // BackToQuestion: number
	FAQ, Quotations                              string
	Callouts                                     map[doc.CalloutType]string

	Colon          string // between a label and what it names, with its blanks
	And            string // between the last two names
	andBeforeI     string // in its place before the sound of an i, where that differs; or ""
	TeacherEdition string

	did     map[string]string // what contributors did, by relator code; of names
	counted []string          // words for parts that headings count by, besides Chapter
	titles  []string          // before a name, which in other languages may be an initial

	months  []string // nil: dates stay numbers
	dates   string   // the format of a day (text), a month and a year
	monthly string   // that of a month and a year
	first   string   // the day of the 1st, where it is not that of the others; or ""
	quotes  quoteMarks

	elisions elisions
}

// quoteMarks are the marks that straight quotes become. Spaced says that signs
// which end a sentence have a blank before them, as quotation marks do inside.
type quoteMarks struct {
	open, close, openInner, closeInner string

	spaced bool
}

// inside are the marks of what stands in quotation marks already.
func (m quoteMarks) inside() quoteMarks {
	m.open, m.close, m.openInner, m.closeInner = m.openInner, m.closeInner, m.open, m.close
	return m
}

// sign is a quotation mark without its blank.
func sign(mark string) string { return strings.Trim(mark, narrowBlank) }

// closed adds the marks that close what is open in words, as where they were
// cut. A mark before a letter is an apostrophe.
func (m quoteMarks) closed(words string) string {
	var closing []string // the next one last
	for i, r := range words {
		switch mark := string(r); {
		case mark == sign(m.open):
			closing = append(closing, m.close)
		case mark == sign(m.openInner):
			closing = append(closing, m.closeInner)
		case len(closing) > 0 && mark == sign(closing[len(closing)-1]) && !startsWord(words[i+len(mark):]):
			closing = closing[:len(closing)-1]
		}
	}
	slices.Reverse(closing)
	return words + strings.Join(closing, "")
}

// areOpenedBy reports whether a sign is an opening quotation mark: one of any
// language, but not one that closes in this one, as “ and ‘ do in German.
func (m quoteMarks) areOpenedBy(sign rune) bool {
	return strings.ContainsRune("“‘„‚«‹", sign) && !strings.ContainsRune(m.close+m.closeInner, sign)
}

// date spells YYYY-MM-DD or YYYY-MM for reading. What is no such date stays
// as it is.
func (w *Words) date(iso string) string {
	if w.months == nil {
		return iso
	}
	if t, err := time.Parse(time.DateOnly, iso); err == nil {
		day := strconv.Itoa(t.Day())
		if t.Day() == 1 && w.first != "" {
			day = w.first
		}
		return fmt.Sprintf(w.dates, day, w.months[t.Month()-1], t.Year())
	}
	if t, err := time.Parse("2006-01", iso); err == nil {
		return fmt.Sprintf(w.monthly, w.months[t.Month()-1], t.Year())
	}
	return iso
}

// punctuatedAs are the words with the punctuation of another language.
func (w *Words) punctuatedAs(lang string) *Words {
	out, other := *w, wordsFor(language.Make(lang))
	out.quotes, out.elisions = other.quotes, other.elisions
	return &out
}

// names joins names for reading: "A, B and C".
func (w *Words) names(list []string) string {
	if n := len(list); n > 1 {
		and, last := w.And, list[n-1]
		if w.andBeforeI != "" && soundsI(last) {
			and = w.andBeforeI
		}
		return strings.Join(list[:n-1], ", ") + " " + and + " " + last
	}
	return strings.Join(list, "")
}

// alike are relators of which readers are told the same.
var alike = map[string]string{"edc": "edt", "art": "ill", "win": "aui", "bkd": "dsr", "fnd": "spn"}

// contributions say who did what, those who did the same together. What has no
// words of its own is a contribution.
func (w *Words) contributions(people []Person) []string {
	var all []string
	names := map[string][]string{}
	for _, p := range people {
		did := cmp.Or(w.did[p.Role], w.did[alike[p.Role]], w.did["ctb"])
		if names[did] == nil {
			all = append(all, did)
		}
		names[did] = append(names[did], p.Name)
	}
	for i, did := range all {
		all[i] = fmt.Sprintf(did, w.names(names[did]))
	}
	return all
}

// soundsI reports whether a Spanish name begins with the sound of an i, as
// Isabel and Hilario do, but not Hierónimo.
func soundsI(name string) bool {
	name = strings.TrimPrefix(strings.ToLower(name), "h")
	return strings.HasPrefix(name, "í") || strings.HasPrefix(name, "i") && !strings.HasPrefix(name, "ie")
}

// wordsFor returns the words of a language. A language that has none of its
// own yet has the English ones, and dates in numbers.
func wordsFor(tag language.Tag) Words {
	base, _ := tag.Base()
	if w, ok := languages[base.String()]; ok {
		if region, given := tag.Region(); given == language.Exact {
			w.localize(base.String() + "-" + region.String())
		}
		return w
	}
	w := languages["en"]
	w.months = nil
	if base.String() == "pt" {
		w.quotes = quoteMarks{open: "«", close: "»", openInner: "“", closeInner: "”"}
	}
	return w
}

// localize takes over what is said otherwise in a region of the language.
func (w *Words) localize(region string) {
	switch region {
	case "de-AT":
		w.months = append([]string{"Jänner"}, w.months[1:]...)
	case "en-US":
		w.dates = "%[2]s %[1]s, %[3]d"
	}
}

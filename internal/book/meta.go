package book

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"golang.org/x/text/language"

	"guidec/internal/diag"
	"guidec/internal/doc"
)

// Meta is what the book says of itself, in the words that readers see.
// Empty strings and nil stand for what the guide does not say.
type Meta struct {
	Title        string   // whole, for libraries: "Never Let Me Go: A Study Guide (Teacher’s Edition)"
	TitleLines   []string // the same for a title page, without the edition; one line or two
	Subtitle     string   // "" where the title says it already
	Edition      string   // "Teacher’s Edition"; "" for students
	Work         doc.Work
	About        string // "A guide to Never Let Me Go by Kazuo Ishiguro"; "" without a Work
	Byline       string // the creators, joined for reading; or ""
	Creators     []Person
	Contributors []Person
	Contributed  []string  // what those did, for reading: "Translated by Cleo Example"
	Lang         string    // BCP 47, canonical; never ""
	Date         string    // as given: YYYY, YYYY-MM or YYYY-MM-DD; or ""
	Dated        string    // the same for reading: "2 January 2026"; or ""
	Modified     time.Time // UTC, whole seconds; never zero
	Description  []string  // paragraphs
	Keywords     []string
	Publisher    string
	Rights       string
	Identifier   string // a URI; never ""
	Series       doc.Series
	Cover        *Image // nil: the emitters draw one
	Reading      int    // minutes; 0: not said
	Conformance  doc.Conformance
	Print        doc.Print
}

// Below lists what a cover and a title page say below the first line of the
// title: the rest of it, the subtitle, the edition.
func (m *Meta) Below() []string {
	lines := slices.Clone(m.TitleLines[1:])
	for _, s := range []string{m.Subtitle, m.Edition} {
		if s != "" {
			lines = append(lines, s)
		}
	}
	return lines
}

// A Person made the book. Role is a MARC relator code, never "".
type Person struct {
	Name   string
	FileAs string // the name as libraries sort it; never ""
	Role   string
}

// meta decides what the book says of itself.
func (b *builder) meta() {
	in, out := &b.guide.Meta, &b.book.Meta
	tag := language.English
	if in.Lang.Text != "" {
		if t, err := language.Parse(in.Lang.Text); err == nil {
			tag = t
		} else {
			b.lang(in.Lang.Span, in.Lang.Text)
		}
	}
	b.book.Words = wordsFor(tag)
	b.words = &b.book.Words
	curl := b.words.curlString

	out.Lang = tag.String()
	out.Title = curl(in.Title.Text)
	if out.Title == "" && in.Unread {
		out.Title = b.untitled()
	}
	if out.Title == "" {
		b.list.Add(diag.TitleMissing, in.Title.Span, "the guide has no title").
			Hintf("add a line such as  title: \"Hamlet: A Study Guide\"")
		out.Title = b.untitled()
	}
	out.TitleLines = strings.SplitN(out.Title, ": ", 2)
	if b.edition() == doc.EditionTeacher {
		out.Edition = b.words.TeacherEdition
		out.Title += " (" + out.Edition + ")"
	}
	if s := curl(in.Subtitle.Text); !slices.Contains(out.TitleLines[1:], s) {
		out.Subtitle = s
	}
	out.Work = doc.Work{Title: curl(in.Work.Title), Author: curl(in.Work.Author), Year: in.Work.Year}
	switch {
	case in.Work.Title != "" && in.Work.Author != "":
		out.About = fmt.Sprintf(b.words.GuideToBy, out.Work.Title, out.Work.Author)
	case in.Work.Title != "":
		out.About = fmt.Sprintf(b.words.GuideTo, out.Work.Title)
	}
	out.Creators = b.persons(in.Creators, "aut")
	out.Contributors = b.persons(in.Contributors, "ctb")
	out.Contributed = b.words.contributions(out.Contributors)
	out.Byline = b.words.names(namesOf(out.Creators))
	out.Date = in.Date.Text
	out.Dated = b.words.date(out.Date)
	out.Modified = modified(b.options.Modified, in.Date.Text)
	for _, p := range cutAtBlankLines(in.Description) {
		out.Description = append(out.Description, curl(p))
	}
	out.Keywords = slices.Clone(in.Keywords)
	out.Publisher, out.Rights = curl(in.Publisher), curl(in.Rights)
	out.Series = doc.Series{Name: curl(in.Series.Name), Number: in.Series.Number}
	out.Identifier = identifier(in.Identifier, out)
	out.Reading = in.Reading
	out.Conformance, out.Print = in.Conformance, in.Print
	if in.Cover != nil {
		out.Cover = b.cover(*in.Cover)
	}
}

// cover passes the cover's picture, whose words stand in the metadata, through
// the gate.
func (b *builder) cover(picture doc.Image) *Image {
	if picture.Alt == "" && !picture.Decorative {
		b.list.Add(diag.ImageAltMissing, picture.Span, "the cover has no alternative text").
			Hintf("say what it shows in a line of its own:  cover-alt: \"…\"")
		picture.Decorative = true // it has been said
	}
	return b.scope(nil, "").image(&picture)
}

// cutAtBlankLines returns the paragraphs of a plain text.
func cutAtBlankLines(s string) []string {
	var all []string
	var words []string
	for line := range strings.Lines(s + "\n\n") {
		of := strings.Fields(line)
		if words = append(words, of...); len(of) == 0 && len(words) > 0 {
			all, words = append(all, strings.Join(words, " ")), nil
		}
	}
	return all
}

// untitled is what stands for the title of a guide that has none: the words
// of its first heading.
func (b *builder) untitled() string {
	for _, c := range b.guide.Chapters {
		if words := b.words.curlString(doc.Plain(c.Heading)); words != "" {
			return words
		}
	}
	return b.words.Contents
}

// persons completes what a guide says of its makers.
func (b *builder) persons(in []doc.Person, role string) []Person {
	var out []Person
	for _, p := range in {
		if p.Role == "" {
			p.Role = role
		}
		if p.FileAs == "" {
			p.FileAs = fileAs(p.Name, b.words.titles)
		}
		p.Name, p.FileAs = b.words.curlString(p.Name), b.words.curlString(p.FileAs)
		out = append(out, Person(p))
	}
	return out
}

// personTitles stand before a name and are no part of it.
var personTitles = strings.Fields("Dr. Dr Dra. Dra Drs. med. phil. h.c. Prof. Prof Profa. Professor Professorin Mag. Dipl.-Ing. Ing. " +
	"Mr. Mr Mrs. Mrs Ms. Ms Miss Mx. Mx Sir Dame Rev. Rev Herr Frau " +
	"Mme. Mme Mlle. Mlle Sr. Sra. Srta. Dott. Dott.ssa Prof.ssa Sig. Sig.ra Sig.na Avv.")

// fileAs turns a person's name for sorting: "Shelley, Mary". Titles go, those
// of the language as well, but where no given name is left ("Krüger, Dr.").
// Names that do not look like a person's (an article in front, a small letter
// at the end, a comma) stay as they are.
func fileAs(name string, titles []string) string {
	words, generation := cutGeneration(strings.Fields(name))
	first := familyName(words)
	if first < 1 || strings.Contains(strings.Join(words, " "), ",") || slices.Contains([]string{"the", "a", "an"}, strings.ToLower(words[0])) {
		return name
	}
	if l := words[len(words)-1]; strings.ToLower(l) == l {
		return name
	}
	family, given := strings.Join(words[first:], " "), words[:first]
	for len(given) > 0 && (slices.Contains(personTitles, given[0]) || slices.Contains(titles, given[0])) {
		given = given[1:]
	}
	if s := strings.Join(given, " "); s != strings.ToLower(s) {
		return family + ", " + s + generation
	}
	return family + ", " + strings.Join(words[:first], " ") + generation
}

var generations = strings.Fields("Jr. Jr Sr. Sr II III IV")

// cutGeneration cuts what tells a person from a parent of the same name off the
// name, and returns it behind a comma, as it is sorted.
func cutGeneration(words []string) (name []string, generation string) {
	last := len(words) - 1
	if last < 2 || !slices.Contains(generations, words[last]) {
		return words, ""
	}
	generation = ", " + words[last]
	words[last-1] = strings.TrimSuffix(words[last-1], ",")
	return words[:last], generation
}

// particles stand before a family name, and belong to it from the first on
// that has a capital: "Le Guin", but "La Fontaine, Jean de".
var particles = strings.Fields("da dal dalla de degli dei del della delle dello des di du la le")

// familyName returns where the family name begins: at the last word, or at the
// one before "y" ("Ortega y Gasset"), or at its particles.
func familyName(words []string) int {
	at := len(words) - 1
	if at >= 2 && (words[at-1] == "y" || words[at-1] == "i") {
		at -= 2
	}
	for i := at - 1; i >= 0 && slices.Contains(particles, strings.ToLower(words[i])); i-- {
		if words[i] != strings.ToLower(words[i]) {
			at = i
		}
	}
	return at
}

func namesOf(ps []Person) []string {
	names := make([]string, len(ps))
	for i, p := range ps {
		names[i] = p.Name
	}
	return names
}

// epoch stands for a time that nobody has given. It is late enough for every
// file format (zip begins in 1980).
var epoch = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// modified is the given time, else the guide's date, else the epoch.
func modified(given time.Time, date string) time.Time {
	if !given.IsZero() {
		return given.UTC().Truncate(time.Second)
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, date); err == nil {
			return t
		}
	}
	return epoch
}

// identifier is the guide's own, as a URI, or one made of its titles and
// creators (a UUID of version 5, RFC 9562, section 5.5), so that a guide
// keeps its identity from build to build.
func identifier(given string, m *Meta) string {
	if given == "" {
		space := uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://guidec.invalid/guide"))
		name := m.Title + "\n" + strings.Join(namesOf(m.Creators), ", ")
		if m.Subtitle != "" { // "For Year 9" and "For Year 11" are two guides
			name += "\n" + m.Subtitle
		}
		return "urn:uuid:" + uuid.NewSHA1(space, []byte(name)).String()
	}
	if id, err := uuid.Parse(given); err == nil {
		return "urn:uuid:" + id.String()
	}
	return given
}

package book

// A Role says what a piece of the book is. It is the one place where meaning
// becomes markup: the table below gives each role its spelling in both files.
type Role int

const (
	// Sections of level 1.
	RoleChapter Role = iota
	RoleFront
	RoleQuotations
	RoleAppendix
	RoleFAQ
	RoleGlossary
	RoleAnswers
	// Sections below.
	RoleSection
	RoleQuestionAnswered // one question of an FAQ, its answer as the section's blocks
	RoleCharacter        // one character's profile, as a section or a box
	// Boxes.
	RolePullQuote
	RoleQuote
	RoleCalloutNote
	RoleCalloutTip
	RoleCalloutImportant
	RoleCalloutWarning
	RoleCalloutCaution
	RoleFigure
	RoleQuestion // of a study question: prompt, lines to write on, the way to its answer
	RolePrompt
	RoleAnswer
	RoleGroup // nothing of its own: holds an id
	// Paragraphs.
	RoleText
	RoleVerse      // a stanza, whose lines the author ended
	RoleQuotedText // the words of a pull-quote
	RoleCredit     // who said it and where
	RoleMarginal   // a theme mark or a pointer, in the margin where there is one
	RoleCaption
	RolePart // the part that a character plays
	// Lists.
	RoleBulletList
	RoleNumberList     // 1, 2, 3
	RoleLetterList     // a, b, c
	RoleRomanList      // i, ii, iii
	RoleChoices        // answers to choose from: a, b, c
	RoleCapitalChoices // A, B, C
	RoleHighlights     // numbered quotations
	RoleDefinitions
	RoleGlossaryList
	RoleTimeline
	RoleLocalContents
	RoleQuotationIndex
	// Rules.
	RoleDivider
	RoleWritingLine
	// Styled text.
	RoleEmphasis
	RoleStrong
	RoleStrike
	RoleSmallCaps
	RoleForeign
	RoleLanguage  // text in another language than what is around it, and no more
	RoleQuoteMark // the opening quotation mark of a pull-quote, which may hang
	RoleWorkTitle
	RoleLabel // a word that names what follows: "Theme"
	// Links.
	RoleCrossRef
	RoleTermRef
	RoleOutLink
	RoleAnswerLink
	RoleQuestionLink // from an answer back to its question
	RoleQuotationLink

	roleCount
)

// A Spelling is how a role is written down. Name is its name in dumps.
// Class is the CSS class, "" for what the element alone says. Element is
// the XHTML element. Type is EPUB's structural semantics (EPUB SSV 1.1),
// ARIA the matching role (DPUB-ARIA 1.1), allowed on the element by ARIA in
// HTML; "" where the vocabulary has none or the element says it already. Tag
// is the structure type in PDF (ISO 32000-1, 14.8.4).
type Spelling struct {
	Name, Class, Element, Type, ARIA, Tag string
}

var spellings = [roleCount]Spelling{
	RoleChapter:    {"chapter", "chapter", "section", "chapter", "doc-chapter", "Sect"},
	RoleFront:      {"front", "front", "section", "preface", "doc-preface", "Sect"},
	RoleQuotations: {"quotations", "quotations", "section", "", "", "Sect"},
	RoleAppendix:   {"appendix", "appendix", "section", "appendix", "doc-appendix", "Sect"},
	RoleFAQ:        {"faq", "faq", "section", "qna", "doc-qna", "Sect"},
	RoleGlossary:   {"glossary", "glossary", "section", "glossary", "doc-glossary", "Sect"},
	RoleAnswers:    {"answers", "answers", "section", "appendix", "doc-appendix", "Sect"},

	RoleSection:          {"section", "section", "section", "", "", "Sect"},
	RoleQuestionAnswered: {"question-answered", "qa", "section", "", "", "Sect"},
	RoleCharacter:        {"character", "character", "section", "", "", "Sect"},

	RolePullQuote:        {"pull-quote", "pull-quote", "aside", "pullquote", "doc-pullquote", "BlockQuote"},
	RoleQuote:            {"quote", "quote", "blockquote", "", "", "BlockQuote"},
	RoleCalloutNote:      {"callout-note", "callout note", "div", "notice", "doc-notice", "Div"},
	RoleCalloutTip:       {"callout-tip", "callout tip", "aside", "tip", "doc-tip", "Div"},
	RoleCalloutImportant: {"callout-important", "callout important", "div", "notice", "doc-notice", "Div"},
	RoleCalloutWarning:   {"callout-warning", "callout warning", "div", "notice", "doc-notice", "Div"},
	RoleCalloutCaution:   {"callout-caution", "callout caution", "div", "notice", "doc-notice", "Div"},
	RoleFigure:           {"figure", "figure", "figure", "", "", "Div"},
	RoleQuestion:         {"question", "question", "div", "", "", "Div"},
	RolePrompt:           {"prompt", "prompt", "div", "", "", "Div"},
	RoleGroup:            {"group", "group", "div", "", "", "Div"},
	RoleAnswer:           {"answer", "answer", "div", "", "", "Div"},

	RoleText:       {"text", "", "p", "", "", "P"},
	RoleVerse:      {"verse", "verse", "p", "", "", "P"},
	RoleQuotedText: {"quoted-text", "quoted", "p", "", "", "P"},
	RoleCredit:     {"credit", "credit", "p", "", "", "P"},
	RoleMarginal:   {"marginal", "marginal", "p", "", "", "P"},
	RoleCaption:    {"caption", "caption", "figcaption", "", "", "Caption"},
	RolePart:       {"part", "part", "p", "", "", "P"},

	RoleBulletList:     {"bullet-list", "", "ul", "", "", "L"},
	RoleNumberList:     {"number-list", "", "ol", "", "", "L"},
	RoleLetterList:     {"letter-list", "letters", "ol", "", "", "L"},
	RoleRomanList:      {"roman-list", "roman", "ol", "", "", "L"},
	RoleChoices:        {"choices", "choices", "ol", "", "", "L"},
	RoleCapitalChoices: {"capital-choices", "choices capitals", "ol", "", "", "L"},
	RoleHighlights:     {"highlights", "highlights", "ol", "", "", "L"},
	RoleDefinitions:    {"definitions", "definitions", "dl", "", "", "L"},
	RoleGlossaryList:   {"glossary-list", "glossary-list", "dl", "", "", "L"},
	RoleTimeline:       {"timeline", "timeline", "dl", "", "", "L"},
	RoleLocalContents:  {"local-contents", "local-contents", "ul", "", "", "L"},
	RoleQuotationIndex: {"quotation-index", "quotation-index", "ul", "", "", "L"},

	RoleDivider:     {"divider", "divider", "hr", "", "", "Artifact"},
	RoleWritingLine: {"writing-line", "writing-line", "hr", "", "", "Artifact"},

	RoleEmphasis:  {"emphasis", "", "em", "", "", "Span"},
	RoleStrong:    {"strong", "", "strong", "", "", "Span"},
	RoleStrike:    {"strike", "", "del", "", "", "Span"},
	RoleSmallCaps: {"small-caps", "small-caps", "span", "", "", "Span"},
	RoleForeign:   {"foreign", "foreign", "i", "", "", "Span"},
	RoleLanguage:  {"language", "", "span", "", "", "Span"},
	RoleQuoteMark: {"quote-mark", "quote-mark", "span", "", "", "Span"},
	RoleWorkTitle: {"work-title", "work", "cite", "", "", "Span"},
	RoleLabel:     {"label", "label", "span", "", "", "Span"},

	RoleCrossRef:      {"cross-ref", "xref", "a", "", "", "Link"},
	RoleTermRef:       {"term-ref", "term", "a", "glossref", "doc-glossref", "Link"},
	RoleOutLink:       {"out-link", "", "a", "", "", "Link"},
	RoleAnswerLink:    {"answer-link", "to-answer", "a", "", "", "Link"},
	RoleQuestionLink:  {"question-link", "to-question", "a", "", "", "Link"},
	RoleQuotationLink: {"quotation-link", "to-quotation", "a", "", "", "Link"},
}

// String returns the role's name.
func (r Role) String() string { return spellings[r].Name }

// Spelling returns how the role is written down.
func (r Role) Spelling() Spelling { return spellings[r] }

// Roles returns every role, in the order of the table.
func Roles() []Role {
	all := make([]Role, roleCount)
	for i := range all {
		all[i] = Role(i)
	}
	return all
}

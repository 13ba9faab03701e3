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
	// Paragraphs.
	RoleText
	RoleQuotedText // the words of a pull-quote
	RoleCredit     // who said it and where
	RoleMarginal   // a theme mark or a pointer, in the margin where there is one
	RoleCaption
	RolePart // the part that a character plays
	// Lists.
	RoleBulletList
	RoleNumberList
	RoleHighlights // numbered quotations
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

// A Spelling is how a role is written down. Element is the XHTML element of
// boxes, paragraphs and styled text, and "" where the block's kind decides
// it. Type is EPUB's structural semantics (EPUB SSV 1.1), ARIA the matching
// role (DPUB-ARIA 1.1); "" where the vocabulary has none. Tag is the
// structure type in PDF (ISO 32000-1, 14.8.4).
type Spelling struct {
	Class, Element, Type, ARIA, Tag string
}

var spellings = [roleCount]Spelling{
	RoleChapter:    {"chapter", "section", "chapter", "doc-chapter", "Sect"},
	RoleFront:      {"front", "section", "preface", "doc-preface", "Sect"},
	RoleQuotations: {"quotations", "section", "frontmatter", "", "Sect"},
	RoleAppendix:   {"appendix", "section", "appendix", "doc-appendix", "Sect"},
	RoleFAQ:        {"faq", "section", "appendix qna", "doc-qna", "Sect"},
	RoleGlossary:   {"glossary", "section", "glossary", "doc-glossary", "Sect"},
	RoleAnswers:    {"answers", "section", "answers", "doc-appendix", "Sect"},

	RoleSection:          {"section", "section", "", "", "Sect"},
	RoleQuestionAnswered: {"qa", "section", "", "", "Sect"},
	RoleCharacter:        {"character", "section", "", "", "Sect"},

	RolePullQuote:        {"pull-quote", "aside", "pullquote", "doc-pullquote", "BlockQuote"},
	RoleQuote:            {"quote", "blockquote", "", "", "BlockQuote"},
	RoleCalloutNote:      {"callout note", "aside", "notice", "doc-notice", "Div"},
	RoleCalloutTip:       {"callout tip", "aside", "tip", "doc-tip", "Div"},
	RoleCalloutImportant: {"callout important", "aside", "notice", "doc-notice", "Div"},
	RoleCalloutWarning:   {"callout warning", "aside", "notice", "doc-notice", "Div"},
	RoleCalloutCaution:   {"callout caution", "aside", "notice", "doc-notice", "Div"},
	RoleFigure:           {"figure", "figure", "figure", "", "Div"},
	RoleQuestion:         {"question", "div", "question", "", "Div"},
	RolePrompt:           {"prompt", "div", "", "", "Div"},
	RoleAnswer:           {"answer", "div", "answer", "", "Div"},

	RoleText:       {"", "p", "", "", "P"},
	RoleQuotedText: {"quoted", "p", "", "", "P"},
	RoleCredit:     {"credit", "p", "credit", "doc-credit", "P"},
	RoleMarginal:   {"marginal", "p", "", "", "P"},
	RoleCaption:    {"caption", "figcaption", "", "", "Caption"},
	RolePart:       {"part", "p", "", "", "P"},

	RoleBulletList:     {"", "ul", "", "", "L"},
	RoleNumberList:     {"", "ol", "", "", "L"},
	RoleHighlights:     {"highlights", "ol", "", "", "L"},
	RoleDefinitions:    {"definitions", "dl", "", "", "L"},
	RoleGlossaryList:   {"glossary-list", "dl", "glossary", "", "L"},
	RoleTimeline:       {"timeline", "dl", "", "", "L"},
	RoleLocalContents:  {"local-contents", "ul", "", "", "L"},
	RoleQuotationIndex: {"quotation-index", "ul", "", "", "L"},

	RoleDivider:     {"divider", "hr", "", "", "Artifact"},
	RoleWritingLine: {"writing-line", "hr", "", "", "Artifact"},

	RoleEmphasis:  {"", "em", "", "", "Span"},
	RoleStrong:    {"", "strong", "", "", "Span"},
	RoleStrike:    {"", "del", "", "", "Span"},
	RoleSmallCaps: {"small-caps", "span", "", "", "Span"},
	RoleForeign:   {"foreign", "i", "", "", "Span"},
	RoleQuoteMark: {"quote-mark", "span", "", "", "Span"},
	RoleWorkTitle: {"work", "cite", "", "", "Span"},
	RoleLabel:     {"label", "span", "", "", "Span"},

	RoleCrossRef:      {"xref", "a", "", "", "Link"},
	RoleTermRef:       {"term", "a", "glossref", "doc-glossref", "Link"},
	RoleOutLink:       {"", "a", "", "", "Link"},
	RoleAnswerLink:    {"to-answer", "a", "", "", "Link"},
	RoleQuestionLink:  {"to-question", "a", "", "", "Link"},
	RoleQuotationLink: {"to-quotation", "a", "", "", "Link"},
}

// Spelling returns how the role is written down.
func (r Role) Spelling() Spelling { return spellings[r] }

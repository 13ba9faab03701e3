package diag

import (
	"maps"
	"slices"
)

// A Code names a kind of finding. Codes are stable: scripts and editors
// filter by them, so a code is never renamed and never given a new meaning.
type Code string

// The codes, by the stage that reports them. Each has a row in codes below.
const (
	// Files and encodings.
	FileMissing     Code = "file-missing"
	FileEmpty       Code = "file-empty"
	FileBinary      Code = "file-binary"
	FileUnreadable  Code = "file-unreadable"
	FileOutside     Code = "file-outside"
	FileUnknown     Code = "file-unknown"
	FileIgnored     Code = "file-ignored"
	FileTooLarge    Code = "file-too-large"
	GuideMissing    Code = "guide-missing"
	GuideEmpty      Code = "guide-empty"
	EncodingBOM     Code = "encoding-bom"
	EncodingCRLF    Code = "encoding-crlf"
	EncodingCP1252  Code = "encoding-cp1252"
	EncodingUTF16   Code = "encoding-utf16"
	EncodingMended  Code = "encoding-mended"
	EncodingControl Code = "encoding-control"
	EncodingBroken  Code = "encoding-broken"

	// Metadata: guide.yaml and front matter.
	YAMLSyntax     Code = "yaml-syntax"
	YAMLKeyUnknown Code = "yaml-key-unknown"
	YAMLKeyTwice   Code = "yaml-key-twice"
	YAMLKeyIgnored Code = "yaml-key-ignored"
	YAMLType       Code = "yaml-type"
	YAMLValue      Code = "yaml-value"
	YAMLAlias      Code = "yaml-alias"
	YAMLMarkup     Code = "yaml-markup"
	YAMLComment    Code = "yaml-comment"
	TitleMissing   Code = "title-missing"
	LangUnknown    Code = "lang-unknown"
	LangMissing    Code = "lang-missing"

	// Markdown.
	DirectiveUnknown  Code = "directive-unknown"
	DirectiveUnclosed Code = "directive-unclosed"
	DirectiveStray    Code = "directive-stray"
	DirectiveContent  Code = "directive-content"
	AttributeUnknown  Code = "attribute-unknown"
	AttributeIgnored  Code = "attribute-ignored"
	AttributeValue    Code = "attribute-value"
	AttributeSyntax   Code = "attribute-syntax"
	ClassUnknown      Code = "class-unknown"
	CalloutUnknown    Code = "callout-unknown"
	HTMLRaw           Code = "html-raw"
	HeadingSkipped    Code = "heading-skipped"
	HeadingEmpty      Code = "heading-empty"
	HeadingMissing    Code = "heading-missing"
	HeadingNested     Code = "heading-nested"
	CodeUnclosed      Code = "code-unclosed"
	TableRow          Code = "table-row"
	NotationUnread    Code = "notation-unread"
	ListNumber        Code = "list-number"
	LimitFiles        Code = "limit-files"
	LimitNesting      Code = "limit-nesting"
	LimitMarks        Code = "limit-marks"
	LimitParagraph    Code = "limit-paragraph"
	LimitTable        Code = "limit-table"
	LimitBlocks       Code = "limit-blocks"

	// Raw text.
	TextLeftOut Code = "text-left-out"
	TextMended  Code = "text-mended"
	TextShape   Code = "text-shape"

	// References, notes, ids.
	RefUndefined  Code = "ref-undefined"
	NoteUndefined Code = "note-undefined"
	NoteUnused    Code = "note-unused"
	NoteTwice     Code = "note-twice"
	NoteNested    Code = "note-nested"
	IDTwice       Code = "id-twice"
	IDSyntax      Code = "id-syntax"
	TermUndefined Code = "term-undefined"
	ThemeUnknown  Code = "theme-unknown"
	LinkUnsafe    Code = "link-unsafe"
	LinkNested    Code = "link-nested"

	// Images.
	ImageMissing    Code = "image-missing"
	ImageCorrupt    Code = "image-corrupt"
	ImageFormat     Code = "image-format"
	ImageOutside    Code = "image-outside"
	ImageRemote     Code = "image-remote"
	ImageAltMissing Code = "image-alt-missing"
	ImageTooLarge   Code = "image-too-large"

	// Editorial.
	ChapterMissing  Code = "chapter-missing"
	ChapterUnlisted Code = "chapter-unlisted"
	SectionEmpty    Code = "section-empty"
	AnswerMissing   Code = "answer-missing"
	EntriesMissing  Code = "entries-missing"
	TermTwice       Code = "term-twice"

	// Output.
	OutputClash     Code = "output-clash"
	OutputUnwritten Code = "output-unwritten"
	OutputExists    Code = "output-exists"
	GlyphMissing    Code = "glyph-missing"
	LineOverfull    Code = "line-overfull"
	TextDirection   Code = "text-direction"
	PrintSheets     Code = "print-sheets"

	// Finished PDF files.
	PDFSyntax      Code = "pdf-syntax"
	PDFForbidden   Code = "pdf-forbidden"
	PDFMark        Code = "pdf-mark"
	PDFUnseen      Code = "pdf-unseen"
	PDFUntagged    Code = "pdf-untagged"
	PDFStructure   Code = "pdf-structure"
	PDFParentTree  Code = "pdf-parent-tree"
	PDFNesting     Code = "pdf-nesting"
	PDFHeading     Code = "pdf-heading"
	PDFAlt         Code = "pdf-alt"
	PDFNote        Code = "pdf-note"
	PDFTable       Code = "pdf-table"
	PDFFont        Code = "pdf-font"
	PDFUnicode     Code = "pdf-unicode"
	PDFColour      Code = "pdf-colour"
	PDFLink        Code = "pdf-link"
	PDFDestination Code = "pdf-destination"
	PDFOutline     Code = "pdf-outline"
	PDFPageLabels  Code = "pdf-page-labels"
	PDFTitle       Code = "pdf-title"
	PDFLang        Code = "pdf-lang"
	PDFMetadata    Code = "pdf-metadata"

	// Files for one family of readers.
	KindleLanguage Code = "kindle-language"
	KindleSize     Code = "kindle-size"
	KindleCable    Code = "kindle-cable"
	BookBeside     Code = "book-beside"

	// A finished EPUB.
	EPUBContainer Code = "epub-container"
	EPUBXML       Code = "epub-xml"
	EPUBMetadata  Code = "epub-metadata"
	EPUBManifest  Code = "epub-manifest"
	EPUBSpine     Code = "epub-spine"
	EPUBPage      Code = "epub-page"
	EPUBHeading   Code = "epub-heading"
	EPUBID        Code = "epub-id"
	EPUBLink      Code = "epub-link"
	EPUBNote      Code = "epub-note"
	EPUBRole      Code = "epub-role"
	EPUBAlt       Code = "epub-alt"
	EPUBNav       Code = "epub-nav"
	EPUBNCX       Code = "epub-ncx"
	EPUBPageList  Code = "epub-page-list"
)

// codes has a row for each code: how bad it is, how bad in a lenient run, and
// what it means, in one sentence for the documentation. An error that is a
// warning in a lenient run has a sensible rest, in which no word of the guide
// is lost; one that stays an error has none.
var codes = map[Code]struct {
	severity Severity
	lenient  Severity
	meaning  string
}{
	FileMissing:     {Error, Error, "A path names no file or folder."},
	FileEmpty:       {Error, Error, "A file holds no text."},
	FileBinary:      {Error, Error, "A file is not text."},
	FileUnreadable:  {Error, Error, "A file or folder cannot be read."},
	FileOutside:     {Error, Error, "A file lies outside the guide's folder."},
	FileUnknown:     {Error, Error, "A file is of a kind that guidec does not read."},
	FileIgnored:     {Note, Note, "A file of a guide's folder is not one of its chapters."},
	FileTooLarge:    {Error, Error, "A file is larger than the limit."},
	GuideMissing:    {Error, Error, "A folder holds no guide."},
	GuideEmpty:      {Error, Error, "A guide holds no chapter."},
	EncodingBOM:     {Note, Note, "A byte-order mark was removed."},
	EncodingCRLF:    {Note, Note, "Windows or old Mac line ends were read as line ends."},
	EncodingCP1252:  {Note, Note, "The text was read as Windows-1252."},
	EncodingUTF16:   {Note, Note, "The text was read as UTF-16."},
	EncodingMended:  {Note, Note, "Text that had been read in the wrong encoding once was mended."},
	EncodingControl: {Note, Note, "Control characters were removed."},
	EncodingBroken:  {Warning, Warning, "Bytes are no characters in the encoding that the text was read in."},

	YAMLSyntax:     {Error, Error, "The metadata is not well-formed YAML."},
	YAMLKeyUnknown: {Error, Warning, "A key has no meaning here."},
	YAMLKeyTwice:   {Error, Error, "A key is given twice."},
	YAMLKeyIgnored: {Warning, Warning, "A key that other tools know has no effect here."},
	YAMLType:       {Error, Warning, "A value is of the wrong type."},
	YAMLValue:      {Error, Warning, "A value is not one of those that the key takes."},
	YAMLAlias:      {Error, Error, "The metadata uses an anchor or alias of YAML."},
	YAMLMarkup:     {Warning, Warning, "A text of the metadata has markup, which would be printed as it stands."},
	YAMLComment:    {Warning, Warning, "Words of the metadata stand where YAML takes them for a comment."},
	TitleMissing:   {Error, Warning, "The guide has no title."},
	LangUnknown:    {Error, Warning, "A language tag is not well-formed."},
	LangMissing:    {Warning, Warning, "A guide reads as one in another language than English, and does not say which."},

	DirectiveUnknown:  {Error, Warning, "A block directive has a name that guidec does not know."},
	DirectiveUnclosed: {Error, Warning, "A block directive is never closed."},
	DirectiveStray:    {Error, Warning, "A closing fence closes nothing."},
	DirectiveContent:  {Error, Warning, "A block directive holds something that does not belong in it, or lacks what it needs."},
	AttributeUnknown:  {Error, Warning, "An attribute has no meaning on this block."},
	AttributeIgnored:  {Warning, Warning, "An attribute that other tools know has no effect here."},
	AttributeValue:    {Error, Warning, "An attribute has a value that it cannot take."},
	AttributeSyntax:   {Error, Warning, "Attributes in braces are not well-formed."},
	ClassUnknown:      {Error, Warning, "A class has no meaning here."},
	CalloutUnknown:    {Error, Warning, "A callout is of a kind that guidec does not know."},
	HTMLRaw:           {Error, Warning, "The Markdown holds raw HTML."},
	HeadingSkipped:    {Warning, Warning, "A heading is more than one level below the one before it."},
	HeadingEmpty:      {Error, Warning, "A heading has no text."},
	HeadingMissing:    {Error, Warning, "Text stands before the first heading of a chapter."},
	HeadingNested:     {Warning, Warning, "A heading stands inside a list, a quotation or a block, where it is set as a bold line."},
	CodeUnclosed:      {Error, Warning, "A block of code is never closed."},
	TableRow:          {Error, Warning, "A row of a table has more cells than its head, or the line under the head has another number of them."},
	NotationUnread:    {Warning, Warning, "Notation of another tool means nothing here and is printed as it stands."},
	ListNumber:        {Warning, Warning, "An item of a list has another number than it is printed with."},
	LimitFiles:        {Error, Error, "A guide has more chapters than the limit."},
	LimitNesting:      {Error, Error, "Something is nested more deeply than the limit."},
	LimitMarks:        {Error, Error, "A paragraph has more marks of one kind than the limit."},
	LimitParagraph:    {Error, Error, "A paragraph is longer than the limit."},
	LimitTable:        {Error, Error, "A table has more columns than the limit, or the tables of a text have more cells."},
	LimitBlocks:       {Error, Error, "A text has more paragraphs, items and other blocks than the limit."},

	TextLeftOut: {Note, Note, "A line of page furniture was left out."},
	TextMended:  {Note, Note, "A broken character was mended."},
	TextShape:   {Warning, Warning, "A part of the text could not be told for certain."},

	RefUndefined:  {Error, Warning, "A reference names nothing in the guide."},
	NoteUndefined: {Error, Warning, "A footnote mark has no footnote."},
	NoteUnused:    {Warning, Warning, "A footnote is never referred to."},
	NoteTwice:     {Error, Warning, "Two footnotes have one label."},
	NoteNested:    {Error, Warning, "A footnote refers to a footnote."},
	IDTwice:       {Error, Warning, "Two things have one id."},
	IDSyntax:      {Error, Warning, "An id holds a character that it cannot have."},
	TermUndefined: {Error, Warning, "A term is in no glossary."},
	ThemeUnknown:  {Error, Warning, "A theme is not in the guide's list of themes."},
	LinkUnsafe:    {Error, Warning, "A link has an address that a book cannot open."},
	LinkNested:    {Warning, Warning, "A link stands within another link."},

	ImageMissing:    {Error, Warning, "An image file does not exist."},
	ImageCorrupt:    {Error, Warning, "An image file is damaged."},
	ImageFormat:     {Error, Warning, "An image is of a kind that guidec does not read."},
	ImageOutside:    {Error, Warning, "An image lies outside the guide's folder."},
	ImageRemote:     {Error, Warning, "An image is on the network."},
	ImageAltMissing: {Error, Warning, "An image has no alternative text."},
	ImageTooLarge:   {Error, Warning, "An image has more pixels or bytes than the limit."},

	ChapterMissing:  {Error, Error, "A chapter that guide.yaml names does not exist."},
	ChapterUnlisted: {Warning, Warning, "A file of the folder is not among the chapters that guide.yaml names."},
	SectionEmpty:    {Warning, Warning, "A heading is followed by nothing."},
	AnswerMissing:   {Warning, Warning, "A question of the FAQ has no answer."},
	EntriesMissing:  {Warning, Warning, "A glossary, timeline or FAQ has no entry that is read as one."},
	TermTwice:       {Warning, Warning, "A glossary explains a term twice."},

	OutputClash:     {Error, Error, "Two guides would write one file."},
	OutputUnwritten: {Error, Error, "A file cannot be written."},
	OutputExists:    {Error, Error, "A folder that would be written has files in it already."},
	GlyphMissing:    {Warning, Warning, "No font has a sign that the text uses."},
	LineOverfull:    {Warning, Warning, "A line is wider than the measure."},
	TextDirection:   {Warning, Warning, "Text that runs from right to left is printed from left to right."},
	PrintSheets:     {Note, Note, "Sheets for the printer have no links, outline or tags."},

	PDFSyntax:      {Error, Error, "A part of a PDF file cannot be read."},
	PDFForbidden:   {Error, Error, "A PDF file holds what an archive cannot keep: encryption, programs, other files."},
	PDFMark:        {Error, Error, "Marked content of a PDF page is not well-formed."},
	PDFUnseen:      {Error, Error, "Text of a PDF page stands outside of it, or is not drawn."},
	PDFUntagged:    {Error, Error, "Something on a PDF page is neither tagged nor an artifact."},
	PDFStructure:   {Error, Error, "The structure of a PDF file is missing or broken."},
	PDFParentTree:  {Error, Error, "The structure of a PDF file and its pages do not agree."},
	PDFNesting:     {Error, Error, "A structure element of a PDF file stands where it cannot stand."},
	PDFHeading:     {Error, Error, "A heading of a PDF file is more than one level below the one before it."},
	PDFAlt:         {Error, Error, "A figure of a PDF file has no alternative text."},
	PDFNote:        {Error, Error, "A note of a PDF file has no ID of its own."},
	PDFTable:       {Error, Error, "A table of a PDF file has uneven rows, or heads that head nothing."},
	PDFFont:        {Error, Error, "A font of a PDF file is not embedded as it should be."},
	PDFUnicode:     {Error, Error, "Text of a PDF file cannot be read back."},
	PDFColour:      {Error, Error, "A PDF file does not say what its colours are."},
	PDFLink:        {Error, Error, "A link of a PDF file leads nowhere, or says nothing."},
	PDFDestination: {Error, Error, "A named destination of a PDF file is no place in it."},
	PDFOutline:     {Error, Error, "The outline of a PDF file is broken."},
	PDFPageLabels:  {Error, Error, "The page labels of a PDF file do not fit its pages."},
	PDFTitle:       {Error, Error, "A PDF file has no title, or does not show it."},
	PDFLang:        {Error, Error, "A PDF file does not say in what language it is."},
	PDFMetadata:    {Error, Error, "The metadata of a PDF file are missing or contradict each other."},

	KindleLanguage: {Warning, Warning, "Kindle does not take books in the guide's language."},
	KindleSize:     {Warning, Warning, "A file is larger than Send to Kindle takes."},
	KindleCable:    {Note, Note, "A Kindle does not open the EPUB that was copied to it over the cable."},
	BookBeside:     {Note, Note, "The e-reader has another book of the same file name, which stays."},

	EPUBContainer: {Error, Error, "The container of an EPUB is broken."},
	EPUBXML:       {Error, Error, "A file in an EPUB is not well-formed XML, or not of its kind."},
	EPUBMetadata:  {Error, Error, "An EPUB does not say of itself what it must, or what is not so."},
	EPUBManifest:  {Error, Error, "The files of an EPUB and the list of them differ."},
	EPUBSpine:     {Error, Error, "The reading order of an EPUB is broken."},
	EPUBPage:      {Error, Error, "A page of an EPUB lacks its language or title, or has an element where it may not stand."},
	EPUBHeading:   {Error, Error, "A heading of an EPUB skips a level or has no words."},
	EPUBID:        {Error, Error, "An id of an EPUB is not unique, no name, or missing."},
	EPUBLink:      {Error, Error, "A link of an EPUB leads nowhere or has no words."},
	EPUBNote:      {Error, Error, "A footnote of an EPUB has no mark, or no way back to it."},
	EPUBRole:      {Error, Error, "A part of an EPUB has not the role that goes with its type."},
	EPUBAlt:       {Error, Error, "An image of an EPUB has no alternative text."},
	EPUBNav:       {Error, Error, "The contents of an EPUB are broken."},
	EPUBNCX:       {Error, Error, "The contents for readers of EPUB 2 differ from the book."},
	EPUBPageList:  {Error, Error, "The page list of an EPUB and its page breaks differ."},
}

// Severity returns how bad a finding of this kind is.
func (c Code) Severity() Severity { return codes[c].severity }

// Lenient returns how bad a finding of this kind is in a lenient run.
func (c Code) Lenient() Severity { return codes[c].lenient }

// OfRun reports whether an error of this kind is not about what stands in a
// guide, but about files that cannot be read or written and how the program
// was called.
func (c Code) OfRun() bool {
	switch c {
	case FileMissing, FileUnreadable, FileUnknown, GuideMissing, OutputClash, OutputUnwritten, OutputExists:
		return true
	}
	return false
}

// Meaning returns what the code stands for, as a sentence.
func (c Code) Meaning() string { return codes[c].meaning }

// Codes returns every code, sorted.
func Codes() []Code { return slices.Sorted(maps.Keys(codes)) }

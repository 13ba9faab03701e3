package epub

import (
	_ "embed" // for the stylesheets
	"strconv"
	"strings"

	"guidec/internal/theme"
)

//go:embed style.css
var styleTemplate string

//go:embed rtl.css
var rtlTemplate string

//go:embed narrow.css
var narrowTemplate string

// stylesheet is the look of every page of a book in a language: style.css,
// and rtl.css where it is needed, with the theme's colours and sizes in the
// place of their $names.
func stylesheet(lang string) string {
	if direction(lang) == "rtl" {
		return withTheme(styleTemplate + rtlTemplate)
	}
	return withTheme(styleTemplate)
}

// narrowStylesheet is what changes on a screen as narrow as a phone's. It
// is a file of its own because old engines drop a stylesheet that has a
// media query in it. The names of columns have the language's colon behind them.
func narrowStylesheet(colon string) string {
	return strings.ReplaceAll(withTheme(narrowTemplate), "$colon", colon)
}

func withTheme(css string) string {
	em := func(size float64) string { return strconv.FormatFloat(size, 'f', -1, 64) + "em" }
	s := theme.Sizes
	return strings.NewReplacer(
		"$accent", theme.ScreenAccent.Hex(), "$grey", theme.ScreenGrey.Hex(), "$rule", theme.ScreenRule.Hex(),
		"$small", em(s.Small), "$note", em(s.Note), "$code", em(s.Code), "$pull-quote", em(s.PullQuote),
		"$subtitle", em(s.Subtitle), "$title", em(s.Title),
		"$h1", em(s.Heading[0]), "$h2", em(s.Heading[1]), "$h3", em(s.Heading[2]), "$h4", em(s.Heading[3]),
	).Replace(css)
}

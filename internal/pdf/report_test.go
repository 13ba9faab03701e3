package pdf

import (
	"strings"
	"testing"

	"guidec/internal/source"
)

// TestReportPlaces holds that a report names the page and the source of all
// that it finds.
func TestReportPlaces(t *testing.T) {
	f := source.NewFile("in.md", "one\ntwo three\n")
	at := func(folio string, excess float64) Spot {
		return Spot{At: f.Span(8, 13), Folio: folio, Blank: 520, Excess: excess}
	}
	r := Report{Pages: 4, Lines: 40, Hyphenated: 3, InARow: 2, Row: at("1", 0), Loosest: at("2", 0), Widows: []Spot{at("3", 0)},
		Rivers: []Spot{{Folio: "iv"}}, Overfull: []Spot{at("4", 2.5)}}
	var b strings.Builder
	if err := r.Print(&b); err != nil {
		t.Fatal(err)
	}
	want := `  pages                   4
  full lines              40
  hyphenated              3, 7.5 %
  hyphens in a row        2           page 1, in.md:2:5
  loosest word space      +52 %       page 2, in.md:2:5
  tightest word space     +0 %
  widows                  1
                                      page 3, in.md:2:5
  orphans                 0
  hyphens at a page turn  0
  pages with a river      1
                                      page iv
  overfull lines          1
                          2.5 pt      page 4, in.md:2:5
`
	if b.String() != want {
		t.Errorf("the report is\n%swant\n%s", b.String(), want)
	}
}

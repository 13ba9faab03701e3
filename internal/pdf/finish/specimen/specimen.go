// Package specimen holds a small file for the tests of the packages that
// finish and check PDF: three pages with each kind of thing that a guide has.
package specimen

import (
	"embed"
	"fmt"
	"time"

	"guidec/assets"
	"guidec/internal/pdf/finish"
)

// Raw is the file as gofpdf wrote it: pages without content, glyph-coded
// subsets of two faces, and an image.
//
//go:embed raw.pdf
var Raw []byte

//go:embed page1.txt page2.txt page3.txt
var pages embed.FS

// contents are those of the pages.
func contents() [][]byte {
	packed, err := finish.Deflate(func(yield func([]byte) bool) {
		for i := range 3 {
			page, err := pages.ReadFile(fmt.Sprintf("page%d.txt", i+1))
			if err != nil {
				panic(err) // it is embedded
			}
			if !yield(page) {
				return
			}
		}
	})
	if err != nil {
		panic(err)
	}
	return packed
}

// Document returns what Raw's pages mean.
func Document() *finish.Document {
	return &finish.Document{
		Meta: finish.Meta{
			Title: "Offices — a study guide", Authors: []string{"Ann Author", "Ben Bee"},
			Subject: "Of offices & cafés.", Keywords: []string{"office", "café"}, Lang: "en-GB",
			Rights: "CC0", Identifier: "urn:uuid:b65f4c8e-1111-4222-8333-444455556666",
			Creator: "guidec", Producer: "guidec",
			Created:  time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC),
			Modified: time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC),
		},
		Root: &finish.Elem{Type: "Document", Kids: []finish.Kid{chapter(), lists()}},
		Fonts: []*finish.Font{
			{Name: "serif", PostScript: "SourceSerif4-Regular", Text: serif()},
			{Name: "sansB", PostScript: "SourceSans3-Bold", Text: sans()},
		},
		Contents: contents(),
		Outline: []*finish.OutlineItem{
			{Title: "Chapter one: the office", Dest: "ch-1", Open: true, Kids: []*finish.OutlineItem{
				{Title: "Lists and tables", Dest: "lists"},
			}},
			{Title: "The end — and after", Dest: "end"},
		},
		Dests:   []finish.Dest{{Name: "lists", Page: 2, Y: 580}, {Name: "ch-1", Page: 1, Y: 580}, {Name: "end", Page: 3, Y: 570}},
		Labels:  []finish.PageLabel{{Page: 1, Style: finish.LabelRoman}, {Page: 2, Style: finish.LabelDecimal}},
		Profile: profile(),
	}
}

func profile() []byte {
	icc, err := assets.Files.ReadFile("icc/sRGB2014.icc")
	if err != nil {
		panic(err) // it is embedded
	}
	return icc
}

// on returns the element that holds one piece of a page.
func on(typ string, page, mcid int) *finish.Elem {
	return &finish.Elem{Type: typ, Kids: []finish.Kid{finish.Content{Page: page, MCID: mcid}}}
}

func of(typ string, kids ...finish.Kid) *finish.Elem { return &finish.Elem{Type: typ, Kids: kids} }

func chapter() *finish.Elem {
	h := on("H1", 1, 0)
	h.Title = "Chapter one"
	note := of("Note", on("Lbl", 1, 6), on("P", 1, 7))
	note.ID = "note-1"
	return of("Sect",
		h,
		of("P",
			finish.Content{Page: 1, MCID: 1},
			of("Link", finish.Content{Page: 1, MCID: 2}, finish.Content{Page: 1, MCID: 3}, &finish.Link{
				Page: 1, URI: "https://example.org/a?b=(c)", Contents: "The catalogue, on the web",
				Rects: []finish.Rect{{Left: 210, Bottom: 527, Right: 330.5, Top: 540}, {Left: 54, Bottom: 513, Right: 130, Top: 526}},
			}),
			finish.Content{Page: 1, MCID: 4},
			on("Reference", 1, 5),
			note,
		))
}

func lists() *finish.Elem {
	list := of("L",
		of("LI", on("Lbl", 2, 1), on("LBody", 2, 2)),
		of("LI", on("Lbl", 2, 3), on("LBody", 2, 4)))
	list.Attr = &finish.Attributes{ListNumbering: "Decimal"}
	head := of("TR", on("TH", 2, 5), on("TH", 2, 6))
	for _, k := range head.Kids {
		k.(*finish.Elem).Attr = &finish.Attributes{Scope: "Column"}
	}
	figure := on("Figure", 2, 9)
	figure.Alt = "A gradient from dark blue to orange"
	figure.Attr = &finish.Attributes{Placement: "Block", BBox: finish.Rect{Left: 54, Bottom: 368, Right: 134, Top: 448}}
	return of("Sect",
		on("H2", 2, 0),
		list,
		of("Table", of("THead", head), of("TBody", of("TR", on("TD", 2, 7), on("TD", 2, 8)))),
		figure,
		on("Caption", 2, 10),
		of("P", finish.Content{Page: 2, MCID: 11}, finish.Content{Page: 3, MCID: 0}),
		of("P", of("Link", finish.Content{Page: 3, MCID: 1}, &finish.Link{
			Page: 3, Dest: "ch-1", Contents: "Chapter one", Rects: []finish.Rect{{Left: 54, Bottom: 543, Right: 134, Top: 556}},
		})))
}

func serif() map[uint16]string {
	return map[uint16]string{
		1: " ", 2: "A", 7: "F", 20: "S", 28: "a", 29: "b", 30: "c", 31: "d", 32: "e", 33: "f", 34: "g", 35: "h",
		36: "i", 38: "k", 39: "l", 40: "m", 41: "n", 42: "o", 43: "p", 45: "r", 46: "s", 47: "t", 48: "u", 49: "v",
		51: "x", 264: "é", 422: "ffi", 429: "1", 430: "2", 479: ".", 480: ",", 1464: "\u00ad",
	}
}

func sans() map[uint16]string {
	return map[uint16]string{
		1: " ", 4: "C", 13: "L", 15: "N", 17: "P", 28: "a", 29: "b", 30: "c", 31: "d", 32: "e", 35: "h", 36: "i",
		39: "l", 40: "m", 41: "n", 42: "o", 43: "p", 45: "r", 46: "s", 47: "t", 687: "ff", 1389: ":",
	}
}

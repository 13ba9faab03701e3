package epub

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// ncx returns toc.ncx (OPF 2.0.1, section 2.4.1), the contents for readers
// of EPUB 2: the same points and pages as the nav. Places count up in
// reading order over both lists; one address has one number.
func (p *packaging) ncx() string {
	order := p.playOrder()
	var w strings.Builder
	fmt.Fprintf(&w, xmlHeader+`<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="%s">`+"\n<head>\n", escape(p.book.Meta.Lang))
	pages, most := 0, 0
	for _, b := range p.pageList {
		pages++
		if n, err := strconv.Atoi(b.folio); err == nil {
			most = max(most, n)
		}
	}
	for _, m := range []struct{ name, content string }{
		{"dtb:uid", p.book.Meta.Identifier}, {"dtb:depth", strconv.Itoa(depth(p.toc))}, {"dtb:generator", generator},
		{"dtb:totalPageCount", strconv.Itoa(pages)}, {"dtb:maxPageNumber", strconv.Itoa(most)},
	} {
		fmt.Fprintf(&w, `<meta name="%s" content="%s"/>`+"\n", m.name, escape(m.content))
	}
	fmt.Fprintf(&w, "</head>\n<docTitle><text>%s</text></docTitle>\n", escape(p.book.Meta.Title))
	for _, c := range p.book.Meta.Creators {
		fmt.Fprintf(&w, "<docAuthor><text>%s</text></docAuthor>\n", escape(c.Name))
	}
	w.WriteString("<navMap>\n")
	count := 0
	ncxPoints(&w, p.toc, order, &count)
	w.WriteString("</navMap>\n")
	if pages > 0 {
		fmt.Fprintf(&w, "<pageList>\n<navLabel><text>%s</text></navLabel>\n", escape(p.book.Words.Pages))
		for i, b := range p.pageList {
			fmt.Fprintf(&w, `<pageTarget id="page-target-%d" type="%s"%s playOrder="%d"><navLabel><text>%s</text></navLabel><content src="%s"/></pageTarget>`+"\n",
				i+1, pageType(b.folio), pageValue(b.folio), order[b.href], escape(b.folio), escape(b.href))
		}
		w.WriteString("</pageList>\n")
	}
	w.WriteString("</ncx>\n")
	return w.String()
}

func ncxPoints(w *strings.Builder, points []navPoint, order map[string]int, count *int) {
	for _, n := range points {
		*count++
		fmt.Fprintf(w, `<navPoint id="nav-point-%d" playOrder="%d"><navLabel><text>%s</text></navLabel><content src="%s"/>`,
			*count, order[n.href], escape(n.text), escape(n.href))
		if len(n.below) > 0 {
			w.WriteByte('\n')
			ncxPoints(w, n.below, order, count)
		}
		w.WriteString("</navPoint>\n")
	}
}

// playOrder numbers the addresses of both lists in reading order, from 1.
func (p *packaging) playOrder() map[string]int {
	var all []string
	var collect func([]navPoint)
	collect = func(points []navPoint) {
		for _, n := range points {
			all = append(all, n.href)
			collect(n.below)
		}
	}
	collect(p.toc)
	for _, b := range p.pageList {
		all = append(all, b.href)
	}
	slices.SortStableFunc(all, func(a, b string) int { return cmp.Compare(p.positions[a], p.positions[b]) })
	order := map[string]int{}
	for _, href := range slices.Compact(all) {
		order[href] = len(order) + 1
	}
	return order
}

func depth(points []navPoint) int {
	d := 0
	for _, n := range points {
		d = max(d, 1+depth(n.below))
	}
	return d
}

// pageType is front for roman folios, normal for numbers.
func pageType(folio string) string {
	switch {
	case strings.Trim(folio, "0123456789") == "":
		return "normal"
	case strings.Trim(strings.ToLower(folio), "ivxlcdm") == "":
		return "front"
	}
	return "special"
}

func pageValue(folio string) string {
	if pageType(folio) == "normal" {
		return ` value="` + folio + `"`
	}
	return ""
}

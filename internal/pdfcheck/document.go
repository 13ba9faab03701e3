package pdfcheck

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"guidec/internal/diag"
)

// checkDocument holds what the catalog and the trailer say of the file.
func (c *checker) checkDocument() {
	if id := c.array(c.trailer["ID"]); len(id) != 2 || c.text(id[0]) == "" {
		c.add(diag.PDFMetadata, "the file has no identifier")
	}
	if c.tagged && c.resolve(c.dict(c.catalog["MarkInfo"])["Marked"]) != true {
		c.add(diag.PDFStructure, "the file does not say that it is tagged")
	}
	if c.resolve(c.dict(c.catalog["MarkInfo"])["Suspects"]) == true {
		c.add(diag.PDFStructure, "the file says that its tags are not to be trusted")
	}
	for _, tag := range slices.Sorted(maps.Keys(c.dict(c.dict(c.catalog["StructTreeRoot"])["RoleMap"]))) {
		if standard(string(tag)) {
			c.add(diag.PDFStructure, "the file gives the tag %s another meaning", tag)
		}
	}
	if c.resolve(c.dict(c.catalog["ViewerPreferences"])["DisplayDocTitle"]) != true {
		c.add(diag.PDFTitle, "the window does not show the title")
	}
	if !isLangTag(c.text(c.catalog["Lang"])) {
		c.add(diag.PDFLang, "%q is no language", c.text(c.catalog["Lang"]))
	}
	names := c.dict(c.catalog["Names"])
	for _, f := range []struct {
		v    any
		what string
	}{
		{names["JavaScript"], "a program"}, {names["EmbeddedFiles"], "another file"}, {c.catalog["AA"], "an action"},
		{c.catalog["OpenAction"], "an action"}, {c.catalog["AcroForm"], "a form"}, {c.catalog["OCProperties"], "layers"},
	} {
		if f.v != nil {
			c.add(diag.PDFForbidden, "the file holds %s", f.what)
		}
	}
	for _, p := range c.pages {
		if p.dict["AA"] != nil {
			c.add(diag.PDFForbidden, "page %d holds an action", p.number)
		}
	}
}

// checkPageLabels holds that every page has a label (12.4.2).
func (c *checker) checkPageLabels() {
	v, ok := c.catalog["PageLabels"]
	if !ok {
		c.add(diag.PDFPageLabels, "the pages have no labels")
		return
	}
	first := true
	c.walkTree(v, diag.PDFPageLabels, "Nums", func(k, v any) {
		n, _ := k.(int)
		if first && n != 0 {
			c.add(diag.PDFPageLabels, "page 1 has no label")
		}
		first = false
		if n < 0 || n >= len(c.pages) {
			c.add(diag.PDFPageLabels, "there are labels for page %d, of %d", n+1, len(c.pages))
		}
		label := c.dict(v)
		if s := c.name(label["S"]); label == nil || s != "" && !strings.Contains("D R r A a", string(s)) {
			c.add(diag.PDFPageLabels, "the labels from page %d on have no style", n+1)
		}
	})
	if first {
		c.add(diag.PDFPageLabels, "the pages have no labels")
	}
}

// checkOutputIntent holds that the file says what its colours are
// (ISO 19005-2, 6.2.3).
func (c *checker) checkOutputIntent() {
	for _, v := range c.array(c.catalog["OutputIntents"]) {
		intent := c.dict(v)
		if c.name(intent["S"]) != "GTS_PDFA1" {
			continue
		}
		s, ok := c.resolve(intent["DestOutputProfile"]).(*stream)
		if !ok {
			break
		}
		profile, err := c.decode(s)
		if err != nil || len(profile) < 128 || int(binary.BigEndian.Uint32(profile)) != len(profile) ||
			string(profile[36:40]) != "acsp" || string(profile[16:20]) != "RGB " || c.int(s.dict["N"]) != 3 {
			c.add(diag.PDFColour, "the output intent has no whole RGB profile")
		}
		return
	}
	c.add(diag.PDFColour, "the file has no output intent")
}

// The properties of XMP that the checks need, and their namespaces.
const (
	nsDC  = "http://purl.org/dc/elements/1.1/"
	nsXMP = "http://ns.adobe.com/xap/1.0/"
	nsPDF = "http://ns.adobe.com/pdf/1.3/"
	nsA   = "http://www.aiim.org/pdfa/ns/id/"
	nsUA  = "http://www.aiim.org/pdfua/ns/id/"
	nsRDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
)

// readMetadata reads the XMP, and from it what the file claims to be: sheets
// for a press are PDF/A-2b and have no structure, all else is PDF/A-2a and
// PDF/UA-1.
func (c *checker) readMetadata() {
	c.tagged = true
	s, ok := c.resolve(c.catalog["Metadata"]).(*stream)
	if !ok {
		c.add(diag.PDFMetadata, "the file has no metadata")
		return
	}
	data, err := c.decode(s)
	if err == nil {
		c.xmp, err = parseXMP(data)
	}
	if err != nil {
		c.add(diag.PDFMetadata, "the metadata: %v", err)
		return
	}
	c.tagged = c.catalog["StructTreeRoot"] != nil ||
		c.xmp[xml.Name{Space: nsA, Local: "conformance"}] != "B" || c.xmp[xml.Name{Space: nsUA, Local: "part"}] != ""
}

// checkMetadata holds that the XMP names the standards, and that it says the
// same as the information dictionary.
func (c *checker) checkMetadata() {
	if c.xmp == nil {
		return // said already
	}
	conformance, ua := "A", "1"
	if !c.tagged {
		conformance, ua = "B", ""
	}
	for _, want := range []struct {
		name  xml.Name
		value string
	}{
		{xml.Name{Space: nsA, Local: "part"}, "2"}, {xml.Name{Space: nsA, Local: "conformance"}, conformance},
		{xml.Name{Space: nsUA, Local: "part"}, ua},
	} {
		if got := c.xmp[want.name]; got != want.value {
			c.add(diag.PDFMetadata, "the metadata has %q as %s of %s, not %q", got, want.name.Local, want.name.Space, want.value)
		}
	}
	info := c.dict(c.trailer["Info"])
	for _, both := range []struct {
		key  name
		name xml.Name
	}{
		{"Title", xml.Name{Space: nsDC, Local: "title"}}, {"Subject", xml.Name{Space: nsDC, Local: "description"}},
		{"Author", xml.Name{Space: nsDC, Local: "creator"}}, {"Keywords", xml.Name{Space: nsPDF, Local: "Keywords"}},
		{"Producer", xml.Name{Space: nsPDF, Local: "Producer"}}, {"Creator", xml.Name{Space: nsXMP, Local: "CreatorTool"}},
		{"CreationDate", xml.Name{Space: nsXMP, Local: "CreateDate"}}, {"ModDate", xml.Name{Space: nsXMP, Local: "ModifyDate"}},
	} {
		here, there := decodeText(c.text(info[both.key])), c.xmp[both.name]
		if strings.HasSuffix(string(both.key), "Date") {
			here, there = infoDate(here), xmpDate(there)
		}
		if here != there {
			c.add(diag.PDFMetadata, "%s is %q in one place and %q in the other", both.key, here, there)
		}
	}
	if strings.TrimSpace(c.xmp[xml.Name{Space: nsDC, Local: "title"}]) == "" {
		c.add(diag.PDFTitle, "the file has no title")
	}
}

// parseXMP returns the simple properties of a packet; items of a list are
// joined with ", ".
func parseXMP(data []byte) (map[xml.Name]string, error) {
	xmp := map[xml.Name]string{}
	d := xml.NewDecoder(bytes.NewReader(data))
	var path []xml.Name
	for {
		t, err := d.Token()
		if err == io.EOF {
			return xmp, nil
		}
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			path = append(path, t.Name)
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			// x:xmpmeta, rdf:RDF, rdf:Description, the property[, rdf:Alt, rdf:li]
			if n := len(path); (n == 4 || n == 6 && path[5] == xml.Name{Space: nsRDF, Local: "li"}) && len(bytes.TrimSpace(t)) > 0 {
				if xmp[path[3]] != "" {
					xmp[path[3]] += ", "
				}
				xmp[path[3]] += string(t)
			}
		}
	}
}

// decodeText reads a text string (7.9.2.2). What is not UTF-16 is taken for
// ASCII: guidec writes nothing else.
func decodeText(s string) string {
	if !strings.HasPrefix(s, "\xFE\xFF") {
		return s
	}
	var units []uint16
	for i := 2; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// infoDate and xmpDate bring both forms of a date to one; what is no date
// stays as it is.
func infoDate(s string) string {
	t, err := time.Parse("D:20060102150405Z0700", strings.ReplaceAll(s, "'", ""))
	if err != nil {
		return s
	}
	return t.UTC().Format(time.RFC3339)
}

func xmpDate(s string) string {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return s
	}
	return t.UTC().Format(time.RFC3339)
}

package finish

import (
	"bytes"
	"encoding/xml"
	"strings"
	"text/template"
	"time"
)

// writeInfo writes the document information dictionary (14.3.3): the same as
// the XMP, for programs that read no XMP.
func (f *finisher) writeInfo() int {
	m := &f.Meta
	o := spelling("<<")
	for _, t := range []struct{ key, text string }{
		{"/Title", m.Title}, {"/Author", strings.Join(m.Authors, ", ")}, {"/Subject", m.Subject},
		{"/Keywords", strings.Join(m.Keywords, ", ")}, {"/Creator", m.Creator}, {"/Producer", m.Producer},
		{"/CreationDate", infoDate(m.Created)}, {"/ModDate", infoDate(m.Modified)},
	} {
		if t.text != "" {
			o = o.raw(t.key).text(t.text)
		}
	}
	return f.add(o.raw(">>"))
}

// infoDate spells a date (7.9.4).
func infoDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("D:20060102150405") + "+00'00'"
}

// xmp is the metadata of the file as a whole (ISO 16684-1), with the marks of
// PDF/A-2 and PDF/UA-1. PDF/A knows nothing of the latter, so that an
// extension schema has to explain it (ISO 19005-2, 6.6.2.3).
func (d *Document) xmp() ([]byte, error) {
	t, err := template.New("xmp").Funcs(template.FuncMap{"xml": escaped, "date": xmpDate, "join": strings.Join}).Parse(xmpPacket)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, struct {
		*Meta
		Tagged bool
	}{&d.Meta, d.Root != nil})
	return b.Bytes(), err
}

func escaped(s string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(s))
	return b.String(), err
}

func xmpDate(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

const xmpPacket = `<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>{{if .Tagged}}A{{else}}B{{end}}</pdfaid:conformance>
{{if .Tagged}}<pdfuaid:part>1</pdfuaid:part>
{{end}}<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{{xml .Title}}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{{xml .Lang}}</rdf:li></rdf:Bag></dc:language>
{{with .Authors}}<dc:creator><rdf:Seq>{{range .}}<rdf:li>{{xml .}}</rdf:li>{{end}}</rdf:Seq></dc:creator>
{{end}}{{with .Subject}}<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{{xml .}}</rdf:li></rdf:Alt></dc:description>
{{end}}{{with .Keywords}}<dc:subject><rdf:Bag>{{range .}}<rdf:li>{{xml .}}</rdf:li>{{end}}</rdf:Bag></dc:subject>
<pdf:Keywords>{{xml (join . ", ")}}</pdf:Keywords>
{{end}}{{with .Publisher}}<dc:publisher><rdf:Bag><rdf:li>{{xml .}}</rdf:li></rdf:Bag></dc:publisher>
{{end}}{{with .Rights}}<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">{{xml .}}</rdf:li></rdf:Alt></dc:rights>
{{end}}{{with .Identifier}}<dc:identifier>{{xml .}}</dc:identifier>
{{end}}{{with .Creator}}<xmp:CreatorTool>{{xml .}}</xmp:CreatorTool>
{{end}}{{with .Producer}}<pdf:Producer>{{xml .}}</pdf:Producer>
{{end}}{{if not .Created.IsZero}}<xmp:CreateDate>{{date .Created}}</xmp:CreateDate>
{{end}}{{if not .Modified.IsZero}}<xmp:ModifyDate>{{date .Modified}}</xmp:ModifyDate>
<xmp:MetadataDate>{{date .Modified}}</xmp:MetadataDate>
{{end}}</rdf:Description>
{{if .Tagged}}<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
{{end}}</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`

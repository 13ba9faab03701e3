package epub

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/pgaskin/kepubify/v4/kepub"
	"golang.org/x/text/language"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// A Device is a family of readers that a file is made for. Generic files
// are read everywhere; the others are better on one family.
type Device string

const (
	// Generic, also "", is the EPUB that any reader takes.
	Generic Device = "generic"
	// Kobo files have spans around every sentence, by which Kobo's own
	// renderer counts pages and keeps notes. They end in .kepub.epub.
	Kobo Device = "kobo"
	// Kindle files pass Send to Kindle: no page for the cover, which would
	// be shown twice, and a language from Amazon's list.
	Kindle Device = "kindle"
)

// Devices lists the devices in the order in which help names them.
var Devices = []Device{Generic, Kobo, Kindle}

// Extension is how names of files for the device end.
func (d Device) Extension() string {
	if d == Kobo {
		return ".kepub.epub"
	}
	return ".epub"
}

// sendToKindle is the most that Amazon takes by mail, in bytes (Send to
// Kindle, help page of 2024); its web page takes 200 MB.
const sendToKindle = 50 << 20

// kindleLanguages are the languages that Send to Kindle takes, as base
// subtags. A file in another is refused without a reason.
var kindleLanguages = []string{
	"af", "ar", "br", "ca", "co", "cy", "da", "de", "en", "es", "eu", "fi", "fr", "frr", "fy", "ga", "gd", "gl", "gsw", "gu", "gv", "hi",
	"is", "it", "ja", "kw", "lb", "ml", "mr", "nb", "nl", "nn", "no", "oc", "pl", "pt", "rm", "sco", "stq", "sv", "ta", "zh",
}

// packageLanguage is the language that the package document names. The
// pages always say their own.
func (p *packaging) packageLanguage() string {
	lang := p.book.Meta.Lang
	if p.options.Device != Kindle {
		return lang
	}
	base, _ := language.Make(lang).Base()
	if slices.Contains(kindleLanguages, base.String()) {
		return lang
	}
	p.list.Add(diag.KindleLanguage, source.Span{}, "Kindle does not take books in %q; the file for it says \"en\"", lang)
	return "en"
}

// koboPage puts Kobo's spans into a page.
func koboPage(data []byte) ([]byte, error) {
	var out bytes.Buffer
	if err := kepub.NewConverter().TransformContent(&out, bytes.NewReader(data)); err != nil {
		return nil, fmt.Errorf("epub: %w", err)
	}
	return out.Bytes(), nil
}

// forDevice makes the last changes to a page.
func (p *packaging) forDevice(data []byte) ([]byte, error) {
	if p.options.Device == Kobo {
		return koboPage(data)
	}
	return data, nil
}

// hasCoverPage reports whether the cover has a page of its own.
func (p *packaging) hasCoverPage() bool { return p.options.Device != Kindle }

// sized says what is too large for the device.
func (p *packaging) sized(bytes int64) {
	if p.options.Device == Kindle && bytes > sendToKindle {
		p.list.Add(diag.KindleSize, source.Span{}, "the file of %d MB is larger than the %d MB that Send to Kindle takes by mail", bytes>>20, sendToKindle>>20).
			Hintf("its web page takes 200 MB; or make the images smaller")
	}
}

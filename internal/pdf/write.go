package pdf

import (
	"bytes"
	"crypto/sha1"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"strconv"
	"strings"
	"time"

	"github.com/jung-kurt/gofpdf"

	"guidec/assets"
	"guidec/internal/book"
	"guidec/internal/media"
	"guidec/internal/pdf/finish"
	"guidec/internal/typeset"
)

// Write writes the document as a PDF file. It may be called once.
func (d *Document) Write(w io.Writer) error {
	p := newPress(d)
	contents, err := finish.Deflate(p.contents())
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	raw, err := p.frame(len(contents))
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	f, err := p.document()
	if err != nil {
		return fmt.Errorf("pdf: %w", err)
	}
	f.Contents = contents
	return finish.Finish(w, raw, f)
}

// A press spells the content of a document's pages, and has gofpdf write what
// they use: the page tree, fonts, images. Content goes around gofpdf, which
// would only copy it.
type press struct {
	*Document
	pdf    *gofpdf.Fpdf
	fonts  []*fontUse
	byFont map[*typeset.Font]*fontUse
	images map[*media.Image]string // names, as pages call them
	root   *element
	dests  map[*book.Target]bool
	named  []finish.Dest
	err    error

	longest int // bytes of a page's content so far
}

// A fontUse is a font of the file.
type fontUse struct {
	of   *typeset.Font
	name string   // as pages call it
	text []string // what its codes stand for; "" for those that are not used
}

// codes yields the codes that are used, in order, and what they stand for.
func (u *fontUse) codes() iter.Seq2[uint16, string] {
	return func(yield func(uint16, string) bool) {
		for c, text := range u.text {
			if text != "" && !yield(uint16(c), text) {
				return
			}
		}
	}
}

func newPress(d *Document) *press {
	p := &press{Document: d, byFont: map[*typeset.Font]*fontUse{}, images: map[*media.Image]string{},
		root: newElement(nil, "Document"), dests: map[*book.Target]bool{}}
	size := gofpdf.SizeType{Wd: float64(d.page.Width), Ht: float64(d.page.Height)}
	if d.imposed() {
		size.Wd, size.Ht = float64(d.paper.Width), float64(d.paper.Height)
	}
	p.pdf = gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: size})
	p.pdf.SetCompression(false) // the finish compresses
	p.pdf.SetCatalogSort(true)
	p.pdf.SetAutoPageBreak(false, 0)
	p.pdf.SetMargins(0, 0, 0)
	p.pdf.SetCreationDate(p.date())
	p.pdf.SetModificationDate(p.date())
	for i, sh := range d.sheets {
		for t, y := range sh.targets() {
			if !p.dests[t] {
				p.dests[t] = true
				p.named = append(p.named, finish.Dest{Name: t.ID, Page: i + 1, Y: float64(d.page.Height-d.page.Top) - y.Points() + 6})
			}
		}
	}
	for _, c := range d.chapters {
		p.root.Kids = append(p.root.Kids, &c.setter.elem.Elem)
	}
	return p
}

func (p *press) date() time.Time {
	if p.book.Meta.Modified.IsZero() {
		return time.Unix(0, 0).UTC()
	}
	return p.book.Meta.Modified
}

// font returns the use of a font.
func (p *press) font(f *typeset.Font) *fontUse {
	if u := p.byFont[f]; u != nil {
		return u
	}
	u := &fontUse{of: f, name: fmt.Sprintf("F%d", len(p.fonts)), text: make([]string, f.Codes())}
	p.byFont[f] = u
	p.fonts = append(p.fonts, u)
	return u
}

// register gives a font to gofpdf, cut down to the glyphs that pages use.
// gofpdf takes it for a font of single bytes, which it embeds as it is; the
// finish says what its codes are. The way for fonts of many glyphs would
// make a subset once more, and tables of 65,536 codes for each.
func (p *press) register(u *fontUse) {
	var codes []uint16
	for c := range u.codes() {
		codes = append(codes, c)
	}
	file, err := u.of.Subset(codes)
	if err != nil {
		p.fail(fmt.Errorf("font %s: %w", u.of.Name, err))
		return
	}
	definition, err := json.Marshal(struct {
		Tp, Name, File string
		OriginalSize   int
		Desc           gofpdf.FontDescType
		Cw             [256]int // widths of single bytes, which nothing is set in
	}{Tp: "TrueType", Name: u.name, File: u.name, OriginalSize: len(file), Desc: describe(u.of)})
	if err != nil {
		p.fail(err)
		return
	}
	p.pdf.AddFontFromBytes(u.name, "", definition, file)
}

// describe makes a font's descriptor (ISO 32000-1, 9.8), in thousandths of
// the em.
func describe(f *typeset.Font) gofpdf.FontDescType {
	em := func(units int) int { return units * 1000 / f.UnitsPerEm }
	d := gofpdf.FontDescType{Ascent: em(f.Ascent), Descent: em(f.Descent), CapHeight: em(f.CapHeight),
		ItalicAngle: f.Slant, Flags: gofpdf.FontFlagSymbolic,
		StemV: 50 + f.Weight*f.Weight/(65*65)} // no font says it; this is what is usual
	d.FontBBox.Xmin, d.FontBBox.Ymin, d.FontBBox.Xmax, d.FontBBox.Ymax = em(f.Bounds[0]), em(f.Bounds[1]), em(f.Bounds[2]), em(f.Bounds[3])
	if f.Monospaced {
		d.Flags |= gofpdf.FontFlagFixedPitch
	}
	if f.Slant != 0 {
		d.Flags |= gofpdf.FontFlagItalic
	}
	return d
}

func (p *press) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// contents spells the pages, or the sheets that they are imposed on, in order.
func (p *press) contents() iter.Seq[[]byte] {
	if p.imposed() {
		return p.impose()
	}
	return func(yield func([]byte) bool) {
		for i := range p.sheets {
			if !yield(p.draw(i)) {
				return
			}
		}
	}
}

// frame has gofpdf write a file of so many pages without content.
func (p *press) frame(pages int) ([]byte, error) {
	for _, u := range p.fonts {
		p.register(u)
	}
	if p.err != nil {
		return nil, p.err
	}
	for range pages {
		p.pdf.AddPage()
	}
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// image gives an image to gofpdf at its first use and returns the name by
// which gofpdf calls it: the hash of all that it knows of it.
func (p *press) image(n *book.Image) string {
	if name, ok := p.images[n.Asset]; ok {
		return name
	}
	kind := "PNG"
	if n.Asset.Type == "image/jpeg" {
		kind = "JPG"
	}
	info := p.pdf.RegisterImageOptionsReader(strconv.Itoa(len(p.images)), gofpdf.ImageOptions{ImageType: kind}, bytes.NewReader(n.Asset.Data))
	err := p.pdf.Error()
	var known []byte
	if err == nil {
		known, err = info.GobEncode()
	}
	if err != nil {
		p.fail(fmt.Errorf("image %s: %w", n.Asset.Name, err))
	}
	p.images[n.Asset] = fmt.Sprintf("I%x", sha1.Sum(known))
	return p.images[n.Asset]
}

// document says of the file what is not on its pages.
func (p *press) document() (*finish.Document, error) {
	profile, err := fs.ReadFile(assets.Files, "icc/sRGB2014.icc")
	if err != nil {
		return nil, err
	}
	m := &p.book.Meta
	f := &finish.Document{Profile: profile}
	f.Meta = finish.Meta{Title: m.Title, Lang: m.Lang, Keywords: m.Keywords, Publisher: m.Publisher, Rights: m.Rights,
		Identifier: m.Identifier, Creator: "guidec", Producer: "guidec", Created: p.date(), Modified: p.date(), Subject: strings.Join(m.Description, " ")}
	for _, c := range m.Creators {
		f.Meta.Authors = append(f.Meta.Authors, c.Name)
	}
	for _, u := range p.fonts {
		f.Fonts = append(f.Fonts, &finish.Font{Name: u.name, PostScript: u.of.Name, Text: maps.Collect(u.codes())})
	}
	if p.imposed() { // no one reads sheets on a screen
		f.Labels = []finish.PageLabel{{Page: 1, Style: finish.LabelDecimal}}
		return f, nil
	}
	f.Root, f.Dests, f.Labels = &p.root.Elem, p.named, p.labels()
	for _, e := range p.book.Contents {
		f.Outline = append(f.Outline, p.outline(e))
	}
	return f, nil
}

func (p *press) outline(e *book.Entry) *finish.OutlineItem {
	title := book.Plain(e.Text)
	if e.Label != "" {
		title = e.Label + ". " + title
	}
	item := &finish.OutlineItem{Title: title, Dest: p.dest(e.To)}
	for _, x := range e.Entries {
		item.Kids = append(item.Kids, p.outline(x))
	}
	return item
}

// dest names the place that a target has on the pages: its own, or its
// chapter's. It is "" when there is neither.
func (p *press) dest(t *book.Target) string {
	switch {
	case p.dests[t]:
		return t.ID
	case t.Chapter != nil && p.dests[t.Chapter.Target]:
		return t.Chapter.Target.ID
	}
	return ""
}

// labels number the pages as they are printed.
func (p *press) labels() []finish.PageLabel {
	front := 0
	for front < len(p.sheets) && (p.sheets[front].of == nil || p.sheets[front].of.front) {
		front++
	}
	var list []finish.PageLabel
	if front > 0 {
		list = append(list, finish.PageLabel{Page: 1, Style: finish.LabelRoman})
	}
	if front < len(p.sheets) {
		list = append(list, finish.PageLabel{Page: front + 1, Style: finish.LabelDecimal})
	}
	return list
}

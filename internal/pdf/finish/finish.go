package finish

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Finish writes the finished file of d to w. raw is a whole file as gofpdf
// v1.16.2 writes it, best without compression. The same input gives the same
// bytes. An error says what in raw or d is not as the
// types demand, or is w's; what has been written then is of no use.
func Finish(w io.Writer, raw []byte, d *Document) error {
	s, err := parse(raw)
	if err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	if err := s.sortImages(); err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	if err := d.check(s.pages); err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	fonts, err := s.subsets(d.Fonts)
	if err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	free, err := s.leaveOut()
	if err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	if err := s.nameFonts(fonts); err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	f := &finisher{packer: newPacker(w, len(s.objects), free), Document: d, shell: s}
	root, info, err := f.write(fonts)
	f.stop()
	if err != nil {
		return fmt.Errorf("finish: %w", err)
	}
	return f.trailer(root, info)
}

// check finds what is wrong with d as a whole; parts are checked where they
// are written.
func (d *Document) check(pages int) error {
	switch {
	case len(d.Contents) != pages:
		return fmt.Errorf("content of %d pages, not of %d", len(d.Contents), pages)
	case d.Root != nil && d.Root.Type != "Document":
		return errors.New("the structure is no Document")
	case d.Meta.Title == "" || d.Meta.Lang == "":
		return errors.New("the file has no title or no language")
	case len(d.Profile) < 128: // its header
		return errors.New("no colour profile")
	case len(d.Labels) > 0 && d.Labels[0].Page != 1:
		return errors.New("page 1 has no label")
	}
	for i, l := range d.Labels {
		if l.Page > pages || i > 0 && l.Page <= d.Labels[i-1].Page {
			return fmt.Errorf("the label of page %d stands out of order", l.Page)
		}
	}
	for _, t := range d.Dests {
		if t.Page < 1 || t.Page > pages {
			return fmt.Errorf("destination %q: there is no page %d", t.Name, t.Page)
		}
	}
	return nil
}

// leaveOut drops gofpdf's catalog and information dictionary, for which the
// finished file has its own, and returns their numbers.
func (s *shell) leaveOut() (free []int, err error) {
	catalog := len(s.objects) - 1
	if !bytes.HasPrefix(s.objects[catalog].dict, []byte("<<\n/Type /Catalog\n")) {
		return nil, errors.New("no catalog at the end")
	}
	s.objects[catalog-1], s.objects[catalog] = object{}, object{}
	return []int{catalog - 1, catalog}, nil
}

// nameFonts gives fonts the names that pages call them by: gofpdf's own are
// hashes.
func (s *shell) nameFonts(fonts []*subset) error {
	names := map[int]string{}
	for _, f := range fonts {
		names[f.at] = f.font.Name
	}
	var lines []byte
	for line := range bytes.Lines(s.objects[resourcesObject].dict) {
		name, id, ok := resource(line)
		if ok && id >= len(s.objects) {
			return fmt.Errorf("resource %s: there is no object %d", name, id)
		}
		if ok && names[id] != "" {
			line = slices.Concat([]byte("/"+names[id]), reference(id), []byte("\n"))
		}
		lines = append(lines, line...)
	}
	s.objects[resourcesObject].dict = lines
	return nil
}

// A finisher writes the objects of one file.
type finisher struct {
	*packer
	*Document
	*shell
	dests map[string]*Dest // by name
}

// write writes all objects and returns the numbers of the catalog and the
// information dictionary.
func (f *finisher) write(fonts []*subset) (root, info int, err error) {
	for page := 1; page <= f.pages; page++ { // first, to keep the compressors busy
		f.stream(contentObject(page), []byte("<</Filter/FlateDecode"), f.Contents[page-1], plain)
	}
	f.dests = map[string]*Dest{}
	for i := range f.Dests {
		f.dests[f.Dests[i].Name] = &f.Dests[i]
	}
	tree := &structure{
		packer: f.packer, dests: f.dests,
		content: make([][]int, f.pages+1), annots: make([][]int, f.pages+1),
	}
	if f.Root != nil {
		if err := tree.write(f.Root); err != nil {
			return 0, 0, err
		}
	}
	for page := 1; page <= f.pages; page++ {
		if err := f.writePage(page, tree.annots[page]); err != nil {
			return 0, 0, err
		}
	}
	for _, s := range fonts {
		f.writeFont(s)
	}
	f.writeOthers()
	root, err = f.writeCatalog(tree.root)
	return root, f.writeInfo(), err
}

// writePage writes the dictionary of a page. The transparency group goes: it
// asks for a colour space that the output intent gives already.
func (f *finisher) writePage(page int, annots []int) error {
	dict := f.objects[pageObject(page)].dict
	if bytes.Contains(dict, []byte("/Annots ")) {
		return fmt.Errorf("page %d: links belong in the structure", page)
	}
	dict = bytes.Replace(dict, []byte("/Group <</Type /Group /S /Transparency /CS /DeviceRGB>>\n"), nil, 1)
	o := spelling(bytes.TrimSuffix(dict, []byte(">>")))
	if f.Root != nil {
		o = o.raw("/Tabs/S/StructParents ").int(page - 1)
	}
	if len(annots) > 0 {
		o = o.raw("/Annots[")
		for i, id := range annots {
			if i > 0 {
				o = o.raw(" ")
			}
			o = o.ref(id)
		}
		o = o.raw("]")
	}
	f.put(pageObject(page), o.raw(">>"))
	return nil
}

// writeOthers writes the objects that stay as they are: page tree, resources,
// images.
func (f *finisher) writeOthers() {
	for id, o := range f.objects {
		switch {
		case o.dict == nil || id > resourcesObject && id <= contentObject(f.pages):
		case o.stream != nil:
			f.writeStream(id, compressed)
		default:
			f.put(id, o.dict)
		}
	}
}

// writeStream writes a stream of gofpdf's. What it has compressed stays so.
func (f *finisher) writeStream(id int, how treatment) {
	o := f.objects[id]
	if bytes.Contains(o.dict, []byte("/Filter /")) {
		how = plain
	}
	f.stream(id, withoutLength(o.dict), o.stream, how)
}

// writeCatalog writes the root of the file (7.7.2) and all that hangs on it.
func (f *finisher) writeCatalog(structTree int) (int, error) {
	o := spelling("<</Type/Catalog/Pages ").ref(pagesObject).raw("/Lang").text(f.Meta.Lang).
		raw("/ViewerPreferences<</DisplayDocTitle true>>")
	if f.Root != nil {
		o = o.raw("/MarkInfo<</Marked true>>/StructTreeRoot ").ref(structTree)
	}
	if len(f.Outline) > 0 {
		outline, err := f.writeOutline()
		if err != nil {
			return 0, err
		}
		o = o.raw("/PageMode/UseOutlines/Outlines ").ref(outline)
	}
	if len(f.Dests) > 0 {
		var entries []named
		for _, t := range f.Dests {
			entries = append(entries, named{t.Name, spelling(nil).destination(pageObject(t.Page), t.Y)})
		}
		tree, err := f.nameTree(entries)
		if err != nil {
			return 0, fmt.Errorf("destinations: %w", err)
		}
		o = o.raw("/Names<</Dests ").ref(tree).raw(">>")
	}
	if len(f.Labels) > 0 {
		o = append(o.raw("/PageLabels"), pageLabels(f.Labels)...)
	}
	metadata, profile := f.number(), f.number()
	xmp, err := f.xmp()
	if err != nil {
		return 0, err
	}
	f.stream(metadata, []byte("<</Type/Metadata/Subtype/XML"), xmp, plain)
	f.stream(profile, []byte("<</N 3"), f.Profile, compressed)
	o = o.raw("/Metadata ").ref(metadata).
		raw("/OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/Info(sRGB IEC61966-2.1)/DestOutputProfile ").
		ref(profile).raw(">>]>>")
	return f.add(o), nil
}

// pageLabels spells a number tree of labels (12.4.2).
func pageLabels(labels []PageLabel) spelling {
	o := spelling("<</Nums[")
	for _, l := range labels {
		o = o.int(l.Page - 1).raw("<<")
		if l.Style != LabelNone {
			o = o.raw("/S/").raw(string(rune(l.Style)))
		}
		if l.Prefix != "" {
			o = o.raw("/P").text(l.Prefix)
		}
		if l.Start > 1 {
			o = o.raw("/St " + strconv.Itoa(l.Start))
		}
		o = o.raw(">>")
	}
	return o.raw("]>>")
}

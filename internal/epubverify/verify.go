// Package epubverify checks an EPUB file against the rules that a writer of
// such files can break: the container, the package document, ids and links,
// contents and page lists, roles, metadata, descriptions of images. It reads
// any file and trusts none. It is no replacement for EPUBCheck: it knows
// what guidec writes, and says in its own words where a file falls short.
package epubverify

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// Limits of what is read into memory, in bytes.
const (
	mostFile  = 64 << 20
	mostFiles = 10_000
)

// Check checks the EPUB of size bytes in r, which messages call name. It
// never fails: what cannot be read is a finding.
func Check(name string, r io.ReaderAt, size int64) diag.List {
	c := &checker{name: name, files: map[string]*zip.File{}, pages: map[string]*page{}}
	z, err := zip.NewReader(r, size)
	if err != nil {
		c.add(diag.EPUBContainer, source.Span{File: source.NewFile(name, "")}, "it is no zip archive: %v", err)
		return c.list
	}
	c.container(z)
	if c.opf = c.packageFile(); c.opf == nil {
		return c.list
	}
	c.manifest()
	c.metadata()
	c.spine()
	c.readPages()
	c.links()
	c.notes()
	c.nav()
	c.ncx()
	c.guide()
	c.claims()
	c.list.Sort()
	return c.list
}

type checker struct {
	name  string
	list  diag.List
	files map[string]*zip.File

	opf      *element
	opfPath  string
	items    []*manifestItem
	byPath   map[string]*manifestItem
	byID     map[string]*manifestItem
	reading  []*manifestItem // the spine
	pages    map[string]*page
	navigate *page
	partial  bool // a page could not be read, so nobody knows what all hold
}

func (c *checker) add(code diag.Code, at source.Span, format string, args ...any) *diag.Diagnostic {
	return c.list.Add(code, at, format, args...)
}

// whole is the place of a file of the container as such.
func (c *checker) whole(file string) source.Span {
	return source.Span{File: source.NewFile(path.Join(c.name, file), "")}
}

// container checks the archive itself (OCF 3.3, section 4.2).
func (c *checker) container(z *zip.Reader) {
	if len(z.File) > mostFiles {
		c.add(diag.EPUBContainer, c.whole(""), "it holds %d files, more than the limit of %d", len(z.File), mostFiles)
		z.File = z.File[:mostFiles]
	}
	names := map[string]bool{}
	for _, f := range z.File {
		if !safeName(f.Name) {
			c.add(diag.EPUBContainer, c.whole(f.Name), "the file name %q leads out of the container", f.Name)
		}
		if folded := strings.ToLower(f.Name); names[folded] {
			c.add(diag.EPUBContainer, c.whole(f.Name), "there are two files of this name")
		} else {
			names[folded] = true // a drive may not tell a from A
		}
		c.files[f.Name] = f
	}
	if len(z.File) == 0 || z.File[0].Name != "mimetype" {
		c.add(diag.EPUBContainer, c.whole(""), "its first file is not mimetype")
		return
	}
	first := z.File[0]
	if first.Method != zip.Store || len(first.Extra) > 0 {
		c.add(diag.EPUBContainer, c.whole("mimetype"), "it is compressed or has an extra field")
	}
	if data, err := c.read("mimetype"); err != nil || string(data) != "application/epub+zip" {
		c.add(diag.EPUBContainer, c.whole("mimetype"), "it does not say application/epub+zip")
	}
}

func safeName(name string) bool {
	return name != "" && !strings.HasPrefix(name, "/") && !strings.Contains(name, `\`) && path.Clean(name) == strings.TrimSuffix(name, "/") && !strings.HasPrefix(name, "../")
}

func (c *checker) read(name string) ([]byte, error) {
	f := c.files[name]
	if f == nil {
		return nil, fmt.Errorf("there is no such file")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, mostFile+1))
	if err == nil && len(data) > mostFile {
		err = fmt.Errorf("it has more bytes than the limit of %d", mostFile)
	}
	return data, err
}

// xml reads a file as XML whose root is known; nil when it is missing, broken
// or something else, which is said.
func (c *checker) xml(name, space, root string) *element {
	data, err := c.read(name)
	if err != nil {
		c.add(diag.EPUBContainer, c.whole(name), "it cannot be read: %v", err)
		return nil
	}
	file := source.NewFile(path.Join(c.name, name), string(data))
	e, at, err := parse(file)
	switch {
	case err != nil:
		c.add(diag.EPUBXML, at, "%v", err)
	case e.Space != space || e.Local != root:
		c.add(diag.EPUBXML, e.at, "it does not begin with <%s> of %s", root, space)
	default:
		return e
	}
	return nil
}

// packageFile finds the package document by META-INF/container.xml, and holds
// that it is one of EPUB 3: for others there are other rules.
func (c *checker) packageFile() *element {
	root := c.xml("META-INF/container.xml", nsOCF, "container")
	if root == nil {
		return nil
	}
	var rootfile *element
	root.walk(func(e *element) {
		if e.Local == "rootfile" && e.attr("media-type") == typePackage && rootfile == nil {
			rootfile = e
		}
	})
	if rootfile == nil || rootfile.attr("full-path") == "" {
		c.add(diag.EPUBContainer, root.at, "it names no file of the type %s", typePackage)
		return nil
	}
	c.opfPath = rootfile.attr("full-path")
	if c.files[c.opfPath] == nil {
		c.add(diag.EPUBContainer, rootfile.at, "there is no %s", c.opfPath)
		return nil
	}
	opf := c.xml(c.opfPath, nsOPF, "package")
	if opf != nil && opf.attr("version") != "3.0" {
		c.add(diag.EPUBMetadata, opf.at, "it is of EPUB %q, not \"3.0\": nothing more was checked", opf.attr("version"))
		return nil
	}
	return opf
}

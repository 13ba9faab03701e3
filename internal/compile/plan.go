package compile

import (
	"errors"
	"hash/fnv"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"guidec/assets"
	"guidec/internal/cache"
	"guidec/internal/diag"
	"guidec/internal/doc"
	"guidec/internal/epub"
	"guidec/internal/sideload"
	"guidec/internal/source"
	"guidec/internal/theme"
	"guidec/internal/typeset"
)

// A Format is a kind of file that a guide is compiled to. Its text is the
// file name's ending without the dot.
type Format string

const (
	EPUB Format = "epub"
	PDF  Format = "pdf"
)

// Formats returns every format, in the order in which files are reported.
func Formats() []Format { return []Format{EPUB, PDF} }

// Options say what a run makes. There are no hidden inputs: what is not
// here or in the guides' folders has no influence on the files.
type Options struct {
	Formats    []Format         // what to write; none: the guides are only checked
	Output     string           // a folder, or the file to write when there is one guide and one format
	Jobs       int              // guides compiled at once, at least 1
	Modified   time.Time        // when the books were last changed; zero: their own date
	Edition    doc.Edition      // "": as the guide says
	Print      doc.Print        // what is "" is as the guide says
	Layout     theme.Imposition // how pages lie on the sheets of a PDF; "": single
	InkSaver   bool             // print without tints
	Device     epub.Device      // what the EPUB is for; "": any reader
	NoPageList bool             // EPUB without the page numbers of the PDF
	NoVerify   bool             // do not check the finished files
	Report     bool             // say how evenly the pages are set
	Lenient    bool             // what guidec does not know degrades with a warning
	Limits     Limits           // what a guide may cost
	Shard      Shard            // which part of the guides; zero: all
	Cache      *cache.Cache     // what was compiled before; nil: everything is made anew
	Program    string           // tells one build of the program from another, for the cache
	Progress   func(Event)      // called from several goroutines at once; nil: nobody watches
}

// A Shard is one of the parts, about equal, that a library is split into, so
// that several machines can share the work: part Index, from 1, of Of.
type Shard struct{ Index, Of int }

// A Plan is what a run will do: its guides in order, and for each the files
// that it becomes.
type Plan struct {
	Guides  []*Guide
	options Options
	fonts   *typeset.Library
}

// A Guide is one input of a run.
type Guide struct {
	Path    string // as the user would type it, slash-separated
	Outputs []Output
	form    form
	within  string // the folders of its library that it stands in, and its files too
}

// An Output is a file to be written.
type Output struct {
	Format Format
	Path   string
}

// A form says how a guide is stored.
type form int

const (
	inFolder   form = iota // guide.yaml and Markdown files
	inMarkdown             // one Markdown file
	inRawText              // one text as it was copied
)

// manifest is the name of the file that makes a folder a guide.
const manifest = "guide.yaml"

// library is the folder whose guides are compiled when no path is given
// and the current folder is no guide.
const library = "content"

// NewPlan finds the guides that the paths name. A path is a guide's folder,
// a Markdown or text file, or a folder that holds such guides, those with a
// manifest at any depth; no path at all stands for the current folder if that is a guide, else for the guides
// under content. It finds all that is wrong with the run as a whole: paths
// that name nothing, and guides that would write one file, for which the plan
// of a build is empty.
func NewPlan(paths []string, o Options) (*Plan, diag.List) {
	if o.Report {
		o.Cache = nil // it keeps files, not the pages that they were made of
	}
	p := &Plan{options: o, fonts: typeset.NewLibrary(assets.Files)}
	var l diag.List
	if len(paths) == 0 {
		paths, l = defaultPaths()
	}
	seen := map[string]bool{}
	for _, path := range paths {
		guides, found := find(path)
		l = append(l, found...)
		for _, g := range guides {
			if !seen[g.Path] { // named twice, it is still one guide
				seen[g.Path] = true
				p.Guides = append(p.Guides, g)
			}
		}
	}
	l = append(l, p.assign()...)
	p.cut()
	return p, l
}

// cut leaves the guides of the shard. Which one a guide is in depends on its
// path alone, so that a new guide moves no other and each shard's cache stays of
// use. Guides that clash are found before, whichever shard they are in.
func (p *Plan) cut() {
	s := p.options.Shard
	if s.Of <= 1 {
		return
	}
	p.Guides = slices.DeleteFunc(p.Guides, func(g *Guide) bool {
		h := fnv.New64a()
		h.Write([]byte(g.Path))
		return h.Sum64()%uint64(s.Of) != uint64(s.Index-1)
	})
}

func defaultPaths() (paths []string, l diag.List) {
	if _, err := os.Stat(manifest); err == nil {
		return []string{"."}, nil
	}
	if _, err := os.Stat(library); err == nil {
		return []string{library}, nil
	}
	l.Add(diag.GuideMissing, source.Span{}, "the current folder is no guide, and it has no folder %q", library).
		Hintf("name a guide, or write one with: guidec new my-guide")
	return nil, l
}

// find returns the guide at a path, or the guides in the folder at a path.
func find(name string) ([]*Guide, diag.List) {
	var l diag.List
	name = filepath.ToSlash(filepath.Clean(name))
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d := l.Add(diag.FileMissing, source.Span{}, "no file or folder is named %q", name)
		if near := neighbour(name); near != "" {
			d.Hintf("did you mean %q?", near)
		}
		return nil, l
	case err != nil:
		unreadable(&l, name, err)
		return nil, l
	case info.IsDir():
		return findIn(name)
	}
	form, ok := formOf(name)
	if !ok {
		l.Add(diag.FileUnknown, source.Span{}, "%q is not a guide", name).Hintf("%s", instead(name))
		return nil, l
	}
	return []*Guide{{Path: name, form: form}}, nil
}

// instead says what to do with a file that is no guide.
func instead(name string) string {
	if path.Base(name) == manifest {
		return "name its folder: " + path.Dir(name)
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".doc", ".docx", ".odt", ".pages", ".rtf":
		return "save it as plain text, with a name that ends in .txt"
	case ".html", ".htm", ".pdf", ".epub":
		return "copy its text into a file with a name that ends in .txt"
	}
	return "a guide is a folder with a " + manifest + ", a Markdown file (.md) or a raw text (.txt)"
}

// findIn returns the guide that a folder is, or the guides that it holds.
func findIn(name string) ([]*Guide, diag.List) {
	var l diag.List
	entries, err := os.ReadDir(name)
	if err != nil {
		unreadable(&l, name, err)
		return nil, l
	}
	if has(entries, manifest) {
		return []*Guide{{Path: name, form: inFolder}}, nil
	}
	guides, library, l := findBelow(name, entries)
	switch chapters := slices.ContainsFunc(entries, isChapter); {
	case chapters && !library:
		return []*Guide{{Path: name, form: inFolder}}, nil
	case len(guides) == 0 && len(l) == 0:
		l.Add(diag.GuideMissing, source.Span{}, "%q holds no guide", name).
			Hintf("a guide is a folder with a %s and Markdown files; write one with: guidec new %s", manifest, path.Join(name, "my-guide"))
	}
	return guides, l
}

// findBelow returns the guides in a folder that is not one itself. The
// folder is a library when a folder in it has a manifest: then Markdown
// files beside that folder are guides too, not chapters. What cannot be
// looked into may hold a guide, and is not passed over in silence.
func findBelow(name string, entries []fs.DirEntry) (guides []*Guide, library bool, l diag.List) {
	for _, e := range entries {
		inner := path.Join(name, e.Name())
		form, known := formOf(e.Name())
		folder, err := isFolder(e, inner)
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case folder:
			below, err := os.ReadDir(inner)
			if err != nil {
				unreadable(&l, inner, err)
			} else if has(below, manifest) || slices.ContainsFunc(below, isChapter) {
				guides = append(guides, &Guide{Path: inner, form: inFolder})
				library = library || has(below, manifest)
			} else if deeper := findDeeper(name, e.Name(), below, &l); len(deeper) > 0 {
				guides, library = append(guides, deeper...), true
			}
		case known: // that it cannot be read is found when it is
			if !aboutFolder().MatchString(e.Name()) {
				guides = append(guides, &Guide{Path: inner, form: form})
			}
		case err != nil:
			unreadable(&l, inner, err)
		}
	}
	return guides, library, l
}

// findDeeper returns the guides in the folders of one that a library has and
// that is no guide. There only a manifest tells one from whatever else lies
// about.
func findDeeper(library, within string, entries []fs.DirEntry, l *diag.List) []*Guide {
	var guides []*Guide
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		inner := path.Join(library, within, e.Name())
		below, err := os.ReadDir(inner)
		switch {
		case err != nil:
			unreadable(l, inner, err)
		case has(below, manifest):
			guides = append(guides, &Guide{Path: inner, form: inFolder, within: within})
		default:
			guides = append(guides, findDeeper(library, path.Join(within, e.Name()), below, l)...)
		}
	}
	return guides
}

func has(entries []fs.DirEntry, name string) bool {
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name })
}

// isChapter reports whether a folder's entry is one of its guide's chapters,
// if no list says otherwise.
func isChapter(e fs.DirEntry) bool {
	f, ok := formOf(e.Name())
	return ok && f == inMarkdown && !e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !aboutFolder().MatchString(e.Name())
}

// isFolder reports whether an entry is a folder, or a link to one. The error
// is that of a link that leads nowhere.
func isFolder(e fs.DirEntry, path string) (bool, error) {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir(), nil
	}
	info, err := os.Stat(path)
	return err == nil && info.IsDir(), err
}

// formOf tells a file's form by its name.
func formOf(name string) (form, bool) {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".qmd":
		return inMarkdown, true
	case ".txt", ".text":
		return inRawText, true
	}
	return 0, false
}

// neighbour returns the path beside a missing one that was likely meant.
func neighbour(name string) string {
	dir := path.Dir(name)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	near := diag.Suggest(path.Base(name), names)
	if near == "" {
		return ""
	}
	return path.Join(dir, near)
}

// assign gives each guide its outputs. A check has none, but it finds the
// guides that a build would not take together.
func (p *Plan) assign() diag.List {
	var l diag.List
	formats, writes := p.options.Formats, len(p.options.Formats) > 0
	if !writes {
		formats = Formats()
	}
	asFile := isOutputFile(p.options.Output)
	switch {
	case asFile && len(p.Guides) > 1:
		l.Add(diag.OutputClash, source.Span{}, "%d guides cannot all be written to %q", len(p.Guides), p.options.Output).
			Hintf("name a folder")
	case asFile && len(p.options.Formats) > 1:
		l.Add(diag.OutputClash, source.Span{}, "%q cannot be of several formats", p.options.Output).
			Hintf("name a folder, or one format")
	}
	if l.HasErrors() {
		p.Guides = nil
	}
	owner := map[string]*Guide{}
	for _, g := range p.Guides {
		for _, f := range formats {
			target := path.Join(filepath.ToSlash(p.options.Output), g.within, sideload.SafeName(g.name()+p.ending(f)))
			if asFile {
				target = path.Clean(filepath.ToSlash(p.options.Output))
			}
			// Not all file systems tell upper case from lower.
			if first := owner[strings.ToLower(target)]; first != nil {
				l.Add(diag.OutputClash, source.Span{}, "%q and %q would both become %q", first.Path, g.Path, path.Base(target)).
					Hintf("take them one by one, and build each into a folder of its own, with -o")
				break // its other formats clash alike
			}
			owner[strings.ToLower(target)] = g
			if writes {
				g.Outputs = append(g.Outputs, Output{f, target})
			}
		}
	}
	if writes && l.HasErrors() {
		p.Guides = nil
	}
	return l
}

// ending is what the names of files in a format end in. A teacher's edition
// that is asked for does not take the place of the student's.
func (p *Plan) ending(f Format) string {
	end := "." + string(f)
	if f == EPUB {
		end = p.options.Device.Extension()
	}
	if p.options.Edition == doc.EditionTeacher {
		return "-teacher" + end
	}
	return end
}

// name is what a guide's files are called, without an ending.
func (g *Guide) name() string {
	full, err := filepath.Abs(g.Path) // "." has a name too
	if err != nil {
		full = g.Path
	}
	base := filepath.Base(full)
	if g.form != inFolder {
		base = strings.TrimSuffix(base, filepath.Ext(base))
	}
	return base
}

// isOutputFile reports whether an output names a file rather than a folder.
func isOutputFile(name string) bool {
	if name == "" {
		return false
	}
	return slices.Contains(Formats(), Format(strings.TrimPrefix(strings.ToLower(path.Ext(name)), ".")))
}

func unreadable(l *diag.List, name string, err error) {
	l.Add(diag.FileUnreadable, source.Span{}, "%q cannot be read: %v", name, cause(err))
}

// cause is an error of the file system without its operation and path,
// which the message has already.
func cause(err error) error {
	if e, ok := errors.AsType[*fs.PathError](err); ok {
		return e.Err
	}
	if e, ok := errors.AsType[*os.LinkError](err); ok {
		return e.Err
	}
	return err
}

package media

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"sync"

	"guidec/internal/diag"
	"guidec/internal/source"
)

// Limits bound what one image may cost. They are checked before anything
// is decoded.
type Limits struct {
	Bytes  int64 // of the file
	Pixels int   // width times height
}

// DefaultLimits take the photographs of a good camera (6000 × 4000) and keep
// the decoded picture near 100 MB.
var DefaultLimits = Limits{Bytes: 32 << 20, Pixels: 24 << 20}

// A Store holds the images of one guide. It reads each file once.
type Store struct {
	files  fs.FS
	limits Limits

	mu       sync.Mutex
	entries  map[string]*entry
	embedded map[*byte]*entry // by where their bytes are
}

// NewStore returns a Store of the images in files, the guide's folder. A
// limit of 0 stands for the default one.
func NewStore(files fs.FS, limits Limits) *Store {
	if limits.Bytes <= 0 {
		limits.Bytes = DefaultLimits.Bytes
	}
	if limits.Pixels <= 0 {
		limits.Pixels = DefaultLimits.Pixels
	}
	return &Store{files: files, limits: limits, entries: map[string]*entry{}, embedded: map[*byte]*entry{}}
}

type entry struct {
	name    string
	once    sync.Once
	image   *Image
	problem *problem
}

// A problem is why a file did not pass the gate, without a place: the same
// file may be wanted from several.
type problem struct {
	code          diag.Code
	message, hint string
}

func problemf(code diag.Code, format string, args ...any) *problem {
	return &problem{code: code, message: fmt.Sprintf(format, args...)}
}

func (p *problem) hintf(format string, args ...any) *problem {
	p.hint = fmt.Sprintf(format, args...)
	return p
}

// Image returns the image that a guide names by name, a slash-separated
// path in its folder; nil and the reason, placed at at, if it does not
// pass. The same file gives the same *Image. Image is safe for concurrent
// use.
func (s *Store) Image(name string, at source.Span) (*Image, diag.List) {
	inside, p := s.locate(name)
	if p != nil {
		return nil, p.at(at)
	}
	return s.entry(inside).get(at, func() (*Image, *problem) { return s.load(inside) })
}

// Embedded is as Image for an image whose bytes, at least one, the guide's
// text holds. name is for messages.
func (s *Store) Embedded(name string, data []byte, at source.Span) (*Image, diag.List) {
	s.mu.Lock()
	e := s.embedded[&data[0]]
	s.mu.Unlock()
	if e == nil { // one image may stand in many places
		e = s.entry(fmt.Sprintf("data:%x", sha256.Sum256(data))) // no file's name begins so
		s.mu.Lock()
		s.embedded[&data[0]] = e
		s.mu.Unlock()
	}
	return e.get(at, func() (*Image, *problem) { return s.pass(name, e.name, data) })
}

func (e *entry) get(at source.Span, load func() (*Image, *problem)) (*Image, diag.List) {
	e.once.Do(func() { e.image, e.problem = load() })
	if e.problem != nil {
		return nil, e.problem.at(at)
	}
	return e.image, nil
}

// at is the problem at a place.
func (p *problem) at(at source.Span) diag.List {
	var l diag.List
	d := l.Add(p.code, at, "%s", p.message)
	if p.hint != "" {
		d.Hintf("%s", p.hint)
	}
	return l
}

func (s *Store) entry(name string) *entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.entries[name]
	if e == nil {
		e = &entry{name: name}
		s.entries[name] = e
	}
	return e
}

// locate brings a path as people write it to a path in the guide's folder.
func (s *Store) locate(name string) (string, *problem) {
	if scheme, _, ok := strings.Cut(name, ":"); ok && len(scheme) > 1 && !strings.ContainsAny(scheme, "/.") {
		if strings.EqualFold(scheme, "data") {
			return "", problemf(diag.ImageFormat, "the image is not written in base64").hintf("save the image as a file in the guide's folder and name that")
		}
		return "", remote(name)
	}
	if strings.HasPrefix(name, "//") {
		return "", remote(name)
	}
	if path.IsAbs(name) || strings.HasPrefix(name, `\`) || len(name) > 1 && name[1] == ':' {
		return "", outside(name)
	}
	name = strings.ReplaceAll(name, `\`, "/") // as Windows spells it
	if clean := path.Clean(name); fs.ValidPath(clean) && clean != "." && !exists(s.files, clean) {
		// Links in Markdown may be percent-encoded.
		if plain, err := url.PathUnescape(name); err == nil && exists(s.files, path.Clean(plain)) {
			name = plain
		}
	}
	clean := path.Clean(name)
	if clean == ".." || strings.HasPrefix(clean, "../") {
		return "", outside(name)
	}
	if !fs.ValidPath(clean) || name == "" || strings.ContainsRune(clean, 0) {
		return "", problemf(diag.ImageMissing, "there is no image %q", name)
	}
	return clean, nil
}

func remote(name string) *problem {
	return problemf(diag.ImageRemote, "the image %q is on the network", name).
		hintf("download it into the guide's folder, if its licence allows, and name that file")
}

func outside(name string) *problem {
	return problemf(diag.ImageOutside, "the image %q lies outside the guide's folder", name).
		hintf("copy it into the guide's folder")
}

func exists(files fs.FS, name string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	_, err := fs.Stat(files, name)
	return err == nil
}

// load reads a file of the guide's folder and takes it through the gate.
func (s *Store) load(name string) (*Image, *problem) {
	data, p := s.read(name)
	if p != nil {
		return nil, p
	}
	return s.pass(name, name, data)
}

// pass takes bytes through the gate. name is for messages; the image is named
// for key.
func (s *Store) pass(name, key string, data []byte) (*Image, *problem) {
	if int64(len(data)) > s.limits.Bytes {
		return nil, problemf(diag.ImageTooLarge, "the image %q has more bytes than the limit of %d", name, s.limits.Bytes).
			hintf("scale it down: a printed page needs no more than %d pixels on the longer side", longestSide)
	}
	m, p := s.limits.check(name, data)
	if p != nil {
		return nil, p
	}
	m.Name = fileName(key, m.Type)
	return m, nil
}

func (s *Store) read(name string) ([]byte, *problem) {
	info, err := fs.Stat(s.files, name)
	if err != nil {
		return nil, s.unreadable(name, err)
	}
	if !info.Mode().IsRegular() { // a pipe would block for ever
		return nil, problemf(diag.ImageFormat, "%q is not a file", name)
	}
	f, err := s.files.Open(name)
	if err != nil {
		return nil, s.unreadable(name, err)
	}
	defer f.Close()
	before, err := f.Stat()
	if err != nil {
		return nil, s.unreadable(name, err)
	}
	data, err := io.ReadAll(io.LimitReader(f, s.limits.Bytes+1))
	if err != nil {
		return nil, s.unreadable(name, err)
	}
	after, err := f.Stat()
	if err != nil {
		return nil, s.unreadable(name, err)
	}
	if after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return nil, s.unreadable(name, errors.New("it changed while it was read"))
	}
	return data, nil
}

// unreadable says why a file cannot be read. An os.Root names a link that
// leads out of its folder by this text only.
func (s *Store) unreadable(name string, err error) *problem {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		p := problemf(diag.ImageMissing, "there is no image %q", name).hintf("put the file there; the path starts at the guide's folder")
		if near := s.nearest(name); near != "" {
			p.hintf("did you mean %q?", near)
		}
		return p
	case strings.Contains(err.Error(), "path escapes"):
		return outside(name)
	}
	if e := (*fs.PathError)(nil); errors.As(err, &e) {
		err = e.Err
	}
	return problemf(diag.FileUnreadable, "the image %q cannot be read: %v", name, err)
}

// nearest returns the file beside a missing one whose name is most like it.
func (s *Store) nearest(name string) string {
	dir, base := path.Split(name)
	entries, err := fs.ReadDir(s.files, path.Clean("./"+dir))
	if err != nil {
		return ""
	}
	var names []string
	for _, e := range entries {
		if strings.EqualFold(e.Name(), base) {
			return dir + e.Name()
		}
		names = append(names, e.Name())
	}
	if near := diag.Suggest(base, names); near != "" {
		return dir + near
	}
	return ""
}

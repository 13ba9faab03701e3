package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

// program is the package that is released.
const program = "./cmd/guidec"

// systems are those that the program is released for.
var systems = []string{"darwin", "linux", "windows"}

// A part is a module that is linked into the program, or data built into it.
type part struct {
	name    string // a module's path, or a file's in the sources
	version string // "" for data
	sum     string // of a module, as in go.sum
	texts   []text // its licences, and notices that go with them
}

type text struct {
	file, text string
}

// standard is the name of the part that comes with Go itself.
const standard = "std"

// licence is the licence of a part as an SPDX expression, "" when a text of
// it is unknown or missing.
func (p part) licence() string {
	var names []string
	for _, t := range p.texts {
		if isNotice(t.file) {
			continue
		}
		name := classify(t.text)
		if name == "" {
			return ""
		}
		if strings.Contains(name, " OR ") {
			name = "(" + name + ")"
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) == 1 {
		return strings.Trim(names[0], "()")
	}
	return strings.Join(names, " AND ")
}

// gather returns the parts of the program on all systems, sorted.
func gather() ([]part, error) {
	parts := map[string]*part{}
	for _, system := range systems {
		packages, err := linked(system)
		if err != nil {
			return nil, err
		}
		for _, p := range packages {
			if err := p.addTo(parts); err != nil {
				return nil, err
			}
		}
	}
	var all []part
	for _, p := range parts {
		slices.SortFunc(p.texts, func(a, b text) int { return strings.Compare(a.file, b.file) })
		all = append(all, *p)
	}
	data, err := builtIn("assets")
	if err != nil {
		return nil, err
	}
	all = append(all, data...)
	slices.SortFunc(all, func(a, b part) int { return strings.Compare(a.name, b.name) })
	return all, nil
}

// A goPackage is what "go list" tells of a package.
type goPackage struct {
	Dir      string
	Root     string // GOROOT, of the standard library
	Standard bool
	Module   *struct {
		Path, Version, Dir, Sum string
		Main                    bool
	}
}

// linked returns the packages that the program has on a system.
func linked(system string) (packages []goPackage, err error) {
	list := exec.Command("go", "list", "-deps", "-json=Dir,Root,Standard,Module", program)
	list.Env = append(list.Environ(), "GOOS="+system, "CGO_ENABLED=0")
	var stderr bytes.Buffer
	list.Stderr = &stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, &stderr)
	}
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages, nil
		} else if err != nil {
			return nil, err
		}
		packages = append(packages, p)
	}
}

// addTo adds what a package is part of, with the licences on the way from
// its folder up to the module's.
func (p goPackage) addTo(parts map[string]*part) error {
	owner, dir, top := part{}, p.Dir, ""
	switch {
	case p.Standard:
		owner, dir, top = part{name: standard, version: strings.TrimPrefix(runtime.Version(), "go")}, p.Root, p.Root
	case p.Module.Main:
		return nil
	default:
		owner, top = part{name: p.Module.Path, version: p.Module.Version, sum: p.Module.Sum}, p.Module.Dir
	}
	known := parts[owner.name]
	if known == nil {
		known = &owner
		parts[owner.name] = known
	}
	for ; ; dir = filepath.Dir(dir) {
		if err := known.addTexts(dir, top); err != nil {
			return err
		}
		if dir == top {
			return nil
		}
	}
}

var (
	isLicence = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying)([.-].*)?$`).MatchString
	notice    = regexp.MustCompile(`(?i)^(notice|patents)([.-].*)?$`)
)

// isNotice reports whether a file goes with a licence without being one.
func isNotice(file string) bool { return notice.MatchString(path.Base(file)) }

// addTexts adds the licences in a folder of the part, whose own is top.
func (p *part) addTexts(dir, top string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	below, err := filepath.Rel(top, dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		file := path.Join(filepath.ToSlash(below), e.Name())
		if !e.Type().IsRegular() || !isLicence(e.Name()) && !isNotice(e.Name()) ||
			slices.ContainsFunc(p.texts, func(t text) bool { return t.file == file }) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return err
		}
		p.texts = append(p.texts, text{file, string(data)})
	}
	return nil
}

// builtIn returns the data in a folder of the sources: each licence there
// stands for the files that it says it is of.
func builtIn(dir string) (parts []part, err error) {
	folders, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, f := range folders {
		if !f.IsDir() {
			continue
		}
		files, err := os.ReadDir(filepath.Join(dir, f.Name()))
		if err != nil {
			return nil, err
		}
		licensed := false
		for _, e := range files {
			if !isLicence(e.Name()) {
				continue
			}
			licensed = true
			data, err := os.ReadFile(filepath.Join(dir, f.Name(), e.Name()))
			if err != nil {
				return nil, err
			}
			subject := strings.Trim(strings.TrimSuffix(strings.TrimPrefix(e.Name(), "LICENSE"), ".txt"), ".-")
			parts = append(parts, part{name: path.Join(dir, f.Name(), subject), texts: []text{{e.Name(), string(data)}}})
		}
		if !licensed {
			parts = append(parts, part{name: path.Join(dir, f.Name())})
		}
	}
	return parts, nil
}

// find returns the part of a name and version.
func find(parts []part, name, version string) (part, error) {
	i := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
	if i < 0 {
		return part{}, fmt.Errorf("%s is linked, but %s does not need it", name, program)
	}
	if got := cmp.Or(parts[i].version, version); got != version {
		return part{}, fmt.Errorf("%s is linked in version %s, but the sources need %s", name, version, got)
	}
	return parts[i], nil
}

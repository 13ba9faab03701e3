package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// A bill is a software bill of materials (CycloneDX 1.6, JSON). It has
// neither a time nor a serial number, so that the same program has the same
// bill.
type bill struct {
	Schema       string       `json:"$schema"`
	BOMFormat    string       `json:"bomFormat"`
	SpecVersion  string       `json:"specVersion"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Component component `json:"component"`
}

type component struct {
	Type       string     `json:"type"`
	Ref        string     `json:"bom-ref"`
	Name       string     `json:"name"`
	Version    string     `json:"version,omitempty"`
	Hashes     []digest   `json:"hashes,omitempty"`
	Licenses   []licence  `json:"licenses,omitempty"`
	PURL       string     `json:"purl,omitempty"`
	Properties []property `json:"properties,omitempty"`
}

type digest struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type licence struct {
	Expression string `json:"expression"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn"`
}

// bom prints the bill of a built program: what the program itself says that
// was linked into it, and the data that is built in.
func bom(w io.Writer, parts []part, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	build, err := buildinfo.Read(bytes.NewReader(data))
	if err != nil {
		return err
	}
	version, err := os.ReadFile(filepath.Join(program, "VERSION"))
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	whole := component{
		Type: "application", Name: build.Main.Path, Version: strings.TrimSpace(string(version)),
		Hashes: []digest{{"SHA-256", hex.EncodeToString(sum[:])}},
	}
	whole.PURL = packageURL(whole.Name, whole.Version)
	whole.Ref = whole.PURL
	for _, s := range build.Settings {
		switch s.Key {
		case "GOOS", "GOARCH", "CGO_ENABLED", "-trimpath":
			whole.Properties = append(whole.Properties, property{"build:" + s.Key, s.Value})
		}
	}
	b := bill{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", BOMFormat: "CycloneDX", SpecVersion: "1.6", Version: 1,
		Metadata:     metadata{whole},
		Dependencies: []dependency{{Ref: whole.Ref}},
	}
	linked := map[string]string{standard: strings.TrimPrefix(build.GoVersion, "go")}
	for _, m := range build.Deps {
		linked[m.Path] = m.Version
	}
	for name, version := range linked {
		if _, err := find(parts, name, version); err != nil {
			return err
		}
	}
	for _, p := range parts { // in their order
		if _, is := linked[p.name]; is || p.version == "" {
			b.add(p)
		}
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(b)
}

// add adds a part that the program depends on.
func (b *bill) add(p part) {
	c := component{Type: "library", Name: p.name, Version: p.version, Licenses: []licence{{p.licence()}}}
	if p.version == "" {
		c.Type, c.Ref = "data", p.name
	} else {
		c.PURL = packageURL(p.name, p.version)
		c.Ref = c.PURL
	}
	if p.sum != "" {
		c.Properties = []property{{"go:sum", p.sum}}
	}
	b.Components = append(b.Components, c)
	b.Dependencies[0].DependsOn = append(b.Dependencies[0].DependsOn, c.Ref)
	b.Dependencies = append(b.Dependencies, dependency{Ref: c.Ref, DependsOn: []string{}})
}

// packageURL names a Go module (github.com/package-url/purl-spec).
func packageURL(path, version string) string {
	return "pkg:golang/" + path + "@" + strings.ReplaceAll(version, "+", "%2B")
}

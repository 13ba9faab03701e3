// Release tells what a release of the program is made of: the modules that
// are linked into it and the data that is built in, with their licences. It
// decides which licences are known and fails on any other. It is run from the
// root of the sources:
//
//	go run ./internal/release licences      a line for each part
//	go run ./internal/release notices       the texts of the licences, to go with the program
//	go run ./internal/release bom PROGRAM   a bill of materials of a built program (CycloneDX)
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
)

func main() {
	if err := run(os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		os.Exit(1)
	}
}

func run(w io.Writer, args []string) error {
	parts, err := gather()
	if err != nil {
		return err
	}
	switch {
	case len(args) == 1 && args[0] == "licences":
		return list(w, parts)
	case len(args) == 1 && args[0] == "notices":
		return notices(w, parts)
	case len(args) == 2 && args[0] == "bom":
		return bom(w, parts, args[1])
	}
	return fmt.Errorf("usage: release licences | notices | bom PROGRAM")
}

// list prints the parts. Its error names those whose licence is unknown.
func list(w io.Writer, parts []part) error {
	var unknown []string
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, p := range parts {
		licence := p.licence()
		if licence == "" {
			licence = "unknown"
			unknown = append(unknown, p.name)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\n", p.name, p.version, licence)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if len(unknown) > 0 {
		return fmt.Errorf("the licence of these is unknown: %s", strings.Join(unknown, ", "))
	}
	return nil
}

// notices prints the texts that the licences want to go with the program.
func notices(w io.Writer, parts []part) error {
	for _, p := range parts {
		for _, text := range p.texts {
			_, err := fmt.Fprintf(w, "%s\n%s %s: %s\n%[1]s\n\n%[5]s\n\n", strings.Repeat("=", 72), p.name, p.version, text.file, strings.TrimSpace(text.text))
			if err != nil {
				return err
			}
		}
	}
	return nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"guidec/internal/compile"
	"guidec/internal/diag"
	"guidec/internal/epub"
	"guidec/internal/sideload"
)

func sideloadCommand(w world) *cobra.Command {
	var (
		to, ink string
		o       = compile.Options{Formats: []compile.Format{compile.EPUB}, Jobs: 1}
	)
	c := &cobra.Command{
		Use:   "sideload [PATH…]",
		Short: "Put guides on an e-reader that is plugged in",
		Long: `Sideload finds the e-readers that are mounted as drives (Kobo, Kindle,
PocketBook), compiles the guides for each, and copies them to where the reader
looks for books. An earlier copy of the same guide is replaced; another book
never is. --to names the drive, or any folder.

A Kindle opens no EPUB that comes over the cable, only one that Send to Kindle
has converted. It gets the PDF beside it, which it shows at once.`,
		Example: `  guidec sideload content/frankenstein
  guidec sideload novel.md --to /media/me/KOBOeReader`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if err := w.settle(&o, ink); err != nil {
				return err
			}
			readers, err := readersAt(to, w.mounts())
			if err != nil {
				return err
			}
			for _, r := range readers {
				if err := load(c.Context(), w, args, o, r); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&to, "to", "", "the drive or a folder (default: every reader found)")
	bookFlags(c, &o, &ink)
	c.Flags().SortFlags = false
	return c
}

// readersAt returns the reader at a folder, or those among the mounted drives.
func readersAt(to string, mounts []string) ([]sideload.Reader, error) {
	if to != "" {
		if info, err := os.Stat(to); err != nil || !info.IsDir() {
			return nil, usagef("no folder is named %q", to)
		}
		return []sideload.Reader{sideload.At(to)}, nil
	}
	readers := sideload.Find(mounts)
	if len(readers) == 0 {
		return nil, errors.New("no e-reader is mounted; plug one in, or name its folder with --to")
	}
	return readers, nil
}

// load compiles guides for a reader and copies them there.
func load(ctx context.Context, w world, paths []string, o compile.Options, r sideload.Reader) error {
	dir, err := os.MkdirTemp("", "guidec")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	o.Output, o.Device = dir, deviceFor(r.Kind)
	if r.Kind == sideload.Kindle {
		o.Formats = compile.Formats()
	}
	plan, problems := compile.NewPlan(paths, o)
	if err := w.stderr.print(problems); err != nil {
		return err
	}
	t := tally{run: problems.HasErrors()}
	for result := range plan.Run(ctx) {
		t.add(result)
		if err := reportProblems(w, result); err != nil {
			return err
		}
		for _, f := range result.Files {
			if err := copyTo(w, r, f, result.Problems); err != nil {
				return err
			}
		}
	}
	if r.Kind == sideload.Kindle && t.failed < t.guides {
		if err := w.stderr.print(kindleNote()); err != nil {
			return err
		}
	}
	t.print(w.stderr, "copied")
	return t.status()
}

// kindleNote says what a Kindle does with what it got.
func kindleNote() diag.List {
	return diag.List{{Severity: diag.Note, Code: diag.KindleCable,
		Message: "a Kindle shows the PDF at once, but opens an EPUB only when Send to Kindle has converted it",
		Hint:    "for text that flows, give the EPUB to amazon.com/sendtokindle"}}
}

// deviceFor returns what books for a reader are made for.
func deviceFor(k sideload.Kind) epub.Device {
	switch k {
	case sideload.Kobo:
		return epub.Kobo
	case sideload.Kindle:
		return epub.Kindle
	}
	return epub.Generic
}

func copyTo(w world, r sideload.Reader, f compile.File, problems diag.List) error {
	copied, err := r.Copy(f.Path)
	if err != nil {
		return fmt.Errorf("%s was not copied: %w", filepath.Base(f.Path), err)
	}
	done := "new"
	switch {
	case copied.Same:
		done = "there already"
	case copied.Replaced:
		done = "replaced an earlier copy"
	}
	if _, err = fmt.Fprintf(w.stdout, "%s  %s  %s  %s\n", diag.Escaped(copied.Path), size(copied.Size), done, problemsOf(problems)); err != nil || copied.Beside == "" {
		return err
	}
	return w.stderr.print(besideNote(copied.Beside))
}

// besideNote says that a book is not the one that has its name already: one is
// known by its title and authors, where the guide does not identify it.
func besideNote(other string) diag.List {
	return diag.List{{Severity: diag.Note, Code: diag.BookBeside,
		Message: fmt.Sprintf("%s is another book, and stays", other),
		Hint:    "if it is this guide with its old title or author, delete it; with an identifier in guide.yaml a guide stays the same book, whatever it is called"}}
}

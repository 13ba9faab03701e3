package main

import (
	"embed"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"guidec/internal/compile"
	"guidec/internal/diag"
)

// starter is the guide that "guidec new" writes.
//
//go:embed starter
var starter embed.FS

func newCommand(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "new DIR",
		Short: "Write a small guide to start from",
		Long: `New writes a small guide into a new folder: a guide.yaml and a few chapters that
show pull-quotes, questions with answers, footnotes, a table, a glossary and a
FAQ. It builds without a warning; replace its words by yours.`,
		Example: `  guidec new my-guide
  guidec build my-guide`,
		Args: oneArg("one new folder"),
		RunE: func(c *cobra.Command, args []string) error {
			files, problems, err := compile.WriteFolder(c.Context(), args[0], starterFiles)
			if err != nil {
				return err
			}
			return finishFolder(w, args[0], files, problems)
		},
	}
}

// starterFiles yields the starter's files by their paths in its folder.
func starterFiles(yield func(string, []byte) bool) {
	err := fs.WalkDir(starter, "starter", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := starter.ReadFile(path)
		if err == nil && !yield(strings.TrimPrefix(path, "starter/"), data) {
			return fs.SkipAll
		}
		return err
	})
	if err != nil {
		panic(err) // the files are part of the program
	}
}

// finishFolder reports on a folder that was written, or was not.
func finishFolder(w world, dir string, files int, problems diag.List) error {
	if err := printParted(w.stderr, problems); err != nil {
		return err
	}
	if problems.HasErrors() {
		return statusOf(problems)
	}
	_, err := fmt.Fprintf(w.stdout, "%s  %s\nBuild it with: guidec build %s\n", diag.Escaped(dir), count(files, "file"), diag.Escaped(shellWord(dir)))
	return err
}

// shellWord spells a path so that a shell, and the flags of a command, read it
// as one path.
func shellWord(path string) string {
	if strings.HasPrefix(path, "-") {
		path = "./" + path
	}
	apart := func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != filepath.Separator && !strings.ContainsRune("-_./:+@%,", r)
	}
	if !strings.ContainsFunc(path, apart) {
		return path
	}
	return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
}

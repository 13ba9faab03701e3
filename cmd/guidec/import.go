package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"guidec/internal/compile"
)

func importCommand(w world) *cobra.Command {
	var (
		dir    string
		limits compile.Limits
	)
	c := &cobra.Command{
		Use:   "import FILE",
		Short: "Write a raw text as a guide that can be edited",
		Long: `Import reads a study guide as it was copied from a web page and writes the same
guide as a folder of Markdown files, which build compiles to the same book. It
says what it left out and what it mended. It never writes over a file.`,
		Example: `  guidec import never-let-me-go.txt
  guidec import never-let-me-go.txt -o guides/ishiguro`,
		Args: oneArg("one text file"),
		RunE: func(c *cobra.Command, args []string) error {
			if dir == "" {
				base := filepath.Base(args[0])
				dir = strings.TrimSuffix(base, filepath.Ext(base))
			}
			written, problems, err := compile.Import(c.Context(), args[0], dir, limits)
			if err != nil {
				return err
			}
			return finishFolder(w, dir, written, problems)
		},
	}
	c.Flags().StringVarP(&dir, "output", "o", "", "folder to write (default: named after the file)")
	limitFlag(c, &limits)
	c.Flags().SortFlags = false
	return c
}

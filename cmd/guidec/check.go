package main

import (
	"runtime"

	"github.com/spf13/cobra"

	"guidec/internal/compile"
)

func checkCommand(w world) *cobra.Command {
	var (
		output, ink string
		o           compile.Options
	)
	c := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Report what is wrong with guides and write nothing",
		Long: `Check does what build does, up to the last page, and writes nothing. It finds
guides the way build does. Its report goes to the standard output; --output json
gives an array with one object for each finding, for editors and scripts.`,
		Example: `  guidec check
  guidec check content/frankenstein
  guidec check --output json novel.md`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if err := w.settle(&o, ink); err != nil {
				return err
			}
			return check(c.Context(), w, args, o, output == "json")
		},
	}
	f := c.Flags()
	output = "text"
	choose(c, &output, "output", "form of the report", "text", "json")
	f.IntVarP(&o.Jobs, "jobs", "j", runtime.GOMAXPROCS(0), "how many guides to check at once")
	bookFlags(c, &o, &ink)
	f.SortFlags = false
	return c
}

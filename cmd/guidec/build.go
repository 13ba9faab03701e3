package main

import (
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"guidec/internal/compile"
)

func buildCommand(w world) *cobra.Command {
	var (
		formats []string
		ink     string
		o       compile.Options
		library libraryRun
	)
	c := &cobra.Command{
		Use:   "build [PATH…]",
		Short: "Compile guides to EPUB and PDF",
		Long: `Build compiles guides. A path is a guide's folder, a Markdown file, a text as it
was copied from a web page, or a folder of guides. Without a path it builds the
guide in the current folder, else every guide under content/.

A file is replaced only by a complete new one, and only when its guide has no
error. SOURCE_DATE_EPOCH, when set, is the time that the books are stamped with.`,
		Example: `  guidec build
  guidec build content/frankenstein --format pdf
  guidec build content/frankenstein --edition teacher --paper letter
  guidec build content/frankenstein --format pdf --layout booklet
  guidec build novel.txt -o ~/Desktop
  guidec build novel.md -o novel.epub`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) (err error) {
			if o.Formats, err = parseFormats(formats, o.Output, c.Flags().Changed("format")); err != nil {
				return err
			}
			if o.Output == "" {
				return usagef("--output names no folder; the current one is \".\"")
			}
			if err := w.settle(&o, ink); err != nil {
				return err
			}
			if err := library.apply(&o); err != nil {
				return err
			}
			return build(c.Context(), w, args, o)
		},
	}
	f := c.Flags()
	f.StringSliceVarP(&formats, "format", "f", []string{"epub", "pdf"}, "what to write: epub, pdf")
	f.StringVarP(&o.Output, "output", "o", "dist", "folder to write to, or one file")
	f.IntVarP(&o.Jobs, "jobs", "j", runtime.GOMAXPROCS(0), "how many guides to compile at once")
	bookFlags(c, &o, &ink)
	deviceFlag(c, &o)
	f.BoolVar(&o.NoPageList, "no-page-list", false, "leave the PDF's page numbers out of the EPUB")
	library.flags(c)
	f.BoolVar(&o.Report, "report", false, "say how evenly the pages are set, and where not")
	f.BoolVar(&o.NoVerify, "no-verify", false, "do not check the finished files")
	f.SortFlags = false
	completeWith(c, "format", "epub", "pdf", "epub,pdf")
	return c
}

// parseFormats reads the formats. An output file's ending says its format.
func parseFormats(names []string, output string, given bool) ([]compile.Format, error) {
	switch ending := strings.TrimPrefix(strings.ToLower(filepath.Ext(output)), "."); {
	case !isFormat(ending):
	case !given:
		names = []string{ending}
	case !slices.Equal(names, []string{ending}):
		return nil, usagef("--format is %s, but %q ends in .%s", strings.Join(names, ","), output, ending)
	}
	var formats []compile.Format
	for _, f := range compile.Formats() {
		if slices.Contains(names, string(f)) {
			formats = append(formats, f)
		}
	}
	for _, n := range names {
		if !isFormat(n) {
			return nil, usagef("%q is no format; the formats are epub and pdf", n)
		}
	}
	if len(formats) == 0 {
		return nil, usagef("no format is given; the formats are epub and pdf")
	}
	return formats, nil
}

func isFormat(name string) bool {
	return slices.Contains(compile.Formats(), compile.Format(name))
}

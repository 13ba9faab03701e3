package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"guidec/internal/compile"
	"guidec/internal/diag"
)

func explainCommand(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "explain [CODE]",
		Short: "Say what the code of a message means",
		Long: `Explain says what a message's code means: the word in brackets at the end of its
first line. Without a code it lists them all. Errors keep a guide from being
written; warnings and notes do not.`,
		Example: `  guidec explain ref-undefined
  guidec explain`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return codeNames(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				for _, code := range diag.Codes() {
					explain(w, code)
				}
				return nil
			}
			code := diag.Code(strings.Trim(args[0], "[]"))
			if code.Meaning() == "" {
				if near := diag.Suggest(string(code), codeNames()); near != "" {
					return usagef("no message has the code %q; did you mean %q?", code, near)
				}
				return usagef("no message has the code %q", code)
			}
			explain(w, code)
			return nil
		},
	}
}

func explain(w world, c diag.Code) {
	fmt.Fprintf(w.stdout, "%-18s %-8s %s\n", c, c.Severity(), c.Meaning())
}

func codeNames() []string {
	var names []string
	for _, c := range diag.Codes() {
		names = append(names, string(c))
	}
	return names
}

func verifyCommand(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "verify FILE…",
		Short: "Check finished EPUB and PDF files",
		Long: `Verify checks finished files for what could keep a reader from opening or
using them: the parts of an EPUB and how they refer to each other, the fonts,
tags and links of a PDF. build does the same with what it writes.`,
		Example: `  guidec verify dist/my-guide.epub dist/my-guide.pdf`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("name a finished EPUB or PDF file")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			var all diag.List
			for _, name := range args {
				l, err := compile.Verify(c.Context(), name)
				if err != nil {
					return fmt.Errorf("%s: %w", name, err)
				}
				all = append(all, l...)
				if err := w.stdout.print(l); err != nil {
					return err
				}
				if _, err := fmt.Fprintf(w.stdout, "%s: %s\n", diag.Escaped(name), problemsOf(l)); err != nil {
					return err
				}
			}
			return statusOf(all)
		},
	}
}

package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"guidec/internal/compile"
	"guidec/internal/doc"
	"guidec/internal/epub"
	"guidec/internal/theme"
)

// A choice is a flag that takes one of some words.
type choice struct {
	word  *string
	words []string
}

func (c choice) String() string {
	if c.word == nil {
		return ""
	}
	return *c.word
}

func (c choice) Set(word string) error {
	if !slices.Contains(c.words, word) {
		return fmt.Errorf("it can be %s", strings.Join(c.words, ", "))
	}
	*c.word = word
	return nil
}

func (choice) Type() string { return "word" }

// choose adds a flag that takes one of the words; its value before it is set
// is the default.
func choose(c *cobra.Command, word *string, name, usage string, words ...string) {
	c.Flags().Var(choice{word, words}, name, usage+": "+strings.Join(words, ", "))
	completeWith(c, name, words...)
}

// deviceFlag adds the flag that says what an EPUB is for.
func deviceFlag(c *cobra.Command, o *compile.Options) {
	choose(c, (*string)(&o.Device), "device", "reader to make the EPUB for", spellings(epub.Devices)...)
}

// bookFlags adds the flags that have an influence on what a book says and
// how it is printed. What they leave open is as the guide says.
func bookFlags(c *cobra.Command, o *compile.Options, ink *string) {
	choose(c, (*string)(&o.Edition), "edition", "whom the book is for", string(doc.EditionStudent), string(doc.EditionTeacher))
	choose(c, &o.Print.Paper, "paper", "size of the pages", spellings(theme.Papers)...)
	choose(c, (*string)(&o.Layout), "layout", "pages on a sheet", spellings(theme.Impositions)...)
	choose(c, &o.Print.Sides, "sides", "sides of a leaf to print on", string(theme.OneSided), string(theme.TwoSided))
	choose(c, &o.Print.Variant, "variant", "setting", spellings(theme.Variants)...)
	c.Flags().BoolVar(&o.Lenient, "lenient", false, "set what is unknown as plain text, with a warning")
	limitFlag(c, &o.Limits)
	*ink = "full"
	choose(c, ink, "ink", "tinted boxes, or none", "full", "saver")
}

// settle completes the options that the flags of a book have begun, and finds
// what cannot be together.
func (w world) settle(o *compile.Options, ink string) (err error) {
	if o.Jobs < 1 {
		return usagef("--jobs is %d; at least one guide must be compiled at once", o.Jobs)
	}
	if o.Print.Sides != "" && o.Layout != "" && o.Layout != theme.Single {
		return usagef("--sides is for single pages; with --layout %s the sheets decide", o.Layout)
	}
	o.InkSaver = ink == "saver"
	o.Modified, err = w.modified()
	return err
}

// limitFlag adds the flag that raises limits.
func limitFlag(c *cobra.Command, limits *compile.Limits) {
	c.Flags().Var(limit{limits}, "limit", "raise a limit, as in nesting=100")
}

// A limit is the flag that sets one limit each time it is given.
type limit struct{ limits *compile.Limits }

func (limit) String() string { return "" }

func (l limit) Set(setting string) error {
	name, value, _ := strings.Cut(setting, "=")
	n, err := strconv.Atoi(value)
	if err != nil {
		return fmt.Errorf("it takes a name and a number, as in nesting=100")
	}
	return l.limits.Set(name, n)
}

func (limit) Type() string { return "name=n" }

func spellings[T ~string](values []T) []string {
	var words []string
	for _, v := range values {
		words = append(words, string(v))
	}
	return words
}

// completeWith offers the values of a flag to the shell.
func completeWith(c *cobra.Command, flag string, values ...string) {
	err := c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag does not exist
	}
}

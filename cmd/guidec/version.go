package main

import (
	_ "embed"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

// release is the number of the version that the sources are on the way to,
// or are. It stands in the file VERSION and nowhere else.
//
//go:embed VERSION
var release string

func versionCommand(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			build, _ := debug.ReadBuildInfo()
			_, err := fmt.Fprintf(w.stdout, "guidec %s %s %s/%s\n", version(build), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// version is the release, and for a program that was built in a repository
// the commit after a "+", as semantic versions have it (semver.org, 10).
func version(build *debug.BuildInfo) string {
	v := strings.TrimSpace(release)
	if build == nil {
		return v
	}
	var commit, changed string
	for _, s := range build.Settings {
		switch {
		case s.Key == "vcs.revision":
			commit = "+" + s.Value[:min(len(s.Value), 12)]
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = ".changed"
		}
	}
	if commit == "" {
		return v
	}
	return v + commit + changed
}

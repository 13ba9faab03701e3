package main

import (
	"regexp"
	"runtime/debug"
	"testing"
)

func TestVersion(t *testing.T) {
	if !regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+(-[0-9a-z.]+)?\n$`).MatchString(release) {
		t.Fatalf("VERSION holds %q", release)
	}
	number := release[:len(release)-1]
	setting := func(key, value string) debug.BuildSetting { return debug.BuildSetting{Key: key, Value: value} }
	for want, build := range map[string]*debug.BuildInfo{
		number:                   nil,
		number + "+0123456789ab": {Settings: []debug.BuildSetting{setting("vcs.revision", "0123456789abcdef"), setting("vcs.modified", "false")}},
		number + "+abc.changed":  {Settings: []debug.BuildSetting{setting("vcs.modified", "true"), setting("vcs.revision", "abc")}},
	} {
		if got := version(build); got != want {
			t.Errorf("the version is %s, want %s", got, want)
		}
	}
}

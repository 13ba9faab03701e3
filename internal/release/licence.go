package main

import (
	"regexp"
	"slices"
	"strings"
)

// known are the licences that may go into the program, by their names in the
// SPDX list, and words that stand in the text of each and of no other. None
// asks for more than that its text goes with the program.
var known = []struct {
	name  string
	words []string
}{
	{"Apache-2.0", []string{"apache license", "version 2.0"}},
	{"BSD-2-Clause", []string{"redistribution and use in source and binary forms", "!endorse or promote"}},
	{"BSD-3-Clause", []string{"redistribution and use in source and binary forms", "endorse or promote"}},
	{"Bitstream-Vera", []string{"license: bitstream-vera"}},
	{"CC0-1.0", []string{"cc0 1.0 universal"}},
	{"FSFAP", []string{"copying and distribution of this file, with or without modification, are permitted"}},
	{"LicenseRef-ICC", []string{"made available by the international color consortium", "without restriction"}},
	{"MIT", []string{"permission is hereby granted, free of charge, to any person obtaining a copy of this software"}},
	{"MIT-Modern-Variant", []string{"permission is hereby granted, without written agreement and without license or royalty fees"}},
	{"OFL-1.1", []string{"sil open font license", "version 1.1"}},
}

var (
	blanks  = regexp.MustCompile(`[\s%#*/]+`) // and the marks of comments
	claimed = regexp.MustCompile(`SPDX-License-Identifier: ([A-Za-z0-9.+\-() ]+)`)
)

// classify returns the name of the licence of a text, or of several joined by
// "AND"; "" when it knows none. A text that says of itself what it is, as a
// choice between licences does, is believed if it names a known one.
func classify(text string) string {
	if m := claimed.FindStringSubmatch(text); m != nil {
		for _, name := range strings.Split(m[1], " OR ") {
			if isKnown(strings.TrimSpace(name)) {
				return strings.TrimSpace(m[1])
			}
		}
		return ""
	}
	plain := strings.ToLower(blanks.ReplaceAllString(text, " "))
	var found []string
	for _, k := range known {
		if !slices.ContainsFunc(k.words, func(w string) bool {
			without, negated := strings.CutPrefix(w, "!")
			return strings.Contains(plain, without) == negated
		}) {
			found = append(found, k.name)
		}
	}
	return strings.Join(found, " AND ")
}

func isKnown(name string) bool {
	for _, k := range known {
		if k.name == name {
			return true
		}
	}
	return false
}

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestClassify(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"MIT":          {"Copyright A.\n\nPermission is hereby granted, free of charge, to any person\n// obtaining a copy of this software and", "MIT"},
		"three":        {"Redistribution and use in source and binary forms … used to endorse or promote products", "BSD-3-Clause"},
		"two":          {"Redistribution and use in source\n * and binary forms, with or without", "BSD-2-Clause"},
		"a choice":     {"SPDX-License-Identifier: Unlicense OR BSD-3-Clause\n\nRedistribution", "Unlicense OR BSD-3-Clause"},
		"no choice":    {"SPDX-License-Identifier: GPL-3.0-only\n\nPermission is hereby granted, free of charge", ""},
		"both":         {"Apache License, Version 2.0 … Permission is hereby granted, free of charge, to any person obtaining a copy of this software", "Apache-2.0 AND MIT"},
		"of a font":    {"licensed under the SIL Open Font License, Version 1.1. Permission is hereby granted, free of charge, to any person obtaining a copy of the Font Software", "OFL-1.1"},
		"copyleft":     {"GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007", ""},
		"none":         {"All rights reserved.", ""},
		"other Apache": {"Apache License\nVersion 1.1", ""},
	} {
		if got := classify(c.text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A part whose licence is unknown or missing ends the list with an error;
// the ones that the program has are all known.
func TestList(t *testing.T) {
	var out bytes.Buffer
	err := list(&out, []part{
		{name: "a", version: "v1", texts: []text{{"LICENSE", "Apache License Version 2.0"}, {"NOTICE", "By A."}}},
		{name: "b", version: "v1", texts: []text{{"LICENSE", "Ask me."}}},
		{name: "c", version: "v1"},
	})
	if err == nil || err.Error() != "the licence of these is unknown: b, c" {
		t.Errorf("the error is %v", err)
	}
	if want := "a  v1  Apache-2.0\nb  v1  unknown\nc  v1  unknown\n"; out.String() != want {
		t.Errorf("listed: %s", &out)
	}
}

// The parts of the real program have licences that are known, and the texts
// that go with them. mousetrap is linked on Windows alone.
func TestParts(t *testing.T) {
	t.Chdir("../..")
	parts, err := gather()
	if err != nil {
		t.Fatal(err)
	}
	if err := list(&bytes.Buffer{}, parts); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"std", "github.com/yuin/goldmark", "github.com/inconshreveable/mousetrap", "assets/fonts/source-serif"} {
		i := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
		if i < 0 || len(parts[i].texts) == 0 {
			t.Errorf("%s is missing", name)
		}
	}
	checkBill(t, parts)
}

// checkBill checks the bill of a program that is at hand, this test.
func checkBill(t *testing.T, parts []part) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if err := bom(out, parts, self); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same program has two bills")
	}
	var b bill
	if err := json.Unmarshal(first.Bytes(), &b); err != nil {
		t.Fatal(err)
	}
	if b.BOMFormat != "CycloneDX" || len(b.Metadata.Component.Hashes) != 1 || len(b.Dependencies) != len(b.Components)+1 {
		t.Errorf("the bill is odd:\n%s", &first)
	}
	for _, c := range b.Components {
		if c.Name == "" || c.Ref == "" || len(c.Licenses) != 1 || c.Licenses[0].Expression == "" {
			t.Errorf("the bill says too little of %+v", c)
		}
		if c.Type == "library" && !strings.HasPrefix(c.PURL, "pkg:golang/"+c.Name+"@") {
			t.Errorf("%s has the address %s", c.Name, c.PURL)
		}
	}
}

// What is linked but not what the sources need is an error.
func TestFind(t *testing.T) {
	parts := []part{{name: "a", version: "v1"}}
	if _, err := find(parts, "a", "v1"); err != nil {
		t.Error(err)
	}
	for _, c := range [][2]string{{"a", "v2"}, {"b", "v1"}} {
		if _, err := find(parts, c[0], c[1]); err == nil {
			t.Errorf("%s %s is found", c[0], c[1])
		}
	}
}

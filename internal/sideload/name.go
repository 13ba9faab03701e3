package sideload

import (
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"guidec/internal/pattern"
)

// nameBytes keeps a name, with a number and the drive's own path, under
// FAT's limit of 255 UTF-16 units.
const nameBytes = 120

// extensionBytes is the longest ending that still says what a file is. Past
// it, what follows the last dot is a part of the name.
const extensionBytes = len(".kepub.epub")

// reserved are names that Windows, and so many a FAT driver, keeps for
// devices, with any extension.
var reserved = pattern.Lazy(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)

// SafeName returns a file name that a FAT drive can hold, close to the given
// one: no control characters, none of \ / : * ? " < > |, no blank or dot at
// either end, no device's name, not too long (Microsoft FAT specification,
// section 7, long names).
func SafeName(name string) string {
	name = norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), r == utf8.RuneError:
			return -1
		case strings.ContainsRune(`\/:*?"<>|`, r):
			return '-'
		}
		return r
	}, name))
	name = strings.TrimRight(name, " .")
	ext := extension(name)
	stem := strings.Trim(name[:len(name)-len(ext)], " .")
	for len(stem)+len(ext) > nameBytes {
		_, n := utf8.DecodeLastRuneInString(stem)
		stem = strings.TrimRight(stem[:len(stem)-n], " .")
	}
	if stem == "" {
		stem = "guide"
	}
	return reserved().ReplaceAllString(stem, "$1-guide$2") + ext
}

// extension is the name's ending as readers tell files apart by it;
// ".kepub.epub" is one.
func extension(name string) string {
	if strings.HasSuffix(strings.ToLower(name), ".kepub.epub") {
		return name[len(name)-len(".kepub.epub"):]
	}
	if ext := filepath.Ext(name); len(ext) <= extensionBytes {
		return ext
	}
	return ""
}

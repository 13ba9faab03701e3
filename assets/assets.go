// Package assets holds the files that are built into the program: fonts,
// hyphenation patterns, the colour profile. Each folder has the licences of
// what is in it.
package assets

import "embed"

// Files holds the folders fonts, hyphenation and icc.
//
//go:embed fonts hyphenation icc
var Files embed.FS

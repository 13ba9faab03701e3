package typeset

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"guidec/assets"
)

// TestIdleFeatures holds that what is not looked for in ASCII changes nothing
// there: all pairs of signs, and words that have ligatures, in every font and
// with all features that guides are set with.
func TestIdleFeatures(t *testing.T) {
	words := []string{"office", "fjord", "Waffle", "AVATAR", "f-fi", "1/2", "fff", "T.ffl", "Th", "1st", "www.example.org/a_b"}
	for a := '!'; a <= '~'; a++ {
		var beside strings.Builder // of a sign before and behind each other
		for b := '!'; b <= '~'; b++ {
			beside.WriteString(string([]rune{a, b}))
		}
		words = append(words, beside.String())
	}
	files, err := fs.Glob(assets.Files, "fonts/*.ttf")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no fonts: %v", err)
	}
	library := NewLibrary(assets.Files)
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(file, "fonts/"), ".ttf")
		for _, features := range []string{"", "onum pnum", "smcp onum pnum", "sups", "lnum tnum"} {
			f, err := library.Face(name, features)
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range words {
				if all, some := shapeWord(f.Font, w, f.features), shapeWord(f.Font, w, f.ascii); !reflect.DeepEqual(all, some) {
					t.Errorf("%s %q: %q is set as %v and as %v", name, features, w, some.Glyphs, all.Glyphs)
				}
			}
		}
	}
}

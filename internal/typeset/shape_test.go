package typeset

import (
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"guidec/assets"
)

// usedFeatures are those that guides are set with.
var usedFeatures = []string{"", "onum pnum", "smcp onum pnum", "sups", "lnum tnum"}

// TestIdleFeatures holds that what is not looked for in ASCII changes nothing
// there: all pairs of signs, and words that have ligatures, in every font.
func TestIdleFeatures(t *testing.T) {
	words := []string{"office", "fjord", "Waffle", "AVATAR", "f-fi", "1/2", "fff", "T.ffl", "Th", "1st", "www.example.org/a_b"}
	for a := '!'; a <= '~'; a++ {
		var beside strings.Builder // of a sign before and behind each other
		for b := '!'; b <= '~'; b++ {
			beside.WriteString(string([]rune{a, b}))
		}
		words = append(words, beside.String())
	}
	library := NewLibrary(assets.Files)
	for _, name := range fontNames(t) {
		for _, features := range usedFeatures {
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

func fontNames(t *testing.T) (names []string) {
	files, err := fs.Glob(assets.Files, "fonts/*.ttf")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are no fonts: %v", err)
	}
	for _, file := range files {
		names = append(names, strings.TrimSuffix(strings.TrimPrefix(file, "fonts/"), ".ttf"))
	}
	return names
}

// TestPairs holds that a word set by what is known of its pairs is as it would
// be shaped: every three of many signs that stand together without a ligature,
// in every font.
func TestPairs(t *testing.T) {
	const signs = "abcdefghijklmnopqrstuvwxyzAFTVWY0147.,'-)"
	triples := everyTriple(signs)
	library := NewLibrary(assets.Files)
	for _, name := range fontNames(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, features := range usedFeatures {
				f, err := library.Face(name, features)
				if err != nil {
					t.Fatal(err)
				}
				for i := range len(signs) * len(signs) {
					f.pairs.learn(shapeWord(f.Font, string([]byte{signs[i/len(signs)], signs[i%len(signs)]}), f.ascii))
				}
				for start, end := 0, 0; start < len(triples); start = end { // up to a pair that is not known
					for end = start + 1; end < len(triples) && f.pairs.kern(triples[end-1], triples[end]).Load() != 0; end++ {
					}
					word := triples[start:end]
					set, shaped := f.pairs.set(f.Font, word), shapeWord(f.Font, word, f.ascii)
					if set == nil || len(set.Glyphs) != len(shaped.Glyphs) || set.Width != shaped.Width {
						t.Fatalf("%s: %.40q is set otherwise than it is shaped", features, word)
					}
					for i, g := range set.Glyphs {
						if want := shaped.Glyphs[i]; g != want {
							t.Fatalf("%s: in %q a sign is set as %v and shaped as %v", features, word[max(i-2, 0):min(i+3, len(word))], g, want)
						}
					}
				}
			}
		})
	}
}

// everyTriple returns the shortest text that has every three of some signs
// side by side: a sequence of de Bruijn, made of Lyndon words (Fredricksen,
// Kessler and Maiorana), and its first two signs again.
func everyTriple(signs string) string {
	var text []byte
	var word [4]int
	var extend func(t, p int)
	extend = func(t, p int) {
		if t > 3 {
			if 3%p == 0 {
				for _, i := range word[1 : p+1] {
					text = append(text, signs[i])
				}
			}
			return
		}
		word[t] = word[t-p]
		extend(t+1, p)
		for j := word[t-p] + 1; j < len(signs); j++ {
			word[t] = j
			extend(t+1, t)
		}
	}
	extend(1, 1)
	return string(append(text, text[0], text[1]))
}

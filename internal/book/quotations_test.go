package book

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// TestPair holds that quotations and highlights are paired as if all were
// compared with all.
func TestPair(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	some := func() string {
		var words []string
		for range r.IntN(14) {
			words = append(words, string(rune('a'+r.IntN(3))))
		}
		return " " + strings.Join(words, " ") + " "
	}
	pairs := 0
	for range 5000 {
		var b builder
		for range r.IntN(5) {
			b.lights = append(b.lights, &highlight{words: some()})
		}
		for range r.IntN(9) {
			b.places = append(b.places, &quotation{words: some()})
		}
		b.pair()
		for _, q := range b.places {
			i := slices.IndexFunc(b.lights, func(h *highlight) bool { return same(q.words, h.words) })
			if i < 0 != (q.light == nil) || i >= 0 && q.light != b.lights[i] {
				t.Fatalf("%q is not paired with the first of the highlights that are the same", q.words)
			}
		}
		for _, h := range b.lights {
			var want []*quotation
			for _, q := range b.places {
				if len(want) < mostPlaces && same(q.words, h.words) {
					want = append(want, q)
				}
			}
			if !slices.Equal(h.places, want) {
				t.Fatalf("%q stands in %d places, not %d", h.words, len(want), len(h.places))
			}
			pairs += len(want)
		}
	}
	if pairs < 50 {
		t.Errorf("only %d pairs were tried", pairs)
	}
}

// TestPairRefrain holds that words which come again and again hide nothing
// behind them.
func TestPairRefrain(t *testing.T) {
	var b builder
	refrain := &highlight{words: strings.Repeat(" la", 6) + " "}
	other := &highlight{words: " so it was in the end "}
	b.lights = []*highlight{refrain, other}
	b.places = []*quotation{{words: strings.Repeat(" la", 300) + other.words}}
	b.pair()
	if len(refrain.places) != 1 || len(other.places) != 1 {
		t.Errorf("the refrain stands in %d places and the other words in %d", len(refrain.places), len(other.places))
	}
}

package typeset

import (
	"hash/maphash"
	"strings"
	"sync"
)

// A memo keeps what was found for each text. Several goroutines may ask at
// once, which all chapters do for every word: it is in parts, each with a
// lock of its own, so that they seldom wait for each other. A part that is
// full is emptied, so that a library of guides takes no more memory than its
// longest guides do; what is asked for often is soon found again.
type memo[T any] struct {
	parts [32]struct {
		sync.RWMutex
		known map[string]T
	}
}

// partHolds is how many texts a part of a memo keeps: all of it more words
// than a long novel has different ones.
const partHolds = 1500

var memoSeed = maphash.MakeSeed()

// of returns what is known of a text, and finds it the first time. Two that
// ask for a new text at once may both find it; both get the same.
func (m *memo[T]) of(text string, find func(text string) T) T {
	part := &m.parts[maphash.String(memoSeed, text)%uint64(len(m.parts))]
	part.RLock()
	v, ok := part.known[text]
	part.RUnlock()
	if ok {
		return v
	}
	text = strings.Clone(text) // it may be a piece of much more
	v = find(text)
	part.Lock()
	defer part.Unlock()
	if first, ok := part.known[text]; ok {
		return first
	}
	if part.known == nil || len(part.known) >= partHolds {
		part.known = map[string]T{}
	}
	part.known[text] = v
	return v
}

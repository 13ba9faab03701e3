package diag

import "strings"

// longestName is the most bytes that a name may have for a suggestion.
const longestName = 200

// Suggest returns the candidate that the writer most likely meant by word,
// or "" when none is close: at most a third of the letters differ, and case
// makes no difference. Candidates are tried in order; the first of the
// nearest wins. Names so long that nobody types them get no suggestion: the
// cost grows with the product of two lengths.
func Suggest(word string, candidates []string) string {
	if len(word) > longestName {
		return ""
	}
	letters := []rune(strings.ToLower(word))
	best, bestAt := "", len(letters)/3+1
	for _, c := range candidates {
		other := []rune(strings.ToLower(c))
		if len(other)-len(letters) >= bestAt || len(letters)-len(other) >= bestAt {
			continue // too far apart by length alone
		}
		if d := distance(letters, other); d < bestAt {
			best, bestAt = c, d
		}
	}
	return best
}

// distance is the number of insertions, deletions, replacements and swaps
// of neighbours that turn a into b (optimal string alignment).
func distance(a, b []rune) int {
	older, old := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range old {
		old[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(old[j]+cost, old[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], older[j-1]+1)
			}
		}
		older, old = old, row
	}
	return old[len(b)]
}

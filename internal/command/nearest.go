package command

import "strings"

// nearest returns the candidate that is fewest edits away from word, or "" if
// none is near enough to be what was meant. Of equally near ones the first wins.
func nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	best, bestEdits := "", 1+max(1, len([]rune(word))/2)
	if len([]rune(word)) < 2 {
		return ""
	}
	for _, c := range candidates {
		edits := editDistance(word, strings.ToLower(c))
		if strings.HasPrefix(strings.ToLower(c), word) {
			edits = min(edits, 1)
		}
		if edits < bestEdits {
			best, bestEdits = c, edits
		}
	}
	return best
}

// editDistance counts the insertions, deletions, replacements and swaps of
// neighbours that make b of a (the optimal string alignment distance).
func editDistance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(t)]
}

package allocate

import (
	"cmp"
	"slices"
)

// nearNames proposes names that come near another one. It finds them by the pairs of
// characters that they share, so that many names cost little.
type nearNames struct {
	names []string // as written
	pairs []int    // by name: how many pairs it has
	with  map[[2]rune][]int32
}

const (
	maxNear  = 3
	maxPairs = 64 // of a name that are looked at
)

func newNearNames(names []string) *nearNames {
	x := &nearNames{with: map[[2]rune][]int32{}}
	seen := map[string]bool{}
	for _, name := range names {
		folded := foldName(name)
		if seen[folded] || folded == "" {
			continue
		}
		seen[folded] = true
		at := int32(len(x.names))
		pairs := pairsOf(folded)
		x.names, x.pairs = append(x.names, name), append(x.pairs, len(pairs))
		for _, p := range pairs {
			x.with[p] = append(x.with[p], at)
		}
	}
	return x
}

// pairsOf returns the different pairs of neighbouring characters of a folded name, its
// ends included.
func pairsOf(folded string) (out [][2]rune) {
	before := rune(0)
	for _, c := range folded + "\x00" {
		if p := [2]rune{before, c}; !slices.Contains(out, p) && len(out) < maxPairs {
			out = append(out, p)
		}
		before = c
	}
	return out
}

// of returns the names that share at least two fifths of their pairs with another one
// (Dice's measure), the nearest first.
func (x *nearNames) of(name string) []string {
	own := pairsOf(foldName(name))
	shared := map[int32]int{}
	for _, p := range own {
		for _, at := range x.with[p] {
			shared[at]++
		}
	}
	var near []int32
	for at, n := range shared {
		if 5*2*n >= 2*(len(own)+x.pairs[at]) {
			near = append(near, at)
		}
	}
	score := func(at int32) int { return 1000 * 2 * shared[at] / (len(own) + x.pairs[at]) }
	slices.SortFunc(near, func(a, b int32) int { return cmp.Or(score(b)-score(a), int(a-b)) })
	var out []string
	for _, at := range near[:min(len(near), maxNear)] {
		out = append(out, x.names[at])
	}
	return out
}

package allocate

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestRefList(t *testing.T) {
	cells := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Ref {
		return Ref{Row: rapid.Int32Range(1, 3).Draw(t, "row")}
	}), 0, 6)
	rapid.Check(t, func(t *rapid.T) {
		like, want := cells.Draw(t, "like"), cells.Draw(t, "cells")
		if rapid.Bool().Draw(t, "long") { // over the length from which on there is room for all
			for n := range int32(2 * manyBlanks) {
				like, want = append(like, Ref{Row: n}), append(want, Ref{Row: n})
			}
		}
		before, l := slices.Clone(like), refList{like: like}
		for _, at := range want {
			l.add(at, rapid.IntRange(0, 3000).Draw(t, "room"))
		}
		if !slices.Equal(l.all(), want) || l.len() != len(want) {
			t.Fatalf("%d cells, want %d", l.len(), len(want))
		}
		if !slices.Equal(like, before) {
			t.Fatal("the earlier list was changed")
		}
	})
}

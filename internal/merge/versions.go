package merge

import "time"

// Version is one of several replies for one handout.
type Version struct {
	Bytes  string    // digest of the file
	Says   string    // digest of what its rows say
	Edited bool      // it says anything else than what was sent
	Saved  time.Time // when a program saved it, as the file says itself; zero if it does not
}

// Standing says which of several replies counts.
type Standing uint8

// The standings.
const (
	Counts Standing = iota
	Double          // the same bytes or the same content as another one
	Older           // a later version counts
	Rival           // versions that differ, and nothing tells which is the later
)

// Place is the standing of a version; Of is the version that it is the double of, or
// that is later than it, and its own number for all others.
type Place struct {
	Standing Standing
	Of       int
}

// Rank tells which of the replies for one handout count: doubles are set aside, one
// that was not edited gives way to one that was, and of those that differ the one
// that was saved last counts. Where that is not sure, all of them are rivals.
func Rank(versions []Version) []Place {
	out := make([]Place, len(versions))
	var distinct []int
	for i := range versions {
		out[i] = Place{Counts, i}
		if first := doubleOf(versions, distinct, i); first >= 0 {
			out[i] = Place{Double, first}
			continue
		}
		distinct = append(distinct, i)
	}
	edited := distinct[:0:0]
	for _, i := range distinct {
		if versions[i].Edited {
			edited = append(edited, i)
		}
	}
	if len(edited) == 0 {
		return out // all say what was sent, so there is but one
	}
	last := latest(versions, edited)
	for _, i := range distinct {
		switch {
		case i == last:
		case last >= 0:
			out[i] = Place{Older, last}
		case versions[i].Edited:
			out[i].Standing = Rival
		default:
			out[i] = Place{Older, edited[0]}
		}
	}
	return out
}

// doubleOf returns the first of the versions that says what version i says, -1 if none does.
func doubleOf(versions []Version, among []int, i int) int {
	for _, j := range among {
		if versions[i].Bytes == versions[j].Bytes || versions[i].Says == versions[j].Says {
			return j
		}
	}
	return -1
}

// latest returns the version that was saved last, -1 if that cannot be told.
func latest(versions []Version, among []int) int {
	last := among[0]
	for _, i := range among[1:] {
		a, b := versions[i].Saved, versions[last].Saved
		if a.IsZero() || b.IsZero() || a.Equal(b) {
			return -1
		}
		if a.After(b) {
			last = i
		}
	}
	return last
}

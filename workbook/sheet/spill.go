package sheet

import "slices"

// mostSpills is how many array formulas that fill further cells are told apart
// at a time. Beyond it they are taken together, so that a sheet cannot make the
// reader slow; a cell between them is then thought to be filled too.
const mostSpills = 512

// remember notes that the cells of r are filled by a formula in one of them.
func (s *Scanner) remember(r Range) {
	s.m.unusual = true
	if slices.Contains(s.spill, r) {
		return
	}
	if len(s.spill) < mostSpills {
		s.spill = append(s.spill, r)
		return
	}
	last := &s.spill[len(s.spill)-1]
	last.Col1, last.Row1 = min(last.Col1, r.Col1), min(last.Row1, r.Row1)
	last.Col2, last.Row2 = max(last.Col2, r.Col2), max(last.Row2, r.Row2)
}

// forget drops the ranges that end above a row.
func (s *Scanner) forget(row int32) {
	s.spill = slices.DeleteFunc(s.spill, func(r Range) bool { return r.Row2 < row })
}

// spilled reports whether a formula in another cell may fill this one.
func (s *Scanner) spilled(col, row int32) bool {
	for i := range s.spill {
		if s.spill[i].Contains(col, row) {
			return true
		}
	}
	return false
}

package workbook

import (
	"time"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/report"
)

// OpenBare opens the workbook at path as it was before fill marked it and refresh
// refreshed it.
func OpenBare(path string) (*Book, error) {
	return open(path, func(m *MarkedBook) { m.bare = true })
}

// Filled reports whether fill has marked the workbook.
func (m *MarkedBook) Filled() (bool, error) {
	if record, _ := findRecord(m.pkg, markLayer); record != nil {
		return true, nil
	}
	found, err := findMarks(m.pkg, markLayer)
	return err == nil && (len(found.own) > 0 || found.notes), err
}

// Marked returns the workbook as it stands; nil for a book of a package.
func (b *Book) Marked() *MarkedBook { return b.marked }

// Snapshots returns the rows of the workbook's 月度快照, which a refresh takes up again.
// Rows that cannot be read, because somebody has changed them, are left out, and
// counted.
func (m *MarkedBook) Snapshots() (rows []allocate.Snapshot, unread int, err error) {
	found, err := findMarks(m.pkg, trackLayer)
	if err != nil {
		return nil, 0, err
	}
	for i, s := range m.pkg.Sheets() {
		if found.own[i] != report.SnapshotSheet {
			continue
		}
		lines := func(yield func([]report.Value) bool) { err = found.ownRows(s, report.SnapshotCols, yield) }
		for line := range report.ReadSnapshots(lines) {
			if snapshot, ok := snapshotOf(&line); ok {
				rows = append(rows, snapshot)
			} else {
				unread++
			}
		}
		return rows, unread, err
	}
	return nil, 0, nil
}

// snapshotOf reads a row of 月度快照 back.
func snapshotOf(r *report.Snapshot) (s allocate.Snapshot, ok bool) {
	s = allocate.Snapshot{Target: r.Target, Subject: r.Subject, Detail: r.Detail, Owner: r.Owner}
	day, err := time.Parse(time.DateOnly, r.AsOf)
	if err != nil {
		return s, false
	}
	s.AsOf, ok = allocate.DateOf(day.Year(), int(day.Month()), day.Day())
	if s.Month = allocate.MonthOf(s.AsOf); !ok || s.Month.String() != r.Month {
		return s, false
	}
	s.Goal, s.Actual = amountFrom(r.Goal, r.Unit, &ok), amountFrom(r.Actual, r.Unit, &ok)
	if r.Restated != "" {
		a := amountFrom(r.Restated, r.Unit, &ok)
		s.Restated = &a
		if day, err := time.Parse("2006-01", r.RestatedIn); err == nil {
			s.RestatedIn = allocate.MonthNumbered(day.Year(), int(day.Month()))
		}
	}
	s.Planned, s.Complete, s.Index = shareFrom(r.Planned, &ok), shareFrom(r.Complete, &ok), shareFrom(r.Index, &ok)
	s.State, s.Basis = stateNamed(r.State, &ok), basisNamed(r.Basis)
	return s, ok
}

// amountFrom reads an amount whose digits count the unit; none where there are none.
func amountFrom(digits, unit string, ok *bool) allocate.Amount {
	if digits == "" {
		return allocate.Amount{}
	}
	v, err := allocate.ParseNumberBytes([]byte(digits))
	if *ok = *ok && err == nil; err != nil {
		return allocate.Amount{}
	}
	u, known := templates.ParseUnit(unit)
	if !known {
		u = templates.Unit{Base: allocate.Unit(unit)}
	}
	return allocate.Amount{Value: v.Shift(int32(u.Scale)), Unit: u.Base, Scale: u.Scale}
}

func shareFrom(digits string, ok *bool) allocate.NullShare {
	if digits == "" {
		return allocate.NullShare{}
	}
	v, err := allocate.ParseNumberBytes([]byte(digits))
	*ok = *ok && err == nil
	return allocate.NullShare{Decimal: v, Valid: err == nil}
}

func stateNamed(word string, ok *bool) allocate.State {
	for s := allocate.Grey; s <= allocate.Red; s++ {
		if word == s.In(lang.ZH) || word == s.In(lang.EN) {
			return s
		}
	}
	*ok = false
	return allocate.Grey
}

func basisNamed(word string) allocate.PlanBasis {
	for b, text := range basisWords {
		if word != "" && (word == text.ZH || word == text.EN) {
			return allocate.PlanBasis(b)
		}
	}
	return allocate.NoBasis
}

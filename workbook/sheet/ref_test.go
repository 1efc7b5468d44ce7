package sheet

import (
	"testing"

	"pgregory.net/rapid"
)

func TestColumnName(t *testing.T) {
	for col, want := range map[int32]string{1: "A", 26: "Z", 27: "AA", 52: "AZ", 702: "ZZ", 703: "AAA", MaxCols: "XFD"} {
		if got := ColumnName(col); got != want {
			t.Errorf("column %d is %s, want %s", col, got, want)
		}
	}
}

func TestParseRefTurnsRefBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		col, row := rapid.Int32Range(1, MaxCols).Draw(t, "col"), rapid.Int32Range(1, MaxRows).Draw(t, "row")
		c, r, ok := ParseRef([]byte(Ref(col, row)))
		if !ok || c != col || r != row {
			t.Fatalf("%s read as %d, %d, %v", Ref(col, row), c, r, ok)
		}
	})
}

func TestParseRefRefuses(t *testing.T) {
	for _, s := range []string{"", "A", "1", "A0", "A01", "$A$1", "XFE1", "AAAA1", "A1048577", "A99999999", "A1:B2", "A 1", "Ａ1", "A-1", "R1C1"} {
		if col, row, ok := ParseRef([]byte(s)); ok {
			t.Errorf("%q read as %d, %d", s, col, row)
		}
	}
}

func TestRanges(t *testing.T) {
	for in, want := range map[string]string{"A1": "A1", "A1:A1": "A1", "B2:C5": "B2:C5", "C5:B2": "B2:C5", "b2:c5": "B2:C5"} {
		r, ok := ParseRange([]byte(in))
		if !ok || r.String() != want {
			t.Errorf("%s read as %s, %v", in, r, ok)
		}
	}
	for _, in := range []string{"", ":", "A1:", ":A1", "A1:B2:C3", "A:B", "1:2"} {
		if r, ok := ParseRange([]byte(in)); ok {
			t.Errorf("%q read as %s", in, r)
		}
	}
	r := Range{2, 3, 4, 5}
	for ref, want := range map[[2]int32]bool{{2, 3}: true, {4, 5}: true, {3, 4}: true, {1, 4}: false, {5, 4}: false, {3, 2}: false, {3, 6}: false} {
		if r.Contains(ref[0], ref[1]) != want {
			t.Errorf("%s contains %s: want %v", r, Ref(ref[0], ref[1]), want)
		}
	}
}

func TestRowCell(t *testing.T) {
	r := Row{Cells: []Cell{{Col: 2}, {Col: 3}, {Col: 9}}}
	for col, found := range map[int32]bool{1: false, 2: true, 3: true, 4: false, 9: true, 10: false} {
		if c := r.Cell(col); (c != nil) != found || c != nil && c.Col != col {
			t.Errorf("column %d: %v", col, c)
		}
	}
}

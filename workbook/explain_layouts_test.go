package workbook

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"goalxl/workbook/sheet"
)

// TestExplainLayouts explains every workbook of ../shared/layouts and compares
// places, kinds, the columns' meanings, the kinds of rows and every figure with the
// manifest.
func TestExplainLayouts(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "layouts")
	raw, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Skip("shared/layouts is not here")
	}
	var files []layoutFile
	if err := json.Unmarshal(raw, &files); err != nil {
		t.Fatal(err)
	}
	s := explainScore{wrong: map[string]int{}, sums: map[string]map[string]string{}}
	for _, f := range files {
		if f.Arrangement != "t" { // turned on its side: refused
			s.file(t, filepath.Join(dir, f.File), &f)
		}
	}
	t.Logf("tables %d of %d at their place, %d of the right kind; columns %d of %d; rows %d of %d; figures %d of %d",
		s.found, s.tables, s.kinds, s.columnsRight, s.columns, s.rowsRight, s.rows, s.figuresRight, s.figures)
	var wrong []string
	for w := range s.wrong {
		wrong = append(wrong, w)
	}
	slices.Sort(wrong)
	for _, w := range wrong {
		t.Logf("%4d times %s", s.wrong[w], w)
	}
	for name, by := range s.sums {
		first := ""
		for arrangement, sum := range by {
			if first == "" {
				first = sum
			}
			if sum != first {
				t.Errorf("%s adds up differently in arrangement %s: %v", name, arrangement, by)
			}
		}
	}
	if s.found < s.tables || s.kinds < s.found || s.rowsRight < s.rows || s.columnsRight < s.columns || s.figuresRight*100 < s.figures*99 {
		t.Error("less than asked for")
	}
}

// explainScore counts what was explained right.
type explainScore struct {
	tables, found, kinds, columns, columnsRight, rows, rowsRight, figures, figuresRight int
	wrong                                                                               map[string]int
	// sums of the data rows by document, table and meaning, then by arrangement
	sums map[string]map[string]string
}

func (s *explainScore) file(t *testing.T, path string, f *layoutFile) {
	b, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	x, err := b.Explain()
	if err != nil && !errors.As(err, new(*NotRecognised)) {
		t.Fatalf("%s: %v", f.File, err)
	}
	var got []Explained
	if x != nil {
		got = x.Tables
	}
	for i := range f.Tables {
		want := &f.Tables[i]
		if want.Orientation == "columns" || want.Role == "other" || !want.has("target", "actual") {
			continue
		}
		s.tables++
		at := slices.IndexFunc(got, func(x Explained) bool {
			return x.Sheet == want.Sheet && x.Table.HeadFirst == want.HeaderFirstRow && x.Table.HeadLast == want.HeaderLastRow &&
				sheet.ColumnName(x.Table.FirstCol) == want.FirstCol && sheet.ColumnName(x.Table.LastCol) == want.LastCol
		})
		if at < 0 {
			var seen []string
			for _, x := range got {
				if x.Sheet == want.Sheet {
					seen = append(seen, x.Table.Range().String())
				}
			}
			s.wrong[want.Role+" "+want.Name+" not found "+f.File]++
			t.Logf("%s: %s %s at %s%d:%s%d not found; found %v", f.File, want.Role, want.Name, want.FirstCol, want.HeaderFirstRow, want.LastCol, want.HeaderLastRow, seen)
			continue
		}
		s.found++
		s.compare(t, f.File, &got[at], want)
		switch f.Arrangement {
		case "g1", "g2", "g3", "g4", "u":
			s.add(f, want.Name, &got[at])
		}
	}
}

// add adds the data rows of a table up.
func (s *explainScore) add(f *layoutFile, name string, got *Explained) {
	sums := map[string]decimal.Decimal{}
	for _, r := range got.Rows {
		for _, v := range r.Values {
			if n, err := decimal.NewFromString(v.Value); err == nil && r.Kind == DataRow {
				sums[v.Means] = sums[v.Means].Add(n)
			}
		}
	}
	doc, _, _ := strings.Cut(f.File, "_")
	for means, sum := range sums {
		key := doc + " " + name + " " + means
		if s.sums[key] == nil {
			s.sums[key] = map[string]string{}
		}
		s.sums[key][f.Arrangement] = sum.String()
	}
}

// compare compares one table.
func (s *explainScore) compare(t *testing.T, file string, got *Explained, want *layoutTable) {
	kind := got.Table.As.String()
	if rightKind(kind, want) {
		s.kinds++
	} else {
		s.wrong["kind of "+want.Role+" "+want.Name+" is "+kind]++
	}
	for _, c := range want.Columns {
		if c.Canon == "other" { // no meaning at all
			continue
		}
		s.columns++
		at := slices.IndexFunc(got.Columns, func(x ExplainedColumn) bool { return x.Col == c.Col })
		if at >= 0 && got.Columns[at].Means == c.Canon {
			s.columnsRight++
		} else if at >= 0 {
			s.wrong["means "+got.Columns[at].Means+" for "+c.Canon+" ("+strings.Join(strings.Fields(c.Header), " ")+") in "+want.Name]++
		}
	}
	for _, r := range want.Rows {
		s.rows++
		at := slices.IndexFunc(got.Rows, func(x ExplainedRow) bool { return x.Row == r.Row })
		if at < 0 {
			s.wrong["row missing in "+want.Name]++
			continue
		}
		if kind := got.Rows[at].Kind.String(); kind == strings.TrimPrefix(r.Kind, "sub") {
			s.rowsRight++
		} else {
			s.wrong["row "+r.Kind+" is "+kind+" in "+file+" "+want.Name]++
		}
		for name, text := range r.Values {
			s.figures++
			if hasFigure(got.Rows[at].Values, name, text) {
				s.figuresRight++
				continue
			}
			s.wrong["figure "+name+" in "+want.Name]++
			t.Logf("%s: %s row %d: %s should be %s, read %v", file, want.Name, r.Row, name, text, got.Rows[at].Values)
		}
	}
}

// rightKind reports whether the kind is the one that the table's role in the
// manifest stands for; a table of actuals alone is history whatever its role.
func rightKind(kind string, want *layoutTable) bool {
	switch {
	case kind == "history":
		return !want.has("target") || want.Role == "history"
	case want.Role == "summary":
		return kind == "goals"
	case want.Role == "history":
		return kind == "breakdown" // it has a target
	}
	return kind == want.Role
}

// hasFigure reports whether the value of the name is the one that is wanted.
func hasFigure(values []ExplainedValue, name, want string) bool {
	for _, v := range values {
		if v.Means != name {
			continue
		}
		a, errA := decimal.NewFromString(v.Value)
		b, errB := decimal.NewFromString(want)
		if errA != nil || errB != nil {
			return v.Value == want
		}
		return a.Equal(b)
	}
	return false
}

package workbook

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/workbook/sheet"
)

// The manifest of ../shared/layouts: what stands where in each workbook.
type layoutFile struct {
	File        string
	Arrangement string
	Tables      []layoutTable
}

type layoutTable struct {
	Role, Name, Sheet, Orientation string
	HeaderFirstRow                 int32  `json:"header_first_row"`
	HeaderLastRow                  int32  `json:"header_last_row"`
	FirstCol                       string `json:"first_col"`
	LastCol                        string `json:"last_col"`
	Columns                        []struct{ Col, Header, Canon string }
	Rows                           []struct {
		Row    int32
		Kind   string
		Values map[string]string
	}
}

func (t *layoutTable) has(canon ...string) bool {
	for _, c := range t.Columns {
		for _, want := range canon {
			if c.Canon == want {
				return true
			}
		}
	}
	return false
}

// TestLayouts reads every workbook of ../shared/layouts, compares what was read
// with the manifest, and prints how much of it was right.
func TestLayouts(t *testing.T) {
	dir := filepath.Join("..", "..", "shared", "layouts")
	raw, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Skip("shared/layouts is not here")
	}
	var files []layoutFile
	if err := json.Unmarshal(raw, &files); err != nil {
		t.Fatal(err)
	}
	var s layoutScore
	for _, f := range files {
		if f.Arrangement == "t" {
			continue // turned on its side: refused
		}
		s.file(t, filepath.Join(dir, f.File), f)
	}
	t.Logf("tables found %d of %d; amounts %d of %d, shares %d of %d; sums as data %d; other tables %d",
		s.found, s.tables, s.amountsRight, s.amounts, s.sharesRight, s.shares, s.sumsAsData, s.extra)
	if s.found < s.tables || s.sumsAsData > 0 || s.amountsRight*100 < s.amounts*99 || s.sharesRight*100 < s.shares*99 {
		t.Errorf("less than asked for")
	}
}

// layoutScore counts what was read right.
type layoutScore struct {
	tables, found, amounts, amountsRight, shares, sharesRight, sumsAsData, extra int
}

func (s *layoutScore) file(t *testing.T, path string, f layoutFile) {
	b, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	plan, err := b.Read()
	if err != nil && !errors.As(err, new(*NotRecognised)) {
		t.Fatalf("%s: %v", f.File, err)
	}
	var tables []*Table
	if err == nil {
		tables = b.Layout().Tables()
	}
	used := map[int]bool{}
	for i := range f.Tables {
		want := &f.Tables[i]
		if want.Orientation != "rows" {
			continue
		}
		at := -1
		for j, got := range tables {
			if b.Layout().Sheets()[got.Sheet].Name == want.Sheet && got.HeadLast == want.HeaderLastRow && sheet.ColumnName(got.FirstCol) == want.FirstCol {
				at = j
			}
		}
		if at >= 0 {
			used[at] = true
		}
		if want.Name == "DASHBOARD" {
			continue // actuals alone: nothing that a plan could hold; explained, see TestExplainLayouts
		}
		asked := want.Role != "other" && want.Role != "history" && want.has("target", "actual")
		if asked {
			s.tables++
		}
		if at < 0 {
			if asked {
				t.Logf("%s: %s %s at %s%d not found", f.File, want.Role, want.Name, want.FirstCol, want.HeaderLastRow)
				s.miss(want)
			}
			continue
		}
		if asked {
			s.found++
			s.values(t, f.File, plan, int32(at), want)
		}
	}
	for j := range tables {
		if !used[j] {
			s.extra++
		}
	}
}

// miss counts the figures of a table that was not found.
func (s *layoutScore) miss(want *layoutTable) {
	for _, r := range want.Rows {
		if r.Kind == "data" {
			s.amounts += count(r.Values, "target")
			s.shares += count(r.Values, "share")
		}
	}
}

func count(values map[string]string, name string) int {
	if _, ok := values[name]; ok {
		return 1
	}
	return 0
}

// values compares the figures of one table's rows.
func (s *layoutScore) values(t *testing.T, file string, plan *allocate.Plan, table int32, want *layoutTable) {
	amounts, shares, data := map[int32]decimal.Decimal{}, map[int32]decimal.Decimal{}, map[int32]bool{}
	for _, b := range plan.Breakdowns {
		if b.At.Table == table {
			data[b.At.Row] = true
			if b.AmountIn != allocate.Blank && b.AmountIn != allocate.Broken {
				amounts[b.At.Row] = b.Amount.Value
			}
			if b.ShareIn != allocate.Blank && b.ShareIn != allocate.Broken {
				shares[b.At.Row] = b.Share.Value
			}
		}
	}
	for _, g := range plan.Targets {
		if g.At.Table == table {
			data[g.At.Row] = true
			amounts[g.At.Row] = g.Amount.Value
		}
	}
	for _, r := range want.Rows {
		if r.Kind != "data" {
			if data[r.Row] {
				s.sumsAsData++
				t.Logf("%s: %s row %d is a %s, read as data", file, want.Name, r.Row, r.Kind)
			}
			continue
		}
		if !data[r.Row] {
			t.Logf("%s: %s row %d is not data", file, want.Name, r.Row)
		}
		compare := func(name string, got map[int32]decimal.Decimal, all, right *int) {
			text, ok := r.Values[name]
			if !ok {
				return
			}
			*all++
			if v, found := got[r.Row]; found && v.Equal(decimal.RequireFromString(strings.TrimSpace(text))) {
				*right++
			} else {
				t.Logf("%s: %s row %d: %s is %v, want %s", file, want.Name, r.Row, name, v, text)
			}
		}
		compare("target", amounts, &s.amounts, &s.amountsRight)
		compare("share", shares, &s.shares, &s.sharesRight)
	}
}

package workbook

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var updateKinds = flag.Bool("update-kinds", false, "write what was read of the workbooks of testdata/kinds.txt into it")

// TestKinds makes each workbook of testdata/kinds.txt, reads it and compares what was
// understood with what stands below its "=>": for each table its kind, place and the
// meanings of its columns, and for each row its kind and figures. To add a workbook,
// write its cells, run the test with -update-kinds and read what it added.
//
// A line "B3: 区域 | 目标" gives the cells from B3 to the right; a number in it is a
// number, behind ' it is text; {0%} behind a value is its number format.
func TestKinds(t *testing.T) {
	path := filepath.Join("testdata", "kinds.txt")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var updated strings.Builder
	for _, text := range strings.Split(strings.TrimSpace(string(raw)), "\n\n") {
		cells, want, _ := strings.Cut(text, "\n=>")
		name, _, _ := strings.Cut(strings.TrimPrefix(cells, "# "), "\n")
		t.Run(name, func(t *testing.T) {
			got := understood(t, makeKind(t, cells))
			updated.WriteString(cells + "\n=>\n" + got + "\n\n")
			if strings.TrimSpace(want) != got && !*updateKinds {
				t.Errorf("understood\n%s\nwant\n%s", got, strings.TrimSpace(want))
			}
		})
	}
	if *updateKinds {
		if err := os.WriteFile(path, []byte(strings.TrimSuffix(updated.String(), "\n")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// makeKind makes the workbook that the lines describe.
func makeKind(t *testing.T, lines string) string {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	styles := map[string]int{}
	on, sheets := "", 0
	for _, line := range strings.Split(lines, "\n") {
		name, isSheet := strings.CutPrefix(line, "sheet ")
		hidden, isHidden := strings.CutPrefix(line, "hidden sheet ")
		merged, isMerge := strings.CutPrefix(line, "merge ")
		switch {
		case strings.HasPrefix(line, "#"):
		case isSheet || isHidden:
			on = name
			if isHidden {
				on = hidden
			}
			must(t, newSheet(f, on, sheets))
			sheets++
			if isHidden {
				defer func(name string) { _ = f.SetSheetVisible(name, false) }(on)
			}
		case isMerge:
			for _, r := range strings.Fields(merged) {
				from, to, _ := strings.Cut(r, ":")
				must(t, f.MergeCell(on, from, to))
			}
		default:
			at, values, _ := strings.Cut(line, ": ")
			col, row, err := excelize.CellNameToCoordinates(at)
			must(t, err)
			for i, value := range strings.Split(values, " | ") {
				cell, _ := excelize.CoordinatesToCellName(col+i, row)
				must(t, putKind(f, on, cell, value, styles))
			}
		}
	}
	path := filepath.Join(t.TempDir(), "kind.xlsx")
	must(t, f.SaveAs(path))
	return path
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func newSheet(f *excelize.File, name string, before int) error {
	if before == 0 {
		return f.SetSheetName("Sheet1", name)
	}
	_, err := f.NewSheet(name)
	return err
}

// putKind writes one value.
func putKind(f *excelize.File, on, cell, value string, styles map[string]int) error {
	if i := strings.LastIndexByte(value, '{'); i >= 0 && strings.HasSuffix(value, "}") {
		format := value[i+1 : len(value)-1]
		value = value[:i]
		if _, ok := styles[format]; !ok {
			id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			if err != nil {
				return err
			}
			styles[format] = id
		}
		if err := f.SetCellStyle(on, cell, cell, styles[format]); err != nil {
			return err
		}
	}
	value = strings.ReplaceAll(value, `\n`, "\n")
	if text, ok := strings.CutPrefix(value, "'"); ok {
		return f.SetCellStr(on, cell, text)
	}
	if strings.HasPrefix(value, "=") {
		return f.SetCellFormula(on, cell, value[1:])
	}
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		return f.SetCellValue(on, cell, n)
	}
	if value == "" {
		return nil
	}
	return f.SetCellStr(on, cell, value)
}

// understood writes down what was understood of the workbook.
func understood(t *testing.T, path string) string {
	t.Helper()
	b, err := Open(path)
	must(t, err)
	defer b.Close()
	x, err := b.Explain()
	if err != nil {
		return err.Error()
	}
	var out strings.Builder
	for i := range x.Tables {
		table := &x.Tables[i]
		fmt.Fprintf(&out, "%v %s!%v", table.Table.As, table.Sheet, table.Table.Range())
		for _, c := range table.Columns {
			means := c.Means
			if means == "" {
				means = "-"
			}
			fmt.Fprintf(&out, " %s", means)
		}
		out.WriteString("\n")
		for _, r := range table.Rows {
			fmt.Fprintf(&out, "%d %v", r.Row, r.Kind)
			for _, v := range r.Values {
				fmt.Fprintf(&out, " %s", v.Value)
			}
			out.WriteString("\n")
		}
		for _, u := range table.Unread {
			fmt.Fprintf(&out, "unread %s %s\n", u.Cell, u.Text)
		}
	}
	return strings.TrimSpace(out.String())
}

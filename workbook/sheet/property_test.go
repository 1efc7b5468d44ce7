package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"goalxl/workbook/patch"
	"pgregory.net/rapid"
)

// cellForms are forms of a cell with %s for its reference; the second column is
// what describe says after the reference, the third whether it may be edited.
var cellForms = []struct {
	xml, says string
	free      bool
}{
	{`<c r="%s"/>`, " blank", true},
	{`<c r="%s" s="2"></c>`, " blank s2", true},
	{`<c r="%s" t="n"><v>1.5</v></c>`, ` n "1.5"`, true},
	{`<c  t='s' r='%s'><v>3</v></c>`, ` s "3"`, true},
	{`<c r="%s" t="inlineStr"><is><t>华</t></is></c>`, ` inline "华"`, true},
	{`<c r="%s" t="inlineStr"><is><r><t>a&amp;</t></r></is></c>`, ` inline "a&"`, true},
	{`<c r="%s"><f>A1</f><v>7</v></c>`, ` n "7" =A1/1`, false},
	{`<c r="%s" t="str"><f>_xlfn.X(1)</f><v/></c>`, ` str "" =_xlfn.X(1)/1`, false},
	{`<c r="%s" t="b"><v>0</v><extLst/></c>`, ` b "0"`, true},
}

// drawn is a sheet and what it holds, drawn at random.
type drawn struct {
	xml   string
	cells map[int32]map[int32]int // row, column: number of the form
	rows  []int32
}

func drawSheet(t *rapid.T) drawn {
	d := drawn{cells: map[int32]map[int32]int{}}
	var b strings.Builder
	row := int32(0)
	for range rapid.IntRange(0, 8).Draw(t, "rows") {
		row += rapid.Int32Range(1, 3).Draw(t, "row step")
		d.rows, d.cells[row] = append(d.rows, row), map[int32]int{}
		var inner strings.Builder
		col := int32(0)
		for range rapid.IntRange(0, 6).Draw(t, "cells") {
			col += rapid.Int32Range(1, 3).Draw(t, "column step")
			form := rapid.IntRange(0, len(cellForms)-1).Draw(t, "form")
			d.cells[row][col] = form
			fmt.Fprintf(&inner, cellForms[form].xml, Ref(col, row))
			inner.WriteString(rapid.SampledFrom([]string{"", "", "\n", "<!-- x -->"}).Draw(t, "between"))
		}
		if inner.Len() == 0 && rapid.Bool().Draw(t, "short") {
			fmt.Fprintf(&b, `<row r="%d"/>`, row)
		} else {
			fmt.Fprintf(&b, `<row spans="1:9" r="%d">%s</row>`, row, inner.String())
		}
		b.WriteString(rapid.SampledFrom([]string{"", "\n", "<?x?>"}).Draw(t, "between"))
	}
	d.xml = sheetOf(b.String())
	return d
}

// drawEdits draws edits of a row's cells; form tells the form of the cell that
// stands in a column, -1 for none.
func drawEdits(t *rapid.T, form func(col int32) int) (edits []CellEdit) {
	for col := int32(1); col < 20; col++ {
		f := form(col)
		if f >= 0 && !cellForms[f].free || rapid.IntRange(0, 4).Draw(t, "edit") > 0 {
			continue
		}
		e := CellEdit{Col: col, Style: rapid.Int32Range(-1, 3).Draw(t, "style"), Value: rapid.Bool().Draw(t, "value")}
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			e.Text = rapid.String().Draw(t, "text")
		case 1:
			e.Number = strconv.FormatInt(rapid.Int64().Draw(t, "number"), 10)
		}
		edits = append(edits, e)
	}
	return edits
}

// says is what describe says of an edited cell after its reference.
func (e *CellEdit) says(form int) string {
	line := " blank"
	switch {
	case e.Text != "":
		line = fmt.Sprintf(" inline %q", strings.ToValidUTF8(e.Text, "\uFFFD"))
	case e.Number != "":
		line = fmt.Sprintf(" n %q", e.Number)
	}
	style := e.Style
	if style < 0 && form == 1 {
		style = 2
	}
	if style > 0 {
		line += fmt.Sprintf(" s%d", style)
	}
	return line
}

// TestRewriteDoesWhatItIsTold draws sheets and edits, and checks that each cell
// is what the edits make it, that undoing all gives the source, and that undoing
// the marks leaves a sheet with the values.
func TestRewriteDoesWhatItIsTold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := drawSheet(t)
		edits := map[int32][]CellEdit{}
		for row := int32(1); row < 30; row++ {
			exists := slices.Contains(d.rows, row)
			if !exists && rapid.IntRange(0, 3).Draw(t, "new row") > 0 {
				continue
			}
			edits[row] = drawEdits(t, func(col int32) int { return d.form(row, col) })
		}
		var out bytes.Buffer
		var log patch.Log
		w := patch.NewWriter(&out, &log)
		err := Rewrite(w, strings.NewReader(d.xml), Edits{
			Row: func(r *Row) []CellEdit { return edits[r.Num] },
			Missing: func(after, before int32) (rows []NewRow) {
				for n := after + 1; n < min(before, 30); n++ {
					if e, ok := edits[n]; ok {
						rows = append(rows, NewRow{n, e})
					}
				}
				return rows
			},
		})
		if err != nil || w.Close() != nil {
			t.Fatal(err)
		}
		check(t, out.String(), d.want(edits, false))
		check(t, undone(t, out.Bytes(), &log, true), d.want(edits, true))
		if back := undone(t, out.Bytes(), &log, false); back != d.xml {
			t.Fatalf("undone:\n%s\nsource:\n%s", back, d.xml)
		}
	})
}

func (d *drawn) form(row, col int32) int {
	if f, ok := d.cells[row][col]; ok {
		return f
	}
	return -1
}

// want is what the sheet is to hold after the edits, or after those of them that
// are values.
func (d *drawn) want(edits map[int32][]CellEdit, valuesOnly bool) string {
	var out strings.Builder
	for row := int32(1); row < 30; row++ {
		for col := int32(1); col < 40; col++ {
			form := d.form(row, col)
			i := slices.IndexFunc(edits[row], func(e CellEdit) bool { return e.Col == col })
			undone := i >= 0 && valuesOnly && !edits[row][i].Value
			switch {
			case i >= 0 && !undone:
				out.WriteString(Ref(col, row) + edits[row][i].says(form) + "\n")
			case form >= 0:
				out.WriteString(Ref(col, row) + cellForms[form].says + "\n")
			}
		}
	}
	return out.String()
}

func check(t *rapid.T, sheet, want string) {
	got, err := scan(strings.NewReader(sheet), DefaultLimits())
	if err != nil {
		t.Fatalf("%v\n%s", err, sheet)
	}
	if got != want {
		t.Fatalf("got\n%swant\n%s%s", got, want, sheet)
	}
}

func undone(t *rapid.T, out []byte, log *patch.Log, keepValues bool) string {
	var back bytes.Buffer
	if err := patch.Undo(&back, bytes.NewReader(out), log, keepValues); err != nil {
		t.Fatalf("undo: %v", err)
	}
	return back.String()
}

package report

import (
	"strconv"
	"strings"

	"goalxl/internal/lang"
	"goalxl/workbook/sheet"
)

// Live is the sum behind a finding as a spreadsheet can work it out: the members,
// added up, less the goal, rounded to Digits, are 0 when it was mended.
type Live struct {
	Members []Place
	// Goal is the cell that holds the goal; the zero value where Fixed states it
	// in plain decimal digits, in the unit of the members' cells.
	Goal  Place
	Fixed string
	// Scale is what the goal's cell is multiplied by to be in the unit of the
	// members' cells: "10000" for a goal in 亿元 over members in 万元; blank for 1.
	Scale string
	// Digits are the decimals that count in the members' cells: 2 for 元, 6 for 万元.
	Digits int
	Holds  bool // whether the sum is right as the workbook stands: the cached value
}

// Place is a cell of a sheet.
type Place struct{ Sheet, Cell string }

var passed = lang.T("通过", "Passed")

const (
	maxFormula   = 8000 // characters; the format's limit is 8,192
	maxArguments = 255
)

// formula returns the formula of the state column, without =; blank where it
// would be longer than a formula may be, or lacks a part.
func (l *Live) formula(in lang.Lang, word string) string {
	args := ranges(l.Members)
	if len(args) == 0 || len(args) > maxArguments || l.Fixed == "" && l.Goal.Cell == "" {
		return ""
	}
	goal := l.Fixed
	if l.Goal.Cell != "" {
		goal = l.Goal.Ref()
		if l.Scale != "" && l.Scale != "1" {
			goal += "*" + l.Scale
		}
	}
	f := `IF(ROUND(SUM(` + strings.Join(args, ",") + `)-(` + goal + `),` + strconv.Itoa(l.Digits) +
		`)=0,"` + passed.In(in) + `","` + word + `")`
	if len(f) > maxFormula {
		return ""
	}
	return f
}

// Ref returns the cell as a formula names it: 'sheet'!C2.
func (p Place) Ref() string { return quoted(p.Sheet) + "!" + p.Cell }

// quoted returns a sheet's name as formulas and links write it.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// ranges joins members that stand directly below each other: C2, C3, C5 become
// C2:C3 and C5. The order is kept.
func ranges(members []Place) []string {
	var out []string
	for i := 0; i < len(members); {
		last := i
		for last+1 < len(members) && below(members[last], members[last+1]) {
			last++
		}
		ref := members[i].Ref()
		if last > i {
			ref += ":" + members[last].Cell
		}
		out = append(out, ref)
		i = last + 1
	}
	return out
}

// below reports whether b is the cell directly under a.
func below(a, b Place) bool {
	colA, rowA, okA := sheet.ParseRef([]byte(a.Cell))
	colB, rowB, okB := sheet.ParseRef([]byte(b.Cell))
	return a.Sheet == b.Sheet && okA && okB && colA == colB && rowB == rowA+1
}

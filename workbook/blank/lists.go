package blank

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
)

const contactKind = allocate.ContactTable

// lists are the texts and figures that drop-downs offer, on a hidden sheet.
type lists struct {
	sheet      string
	dimensions []string
	progress   []float64
}

// The columns of the hidden sheet.
const (
	identityColumn = iota
	dimensionColumn
	progressColumn
)

func (m *maker) newLists() lists {
	l := lists{sheet: lang.T("列表", "Lists").In(m.Lang), progress: []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1}}
	for _, d := range m.Dimensions {
		l.dimensions = append(l.dimensions, m.dimension(d))
	}
	return l
}

// fullDimension is a dimension as the breakdown names it: 区域维度.
var fullDimension = lang.T("%s维度", "%s")

// dimension returns the full name of a dimension that may have been given in short.
func (m *maker) dimension(name string) string {
	full := fullDimension.With(name).In(m.Lang)
	if suffix := strings.TrimPrefix(full, name); !isHan(name) || suffix != "" && strings.HasSuffix(name, suffix) {
		return name
	}
	return full
}

// of returns the range that a list stands in, and whether other values are
// taken without a question.
func (l *lists) of(m *maker, list templates.List) (cells string, other bool) {
	switch list {
	case templates.Dimensions:
		return l.column(dimensionColumn, len(l.dimensions)), false
	case templates.Progress:
		return l.column(progressColumn, len(l.progress)), true
	case templates.GoalTypes:
		return m.cellsOf(allocate.GoalTable, allocate.FieldType), false
	case templates.Items:
		return m.cellsOf(allocate.BreakdownTable, allocate.FieldItem), true
	case templates.Owners:
		return m.cellsOf(allocate.ContactTable, allocate.FieldOwner), false
	}
	return "", false
}

// column is the range of n cells of the hidden sheet, below its first row.
func (l *lists) column(col, n int) string {
	return fmt.Sprintf("%s!$%s$2:$%s$%d", quoted(l.sheet), colName(col), colName(col), n+1)
}

// cellsOf is the range of a column of another sheet.
func (m *maker) cellsOf(k allocate.TableKind, f allocate.Field) string {
	p := m.page(k)
	for i, c := range p.columns {
		if c.Field == f {
			return quoted(p.name) + "!" + p.ref(i, true)
		}
	}
	return ""
}

// addLists makes the hidden sheet.
func (m *maker) addLists() error {
	if _, err := m.f.NewSheet(m.lists.sheet); err != nil {
		return err
	}
	percent, err := m.f.NewStyle(&excelize.Style{NumFmt: 9})
	if err != nil {
		return err
	}
	set := func(col, row int, value any) {
		if err == nil {
			err = m.f.SetCellValue(m.lists.sheet, fmt.Sprintf("%s%d", colName(col), row), value)
		}
	}
	set(identityColumn, 1, m.identity())
	for i, d := range m.lists.dimensions {
		set(dimensionColumn, i+2, d)
	}
	for i, v := range m.lists.progress {
		set(progressColumn, i+2, v)
	}
	if err == nil {
		err = m.f.SetCellStyle(m.lists.sheet, "C2", fmt.Sprintf("C%d", len(m.lists.progress)+1), percent)
	}
	if err == nil {
		err = m.protect(m.lists.sheet)
	}
	if err == nil {
		err = m.f.SetSheetVisible(m.lists.sheet, false)
	}
	return err
}

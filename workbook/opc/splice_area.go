package opc

import (
	"bytes"
	"slices"
	"strings"

	"goalxl/workbook/patch"
)

// printArea is the defined name of what is printed of a sheet.
const printArea = "_xlnm.Print_Area"

// Area is a print area whose last column is moved: of the sheet at a position, counted
// from 0, from one column to another (H to I). Areas of several ranges, and those that
// end in another column, stay as they are.
type Area struct {
	Sheet    int
	From, To string
}

// PrintAreas returns the last columns of the sheets' print areas, by position; those of
// several ranges are left out.
func PrintAreas(names []Name) map[int]string {
	areas := map[int]string{}
	for _, n := range names {
		if col := lastColumn(n.Refers); col != "" && n.Name == printArea && n.Sheet >= 0 {
			areas[n.Sheet] = col
		}
	}
	return areas
}

// lastColumn returns H of '甲'!$A$1:$H$60; "" for other forms.
func lastColumn(refers string) string {
	area := refers[strings.LastIndexByte(refers, '!')+1:]
	if strings.ContainsAny(refers[:len(refers)-len(area)], ",:") && !strings.HasPrefix(refers, "'") || strings.Contains(area, ",") {
		return ""
	}
	_, last, ok := strings.Cut(area, ":")
	col, row, both := strings.Cut(strings.TrimPrefix(last, "$"), "$")
	if !ok || !both || col == "" || row == "" || strings.Trim(col, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || strings.Trim(row, "0123456789") != "" {
		return ""
	}
	return col
}

// moveAreas returns the splices that move the last columns of print areas.
func moveAreas(src []byte, areas []Area) ([]patch.Splice, error) {
	if len(areas) == 0 {
		return nil, nil
	}
	l, err := listBook(src)
	if err != nil {
		return nil, err
	}
	var splices []patch.Splice
	for _, n := range l.names {
		i := slices.IndexFunc(areas, func(a Area) bool { return n.Name.Name == printArea && a.Sheet == n.Sheet })
		if i < 0 || lastColumn(n.Refers) != areas[i].From {
			continue
		}
		colon := n.from + bytes.LastIndexByte(src[n.from:n.to], ':')
		if at := bytes.Index(src[colon:n.to], []byte(areas[i].From)); at >= 0 && at <= len(":$") {
			splices = append(splices, patch.Splice{Off: colon + at, Len: len(areas[i].From), New: []byte(areas[i].To)})
		}
	}
	return splices, nil
}

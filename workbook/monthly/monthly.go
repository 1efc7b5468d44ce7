// Package monthly makes 月报.xlsx: a month over all the workbooks of a refresh, one line
// a region, and behind it the reds, who is late, what was restated, actuals that
// matched nothing, and what could be moved between regions. It is made from scratch,
// by excelize.
//
// The same month gives the same bytes.
package monthly

import (
	"fmt"
	"io"
	"path/filepath"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/blank"
	"goalxl/workbook/look"
	"goalxl/workbook/opc"
	"goalxl/workbook/style"
)

// Month is what the report is made of.
type Month struct {
	Lang    lang.Lang
	Report  *allocate.Report
	Actuals *allocate.Actuals
	Files   int // workbooks that were refreshed
	Failed  []Failed
	States  [allocate.Red + 1]int // rows of all workbooks by state
}

// Failed is a workbook that was not refreshed, and why.
type Failed struct{ Path, Why string }

// Property names the custom property by which the report is known again.
const Property = "goalxl monthly"

// Write writes the workbook.
func Write(w io.Writer, m *Month) error {
	b := &book{Month: m, f: excelize.NewFile(), styles: map[style.Look]int{}}
	defer b.f.Close()
	for _, step := range []func() error{b.front, b.reds, b.late, b.rescues, b.restated, b.unmatched, b.identify} {
		if err := step(); err != nil {
			return fmt.Errorf("making the monthly report: %w", err)
		}
	}
	b.f.SetZipWriter(blank.InOrder)
	if err := b.f.Write(w); err != nil {
		return fmt.Errorf("writing the monthly report: %w", err)
	}
	return nil
}

// book is a report under way.
type book struct {
	*Month
	f      *excelize.File
	styles map[style.Look]int
}

var title = lang.T("月报 %s", "Monthly report, %s")

// identify writes the properties of the document: nothing of them depends on the clock.
func (b *book) identify() error {
	b.f.SetActiveSheet(0)
	day := b.Report.AsOf.String() + "T00:00:00Z"
	if err := b.f.SetDocProps(&excelize.DocProperties{Title: title.With(b.Report.Month).In(b.Lang), Creator: "goalxl", LastModifiedBy: "goalxl",
		Created: day, Modified: day, Language: map[lang.Lang]string{lang.ZH: "zh-CN", lang.EN: "en"}[b.Lang]}); err != nil {
		return err
	}
	return b.f.SetCustomProps(excelize.CustomProperty{Name: Property, Value: b.Report.Month.String()})
}

// OfMonth returns the month of the report at path, such as 2024-06, if the file is one
// that nobody has saved since; "" if it is not.
func OfMonth(path string) string {
	guard, err := opc.Open(path)
	if err != nil {
		return ""
	}
	guard.Close()
	f, err := excelize.OpenFile(path, excelize.Options{UnzipXMLSizeLimit: 1 << 20, UnzipSizeLimit: 64 << 20})
	if err != nil {
		return ""
	}
	defer f.Close()
	if props, err := f.GetDocProps(); err != nil || props.Creator != "goalxl" || props.LastModifiedBy != "goalxl" {
		return ""
	}
	all, err := f.GetCustomProps()
	if err != nil {
		return ""
	}
	for _, p := range all {
		if month, ok := p.Value.(string); ok && p.Name == Property {
			return month
		}
	}
	return ""
}

// style returns the id of a look.
func (b *book) style(l style.Look) (int, error) {
	if id, ok := b.styles[l]; ok {
		return id, nil
	}
	id, err := b.f.NewStyle(look.Excel(l))
	b.styles[l] = id
	return id, err
}

// short is a path as the report shows it.
func short(path string) string { return filepath.Base(path) }

// Package blank makes a new workbook for a sales plan: the three templates with
// history and contacts, a sheet that explains them, drop-downs and live formulas.
// Columns come from package templates, colours and fonts from package look.
//
// The same options give the same bytes.
package blank

import (
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/style"
)

// Options say what workbook is made.
type Options struct {
	Lang lang.Lang
	Year int // of the plan
	// Dimensions are what the goal is broken down by, in the order of the lines
	// that check them. None are DefaultDimensions.
	Dimensions []string
	Rows       int  // of the breakdown; 0 is DefaultRows
	Unit       Unit // of amounts
	Open       bool // the sheets are not protected
	Contacts   []Contact
	// Sample fills in a company that plans the year, with Planted problems, or
	// without them if Repaired.
	Sample, Repaired bool
	// Elapsed is how much of the year has passed, in percent: the sample's
	// actions have come that far.
	Elapsed int
}

// Contact is an owner, and where mail to them goes.
type Contact struct{ Owner, Email, Copy, Region string }

// Unit is the unit of the amounts in a new workbook.
type Unit uint8

// The units of amounts.
const (
	TenThousand Unit = iota // 万元
	Yuan                    // 元
)

// Bounds of the options.
const (
	DefaultRows   = 50
	MaxRows       = 100_000
	MaxDimensions = 8
)

// Limits of the sheets beside the breakdown: they are not as long.
const (
	goalRows     = 12
	maxActions   = 1_000
	maxHistory   = 5_000
	spareOwners  = 40
	historyYears = 4 // that an item needs for three yearly rates
)

// DefaultDimensions are the dimensions of the practice.
func DefaultDimensions(l lang.Lang) []string {
	var out []string
	for _, d := range [...]lang.Text{lang.T("区域", "Region"), lang.T("产品", "Product"), lang.T("客户", "Customer"), lang.T("渠道", "Channel")} {
		out = append(out, d.In(l))
	}
	return out
}

// FileName is what the workbook of a year is called unless the user names it.
func FileName(year int, l lang.Lang) string {
	return lang.T("%d年度销售目标.xlsx", "%d sales targets.xlsx").With(year).In(l)
}

// maker is a workbook under way.
type maker struct {
	Options
	f      *excelize.File
	styles map[style.Look]int
	sheets []*page
	lists  lists
	sample *company // nil for an empty workbook
}

// Write writes the workbook.
func Write(w io.Writer, o Options) error {
	m := &maker{Options: o, f: excelize.NewFile(), styles: map[style.Look]int{}}
	defer m.f.Close()
	m.settle()
	for _, step := range []func() error{m.addSheets, m.names, m.identify, m.openAtFirst} {
		if err := step(); err != nil {
			return fmt.Errorf("making the template: %w", err)
		}
	}
	m.f.SetZipWriter(InOrder)
	if err := m.f.Write(w); err != nil {
		return fmt.Errorf("writing the template: %w", err)
	}
	return nil
}

// settle puts defaults in for what was not said.
func (m *maker) settle() {
	if len(m.Dimensions) == 0 || m.Sample {
		m.Dimensions = DefaultDimensions(m.Lang)
	}
	if m.Rows <= 0 {
		m.Rows = DefaultRows
	}
	if m.Sample {
		m.sample = newCompany(&m.Options)
		m.Rows = max(m.Rows, len(m.sample.breakdown)+10)
	}
	m.lists = m.newLists()
}

// addSheets makes the sheets in the order in which they stand.
func (m *maker) addSheets() error {
	m.sheets = []*page{m.goals(), m.breakdown(), m.tracking(), m.history(), m.contacts()}
	if err := m.readMe(); err != nil {
		return err
	}
	for _, p := range m.sheets {
		if err := m.add(p); err != nil {
			return fmt.Errorf("making %s: %w", p.name, err)
		}
	}
	return m.addLists()
}

// page returns the sheet of a kind.
func (m *maker) page(k allocate.TableKind) *page {
	for _, p := range m.sheets {
		if p.table.Kind == k {
			return p
		}
	}
	return nil
}

// nameOf is the name of the sheet of a kind.
func (m *maker) nameOf(k allocate.TableKind) string { return templates.Of(k).Sheet.In(m.Lang) }

// openAtFirst shows the first sheet when the workbook is opened.
func (m *maker) openAtFirst() error {
	m.f.SetActiveSheet(0)
	return nil
}

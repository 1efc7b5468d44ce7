// Package report makes the sheets that the tool puts into a workbook: 总览 (overview),
// 问题清单 (findings) and 变更记录 (changes). Excelize builds the frame of each sheet
// (columns, panes, filter, conditional formats, page set-up); the rows are
// streamed between its two halves with inline strings, and the styles are added
// to the user's own styles part.
//
// The same report gives the same bytes.
package report

import (
	"fmt"
	"iter"

	"github.com/shopspring/decimal"
	"golang.org/x/text/cases"

	"goalxl/internal/lang"
)

// Severity says how much a finding matters; its values are those of the core.
type Severity uint8

// The severities, the lightest first.
const (
	Info Severity = iota
	Warning
	Error
)

// In returns the word for people: 说明, 提醒, 错误.
func (s Severity) In(l lang.Lang) string { return severityWords[min(s, Error)].In(l) }

var severityWords = [...]lang.Text{lang.T("说明", "Note"), lang.T("提醒", "Warning"), lang.T("错误", "Error")}

// Report is what the sheets say. Texts are in Lang already.
type Report struct {
	Lang     lang.Lang
	Findings []Finding
	// Unchecked says, a sentence each, what could not be checked and why.
	Unchecked []string
	// Unnoted is how many cells with a finding got no note.
	Unnoted int
	// Changes are the cells that were written, ChangeCount of them, in the order
	// of the log. The sequence is gone through once for each writing of the sheet.
	Changes     iter.Seq[Change]
	ChangeCount int
	// Formats are the number formats that Value.Format of the changes points to.
	Formats []string
	// Overview is what 总览 says; nil for no such sheet.
	Overview *Overview
	// Taken are the names of the workbook's sheets: the tool's own avoid them.
	Taken []string
	// Strict asks for the strict namespaces, as the workbook's other parts have.
	Strict bool
}

// Finding is one row of 问题清单.
type Finding struct {
	Severity Severity
	Rule     string // the rule's title
	Sheet    string
	Cell     string // A1 or A1:B2: what the link goes to; may be blank
	Subject  string
	Message  string
	// Found, Expected and Difference (found − expected) count Unit, the one that
	// the user's own cells are written in (万元, 家); nil where there is none. With
	// Unit "%" they are fractions: 0.4 is shown as 40%, and a difference of 0.1 as
	// 10 percentage points.
	Found, Expected, Difference *decimal.Decimal
	Unit                        string
	Hint                        string
	Live                        *Live // nil where no formula can tell that it was mended
}

// Change is one row of 变更记录.
type Change struct {
	Sheet, Cell   string
	Subject       string
	Before, After Value
	Reason        string
}

// Value is what a cell holds: a number as plain decimal digits, or a text. The
// zero value is a blank cell.
type Value struct {
	Text   string
	Number bool
	Format int // 1 is the first of Report.Formats; 0 is General
}

// Kind tells the tool's own sheets apart.
type Kind uint8

// The kinds of sheets; Foreign is any sheet of a person's.
const (
	Foreign Kind = iota
	OverviewSheet
	FindingsSheet
	ChangesSheet
	SnapshotSheet // 月度快照
	RefreshSheet  // 更新记录: the change log of a refresh
)

// DefinedName is a name that a sheet needs in the workbook part.
type DefinedName struct {
	Name   string
	Refers string // without =
	Local  bool   // belongs to the sheet (localSheetId)
	Hidden bool
}

var (
	findingsTitle = lang.T("问题清单", "Findings")
	changesTitle  = lang.T("变更记录", "Changes")
)

// sheetName returns the title, or the title with a number where a sheet of the
// workbook has that name. Names are compared as spreadsheet programs do.
func sheetName(title string, taken []string) string {
	name := title
	for n := 2; contains(taken, name); n++ {
		name = numbered(title, n)
	}
	return name
}

// contains reports whether a sheet's name is taken; case does not count.
func contains(taken []string, name string) bool {
	fold := cases.Fold()
	for _, t := range taken {
		if fold.String(t) == fold.String(name) {
			return true
		}
	}
	return false
}

func numbered(title string, n int) string { return fmt.Sprintf("%s(%d)", title, n) }

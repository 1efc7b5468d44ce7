package command

import (
	"context"
	"iter"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/config"
	"goalxl/internal/lang"
	"goalxl/workbook"
	"goalxl/workbook/opc"
)

// Job is what is to be done to one workbook.
type Job struct {
	Source string // the workbook to read, as the user spelt it
	// Output is the file to write: another one than Source, or Source itself
	// with InPlace set (a backup is put beside it first). It is "" for check and
	// --dry-run, which write nothing.
	Output  string
	InPlace bool
	Policy  allocate.Policy
	History string // a workbook or CSV with earlier actuals; "" if none was named
	Restore bool   // clean: put the old values back too
	Refresh *Refresh
	// BackupOf is a word in the backup's name, and KeepsBackup says that the one made
	// before is enough.
	BackupOf    string
	KeepsBackup bool
	// Config is the goalxl.yaml that holds for the workbook; nil if there is none.
	Config *config.File
	Lang   lang.Lang // of the terminal
}

// Report is what came of one workbook.
type Report struct {
	Path    string // as the user spelt it
	Output  string // the file written; "" if none was
	Config  string // the goalxl.yaml that was used; "" if none was
	Backup  string // the backup made before Source was written over; "" if none was
	Planned string // with --dry-run: the file that would have been written
	// Error says why the workbook could not be read or written; nil if it was.
	Error *lang.Error
	// Suggested is a goalxl.yaml for the headings that nothing knows.
	Suggested workbook.Suggestion
	Near      []workbook.NearMiss // rows that have some headings and made no table
	Inert     opc.Inert           // what the workbook has of macros, links and the like
	// Unwritable tells an Error of writing from one of reading.
	Unwritable bool
	Tables     []Table
	Findings   []Finding
	Changes    Changes
	Unmarked   bool     // clean: there was nothing to take off
	Restored   int      // clean: cells that got back what they held before
	Tracked    *Tracked // refresh only
	failOn     failOn   // the severity from which a finding counts for the exit code
}

// Table is a table that was found in a workbook.
type Table struct {
	Kind  allocate.TableKind
	Sheet string
	Range string // with its headings: A1:G12
	Rows  int    // of data
	// What follows is filled by Explain only.
	Columns []Column
	Read    []RowRead
	Head    []int // the rows of the headings
	Remarks []int // rows of remarks between or below those of data
	Unread  []UnreadCell
	Passed  bool // understood, and of no use to the plan
}

// Column is what was understood of one column.
type Column struct {
	Column, Heading string
	Means           string // the meaning's name; "" if the heading says nothing known
	Unit            string // base unit of its amounts: 元, 家
	Spelled         string // the unit of its bare numbers as it is written there: 万元
	Why             lang.Message
}

// RowRead is a row of a table with its figures by meaning: plain decimals in base
// units, shares as fractions, days as 2024-12-31.
type RowRead struct {
	Row    int
	Kind   string // data, total, section or blank
	Values map[string]string
}

// UnreadCell is a cell that could not be read.
type UnreadCell struct{ Cell, Text string }

// Finding is a finding of the core at its place in the workbook.
type Finding struct {
	Rule     *allocate.Rule
	Severity allocate.Severity
	Sheet    string
	Cell     string // C2
	Range    string // C2:C4, or the same as Cell
	Subject  string
	// Found, Expected and Difference are in base units of Unit, shares as
	// fractions; nil where the finding has none.
	Found, Expected, Difference *decimal.Decimal
	Unit                        allocate.Unit
	Message, Hint               lang.Message
}

// Change is a cell that was written, or would be with --dry-run.
type Change struct {
	Sheet, Cell   string
	Before, After string // plain decimals in base units, shares as fractions; "" for a blank cell
	Why           lang.Message
}

// Changes are the changes of a workbook. There may be a million of them, of which
// mostly the number is all that is told: each is described when it is asked for.
type Changes struct {
	count int
	at    func(i int) Change
}

// Len returns how many there are.
func (c Changes) Len() int { return c.count }

// All goes through the changes in the order of their cells.
func (c Changes) All() iter.Seq[Change] {
	return func(yield func(Change) bool) {
		for i := 0; i < c.count && yield(c.at(i)); i++ {
		}
	}
}

// Engine does the work on one workbook. It never panics on a bad workbook and
// never leaves half a file; what goes wrong is the Error of the report. When ctx
// is cancelled it stops soon, leaving nothing behind.
type Engine interface {
	// Fill recomputes, checks and, if job.Output says so, writes the annotated
	// workbook. Without an Output it is a check.
	Fill(ctx context.Context, job Job) Report
	// Explain says what is understood of the workbook.
	Explain(ctx context.Context, job Job) Report
	// Refresh brings progress, plan, forecast and state of a workbook's tracking tables
	// up to date with actuals and, if job.Output says so, writes it.
	Refresh(ctx context.Context, job Job) Report
	// Clean takes the tool's marks off and, with job.Restore, puts the old
	// values back.
	Clean(ctx context.Context, job Job) Report
	// Pristine reports whether a file is exactly as Fill wrote it, so that writing
	// over it loses nothing.
	Pristine(path string) bool
}

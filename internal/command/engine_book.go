package command

import (
	"context"
	"errors"
	"io"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook"
	"goalxl/workbook/opc"
)

// newEngine gives the engine that the commands drive.
func newEngine() Engine { return books{} }

// books is the engine over workbook files.
type books struct{}

// open opens the job's workbook, to be read as its goalxl.yaml states.
func (j Job) open() (*workbook.Book, error) {
	book, err := workbook.Open(j.Source)
	if err == nil && j.Config != nil {
		book.State(&j.Config.Stated)
	}
	return book, err
}

// Fill is the main job, in the order in which the README walks through it: open,
// read, check, mark, save.
func (books) Fill(ctx context.Context, job Job) Report {
	report := Report{Path: job.Source}
	book, err := job.open()
	if err != nil {
		return report.unreadable(err)
	}
	defer book.Close()
	report.Inert = book.Package().Inert()
	plan, err := book.Read()
	if err != nil {
		return report.unreadable(err)
	}
	if job.History != "" {
		if err := workbook.AddHistory(plan, job.History); err != nil {
			return report.unreadable(err)
		}
	}
	result := allocate.Check(plan, job.Policy)
	if result.Err != nil {
		return report.unreadable(result.Err)
	}
	report.describe(book, result)
	report.Near = book.Near()
	if job.Output == "" {
		return report
	}
	return report.save(ctx, job, book.Package(), book.Verify, book.Mark(result))
}

// Clean takes the tool's marks off.
func (books) Clean(ctx context.Context, job Job) Report {
	report := Report{Path: job.Source}
	marked, err := workbook.OpenMarked(job.Source)
	if err != nil {
		return report.unreadable(err)
	}
	defer marked.Close()
	report.Inert = marked.Package().Inert()
	clean, err := marked.Clean(job.Restore)
	if err != nil {
		return report.unreadable(err)
	}
	report.Unmarked, report.Restored = !clean.Marked, clean.Restored
	if job.Output == "" {
		return report
	}
	return report.save(ctx, job, marked.Package(), nil, clean.Write)
}

// Pristine tells untouched results from files that people have changed.
func (books) Pristine(path string) bool { return workbook.IsPristineResult(path) }

// save writes the output: whole or not at all, over the source only with a
// backup beside it.
func (r Report) save(ctx context.Context, job Job, source *opc.Package, verify func(string) error, write func(io.Writer) error) Report {
	o := opc.SaveOptions{Context: ctx, Verify: verify, Source: source}
	if job.InPlace {
		o.Source = source
	}
	if job.InPlace && !job.KeepsBackup {
		backup, err := opc.BackupOf(job.Source, job.BackupOf, job.Lang)
		if err != nil {
			return r.unwritable(err)
		}
		r.Backup = backup
	}
	saved, err := opc.Save(job.Output, o, write)
	if err != nil {
		return r.unwritable(err)
	}
	r.Output = saved
	return r
}

func (r Report) unreadable(err error) Report {
	var missed *workbook.NotRecognised
	if errors.As(err, &missed) {
		r.Suggested = missed.Suggested
	}
	r.Error = asError(err)
	return r
}

func (r Report) unwritable(err error) Report {
	r.Error, r.Unwritable = asError(err), true
	return r
}

// asError returns the error for people in err, or one that says what err says.
func asError(err error) *lang.Error {
	var e *lang.Error
	if errors.As(err, &e) {
		return e
	}
	return &lang.Error{What: lang.T("没有做成：%v", "it did not work: %v").With(err), Cause: err}
}

// describe puts what was found, at its places in the workbook, into the report.
func (r *Report) describe(book *workbook.Book, result allocate.Result) {
	layout := book.Layout()
	r.locateTables(layout)
	r.locate(layout, result.Findings)
	changes := result.Changes
	r.Changes = Changes{len(changes), func(i int) Change {
		c := &changes[i]
		place := layout.Locate(c.At, nil)
		return Change{Sheet: place.Sheet, Cell: place.Cell, Before: plain(c.Before), After: plain(c.After), Why: *c.Why}
	}}
}

// locateTables says where the tables stand.
func (r *Report) locateTables(layout *workbook.Layout) {
	for _, t := range layout.Tables() {
		r.Tables = append(r.Tables, Table{Kind: t.As, Sheet: layout.Sheets()[t.Sheet].Name, Range: t.Range().String(), Rows: t.Rows})
	}
}

// locate puts findings at their places in the workbook.
func (r *Report) locate(layout *workbook.Layout, findings []allocate.Finding) {
	for i := range findings {
		f := &findings[i]
		place := layout.Locate(f.At, f.Members)
		r.Findings = append(r.Findings, Finding{
			Rule: f.Rule, Severity: f.Severity, Sheet: place.Sheet, Cell: place.Cell, Range: place.Range,
			Subject: f.Subject, Found: f.Found, Expected: f.Expected, Difference: f.Difference, Unit: f.Unit,
			Message: f.Message, Hint: f.Hint,
		})
	}
}

// plain returns a figure as JSON has it: a plain decimal in base units, a share
// as a fraction; "" for a blank cell.
func plain(v allocate.Value) string {
	switch v := v.(type) {
	case allocate.Amount:
		return v.Plain()
	case allocate.Share:
		return v.Plain()
	}
	return ""
}

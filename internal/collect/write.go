package collect

import (
	"io"
	"path/filepath"

	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook/opc"
)

// Write writes the master with what was taken and the sheets that tell of it.
func (r *Result) Write(w io.Writer) error { return r.book.Merge(r.merged)(w) }

// Verify looks at the file that Write wrote before it takes its place.
func (r *Result) Verify(path string) error { return r.book.Verify(path) }

// Package is the package of the master.
func (r *Result) Package() *opc.Package { return r.opened.Package() }

// ConflictsSheet is the name of the sheet that lists the conflicts.
func ConflictsSheet() lang.Text { return templates.Conflicts }

// Remember keeps in the outbox what was taken, once the result is saved.
func (r *Result) Remember() error { return r.log.write(r.Round) }

// snapshots is the folder of the outbox that keeps the master as it was before it was
// merged into.
var snapshots = lang.T("汇总前", "Before collecting")

// Snapshot copies the master into the outbox, and returns the copy's path.
func (r *Result) Snapshot(l lang.Lang) (string, error) {
	return opc.BackupIn(r.Package().Path(), filepath.Join(r.Round.Dir, snapshots.In(langOf(r.Round))), l)
}

// Package config reads goalxl.yaml, in which people state once for all their
// workbooks what their headings mean, which units hold, and which thresholds.
package config

import (
	"io"
	"os"
	"path/filepath"

	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook"
)

// Name is the name of the file that is looked for beside a workbook.
const Name = "goalxl.yaml"

// maxSize is the largest file that is read, in bytes.
const maxSize = 64 << 10

// File is a goalxl.yaml. The zero File states nothing.
type File struct {
	Path   string // as it is shown to people; "" if there is none
	Stated workbook.Stated
	Policy Policy
}

// Policy is what the file says of thresholds and choices; "" and nil leave the
// default. The words are those of the flags with the same names.
type Policy struct {
	Growth, From, Spread, FailOn string
	GrowthYears                  *int             // yearly rates in the reference rate, 1 to 10
	GrowthErrorPoints            *decimal.Decimal // percentage points, 0 to 1000
	VolatilePoints               *decimal.Decimal // percentage points, 0 to 1000
	GreenIndex, AmberIndex       *decimal.Decimal // percent, 0 to 1000
	StaleDays                    *int             // 1 to 366
	EffortMultiple               *decimal.Decimal // 1 to 100
	SupportMultiple              *decimal.Decimal // 1 to 100
	RecentMonths                 *int             // 1 to 12
}

// Apply puts the file's numbers into the policy. The words are the flags' matter.
func (p *Policy) Apply(to *allocate.Policy) {
	if p.GrowthYears != nil {
		to.GrowthYears = *p.GrowthYears
	}
	if p.GrowthErrorPoints != nil {
		to.GrowthErrorPoints = p.GrowthErrorPoints.Shift(-2)
	}
	if p.VolatilePoints != nil {
		to.VolatilePoints = p.VolatilePoints.Shift(-2)
	}
	p.applyTracking(to)
}

// applyTracking puts the thresholds of progress and forecasts into the policy.
func (p *Policy) applyTracking(to *allocate.Policy) {
	for _, percent := range [...]struct {
		from *decimal.Decimal
		to   *decimal.Decimal
	}{{p.GreenIndex, &to.GreenIndex}, {p.AmberIndex, &to.AmberIndex}} {
		if percent.from != nil {
			*percent.to = percent.from.Shift(-2)
		}
	}
	for _, multiple := range [...]struct {
		from *decimal.Decimal
		to   *decimal.Decimal
	}{{p.EffortMultiple, &to.EffortMultiple}, {p.SupportMultiple, &to.SupportMultiple}} {
		if multiple.from != nil {
			*multiple.to = *multiple.from
		}
	}
	if p.StaleDays != nil {
		to.StaleDays = *p.StaleDays
	}
	if p.RecentMonths != nil {
		to.RecentMonths = *p.RecentMonths
	}
}

// Beside returns the path of the goalxl.yaml in the workbook's folder; "" if there
// is none.
func Beside(book string) string {
	path := filepath.Join(filepath.Dir(book), Name)
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return ""
	}
	return path
}

// Read reads the file at path. Its errors are *lang.Error.
func Read(path string) (*File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &lang.Error{What: sayNoFile.With(path), Hint: sayCheckPath.With(), Cause: err}
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, &lang.Error{What: sayNoFile.With(path), Hint: sayCheckPath.With(), Cause: err}
	}
	if len(raw) > maxSize {
		return nil, &lang.Error{What: sayTooLong.With(path), Hint: saySeeExample.With()}
	}
	return Parse(path, raw)
}

// newFile returns a file that states nothing yet.
func newFile(path string) *File {
	return &File{Path: path, Stated: workbook.Stated{Words: &templates.Glossary{}}}
}

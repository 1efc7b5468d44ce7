package command

import (
	"context"

	"goalxl/internal/lang"
)

// newEngine gives the engine that the commands drive.
func newEngine() Engine { return unconnected{} }

// unconnected is the engine until the workbook side stands: it refuses every
// file and says so.
type unconnected struct{}

func (unconnected) Fill(_ context.Context, job Job) Report  { return refuse(job) }
func (unconnected) Clean(_ context.Context, job Job) Report { return refuse(job) }

func refuse(job Job) Report {
	return Report{Path: job.Source, Error: &lang.Error{
		What: lang.T("这个版本还不能读取工作簿 %s", "this version cannot read the workbook %s yet").With(job.Source)}}
}

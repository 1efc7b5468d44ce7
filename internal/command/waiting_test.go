package command

import (
	"context"
	"fmt"
	"time"

	"goalxl/internal/lang"
)

// waiting is an engine that works on a file until it is interrupted, twice as
// long as needed if the file is called stubborn.xlsx.
type waiting struct{}

func (waiting) Fill(ctx context.Context, job Job) Report {
	fmt.Println("working")
	<-ctx.Done()
	if job.Source == "stubborn.xlsx" {
		fmt.Println("still working")
		time.Sleep(time.Minute)
	}
	return Report{Error: &lang.Error{What: lang.T("已取消", "cancelled").With(), Cause: ctx.Err()}}
}

func (w waiting) Clean(ctx context.Context, job Job) Report { return w.Fill(ctx, job) }

func (w waiting) Refresh(ctx context.Context, job Job) Report { return w.Fill(ctx, job) }

func (waiting) Pristine(string) bool { return true }

func (w waiting) Explain(ctx context.Context, job Job) Report { return w.Fill(ctx, job) }

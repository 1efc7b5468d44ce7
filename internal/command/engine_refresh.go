package command

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook"
)

// Refresh is what a refresh knows besides the workbook.
type Refresh struct {
	Actuals *allocate.Actuals
	Regions []string          // that the actuals name
	Names   map[string]string // --map
}

// Tracked is what came of the refresh of one workbook.
type Tracked struct {
	Updated  int // actions and sub-targets that actuals fed
	Proposed int // proposals written
	States   [allocate.Red + 1]int
	Restated []allocate.Restatement
	Linear   int // rows that had no better plan than linear time
	Untaken  int // rows of 月度快照 that could not be read
	Summary  *allocate.Summary
}

// Refresh brings one workbook up to date: open it without the tool's marks, read,
// track, write; and where fill had marked it, mark it again.
func (books) Refresh(ctx context.Context, job Job) Report {
	report := Report{Path: job.Source}
	if job.InPlace {
		if lock := lockOf(job.Source); lock != "" {
			return report.unwritable(&lang.Error{What: sayLocked.With(job.Source, filepath.Base(lock)), Hint: sayLockedHint.With()})
		}
	}
	book, err := workbook.OpenBare(job.Source)
	if err != nil {
		return report.unreadable(err)
	}
	defer book.Close()
	if job.Config != nil {
		book.State(&job.Config.Stated)
	}
	earlier, untaken, err := book.Marked().Snapshots()
	if err != nil {
		return report.unreadable(err)
	}
	plan, err := book.Read()
	if err != nil {
		return report.unreadable(err)
	}
	tracking, err := allocate.Track(plan, job.Policy, allocate.TrackInput{
		Actuals: job.Refresh.Actuals, Names: job.Refresh.Names, Earlier: earlier, Region: regionOf(job.Source, job.Refresh.Regions),
	})
	if err != nil {
		return report.unreadable(err)
	}
	changes := book.StatusChanges(tracking)
	result := allocate.CheckTracked(withStatus(plan, changes), job.Policy, tracking)
	result.Findings = slices.DeleteFunc(result.Findings, func(f allocate.Finding) bool { return !aboutProgress(plan, &f) })
	result.Changes = changes
	report.describe(book, result)
	report.Near = book.Near()
	report.Tracked = trackedOf(job.Source, plan, tracking)
	report.Tracked.Untaken = untaken
	report.propose(book, book.Proposals(tracking))
	if job.Output == "" {
		return report
	}
	job.BackupOf = tracking.Month.String()
	job.KeepsBackup = slices.ContainsFunc(earlier, func(s allocate.Snapshot) bool { return s.Month == tracking.Month })
	filled, err := book.Marked().Filled()
	if err != nil {
		return report.unreadable(err)
	}
	if filled {
		return report.refill(ctx, job, book, tracking)
	}
	return report.save(ctx, job, book.Package(), book.Verify, book.Track(tracking))
}

// refill writes a workbook that fill had marked: refreshed, and marked anew.
func (r Report) refill(ctx context.Context, job Job, book *workbook.Book, tracking *allocate.Tracking) Report {
	again, err := book.Tracked(tracking)
	if err != nil {
		return r.unreadable(err)
	}
	defer again.Close()
	plan, err := again.Read()
	if err != nil {
		return r.unreadable(err)
	}
	result := allocate.Check(plan, job.Policy)
	if result.Err != nil {
		return r.unreadable(result.Err)
	}
	return r.save(ctx, job, book.Package(), again.Verify, again.Mark(result))
}

// propose adds the proposals to the changes, behind the figures.
func (r *Report) propose(book *workbook.Book, proposals []workbook.Proposed) {
	r.Tracked.Proposed = len(proposals)
	figures := r.Changes
	r.Changes = Changes{figures.count + len(proposals), func(i int) Change {
		if i < figures.count {
			return figures.at(i)
		}
		p := &proposals[i-figures.count]
		place := book.Layout().Locate(p.At, nil)
		return Change{Sheet: place.Sheet, Cell: place.Cell, After: p.Text, Why: p.Why}
	}}
}

// trackedOf sums the tracking of a workbook up.
func trackedOf(path string, plan *allocate.Plan, t *allocate.Tracking) *Tracked {
	out := &Tracked{Restated: t.Restated, Summary: allocate.Summarise(path, plan, t)}
	for i := range t.Actions {
		p := &t.Actions[i]
		out.States[p.State]++
		if len(p.Series) > 0 {
			out.Updated++
		}
		if p.Basis == allocate.LinearTime {
			out.Linear++
		}
	}
	for i := range t.Targets {
		if len(t.Targets[i].Series) > 0 {
			out.Updated++
		}
	}
	return out
}

// withStatus returns the plan with 完成状态 as the refresh leaves it: what is said of it
// is said of that.
func withStatus(p *allocate.Plan, changes []allocate.Change) *allocate.Plan {
	refreshed := *p
	refreshed.Actions = slices.Clone(p.Actions)
	for i, a := range refreshed.Actions {
		if len(changes) == 0 {
			break
		}
		if c := &changes[0]; c.At.Table == a.At.Table && c.At.Row == a.At.Row {
			after := *a
			after.Status, after.StatusIn = c.After.(allocate.Share), allocate.Typed
			refreshed.Actions[i], changes = &after, changes[1:]
		}
	}
	return &refreshed
}

// aboutProgress reports whether a finding is about what a refresh is for: the sums of
// the plan are fill's.
func aboutProgress(p *allocate.Plan, f *allocate.Finding) bool {
	switch f.Rule.ID {
	case "untracked", "orphan-action", "behind-plan", "deviation-unexplained":
		return true
	}
	return p.Tables[f.At.Table].Kind == allocate.TrackingTable
}

// regionsOf lists the regions that actuals name.
func regionsOf(actuals *allocate.Actuals) (regions []string) {
	seen := map[string]bool{"": true}
	for i := range actuals.Series {
		if r := actuals.Series[i].Region; !seen[r] {
			seen[r] = true
			regions = append(regions, r)
		}
	}
	return regions
}

// regionOf is the region that the name of a workbook names; "" if it names none, or
// several. Where the actuals have no regions, it is the name itself.
func regionOf(path string, regions []string) string {
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	if len(regions) == 0 {
		return name
	}
	region := ""
	for _, r := range regions {
		switch {
		case !strings.Contains(name, r) || strings.Contains(region, r):
		case region != "" && !strings.Contains(r, region):
			return ""
		default:
			region = r
		}
	}
	return region
}

// lockOf returns the lock file that a program has put beside a workbook that is open
// in it; "" if there is none.
func lockOf(path string) string {
	folder, name := filepath.Split(path)
	for _, lock := range []string{"~$" + name, ".~" + name, ".~lock." + name + "#"} {
		if _, err := os.Lstat(filepath.Join(folder, lock)); err == nil {
			return lock
		}
	}
	return ""
}

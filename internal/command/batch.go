package command

import (
	"os"
	"slices"
	"sync"
	"sync/atomic"

	"goalxl/internal/lang"
	"goalxl/workbook/opc"
)

// batch is the list of workbooks that a command works through.
type batch struct {
	files   []input
	outputs []string // beside files; "" where nothing is written
	kept    []string // other files that are read
	// settings hold beside files, once configure has found them; nil for clean
	settings []setup
}

// gather finds the workbooks that the command line names.
func (r *run) gather() (batch, error) {
	if len(r.words) == 0 {
		return batch{}, wrongUse(sayNoFiles.With(), sayNoFilesHint.With(r.name))
	}
	if slices.Contains(r.words, "-") {
		return batch{}, wrongUse(sayStandardInput.With(), sayNameFile.With())
	}
	in := expand(r.words, r.name == "clean")
	for _, m := range in.skipped {
		r.voice.note(m)
	}
	b := batch{files: in.files, outputs: make([]string, len(in.files))}
	if history := r.flags["history"]; history != "" {
		if info, err := os.Stat(history); err != nil || info.IsDir() {
			return b, wrongUse(sayNoHistory.With(history), sayCheckName.With())
		}
		b.kept = []string{history}
	}
	return b, nil
}

// direct names the results of the batch by the flags of writing.
func (r *run) direct(b *batch, d destination) error {
	outputs, notes, err := d.plan(b.files, b.kept)
	if err != nil {
		return err
	}
	b.outputs = outputs
	for _, m := range notes {
		r.voice.note(m)
	}
	if d.folder != "" && !d.dryRun {
		if err := os.MkdirAll(d.folder, 0o777); err != nil {
			return wrongUse(sayOutDirFailed.With(d.folder), sayCheckPath.With())
		}
	}
	return nil
}

// work runs do over the batch and says what came of it. One bad file does not stop the
// rest; an interruption does, after which nothing is half-written.
func (r *run) work(b batch, do func(i int) Report) error {
	r.conclude(b, r.each(b, 1, do))
	return nil
}

// each runs do over the batch, on so many files at a time, and returns what came of
// it in the order of the files; of those that an interruption left undone, nothing.
func (r *run) each(b batch, workers int, do func(i int) Report) []Report {
	done := make([]*Report, len(b.files))
	var next atomic.Int32
	var talking sync.Mutex
	var all sync.WaitGroup
	for range min(workers, len(b.files)) {
		all.Go(func() {
			for r.ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(b.files) {
					return
				}
				talking.Lock()
				r.voice.progress(i+1, len(b.files), b.files[i].path)
				talking.Unlock()
				report := Report{Path: b.files[i].path, Error: b.files[i].err}
				if report.Error == nil {
					report = r.attempt(report.Path, func() Report { return do(i) })
				}
				if r.ctx.Err() == nil || report.Error == nil { // else the interruption is what went wrong
					done[i] = &report
				}
			}
		})
	}
	all.Wait()
	r.voice.clearProgress()
	var reports []Report
	for i, report := range done {
		if report == nil {
			continue
		}
		if b.settings != nil && b.settings[i].config != nil {
			report.Config = b.settings[i].config.Path
		}
		report.failOn = r.failOn(b, i)
		reports = append(reports, *report)
	}
	return reports
}

// failOn is the severity that counts for a file of the batch.
func (r *run) failOn(b batch, i int) failOn {
	if r.flags["fail-on"] == "" && b.settings != nil && b.settings[i].config != nil {
		return failOnNamed(b.settings[i].config.Policy.FailOn)
	}
	return failOnNamed(r.flags["fail-on"])
}

// conclude gives the reports out and settles the exit code.
func (r *run) conclude(b batch, reports []Report) {
	r.code = exitCode(reports)
	r.present(reports)
	if r.ctx.Err() != nil {
		r.code = exitInterrupted
		r.voice.fail(&lang.Error{What: sayInterrupted.With(len(reports), len(b.files))})
	}
}

// attempt does the work on one file. A fault of the program costs that file only.
func (r *run) attempt(path string, do func() Report) (report Report) {
	defer func() {
		if fault := recover(); fault != nil {
			report = Report{Error: r.voice.bug(fault)}
		}
		report.Path = path
	}()
	return do()
}

// present gives the reports out in the form that was asked for.
func (r *run) present(reports []Report) {
	for i := range reports {
		if reports[i].Error != nil {
			r.voice.failFile(reports[i].Path, reports[i].Error)
			r.suggest(&reports[i])
		} else if names := inertNames(reports[i].Inert, r.voice.lang); names != nil {
			r.voice.note(sayInert.With(reports[i].Path, names))
		}
		if r.name != "explain" || r.flags["format"] == "csv" {
			for _, n := range reports[i].Near {
				r.voice.note(sayNear.With(reports[i].Path, nearText(&n), reports[i].Path))
			}
		}
	}
	switch r.flags["format"] {
	case "json":
		r.printJSON(reports)
	case "csv":
		if r.name == "explain" {
			r.voice.print(csvExplain(reports, r.voice.lang))
			return
		}
		r.voice.print(csvReport(reports, r.voice.lang))
		r.saidWhere(reports)
	default:
		if r.voice.quiet && r.code == exitDone {
			return
		}
		r.voice.print(r.tableReport(reports))
	}
}

// inertNames names what of a workbook was let be.
func inertNames(found opc.Inert, l lang.Lang) (names list) {
	for _, of := range []struct {
		found bool
		name  lang.Text
	}{{found.Macros, inertMacros}, {found.Links, inertLinks}, {found.Connections, inertConnections}, {found.Controls, inertControls}} {
		if of.found {
			names = append(names, of.name.In(l))
		}
	}
	return names
}

package command

import (
	"os"
	"slices"

	"goalxl/internal/lang"
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

// work runs do over the batch, one file after the other, and says what came of
// it. One bad file does not stop the rest; an interruption does, after which
// nothing is half-written.
func (r *run) work(b batch, do func(i int) Report) error {
	var reports []Report
	for i, f := range b.files {
		if r.ctx.Err() != nil {
			break
		}
		r.voice.progress(i+1, len(b.files), f.path)
		report := Report{Path: f.path, Error: f.err}
		if f.err == nil {
			report = r.attempt(f.path, func() Report { return do(i) })
		}
		if r.ctx.Err() != nil && report.Error != nil {
			break // the interruption is what went wrong
		}
		reports = append(reports, report)
	}
	r.voice.clearProgress()
	for i := range reports {
		if b.settings != nil && b.settings[i].config != nil {
			reports[i].Config = b.settings[i].config.Path
		}
	}
	r.code = exitCode(reports, func(i int) failOn {
		if r.flags["fail-on"] == "" && b.settings != nil && b.settings[i].config != nil {
			return failOnNamed(b.settings[i].config.Policy.FailOn)
		}
		return failOnNamed(r.flags["fail-on"])
	})
	r.present(reports)
	if r.ctx.Err() != nil {
		r.code = exitInterrupted
		r.voice.fail(&lang.Error{What: sayInterrupted.With(len(reports), len(b.files))})
	}
	return nil
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
		}
		if r.name != "explain" || r.flags["format"] == "csv" {
			for _, n := range reports[i].Near {
				r.voice.note(sayNear.With(reports[i].Path, nearText(&n), reports[i].Path))
			}
		}
	}
	switch r.flags["format"] {
	case "json":
		r.voice.print(jsonReport(r.name, reports, r.voice.lang))
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

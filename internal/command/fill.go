package command

import "goalxl/internal/lang"

// fillCommand recomputes, checks and annotates: the main job.
func fillCommand() command {
	return command{
		name: "fill",
		args: helpFiles,
		does: lang.T("补算、核对并标注，结果另存为 名称_已核对.xlsx", "recompute, check and annotate; saved as NAME_checked.xlsx"),
		more: lang.T("补算空白的金额和占比，核对合计、占比、增速和填写情况，把问题标在单元格旁，"+
			"并加上“问题清单”和“变更记录”两张表。手填的数字不改，原文件不动。",
			"Fills in blank amounts and shares, checks sums, shares, growth and gaps, marks each problem "+
				"at its cell, and adds the sheets Findings and Changes. Typed figures and the source stay as they are."),
		example: []string{"goalxl fill targets.xlsx", "goalxl fill *.xlsx --out-dir checked", "goalxl fill targets.xlsx --spread history --format json"},
		options: append(append(writingOptions(), readingOptions()...), commonOptions()...),
		run:     runFill,
	}
}

func runFill(r *run) error {
	d, err := r.destination()
	if err != nil {
		return err
	}
	d.mark, d.pristine = checkedMark.In(r.voice.lang), r.engine.Pristine
	b, err := r.gather()
	if err != nil {
		return err
	}
	if d.file == "" && !d.inPlace && d.folder == "" {
		r.dropOwnResults(&b, d)
	}
	if err := r.configure(&b); err != nil {
		return err
	}
	if err := r.direct(&b, d); err != nil {
		return err
	}
	return r.work(b, func(i int) Report {
		job := Job{Source: b.files[i].path, Output: b.outputs[i], InPlace: d.inPlace,
			Policy: b.settings[i].policy, Config: b.settings[i].config, History: r.flags["history"], Lang: r.voice.lang}
		if !d.dryRun {
			return r.engine.Fill(r.ctx, job)
		}
		job.Output = ""
		report := r.engine.Fill(r.ctx, job)
		report.Planned = b.outputs[i]
		return report
	})
}

// dropOwnResults takes out of the batch what fill makes of another file of the
// batch: a shell that expands *.xlsx names the results of the last run, too.
func (r *run) dropOwnResults(b *batch, d destination) {
	results := make(map[string]bool)
	for _, f := range b.files {
		if f.err == nil && !isOwn(f.path) {
			results[absolute(d.wanted(f.path))] = true
		}
	}
	var kept []input
	for _, f := range b.files {
		if f.err == nil && results[absolute(f.path)] {
			r.voice.note(skipOwn.With(f.path))
			continue
		}
		kept = append(kept, f)
	}
	b.files = kept
}

package command

import "goalxl/internal/lang"

// cleanCommand takes the marks off again.
func cleanCommand() command {
	return command{
		name: "clean",
		args: lang.T("文件... -o 文件 | --out-dir 文件夹 | --in-place", "FILE... -o FILE | --out-dir FOLDER | --in-place"),
		does: lang.T("去掉全部标注；--restore 连补算的数字也还原", "take every mark off; --restore puts old values back too"),
		more: lang.T("去掉批注、颜色、“核对结果”列和加上的表，保留补算的数字。加 --restore 则把补算的数字也还原，"+
			"文件的每个部分都与原来相同。",
			"Takes off the notes, colours, the Check column and the added sheets, and keeps the computed figures. "+
				"With --restore the old values come back too, and every part equals the source's again."),
		example: []string{"goalxl clean targets_已核对.xlsx -o targets_干净.xlsx", "goalxl clean targets_已核对.xlsx --restore --in-place"},
		options: append(append([]option{{name: "restore",
			means: lang.T("把补算、改写的单元格也还原成原值", "put the old values of computed cells back too")}},
			writingOptions()...), commonOptions()...),
		run: runClean,
	}
}

func runClean(r *run) error {
	d, err := r.destination()
	if err != nil {
		return err
	}
	if len(r.words) > 0 && d.file == "" && d.folder == "" && !d.inPlace && !d.dryRun {
		return wrongUse(sayWhereTo.With(), sayWhereToHint.With())
	}
	b, err := r.gather()
	if err != nil {
		return err
	}
	if d.file != "" || d.folder != "" || d.inPlace { // else a dry run
		if err := r.direct(&b, d); err != nil {
			return err
		}
	}
	return r.work(b, func(i int) Report {
		job := Job{Source: b.files[i].path, Output: b.outputs[i], InPlace: d.inPlace,
			Restore: r.on("restore"), Lang: r.voice.lang}
		if !d.dryRun {
			return r.engine.Clean(r.ctx, job)
		}
		job.Output = ""
		report := r.engine.Clean(r.ctx, job)
		report.Planned = b.outputs[i]
		return report
	})
}

package command

import "goalxl/internal/lang"

// checkCommand makes the checks of fill and writes nothing.
func checkCommand() command {
	return command{
		name: "check",
		args: helpFiles,
		does: lang.T("只核对，不写任何文件", "the same checks; writes nothing"),
		more: lang.T("与 fill 的核对完全相同，只列出问题和可以补算的单元格，不写任何文件。",
			"Makes the same checks as fill and lists the problems and what could be filled in, without writing a file."),
		example: []string{"goalxl check targets.xlsx", "goalxl check *.xlsx --fail-on warning", "goalxl check targets.xlsx --format csv > findings.csv"},
		options: append(readingOptions(), commonOptions()...),
		run:     runCheck,
	}
}

func runCheck(r *run) error {
	b, err := r.gather()
	if err != nil {
		return err
	}
	if err := r.configure(&b); err != nil {
		return err
	}
	return r.work(b, func(i int) Report {
		return r.engine.Fill(r.ctx, Job{Source: b.files[i].path, Policy: b.settings[i].policy, Config: b.settings[i].config,
			History: r.flags["history"], Lang: r.voice.lang})
	})
}

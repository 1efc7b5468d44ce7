package command

import (
	"slices"

	"goalxl/internal/config"
	"goalxl/internal/lang"
)

// explainCommand says what was understood of a workbook.
func explainCommand() command {
	common := slices.DeleteFunc(commonOptions(), func(o option) bool { return o.name == "fail-on" })
	return command{
		name: "explain",
		args: helpFiles,
		does: lang.T("说明读懂了什么：表、列、单位和行", "say what was understood: tables, columns, units and rows"),
		more: lang.T("逐表列出位置、各列的表头和含义、单位及其依据、数据行和合计行，以及没有看懂的单元格。"+
			"不写任何文件。认不出表头时会给出一份 goalxl.yaml：核对里面猜的含义，放在工作簿旁边即可。",
			"Lists table by table the place, the heading and meaning of each column, the units and why, the rows "+
				"of data and of totals, and the cells that were not understood. Writes no file. Where headings are "+
				"not recognised, it suggests a goalxl.yaml: check the meanings guessed in it and put it beside the workbook."),
		example: []string{"goalxl explain targets.xlsx", "goalxl explain targets.xlsx --format json"},
		options: append([]option{configOption(), {name: "example-config",
			means: lang.T("列出 goalxl.yaml 的全部写法，带注释", "print a goalxl.yaml with every setting explained")}}, common...),
		run: runExplain,
	}
}

func runExplain(r *run) error {
	if r.on("example-config") {
		r.voice.print(config.Example)
		return nil
	}
	b, err := r.gather()
	if err != nil {
		return err
	}
	if err := r.configure(&b); err != nil {
		return err
	}
	return r.work(b, func(i int) Report {
		return r.engine.Explain(r.ctx, Job{Source: b.files[i].path, Config: b.settings[i].config, Lang: r.voice.lang})
	})
}

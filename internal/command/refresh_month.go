package command

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/monthly"
	"goalxl/workbook/opc"
)

// monthlyName is what the report over all workbooks is called.
var monthlyName = lang.T("月报", "Monthly")

// isMonthly reports whether a file is, by its name, the report of a refresh: 月报,
// 月报(2), 月报2024-05.
func isMonthly(path string) bool {
	stem, _ := cutNumber(strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
	stem = strings.TrimRight(stem, "0123456789-")
	return stem == monthlyName.ZH || stem == monthlyName.EN
}

// month is what a refresh says over all its workbooks.
type month struct {
	*allocate.Report
	actuals *refreshing
	updated int    // rows that actuals fed
	output  string // 月报.xlsx; "" if none was written
	planned string // with --dry-run: where it would be
	err     *lang.Error
}

// printJSON gives the reports out as JSON, with what a refresh says over all of them.
func (r *run) printJSON(reports []Report) {
	all := jsonOfRun(r.name, reports, r.voice.lang)
	if r.month != nil {
		r.month.into(&all)
	}
	r.voice.print(encodeJSON(all))
}

// into adds to the JSON output what a refresh says over all workbooks.
func (m *month) into(run *jsonRun) {
	run.Report = m.output
	unmatched := []jsonUnmatched{}
	for i := range m.Unmatched {
		u := &m.Unmatched[i]
		unmatched = append(unmatched, jsonUnmatched{m.actuals.path, u.Line, u.Item})
	}
	run.Unmatched = &unmatched
}

// report sums the workbooks up, and writes 月报.xlsx.
func (r *run) report(b batch, d destination, refresh *refreshing, reports []Report) *month {
	m := &month{actuals: refresh, Report: &allocate.Report{AsOf: refresh.asOf, Month: allocate.MonthOf(refresh.asOf)}}
	page := &monthly.Month{Lang: r.voice.lang, Actuals: refresh.Actuals}
	var all []*allocate.Summary
	for i := range reports {
		f := &reports[i]
		if f.Tracked == nil || f.Error != nil {
			if f.Error != nil {
				page.Failed = append(page.Failed, monthly.Failed{Path: f.Path, Why: f.Error.What.In(r.voice.lang)})
			}
			continue
		}
		all = append(all, f.Tracked.Summary)
		m.updated += f.Tracked.Updated
		for state, n := range f.Tracked.Summary.States {
			page.States[state] += n
		}
	}
	if len(all) == 0 || r.ctx.Err() != nil {
		return m
	}
	sums, err := allocate.MakeReport(all, refresh.Actuals, b.settings[0].policy)
	if err != nil {
		m.err = asError(err)
		return m
	}
	m.Report, page.Report, page.Files = sums, sums, len(all)
	path := filepath.Join(folderOf(d, b), monthlyName.In(r.voice.lang)+".xlsx")
	if d.dryRun {
		m.planned = path
		return m
	}
	m.output, m.err = r.saveMonth(path, page)
	return m
}

// folderOf is where the report goes: --out-dir, else beside the first workbook.
func folderOf(d destination, b batch) string {
	if d.folder != "" {
		return d.folder
	}
	for _, f := range b.files {
		if f.err == nil {
			return filepath.Dir(f.path)
		}
	}
	return "."
}

// saveMonth writes the report. That of an earlier month gets its month into its name,
// and a file that is no report as it was written stays what it is.
func (r *run) saveMonth(path string, page *monthly.Month) (string, *lang.Error) {
	extension := filepath.Ext(path)
	stem := strings.TrimSuffix(path, extension)
	if exists(path) {
		switch of := monthly.OfMonth(path); of {
		case page.Report.Month.String():
		case "":
			taken := &names{paths: map[string]bool{}}
			for exists(path) && monthly.OfMonth(path) != page.Report.Month.String() {
				taken.add(path)
				path = taken.free(path)
			}
			r.voice.note(sayMonthKept.With(stem+extension, path))
		default:
			if old := stem + of + extension; !exists(old) {
				if err := os.Rename(path, old); err == nil {
					r.voice.note(sayMonthMoved.With(of, old))
				}
			}
		}
	}
	saved, err := opc.Save(path, opc.SaveOptions{Context: r.ctx}, func(w io.Writer) error { return monthly.Write(w, page) })
	if err != nil {
		return "", asError(err)
	}
	return saved, nil
}

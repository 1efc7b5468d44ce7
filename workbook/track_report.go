package workbook

import (
	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/chart"
	"goalxl/workbook/look"
	"goalxl/workbook/report"
)

// planOwn plans 月度快照, with its chart, and 更新记录.
func (k *tracker) planOwn() error {
	r := report.Refresh{Lang: k.lang, Strict: k.book.pkg.Strict(), Changes: k.log, Trend: k.trend()}
	for _, s := range k.book.pkg.Sheets() {
		r.Taken = append(r.Taken, s.Name)
	}
	for i := range k.tracking.Snapshots {
		r.Snapshots = append(r.Snapshots, k.snapshot(&k.tracking.Snapshots[i]))
	}
	sheets, err := r.Graft(k.styles)
	if err != nil {
		return err
	}
	sheets[0].Charts = []report.PlacedChart{{Box: trendBox, Chart: trendChart(&sheets[0], r.Trend, k.lang)}}
	return k.addSheets(sheets)
}

// snapshot is a row of 月度快照. Amounts are in the unit of the target.
func (k *tracker) snapshot(s *allocate.Snapshot) report.Snapshot {
	out := report.Snapshot{
		Month: s.Month.String(), AsOf: s.AsOf.String(), Target: s.Target, Subject: s.Subject, Detail: s.Detail, Owner: s.Owner,
		Planned: fraction(s.Planned), Complete: fraction(s.Complete), Index: fraction(s.Index),
		State: s.State.In(k.lang), Mark: stateSeverity(s.State), Basis: basisWords[s.Basis].In(k.lang),
	}
	of := s.Goal
	if of.Unit == "" {
		of = s.Actual
	}
	out.Unit = of.UnitWord()
	digits := func(a allocate.Amount) string {
		if a.Unit == "" {
			return ""
		}
		return a.Value.Shift(-int32(of.Scale)).String()
	}
	out.Goal, out.Actual = digits(s.Goal), digits(s.Actual)
	if s.Restated != nil {
		out.Restated, out.RestatedIn = digits(*s.Restated), s.RestatedIn.String()
	}
	return out
}

// stateSeverity is the mark of a state's word; beyond Error for none.
func stateSeverity(s allocate.State) report.Severity {
	return [...]report.Severity{allocate.Grey: report.Error + 1, allocate.Green: report.Info, allocate.Amber: report.Warning, allocate.Red: report.Error}[s]
}

var basisWords = [...]lang.Text{
	allocate.NoBasis:      {},
	allocate.MonthlyPlan:  lang.T("本表月度计划", "monthly plan"),
	allocate.PriorProfile: lang.T("去年各月占比", "last year's months"),
	allocate.LinearTime:   lang.T("按时间平均", "time, evenly"),
}

// trend sums the snapshots up by month: means over the actions of those whose
// progress is known, over the sub-targets where no action's is.
func (k *tracker) trend() []report.Trend {
	var months []report.Trend
	all := k.tracking.Snapshots
	for i := 0; i < len(all); {
		n := i + 1
		for n < len(all) && all[n].Month == all[i].Month {
			n++
		}
		months = append(months, trendOf(all[i:n]))
		i = n
	}
	if n := len(months); n > report.TrendRows {
		months = months[n-report.TrendRows:]
	}
	return months
}

func trendOf(rows []allocate.Snapshot) report.Trend {
	out := report.Trend{Month: rows[0].Month.String()}
	for _, targets := range []bool{false, true} {
		var planned, complete decimal.Decimal
		n := int64(0)
		for i := range rows {
			s := &rows[i]
			if s.Target != targets {
				continue
			}
			out.States[s.State]++
			if s.Planned.Valid && s.Complete.Valid {
				planned, complete, n = planned.Add(s.Planned.Decimal), complete.Add(s.Complete.Decimal), n+1
			}
		}
		if n > 0 {
			out.Planned, out.Complete = planned.DivRound(decimal.New(n, 0), 6).String(), complete.DivRound(decimal.New(n, 0), 6).String()
			return out
		}
		if !targets {
			out.States = [4]int{}
		}
	}
	return out
}

// trendBox is where the chart stands: beside the table of months.
var trendBox = chart.Box{Col: 5, Row: report.TrendFirst - 2, ToCol: report.SnapshotCols, ToRow: report.TrendFirst - 1 + report.TrendRows}

var trendTitle = lang.T("计划与实际进度（各行平均）", "Planned and actual progress (mean of the rows)")

// trendChart shows the months.
func trendChart(s *report.Sheet, months []report.Trend, l lang.Lang) *chart.Chart {
	categories, planned, complete := s.Range(0, report.TrendFirst, len(months)), s.Range(1, report.TrendFirst, len(months)), s.Range(2, report.TrendFirst, len(months))
	c := &chart.Chart{Kind: chart.Lines, Title: trendTitle.In(l), Format: "0%", Floor: "0", Categories: chart.Range{Ref: categories}}
	series := []chart.Series{
		{Name: chart.Range{Ref: s.Range(1, report.TrendFirst-1, 1)}, Figures: chart.Range{Ref: planned}, Colour: look.TargetColour},
		{Name: chart.Range{Ref: s.Range(2, report.TrendFirst-1, 1)}, Figures: chart.Range{Ref: complete}, Colour: look.ActualColour},
	}
	series[0].Name.Values, series[1].Name.Values = []string{s.TrendHeading(1, l)}, []string{s.TrendHeading(2, l)}
	for _, m := range months {
		c.Categories.Values = append(c.Categories.Values, m.Month)
		series[0].Figures.Values = append(series[0].Figures.Values, m.Planned)
		series[1].Figures.Values = append(series[1].Figures.Values, m.Complete)
	}
	c.Series = series
	return c
}

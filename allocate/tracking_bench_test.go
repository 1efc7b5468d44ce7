package allocate

import (
	"fmt"
	"testing"
)

// BenchmarkTrack tracks a workbook of 50 rows against an export of 50,000 items.
func BenchmarkTrack(b *testing.B) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	a := &Actuals{}
	for i := range 50000 {
		series := Series{Line: i + 2, Item: fmt.Sprintf("门店%05d销售额", i)}
		for m := 1; m <= 6; m++ {
			series.Months = append(series.Months, MonthActual{Month: MonthNumbered(2024, m), Amount: amt("10万元")})
		}
		a.Series = append(a.Series, series)
	}
	for i := range 25 {
		s.row("门店维度", fmt.Sprintf("门店%05d", i), "120万元")
		s.act(fmt.Sprintf("门店%05d拓展", i), "举办活动(3场)", "2024/12/", "60%")
	}
	pol := DefaultPolicy(on("2024/6/30"))
	b.ReportAllocs()
	for b.Loop() {
		t, err := Track(&s.Plan, pol, TrackInput{Actuals: a})
		if err != nil || len(t.Used) != 25 {
			b.Fatal(err, len(t.Used))
		}
		CheckTracked(&s.Plan, pol, t)
		Summarise("a.xlsx", &s.Plan, t)
	}
}

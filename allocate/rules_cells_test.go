package allocate

import (
	"slices"
	"strings"
	"testing"
	"time"

	"goalxl/internal/lang"
)

func cell(table, row int32, f Field) Ref { return Ref{Table: table, Row: row, Field: f} }

func TestCellUnreadable(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.silent(t, "cell-unreadable")
	s.Unread = []Unread{
		{At: cell(rowsAt, 2, FieldAmount), Text: "待定"}, {At: cell(rowsAt, 3, FieldAmount), Text: "待定"},
		{At: cell(rowsAt, 4, FieldAmount), Text: "约4800万\x00" + strings.Repeat("很长", 40)},
		{At: cell(rowsAt, 5, FieldDue), Text: "下周五"}, {At: cell(rowsAt, 6, FieldDue), Text: "2024/13/1"},
	}
	f := s.of("cell-unreadable")
	if len(f) != 4 {
		t.Fatalf("%d findings: %s", len(f), said(f))
	}
	var all string
	infos := 0
	for _, one := range f {
		one.must(t)
		all += one.Message.In(lang.ZH) + one.Hint.In(lang.ZH)
		if one.Severity == Info {
			infos++
		}
		if len(one.Message.In(lang.ZH)) > 400 || strings.ContainsRune(all, 0) {
			t.Error("the quotation is not cut or not clean")
		}
	}
	for _, w := range []string{"目标值“待定”无法识别（第 2 至 3 行）", "4800万元、1.2亿元", "“下周五”是相对时间", "时间“2024/13/1”无法识别"} {
		if !strings.Contains(all, w) {
			t.Errorf("no %q in %s", w, all)
		}
	}
	if infos != 1 {
		t.Errorf("%d infos, want the relative date only", infos)
	}
}

func TestDatesThatGiveNoDay(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	a, b := s.row("区域维度", "华东", "1亿元"), s.row("区域维度", "华西", "2000万元")
	a.Due, b.Due = Period{}, Period{}
	f := s.only(t, "cell-unreadable")
	if f.Severity != Info || len(f.Members) != 2 {
		t.Errorf("%v, %d members", f.Severity, len(f.Members))
	}
	f.must(t, "时间不是具体日期（第 2 至 3 行）")
	s.silent(t, "due-missing")
	a.DueText, b.DueText = false, false
	s.silent(t, "cell-unreadable")
	s.only(t, "due-missing").must(t, "缺少完成时间：第 2 至 3 行")
}

func TestFormulas(t *testing.T) {
	s := newSheet()
	s.Unread = []Unread{
		{At: cell(rowsAt, 2, FieldAmount), Text: "#REF!", Error: true}, {At: cell(rowsAt, 3, FieldAmount), Text: "#REF!", Error: true},
		{At: cell(rowsAt, 4, FieldAmount), Text: "4700", Stale: true, Want: "4800"},
	}
	f := s.only(t, "formula-error")
	if f.Severity != Error || len(f.Members) != 2 {
		t.Errorf("%v %v", f.Severity, f.Members)
	}
	f.must(t, "目标值显示错误值 #REF!（第 2 至 3 行）")
	s.only(t, "formula-stale").must(t, "保存的值是 4700，按现有数字应为 4800", "F9")
	s.silent(t, "cell-unreadable")
}

func TestGoalNotBrokenDown(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.goal("2024年度", "新客户数量", "200家")
	s.row("区域维度", "华东销售额", "1.2亿元")
	f := s.only(t, "goal-not-broken-down")
	if f.Severity != Info || f.Subject != "新客户数量" {
		t.Errorf("%v %s", f.Severity, f.Subject)
	}
	f.must(t, "“新客户数量”200家 没有分解")
	s.row("区域维度", "华东新客户数量", "200家")
	s.silent(t, "goal-not-broken-down")
}

func TestCapacity(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	b := s.row("区域维度", "华东", "4800万元")
	limit := amt("4500万元")
	b.More.Capacity = &limit
	f := s.only(t, "capacity-exceeded")
	if f.Difference.String() != "3000000" || f.Severity != Warning {
		t.Errorf("%v %v", f.Difference, f.Severity)
	}
	f.must(t, "目标 4800万元，市场容量 4500万元，超出 300万元")
	limit = amt("4800万元")
	s.silent(t, "capacity-exceeded")
	limit = amt("10家") // another unit says nothing
	s.silent(t, "capacity-exceeded")
}

func TestSmart(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东", "1.2亿元")
	for _, rule := range []string{"owner-missing", "due-missing", "strategy-missing", "cell-missing"} {
		s.silent(t, rule)
	}
	for i, change := range []func(*Breakdown){
		func(b *Breakdown) { b.Owner, b.Due, b.DueText, b.Strategy = "", Period{}, false, false },
	} {
		for range 3 {
			change(s.row("渠道维度", string(rune('甲'+i)), ""))
		}
	}
	for rule, want := range map[string]string{
		"owner-missing": "缺少责任人：第 3 至 5 行。", "due-missing": "缺少完成时间", "strategy-missing": "缺少关键策略",
		"cell-missing": "缺少目标值：第 3 至 5 行。",
	} {
		f := s.only(t, rule)
		if f.Severity != Warning || len(f.Members) != 3 {
			t.Errorf("%s: %v, %d members", rule, f.Severity, len(f.Members))
		}
		f.must(t, want)
	}
}

func TestSmartWithoutTheColumn(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东", "1.2亿元").Owner = ""
	s.Tables[rowsAt].Fields = []Field{FieldDimension, FieldItem, FieldAmount, FieldDue, FieldStrategy}
	f := s.only(t, "owner-missing")
	if f.Severity != Info {
		t.Errorf("%v", f.Severity)
	}
	f.must(t, "表中没有责任人列，1 行未作此项核对", "no column for the owner")
}

func TestUnitMissing(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元").Amount.Unit = ""
	s.only(t, "cell-missing").must(t, "缺少单位：第 2 行")
}

func TestDueOutsidePeriod(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东", "1亿元")
	s.silent(t, "due-outside-period")
	s.row("区域维度", "华西", "1000万元").Due = span("2025/3/31")
	s.row("区域维度", "华南", "1000万元").Due = span("2025/3/31")
	f := s.only(t, "due-outside-period")
	if len(f.Members) != 2 || f.Severity != Warning || f.Subject != "华西" {
		t.Errorf("%+v", f)
	}
	f.must(t, "晚于目标周期 2024年", "第 3 至 4 行")
	for _, b := range s.Breakdowns[1:] {
		b.Due = span("2023/11")
	}
	s.only(t, "due-outside-period").must(t, "早于目标周期")
	for _, b := range s.Breakdowns[1:] {
		b.Due = Period{Date{2024, 12, 1}, Date{2025, 1, 31}}
	}
	s.only(t, "due-outside-period").must(t, "不全在目标周期")
}

func (s *sheet) action(name, what, due, status string) *Action {
	a := &Action{At: Ref{Table: actionsAt, Row: int32(len(s.Actions) + 2)}, Name: name, Action: what, Owner: "*经理"}
	if due != "" {
		a.Due, a.DueText = span(due), true
	}
	if status != "" {
		a.Status, a.StatusIn = pct(status), Typed
	}
	s.Actions = append(s.Actions, a)
	return a
}

func TestProgress(t *testing.T) {
	s := newSheet()
	a := s.action("华东区域市场拓展", "举办行业展会(3场)", "2024/12/", "60%")
	s.silent(t, "progress-out-of-range")
	f := s.only(t, "progress-inconsistent")
	f.must(t, "“华东区域市场拓展”完成状态 60%：3场的 60% 是 1.8场，不是整数。", "1场对应 33.3%，2场对应 66.7%", "1.8 of 3场")
	for _, ok := range []string{"0%", "33%", "33.3%", "67%", "100%"} {
		a.Status = pct(ok)
		s.silent(t, "progress-inconsistent")
	}
	a.Status = pct("33.4%")
	s.only(t, "progress-inconsistent")
	a.Action, a.Status = "完成50家金融客户签约", pct("70%")
	s.silent(t, "progress-inconsistent")
	a.Action = "拜访5家，签约3家" // two counts: not known which
	s.silent(t, "progress-inconsistent")

	a.Status = pct("120%")
	f = s.only(t, "progress-out-of-range")
	if f.Difference.String() != "0.2" {
		t.Errorf("%v", f.Difference)
	}
	f.must(t, "120% 大于 100%，高 20 个百分点", "0 至 100% 之间")
	a.Status = pct("-5%")
	s.only(t, "progress-out-of-range").must(t, "小于 0，低 5 个百分点")
	s.silent(t, "progress-inconsistent")
}

func TestSoleCount(t *testing.T) {
	for text, want := range map[string]int{
		"举办行业展会(3场)": 3, "完成５０家签约": 50, "hold 3 events": 3, "3个月内完成": 0, "提高3个百分点": 0, "培训": 0,
		"2024年拜访12次": 12, "1.5场": 0, "3-5场": 0, "2家和3家": 0, "0场": 0, "100000家": 0,
	} {
		n, _, ok := soleCount(text)
		if (want > 0) != ok || ok && n != want {
			t.Errorf("%s: %d %v, want %d", text, n, ok, want)
		}
	}
}

func TestOverdue(t *testing.T) {
	s := newSheet() // checked on 15 July 2024
	a := s.action("华东拓展", "展会", "2024/06", "60%")
	f := s.only(t, "overdue")
	if f.Severity != Warning || f.Difference.String() != "-0.4" {
		t.Errorf("%v %v", f.Severity, f.Difference)
	}
	f.must(t, "“华东拓展”已逾期 15 天：应于 2024-06-30 前完成，只完成 60%，尚差 40 个百分点", "late (days: 15)")
	s.action("华西拓展", "展会", "2024/06", "60%")
	if f = s.only(t, "overdue"); len(f.Members) != 2 {
		t.Errorf("%d members", len(f.Members))
	}
	f.must(t, "“华东拓展”等 2 项（第 2 至 3 行）")
	s.Actions = s.Actions[:1]
	a.StatusIn = Blank
	s.only(t, "overdue").must(t, "完成状态未填")
	a.StatusIn, a.Status = Typed, pct("100%")
	s.silent(t, "overdue")
	a.Status, a.Due = pct("10%"), Period{Date{2024, 7, 1}, Date{2024, 7, 15}} // due today
	s.silent(t, "overdue")
}

func TestLinks(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.row("区域维度", "华东区域销售额", "4800万元")
	s.row("产品维度", "高端产品销售额", "3600万元")
	s.row("客户维度", "新客户销售额", "4800万元")
	s.silent(t, "untracked") // nothing is tracked at all
	s.action("华东区域市场拓展", "举办行业展会(3场)", "2024/12/", "60%")
	s.action("高端产品客户开发", "完成50家金融客户签约", "2024/12/", "70%")
	f := s.only(t, "untracked")
	if f.Severity != Info || len(f.Members) != 1 || f.Subject != "新客户销售额" {
		t.Errorf("%+v", f)
	}
	f.must(t, "没有对应行动的子目标（第 4 行）：新客户销售额。")
	s.silent(t, "orphan-action")
	s.action("海外市场调研", "走访", "2024/12/", "0%")
	s.only(t, "orphan-action").must(t, "与任何子目标都对应不上的行动（第 4 行）：海外市场调研。")
	s.action("转介绍", "面向新客户开展", "2024/12/", "0%") // named in the action's text
	s.silent(t, "untracked")
}

func TestManyMembersAreNamedShortly(t *testing.T) {
	var cells []Ref
	for row := int32(2); row < 40; row += 2 {
		cells = append(cells, Ref{Row: row})
	}
	if got := rowsOf(cells).In(lang.ZH); got != "第 2、4、6、8、10、12 行等，共 19 行" {
		t.Error(got)
	}
	if got := rowsOf([]Ref{{Row: 7}}).In(lang.EN); got != "row 7" {
		t.Error(got)
	}
}

// A hundred thousand rows with four years of history beside them, or by name.
func manyRows100k(beside bool) *sheet {
	s := newSheet()
	s.goal("2024年度", "销售额", "4800亿元")
	due, amount := span("2024/12/31"), amt("480万元")
	past := []Amount{amt("315.616万元"), amt("362.9584万元"), amt("417.40216万元"), amt("480.01248万元")}
	name := []rune("华东第０００００店")
	for i := range int32(100000) {
		for d, n := 0, i; d < 5; d, n = d+1, n/10 {
			name[7-d] = '0' + n%10
		}
		b := &Breakdown{At: Ref{Table: rowsAt, Row: i + 2}, Dimension: "区域维度", Item: string(name), Owner: "张", Strategy: true,
			Due: due, DueText: true, Amount: amount, AmountIn: Typed}
		s.Breakdowns = append(s.Breakdowns, b)
		for y, a := range past {
			at := Ref{Table: historyAt, Row: i + 2, Field: FieldActual, Year: int16(2020 + y)}
			if beside {
				at.Table = rowsAt
			}
			s.History = append(s.History, &Actual{At: at, Item: b.Item, Year: int16(2020 + y), Beside: beside, Amount: a})
		}
	}
	return s
}

func timeGrowth(s *sheet) (time.Duration, *growthTally) {
	r := &review{plan: &s.Plan, policy: DefaultPolicy(Date{2024, 7, 15}), rules: Rules}
	r.matchRows()
	r.formGroups()
	start := time.Now()
	tally := r.growthTally()
	return time.Since(start), tally
}

func BenchmarkGrowthOf100kRows(b *testing.B) {
	for _, beside := range []bool{true, false} {
		s := manyRows100k(beside)
		b.Run(map[bool]string{true: "beside", false: "by name"}[beside], func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, tally := timeGrowth(s); len(tally.above) != 0 || len(tally.gaps) != 0 {
					b.Fatal("growth at history is not silent")
				}
			}
		})
	}
}

func TestHistoryFindsEveryRowOfMany(t *testing.T) {
	s := manyRows100k(false)
	slices.Reverse(s.History)
	s.Breakdowns[77777].Amount = amt("720万元")
	_, tally := timeGrowth(s)
	if !slices.Equal(tally.above, []int32{77777}) || len(tally.gaps) != 0 {
		t.Errorf("above %v, %d gaps", tally.above, len(tally.gaps))
	}
}

func BenchmarkCheckOf100kRowsAboveHistory(b *testing.B) {
	s := manyRows100k(true)
	for _, row := range s.Breakdowns {
		row.Amount = amt("720万元")
	}
	for range b.N {
		r := &review{plan: &s.Plan, policy: DefaultPolicy(Date{2024, 7, 15}), rules: Rules}
		r.matchRows()
		r.arrange()
		r.run(Find("growth-above-history"))
		if len(r.result.Findings) != maxListed+1 {
			b.Fatal(len(r.result.Findings))
		}
	}
}

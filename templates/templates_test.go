package templates

import (
	"testing"

	"goalxl/allocate"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"目标值", "目标值"}, {" 完\n成 率 ", "完成率"}, {"占　比\u00a0", "占比"}, {"责任人\u200b", "责任人"}, {"Share of Goal", "shareofgoal"},
		{"Ｔａｒｇｅｔ", "target"}, {"年度目标（万元）", "年度目标(万元)"}, {"占比％", "占比%"}, {"1－9月", "1-9月"}, {"1 ~ 9月", "1-9月"}, {"a-b", "ab"}, {"Q3-2024", "q3-2024"},
		{"系统/公司", "系统/公司"}, {"【万元】", "(万元)"}, {"", ""}, {"\xff\xfe", ""}, {"责任人：", "责任人"},
	} {
		if got := Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSplitHeading(t *testing.T) {
	for _, c := range []struct {
		in, name string
		base     allocate.Unit
		scale    int8
		remark   string
	}{
		{"年度目标（万元）", "年度目标", "元", 4, ""}, {"年度目标(万)", "年度目标", "", 4, ""}, {"目标值[亿元]", "目标值", "元", 8, ""}, {"目标/万元", "目标", "元", 4, ""},
		{"销售额万元", "销售额", "元", 4, ""}, {"占比（%）", "占比", "%", 0, ""}, {"递增%", "递增", "%", 0, ""}, {"Growth (%)", "growth", "%", 0, ""},
		{"Target ($M)", "target", "$", 6, ""}, {"Target (USD)", "target", "$", 0, ""}, {"新客户（家）", "新客户", "家", 0, ""}, {"目标值（含税）", "目标值", "", 0, "含税"},
		{"目标（含税，单位：万元）", "目标", "", 0, "含税单位万元"}, {"目标（含税）（万元）", "目标", "元", 4, "含税"}, {"目标", "目标", "", 0, ""}, {"(万元", "", "元", 4, ""},
		{"目标(人民币万元)", "目标", "元", 4, ""}, {"完成时间（年月）", "完成时间", "", 0, "年月"}, {"目标（2024年）", "目标", "", 0, "2024年"},
	} {
		h := SplitHeading(c.in)
		if h.Name != c.name || h.Unit.Base != c.base || h.Unit.Scale != c.scale || h.Remark != c.remark {
			t.Errorf("SplitHeading(%q) = %+v, want %q %q %d %q", c.in, h, c.name, c.base, c.scale, c.remark)
		}
	}
}

// TestDeclaredHeadings reads every heading and synonym that is declared, and
// expects its field: so no word is taken by another column.
func TestDeclaredHeadings(t *testing.T) {
	for _, table := range All() {
		for i := range table.Columns {
			c := &table.Columns[i]
			if c.Field == allocate.FieldRegion {
				continue // 区域 is a dimension unless it stands in a list of addresses
			}
			if c.Field == allocate.FieldProposalReason || c.Field == allocate.FieldProposalResource {
				continue // 理由 and 所需资源 are the target's unless 建议目标值 stands beside them
			}
			for _, word := range append([]string{c.Heading.ZH, c.Heading.EN}, c.Synonyms...) {
				if m := Understand(word); m.Field != c.Field {
					t.Errorf("%v: %q is read as %q, want %q", table.Kind, word, m.Field, c.Field)
				}
			}
		}
	}
	for i := range beside {
		for _, word := range beside[i].Synonyms {
			if m := Understand(word); m.Field != beside[i].Field {
				t.Errorf("%q is read as %q, want %q", word, m.Field, beside[i].Field)
			}
		}
	}
}

// TestTemplatesBind reads the templates' own headings in both languages.
func TestTemplatesBind(t *testing.T) {
	for _, table := range All() {
		for lang := range 2 {
			var ms []Meaning
			for i := range table.Columns {
				h := table.Columns[i].Heading.ZH
				if lang == 1 {
					h = table.Columns[i].Heading.EN
				}
				ms = append(ms, Understand(h))
			}
			bound := Bind(ms)
			kind, roles := bound.Kind, bound.Roles
			if kind != table.Kind {
				t.Errorf("%v in language %d is read as %v", table.Kind, lang, kind)
				continue
			}
			for i := range table.Columns {
				if roles[i].Field != table.Columns[i].Field {
					t.Errorf("%v: column %s is read as %q", table.Kind, table.Columns[i].Heading.ZH, roles[i].Field)
				}
			}
		}
	}
}

func TestSpans(t *testing.T) {
	for _, c := range []struct {
		in    string
		field allocate.Field
		span  Span
		bare  bool
	}{
		{"2024年目标", allocate.FieldAmount, Span{Year: 2024}, false},
		{"2024年度销售目标", allocate.FieldAmount, Span{Year: 2024}, false},
		{"FY24 Target", allocate.FieldAmount, Span{Year: 2024}, false},
		{"Q4 2024 Target", allocate.FieldAmount, Span{Quarter, 4, 2024}, false},
		{"3月目标", allocate.FieldAmount, Span{Month, 3, 0}, false},
		{"本月计划", allocate.FieldAmount, Span{Part: Current}, false},
		{"本年累计实际", allocate.FieldActual, Span{Part: Cumulative}, false},
		{"1-9月实际", allocate.FieldActual, Span{Cumulative, 9, 0}, false},
		{"全年计划", allocate.FieldAmount, Span{Part: FullYear}, false},
		{"年度指标", allocate.FieldAmount, Span{Part: FullYear}, false},
		{"去年销售额", allocate.FieldPrior, Span{}, false},
		{"2021年", allocate.NoField, Span{Year: 2021}, true},
		{"2021", allocate.NoField, Span{Year: 2021}, true},
		{"一季度", allocate.NoField, Span{Quarter, 1, 0}, true},
		{"第三季度", allocate.NoField, Span{Quarter, 3, 0}, true},
		{"12月", allocate.NoField, Span{Month, 12, 0}, true},
		{"十一月", allocate.NoField, Span{Month, 11, 0}, true},
		{"Month 1 2019", allocate.NoField, Span{Month, 1, 2019}, true},
		{"Month 12 2019", allocate.NoField, Span{Month, 12, 2019}, true},
		{"Jan", allocate.NoField, Span{Month, 1, 0}, true},
		{"Sep 2024", allocate.NoField, Span{Month, 9, 2024}, true},
		{"上半年", allocate.NoField, Span{Half, 1, 0}, true},
		{"202403", allocate.NoField, Span{Month, 3, 2024}, true},
		{"MTD", allocate.FieldActual, Span{Part: Current}, false},
		{"目标完成率", allocate.FieldRate, Span{}, false},
		{"计划完成时间", allocate.FieldDue, Span{}, false},
		{"目标客户", allocate.FieldOther, Span{}, false},
		{"毛利率", allocate.FieldOther, Span{}, false},
		{"同比增长率（%）", allocate.FieldGrowth, Span{}, false},
		{"Maybe", allocate.NoField, Span{}, false},
		{"Market share", allocate.FieldShare, Span{}, false},
		{"说了一大段话的标题其实不是标题", allocate.NoField, Span{}, false},
	} {
		m := Understand(c.in)
		if m.Field != c.field || m.Span != c.span || m.Bare != c.bare {
			t.Errorf("%q is read as %q %+v bare %v, want %q %+v %v", c.in, m.Field, m.Span, m.Bare, c.field, c.span, c.bare)
		}
	}
}

func TestUpperHeadings(t *testing.T) {
	for _, c := range []struct {
		parts []string
		field allocate.Field
		part  Part
		unit  string
	}{
		{[]string{"本月发生", "计划"}, allocate.FieldAmount, Current, ""},
		{[]string{"本年累计", "实际"}, allocate.FieldActual, Cumulative, ""},
		{[]string{"全年", "完成率"}, allocate.FieldRate, FullYear, ""},
		{[]string{"目标（万元）", "1月"}, allocate.FieldAmount, Month, "万元"},
		{[]string{"上月", "毛利额目标（万）"}, allocate.FieldAmount, PriorPeriod, "万"},
	} {
		m := Understand(c.parts...)
		if m.Field != c.field || m.Span.Part != c.part || m.Unit.Text != c.unit {
			t.Errorf("%q is read as %q %v %+v", c.parts, m.Field, m.Span, m.Unit)
		}
	}
}

func TestBind(t *testing.T) {
	for _, c := range []struct {
		name     string
		headings []string
		kind     allocate.TableKind
		means    []string
	}{
		{"a dimension for items", []string{"区域", "销售目标(万元)", "实际完成(万元)", "完成率", "同比增长"}, allocate.BreakdownTable, []string{"item", "target", "actual", "rate", "growth"}},
		{"months beside the year", []string{"序号", "门店", "年度指标", "1月", "12月"}, allocate.BreakdownTable, []string{"seq", "item", "target", "month:1", "month:12"}},
		{"people and a region", []string{"Emp Code", "Sales Executive", "Region", "Total Sales", "Target", "Target Hit %", "Away From Target %"}, allocate.TrackingTable, []string{"other", "owner", "item", "actual", "target", "rate", "gap_rate"}},
		{"a prior year", []string{"Territory", "2025 Actual", "2026 Target", "Growth"}, allocate.BreakdownTable, []string{"item", "prior", "target", "growth"}},
		{"a prior share", []string{"平台", "年度目标(万)", "占比", "2025占比"}, allocate.BreakdownTable, []string{"item", "target", "share", "share_prior"}},
		{"measures", []string{"措施", "具体内容", "负责人", "时间节点"}, allocate.TrackingTable, []string{"name", "action", "owner", "due"}},
		{"amount without the word", []string{"拆解维度", "子目标项", "金额", "占比"}, allocate.BreakdownTable, []string{"dimension", "item", "target", "share"}},
		{"goals by metric", []string{"Metric", "Target"}, allocate.GoalTable, []string{"metric", "target"}},
		{"addresses", []string{"姓名", "邮箱", "区域"}, allocate.ContactTable, []string{"owner", "email", "region"}},
		{"quarters of actuals", []string{"产品名称", "第一季度", "第二季度", "季度增长"}, allocate.HistoryTable, []string{"item", "quarter:Q1", "quarter:Q2", "growth"}},
		{"nothing", []string{"Target", "Range", "Target"}, allocate.NoTable, nil},
		{"prices", []string{"产品名称", "单价", "备注"}, allocate.NoTable, nil},
		{"people alone", []string{"姓名", "电话"}, allocate.NoTable, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var ms []Meaning
			for _, h := range c.headings {
				ms = append(ms, Understand(h))
			}
			bound := Bind(ms)
			kind, roles := bound.As, bound.Roles
			if kind != c.kind {
				t.Fatalf("kind %v, want %v", kind, c.kind)
			}
			for i := range c.means {
				if roles[i].Means != c.means[i] {
					t.Errorf("%s means %q, want %q", c.headings[i], roles[i].Means, c.means[i])
				}
			}
		})
	}
}

func FuzzUnderstand(f *testing.F) {
	for _, s := range []string{"年度目标（万元）", "Q4 2024 Target", "1-9月", "month12019", "((%", "202412月FY99", "\xff（", "－９月"} {
		f.Add(s, "本月")
	}
	f.Fuzz(func(t *testing.T, leaf, upper string) {
		if got := Fold(Fold(leaf)); got != Fold(leaf) {
			t.Errorf("folding %q twice gives %q, once %q", leaf, got, Fold(leaf))
		}
		a, b := Understand(upper, leaf), Understand(upper, leaf)
		if a != b {
			t.Errorf("%q, %q is read in two ways", upper, leaf)
		}
		if m := Understand(leaf); m.Span.N < 0 || m.Span.N > 12 || m.Span.Year != 0 && (m.Span.Year < firstYear || m.Span.Year > lastYear) {
			t.Errorf("%q names the time %+v", leaf, m.Span)
		}
		Bind([]Meaning{a, Understand(leaf), Understand("目标")})
	})
}

func FuzzParseUnit(f *testing.F) {
	for _, s := range []string{"万元", "$M", "单位：千元", "US$'000", "%", "家", "含税"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if u, ok := ParseUnit(s); ok && (u.IsZero() || u.Scale < 0 || u.Scale > 16) {
			t.Errorf("%q is the unit %+v", s, u)
		}
	})
}

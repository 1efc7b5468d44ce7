package allocate

import (
	"strings"
	"testing"

	"goalxl/internal/lang"
)

const third = `
goal 2024年度 销售额 1.2亿元
row 区域维度 华北 3600万元 30%
row 区域维度 华东 4800万元 40%
`

var ruleCases = []struct{ name, plan, want string }{
	{"practice's own example", `
goal 2024年度 销售额 1.2亿元
goal 2024年度 新客户数量 200家
row 区域维度 华东区域销售额 4800万元 40% due=2024/12/
row 产品维度 高端产品销售额 3600万元 30% due=2024/12/
row 客户维度 新客户销售额 4800万元 40% due=2024/12/`,
		"sum-incomplete 区域维度@2 -72000000|sum-incomplete 产品维度@3 -84000000|sum-incomplete 客户维度@4 -72000000"},
	{"right plan", third + "row 区域维度 华南 3600万元 30%\ntotal 合计 1.2亿元 100%", ""},
	{"one short with shares", third + "row 区域维度 华南 3500万元 30%", "sum-mismatch 区域维度@2 -1000000"},
	{"one short under a total", third + "row 区域维度 华南 3500万元 30%\ntotal 合计 1.2亿元 100%", "sum-mismatch 区域维度@2 -1000000"},
	{"over by a little", "goal 2024年度 销售额 1.2亿元\nrow 区域维度 甲 8000万元 -\nrow 区域维度 乙 4000.01万元 -", "sum-mismatch 区域维度@2 100"},
	{"formula off by rounding", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 =3333万元 -\nrow 区域维度 乙 =3333万元 -\nrow 区域维度 丙 =3333万元 -", "rounding-residual 区域维度@2 -10000"},
	{"formula off by more", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 =3333万元 -\nrow 区域维度 乙 =3333万元 -\nrow 区域维度 丙 =3331万元 -", "sum-incomplete 区域维度@2 -30000"},
	{"goal wrong in two dimensions", `
goal 2024年度 销售额 1.3亿元
row 区域维度 华北 3600万元 30%
row 区域维度 华东 8400万元 70%
row 产品维度 高端 6000万元 50%
row 产品维度 低端 6000万元 50%`, "sum-mismatch 区域维度@2 -10000000"},
	{"parent's amount wrong", `
goal 2024年度 销售额 1.2亿元
row 区域维度 华东 4700万元 40%
row 区域维度 华北 7200万元 60%
row 团队维度 一组 1800万元 - parent=华东
row 团队维度 二组 3000万元 - parent=华东`, "sum-mismatch 区域维度@2 -1000000"},
	{"children do not add up", `
goal 2024年度 销售额 1.2亿元
row 区域维度 华东 4800万元 40%
row 区域维度 华北 7200万元 60%
row 团队维度 一组 1800万元 - parent=华东
row 团队维度 二组 3001万元 - parent=华东`, "sum-mismatch 华东@4 10000"},
	{"a year and a quarter, told apart by dates", `
goal 2024年度 销售额 1.2亿元
goal 2024Q1 销售额 3000万元
row 区域维度 华北 6000万元 50% due=2024/12/31
row 区域维度 华东 6000万元 50% due=2024/12/31
row 区域维度 华北 1500万元 50% due=2024/3/31
row 区域维度 华东 1400万元 50% due=2024/3/31`, "sum-mismatch 区域维度@4 -1000000"},
	{"a year and a quarter, told apart by names", `
goal 2024年度 销售额 1.2亿元
goal 2024Q1 销售额 3000万元
row 区域维度 华北销售额 6000万元 50%
row 区域维度 华东销售额 6000万元 50%
row 区域维度 华北Q1销售额 1500万元 50%
row 区域维度 华东一季度销售额 1400万元 50%`, "sum-mismatch 区域维度@4 -1000000"},
	{"children by path", `
goal 2024年度 销售额 1.2亿元
row 区域维度 华东区域销售额 4800万元 40%
row 区域维度 华北区域销售额 7200万元 60%
row 区域/华东区域 一组 1800万元 -
row 区域/华东区域 二组 1600万元 -
row 区域/华东区域 三组 1400万元 -`, ""},
	{"shares of children of the goal", `
goal 2024年度 销售额 1.2亿元
row 区域维度 华东 4800万元 40%
row 区域维度 华北 7200万元 60%
row 团队维度 一组 1800万元 15% parent=华东
row 团队维度 二组 3000万元 25% parent=华东`, ""},
	{"shares of children of the parent", `
goal 2024年度 销售额 1.2亿元
row 区域维度 华东 4800万元 40%
row 区域维度 华北 7200万元 60%
row 团队维度 一组 1800万元 37.5% parent=华东
row 团队维度 二组 3000万元 62.5% parent=华东`, ""},
	{"total off by one", third + "row 区域维度 华南 3600万元 30%\ntotal 合计 12001万元 100%", "total-row-mismatch 合计@5 10000"},
	{"subtotals and total", `
goal 2024年度 销售额 1.2亿元
row 区域维度 华北 3600万元 -
row 区域维度 华东 4800万元 -
total 北方小计 8400万元
row 区域维度 华南 3600万元 -
total 南方小计 3600万元
total 合计 1.2亿元`, ""},
	{"subtotal wrong", `
goal 2024年度 销售额 1.2亿元
row 区域维度 华北 3600万元 -
row 区域维度 华东 4800万元 -
total 北方小计 8500万元
row 区域维度 华南 3600万元 -
total 南方小计 3600万元
total 合计 1.2亿元`, "total-row-mismatch 北方小计@4 1000000"},
	{"total over two dimensions is not their sum", `
goal 2024年度 销售额 1亿元
row 区域维度 甲 1亿元 -
row 产品维度 乙 1亿元 -
total 合计 2亿元`, "total-row-mismatch 合计@4 100000000"},
	{"formula total over a blank that is computed", third + "row 区域维度 华南 - 30%\ntotal 合计 =8400万元 70%", ""},
	{"typed total over a blank that is computed", third + "row 区域维度 华南 - 30%\ntotal 合计 8400万元 100%", "total-row-mismatch 合计@5 -36000000"},
	{"formula total that leaves a row out", third + "row 区域维度 华南 3600万元 30%\ntotal 合计 =8400万元 100%", "total-row-mismatch 合计@5 -36000000"},
	{"total over two dimensions is the goal", `
goal 2024年度 销售额 1亿元
row 区域维度 甲 1亿元 -
row 产品维度 乙 1亿元 -
total 合计 1亿元`, ""},
	{"total above", "goal 2024年度 销售额 1亿元\ntotal 合计 1亿元\nrow 区域维度 甲 4000万元 -\nrow 区域维度 乙 6000万元 -", ""},
	{"total above wrong", "goal 2024年度 销售额 1亿元\ntotal 合计 9999万元\nrow 区域维度 甲 4000万元 -\nrow 区域维度 乙 6000万元 -", "total-row-mismatch 合计@2 -10000"},
	{"share wrong", "goal 2024年度 销售额 1.2亿元\nrow 区域维度 华北 3600万元 35%\nrow 区域维度 华东 8400万元 70%", "share-mismatch 华北@2 0.05"},
	{"share within half a digit", "goal 2024年度 销售额 1.2亿元\nrow 区域维度 华北 3650万元 30%\nrow 区域维度 华东 8350万元 70%", ""},
	{"shares only, too much", "goal 2024年度 销售额 1.2亿元\nrow 区域维度 甲 - 30%\nrow 区域维度 乙 - 40%\nrow 区域维度 丙 - 35%", "share-sum 区域维度@2 0.05"},
	{"shares only, open", "goal 2024年度 销售额 1.2亿元\nrow 区域维度 甲 - 30%\nrow 区域维度 乙 - 40%", "share-sum/warning 区域维度@2 -0.3"},
	{"shares within rounding", "goal 2024年度 销售额 1.2亿元\nrow 区域维度 甲 - 33.3%\nrow 区域维度 乙 - 33.3%\nrow 区域维度 丙 - 33.3%", "rounding-residual 区域维度@2 -0.001"},
	{"no goals: shares and totals alone", "row 区域维度 甲 3600万元 30%\nrow 区域维度 乙 8400万元 70%\ntotal 合计 1.2亿元", ""},
	{"no goals: total wrong", "row 区域维度 甲 3600万元 30%\nrow 区域维度 乙 8400万元 70%\ntotal 合计 1.3亿元", "total-row-mismatch 合计@4 10000000"},
	{"cannot be read", third + "row 区域维度 华南 ? 30%", "sum-incomplete/info 区域维度@2"},
	{"no basis", third + "row 区域维度 华南 - -", "sum-incomplete/info 区域维度@2"},
	{"over although one is missing", third + "row 区域维度 华南 5000万元 -\nrow 区域维度 西部 - -", "sum-mismatch 区域维度@2 14000000"},
	{"unit fits no goal", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 1亿元 -\nrow 区域维度 乙 200家 -", "unit-mismatch 乙@3"},
	{"named goal has another unit", "goal 2024年度 销售额 1亿元\ngoal 2024年度 新客户数量 200家\nrow 客户维度 新客户数量 200万元 -\nrow 区域维度 甲 1亿元 -", "unit-mismatch 新客户数量@2"},
	{"two currencies", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 1亿元 -\nrow 区域维度 乙 $3.5M -", "unit-mismatch 乙@3"},
	{"two goals fit", "goal 2024年度 销售额 1亿元\ngoal 2024年度 回款额 1亿元\nrow 区域维度 甲 1亿元 -", "goal-unmatched 甲@2"},
	{"type ends the item", "goal 2024年度 销售额 1亿元\ngoal 2024年度 回款额 2亿元\nrow 区域维度 甲销售额 1亿元 -\nrow 区域维度 甲回款额 2亿元 -", ""},
	{"type column", "goal 2024年度 销售额 1亿元\ngoal 2024年度 回款额 2亿元\nrow 区域维度 甲 1亿元 - type=销售额\nrow 区域维度 甲 2亿元 - type=回款额", ""},
	{"unknown type", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 1亿元 - type=利润", "goal-unmatched 甲@2"},
	{"two years", "goal 2024年度 销售额 1亿元\ngoal 2025年度 销售额 2亿元\nrow 区域维度 甲 1亿元 - due=2024/12/\nrow 区域维度 甲 2亿元 - due=2025/12/", ""},
	{"two years, no date", "goal 2024年度 销售额 1亿元\ngoal 2025年度 销售额 2亿元\nrow 区域维度 甲 1亿元 -", "goal-unmatched 甲@2"},
	{"year and quarters", "goal 2024年度 销售额 1亿元\ngoal 2024Q1 销售额 2000万元\nrow 区域维度 甲 1亿元 - due=2024/12/\nrow 区域维度 甲 2000万元 - period=2024Q1", ""},
	{"another period", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 1亿元 - period=2025年度", "goal-unmatched 甲@2"},
	{"parent missing", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 1亿元 -\nrow 区域维度 乙 1亿元 - parent=丙", "goal-unmatched 乙@3"},
	{"parent is the goal", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 1亿元 - parent=2024年度销售额", ""},
	{"parents in a circle", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 1亿元 - parent=乙\nrow 区域维度 乙 1亿元 - parent=甲", "goal-unmatched 区域维度@2"},
	{"own parent", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 1亿元 - parent=甲", "goal-unmatched 甲@2"},
	{"twice", third + "row 区域维度 华南 3600万元 30%\nrow 区域维度 华南 3600万元 30%\ntotal 合计 1.2亿元 100%", "duplicate-item 华南@5"},
	{"twice, by name only", third + "row 区域维度 华东 3600万元 30%", "duplicate-item 华东@4"},
	{"twice in two quarters", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 4000万元 - period=2024H1\nrow 区域维度 甲 6000万元 - period=2024H2", ""},
	{"a total for each dimension and one over them", `
goal 2024年度 销售额 1亿元
row 区域维度 甲 4000万元 40%
row 区域维度 乙 6000万元 60%
total 合计 1亿元 100%
row 产品维度 丙 1亿元 100%
total 合计 1亿元 100%
total 总计 2亿元`, "total-row-mismatch 总计@7 100000000"},
	{"totals lead", `
goal 2024年度 销售额 1亿元
total 合计 1亿元
total 北方小计 4000万元
row 区域维度 甲 1000万元 -
row 区域维度 乙 3000万元 -
total 南方小计 6000万元
row 区域维度 丙 6000万元 -`, ""},
	{"leading total wrong", `
goal 2024年度 销售额 1亿元
total 合计 1亿元
total 北方小计 4001万元
row 区域维度 甲 1000万元 -
row 区域维度 乙 3000万元 -
total 南方小计 6000万元
row 区域维度 丙 6000万元 -`, "total-row-mismatch 北方小计@3 10000"},
	{"totals over totals of one dimension", `
goal 2024年度 销售额 1亿元
row 区域维度 甲 1000万元 -
row 区域维度 乙 3000万元 -
total 北方合计 4000万元
row 区域维度 丙 6000万元 -
total 南方合计 6000万元
total 总计 1亿元`, ""},
	{"children among their parents under a total", `
goal 2024年度 销售额 1亿元
row 区域维度 甲 4000万元 40%
row 区域维度 一组 1500万元 - parent=甲
row 区域维度 二组 2500万元 - parent=甲
row 区域维度 乙 6000万元 60%
total 合计 1亿元 100%`, ""},
	{"formula total of formula rows", `
goal 2024年度 销售额 1亿元
row 区域维度 甲 =3333万元 -
row 区域维度 乙 =6667万元 -
total 合计 =10001万元`, "rounding-residual 合计@4 10000"},
	{"count and money under one total", `
goal 2024年度 销售额 1亿元
goal 2024年度 新客户数量 200家
row 客户维度 新客户数量 200家 -
row 客户维度 老客户销售额 1亿元 -
total 合计 1亿元`, ""},
	{"open without dimension", "goal 2024年度 销售额 1亿元\nrow - 甲 4000万元 -\nrow - 乙 5000万元 -", "sum-incomplete -@2 -10000000"},
	{"negative goal", "goal 2024年度 利润 (1,000)万元\nrow 区域维度 甲 (400)万元 -\nrow 区域维度 乙 (700)万元 -", "sum-mismatch 区域维度@2 -1000000"},
	{"rates do not add up", "goal 2024年度 毛利率 15%\nrow 区域维度 甲 16% -\nrow 区域维度 乙 14% -", ""},
	{"rounded shares", "goal 2024年度 销售额 7000万元\nrow 区域维度 甲 1000万元 14.3%\nrow 区域维度 乙 3000万元 42.8%\nrow 区域维度 丙 3000万元 42.9%", ""},
	{"share of a goal's part that is off by one digit", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 4000万元 41%\nrow 区域维度 乙 6000万元 59%", "share-mismatch 甲@2 0.01|share-mismatch 乙@3 -0.01"},
	{"one cut on two sheets", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 4000万元 -\ntable 二\nrow 区域维度 乙 6000万元 -", ""},
	{"two versions of a cut", "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 4000万元 -\nrow 区域维度 乙 6000万元 -\ntable 二\nrow 区域维度 甲 4000万元 -\nrow 区域维度 乙 6001万元 -", "sum-mismatch 区域维度@2 10000"},
	{"count goal apart", "goal 2024年度 销售额 1亿元\ngoal 2024年度 新客户数量 200家\nrow 客户维度 金融 120家 -\nrow 客户维度 其他 80家 -\nrow 区域维度 甲 1亿元 -", ""},
}

func TestRules(t *testing.T) {
	for _, c := range ruleCases {
		t.Run(c.name, func(t *testing.T) {
			p := planOf(t, c.plan)
			if got := strings.Join(ours(p, policy()), "|"); got != c.want {
				t.Errorf("found %q\nwant  %q", got, c.want)
				for _, f := range Check(p, policy()).Findings {
					t.Log(f.Rule.ID, f.Message.In(lang.ZH), "//", f.Hint.In(lang.ZH))
				}
			}
		})
	}
}

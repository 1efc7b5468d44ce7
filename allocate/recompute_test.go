package allocate

import (
	"strings"
	"testing"
)

var fillCases = []struct {
	name, plan string
	change     func(*Policy)
	want       string
}{
	{name: "amounts from shares", plan: `
goal 2024年度 销售额 1.2亿元
row 区域维度 华北 - 30%
row 区域维度 华东 - 40%
row 区域维度 华南 - 30%`, want: "1.2 target 3600万元|1.3 target 4800万元|1.4 target 3600万元"},
	{name: "amounts in the column's spelling", plan: `
goal 2024年度 销售额 1.2亿元
row 区域维度 华北 36000000元 30%
row 区域维度 华东 - 40%
row 区域维度 华南 - 30%`, want: "1.3 target 48,000,000元|1.4 target 36,000,000元"},
	{name: "shares that add up within rounding", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 - 33.3%
row 区域维度 乙 - 33.3%
row 区域维度 丙 - 33.3%`, want: "1.2 target 3334万元|1.3 target 3333万元|1.4 target 3333万元"},
	{name: "shares of a complete column", plan: `
goal 2024年度 销售额 7000万元
row 区域维度 甲 1000万元 -
row 区域维度 乙 1000万元 -
row 区域维度 丙 1000万元 -
row 区域维度 丁 1000万元 -
row 区域维度 戊 1000万元 -
row 区域维度 己 1000万元 -
row 区域维度 庚 1000万元 -`, want: "1.2 share 14.3%|1.3 share 14.3%|1.4 share 14.3%|1.5 share 14.3%|1.6 share 14.3%|1.7 share 14.3%|1.8 share 14.2%"},
	{name: "counts", plan: `
goal 2024年度 销售额 1.2亿元
goal 2024年度 新客户数量 200家
row 客户维度 金融客户 120家 -
row 客户维度 其他客户 80家 -`, want: "1.2 share 60%|1.3 share 40%"},
	{name: "coefficients", plan: `
goal 2024年度 销售额 4800万元
row 区域维度 华东 4800万元 100%
row 个人 张 - - parent=华东 k=1.2
row 个人 王 - - parent=华东 k=1.0
row 个人 李 - - parent=华东 k=0.9`, want: "1.3 target 1858万元|1.3 share 39%|1.4 target 1548万元|1.4 share 32%|1.5 target 1394万元|1.5 share 29%"},
	{name: "weights get what is left", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 4000万元 40%
row 区域维度 乙 - - w=2
row 区域维度 丙 - - w=1`, want: "1.3 target 4000万元|1.3 share 40%|1.4 target 2000万元|1.4 share 20%"},
	{name: "history", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 - - prior=300万元
row 区域维度 乙 - - prior=100万元`, want: "1.2 target 7500万元|1.2 share 75%|1.3 target 2500万元|1.3 share 25%"},
	{name: "share formulas that wait for their amounts", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 - =0% w=1
row 区域维度 乙 - =0% w=1`, want: "1.2 target 5000万元|1.3 target 5000万元"},
	{name: "a goal that waits for its parts", plan: `
goal 2024年度 销售额 =0元
row 区域维度 甲 - 40%
row 区域维度 乙 - 60%`, want: ""},
	{name: "no basis", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 4000万元 40%
row 区域维度 乙 - -`, want: ""},
	{name: "spread equally", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 4000万元 40%
row 区域维度 乙 - -
row 区域维度 丙 - -`, change: func(p *Policy) { p.Spread = SpreadEqual },
		want: "1.3 target 3000万元|1.3 share 30%|1.4 target 3000万元|1.4 share 30%"},
	{name: "a figure that cannot be read is left alone", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 ? 40%
row 区域维度 乙 - - w=1`, want: ""},
	{name: "goal from below", plan: `
goal 2024年度 销售额 -
row 区域维度 甲 4000万元 40%
row 区域维度 乙 6000万元 60%
row 产品维度 丙 1亿元 100%`, want: "0.2 target 1亿元"},
	{name: "goal where dimensions disagree", plan: `
goal 2024年度 销售额 -
row 区域维度 甲 4000万元 40%
row 区域维度 乙 6000万元 60%
row 产品维度 丙 9000万元 100%`, want: ""},
	{name: "total rows", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 4000万元 40%
row 区域维度 乙 6000万元 -
total 合计 - -`, want: "1.3 share 60%|1.4 target 10,000万元|1.4 share 100%"},
	{name: "shares from amounts", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 4000万元 45%
row 区域维度 乙 6000万元 60%`, change: func(p *Policy) { p.From = FromAmount }, want: "1.2 share 40%"},
	{name: "amounts from shares, typed ones", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 4500万元 40%
row 区域维度 乙 6000万元 60%`, change: func(p *Policy) { p.From = FromShare }, want: "1.2 target 4000万元"},
	{name: "formulas are not overwritten", plan: `
goal 2024年度 销售额 1亿元
row 区域维度 甲 =4500万元 40%
row 区域维度 乙 6000万元 60%`, change: func(p *Policy) { p.From = FromShare }, want: ""},
	{name: "a group that is not complete rounds each share", plan: `
goal 2024年度 销售额 3000万元
row 区域维度 甲 1000万元 -
row 区域维度 乙 1000万元 -`, want: "1.2 share 33.3%|1.3 share 33.3%"},
}

func TestNoShareColumnIsWritten(t *testing.T) {
	p := planOf(t, "goal 2024年度 销售额 1亿元\nrow 区域维度 甲 1亿元 -\ntotal 合计 - -")
	p.Tables[1].Fields = []Field{FieldDimension, FieldItem, FieldAmount}
	if got := strings.Join(written(p, policy()), "|"); got != "1.3 target 1亿元" {
		t.Errorf("wrote %q", got)
	}
}

func TestFills(t *testing.T) {
	for _, c := range fillCases {
		t.Run(c.name, func(t *testing.T) {
			pol := policy()
			if c.change != nil {
				c.change(&pol)
			}
			p := planOf(t, c.plan)
			if got := strings.Join(written(p, pol), "|"); got != c.want {
				t.Errorf("wrote %q\nwant  %q", got, c.want)
			}
		})
	}
}

package allocate

import (
	"strings"
	"testing"

	"goalxl/internal/lang"
)

func TestFiguresOfActions(t *testing.T) {
	for text, want := range map[string]string{
		"举办行业展会(3场)":              "3场",
		"完成50家金融客户签约":             "50家",
		"投放广告，预算15万元":             "15万元",
		"招聘2名销售专员，举办３场展会":         "2名 3场",
		"2024年6月至9月每3个月走访一次":      "",
		"高端产品占比提升至25%":            "",
		"签约合同额1,200万元":            "1200万元",
		"hold 12 events by Q3":    "12 events",
		"visit 1.5家":              "1.5家",
		"新增 60 家门店":               "60家",
		"Q3达成，6/15-9/30":          "",
		"回款￥300万":                 "300万元",
		"sign $3.5M in contracts": "$3.5M",
		"组建金融行业专项小组":              "",
		"3-5场展会":                  "",
		"第2次会议前完成":                "",
		"完成销售 1000万":              "1000万",
		"覆盖10个工作日":                "",
	} {
		var got []string
		for _, a := range figuresOf(text) {
			got = append(got, a.In(lang.ZH))
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s: %q, want %q", text, s, want)
		}
	}
}

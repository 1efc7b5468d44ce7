package blank

import "goalxl/internal/lang"

// The sample's goals. Money counts 万元.
var sampleGoals = [...]struct {
	name   lang.Text
	target int64
	count  bool
	about  lang.Text
	owner  lang.Text
	mail   string
}{
	{lang.T("销售额", "Sales"), 12000, false, lang.T("华东区域占比40%，高端产品占比30%", "East 40%, premium products 30%"),
		lang.T("陈建国", "Alan Chen"), "chen.jianguo"},
	{lang.T("新客户数量", "New customers"), 200, true, lang.T("金融行业新客户占比60%", "New customers in finance 60%"),
		lang.T("林晓燕", "Sarah Lin"), "lin.xiaoyan"},
}

var (
	sampleYear = lang.T("%d年度", "%d")
	sampleDue  = lang.T("%d/12/31", "%d/12/31")
	sampleSpan = lang.T("%d/01-12", "%d/01-12")
)

// sampleItem is a sub-target with its actuals of the last four years, and the
// action that serves it.
type sampleItem struct {
	dimension, item lang.Text
	target          int64
	actuals         [historyYears]int64 // the oldest first
	owner           lang.Text
	mail            string
	region          lang.Text
	strategy        lang.Text
	name, action    lang.Text // of the action
	resource        lang.Text
}

// count reports whether the item counts customers.
func (s *sampleItem) count() bool { return s.target < 1000 }

// goal is the goal that the item serves.
func (s *sampleItem) goal() lang.Text {
	if s.count() {
		return sampleGoals[1].name
	}
	return sampleGoals[0].name
}

var (
	dimRegion   = lang.T("区域维度", "Region")
	dimProduct  = lang.T("产品维度", "Product")
	dimCustomer = lang.T("客户维度", "Customer")
	dimChannel  = lang.T("渠道维度", "Channel")

	itemNorth   = lang.T("华北区域销售额", "North sales")
	itemMiddle  = lang.T("中端产品销售额", "Standard product sales")
	itemBasic   = lang.T("基础产品销售额", "Basic product sales")
	itemDealers = lang.T("经销商渠道销售额", "Dealer sales")
	itemOnline  = lang.T("线上渠道销售额", "Online sales")

	none lang.Text
)

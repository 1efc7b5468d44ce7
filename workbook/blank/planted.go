package blank

import (
	"goalxl/allocate"
	"goalxl/internal/lang"
)

// Planted are the problems of the sample, and all of them: fill finds these and
// nothing else. Each is a slip that people make.
var Planted = []Problem{
	{"goal-text-mismatch", allocate.GoalTable, func(c *company, _ *Options) { // 华东 is planned at 40%
		c.goals[0][goalText] = worded(lang.T("华东区域占比42%，高端产品占比30%", "East 42%, premium products 30%").In(c.lang))
	}},
	{"sum-mismatch", allocate.BreakdownTable, func(c *company, _ *Options) { // the channels come to 50万元 too much
		c.find(itemOnline)[rowAmount] = money(2450)
	}},
	{"growth-above-history", allocate.BreakdownTable, func(c *company, _ *Options) { // 43% after years of 8%; the sum stays level
		c.find(itemBasic)[rowAmount], c.find(itemMiddle)[rowAmount] = money(4000), money(4400)
	}},
	{"owner-missing", allocate.BreakdownTable, func(c *company, _ *Options) {
		c.find(itemDealers)[rowOwner] = value{}
	}},
	{"due-outside-period", allocate.BreakdownTable, func(c *company, o *Options) {
		c.find(itemNorth)[rowDue] = worded(lang.T("%d/03/31", "%d/03/31").With(o.Year + 1).In(c.lang))
	}},
}

package templates

import (
	"strings"
	"sync"

	"goalxl/allocate"
)

// lexicon maps every declared heading and synonym, folded, to its field. Where
// two tables use one word for different fields, the earlier table's stands;
// Bind puts it right where the other columns tell.
var lexicon = sync.OnceValue(func() map[string]allocate.Field {
	words := make(map[string]allocate.Field, 512)
	put := func(f allocate.Field, list ...string) {
		for _, w := range list {
			key := SplitHeading(w).Name
			if w[0] == '%' {
				key = Fold(w)
			}
			if _, taken := words[key]; !taken && key != "" {
				words[key] = f
			}
		}
	}
	put(allocate.FieldCheck, Check.ZH, Check.EN)
	for _, t := range All() {
		for i := range t.Columns {
			c := &t.Columns[i]
			switch c.Field {
			case allocate.FieldRegion: // 区域 is first of all a dimension
				continue
			case allocate.FieldProposalReason, allocate.FieldProposalResource: // Bind.proposals finds them
				continue
			}
			put(c.Field, c.Heading.ZH, c.Heading.EN)
		}
	}
	for _, t := range All() {
		for i := range t.Columns {
			put(t.Columns[i].Field, t.Columns[i].Synonyms...)
		}
	}
	for i := range beside {
		put(beside[i].Field, beside[i].Synonyms...)
	}
	return words
})

// beside are columns that no template has and many workbooks do: they are
// understood so that they are not taken for something else.
var beside = [...]Column{
	{Field: allocate.FieldRate, Kind: Share, Synonyms: []string{"完成率", "达成率", "完成比", "完成比例", "达成比例", "目标完成率", "计划完成率", "目标达成率", "实际占计划比", "占计划比", "完成计划比",
		"完成年度计划比", "执行率", "预算执行率", "达标率", "attainment", "% attainment", "attainment %", "achievement rate", "completion rate", "% of target", "% achieved", "target hit", "% to target", "% of plan", "hit rate"}},
	{Field: allocate.FieldGap, Kind: Amount, Synonyms: []string{"差额", "差异", "差距", "缺口", "差值", "偏差", "实际与计划差额", "与目标差额", "超欠", "缺额", "gap", "variance", "var", "difference", "diff", "shortfall", "delta", "away from target", "gap to target", "remaining"}},
	{Field: allocate.FieldGrowth, Kind: Share, Synonyms: []string{"同比", "同比增减", "增减率", "增减幅度", "较上年增长", "较上年增减", "同比增长", "同比增长率", "增长率", "增速", "增幅", "增长", "递增", "环比", "环比增长", "环比涨跌", "growth", "growth rate", "yoy", "yoy growth", "qoq", "mom", "yoy change", "vs ly", "vs py", "vs last year"}},
	{Field: allocate.FieldNote, Kind: Text, Synonyms: []string{"备注", "注", "附注", "补充说明", "备注说明", "差异说明", "情况说明", "note", "notes", "remark", "remarks", "comment", "comments", "calculation"}},
	{Field: allocate.FieldOther, Kind: Text, Synonyms: []string{"序号", "编号", "行号", "代码", "编码", "no", "sn", "id", "code", "emp code", "排名", "rank", "考核标准", "考核方式", "得分", "评分", "考核得分", "时间进度", "时间进度要求", "score", "更新时间", "开始时间", "开始日期", "启动时间", "start date", "目标客户", "目标市场", "目标人群"}},
}

// dimensionWord is a heading that names what its items are: 区域, 门店, 月份.
type dimensionWord struct {
	rank   int8 // the finer, the higher: of 大区 and 门店 the items are the 门店
	person bool // names people: an owner where the table has other items
	time   bool // names parts of the time
}

// dimensionOf returns what a folded heading says of its items; rank 0 if it
// names no dimension. Besides the declared words it knows them with what people put
// around them: 所属大区, 经销商名称, 收入类别, "sales region".
func dimensionOf(s string) dimensionWord {
	if d := dimensionNamed(s); d.rank > 0 {
		return d
	}
	core := s
	for _, w := range [...]string{"所属", "所在", "归属", "责任", "考核", "重点", "主要", "目标", "负责", "各"} {
		if rest, ok := strings.CutPrefix(core, w); ok {
			core = rest
			break
		}
	}
	for _, w := range [...]string{"名称", "维度", "列表", "name"} {
		if rest, ok := strings.CutSuffix(core, w); ok {
			core = rest
			break
		}
	}
	if d := dimensionNamed(core); d.rank > 0 && core != s {
		return d
	}
	if len(core) > longestDimension || begins(core, "新", "签约", "成交", "流失", "有效", "new", "number", "no", "#") || ends(core, "数", "额", "量") {
		return dimensionWord{}
	}
	for _, w := range [...]string{
		"事业部", "板块", "大区", "战区", "片区", "部门", "行业", "国家", "country", "区域", "地区", "省区", "分公司", "子公司", "办事处", "经营部", "项目部", "产品线", "品类", "品牌", "系列", "产品组", "渠道", "平台", "业务线",
		"类别", "类型", "分类", "大类", "小类", "城市", "团队", "小组", "门店", "分店", "店铺", "网点", "支行", "分行", "营业部", "站点", "校区", "院区", "科室", "车间", "工厂", "电厂", "基地", "线路", "机构", "单位", "中心", "产品", "商品", "车型", "机型", "经销商", "代理商", "客户", "楼盘", "项目",
		"businessunit", "department", "region", "territory", "district", "country", "market", "segment", "vertical", "category", "channel", "productline", "brand", "team", "store", "branch", "property", "hotel", "plant", "office", "clinic", "campus", "costcenter", "profitcenter", "product", "customer", "account",
	} {
		if strings.HasSuffix(core, w) {
			if d := dimensionNamed(w); d.rank > 0 {
				return d
			}
			return dimensionWord{rank: 3}
		}
	}
	return dimensionWord{}
}

// longestDimension is how long a heading is that still names a dimension, in bytes.
const longestDimension = 24

// dimensionNamed is dimensionOf for the declared words.
func dimensionNamed(s string) dimensionWord {
	switch s {
	case "集团", "系统", "板块", "bu", "businessunit", "division", "事业部", "事业群", "业务板块":
		return dimensionWord{rank: 1}
	case "大区", "战区", "片区", "行业", "部门", "industry", "segment", "department", "dept", "部门名称", "所属部门", "所属大区", "所属区域", "market", "市场":
		return dimensionWord{rank: 2}
	case "区域", "地区", "省区", "省份", "省", "区域名称", "地域", "销售区域", "region", "area", "zone", "territory", "state", "province", "geo", "geography", "分公司", "子公司", "公司", "公司名称", "系统/公司", "单位名称", "责任单位", "办事处", "company", "branch",
		"产品线", "产品系列", "产品组", "产品大类", "产品类别", "品类", "品牌", "系列", "productline", "productfamily", "productgroup", "productcategory", "category", "brand", "family",
		"渠道", "渠道类型", "渠道名称", "销售渠道", "平台", "channel", "saleschannel", "platform", "业务线", "业务", "业务类型", "业务名称", "业态", "lineofbusiness",
		"客户类型", "客户类别", "客户群", "客户分类", "客户群体", "customertype", "customersegment", "类型", "类别", "分类", "大类", "种类", "type", "收入来源", "收入类型", "收入项目", "source":
		return dimensionWord{rank: 3}
	case "区县", "县区", "县市", "城市", "市", "地市", "city", "district", "团队", "销售团队", "小组", "组", "组别", "班组", "战队", "team", "group", "岗位", "职位", "role", "position", "职务":
		return dimensionWord{rank: 4}
	case "门店", "门店名称", "店铺", "店铺名称", "网点", "网点名称", "专柜", "店名", "store", "shop", "location", "outlet", "site",
		"产品", "产品名称", "商品", "商品名称", "型号", "产品型号", "单品", "sku", "product", "productname", "model", "服务项目",
		"车型", "机型", "楼盘", "项目部", "工程名称", "经销商", "代理商", "加盟商", "合作伙伴", "dealer", "distributor", "partner", "客户", "客户名称", "大客户", "重点客户", "customer", "customername", "account", "client":
		return dimensionWord{rank: 5}
	case "姓名", "名字", "成员", "员工", "员工姓名", "销售姓名", "置业顾问", "合伙人", "理财经理", "客户代表", "业务代表", "医药代表", "代表", "主播", "督导", "运营", "运营人员", "人员", "销售", "销售员", "销售人员", "业务员", "业务人员", "业务经理", "销售经理", "销售代表", "客户经理", "销售顾问", "导购", "导购员",
		"salesrep", "salesreps", "salesrepresentative", "salesname", "repname", "accountmanager", "ae", "am", "bdm", "sdr", "bdr", "csm", "salesperson", "rep", "salesexecutive", "executive", "accountexecutive", "employee", "seller", "agent", "representative", "salesman", "salesmanager", "人员姓名":
		return dimensionWord{rank: 6, person: true}
	case "季度", "quarter", "月份", "月", "month", "时间", "阶段", "季", "时段", "周", "week", "monthstart", "date", "日期", "上下半年", "月份类型":
		return dimensionWord{rank: 1, time: true}
	}
	return dimensionWord{}
}

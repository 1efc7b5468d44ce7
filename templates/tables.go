package templates

import (
	"sync"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// All returns the tables in the order in which a workbook has them. The tables
// are shared: do not change them.
var All = sync.OnceValue(func() []*Table {
	return []*Table{goals(), breakdown(), tracking(), history(), contacts()}
})

func goals() *Table {
	return &Table{
		Kind:  allocate.GoalTable,
		Sheet: lang.T("总目标汇总表", "Goals"),
		Columns: []Column{
			{Field: allocate.FieldPeriod, Heading: lang.T("周期", "Period"), Kind: Period, Width: 12, Required: true, Rule: "required",
				Synonyms: []string{"目标周期", "考核周期", "期间", "统计周期", "报告期", "time period", "fiscal period"},
				Help:     lang.T("目标所属的期间，如 2024年度、2024Q3、2024年6月", "The period of the goal, such as 2024, 2024Q3 or Jun 2024")},
			{Field: allocate.FieldType, Heading: lang.T("总目标类型", "Goal type"), Kind: Text, Width: 14, Required: true, Rule: "required",
				Synonyms: []string{"目标类型", "目标类别", "指标", "指标名称", "指标类型", "指标项目", "考核指标", "关键指标", "目标名称", "目标项目",
					"metric", "kpi", "measure", "indicator", "target type", "goal"},
				Help: lang.T("目标的名称，如 销售额、新客户数量", "What the goal is about, such as Sales or New customers")},
			amount(lang.T("目标总额，连同单位，如 1.2亿元、200家", "The goal with its unit, such as 120000000 CNY or 200 customers")),
			{Field: allocate.FieldDescription, Heading: lang.T("核心目标描述", "Description"), Kind: Text, Width: 36, Required: true,
				Synonyms: []string{"目标描述", "核心目标", "目标说明", "描述", "goal description", "key objectives"},
				Help:     lang.T("目标的要点，如 华东区域占比40%", "The main points of the goal, such as East 40%")},
			owner(lang.T("负责人", "Owner")),
		},
	}
}

func breakdown() *Table {
	return &Table{
		Kind:  allocate.BreakdownTable,
		Sheet: lang.T("目标分解明细表", "Breakdown"),
		Columns: append([]Column{
			{Field: allocate.FieldDimension, Heading: lang.T("拆解维度", "Dimension"), Kind: Text, Width: 14, Required: true, Rule: "required", List: Dimensions,
				Synonyms: []string{"维度", "分解维度", "目标维度", "分解方式", "拆分维度", "一级维度", "一级分类", "维度一", "breakdown by", "cut"},
				Help:     lang.T("按什么分解，如 区域维度、产品维度", "What the goal is broken down by, such as Region or Product")},
			{Field: allocate.FieldItem, Heading: lang.T("子目标项", "Item"), Kind: Text, Width: 22, Required: true, Rule: "required",
				Synonyms: []string{"子目标", "子目标名称", "分解项", "拆解项", "分项", "细项", "二级维度", "二级分类", "维度二", "细分维度", "目标项", "项目", "项目名称", "名称", "科目", "明细", "细分",
					"sub-target", "sub target", "subtarget", "line item", "name"},
				Help: lang.T("子目标的名称，如 华东区域销售额", "The sub-target's name, such as East sales")},
			amount(lang.T("子目标的金额或数量，连同单位，如 4800万元", "The sub-target with its unit, such as 48000000 CNY")),
			{Field: allocate.FieldShare, Heading: lang.T("占总目标比例", "Share of goal"), Kind: Share, Width: 14, Format: "0.0%", Required: true,
				Synonyms: []string{"占比", "占总目标比", "占总目标的比例", "目标占比", "比例", "占总体比例", "占总额比例", "占总比", "份额", "百分比", "构成比", "分配比例", "分解比例",
					"占年度目标比例", "占年度目标比", "share", "% of total", "% of goal", "share of total", "percent of total", "percentage", "contribution", "mix", "allocation"},
				Help: lang.T("占总目标的百分比，如 40%；同一维度合计 100%", "The part of the goal, such as 40%; 100% over one dimension")},
			owner(lang.T("责任人", "Owner")),
			due(lang.T("完成时间", "Due")),
			{Field: allocate.FieldStrategy, Heading: lang.T("关键策略", "Key strategy"), Kind: Text, Width: 40, Required: true,
				Synonyms: []string{"策略", "核心策略", "主要策略", "实现策略", "核心动作", "关键动作", "关键举措", "主要措施", "重点工作", "实施路径", "策略支撑",
					"strategy", "key strategies", "key actions", "approach", "initiative"},
				Help: lang.T("用什么办法达成，要有做法、人和资源", "How it is to be reached: what, who and with which resources")},
		}, breakdownExtras()...),
	}
}

// breakdownExtras are the columns that a breakdown may have besides those of the
// practice's own template.
func breakdownExtras() []Column {
	return []Column{
		{Field: allocate.FieldType, Heading: lang.T("总目标类型", "Goal type"), Kind: Text, Width: 14, Required: true, List: GoalTypes,
			Help: lang.T("本行分解的是哪一个总目标；空着即第一个", "The goal that this row is a part of; blank for the first one")},
		{Field: allocate.FieldParent, Heading: lang.T("上级目标", "Parent"), Kind: Text, Width: 18,
			Synonyms: []string{"上级", "上级项", "上级子目标", "父级目标", "父目标", "所属目标", "parent target", "parent item"},
			Help:     lang.T("本行是哪一个子目标的下级，写那一行的子目标项", "The item of the row that this row is a part of")},
		{Field: allocate.FieldWeight, Heading: lang.T("权重", "Weight"), Kind: Number, Width: 10,
			Synonyms: []string{"分配权重", "目标权重", "weighting"},
			Help:     lang.T("分配时的权重，0 或正数", "The weight in a split, zero or more")},
		{Field: allocate.FieldCoefficient, Heading: lang.T("个人系数", "Coefficient"), Kind: Number, Width: 10,
			Synonyms: []string{"系数", "人员系数", "能力系数", "调整系数", "personal coefficient", "factor"},
			Help:     lang.T("个人目标的系数，如 1.2", "A person's coefficient, such as 1.2")},
		{Field: allocate.FieldCapacity, Heading: lang.T("市场容量", "Market capacity"), Kind: Amount, Width: 16,
			Synonyms: []string{"容量", "市场规模", "市场空间", "capacity", "market size", "addressable market"},
			Help:     lang.T("市场能容纳的数额，连同单位", "What the market can take, with its unit")},
		{Field: allocate.FieldReason, Heading: lang.T("论证说明", "Justification"), Kind: Text, Width: 30,
			Synonyms: []string{"论证", "说明", "调整原因", "依据", "测算依据", "目标依据", "理由", "合理性说明", "rationale", "reason", "basis"},
			Help:     lang.T("目标高于历史增速时的理由", "Why a target may grow faster than history")},
		resource(lang.T("资源需求", "Resources")),
		{Field: allocate.FieldPrior, Heading: lang.T("上年实际", "Last year actual"), Kind: Amount, Width: 16,
			Synonyms: []string{"上年", "去年", "上年同期", "去年同期", "上年度实际", "同期", "同期实际", "上年完成", "去年完成", "上年度", "去年实际", "去年销售额", "上年销售额",
				"prior year", "last year", "prior year actual", "previous year", "py", "py actual", "ly"},
			Help: lang.T("上一年的实际数，连同单位；更早年份写作 2021年实际", "Last year's actual with its unit; earlier years as 2021 actual")},
		{Field: allocate.FieldProposal, Heading: lang.T("建议目标值", "Proposed target"), Kind: Amount, Width: 16,
			Synonyms: []string{"建议目标", "建议值", "建议金额", "目标建议", "目标建议值", "申报目标", "申报目标值", "自报目标", "proposal", "proposed", "counter-proposal", "proposed value"},
			Help:     lang.T("责任人认为做得到的数，连同单位；空着表示同意下达的目标", "What the owner holds to be within reach, with its unit; blank for agreement")},
		{Field: allocate.FieldProposalReason, Heading: lang.T("理由", "Reason"), Kind: Text, Width: 30,
			Help: lang.T("为什么这样建议", "Why you propose it")},
		{Field: allocate.FieldProposalResource, Heading: lang.T("所需资源", "Resources needed"), Kind: Text, Width: 24,
			Help: lang.T("达成目标需要的预算、人手和其他支持", "Budget, people and other support that it takes")},
	}
}

func tracking() *Table {
	return &Table{
		Kind:  allocate.TrackingTable,
		Sheet: lang.T("策略执行跟踪表", "Tracking"),
		Columns: []Column{
			{Field: allocate.FieldName, Heading: lang.T("策略名称", "Strategy name"), Kind: Text, Width: 22, Required: true, Rule: "required",
				Synonyms: []string{"措施", "策略项", "举措", "举措名称", "措施名称", "行动名称", "任务名称", "工作项", "initiative name", "project"},
				Help:     lang.T("策略的名称，最好带上它支持的子目标项", "The strategy's name, best with the item that it serves")},
			{Field: allocate.FieldAction, Heading: lang.T("具体行动", "Action"), Kind: Text, Width: 34, Required: true,
				Synonyms: []string{"具体内容", "行动", "行动内容", "行动项", "具体措施", "具体工作", "工作内容", "行动计划", "实施内容", "具体任务", "行动方案", "实施方案", "actions", "action item", "task", "activity"},
				Help:     lang.T("要做的事，能数的写明数量，如 举办行业展会(3场)", "What is done; say how many where it can be counted")},
			owner(lang.T("责任人", "Owner")),
			due(lang.T("时间节点", "Time node")),
			required(resource(lang.T("资源需求", "Resources"))),
			{Field: allocate.FieldStatus, Heading: lang.T("完成状态", "Status"), Kind: Status, Width: 12, Format: "0%", Required: true, List: Progress,
				Synonyms: []string{"完成进度", "进度", "完成情况", "状态", "当前进度", "执行进度", "执行状态", "执行情况", "进展", "进展情况", "推进情况", "推进进度", "落实情况", "完成进展", "当前状态", "完成百分比", "progress", "progress status", "% complete", "% done", "completion", "percent complete"},
				Help:     lang.T("完成的百分比，如 60%", "How much is done, such as 60%")},
			{Field: allocate.FieldRemedy, Heading: lang.T("偏差与调整措施", "Deviation and remedy"), Kind: Text, Width: 36, Required: true,
				Synonyms: []string{"偏差及调整措施", "偏差调整措施", "调整措施", "偏差分析", "偏差说明", "纠偏措施", "改进措施", "偏差原因", "差异原因", "差异原因分析", "原因分析", "未完成原因", "未达成原因", "deviation", "remedy", "corrective action", "adjustment", "adjustments"},
				Help:     lang.T("有偏差时的原因和补救办法", "The cause of a deviation, and what mends it")},
		},
	}
}

func history() *Table {
	return &Table{
		Kind:  allocate.HistoryTable,
		Sheet: lang.T("历史数据", "History"),
		Columns: []Column{
			{Field: allocate.FieldItem, Heading: lang.T("项目", "Item"), Kind: Text, Width: 22, Required: true, Rule: "required", List: Items,
				Help: lang.T("与分解表的子目标项一致的名称", "The name that the breakdown's item has")},
			{Field: allocate.FieldYear, Heading: lang.T("年份", "Year"), Kind: Number, Width: 10, Format: "0", Required: true, Rule: "required",
				Synonyms: []string{"年度", "年", "会计年度", "fiscal year", "fy"},
				Help:     lang.T("四位数的年份，如 2023", "The year in four digits, such as 2023")},
			{Field: allocate.FieldActual, Heading: lang.T("实际", "Actual"), Kind: Amount, Width: 16, Required: true,
				Synonyms: []string{"实际值", "实际数", "实际额", "实际金额", "实际完成", "实际完成额", "实际完成值", "实际销售额", "实际销售", "实际业绩", "实际收入", "完成额", "完成值", "完成数", "完成量", "实绩",
					"历史实际", "actual sales", "actuals", "achieved", "achievement", "actual value"},
				Help: lang.T("当年的实际数，连同单位", "That year's actual with its unit")},
		},
	}
}

func contacts() *Table {
	return &Table{
		Kind:  allocate.ContactTable,
		Sheet: lang.T("通讯录", "Contacts"),
		Columns: []Column{
			owner(lang.T("责任人", "Owner")),
			{Field: allocate.FieldEmail, Heading: lang.T("邮箱", "Email"), Kind: Text, Width: 28, Required: true, Rule: "required,email",
				Synonyms: []string{"电子邮箱", "邮件", "邮箱地址", "邮件地址", "电子邮件", "e-mail", "mail", "email address"},
				Help:     lang.T("收件地址", "Where mail to the owner goes")},
			{Field: allocate.FieldCopy, Heading: lang.T("抄送", "Copy"), Kind: Text, Width: 28, Required: true, Rule: "omitempty,email",
				Synonyms: []string{"抄送邮箱", "抄送人", "cc"},
				Help:     lang.T("抄送地址，可以空着", "Where a copy goes; may be blank")},
			{Field: allocate.FieldRegion, Heading: lang.T("区域", "Region"), Kind: Text, Width: 14, Required: true,
				Help: lang.T("责任人所管的区域", "The region that the owner looks after")},
		},
	}
}

// The columns that several tables share.

func amount(help lang.Text) Column {
	return Column{Field: allocate.FieldAmount, Heading: lang.T("目标值", "Target"), Kind: Amount, Width: 16, Required: true, Rule: "required",
		Synonyms: []string{"目标", "目标额", "目标金额", "目标数", "目标数值", "目标量", "计划", "计划额", "计划值", "计划数", "计划金额", "指标值", "指标额", "预算", "预算额", "预算数", "预算值", "任务", "任务额", "任务量", "任务数", "任务值", "任务指标",
			"目标销售额", "目标收入", "目标业绩", "业绩目标", "销售目标", "销售计划", "销售指标", "销售任务", "考核目标", "定额", "分解值", "分配额", "数值", "target value", "target amount", "targets", "tgt", "quota", "assigned quota", "commitment", "aop", "operating plan", "budget", "budgeted", "plan", "planned", "goal value", "target revenue", "target sales"},
		Help: help}
}

func owner(heading lang.Text) Column {
	return Column{Field: allocate.FieldOwner, Heading: heading, Kind: Text, Width: 12, Required: true, Rule: "required", List: Owners,
		Synonyms: []string{"负责人", "责任人", "责任者", "承担人", "主责人", "牵头人", "第一责任人", "责任人姓名", "负责人姓名", "跟进人", "执行人",
			"owner", "responsible", "responsible person", "person in charge", "pic", "assignee", "accountable", "lead"},
		Help: lang.T("一个人或一个岗位", "One person or one post")}
}

func due(heading lang.Text) Column {
	return Column{Field: allocate.FieldDue, Heading: heading, Kind: Period, Width: 14, Required: true,
		Synonyms: []string{"完成时间", "时间节点", "完成日期", "截止时间", "截止日期", "完成时限", "期限", "时限", "计划完成时间", "预计完成时间", "要求完成时间", "时间要求", "节点",
			"due", "due date", "deadline", "time node", "completion date", "target date", "end date", "milestone"},
		Help: lang.T("日期、月份或期间，如 2024/12/31、2024/12/、2024/06-09", "A day, a month or a span, such as 2024/12/31, 2024/12/ or 2024/06-09")}
}

// required returns the column as one that a table of its kind has from the start.
func required(c Column) Column {
	c.Required = true
	return c
}

func resource(heading lang.Text) Column {
	return Column{Field: allocate.FieldResource, Heading: heading, Kind: Text, Width: 24, Required: false,
		Synonyms: []string{"资源", "配套资源", "所需资源", "资源支持", "资源投入", "资源配置", "支持需求", "resource", "resources needed", "resource needs", "support needed"},
		Help:     lang.T("为达成目标所要的预算、人和工具", "Budget, people and tools needed")}
}

package allocate

import "github.com/shopspring/decimal"

// TableKind says which of the templates a table follows.
type TableKind uint8

// The kinds of tables.
const (
	NoTable        TableKind = iota
	GoalTable                // 总目标汇总表: one row per period and goal type
	BreakdownTable           // 目标分解明细表: one row per sub-target
	TrackingTable            // 策略执行跟踪表: one row per action
	HistoryTable             // 历史数据: actuals of earlier years
	ContactTable             // 通讯录: owners and their addresses
)

// String returns the name that JSON uses: goals, breakdown, tracking, history, contacts.
func (k TableKind) String() string {
	return [...]string{"", "goals", "breakdown", "tracking", "history", "contacts"}[k]
}

// Field is what a column means.
type Field uint8

// The fields. Their names (String) are the ones that JSON uses.
const (
	NoField               Field = iota
	FieldPeriod                 // 周期
	FieldType                   // 总目标类型: the goal that an amount belongs to
	FieldAmount                 // 目标值
	FieldDescription            // 核心目标描述
	FieldOwner                  // 负责人, 责任人
	FieldDimension              // 拆解维度
	FieldItem                   // 子目标项, 项目
	FieldShare                  // 占总目标比例
	FieldDue                    // 完成时间, 时间节点
	FieldStrategy               // 关键策略
	FieldParent                 // 上级目标
	FieldWeight                 // 权重
	FieldCoefficient            // 个人系数
	FieldCapacity               // 市场容量
	FieldReason                 // 论证说明
	FieldResource               // 资源需求
	FieldPrior                  // 上年实际, 2021年实际: an actual beside the target
	FieldName                   // 策略名称
	FieldAction                 // 具体行动
	FieldStatus                 // 完成状态
	FieldRemedy                 // 偏差与调整措施
	FieldYear                   // 年份 of a long history table
	FieldActual                 // 实际
	FieldEmail                  // 邮箱
	FieldCopy                   // 抄送
	FieldRegion                 // 区域 of a contact
	FieldRate                   // 完成率
	FieldGap                    // 差额
	FieldGrowth                 // 同比增长
	FieldNote                   // 备注
	FieldProposal               // 建议目标值: what the owner proposes instead of the target
	FieldProposalReason         // 理由 of the proposal
	FieldProposalResource       // 所需资源 for what is proposed
	FieldOther                  // a column that is understood to be none of the above
	FieldCheck                  // 核对结果: the tool's own column
	FieldMonth                  // the plan of one month of the row's year; Ref.Year is its number, 1 to 12
	FieldQuarter                // the plan of one quarter; Ref.Year is 1 to 4
	FieldHalf                   // the plan of one half year; Ref.Year is 1 or 2
	fieldCount
)

var fieldNames = [fieldCount]string{
	"", "period", "metric", "target", "description", "owner", "dimension", "item", "share",
	"due", "strategy", "parent", "weight", "coefficient", "capacity", "reason", "resource",
	"prior", "name", "action", "status", "remedy", "year", "actual", "email", "copy", "region",
	"rate", "gap", "growth", "note", "proposal",
	"proposal_reason", "proposal_resource", "other", "check", "month", "quarter", "half",
}

// String returns the name that JSON uses.
func (f Field) String() string { return fieldNames[f] }

// Ref says where something stands: a table of the plan, a row of it, a field of
// the row. Row is the row number that people see (1 is the first row of the
// sheet); Table is an index into Plan.Tables. The zero Field means the whole row.
type Ref struct {
	Table int32
	Row   int32
	Field Field
	Year  int16 // for FieldPrior and FieldActual: whose year's column; else 0
}

// Table is what the core must know of a table that was read: its kind, its
// name for people, and the form in which its figures are written.
type Table struct {
	Kind TableKind
	Name string // of the sheet
	// ShareDigits is the number of digits after the point of the percentages in
	// the share column as shown (40% has 0, 33.3% has 1); -1 if the column is empty.
	ShareDigits int8
	// AmountScale and AmountDigits give the last digit shown in the amount column:
	// amounts are multiples of 10^(AmountScale-AmountDigits) base units there
	// (万元 without decimals: scale 4, digits 0). AmountDigits is -1 if unknown.
	AmountScale, AmountDigits int8
	// AmountUnit is the base unit that heading, format or sheet give to bare
	// numbers of the amount column; "" if they give none.
	AmountUnit Unit
	// Fields is what the table's columns mean, in sheet order; nil if unknown.
	Fields []Field
}

// Plan is everything that was read of a workbook, as people typed it.
type Plan struct {
	Tables     []Table
	Targets    []*Target     // 总目标, in sheet order
	Breakdowns []*Breakdown  // 目标分解, in sheet order
	Totals     []*Total      // 合计 rows, in sheet order; never members of a sum
	Actions    []*Action     // 策略执行, in sheet order
	History    []*Actual     // from a history table or from columns beside the target
	Contacts   []*Contact    // 通讯录, in sheet order
	Parts      []*PartFigure // plans by month, quarter and half year, beside a row's target or a total's
	Months     []MonthFigure // actuals of earlier years by months, from a history table
	Unread     []Unread      // cells that hold something that could not be read
	// Interpreted are the choices that reading made where the workbook does not
	// say it itself.
	Interpreted []Interpretation
	// Unchecked is how many formulas of figures store a value that was not
	// compared with what their inputs give: they depend on the time or on another
	// file, or there are too many, or the workbook is too large. 0 if all were.
	Unchecked int
}

// Cell says how a figure stands in its cell.
type Cell uint8

// The states of a figure's cell.
const (
	Blank   Cell = iota // nothing there: the figure may be filled in
	Typed               // a person typed it
	Derived             // a formula gives it: it may be off by a rounding, and is never overwritten
	Broken              // something is there that could not be read: it is in Plan.Unread, and is never overwritten
)

// Target is a row of 总目标汇总表: a goal of the company.
type Target struct {
	At          Ref
	Period      Period
	Type        string // 总目标类型, for example 销售额
	Amount      Amount // the goal; zero unless AmountIn is Typed or Derived
	AmountIn    Cell
	Description string // 核心目标描述
	Owner       string
}

// Breakdown is a row of 目标分解明细表: a sub-target.
type Breakdown struct {
	At        Ref
	AmountIn  Cell
	ShareIn   Cell
	DueText   bool   // 完成时间 is filled in, whether Due could be read or not
	Strategy  bool   // 关键策略 is filled in
	Dimension string // 拆解维度; carried down over merged or blank-below cells; may be a path 区域/华东区域
	Item      string // 子目标项
	Owner     string // 责任人
	Due       Period // 完成时间; zero if blank or not a date
	Amount    Amount // the sub-target; zero unless AmountIn is Typed or Derived
	Share     Share  // of the goal, or of the parent; zero unless ShareIn is Typed or Derived
	More      *More  // fields that few plans have; nil if there are none
}

// More holds the fields of a breakdown row that few plans have.
type More struct {
	Type        string              // 总目标类型 of the goal that the row serves
	Parent      string              // 上级目标
	Period      Period              // of the row, where it has one of its own
	Weight      decimal.NullDecimal // 权重, 0 or more
	Coefficient decimal.NullDecimal // 个人系数, 0 or more
	Capacity    *Amount             // 市场容量
	Reason      string              // 论证说明
	Key         string              // 编号, by which exports name the row
	Resource    string              // 资源需求
	Proposal    *Amount             // 建议目标值: what the owner proposes; never put over the target unasked
	// ProposalReason and ProposalResource stand beside the proposal: 理由, 所需资源.
	ProposalReason, ProposalResource string
}

// Total is a 合计, 小计 or 总计 row.
type Total struct {
	At        Ref
	Label     string // as written: 合计, 华东小计, Total ...
	Dimension string // 拆解维度 of the row, or carried down to it
	Sub       bool   // a subtotal (小计): of the rows next to it only
	Amount    Amount
	AmountIn  Cell
	Share     Share
	ShareIn   Cell
}

// Action is a row of 策略执行跟踪表.
type Action struct {
	At       Ref
	Name     string // 策略名称
	Action   string // 具体行动
	Owner    string
	Due      Period // 时间节点; zero if blank or not a date
	DueText  bool   // 时间节点 is filled in, whether Due could be read or not
	Resource string // 资源需求
	Status   Share  // 完成状态 as a fraction; zero unless StatusIn is Typed or Derived
	StatusIn Cell
	Remedy   string // 偏差与调整措施
	Key      string // 编号, by which exports name the row
	Target   Amount // 目标值, where the table has such a column; else the zero Amount
}

// Actual is a figure of an earlier period.
type Actual struct {
	At     Ref
	Year   int16  // calendar year; 0 for 上年实际: the year before the goal's period, whichever that is
	Beside bool   // stands in the breakdown row itself: matched by row, not by name
	Part   bool   // the heading says that it is not a whole year (1-9月实际)
	Item   string // as written in the history, or the item of the row that it stands beside
	Says   *Says  // nil if the history says nothing more
	Amount Amount
}

// Says is what columns of the history's own, 维度 and 指标, say of an actual.
type Says struct{ Dimension, Type string }

// Prior reports whether the actual is of the year before the goal's period.
func (a *Actual) Prior() bool { return a.Year == 0 }

// Dimension returns what the history says of it; mostly "".
func (a *Actual) Dimension() string {
	if a.Says == nil {
		return ""
	}
	return a.Says.Dimension
}

// Type returns what the history says of it; mostly "".
func (a *Actual) Type() string {
	if a.Says == nil {
		return ""
	}
	return a.Says.Type
}

// PartFigure is what a row of the breakdown, or a total row, plans for one month,
// quarter or half year of its year. A person typed it, or a formula gives it.
type PartFigure struct {
	// At is the row's; its Field is FieldMonth, FieldQuarter or FieldHalf, and its Year
	// the number of the part.
	At     Ref
	Amount Amount // zero unless In is Typed or Derived
	In     Cell
}

// MonthFigure is what a month of an earlier year brought: the profile by which a year runs.
type MonthFigure struct {
	At     Ref
	Item   string // as the history writes it
	Month  Month
	Amount Amount
}

// Unread is a cell that holds something that could not be read.
type Unread struct {
	At   Ref
	Text string // what stands there
	// Error is set for cells that hold an error value (#REF!) rather than text.
	Error bool
	// Stale is set for formulas whose stored value is not what their inputs
	// give; Want is what they give, as text.
	Stale bool
	Want  string
}

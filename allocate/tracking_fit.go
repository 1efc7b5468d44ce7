package allocate

import (
	"slices"
	"strings"

	"goalxl/internal/lang"
)

var (
	textOtherOwner  = lang.T("责任人不同：实际数写 %s，表中写 %s", "another owner: the actuals say %s, the plan says %s")
	textOtherRegion = lang.T("属于区域 %s", "it belongs to the region %s")
	textOpenRegion  = lang.T("实际数按区域列出（%s），工作簿没有写明是哪个区域", "the actuals are given by region (%s), and the workbook does not say which it is")
	textActualUnit  = lang.T("单位不符：实际数是 %s，目标是 %s", "another unit: the actuals are in %s, the target in %s")
	textOtherDim    = lang.T("维度不同：实际数写 %s，表中写 %s", "another dimension: the actuals say %s, the plan says %s")
	textSeveralRows = lang.T("表中有几行都对得上：%s；请写全名称，或加一列维度、责任人、具体行动", "several rows fit: %s; give the full name, or a column for dimension, owner or action")
	textSeveralOf   = lang.T("几个名称都像“%s”，请用 --map 指明", "several names come near \"%s\"; say which with --map")

	textByMap    = lang.T("按对照表", "by the map")
	textByKey    = lang.T("按编号", "by key")
	textByName   = lang.T("按名称", "by name")
	textByCore   = lang.T("按名称（%s）", "by name (%s)")
	textByParts  = lang.T("下级合计", "sum of its parts")
	textRowNamed = lang.T("%s（第 %d 行）", "%s (row %d)")
)

// unfitRow says why a series does not feed a sub-target of its name; zero if it does.
func (t *tracker) unfitRow(i int, s *Series) lang.Message {
	b := t.plan.Breakdowns[i]
	if why := t.unfit(s, b.Owner, b.Item+b.Dimension); !why.IsZero() {
		return why
	}
	if s.Dimension != "" && b.Dimension != "" && !sameDimension(s.Dimension, b.Dimension) {
		return textOtherDim.With(s.Dimension, b.Dimension)
	}
	a, ok := t.amountOf(i)
	if unit := s.unit(); ok && !measures(unit, a.Unit) {
		return textActualUnit.With(unit, a.Unit)
	}
	return lang.Message{}
}

// sameDimension reports whether 区域 and 区域维度 are one dimension.
func sameDimension(a, b string) bool {
	return strings.TrimSuffix(foldName(a), "维度") == strings.TrimSuffix(foldName(b), "维度")
}

// unfitAction says why a series does not feed an action of its name; zero if it does.
func (t *tracker) unfitAction(i int, s *Series) lang.Message {
	a := t.plan.Actions[i]
	if why := t.unfit(s, a.Owner, a.Name+a.Action); !why.IsZero() {
		return why
	}
	if unit := s.unit(); unit != "" && unit != PercentUnit {
		if figures := figuresOf(a.Action); len(figures) > 0 && !slices.ContainsFunc(figures, func(f Amount) bool { return measures(unit, f.Unit) }) {
			return textActualUnit.With(unit, figures[0].Unit)
		}
	}
	return lang.Message{}
}

// unfit compares owner and region. Masked owners (*经理) say nothing.
func (t *tracker) unfit(s *Series, owner, names string) lang.Message {
	masked := strings.ContainsAny(owner+s.Owner, "*＊")
	if s.Owner != "" && owner != "" && !masked && foldName(s.Owner) != foldName(owner) {
		return textOtherOwner.With(s.Owner, owner)
	}
	if s.Region == "" {
		return lang.Message{}
	}
	region := regionCore(s.Region)
	switch {
	case t.in.Region != "" && regionCore(t.in.Region) != region:
		return textOtherRegion.With(s.Region)
	case t.in.Region == "" && !strings.Contains(foldName(names), region) && !t.soleRegion(s):
		return textOpenRegion.With(s.Region)
	}
	return lang.Message{}
}

func regionCore(region string) string {
	core, _ := coreName(foldName(region), nil)
	return core
}

// soleRegion reports whether all series of the same name are of one region.
func (t *tracker) soleRegion(s *Series) bool {
	for _, other := range t.in.Actuals.named(foldName(s.Item)) {
		if regionCore(t.in.Actuals.Series[other].Region) != regionCore(s.Region) {
			return false
		}
	}
	return true
}

// unit returns the unit of a series; "" if its figures have none.
func (s *Series) unit() Unit {
	for _, m := range s.Months {
		if m.Amount.Unit != "" {
			return m.Amount.Unit
		}
	}
	return ""
}

// measures reports whether actuals in a unit are about a target in another: 场 are no 家,
// though both are counts; 个 counts anything, and a bare number is read in the target's unit.
func measures(actual, target Unit) bool {
	if actual.Kind() == Count && target.Kind() == Count {
		return actual == target || actual == anyCount || target == anyCount
	}
	return fitsUnit(actual, target)
}

// key returns the folded 编号 of a row; "" if it has none.
func (b *Breakdown) key() string {
	if b.More == nil {
		return ""
	}
	return foldName(b.More.Key)
}

// withoutFigure takes what stands in brackets and holds a figure off the end of an
// action: 举办行业展会 of 举办行业展会(3场).
func withoutFigure(action string) string {
	text := strings.TrimSpace(strings.NewReplacer("（", "(", "）", ")").Replace(action))
	open := strings.LastIndexByte(text, '(')
	if open <= 0 || !strings.HasSuffix(text, ")") || len(figuresOf(text[open:])) == 0 {
		return action
	}
	return strings.TrimSpace(text[:open])
}

package allocate

import "goalxl/internal/lang"

var (
	textNoType     = lang.T("%s：总目标里没有类型“%s”%s。", "%s: no goal is of type %q%s.")
	textNoPeriod   = lang.T("%s：没有周期相符的总目标%s%s。", "%s: no goal is of its period%s%s.")
	textSeveral    = lang.T("%s：同时符合几个总目标，无法确定属于哪一个%s%s。", "%s: several goals fit equally%s%s.")
	textNoParent   = lang.T("%s：找不到上级目标“%s”%s。", "%s: its parent %q is not among the items%s.")
	textParents    = lang.T("%s：上级目标“%s”对应不止一行%s。", "%s: its parent %q stands in several rows%s.")
	textCycle      = lang.T("%s：上级目标绕成一圈，最后又回到“%s”%s。", "%s: the parents lead back to %q%s.")
	textNoUnit     = lang.T("%s的单位是 %s，与总目标%s不能相加%s。", "%s is in %s and cannot be added to the goal%s%s.")
	textOtherUnit  = lang.T("%s的单位与上级“%s”不同，不能相加%s。", "%s has another unit than its parent %q and cannot be added to it%s.")
	textAtRows     = lang.T("（%s）", " (%s)")
	textGoalList   = lang.T("（%s）", " (%s)")
	textNoUnitName = lang.T("（无单位）", "(no unit)")
	textHintType   = lang.T("在“总目标类型”列写明所属目标，或让子目标项以目标类型结尾（如 华东区域销售额）。", "Name the goal in a column of goal types, or let the item end with the goal type.")
	textHintPeriod = lang.T("填写周期或完成时间，使它落在某个总目标的周期内。", "Give the period or the due date, so that it lies within the period of one goal.")
	textHintParent = lang.T("上级目标应与某一行的子目标项一致。", "The parent must be the item of one row.")
	textHintUnit   = lang.T("核对单位；如属于另一个目标，请在总目标表中列出。", "Check the unit; if the row serves another goal, list that goal.")
	textDuplicate  = lang.T("“%s”在%s里出现 %d 次（%s），会重复计算%s。", "%q stands %[3]d times in %[2]s (%[4]s) and is counted each time%[5]s.")
	textWithout    = lang.T("；去掉重复的一行，合计即为 %s", "; without the repetition the sum is %s, as it should be")
	textNameOnly   = lang.T("；合计本身相符，可能是名称写错", "; the sum is right as it is, so perhaps a name is wrong")
	textHintTwice  = lang.T("删除或合并重复的行，或改正子目标项的名称。", "Delete or merge the repeated row, or correct its item.")
)

// checkGoalUnmatched reports rows that serve no goal for certain.
func checkGoalUnmatched(r *review) {
	r.reportFaults(func(w faultKind) bool { return w != faultUnit && w != faultOtherRow })
}

// checkUnitMismatch reports rows whose unit fits no goal, or not the one that they name.
func checkUnitMismatch(r *review) {
	r.reportFaults(func(w faultKind) bool { return w == faultUnit || w == faultOtherRow })
}

// faultGroup is what rows of one cause have in common.
type faultGroup struct {
	why   faultKind
	name  string
	table int32
	dim   int32
	unit  Unit
}

// reportFaults makes one finding of the rows that one cause keeps out of the sums.
func (r *review) reportFaults(of func(faultKind) bool) {
	at := map[faultGroup]int{}
	var rows [][]int32
	var first []fault
	for _, f := range r.match.faults {
		if !of(f.why) {
			continue
		}
		key := faultGroup{f.why, f.name, r.plan.Breakdowns[f.row].At.Table, r.match.dim[f.row], r.unitOf(f.row)}
		i, ok := at[key]
		if !ok {
			i = len(rows)
			at[key] = i
			rows, first = append(rows, nil), append(first, f)
		}
		rows[i] = append(rows[i], f.row)
	}
	for i := range rows {
		r.addFault(first[i], rows[i])
	}
}

func (r *review) addFault(f fault, rows []int32) {
	finding := Finding{Members: r.refs(rows, FieldItem), Each: true, Subject: r.plan.Breakdowns[rows[0]].Item}
	if len(rows) > 1 {
		finding.Subject = r.match.dims[r.match.dim[f.row]].name
	}
	finding.At = finding.Members[0]
	finding.Unit = r.unitOf(f.row)
	finding.Message, finding.Hint = r.faultText(f, rows)
	if f.why == faultUnit || f.why == faultOtherRow {
		finding.At = r.ref(f.row, FieldAmount)
		finding.Members = r.refs(rows, FieldAmount)
	}
	r.add(finding)
}

func (r *review) faultText(f fault, rows []int32) (message, hint lang.Message) {
	items := itemList{r, rows}
	where := textAtRows.With(rowsOf(r.refs(rows, FieldItem)))
	switch f.why {
	case faultType:
		return textNoType.With(items, f.name, where), textHintType.With()
	case faultPeriod:
		return textNoPeriod.With(items, r.goalNames(), where), textHintPeriod.With()
	case faultSeveral:
		return textSeveral.With(items, r.goalNames(), where), textHintType.With()
	case faultParent:
		return textNoParent.With(items, f.name, where), textHintParent.With()
	case faultParents:
		return textParents.With(items, f.name, where), textHintParent.With()
	case faultCycle:
		return textCycle.With(items, f.name, where), textHintParent.With()
	case faultOtherRow:
		return textOtherUnit.With(items, f.name, where), textHintUnit.With()
	}
	var unit lang.Speaker = r.unitOf(f.row)
	if r.unitOf(f.row) == "" {
		unit = textNoUnitName
	}
	return textNoUnit.With(items, unit, r.goalNames(), where), textHintUnit.With()
}

// goalNames lists the goals of the plan, no more than a few: （2024年度 销售额、2025年度 销售额）.
func (r *review) goalNames() lang.Message {
	const most = 4
	list := lang.Join{Between: textList}
	for i, t := range r.plan.Targets {
		if i == most {
			list.Parts = append(list.Parts, lang.T("…", "...").With())
			break
		}
		if t.Period.IsZero() {
			list.Parts = append(list.Parts, textDimension.With(t.Type))
			continue
		}
		list.Parts = append(list.Parts, lang.T("%s %s", "%s %s").With(t.Period, t.Type))
	}
	return textGoalList.With(list)
}

// checkDuplicateItem reports items that stand twice in a group.
func checkDuplicateItem(r *review) {
	for _, g := range r.groups {
		if len(g.duplicate) == 0 {
			continue
		}
		byName := map[string][]int32{}
		var names []string
		for _, row := range g.duplicate {
			name := foldName(r.plan.Breakdowns[row].Item)
			if byName[name] == nil {
				names = append(names, name)
			}
			byName[name] = append(byName[name], row)
		}
		firsts := r.firstsOf(g, byName)
		for _, name := range names {
			r.addDuplicate(g, append([]int32{firsts[name]}, byName[name]...))
		}
	}
}

// firstsOf finds the rows in which the repeated items stood first.
func (r *review) firstsOf(g *group, repeated map[string][]int32) map[string]int32 {
	firsts := make(map[string]int32, len(repeated))
	for _, row := range g.rows {
		name := foldName(r.plan.Breakdowns[row].Item)
		again, ok := repeated[name]
		if _, seen := firsts[name]; ok && !seen && r.when(row) == r.when(again[0]) {
			firsts[name] = row
		}
	}
	return firsts
}

func (r *review) addDuplicate(g *group, rows []int32) {
	var also lang.Message
	switch g.sums {
	case sumTwice:
		also = textWithout.With(r.naturalOf(g, g.whole))
	case sumRight:
		also = textNameOnly.With()
	default:
		also = textNothing.With()
	}
	members := r.refs(rows, FieldItem)
	r.add(Finding{
		At: members[1], Members: members, Each: true, Subject: r.plan.Breakdowns[rows[0]].Item,
		Message: textDuplicate.With(r.plan.Breakdowns[rows[0]].Item, r.label(g), len(rows), rowsOf(members), also),
		Hint:    textHintTwice.With(),
	})
}

package allocate

import "strings"

// Summarise keeps of a tracked plan what a report over many workbooks needs. path
// names the workbook for people.
func Summarise(path string, p *Plan, t *Tracking) *Summary {
	s := &Summary{Path: path, Region: t.Region, used: t.Used, refused: t.Refused, Restated: t.Restated}
	for i := range t.Actions {
		s.row(&t.Actions[i], p.Actions[i].Remedy)
	}
	for i := range t.Targets {
		s.row(&t.Targets[i], "")
	}
	s.Lines = t.lines(path, p)
	s.moves = t.candidates(path, p)
	return s
}

// row notes what the report says of a row.
func (s *Summary) row(pr *Progress, remedy string) {
	if pr.lent && !pr.Overdue { // it stands as its sub-target does, which is counted and listed
		return
	}
	s.States[pr.State]++
	if pr.Series == nil {
		s.names = append(s.names, pr.Subject)
	}
	if pr.State == Red {
		s.Reds = append(s.Reds, RedLine{Path: s.Path, Progress: *pr, Cause: remedy})
	}
	if pr.Overdue {
		s.Late = append(s.Late, LateAction{
			Path: s.Path, At: pr.At, Owner: pr.Owner, Subject: pr.Subject, Detail: pr.Detail, Due: pr.due, Days: pr.Late,
		})
	}
}

// lines makes the report's lines of a workbook.
func (t *Tracking) lines(path string, p *Plan) (out []RegionLine) {
	for _, g := range t.cuts() {
		if isRegional(t.review.match.dims[g.dim].name) || len(g.rows) == 1 {
			for _, row := range g.rows {
				line := t.add(path, t.goalType(g), []*Progress{&t.Targets[row]})
				pr := &t.Targets[row]
				line.At, line.Region, line.Owner = pr.At, pr.Subject, pr.Owner
				line.State, line.Word, line.Why = pr.State, pr.Word, pr.Why
				out = append(out, line)
			}
			continue
		}
		rows := make([]*Progress, len(g.rows))
		for i, row := range g.rows {
			rows[i] = &t.Targets[row]
		}
		out = append(out, t.add(path, t.goalType(g), rows))
	}
	if len(p.Breakdowns) == 0 {
		out = t.actionLines(path)
	}
	return out
}

// cuts returns one group of rows for each goal: the one by regions if there is one,
// else the one with the most actuals, else the first.
func (t *Tracking) cuts() (out []*group) {
	type key struct {
		goal int32
		unit Unit
	}
	at := map[key]int{}
	r := t.review
	for _, g := range r.groups {
		if g.parent >= 0 {
			continue
		}
		k := key{g.goal, r.unitOfGroup(g)}
		i, ok := at[k]
		if !ok {
			at[k] = len(out)
			out = append(out, g)
			continue
		}
		if t.weight(g) > t.weight(out[i]) {
			out[i] = g
		}
	}
	return out
}

// weight orders the groups of one goal by how well they stand for it.
func (t *Tracking) weight(g *group) int {
	n := 0
	for _, row := range g.rows {
		if t.Targets[row].LastActual != 0 {
			n++
		}
	}
	if isRegional(t.review.match.dims[g.dim].name) {
		n += len(t.Targets) + 1
	}
	return n
}

// isRegional reports whether a dimension is one of places: 区域维度.
func isRegional(dimension string) bool {
	name := strings.ToLower(dimension)
	for _, w := range [...]string{"区域", "大区", "地区", "片区", "战区", "region", "area"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

func (t *Tracking) goalType(g *group) string {
	if g.goal >= 0 {
		return t.review.plan.Targets[g.goal].Type
	}
	return ""
}

// actionLines adds up the actions of a workbook without sub-targets, unit by unit.
func (t *Tracking) actionLines(path string) (out []RegionLine) {
	var units []Unit
	by := map[Unit][]*Progress{}
	for i := range t.Actions {
		pr := &t.Actions[i]
		if pr.TargetFrom != TargetInAction {
			continue
		}
		if by[pr.Target.Unit] == nil {
			units = append(units, pr.Target.Unit)
		}
		by[pr.Target.Unit] = append(by[pr.Target.Unit], pr)
	}
	for _, u := range units {
		out = append(out, t.add(path, "", by[u]))
	}
	return out
}

// add adds rows up to a line of the report.
func (t *Tracking) add(path, goal string, rows []*Progress) RegionLine {
	line := RegionLine{Path: path, Region: t.Region, Goal: goal, Owner: rows[0].Owner, Basis: rows[0].Basis}
	for _, pr := range rows {
		line.Rows++
		if pr.Owner != line.Owner {
			line.Owner = ""
		}
		if pr.TargetFrom == NoTarget {
			line.Unknown++
			continue
		}
		line.all = line.all.Add(pr.Target)
		if pr.CompleteFrom != FromActuals {
			line.Unknown++
			continue
		}
		line.include(pr)
	}
	line.judge(&t.review.policy)
	return line
}

// include adds a row with actuals to the figures.
func (l *RegionLine) include(pr *Progress) {
	l.Actual, l.Plan = l.Actual.Add(pr.Actual), l.Plan.Add(pr.Plan)
	l.known, l.fine = l.known.Add(pr.Target.Value), l.fine.Add(pr.fine)
	if pr.Basis != l.Basis {
		l.Basis = NoBasis
	}
	if f := pr.Forecast; f != nil {
		l.forecast(f)
	}
}

func (l *RegionLine) forecast(f *Forecast) {
	if l.Forecast == nil {
		l.Forecast = &Forecast{}
	}
	sum := l.Forecast
	sum.Best, sum.Low, sum.High = sum.Best.Add(f.Best), sum.Low.Add(f.Low), sum.High.Add(f.High)
	sum.RunRate, sum.Seasonal, sum.Recent = sum.RunRate.Add(f.RunRate), sum.Seasonal.Add(f.Seasonal), sum.Recent.Add(f.Recent)
}

// judge gives a sum its shares and its colour.
func (l *RegionLine) judge(pol *Policy) {
	l.Target, l.NoActual = l.all, Amount{}
	if without := l.all.Value.Sub(l.known); l.known.Sign() > 0 && without.Sign() != 0 {
		l.Target, l.NoActual = l.all.With(l.known), l.all.With(without)
	}
	if l.Rows == l.Unknown || l.known.Sign() <= 0 {
		l.State, l.Word = Grey, wordNoActual
		return
	}
	complete, planned := over(l.Actual.Value, l.known), over(l.fine, l.known)
	l.Complete, l.Planned, l.Index = complete.value(), planned.value(), complete.per(planned).value()
	if complete.cmp(whole) >= 0 {
		l.State, l.Word = Green, wordDone
		return
	}
	l.State, l.Word = pol.stateOf(complete, planned)
}

// merge adds another line of the same goal to a sum.
func (l *RegionLine) merge(o *RegionLine) {
	l.Rows, l.Unknown = l.Rows+o.Rows, l.Unknown+o.Unknown
	l.all, l.Actual, l.Plan = l.all.Add(o.all), l.Actual.Add(o.Actual), l.Plan.Add(o.Plan)
	l.known, l.fine = l.known.Add(o.known), l.fine.Add(o.fine)
	if o.Basis != l.Basis {
		l.Basis = NoBasis
	}
	if o.Forecast != nil {
		l.forecast(o.Forecast)
	}
}

package allocate

// ofPeriod narrows goals that fit by unit and type to the one of the row's period.
func (f *finder) ofPeriod(goals []int32, q question) answer {
	if len(goals) == 1 {
		if q.own && !covers(f.period(goals[0]), q.period) {
			return answer{-1, faultPeriod}
		}
		return answer{goals[0], noFault}
	}
	switch {
	case q.period == (Period{}):
		return f.widest(goals)
	case q.own:
		return f.ownPeriod(goals, q.period)
	}
	return f.dueYear(goals, q.period)
}

func (f *finder) period(goal int32) Period { return f.r.plan.Targets[goal].Period }

// widest is the goal of a row without any date: among goals of one type, the one whose period
// covers all the others' (the year, where year and quarters have goals).
func (f *finder) widest(goals []int32) answer {
	best := goals[0]
	for _, g := range goals[1:] {
		if !covers(f.period(best), f.period(g)) {
			best = g
		}
	}
	return f.only(best, goals, func(g int32) bool {
		return f.sameType(g, best) && covers(f.period(best), f.period(g)) && f.period(best) != f.period(g)
	})
}

// ownPeriod is the goal of a row that states its period: the goal of that very period,
// else the narrowest one that covers it.
func (f *finder) ownPeriod(goals []int32, p Period) answer {
	var exact, around []int32
	for _, g := range goals {
		if f.period(g) == p {
			exact = append(exact, g)
		}
		if covers(f.period(g), p) {
			around = append(around, g)
		}
	}
	if len(exact) > 0 {
		return f.sole(exact)
	}
	return f.narrowest(around)
}

// dueYear is the goal of a row that has only a date: the goal of the whole year
// that ends on it; else the only goal that ends on it, as the goal of a quarter
// does; else the goal of the whole year that it is in; else the narrowest one
// that covers it.
func (f *finder) dueYear(goals []int32, due Period) answer {
	day := Period{due.To, due.To}
	var ending, years, around []int32
	yearEnd := false
	for _, g := range goals {
		p := f.period(g)
		if !covers(p, day) {
			continue
		}
		around = append(around, g)
		if monthsOf(p) == 12 {
			years = append(years, g)
			yearEnd = yearEnd || p.To == due.To
		} else if p.To == due.To {
			ending = append(ending, g)
		}
	}
	switch {
	case len(ending) == 1 && !yearEnd:
		return answer{ending[0], noFault}
	case len(years) > 0:
		return f.sole(years)
	}
	return f.narrowest(around)
}

func (f *finder) sole(goals []int32) answer {
	if len(goals) > 1 {
		return answer{-1, faultSeveral}
	}
	return answer{goals[0], noFault}
}

func (f *finder) narrowest(goals []int32) answer {
	if len(goals) == 0 {
		return answer{-1, faultPeriod}
	}
	best := goals[0]
	for _, g := range goals[1:] {
		if covers(f.period(best), f.period(g)) {
			best = g
		}
	}
	return f.only(best, goals, func(g int32) bool {
		return covers(f.period(g), f.period(best)) && f.period(best) != f.period(g)
	})
}

// only answers with best if every other goal yields to it.
func (f *finder) only(best int32, goals []int32, yields func(int32) bool) answer {
	for _, g := range goals {
		if g != best && !yields(g) {
			return answer{-1, faultSeveral}
		}
	}
	return answer{best, noFault}
}

func (f *finder) sameType(a, b int32) bool {
	return foldName(f.r.plan.Targets[a].Type) == foldName(f.r.plan.Targets[b].Type)
}

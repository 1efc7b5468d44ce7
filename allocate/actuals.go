package allocate

// Actuals is an export of what happened, month by month.
type Actuals struct {
	Name   string   // of the file, for people
	Series []Series // in the order of their first line; not to be changed once they were tracked
	index  actualsIndex
}

// Series is the actuals of one item. Which columns an export has differs: what it
// does not give is "".
type Series struct {
	Line      int    // of the file, from 1, where it stands first
	Key       string // 编号: names a row by itself
	Dimension string // 维度
	Item      string // 项目, 子目标项 or 策略名称, as written
	Action    string // 具体行动, beside a strategy
	Owner     string // 责任人
	Region    string // 区域, beside another item
	// Months holds what each month brought by itself, in rising order, each month
	// once; running totals were taken apart when they were read. A month that the
	// export leaves blank is not there: nothing is known of it.
	Months []MonthActual
}

// MonthActual is what one month brought.
type MonthActual struct {
	Month  Month
	Amount Amount // may be negative: returns, corrections
	Line   int    // of the file
}

// Name returns what the export calls the series, for people: the item, with the action or
// the region where the item alone would not tell.
func (s *Series) Name() string {
	name := s.Item
	for _, more := range [...]string{s.Action, s.Region} {
		switch {
		case more == "":
		case name == "":
			name = more
		default:
			name += "/" + more
		}
	}
	if name == "" {
		name = s.Key
	}
	return name
}

// Through returns the latest month that any series has an actual for, no later than
// the given one; the zero Month if there is none. It is the month that a refresh is
// about where nobody says which.
func (a *Actuals) Through(latest Month) Month {
	var last Month
	for i := range a.Series {
		for _, m := range a.Series[i].Months {
			if m.Month > last && m.Month <= latest {
				last = m.Month
			}
		}
	}
	return last
}

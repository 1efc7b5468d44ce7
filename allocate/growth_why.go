package allocate

import "goalxl/internal/lang"

// because says why growth was not checked.
func (g *growthGap) because() lang.Message {
	switch g.why {
	case noHistory:
		return lang.T("没有历史数据", "no history").With()
	case oneYear:
		return lang.T("只有一年的实际，算不出历史增速", "one year of actuals gives no rate").With()
	case partBase:
		return lang.T("最近的实际不是整年", "the last actual is not of a whole year").With()
	case baseNotPositive:
		return lang.T("历史基数为零或负数，增速不适用", "the historical base is zero or less, a rate does not apply").With()
	case partTarget:
		return lang.T("目标周期不是整年，不能与全年实际相比", "the target is not for a whole year and cannot be compared with yearly actuals").With()
	case noPeriod:
		return lang.T("目标没有写明年份", "the target's year is not known").With()
	case twoFigures:
		return lang.T("历史数据中同一年有两个不同的数", "the history gives two different figures for one year").With()
	case unclearUnit:
		return lang.T("历史数据与目标的单位不同，或没有写明单位", "history and target are not in one unit, or the history gives no unit").With()
	case unclearName:
		if g.two == "" {
			return lang.T("历史数据中的“%s”没有写明是哪项指标", "the history does not say which goal type \"%s\" is of").With(g.one)
		}
		return lang.T("历史数据中“%s”和“%s”都可能对应，未作猜测", "\"%s\" and \"%s\" of the history fit equally well, nothing was guessed").With(g.one, g.two)
	}
	return lang.Message{}
}

// hint says what would make the check possible.
func (why unchecked) hint() lang.Message {
	switch why {
	case noHistory, oneYear:
		return lang.T("补上历史数据表，或在目标旁加“上年实际”等列：两年实际可作初步核对，四年最好。", "Add a history table, or columns of earlier actuals beside the target: two years allow a first check, four are best.").With()
	case partBase:
		return lang.T("补上最近一年的全年实际。", "Add the actual of the whole last year.").With()
	case partTarget:
		return lang.T("请另行对比同期。", "Compare it with the same months of earlier years.").With()
	case noPeriod:
		return lang.T("写明周期，例如 2024年度。", "Give the period, for example 2024.").With()
	case unclearName:
		return lang.T("让历史数据的项目与分解表的子目标项同名。", "Give the history's items the names of the breakdown's.").With()
	case twoFigures:
		return lang.T("删去其中一个。", "Remove one of the two.").With()
	case unclearUnit:
		return lang.T("在历史数据的表头写明单位，例如“2023年实际（万元）”。", "State the unit in the history's headings, for example \"2023 (CNY 10,000)\".").With()
	}
	return lang.Message{}
}

package allocate

func checkGoalUnmatched(r *review) {}

func checkUnitMismatch(r *review) {}

func checkDuplicateItem(r *review) {}

package allocate

func checkDueOutsidePeriod(r *review) {}

package allocate

func checkCellMissing(r *review) {}

func checkOwnerMissing(r *review) {}

func checkDueMissing(r *review) {}

func checkStrategyMissing(r *review) {}

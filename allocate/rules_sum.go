package allocate

func checkSumMismatch(r *review) {}

func checkSumIncomplete(r *review) {}

func checkRoundingResidual(r *review) {}

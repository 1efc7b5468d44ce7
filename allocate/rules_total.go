package allocate

func checkTotalRow(r *review) {}

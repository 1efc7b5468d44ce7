package allocate

func checkShareMismatch(r *review) {}

func checkShareSum(r *review) {}

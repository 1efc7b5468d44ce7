package allocate

func checkProgressRange(r *review) {}

func checkProgressConsistent(r *review) {}

func checkOverdue(r *review) {}

func checkUntracked(r *review) {}

func checkOrphanAction(r *review) {}

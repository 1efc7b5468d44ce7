package allocate

func checkGoalText(r *review) {}

package allocate

// Result is what a check of a plan gives: what is wrong with it, and what
// `fill` would write.
type Result struct {
	Findings []Finding // graver first within a table, then in sheet order
	Changes  []Change  // in sheet order; at most one for a cell
}

// review is a check under way: the plan, its policy, and what the rules share.
type review struct {
	plan   *Plan
	policy Policy
	result Result
}

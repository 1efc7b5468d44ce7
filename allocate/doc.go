// Package allocate is the core of goalxl: what a sales plan is, how a target is
// split without losing a cent, and which rules a plan must keep.
//
// It is pure: it knows no spreadsheet, no terminal and no clock. Whoever reads a
// plan from somewhere (package workbook does) fills in a Plan, calls Check, and
// gets back findings and changes that say *where* with a Ref: a table, a row and
// a field. Money is decimal throughout; no binary floating point touches it.
package allocate

package allocate

import (
	"github.com/shopspring/decimal"

	"goalxl/internal/lang"
)

// Severity says how much a finding matters. The zero value is Info.
type Severity uint8

// The severities, the lightest first.
const (
	Info    Severity = iota // 说明: worth knowing, nothing to mend
	Warning                 // 提醒: may be right, look at it
	Error                   // 错误: the plan contradicts itself
)

// String returns the name that JSON and --fail-on use: info, warning, error.
func (s Severity) String() string { return [...]string{"info", "warning", "error"}[s] }

// In returns the word for people: 说明, 提醒, 错误.
func (s Severity) In(l lang.Lang) string {
	return [...]lang.Text{
		lang.T("说明", "Note"), lang.T("提醒", "Warning"), lang.T("错误", "Error"),
	}[s].In(l)
}

// Finding is one problem of a plan: where, what, by how much, and what mends it.
type Finding struct {
	Rule     *Rule
	Severity Severity
	At       Ref   // the cell to go to
	Members  []Ref // the cells that the arithmetic is about, in sheet order; may be nil
	// Each says that every member is at fault by itself, as ten rows without an
	// owner are, not only At for all of them, as a sum is.
	Each bool
	// Unchecked says that the finding is no fault: it names a check that could not be made.
	Unchecked bool
	Subject   string // what it is about: a dimension, an item, a goal
	// Found, Expected and Difference (found − expected) are in base units of
	// Unit, shares as fractions with Unit "%"; nil where a finding has none.
	Found, Expected, Difference *decimal.Decimal
	Unit                        Unit
	Message                     lang.Message // what, found, expected, difference and its direction
	Hint                        lang.Message // what would mend it; may be zero
	Fixes                       []Fix        // the edits that mend it, the best first
	Live                        *Live        // how a spreadsheet can tell that it was mended; may be nil
}

// Marked returns the cells that the finding marks: all that its arithmetic is
// about, or the one to go to where it only says something about the others.
func (f *Finding) Marked() []Ref {
	if f.Severity == Info && !f.Each {
		return []Ref{f.At}
	}
	return append([]Ref{f.At}, f.Members...)
}

// Fix is one edit that mends a finding. It was tried: with it the finding is
// gone, and it causes no other finding unless Then says which.
type Fix struct {
	At            Ref
	Before, After Value
	Then          []*Rule // rules that the edit would trip; nil if none
}

// Live is the sum behind a finding: it is mended when the members add up to the
// goal. Goal is a cell, or Fixed where no single cell holds it.
type Live struct {
	Members []Ref
	Goal    Ref
	Fixed   *Amount
}

// Value is what a cell can hold: an Amount or a Share.
type Value interface {
	lang.Speaker
	isValue()
}

func (Amount) isValue() {}
func (Share) isValue()  {}

// Change is a cell that the tool writes: the figure before (nil if blank), the
// figure after, and why.
type Change struct {
	At            Ref
	Before, After Value
	Subject       string        // the row's name, by which it is found again where rows were moved: an item, a goal, 合计
	Why           *lang.Message // shared by the changes that have one reason; never nil
}

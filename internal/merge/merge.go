// Package merge decides what a reply changes: of each cell it compares what was
// sent, what came back and what the master says today. It is pure: it knows no
// file and no spreadsheet.
package merge

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Value is what a cell says. The zero value is a blank cell.
type Value struct {
	Text string // as it stands there: 1200万元
	// Plain is the figure it was read as, in base units of Unit: 12000000; a share as
	// a fraction; a day or a span of days as 2024-12-01/2024-12-31. "" for words.
	Plain string
	Unit  string // base unit of an amount: 元, 家; "" where nothing gives one
}

// IsBlank reports whether the cell says nothing.
func (v Value) IsBlank() bool { return v.Plain == "" && words(v.Text) == "" }

// Same reports whether two cells mean the same: figures by their value (1200万元,
// 12,000,000元 and 1200 under 万元 are one), words but for spaces and line breaks. A
// figure without any unit means the same number in every unit.
func Same(a, b Value) bool {
	if a.Plain == "" || b.Plain == "" {
		return a.IsBlank() && b.IsBlank() || words(a.Text) == words(b.Text)
	}
	if a.Unit != b.Unit && a.Unit != "" && b.Unit != "" {
		return false
	}
	if a.Plain == b.Plain {
		return true
	}
	x, okX := figure(a.Plain)
	y, okY := figure(b.Plain)
	return okX && okY && x.Equal(y)
}

// figure reads a plain decimal. One with an exponent is none: to compare
// 1e999999999 would take forever.
func figure(plain string) (decimal.Decimal, bool) {
	if strings.ContainsAny(plain, "eE") {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(plain)
	return d, err == nil
}

// words is a text with each run of spaces and line breaks as one space.
func words(s string) string { return strings.Join(strings.Fields(s), " ") }

// Verdict is what becomes of one cell of a reply.
type Verdict uint8

// The verdicts.
const (
	Unchanged Verdict = iota // the reply says what was sent: the master stands
	Taken                    // only the reply changed it: it is taken
	Agreed                   // both changed it, and say the same now
	Conflict                 // both changed it, and differ: people must decide
)

// Three compares what was sent, what came back and what the master says today.
func Three(sent, returned, master Value) Verdict {
	switch {
	case Same(sent, returned):
		return Unchanged
	case Same(returned, master):
		return Agreed
	case Same(sent, master):
		return Taken
	}
	return Conflict
}

package workbook

import (
	"testing"

	"goalxl/workbook/report"
	"goalxl/workbook/sheet"
)

func TestSameValue(t *testing.T) {
	number := func(s string) report.Value { return report.Value{Text: s, Number: true} }
	text := func(s string) report.Value { return report.Value{Text: s} }
	for _, c := range []struct {
		held, written report.Value
		want          bool
	}{
		{number("0.40000000000000002"), number("0.4"), true},
		{number("0.300000000000000000011"), number("0.3"), true},
		{number("4.8E7"), number("48000000"), true},
		{number("0.4001"), number("0.4"), false},
		{text("3600万元 "), text("3600万元"), true},
		{text("3600万元"), text("3600"), false},
		{number("0.4"), text("40%"), true},
		{text("40.0%"), number("0.4"), true},
		{text("0.4"), number("0.4"), false},
		{number("40"), text("40%"), false},
		{text(""), number("0"), false},
	} {
		if got := sameValue(c.held, c.written); got != c.want {
			t.Errorf("%+v held, %+v written: %v", c.held, c.written, got)
		}
	}
}

// TestBackThroughGenerations follows a cell through the logs of several runs,
// whatever their order.
func TestBackThroughGenerations(t *testing.T) {
	entry := func(before, after string) *vouched {
		return &vouched{Change: report.Change{Before: report.Value{Text: before, Number: before != ""}, After: report.Value{Text: after, Number: true}}}
	}
	m := &marks{}
	for _, c := range []struct {
		held    string
		entries []*vouched
		want    string
		ok      bool
	}{
		{"3", []*vouched{entry("2", "3"), entry("", "2")}, "", true},
		{"3", []*vouched{entry("", "2"), entry("2", "3")}, "", true},
		{"2", []*vouched{entry("", "2"), entry("2", "3")}, "", true},
		{"4", []*vouched{entry("", "2"), entry("2", "3")}, "4", false},
		{"2", []*vouched{entry("2", "2"), entry("2", "2")}, "2", true},
	} {
		got, ok, err := m.back(&sheet.Cell{Type: sheet.Number, Text: []byte(c.held)}, c.entries)
		if err != nil || got.Text != c.want || ok != c.ok {
			t.Errorf("%s goes back to %q, %v, %v; want %q, %v", c.held, got.Text, ok, err, c.want, c.ok)
		}
	}
	if _, ok, _ := m.back(&sheet.Cell{Type: sheet.Number, Text: []byte("3"), Formula: []byte("A1")}, []*vouched{entry("", "3")}); ok {
		t.Error("a formula is taken for a figure of the tool's")
	}
}

func TestSubjectRows(t *testing.T) {
	for _, c := range []struct {
		rows         []int32
		logged, want int32
	}{
		{nil, 5, 5}, {[]int32{5}, 5, 5}, {[]int32{2, 5, 9}, 5, 5}, {[]int32{7}, 5, 7}, {[]int32{2, 7}, 5, 0},
	} {
		p := &subjectRows{}
		for _, r := range c.rows {
			p.see(r)
			p.see(r)
		}
		if got := p.settle(c.logged); got != c.want {
			t.Errorf("in rows %v, logged in %d: now in %d, want %d", c.rows, c.logged, got, c.want)
		}
	}
	var none *subjectRows
	if none.see(1); none.settle(3) != 3 {
		t.Error("an entry without a subject moved")
	}
}

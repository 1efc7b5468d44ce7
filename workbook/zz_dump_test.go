package workbook

import (
	"fmt"
	"os"
	"testing"
)

func TestDump(t *testing.T) {
	p := os.Getenv("DUMP")
	if p == "" {
		t.Skip()
	}
	b, err := Open(p)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	plan, err := b.Read()
	if err != nil {
		t.Fatal(err)
	}
	for i, tb := range b.Layout().Tables() {
		fmt.Printf("T%d %v %s %v rows=%d check=%d lang=%v sections=%v notes=%v | %+v\n", i, tb.Kind, b.Layout().sheets[tb.Sheet].Name, tb.Range(), tb.Rows, tb.CheckCol, tb.Lang, tb.Sections, tb.Notes, plan.Tables[i])
		for _, c := range tb.Columns {
			fmt.Printf("    %d %q %v/%s y=%d unit=%+v %s | %s | %+v\n", c.Col, c.Heading, c.Field, c.Means, c.Year, c.Unit, c.UnitWhy.In(0), c.Why.In(0), c.Written)
		}
	}
	for _, x := range plan.Targets {
		fmt.Printf("G %+v\n", *x)
	}
	for _, x := range plan.Breakdowns {
		fmt.Printf("B %d/%d dim=%q item=%q own=%q strat=%.10q due=%v amt=%v(%d) %v sh=%v(%d) more=%+v\n", x.At.Table, x.At.Row, x.Dimension, x.Item, x.Owner, x.Strategy, x.Due, x.Amount.Plain(), x.AmountIn, x.Amount, x.Share.Plain(), x.ShareIn, x.More)
	}
	for _, x := range plan.Totals {
		fmt.Printf("S %+v\n", *x)
	}
	for _, x := range plan.Actions {
		fmt.Printf("A %+v\n", *x)
	}
	for _, x := range plan.History {
		fmt.Printf("H %+v\n", *x)
	}
	for _, x := range plan.Unread {
		fmt.Printf("U %+v\n", x)
	}
}

package blank

import (
	"github.com/shopspring/decimal"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// company is the plan of a company that does not exist: four dimensions that each
// add up, four years of actuals, actions under way.
type company struct {
	goals, breakdown, tracking, history []record
	contacts                            []Contact
	lang                                lang.Lang
}

// record is a row of one of the tables, by column.
type record []value

// value is what a cell of the sample holds: a text, or a number. Money counts
// 万元, whatever the unit of the workbook.
type value struct {
	text   string
	number decimal.NullDecimal
	count  bool // of customers, not of money
	money  bool
}

func worded(s string) value { return value{text: s} }

func money(n int64) value {
	return value{number: decimal.NewNullDecimal(decimal.New(n, 0)), money: true}
}

func plainNumber(d decimal.Decimal) value { return value{number: decimal.NewNullDecimal(d)} }

// quantity is money, or a number of customers.
func quantity(n int64, count bool) value {
	v := money(n)
	v.money, v.count = !count, count
	return v
}

// of is the value as the workbook's cells hold it; nil for a blank cell.
func (v value) of(o *Options) any {
	switch {
	case v.number.Valid && v.money && o.Unit == Yuan:
		return plain(v.number.Decimal.Shift(4))
	case v.number.Valid:
		return plain(v.number.Decimal)
	case v.text == "":
		return nil
	}
	return v.text
}

// newCompany is the sample of a year.
func newCompany(o *Options) *company {
	c := &company{lang: o.Lang}
	for _, g := range sampleGoals {
		c.goals = append(c.goals, record{worded(sampleYear.With(o.Year).In(o.Lang)), worded(g.name.In(o.Lang)),
			quantity(g.target, g.count), worded(g.about.In(o.Lang)), worded(g.owner.In(o.Lang))})
	}
	for i, s := range sampleItems {
		c.breakdown = append(c.breakdown, record{worded(s.dimension.In(o.Lang)), worded(s.item.In(o.Lang)), quantity(s.target, s.count()),
			{}, worded(s.owner.In(o.Lang)), worded(sampleDue.With(o.Year).In(o.Lang)), worded(s.strategy.In(o.Lang)), worded(s.goal().In(o.Lang))})
		for y, actual := range s.actuals {
			c.history = append(c.history, record{worded(s.item.In(o.Lang)), plainNumber(decimal.New(int64(o.Year-len(s.actuals)+y), 0)), quantity(actual, s.count())})
		}
		c.tracking = append(c.tracking, record{worded(s.name.In(o.Lang)), worded(s.action.In(o.Lang)), worded(s.owner.In(o.Lang)),
			worded(sampleSpan.With(o.Year).In(o.Lang)), worded(s.resource.In(o.Lang)), plainNumber(progress(o.Elapsed, i)), {}})
		c.know(s.owner.In(o.Lang), s.mail, s.region.In(o.Lang))
	}
	for _, g := range sampleGoals {
		c.know(g.owner.In(o.Lang), g.mail, "")
	}
	if !o.Repaired {
		for _, p := range Planted {
			p.plant(c, o)
		}
	}
	return c
}

// know adds an owner to the contacts, once.
func (c *company) know(owner, mail, region string) {
	for _, k := range c.contacts {
		if k.Owner == owner {
			return
		}
	}
	c.contacts = append(c.contacts, Contact{owner, mail + "@example.com", "", region})
}

// progress is how far an action of the sample has come when that much of the
// year has passed: with it or a little ahead, in steps of 5%.
func progress(elapsed, i int) decimal.Decimal {
	if elapsed <= 0 {
		return decimal.Zero
	}
	return decimal.New(int64(min(100, (elapsed+4)/5*5+i%3*5)), -2)
}

// The columns of the sample's rows, as the tables declare them.
const (
	goalAmount, goalText                       = 2, 3
	rowDimension, rowItem, rowAmount, rowOwner = 0, 1, 2, 4
	rowDue, rowGoal                            = 5, 7
	goalType                                   = 1
)

// sum is what the rows of a dimension add up to, in the unit of the workbook; of
// the first goal where none is named.
func (c *company) sum(o *Options, dimension, goal string) decimal.Decimal {
	var sum decimal.Decimal
	for _, r := range c.breakdown {
		if r[rowDimension].text == dimension && r[rowGoal].text == c.named(goal) {
			sum = sum.Add(r[rowAmount].in(o))
		}
	}
	return sum
}

// goal is the amount of a goal in the unit of the workbook.
func (c *company) goal(o *Options, goal string) decimal.Decimal {
	for _, r := range c.goals {
		if r[goalType].text == c.named(goal) {
			return r[goalAmount].in(o)
		}
	}
	return decimal.Zero
}

// named is a goal's name; the first one where none is given.
func (c *company) named(goal string) string {
	if goal == "" {
		return c.goals[0][goalType].text
	}
	return goal
}

// in is a figure in the unit of the workbook.
func (v value) in(o *Options) decimal.Decimal {
	if v.money && o.Unit == Yuan {
		return v.number.Decimal.Shift(4)
	}
	return v.number.Decimal
}

// share is the share of a row of the breakdown in its goal.
func (c *company) share(o *Options, row int) decimal.Decimal {
	r := c.breakdown[row]
	return r[rowAmount].in(o).Div(c.goal(o, r[rowGoal].text))
}

// spareLine is what the line after those of the dimensions checks: the second goal.
func (c *company) spareLine() (dimension, goal string) {
	return sampleItems[len(sampleItems)-1].dimension.In(c.lang), sampleGoals[1].name.In(c.lang)
}

// find returns the row of the breakdown with the item.
func (c *company) find(item lang.Text) record {
	for _, r := range c.breakdown {
		if r[rowItem].text == item.In(c.lang) {
			return r
		}
	}
	return nil
}

// Problem is a mistake that the sample is made with, so that there is something
// to find.
type Problem struct {
	Rule  string             // that finds it
	Sheet allocate.TableKind // where it is found
	plant func(*company, *Options)
}

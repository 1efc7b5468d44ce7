package allocate

import (
	"fmt"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// owned is a row with its owner.
func (s *sheet) owned(dimension, item, amount, owner string) *Breakdown {
	b := s.row(dimension, item, amount)
	b.Owner = owner
	return b
}

func (s *sheet) done(name, owner string) *Action {
	a := &Action{At: Ref{Table: actionsAt, Row: int32(len(s.Actions) + 2)}, Name: name, Owner: owner}
	s.Actions = append(s.Actions, a)
	return a
}

func (s *sheet) contact(owner, email, region string) {
	s.Contacts = append(s.Contacts, &Contact{At: Ref{Table: 4, Row: int32(len(s.Contacts) + 2)}, Owner: owner, Email: email, Region: region})
}

// portions says what a division came to: label, rows of the breakdown, actions.
func portions(d Division) []string {
	var out []string
	for i := range d.Portions {
		p := &d.Portions[i]
		mail := ""
		if p.Contact != nil {
			mail = " <" + p.Contact.Email + ">"
		}
		out = append(out, fmt.Sprintf("%s%s %v%v", p.Label, mail, p.Breakdowns, p.Actions))
	}
	for _, r := range d.Refused {
		out = append(out, fmt.Sprintf("refused %d %q %d", r.Why, r.Name, len(r.At)))
	}
	return out
}

func TestDivide(t *testing.T) {
	regions := func(owners ...string) *sheet {
		s := newSheet()
		s.goal("2024年度", "销售额", "1.2亿元")
		for i, item := range []string{"华东区域销售额", "华北区域销售额", "华南区域销售额"}[:len(owners)] {
			s.owned("区域维度", item, "4000万元", owners[i])
		}
		return s
	}
	for name, c := range map[string]struct {
		by   By
		make func() *sheet
		want []string
	}{
		"owners": {ByOwner, func() *sheet {
			s := regions("张伟", "李娜", " 张伟　")
			s.done("华东区域市场拓展", "张伟")
			s.done("品牌", "王芳")
			s.contact("张伟", "z@example.com", "")
			return s
		}, []string{"张伟 <z@example.com> [0 2][0]", "李娜 [1][]", "王芳 [][1]"}},
		"masked, one subject":         {ByOwner, func() *sheet { s := regions("*经理"); s.done("华东区域市场拓展", "*经理"); return s }, []string{"*经理 [0][0]"}},
		"masked, several regions":     {ByOwner, func() *sheet { return regions("*经理", "*经理", "张伟") }, []string{`refused 1 "*经理" 2`}},
		"masked, an action elsewhere": {ByOwner, func() *sheet { s := regions("*经理"); s.done("华北区域拓展", "*经理"); return s }, []string{`refused 1 "*经理" 2`}},
		"a post of many":              {ByOwner, func() *sheet { return regions("区域经理", "区域经理") }, []string{`refused 1 "区域经理" 2`}},
		"a person with a post":        {ByOwner, func() *sheet { return regions("王经理", "王经理") }, []string{"王经理 [0 1][]"}},
		"blank and vacant":            {ByOwner, func() *sheet { return regions("", "待定", "张伟") }, []string{`refused 0 "" 1`, `refused 0 "待定" 1`}},
		"masked, told by the regions": {ByOwner, func() *sheet {
			s := regions("*经理", "*经理")
			s.done("华北区域老客户", "*经理")
			s.contact("王经理", "w@example.com", "华东区域")
			s.contact("*经理", "l@example.com", "华北")
			return s
		}, []string{"王经理 <w@example.com> [0][]", "*经理（华北） <l@example.com> [1][0]"}},
		"two of one name, told by the regions": {ByOwner, func() *sheet {
			s := regions("张伟", "张伟")
			s.contact("张伟", "a@example.com", "华东")
			s.contact("张伟", "b@example.com", "华北")
			return s
		}, []string{"张伟（华东） <a@example.com> [0][]", "张伟（华北） <b@example.com> [1][]"}},
		"two of one name, not told": {ByOwner, func() *sheet {
			s := regions("张伟")
			s.contact("张伟", "a@example.com", "")
			s.contact("张伟", "b@example.com", "")
			return s
		}, []string{`refused 1 "张伟" 1`}},
		"children have their own owners": {ByOwner, func() *sheet {
			s := regions("张伟")
			s.owned("区域维度", "一组", "1000万元", "李娜").More.Parent = "华东区域销售额"
			return s
		}, []string{"张伟 [0][]", "李娜 [1][]"}},
		"dimensions": {ByDimension, func() *sheet {
			s := regions("", "*经理")
			s.owned("产品维度", "高端产品销售额", "1亿元", "张伟")
			s.owned("区域/华东区域", "一组", "1000万元", "李娜")
			s.done("高端产品开发", "张伟")
			return s
		}, []string{"区域维度 [0 1 3][]", "产品维度 [2][0]"}},
		"items": {ByItem, func() *sheet {
			s := regions("*经理", "*经理")
			s.done("华北区域老客户", "*经理")
			s.contact("李娜", "l@example.com", "华北")
			return s
		}, []string{"华东区域销售额 [0][]", "华北区域销售额 <l@example.com> [1][0]"}},
		"items of one name": {ByItem, func() *sheet {
			s := regions("张伟", "李娜")
			s.owned("区域维度", "一组", "1000万元", "张伟").More.Parent = "华东区域销售额"
			s.owned("区域维度", "一组", "1000万元", "李娜").More.Parent = "华北区域销售额"
			return s
		}, []string{"华东区域销售额 [0][]", "华北区域销售额 [1][]", "华东区域销售额 一组 [2][]", "华北区域销售额 一组 [3][]"}},
		"a blank item": {ByItem, func() *sheet { s := regions("张伟"); s.Breakdowns[0].Item = ""; return s }, []string{`refused 2 "" 1`}},
		"nothing":      {ByOwner, newSheet, []string{`refused 3 "" 0`}},
	} {
		s := c.make()
		if got := portions(Divide(&s.Plan, c.by, DefaultPolicy(Date{2024, 7, 1}))); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestActionsForTwoItems holds that an action that names two items goes to neither.
func TestActionsForTwoItems(t *testing.T) {
	s := newSheet()
	s.owned("区域维度", "华东区域销售额", "1亿元", "张伟")
	s.owned("区域维度", "华北区域销售额", "1亿元", "李娜")
	s.done("华东与华北联合促销", "王芳")
	d := Divide(&s.Plan, ByItem, DefaultPolicy(Date{2024, 7, 1}))
	if len(d.Orphans) != 1 || d.Orphans[0] != s.Actions[0].At {
		t.Errorf("orphans %v", d.Orphans)
	}
}

func TestCutsAreNotAdded(t *testing.T) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.owned("区域维度", "华东区域销售额", "4800万元", "张伟")
	s.owned("产品维度", "高端产品销售额", "3600万元", "张伟")
	s.owned("区域维度", "一组", "1800万元", "张伟").More.Parent = "华东区域销售额"
	d := Divide(&s.Plan, ByOwner, DefaultPolicy(Date{2024, 7, 1}))
	sums := d.Portions[0].Sums
	if len(sums) != 2 || sums[0].Amount.Plain() != "48000000" || sums[1].Amount.Plain() != "36000000" || sums[0].Goal != "销售额" || sums[1].Dimension != "产品维度" {
		t.Errorf("sums %+v", sums)
	}
}

// TestReadd holds that any plan's division adds up again, and that it no longer does
// once a single amount is off, missing or given twice.
func TestReadd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newSheet()
		s.goal("2024年度", "销售额", "1.2亿元")
		n := rapid.IntRange(1, 12).Draw(t, "rows")
		for i := range n {
			b := s.owned(rapid.SampledFrom([]string{"区域维度", "产品维度"}).Draw(t, "dimension"), fmt.Sprintf("项目%d", i),
				fmt.Sprintf("%d万元", rapid.IntRange(1, 9999).Draw(t, "amount")), fmt.Sprintf("人%d", rapid.IntRange(0, 3).Draw(t, "owner")))
			if i > 0 && rapid.Bool().Draw(t, "child") {
				b.More.Parent = fmt.Sprintf("项目%d", rapid.IntRange(0, i-1).Draw(t, "parent"))
			}
		}
		by := rapid.SampledFrom([]By{ByOwner, ByDimension, ByItem}).Draw(t, "by")
		d := Divide(&s.Plan, by, DefaultPolicy(Date{2024, 7, 1}))
		given := func(row int32) (Amount, bool) { return s.Breakdowns[row].Amount, true }
		if off := d.Readd(&s.Plan, given); off != nil {
			t.Fatalf("does not add up: %+v", off)
		}
		bad := int32(rapid.IntRange(0, n-1).Draw(t, "bad"))
		for name, spoiled := range map[string]func(int32) (Amount, bool){
			"off by one": func(row int32) (Amount, bool) {
				a := s.Breakdowns[row].Amount
				if row == bad {
					a.Value = a.Value.Add(decimal.New(1, 0))
				}
				return a, true
			},
			"missing": func(row int32) (Amount, bool) { return s.Breakdowns[row].Amount, row != bad },
		} {
			if d.Readd(&s.Plan, spoiled) == nil {
				t.Fatalf("%s: adds up", name)
			}
		}
		d.Portions[0].Breakdowns = append(d.Portions[0].Breakdowns, bad)
		if d.Readd(&s.Plan, given) == nil {
			t.Fatal("a row given twice adds up")
		}
	})
}

func TestFitsMask(t *testing.T) {
	for _, c := range []struct {
		mask, name string
		want       bool
	}{
		{"*经理", "王经理", true}, {"*经理", "*经理", true}, {"*经理", "经理", false}, {"*经理", "王总监", false}, {"*经理", "王经理助理", false},
		{"张*", "张伟", true}, {"张*", "李张", false}, {"张某", "张伟", true}, {"张*伟", "张大伟", true}, {"张*伟", "张伟", false},
		{"*", "张伟", false}, {"张伟", "张伟", true}, {"张伟", "张伟强", false},
	} {
		if got := fitsMask(c.mask, c.name); got != c.want {
			t.Errorf("%s may be %s: %v", c.mask, c.name, got)
		}
	}
}

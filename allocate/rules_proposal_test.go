package allocate

import (
	"testing"

	"goalxl/internal/lang"
)

// regions is a goal of 1.2亿元 in three regions, with the past of one of them.
func regions() (*sheet, []*Breakdown) {
	s := newSheet()
	s.goal("2024年度", "销售额", "1.2亿元")
	s.past("华东", 2020, "3156.16万元", "3629.584万元", "4174.0216万元", "4800.1248万元")
	var rows []*Breakdown
	for _, r := range [][2]string{{"华东区域销售额", "6000万元"}, {"华北区域销售额", "3000万元"}, {"华南区域销售额", "3000万元"}} {
		rows = append(rows, s.row("区域维度", r[0], r[1]))
	}
	return s, rows
}

func propose(b *Breakdown, text string) {
	a := amt(text)
	b.More.Proposal = &a
}

func TestProposalsAreCompared(t *testing.T) {
	s, rows := regions()
	propose(rows[0], "5500万元")
	propose(rows[2], "3200万元")
	f := s.only(t, "proposal-compared")
	if f.Severity != Info || f.Found.String() != "117000000" || f.Expected.String() != "120000000" || f.Difference.String() != "-3000000" || f.Unit != "元" {
		t.Errorf("%v %v %v %v %v", f.Severity, f.Found, f.Expected, f.Difference, f.Unit)
	}
	f.must(t, "区域维度：下达合计 1.2亿元，2 项有建议（华东区域销售额、华南区域销售额）；全部接受则合计 1.17亿元，少 300万元，与目标 1.2亿元 相比少 300万元；增速超过历史的由 1 项变为 0 项。",
		"handed out", "rows that grow faster than their history: 1 now, 0 then")
	if f.At.Field != FieldProposal || len(f.Members) != 2 {
		t.Errorf("at %v, members %v", f.At, f.Members)
	}
}

func TestProposalsThatChangeNoSum(t *testing.T) {
	s, rows := regions()
	propose(rows[1], "2900万元")
	propose(rows[2], "3100万元")
	s.only(t, "proposal-compared").must(t, "全部接受则合计不变，正好等于目标 1.2亿元", "the sum stays as it is")
}

func TestProposalsWithoutHistory(t *testing.T) {
	s, rows := regions()
	s.History = nil
	propose(rows[1], "30万元") // somebody forgot 万
	propose(rows[2], "200家")
	s.only(t, "proposal-compared").must(t, "没有可比的历史数据，增速未比较", "华北区域销售额的建议与下达的相差一百倍以上，请核对单位", "华南区域销售额的建议单位不同，没有计入")
}

func TestNoProposalsNoWord(t *testing.T) {
	s, rows := regions()
	s.silent(t, "proposal-compared")
	if rows[0].More.Proposal != nil {
		t.Error("a proposal from nowhere")
	}
}

// Proposals never change what is computed or found about the plan itself.
func TestProposalsChangeNothingElse(t *testing.T) {
	s, rows := regions()
	before := Check(&s.Plan, policy())
	propose(rows[0], "1万元")
	after := Check(&s.Plan, policy())
	if len(after.Changes) != len(before.Changes) || len(after.Findings) != len(before.Findings)+1 {
		t.Errorf("%d changes and %d findings became %d and %d", len(before.Changes), len(before.Findings), len(after.Changes), len(after.Findings))
	}
	for i := range after.Findings {
		if after.Findings[i].Rule.ID == "proposal-compared" && after.Findings[i].Message.In(lang.EN) == "" {
			t.Error("nothing is said in English")
		}
	}
}

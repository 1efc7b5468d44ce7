package templates

import (
	"testing"

	"goalxl/allocate"
)

func TestOpenColumns(t *testing.T) {
	for _, table := range All() {
		for _, c := range Open(table.Kind) {
			for _, heading := range []string{c.Heading.ZH, c.Heading.EN} {
				if !c.IsHeading(heading) {
					t.Errorf("%s is not its own heading", heading)
				}
				beside := c.Field == allocate.FieldProposalReason || c.Field == allocate.FieldProposalResource // TestProposalIsNoTarget
				if got := Understand(heading).Field; got != c.Field && !beside {
					t.Errorf("%s is read as %s, want %s", heading, got, c.Field)
				}
			}
			if of := Of(table.Kind).Column(c.Field); of == nil || of.Kind != c.Kind {
				t.Errorf("%s: the table has no column of its field and kind", c.Heading.ZH)
			}
		}
	}
	if got := len(Open(allocate.GoalTable)); got != 0 {
		t.Errorf("the goals have %d open columns", got)
	}
}

func TestOpenHeadingIsTold(t *testing.T) {
	c := Open(allocate.BreakdownTable)[0]
	for heading, want := range map[string]bool{
		"建议目标值": true, "建议 目标值（万元）": true, "建议目标值\n(万元)": true, "proposed target": true, "目标值": false, "": false, "理由": false,
	} {
		if c.IsHeading(heading) != want {
			t.Errorf("IsHeading(%q) = %v, want %v", heading, !want, want)
		}
	}
}

// The owner's figure stands beside the target, and is not taken for it.
func TestProposalIsNoTarget(t *testing.T) {
	headings := []string{"拆解维度", "子目标项", "目标值", "责任人", "建议目标值", "理由", "所需资源"}
	var ms []Meaning
	for _, h := range headings {
		ms = append(ms, Understand(h))
	}
	bound := Bind(ms)
	kind, roles := bound.Kind, bound.Roles
	if kind != allocate.BreakdownTable {
		t.Fatalf("kind %v", kind)
	}
	for i, want := range []allocate.Field{allocate.FieldDimension, allocate.FieldItem, allocate.FieldAmount, allocate.FieldOwner, allocate.FieldProposal, allocate.FieldProposalReason, allocate.FieldProposalResource} {
		if roles[i].Field != want {
			t.Errorf("%s is %s, want %s", headings[i], roles[i].Field, want)
		}
	}
}

// Without 建议目标值 beside them, 理由 and 所需资源 are those of the target.
func TestReasonOfTheTarget(t *testing.T) {
	var ms []Meaning
	for _, h := range []string{"拆解维度", "子目标项", "目标值", "理由", "所需资源"} {
		ms = append(ms, Understand(h))
	}
	roles := Bind(ms).Roles
	if roles[3].Field != allocate.FieldReason || roles[3].Means != "reason" || roles[4].Field != allocate.FieldResource {
		t.Errorf("bound as %+v", roles[3:])
	}
}

package templates

import (
	"testing"

	"goalxl/allocate"
)

// TestRules runs every rule on a blank and on a filled cell: a mistyped tag
// panics.
func TestRules(t *testing.T) {
	for _, table := range All() {
		for i := range table.Columns {
			c := &table.Columns[i]
			required := c.Rule != "" && c.Rule != "omitempty,email"
			if got := c.Valid(""); got == required {
				t.Errorf("%v: a blank %s is valid: %v", table.Kind, c.Heading.ZH, got)
			}
			if !c.Valid("zhang@example.com") {
				t.Errorf("%v: an ordinary text is not valid in %s", table.Kind, c.Heading.ZH)
			}
		}
	}
	email := Of(allocate.ContactTable).Column(allocate.FieldEmail)
	for text, want := range map[string]bool{"zhang.wei@example.com": true, "张伟": false, "zhang@": false, "a@b@c": false} {
		if email.Valid(text) != want {
			t.Errorf("%q is valid: %v", text, !want)
		}
	}
	if Of(allocate.NoTable) != nil || Of(allocate.GoalTable).Column(allocate.FieldEmail) != nil {
		t.Error("found what is not there")
	}
}

func TestOwnSheet(t *testing.T) {
	for name, want := range map[string]bool{"问题清单": true, "变更记录": true, "总览": true, "Findings": true, "Changes": true, "问题清单 (2)": true, "变更记录(3)": true,
		"目标分解明细表": false, "问题清单汇总": false, "总览()": false, "(2)": false, "": false, "Findings (a)": false} {
		if OwnSheet(name) != want {
			t.Errorf("%q is the tool's own: %v", name, !want)
		}
	}
}

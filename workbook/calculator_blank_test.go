package workbook

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestBlankAsked(t *testing.T) {
	for in, want := range map[string]string{
		`IF(H2="","",C2/12)`:            `IF(LEN(H2)=0,"",C2/12)`,
		`IF($H$2 <> "" ,1,2)`:           `IF(LEN($H$2)<>0 ,1,2)`,
		`IF('目标 表'!B5="",1,2)`:          `IF(LEN('目标 表'!B5)=0,1,2)`,
		`IF(目标!B5="",1,2)`:              `IF(LEN(目标!B5)=0,1,2)`,
		`IF(AND(A1="",B1=""),"",A1+B1)`: `IF(AND(LEN(A1)=0,LEN(B1)=0),"",A1+B1)`,
		`"A1="""&A1`:                    `"A1="""&A1`,
		`IF(A1="""x",1,2)`:              `IF(A1="""x",1,2)`,
		`SUM(A1:B2="")`:                 `SUM(A1:B2="")`,
		`IF(rate="",1,2)`:               `IF(rate="",1,2)`,
		`IF('it''s'!A1="",1,2)`:         `IF(LEN('it''s'!A1)=0,1,2)`,
		`A1`:                            `A1`,
		`'`:                             `'`,
		``:                              ``,
	} {
		if got := blankAsked(in); got != want {
			t.Errorf("%s becomes %s, want %s", in, got, want)
		}
	}
}

// TestBlankCells computes what formulas over blank cells give in a spreadsheet
// program: shares without a stored value, and none that is taken for stale.
func TestBlankCells(t *testing.T) {
	rows := [][]any{{"子目标项", "目标值（万元）", "占比", "备注"}, {"甲", 40}, {"乙", 60}, {"丙"}}
	_, plan := read(t, save(t, []grid{{"表", rows}}, func(f *excelize.File) {
		for cell, formula := range map[string]string{"C2": `IF(D2="",B2/100,0)`, "C3": `IF(D3<>"",0,B3/100)`, "C4": `IF(B4="","",B4/100)`} {
			if err := f.SetCellFormula("表", cell, formula); err != nil {
				t.Fatal(err)
			}
		}
	}))
	var got []string
	for _, b := range plan.Breakdowns {
		got = append(got, b.Share.Plain())
	}
	if strings.Join(got, " ") != "0.4 0.6 0" || len(plan.Unread) != 0 {
		t.Errorf("shares %v, unread %+v", got, plan.Unread)
	}
}

func FuzzBlankAsked(f *testing.F) {
	for _, s := range []string{`IF(H2="","",C2/12)`, `'a''b'!A1<>""`, `"x""y"=""`, `A1= ""`, "'", `"`, `A1=""""`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := blankAsked(s)
		if blankAsked(got) != got {
			t.Errorf("%q becomes %q, then %q", s, got, blankAsked(got))
		}
		if !strings.Contains(s, `""`) && got != s {
			t.Errorf("%q has no blank to ask for and becomes %q", s, got)
		}
	})
}

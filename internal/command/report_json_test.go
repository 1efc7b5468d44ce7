package command

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestJSONIsTheContract(t *testing.T) {
	inFolder(t, map[string]string{"targets.xlsx": "error change", "bad.xls": "bad"})
	got := goalxl("fill targets.xlsx bad.xls --format json")
	want := `{
 "schema": "goalxl/1",
 "command": "fill",
 "files": [
  {
   "path": "targets.xlsx",
   "status": "findings",
   "output": "targets_已核对.xlsx",
   "tables": [
    {
     "kind": "breakdown",
     "sheet": "目标分解明细表",
     "range": "A1:G4",
     "rows": 3
    }
   ],
   "findings": [
    {
     "rule": "sum-mismatch",
     "severity": "error",
     "sheet": "目标分解明细表",
     "cell": "C2",
     "range": "C2:C4",
     "subject": "区域维度",
     "found": "119000000",
     "expected": "120000000",
     "difference": "-1000000",
     "unit": "元",
     "message": "区域维度合计 1.19亿元（3600+4800+3500），应为 1.2亿元，少 100万元",
     "hint": "把华南 3500 改为 3600 即平"
    }
   ],
   "changes": [
    {
     "sheet": "目标分解明细表",
     "cell": "D3",
     "before": "",
     "after": "0.4",
     "why": "按金额补算占比"
    }
   ]
  },
  {
   "path": "bad.xls",
   "status": "unreadable",
   "error": {
    "message": "旧版 .xls 格式",
    "hint": "请在 Excel 或 WPS 里另存为 .xlsx 后再试"
   },
   "tables": [],
   "findings": [],
   "changes": []
  }
 ],
 "summary": {
  "files": 2,
  "errors": 1,
  "warnings": 0,
  "infos": 0,
  "changes": 1
 }
}
`
	if got.out != want {
		t.Errorf("got %s", got.out)
	}
}

func TestJSONLeavesAbsentValuesOut(t *testing.T) {
	inFolder(t, map[string]string{"i.xlsx": "info", "full.xlsx": "full"})
	got := goalxl("check i.xlsx --format json")
	for _, key := range []string{`"output"`, `"error"`, `"found"`, `"difference"`, `"unit"`, `"hint"`, "null"} {
		if strings.Contains(got.out, key) {
			t.Errorf("%s is there:\n%s", key, got.out)
		}
	}
	if got := goalxl("fill full.xlsx --format json"); !strings.Contains(got.out, `"status": "unwritable"`) {
		t.Errorf("%s", got.out)
	}
	if got := goalxl("check . --format json -q"); !strings.Contains(got.out, `"files": 2`) {
		t.Errorf("-q took the result away: %s", got.out)
	}
}

// TestJSONKeepsEveryText holds that the output reads back as what was put in,
// and has nothing in it that acts on a terminal.
func TestJSONKeepsEveryText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text") + rapid.SampledFrom([]string{"", "\x1b[2J", "\u202e", "\x7f", "\U000e0041", "\u0085"}).Draw(t, "act")
		out := encodeJSON([]string{text})
		var back []string
		if err := json.Unmarshal([]byte(out), &back); err != nil || back[0] != text {
			t.Fatalf("%q became %q: %v", text, out, err)
		}
		if strings.ContainsFunc(strings.ReplaceAll(out, "\n", ""), harmful) {
			t.Fatalf("%q has something that acts on a terminal", out)
		}
	})
}

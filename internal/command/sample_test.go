package command

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goalxl/internal/lang"
)

// goalxlOnBooks runs the program on real workbooks.
func goalxlOnBooks(line string) outcome {
	var out, err bytes.Buffer
	p := &program{engine: newEngine(), today: func() time.Time { return time.Date(2025, 9, 30, 8, 0, 0, 0, time.UTC) },
		voice: voice{lang: lang.ZH, out: &out, err: &err, width: 80}}
	code := p.run(context.Background(), strings.Fields(line))
	return outcome{code: code, out: out.String(), err: err.String()}
}

// checkSample checks a workbook of testdata on a fixed day.
func checkSample(t *testing.T, name string) (jsonFile, int) {
	t.Helper()
	got := goalxlOnBooks("check " + filepath.Join("..", "..", "testdata", name) + " --format json")
	var run jsonRun
	if err := json.Unmarshal([]byte(got.out), &run); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, got.out+got.err)
	}
	return run.Files[0], got.code
}

// ruleList is the rules and cells of the findings, the errors marked.
func ruleList(f jsonFile) string {
	var b strings.Builder
	for _, g := range f.Findings {
		if g.Severity == "error" {
			b.WriteString("!")
		}
		b.WriteString(g.Rule + "@" + g.Cell + " ")
	}
	return strings.TrimSpace(b.String())
}

// TestSamplesShowTheTool holds what the sample workbooks are made to show.
// targets.xlsx was saved by openpyxl, with its formulas' values put in;
// targets-libreoffice.xlsx is the same workbook, opened and saved by LibreOffice.
func TestSamplesShowTheTool(t *testing.T) {
	for _, c := range []struct {
		name, want string
		code       int
	}{
		{"targets.xlsx", "goal-text-mismatch@D2 growth-above-history@D4 sum-incomplete@D6 owner-missing@G11 " +
			"progress-inconsistent@F2 overdue@D2 overdue@D4 growth-unchecked@C2 growth-unchecked@C3 untracked@B7", exitDone},
		{"mismatch.xlsx", "!sum-mismatch@C2 !growth-above-history@C3 !total-row-mismatch@C8 growth-unchecked@C2", exitFound},
	} {
		f, code := checkSample(t, c.name)
		if got := ruleList(f); got != c.want || code != c.code {
			t.Errorf("%s: exit %d, want %d\n got %s\nwant %s", c.name, code, c.code, got, c.want)
		}
	}
}

func TestSampleSavedByLibreOfficeSaysTheSame(t *testing.T) {
	ours, _ := checkSample(t, "targets.xlsx")
	theirs, code := checkSample(t, "targets-libreoffice.xlsx")
	theirs.Path = ours.Path
	a, _ := json.MarshalIndent(ours, "", " ")
	b, _ := json.MarshalIndent(theirs, "", " ")
	if !bytes.Equal(a, b) || code != exitDone {
		t.Errorf("exit %d\n%s\n--- as saved by LibreOffice:\n%s", code, a, b)
	}
	if len(ours.Changes) != 12 {
		t.Errorf("%d changes, want 12", len(ours.Changes))
	}
}

// TestSampleInPlaceComesToRest holds what the README promises of running again.
func TestSampleInPlaceComesToRest(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "..", "testdata", "targets.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	inFolder(t, map[string]string{"targets.xlsx": string(source)})
	if got := goalxlOnBooks("fill targets.xlsx -q"); got.code != exitDone {
		t.Fatalf("exit %d: %s", got.code, got.err)
	}
	first, _ := os.ReadFile("targets_已核对.xlsx")
	if got := goalxlOnBooks("fill targets_已核对.xlsx --in-place -q"); got.code != exitDone {
		t.Fatalf("exit %d: %s", got.code, got.err)
	}
	second, _ := os.ReadFile("targets_已核对.xlsx")
	backup, _ := os.ReadFile("targets_已核对_备份.xlsx")
	if len(first) == 0 || !bytes.Equal(first, second) || !bytes.Equal(first, backup) {
		t.Errorf("%d bytes, then %d; the backup has %d", len(first), len(second), len(backup))
	}
	if now, _ := os.ReadFile("targets.xlsx"); !bytes.Equal(now, source) {
		t.Error("the source has changed")
	}
}

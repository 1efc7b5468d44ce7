package report

import (
	"bytes"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"goalxl/internal/lang"
	"goalxl/workbook/sheet"
	"goalxl/workbook/style"
)

// made builds the report into a workbook with minimal styles, and returns both
// parts.
func made(t testing.TB, r Report) (sheets []Sheet, findings, changes []byte) {
	t.Helper()
	built, err := Build(r)
	if err != nil {
		t.Fatal(err)
	}
	styles, err := style.Parse([]byte(style.Minimal))
	if err != nil {
		t.Fatal(err)
	}
	if sheets, err = built.Graft(styles); err != nil {
		t.Fatal(err)
	}
	var parts [2]bytes.Buffer
	for i := range sheets {
		if err := sheets[i].Write(&parts[i]); err != nil {
			t.Fatal(err)
		}
	}
	return sheets, parts[0].Bytes(), parts[1].Bytes()
}

// rowsOf reads a sheet's rows the way the reader of workbooks does.
func rowsOf(t testing.TB, part []byte) iter.Seq[[]Value] {
	return func(yield func([]Value) bool) {
		s := sheet.NewScanner(bytes.NewReader(part))
		for {
			row, err := s.Next()
			if err == io.EOF {
				return
			}
			if err != nil {
				t.Fatalf("%v in %s", err, part)
			}
			var out []Value
			for i := range row.Cells {
				c := &row.Cells[i]
				for len(out) < int(c.Col) {
					out = append(out, Value{})
				}
				out[c.Col-1] = Value{Text: string(c.Text), Number: c.Type == sheet.Number}
			}
			if !yield(out) {
				return
			}
		}
	}
}

func withChanges(changes ...Change) Report {
	return Report{Changes: slices.Values(changes), ChangeCount: len(changes)}
}

func num(s string) *decimal.Decimal { d := decimal.RequireFromString(s); return &d }

func TestChangesReadBack(t *testing.T) {
	value := rapid.Custom(func(t *rapid.T) Value {
		if rapid.Bool().Draw(t, "number") {
			d := decimal.New(rapid.Int64Range(-1e14, 1e14).Draw(t, "digits"), int32(rapid.IntRange(-6, 3).Draw(t, "exponent")))
			if d.NumDigits() > significant {
				d = d.Truncate(0)
			}
			return Value{Text: d.String(), Number: true}
		}
		return Value{Text: rapid.String().Draw(t, "text")}
	})
	rapid.Check(t, func(rt *rapid.T) {
		var want []Change
		for range rapid.IntRange(0, 5).Draw(rt, "n") {
			want = append(want, Change{
				Sheet:   rapid.StringMatching(`[目标a'&<]{1,5}`).Draw(rt, "sheet"),
				Cell:    sheet.Ref(rapid.Int32Range(1, sheet.MaxCols).Draw(rt, "col"), rapid.Int32Range(1, sheet.MaxRows).Draw(rt, "row")),
				Subject: rapid.String().Draw(rt, "subject"),
				Before:  value.Draw(rt, "before"), After: value.Draw(rt, "after"),
				Reason: rapid.String().Draw(rt, "reason"),
			})
		}
		r := withChanges(want...)
		r.Lang = rapid.SampledFrom([]lang.Lang{lang.ZH, lang.EN}).Draw(rt, "lang")
		_, findings, changes := made(t, r)
		got := slices.Collect(ReadChanges(rowsOf(t, changes), ChangesSheet))
		if !slices.Equal(got, want) {
			rt.Fatalf("read back %+v\nwant %+v", got, want)
		}
		if got := slices.Collect(ReadChanges(rowsOf(t, findings), ChangesSheet)); len(got) > 0 {
			rt.Fatalf("the findings read as changes: %+v", got)
		}
	})
}

func TestReadChangesTakesBinaryTracesOff(t *testing.T) {
	for in, want := range map[string]string{
		"0.40000000000000002": "0.4", "33.333333333333336": "33.3333333333333", "48000000": "48000000",
		"1.1999999999999999E7": "12000000", "-0.1": "-0.1", "abc": "abc",
	} {
		if got := (Value{Text: in, Number: true}).rounded(); got.Text != want {
			t.Errorf("%s reads %s, want %s", in, got.Text, want)
		}
	}
	if got := (Value{Text: "0.40000000000000002"}).rounded(); got.Text != "0.40000000000000002" {
		t.Errorf("a text was rounded to %s", got.Text)
	}
}

func TestRecogniseOwnSheets(t *testing.T) {
	for _, l := range []lang.Lang{lang.ZH, lang.EN} {
		_, findings, changes := made(t, Report{Lang: l})
		for want, part := range map[Kind][]byte{FindingsSheet: findings, ChangesSheet: changes} {
			var rows [][]string
			for row := range rowsOf(t, part) {
				rows = append(rows, texts(row))
			}
			if got := Recognise(rows); got != want {
				t.Errorf("%v: kind %v, want %v", l, got, want)
			}
			if Recognise(rows[:2]) != Foreign {
				t.Error("two rows are enough")
			}
			rows[0] = []string{"变更记录"}
			if Recognise(rows) != Foreign {
				t.Error("a person's sheet with our headings is taken for ours")
			}
		}
	}
}

func TestSameReportSameBytes(t *testing.T) {
	r := withChanges(Change{Sheet: "a", Cell: "B2", After: Value{Text: "0.4", Number: true, Format: 1}})
	r.Formats = []string{"0.0%"}
	r.Findings = []Finding{{Severity: Error, Sheet: "a", Cell: "B2", Found: num("1.5"), Unit: "万元"}}
	sheets, f1, c1 := made(t, r)
	_, f2, c2 := made(t, r)
	if !bytes.Equal(f1, f2) || !bytes.Equal(c1, c2) {
		t.Error("two runs differ")
	}
	var again bytes.Buffer
	if err := sheets[1].Write(&again); err != nil || !bytes.Equal(again.Bytes(), c1) {
		t.Errorf("writing again differs (%v)", err)
	}
}

func TestNamesOfSheets(t *testing.T) {
	sheets, _, _ := made(t, Report{Taken: []string{"问题清单", "问题清单(2)", "别的"}, Findings: make([]Finding, 2)})
	if sheets[0].Name != "问题清单(3)" || sheets[1].Name != "变更记录" {
		t.Errorf("names %q, %q", sheets[0].Name, sheets[1].Name)
	}
	if got := sheetName("Findings", []string{"FINDINGS"}); got != "Findings(2)" {
		t.Errorf("beside FINDINGS the sheet is called %s", got)
	}
	want := []DefinedName{
		{"_xlnm._FilterDatabase", "'问题清单(3)'!$A$3:$L$5", true, true},
		{"_xlnm.Print_Titles", "'问题清单(3)'!$3:$3", true, false},
		{FindingsName, "'问题清单(3)'!$A$1", false, true},
	}
	if !slices.Equal(sheets[0].Names, want) {
		t.Errorf("names %+v", sheets[0].Names)
	}
}

func TestNothingFoundSaysWhatWasNotChecked(t *testing.T) {
	_, findings, changes := made(t, Report{Unchecked: []string{"增速：没有历史数据。"}})
	var all []string
	for row := range rowsOf(t, findings) {
		all = append(all, texts(row)...)
	}
	text := strings.Join(all, "|")
	for _, want := range []string{"错误 0 · 提醒 0 · 说明 0", "没有发现问题。", "未检查：增速：没有历史数据。"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	if bytes.Contains(findings, []byte("<autoFilter")) || !bytes.Contains(findings, []byte("FF3A8C4E")) {
		t.Error("a filter over nothing, or a tab that is not green")
	}
	if !bytes.Contains(changes, []byte("没有改写任何单元格。")) {
		t.Error("the change log does not say that nothing was written")
	}
}

func TestLinksStopAtTheFormatsLimit(t *testing.T) {
	findings := make([]Finding, maxLinks+10)
	for i := range findings {
		findings[i] = Finding{Sheet: "目标", Cell: "A1"}
	}
	_, page, _ := made(t, Report{Findings: findings})
	if got := bytes.Count(page, []byte("<hyperlink ")); got != maxLinks {
		t.Errorf("%d links, want %d", got, maxLinks)
	}
	if got := bytes.Count(page, []byte(">A1</t>")); got != len(findings) {
		t.Errorf("%d cells named, want %d", got, len(findings))
	}
}

func TestLongLogsHaveNoLinks(t *testing.T) {
	for n, links := range map[int]int{linkedChanges: linkedChanges, linkedChanges + 1: 0} {
		_, _, changes := made(t, Report{ChangeCount: n, Changes: func(yield func(Change) bool) {
			for i := 0; i < n && yield(Change{Sheet: "目标", Cell: "A1", Reason: []string{"一", "一", "<二>"}[i%3]}); i++ {
			}
		}})
		if got := bytes.Count(changes, []byte("<hyperlink ")); got != links {
			t.Errorf("%d changes: %d links, want %d", n, got, links)
		}
		if said := bytes.Contains(changes, []byte("不设链接")); said != (links == 0) {
			t.Errorf("%d changes: that links are left out is said: %v", n, said)
		}
		if got, want := bytes.Count(changes, []byte("&lt;二&gt;")), n/3; got != want {
			t.Errorf("%d changes: the third reason stands %d times, want %d", n, got, want)
		}
		if got := bytes.Count(changes, []byte(">A1</t>")); got != n {
			t.Errorf("%d cells named, want %d", got, n)
		}
	}
}

func TestMoreChangesThanRows(t *testing.T) {
	if testing.Short() {
		t.Skip("a million rows")
	}
	n := maxRows + 7
	built, err := Build(Report{ChangeCount: n, Changes: func(yield func(Change) bool) {
		for i := 0; i < n && yield(Change{Sheet: "s", Cell: "A1"}); i++ {
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	styles, _ := style.Parse([]byte(style.Minimal))
	sheets, err := built.Graft(styles)
	if err != nil {
		t.Fatal(err)
	}
	var end tailWriter
	if err := sheets[1].Write(&end); err != nil {
		t.Fatal(err)
	}
	if end.rows != maxRows || !bytes.Contains(end.last, []byte("还有 11 处改写列不下。")) {
		t.Errorf("%d rows, the last: %s", end.rows, end.last)
	}
}

// tailWriter counts rows, and keeps the stretch with the last one.
type tailWriter struct {
	rows int
	last []byte
}

func (w *tailWriter) Write(b []byte) (int, error) {
	w.rows += bytes.Count(b, []byte("<row "))
	if i := bytes.LastIndex(b, []byte("<row ")); i >= 0 {
		w.last = append(w.last[:0], b[i:min(len(b), i+400)]...)
	}
	return len(b), nil
}

func TestAnnouncedChangesMustCome(t *testing.T) {
	r := withChanges(Change{Sheet: "s", Cell: "A1"})
	r.ChangeCount = 2
	built, err := Build(r)
	if err != nil {
		t.Fatal(err)
	}
	styles, _ := style.Parse([]byte(style.Minimal))
	sheets, err := built.Graft(styles)
	if err != nil {
		t.Fatal(err)
	}
	if err := sheets[1].Write(io.Discard); err == nil {
		t.Error("a change that was announced and did not come went unnoticed")
	}
	if _, err := Build(Report{ChangeCount: 1}); err == nil {
		t.Error("Build takes a count without changes")
	}
}

func TestFormatOfFigures(t *testing.T) {
	for _, c := range []struct {
		f                 Finding
		plain, difference string
	}{
		{Finding{Found: num("11900"), Expected: num("12000"), Unit: "万元"}, `#,##0"万元"`, `+#,##0"万元";-#,##0"万元";#,##0"万元"`},
		{Finding{Found: num("11900.50"), Expected: num("12000"), Unit: "元"}, `#,##0.0"元"`, `+#,##0.0"元";-#,##0.0"元";#,##0.0"元"`},
		{Finding{Found: num("0.4")}, `#,##0.0`, `+#,##0.0;-#,##0.0;#,##0.0`},
		{Finding{Found: num("0.4"), Difference: num("0.1"), Unit: "%"}, `0%`, `+0"个百分点";-0"个百分点";0"个百分点"`},
		{Finding{Found: num("0.33333333333"), Unit: "%"}, `0.0000%`, `+0.0000"个百分点";-0.0000"个百分点";0.0000"个百分点"`},
		{Finding{Found: num("1.123456789"), Unit: `a"b`}, `#,##0.000000" ab"`, `+#,##0.000000" ab";-#,##0.000000" ab";#,##0.000000" ab"`},
		{Finding{Found: num("1e9000"), Unit: "元"}, `#,##0"元"`, `+#,##0"元";-#,##0"元";#,##0"元"`},
	} {
		got := formatOf(&c.f, lang.ZH)
		if got.plain != c.plain || got.difference != c.difference {
			t.Errorf("%v %s: %s and %s", c.f.Found, c.f.Unit, got.plain, got.difference)
		}
	}
}

func TestLiveFormula(t *testing.T) {
	at := func(cells ...string) []Place {
		var out []Place
		for _, c := range cells {
			out = append(out, Place{"目标's", c})
		}
		return out
	}
	many := make([]string, 600)
	for i := range many {
		many[i] = "C" + strconv.Itoa(2+i*2)
	}
	for name, c := range map[string]struct {
		live Live
		want string
	}{
		"fixed": {Live{Members: at("C2", "C3", "C5"), Fixed: "-12000.5", Digits: 6},
			`IF(ROUND(SUM('目标''s'!C2:C3,'目标''s'!C5)-(-12000.5),6)=0,"通过","错误")`},
		"cell": {Live{Members: at("C9", "D9"), Goal: Place{"总", "C2"}, Scale: "10000", Digits: 2},
			`IF(ROUND(SUM('目标''s'!C9,'目标''s'!D9)-('总'!C2*10000),2)=0,"通过","错误")`},
		"no goal":    {Live{Members: at("C9")}, ""},
		"no members": {Live{Fixed: "1"}, ""},
		"too many":   {Live{Members: at(many...), Fixed: "1"}, ""},
	} {
		if got := c.live.formula(lang.ZH, "错误"); got != c.want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestLongTextIsCutWithAWord(t *testing.T) {
	for _, s := range []string{strings.Repeat("字", 40000), strings.Repeat("😀", 20000)} {
		got := shorten(s)
		if !strings.HasSuffix(got, "……") || len(got) >= len(s) {
			t.Errorf("%d bytes stay %d", len(s), len(got))
		}
	}
	if s := strings.Repeat("字", 30000); shorten(s) != s {
		t.Error("a text that fits was cut")
	}
}

func BenchmarkChanges(b *testing.B) {
	one := Change{Sheet: "目标分解明细表", Cell: "D123456", Subject: "华东区域销售额",
		After: Value{Text: "0.4012", Number: true, Format: 1}, Reason: "占比 = 目标值 ÷ 总目标 = 4800 ÷ 12000"}
	n := 100_000
	built, err := Build(Report{Formats: []string{"0.0%"}, ChangeCount: n, Changes: func(yield func(Change) bool) {
		for i := 0; i < n && yield(one); i++ {
		}
	}})
	if err != nil {
		b.Fatal(err)
	}
	styles, _ := style.Parse([]byte(style.Minimal))
	sheets, err := built.Graft(styles)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := sheets[1].Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func TestStrictWorkbooksGetStrictSheets(t *testing.T) {
	_, findings, _ := made(t, Report{Strict: true, Findings: make([]Finding, 1)})
	if !bytes.Contains(findings, []byte(`xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"`)) ||
		bytes.Contains(findings, []byte("openxmlformats.org/spreadsheetml")) {
		t.Errorf("namespaces: %.300s", findings)
	}
}

func BenchmarkGraft(b *testing.B) {
	r := Report{Findings: []Finding{{Severity: Error, Sheet: "a", Cell: "B2", Found: num("1.5"), Unit: "万元"}}}
	for b.Loop() {
		made(b, r)
	}
}

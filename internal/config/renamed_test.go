package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"goalxl/workbook"
	"goalxl/workbook/sheet"
)

// What the manifest of ../shared/layouts says of a table, as far as it is needed.
type wantedTable struct {
	Role, Name, Sheet, Orientation string
	First                          int    `json:"header_first_row"`
	Last                           int    `json:"header_last_row"`
	FirstCol                       string `json:"first_col"`
	Columns                        []struct{ Col, Header, Canon string }
	Rows                           []struct {
		Row    int32
		Kind   string
		Values map[string]string
	}
}

// TestRenamedHeadings renames one heading of a table in each workbook of
// ../shared/layouts to a word that nothing knows, pastes the goalxl.yaml that is
// suggested then, with the meaning put right where the program could only guess
// it, and expects the table to be read as before.
func TestRenamedHeadings(t *testing.T) {
	dir := filepath.Join("..", "..", "..", "shared", "layouts")
	raw, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
	if err != nil {
		t.Skip("shared/layouts is not here")
	}
	var files []struct {
		File, Arrangement string
		Tables            []wantedTable
	}
	if err := json.Unmarshal(raw, &files); err != nil {
		t.Fatal(err)
	}
	tried, guessed := 0, 0
	for _, f := range files {
		at := slices.IndexFunc(f.Tables, func(w wantedTable) bool {
			return w.Orientation != "columns" && w.Role != "other" && w.Role != "history" && slices.ContainsFunc(w.Rows, func(r struct {
				Row    int32
				Kind   string
				Values map[string]string
			}) bool {
				return r.Values["target"] != ""
			})
		})
		if f.Arrangement == "t" || at < 0 {
			continue
		}
		for _, canon := range []string{"target", "item", "share", "owner"} {
			r := renaming{t: t, name: f.File + " " + canon, want: &f.Tables[at], canon: canon}
			if r.rename(filepath.Join(dir, f.File)) {
				tried++
				if r.mend() {
					guessed++
				}
			}
		}
	}
	t.Logf("%d headings renamed and mended, %d of them read right by what was guessed", tried, guessed)
	if tried == 0 {
		t.Error("nothing was tried")
	}
}

// renaming is one heading of one workbook, renamed.
type renaming struct {
	t           *testing.T
	name, path  string
	want        *wantedTable
	canon, word string
}

// rename makes the copy with the renamed heading.
func (r *renaming) rename(path string) bool {
	at := slices.IndexFunc(r.want.Columns, func(c struct{ Col, Header, Canon string }) bool { return c.Canon == r.canon })
	if at < 0 {
		return false
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		r.t.Fatal(err)
	}
	defer f.Close()
	for row := r.want.Last; row >= r.want.First; row-- {
		cell := fmt.Sprintf("%s%d", r.want.Columns[at].Col, row)
		old, _ := f.GetCellValue(r.want.Sheet, cell)
		if strings.TrimSpace(old) == "" {
			continue
		}
		r.word = "甲乙丙丁"
		if i := strings.IndexAny(old, "(（"); i > 0 { // the unit stays
			r.word += old[i:]
		}
		if strings.HasSuffix(old, "%") {
			r.word += "%"
		}
		if err := f.SetCellValue(r.want.Sheet, cell, r.word); err != nil {
			r.t.Fatal(err)
		}
		r.path = filepath.Join(r.t.TempDir(), "renamed.xlsx")
		if err := f.SaveAs(r.path); err != nil {
			r.t.Fatal(err)
		}
		return true
	}
	return false
}

// mend pastes what is suggested, and reports whether the guess was right.
func (r *renaming) mend() (guessed bool) {
	tables, suggested, err := r.explain(nil)
	if err == nil && r.wrong(tables) == "" {
		return true // the table is read right without the word
	}
	text := suggested.In(0)
	if text == "" {
		r.t.Errorf("%s: nothing is suggested (%v)", r.name, err)
		return false
	}
	var lines []string
	found := false
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "  ") && strings.Contains(line, "甲乙丙丁") {
			found = true
			key, means, _ := cutLast(line, ": ")
			guessed = means == r.canon
			line = key + ": " + r.canon
		} else if key, means, ok := cutLast(line, ": "); ok && strings.HasPrefix(line, "  ") && means != "ignore" {
			line = key + ": ignore" // the other columns that nothing knows are none of the plan's
		}
		lines = append(lines, line)
	}
	if !found {
		r.t.Errorf("%s: %s is not in the suggestion:\n%s", r.name, r.word, text)
		return false
	}
	config, err := Parse("goalxl.yaml", []byte(strings.Join(lines, "\n")))
	if err != nil {
		r.t.Errorf("%s: %v\n%s", r.name, err, text)
		return false
	}
	tables, _, err = r.explain(config)
	if err != nil {
		r.t.Errorf("%s: with the goalxl.yaml: %v", r.name, err)
		return guessed
	}
	if wrong := r.wrong(tables); wrong != "" {
		r.t.Errorf("%s: with the goalxl.yaml: %s", r.name, wrong)
	}
	return guessed
}

func cutLast(s, sep string) (before, after string, ok bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(sep):], true
}

func (r *renaming) explain(f *File) ([]workbook.Explained, workbook.Suggestion, error) {
	b, err := workbook.Open(r.path)
	if err != nil {
		r.t.Fatal(err)
	}
	defer b.Close()
	if f != nil {
		b.State(&f.Stated)
	}
	x, err := b.Explain()
	var missed *workbook.NotRecognised
	switch {
	case errors.As(err, &missed):
		return nil, missed.Suggested, err
	case err != nil:
		r.t.Fatal(err)
	}
	return x.Tables, x.Suggested, nil
}

// wrong says what is wrong with the table: its place, the renamed column, or a
// target or share; "" if all is right.
func (r *renaming) wrong(tables []workbook.Explained) string {
	at := slices.IndexFunc(tables, func(x workbook.Explained) bool {
		return x.Sheet == r.want.Sheet && int(x.Table.HeadLast) == r.want.Last && sheet.ColumnName(x.Table.FirstCol) == r.want.FirstCol
	})
	if at < 0 {
		return "the table is not found"
	}
	for _, c := range tables[at].Columns {
		if strings.Contains(c.Heading, "甲乙丙丁") && c.Means != r.canon {
			return "the column means " + c.Means
		}
	}
	for _, row := range r.want.Rows {
		i := slices.IndexFunc(tables[at].Rows, func(x workbook.ExplainedRow) bool { return x.Row == row.Row })
		if i < 0 || row.Kind != "data" {
			continue
		}
		for _, means := range []string{"target", "share"} {
			want := row.Values[means]
			if want != "" && !slices.ContainsFunc(tables[at].Rows[i].Values, func(v workbook.ExplainedValue) bool {
				d, err := decimal.NewFromString(v.Value)
				return v.Means == means && err == nil && d.Equal(decimal.RequireFromString(want))
			}) {
				return fmt.Sprintf("row %d: %s should be %s, read %v", row.Row, means, want, tables[at].Rows[i].Values)
			}
		}
	}
	return ""
}

package collect

import (
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"goalxl/internal/lang"
	"goalxl/templates"
	"goalxl/workbook"
	"goalxl/workbook/delimited"
)

// Choice is how a conflict is decided.
type Choice uint8

// The choices.
const (
	Undecided  Choice = iota
	TakeReply         // the value that came back
	KeepMaster        // the value that the master has
	TakeSent          // the value that was sent
)

// choiceWords are what people choose from.
var choiceWords = map[Choice]lang.Text{
	TakeReply:  lang.T("采用回复", "take the reply"),
	KeepMaster: lang.T("保留现值", "keep the master"),
	TakeSent:   lang.T("恢复下发值", "back to what was sent"),
}

// Pick decides one conflict.
type Pick struct {
	ID     string
	Choice Choice
	Row    int // of the file, for messages
}

var (
	pickID     = lang.T("编号", "ID")
	pickChoice = lang.T("选用", "Choose")
)

// ReadPicks reads how conflicts are decided: from the sheet 回复冲突 of a result in
// which people have filled in 选用, or from a CSV or workbook with its headings. A
// word that is no choice is an error that names its row.
func ReadPicks(path string) ([]Pick, error) {
	rows, err := pickRows(path)
	if err != nil {
		return nil, err
	}
	idCol, choiceCol := -1, -1
	var picks []Pick
	for n, row := range rows {
		if idCol < 0 {
			idCol, choiceCol = columnNamed(row, pickID), columnNamed(row, pickChoice)
			if choiceCol < 0 {
				idCol = -1
			}
			continue
		}
		id, word := at(row, idCol), at(row, choiceCol)
		if id == "" || word == "" {
			continue
		}
		choice, ok := choiceNamed(word)
		if !ok {
			return nil, &lang.Error{What: lang.T("%s: 第 %d 行的选用写的是“%s”，不认识", "%s: row %d chooses \"%s\", which is not known").With(path, n+1, word),
				Hint: lang.T("请写 %s、%s 或 %s，不定的空着", "write %s, %s or %s; leave what is not decided blank").With(choiceWords[TakeReply], choiceWords[KeepMaster], choiceWords[TakeSent])}
		}
		picks = append(picks, Pick{ID: id, Choice: choice, Row: n + 1})
	}
	if idCol < 0 {
		return nil, &lang.Error{What: lang.T("%s: 里面没有“%s”和“%s”两列", "%s: it has no columns \"%s\" and \"%s\"").With(path, pickChoice, pickID),
			Hint: lang.T("请用汇总结果里的“%s”表，在“%s”一列选好后保存", "use the sheet \"%s\" of the collected workbook, and fill in its column \"%s\"").With(templates.Conflicts, pickChoice)}
	}
	return picks, nil
}

// pickRows returns the rows of the file's list of conflicts.
func pickRows(path string) ([][]string, error) {
	if ext := strings.ToLower(filepath.Ext(path)); ext == ".csv" || ext == ".txt" {
		return csvRows(path)
	}
	m, err := workbook.OpenMarked(path)
	if err != nil {
		return nil, err
	}
	defer m.Close()
	book, err := workbook.Of(m.Package())
	if err != nil {
		return nil, err
	}
	return book.LedgerRows(conflictsName, templates.Conflicts.ZH, templates.Conflicts.EN)
}

// csvRows returns the rows of a CSV.
func csvRows(path string) (out [][]string, err error) {
	rows, err := delimited.Open(path)
	if err != nil {
		return nil, err
	}
	for {
		line, fields, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		for len(out) < line-1 {
			out = append(out, nil) // so that messages name the line
		}
		out = append(out, slices.Clone(fields))
	}
}

func at(row []string, col int) string {
	if col < len(row) {
		return strings.TrimSpace(row[col])
	}
	return ""
}

func columnNamed(row []string, heading lang.Text) int {
	for i, text := range row {
		if name := templates.Fold(text); name != "" && (name == templates.Fold(heading.ZH) || name == templates.Fold(heading.EN)) {
			return i
		}
	}
	return -1
}

func choiceNamed(word string) (Choice, bool) {
	for c, text := range choiceWords {
		if name := templates.Fold(word); name == templates.Fold(text.ZH) || name == templates.Fold(text.EN) {
			return c, true
		}
	}
	return Undecided, false
}

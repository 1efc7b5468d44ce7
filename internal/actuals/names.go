package actuals

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"goalxl/internal/lang"
	"goalxl/workbook/delimited"
)

// maxNames is the largest YAML file of names, in bytes.
const maxNames = 1 << 20

// ReadNames reads --map: what an export calls things, with their names in the plan. A
// CSV file has the two in its first two columns (a line of headings may come first), a
// YAML file (.yaml, .yml) is a mapping. One name of the export stands for one of the
// plan; several may stand for the same. Errors are *lang.Error.
func ReadNames(path string) (map[string]string, error) {
	if slices.Contains([]string{".yaml", ".yml"}, strings.ToLower(filepath.Ext(path))) {
		return namesOfYAML(path)
	}
	rows, err := delimited.Open(path)
	if err != nil {
		return nil, err
	}
	name, out := filepath.Base(path), map[string]string{}
	first := true
	for {
		line, fields, err := rows.Next()
		if errors.Is(err, io.EOF) {
			return out, empty(name, out)
		}
		if err != nil {
			return nil, err
		}
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		if first && len(fields) >= 2 && isNamesHeading(fields[0]) {
			first = false
			continue
		}
		first = false
		if len(fields) < 2 || fields[0] == "" || fields[1] == "" {
			return nil, mapError(name, sayHalfName.With(line))
		}
		if known, ok := out[fields[0]]; ok && known != fields[1] {
			return nil, mapError(name, sayTwoNames.With(line, fields[0], known, fields[1]))
		}
		out[strings.Clone(fields[0])] = strings.Clone(fields[1])
	}
}

// isNamesHeading reports whether the first line of a CSV file is its headings.
func isNamesHeading(s string) bool {
	return containsAny(fold(s), "名称", "项目", "导出", "实际数", "from", "name", "export", "item") && !containsAny(fold(s), "销售额")
}

func namesOfYAML(path string) (map[string]string, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err == nil && info.Size() > maxNames {
		err = errors.New("larger than 1 MB")
	}
	var raw []byte
	if err == nil {
		raw, err = os.ReadFile(path)
	}
	if err != nil {
		return nil, &lang.Error{What: sayNoNames.With(name), Hint: hintNames.With(), Cause: err}
	}
	out := map[string]string{}
	if err := yaml.Unmarshal(raw, &out); err != nil {
		return nil, &lang.Error{What: sayNoNames.With(name), Hint: hintNames.With(), Cause: err}
	}
	for from, to := range out {
		if strings.TrimSpace(from) == "" || strings.TrimSpace(to) == "" {
			return nil, mapError(name, sayHalfOf.With(from, to))
		}
	}
	return out, empty(name, out)
}

var (
	sayNoNames  = lang.T("%s: 不能读作名称对照表", "%s: cannot be read as a map of names")
	sayMap      = lang.T("%s: %s", "%s: %s")
	sayHalfName = lang.T("第 %d 行要有两个名称：实际数里的、表里的", "line %d needs two names: that of the actuals and that of the plan")
	sayHalfOf   = lang.T("“%s: %s”缺一个名称", "\"%s: %s\" lacks a name")
	sayTwoNames = lang.T("第 %d 行：“%s”已对应“%s”，不能又对应“%s”", "line %d: \"%s\" stands for \"%s\" already, and cannot stand for \"%s\" too")
	sayEmptyMap = lang.T("里面没有名称", "there are no names in it")
	hintNames   = lang.T("每行两个名称：实际数里的名称,表里的名称（CSV），或 实际数里的名称: 表里的名称（YAML）",
		"two names a line: that of the actuals, that of the plan (CSV), or name of the actuals: name of the plan (YAML)")
)

func mapError(name string, what lang.Message) error {
	return &lang.Error{What: sayMap.With(name, what), Hint: hintNames.With()}
}

func empty(name string, out map[string]string) error {
	if len(out) > 0 {
		return nil
	}
	return mapError(name, sayEmptyMap.With())
}

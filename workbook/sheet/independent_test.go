package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// reading is a program for Python that reads workbooks with openpyxl and prints
// each cell that has a value: book, part, reference, kind, value.
const reading = `
import json, sys, warnings
warnings.simplefilter("ignore")
from openpyxl.reader.excel import ExcelReader
for path in sys.stdin.read().splitlines():
    try:
        r = ExcelReader(path, data_only=True, keep_vba=False)
        r.read()
        sheets = [(rel.target, r.wb[s.name]) for s, rel in r.parser.find_sheets() if s.name in r.wb.sheetnames]
    except Exception as e:
        print(json.dumps([path, "", "", "unread", str(e)]))
        continue
    for target, ws in sheets:
        if not hasattr(ws, "_cells"):
            continue
        for c in ws._cells.values():
            v = c.value
            if v is None:
                continue
            kind = c.data_type
            if kind not in ("n", "s", "b", "e", "str", "inlineStr"):
                kind, v = "other", ""
            print(json.dumps([path, target, c.coordinate, kind, v if kind != "n" else repr(v)]))
`

// TestScannerAgreesWithOpenpyxl compares the cells of the corpus, in both
// directions, with what another library in another language reads.
func TestScannerAgreesWithOpenpyxl(t *testing.T) {
	names := books(t)
	if err := exec.Command("/usr/bin/python3", "-c", "import openpyxl").Run(); err != nil {
		t.Skip("no python3 with openpyxl")
	}
	cmd := exec.Command("/usr/bin/python3", "-c", reading)
	cmd.Stdin = strings.NewReader(strings.Join(names, "\n"))
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	theirs := map[string]map[string][2]string{} // book and part, reference: kind, value
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var f [5]any
		if err := json.Unmarshal(lines.Bytes(), &f); err != nil {
			t.Fatal(err)
		}
		key := f[0].(string) + "\n" + f[1].(string)
		if theirs[key] == nil {
			theirs[key] = map[string][2]string{}
		}
		theirs[key][f[2].(string)] = [2]string{f[3].(string), text(f[4])}
	}
	sheets, cells := 0, 0
	for key, want := range theirs {
		book, target, _ := strings.Cut(key, "\n")
		if target == "" {
			t.Logf("%s: openpyxl does not read it: %v", filepath.Base(book), want)
			continue
		}
		sheets++
		cells += compare(t, book, strings.TrimPrefix(target, "/"), want)
	}
	t.Logf("%d sheets, %d cells agree", sheets, cells)
	if cells == 0 {
		t.Error("nothing was compared")
	}
}

func text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case bool:
		if v {
			return "1"
		}
		return "0"
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// compare reads a sheet of a book and compares its cells with theirs.
func compare(t *testing.T, book, target string, theirs map[string][2]string) (same int) {
	data, strs := partAndStrings(t, book, target)
	if bytes.Contains(data, []byte("<xm:macrosheet")) {
		return 0 // a sheet of Excel 4 macros is no worksheet
	}
	if data == nil {
		return 0 // not there
	}
	s := NewScanner(bytes.NewReader(data))
	for {
		row, err := s.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Errorf("%s %s: %v", filepath.Base(book), target, err)
			return same
		}
		for i := range row.Cells {
			c := &row.Cells[i]
			ref := Ref(c.Col, row.Num)
			their, ok := theirs[ref]
			delete(theirs, ref)
			mine := string(c.Text)
			if c.Type == Shared {
				mine = strs.String(c.Index())
			}
			switch {
			case !c.HasValue && !ok, !ok && mine == "":
			case !ok || !c.HasValue || !agrees(c.Type, mine, their):
				t.Errorf("%s %s %s: %d %q, openpyxl %q", filepath.Base(book), target, ref, c.Type, mine, their)
			default:
				same++
			}
		}
	}
	for ref, their := range theirs {
		t.Errorf("%s %s %s: not read; openpyxl %q", filepath.Base(book), target, ref, their)
	}
	return same
}

func agrees(kind Type, mine string, their [2]string) bool {
	switch their[0] {
	case "other":
		return true // a date: openpyxl gives no raw value
	case "n":
		a, err1 := strconv.ParseFloat(mine, 64)
		b, err2 := strconv.ParseFloat(their[1], 64)
		return kind == Number && err1 == nil && err2 == nil && a == b
	case "b":
		return kind == Bool && mine == their[1]
	}
	if strings.Contains(mine, "\r") || strings.Contains(their[1], "_x") {
		return true // openpyxl does not resolve escapes
	}
	return mine == their[1]
}

// partAndStrings returns a worksheet of a book and its shared strings.
func partAndStrings(t *testing.T, book, target string) (data []byte, strs *Strings) {
	z, err := zip.OpenReader(book)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		isStrings := strings.HasSuffix(strings.ToLower(f.Name), "sharedstrings.xml")
		if f.Name != target && !isStrings {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if isStrings {
			if strs, err = ReadStrings(r, DefaultLimits()); err != nil {
				t.Errorf("%s %s: %v", filepath.Base(book), f.Name, err)
			}
			continue
		}
		if data, err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return data, strs
}

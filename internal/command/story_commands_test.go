package command

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// cmdCode runs a program and holds its exit code: code 2 goalxl fill. Its output
// can be looked at with stdout, stderr and cmp as after any command.
func cmdCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N program [args...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	// The program is found on the PATH of the story, where testscript put it.
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v: %v", args[1:], err)
	}
	if got != want {
		ts.Fatalf("%v: exit code %d, want %d", args[1:], got, want)
	}
}

// cmdMakeBook makes a workbook of its readable form.
func cmdMakeBook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: mkbook FILE SPEC")
	}
	ts.Check(writeBook(ts.MkAbs(args[0]), ts.ReadFile(args[1])))
}

// cmdDump writes a workbook, or one sheet of it, in readable form.
func cmdDump(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: dump FILE [SHEET]")
	}
	only := ""
	if len(args) == 2 {
		only = args[1]
	}
	text, err := dumpBook(ts.MkAbs(args[0]), only)
	ts.Check(err)
	_, err = io.WriteString(ts.Stdout(), text)
	ts.Check(err)
}

// cmdPut types values into cells of a workbook, as a person who answers does: numbers
// as numbers.
func cmdPut(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 || len(args)%2 != 0 {
		ts.Fatalf("usage: put FILE SHEET CELL VALUE [CELL VALUE...]")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	for i := 2; i < len(args); i += 2 {
		ts.Check(f.SetCellValue(args[1], args[i], figure(args[i+1])))
	}
	ts.Check(f.Save())
}

// cmdSameBook compares two workbooks part by part; with "!" they must differ.
func cmdSameBook(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: samebook A B")
	}
	difference, err := compareBooks(ts.MkAbs(args[0]), ts.MkAbs(args[1]))
	ts.Check(err)
	if (difference != "") != neg {
		ts.Fatalf("%s against %s: %s", args[0], args[1], map[bool]string{true: "the same", false: difference}[neg])
	}
}

// compareBooks names the first part in which two packages differ, or "".
func compareBooks(a, b string) (string, error) {
	x, err := partsOf(a)
	if err != nil {
		return "", err
	}
	y, err := partsOf(b)
	if err != nil {
		return "", err
	}
	for name, text := range x {
		other, there := y[name]
		switch {
		case !there:
			return name + " is in the first only", nil
		case !bytes.Equal(text, other):
			return name + " differs", nil
		}
		delete(y, name)
	}
	for name := range y {
		return name + " is in the second only", nil
	}
	return "", nil
}

func partsOf(path string) (map[string][]byte, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	parts := make(map[string][]byte)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			return nil, err
		}
		r.Close()
	}
	return parts, nil
}

package workbook

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"github.com/xuri/excelize/v2"

	"goalxl/allocate"
	"goalxl/workbook/delimited"
)

// readCSV reads a CSV file as if it were a workbook with one sheet, so that its
// table is found and its cells are read by the same rules.
func readCSV(path string) (*allocate.Plan, error) {
	rows, err := delimited.Open(path)
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "goalxl-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	temp, err := os.Create(filepath.Join(dir, filepath.Base(path))) // errors name the file that people know
	if err != nil {
		return nil, err
	}
	err = csvSheet(temp, rows)
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, err
	}
	return readFile(temp.Name())
}

// csvSheet writes the rows of a CSV file as a workbook.
func csvSheet(w io.Writer, rows *delimited.Rows) error {
	f := excelize.NewFile()
	defer f.Close()
	out, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	for {
		line, fields, err := rows.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		cells := make([]any, len(fields))
		for i, s := range fields {
			cells[i] = s
		}
		if err := out.SetRow("A"+strconv.Itoa(line), cells); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

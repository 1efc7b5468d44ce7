package workbook

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"goalxl/allocate"
	"goalxl/internal/lang"
)

// csvLimit bounds a CSV file that is read whole.
const csvLimit = 64 << 20

// readCSV reads a CSV file as if it were a workbook with one sheet, so that its
// table is found and its cells are read by the same rules. UTF-8 (with or
// without BOM), UTF-16 with BOM and GB18030 are told apart by what the bytes
// say; comma, semicolon and tab by the first line.
func readCSV(path string) (*allocate.Plan, error) {
	text, err := csvText(path)
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
	err = csvSheet(temp, text)
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, csvError(path, err)
	}
	return readFile(temp.Name())
}

// csvSheet writes the rows of a CSV text as a workbook.
func csvSheet(w io.Writer, text string) error {
	f := excelize.NewFile()
	defer f.Close()
	rows, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = separator(text), -1, true, true
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		line, _ := r.FieldPos(0)
		cells := make([]any, len(fields))
		for i, s := range fields {
			cells[i] = s
		}
		if err := rows.SetRow("A"+strconv.Itoa(line), cells); err != nil {
			return err
		}
	}
	if err := rows.Flush(); err != nil {
		return err
	}
	return f.Write(w)
}

// csvText returns the text of a file, decoded.
func csvText(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", csvError(path, err)
	}
	if info.Size() > csvLimit {
		return "", csvError(path, errors.New("larger than 64 MB"))
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return "", csvError(path, err)
	}
	if rest, ok := bytes.CutPrefix(b, []byte("\xef\xbb\xbf")); ok {
		b = rest
	}
	switch {
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return decodeUTF16(b[2:], binary.LittleEndian), nil
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return decodeUTF16(b[2:], binary.BigEndian), nil
	case utf8.Valid(b):
		return string(b), nil
	}
	if b, err = simplifiedchinese.GB18030.NewDecoder().Bytes(b); err != nil {
		return "", csvError(path, err)
	}
	return string(b), nil
}

func decodeUTF16(b []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}

// separator returns the separator that stands most often in the first line.
func separator(text string) rune {
	line, _, _ := strings.Cut(text, "\n")
	best := ','
	for _, r := range ";\t" {
		if strings.Count(line, string(r)) > strings.Count(line, string(best)) {
			best = r
		}
	}
	return best
}

func csvError(path string, err error) error {
	return &lang.Error{
		What:  lang.T("%s 不是能读的 CSV 文件（%v）", "%s is no CSV file that can be read (%v)").With(filepath.Base(path), err),
		Hint:  lang.T("请在 Excel 里另存为“CSV UTF-8”或 .xlsx 后再试", "save it as \"CSV UTF-8\" or .xlsx and try again").With(),
		Cause: err,
	}
}

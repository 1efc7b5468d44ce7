package opc

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"goalxl/internal/lang"
)

var oldFormat = lang.T("%s: 旧版 .xls 格式", "%s: the old .xls format")

// What a file that is no zip archive seems to be.
var (
	seemsHTML   = lang.T("网页（HTML）", "a web page (HTML)")
	seemsXML    = lang.T("XML 文件", "an XML file")
	seems2003   = lang.T("XML 表格 2003", "an XML Spreadsheet 2003")
	seemsPDF    = lang.T("PDF 文件", "a PDF")
	seemsPacked = lang.T("压缩包", "an archive of another kind")
	seemsImage  = lang.T("图片", "a picture")
	seemsCSV    = lang.T("CSV 或文本文件", "a CSV or text file")
	seemsText   = lang.T("文本文件", "a text file")
)

// sniff looks at the beginning of a file and returns why it cannot be a
// package; nil if it begins like one.
func sniff(name string, f io.ReaderAt, size int64) *lang.Error {
	head := make([]byte, min(size, 4096))
	if n, err := f.ReadAt(head, 0); n < len(head) {
		return unreadable(name, err)
	}
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return nil
	case bytes.HasPrefix(head, []byte("PK")) && len(head) > 3 && head[2] < 9:
		return damaged(name, "zip", missing)
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return refuseCompound(name, f, size)
	}
	if len(head) > 3 && head[0] == 9 && head[1]&^0xe == 0 && head[3] == 0 { // BIFF2 to BIFF5, before there were compound files
		return refuse(name, oldFormat, hintResave)
	}
	if len(bytes.Trim(head, "\x00")) == 0 {
		return refuse(name, lang.T("%s: 文件内容全为零，多半是存盘或同步时中断", "%s: the file holds nothing but zeros; saving or syncing it was cut short"), hintAgain)
	}
	if kind, known := seems(head); known {
		return refuse(name, lang.T("%s: 不是 Excel 工作簿，而是%s", "%s: not an Excel workbook but %s"), hintResave, lang.Message{Text: kind})
	}
	return refuse(name, lang.T("%s: 不是 Excel 工作簿，或文件已损坏", "%s: not an Excel workbook, or damaged"), hintAgain)
}

// seems guesses the kind of a file from its first bytes.
func seems(head []byte) (lang.Text, bool) {
	for _, s := range []struct {
		magic string
		kind  lang.Text
	}{
		{"%PDF", seemsPDF}, {"Rar!", seemsPacked}, {"7z\xbc\xaf", seemsPacked}, {"\x1f\x8b", seemsPacked},
		{"\x89PNG", seemsImage}, {"\xff\xd8\xff", seemsImage}, {"GIF8", seemsImage},
		{"\xff\xfe", seemsCSV}, {"\xfe\xff", seemsCSV},
	} {
		if bytes.HasPrefix(head, []byte(s.magic)) {
			return s.kind, true
		}
	}
	text := bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	switch {
	case bytes.Contains(text, []byte("urn:schemas-microsoft-com:office:spreadsheet")):
		return seems2003, true
	case hasAnyPrefix(text, "<html", "<!doctype html", "<table", "<head", "<meta", "<body", "mime-version:"),
		bytes.Contains(text, []byte("<html")), bytes.Contains(text, []byte("<table")):
		return seemsHTML, true
	case hasAnyPrefix(text, "<?xml"):
		return seemsXML, true
	case !isText(head):
		return lang.Text{}, false
	case bytes.ContainsAny(text, ",\t;"):
		return seemsCSV, true
	}
	return seemsText, true
}

func hasAnyPrefix(b []byte, prefixes ...string) bool {
	for _, p := range prefixes {
		if bytes.HasPrefix(b, []byte(p)) {
			return true
		}
	}
	return false
}

// isText reports whether bytes look like text in UTF-8 or in a double-byte
// Chinese encoding: no control characters, and letters enough.
func isText(b []byte) bool {
	high := 0
	for _, c := range b {
		if c < ' ' && c != '\t' && c != '\r' && c != '\n' || c == 0x7f {
			return false
		}
		if c >= 0x80 {
			high++
		}
	}
	return len(b) > 0 && (high == 0 || utf8.Valid(b[:len(b)-min(len(b), 3)]) || high*10 < len(b)*9)
}

// refuseCompound tells the kinds of OLE2 compound files apart by the names of
// their streams, which stand in them as UTF-16.
func refuseCompound(name string, f io.ReaderAt, size int64) *lang.Error {
	switch {
	case containsUTF16(f, size, "EncryptedPackage"):
		return refuse(name, lang.T("%s: 文件有打开密码", "%s: the file has a password to open it"),
			lang.T("请在 Excel 或 WPS 里去掉打开密码并另存后再试", "take the password off in Excel or WPS, save and try again"))
	case containsUTF16(f, size, "WordDocument"):
		return refuse(name, lang.T("%s: 是 Word 文档，不是 Excel 工作簿", "%s: a Word document, not an Excel workbook"), hintNotOurs)
	}
	if strings.HasSuffix(strings.ToLower(name), ".et") {
		return refuse(name, lang.T("%s: WPS 的 .et 格式", "%s: the .et format of WPS"), hintResave)
	}
	return refuse(name, oldFormat, hintResave)
}

// containsUTF16 searches the first 64 MB of a file for an ASCII word in UTF-16.
func containsUTF16(f io.ReaderAt, size int64, word string) bool {
	want := make([]byte, 0, 2*len(word))
	for i := range len(word) {
		want = append(want, word[i], 0)
	}
	buf := make([]byte, 256<<10)
	for off := int64(0); off < min(size, 64<<20); off += int64(len(buf) - len(want)) {
		n, err := f.ReadAt(buf, off)
		if bytes.Contains(buf[:n], want) {
			return true
		}
		if err != nil {
			return false
		}
	}
	return false
}

// unreadable returns the error of a file that the system does not let us read.
func unreadable(name string, cause error) *lang.Error {
	return because(refuse(name, lang.T("%s: 文件读取失败", "%s: the file cannot be read"),
		lang.T("请检查文件是否还在、是否有读取权限", "check that it is still there and that you may read it")), cause)
}

package delimited

import (
	"bytes"

	"goalxl/internal/lang"
)

var (
	sayUnreadable     = lang.T("%s: 无法读取", "%s: could not be read")
	sayTooLarge       = lang.T("%s: 超过 64 MB", "%s: larger than 64 MB")
	sayNoText         = lang.T("%s: 不是文本，或文字编码无法辨认", "%s: no text, or in an encoding that is not known")
	sayWorkbook       = lang.T("%s: 扩展名是文本，内容其实是工作簿", "%s: called a text, but really a workbook")
	sayOther          = lang.T("%s: 扩展名是文本，内容其实是别的文件", "%s: called a text, but really a file of another kind")
	sayBadLine        = lang.T("%s: 第 %d 行无法读取", "%s: line %d cannot be read")
	sayLongLine       = lang.T("%s: 第 %d 行超过 1 MB，不像一行数据", "%s: line %d is longer than 1 MB, which no row of data is")
	sayLongCell       = lang.T("%s: 第 %d 行有单元格超过 32,767 个字", "%s: line %d has a cell of more than 32,767 characters")
	sayTooManyRows    = lang.T("%s: 第 %d 行超出工作表的 1,048,576 行", "%s: line %d is beyond the 1,048,576 rows of a worksheet")
	sayTooManyColumns = lang.T("%s: 第 %d 行超过工作表的 16,384 列", "%s: line %d has more than the 16,384 columns of a worksheet")
	sayQuote          = lang.T("%s: 第 %d 行起有一个引号没有配对，后面的内容都被当成一格", "%s: a quotation mark from line %d on is not closed, and makes one cell of the rest")

	hintCheck  = lang.T("请检查文件名和权限，并关闭正在使用它的程序", "check its name and permissions, and close the program that uses it")
	hintSplit  = lang.T("请分成几个文件", "split it into several files")
	hintRename = lang.T("请把扩展名改成 .xlsx 后再试", "give it the extension .xlsx and try again")
	hintResave = lang.T("请在 Excel 或 WPS 里另存为“CSV UTF-8”或 .xlsx 后再试", "save it as \"CSV UTF-8\" or .xlsx in Excel or WPS and try again")
)

// sniff refuses files of other kinds by how they begin.
func sniff(name string, raw []byte) error {
	head := bytes.ToLower(bytes.TrimLeft(raw[:min(len(raw), 512)], "\ufeff \t\r\n"))
	switch {
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return refuse(name, sayWorkbook, hintRename, nil)
	case bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")):
		return refuse(name, sayWorkbook, hintResave, nil)
	case bytes.HasPrefix(head, []byte("%pdf")), bytes.HasPrefix(head, []byte("<")):
		return refuse(name, sayOther, hintResave, nil)
	}
	return nil
}

package trust

import "strings"

// foreignAttacks are files of other kinds under the name of a workbook.
func foreignAttacks() []attack {
	compound := func(stream string) []byte {
		b := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 300_000)...)
		for i := range len(stream) {
			b[262_140+2*i] = stream[i]
		}
		return b
	}
	var all []attack
	for _, c := range []struct{ name, body, says string }{
		{"empty", "", "0 字节"}, {"one byte", "P", ""}, {"zeros", strings.Repeat("\x00", 9000), "全为零"},
		{"csv", "区域,目标\n华东,4800\n", "CSV"}, {"csv with BOM", "\ufeff区域,目标\n", "CSV"}, {"csv in GBK", "\xc7\xf8\xd3\xf2,\xc4\xbf\xb1\xea\r\n", "CSV"},
		{"html", "<html><table><tr><td>1</td></tr></table></html>", "网页"}, {"mhtml", "MIME-Version: 1.0\r\n\r\n", "网页"},
		{"xml 2003", `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`, "2003"},
		{"pdf", "%PDF-1.7\n", "PDF"}, {"png", "\x89PNG\r\n\x1a\n", "图片"}, {"rar", "Rar!\x1a\x07", "压缩包"}, {"gzip", "\x1f\x8b\x08\x00", "压缩包"},
		{"xls", string(compound("Workbook")), "旧版 .xls 格式，请在 Excel 或 WPS 里另存为 .xlsx 后再试"},
		{"encrypted", string(compound("EncryptedPackage")), "打开密码"}, {"xls of 1993", "\x09\x08\x08\x00\x00\x05\x10\x00", "旧版 .xls"},
		{"json", `{"a":1}`, ""}, {"elf", "\x7fELF\x02\x01\x01", ""}, {"noise", "\x01\x02\x03\x04\x05\x06", ""},
		{"plain zip", string(parts{{"a.txt", "x"}}.zipped()), "压缩包"},
		{"ods", string(parts{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<x/>"}}.stored()), "OpenDocument"},
		{"docx", string(plan().swap(typesPart, "spreadsheetml.sheet.main", "wordprocessingml.document.main").zipped()), "Word"},
		{"xlsb", string(plan().swap(typesPart, typeOf+"sheet.main+xml", "application/vnd.ms-excel.sheet.binary.macroEnabled.main").zipped()), ".xlsb"},
		{"signed", string(append(plan(), part{"_xmlsignatures/sig1.xml", "<x/>"}).zipped()), "数字签名"},
		{"zip with a password", string(locked()), "密码"},
	} {
		all = append(all, attack{class: "other kinds of files", name: c.name, make: ready([]byte(c.body)), says: c.says})
	}
	return all
}

// locked marks an entry of the archive as encrypted.
func locked() []byte {
	book := plan().zipped()
	local, central := records(book, breakdownPart)
	book[local+6] |= 1
	book[central+8] |= 1
	return book
}

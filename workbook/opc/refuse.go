package opc

import (
	"goalxl/internal/lang"
)

// What to do about a file that was refused.
var (
	hintResave = lang.T("请在 Excel 或 WPS 里另存为 .xlsx 后再试", "save it as .xlsx in Excel or WPS and try again")
	hintAgain  = lang.T("请在 Excel 或 WPS 里打开并另存一份后再试；打不开时请向发件人重新要一份",
		"open it in Excel or WPS and save it anew; if it does not open, ask for the file again")
	hintNotOurs = lang.T("请改用 Excel 工作簿（.xlsx、.xlsm）", "use an Excel workbook (.xlsx, .xlsm)")
	hintSize    = lang.T("请删去多余的工作表、空行和空列后再试", "remove spare sheets, empty rows and columns and try again")
)

// refuse returns the error of a file that is not taken. The name of the file is
// the first argument of what.
func refuse(name string, what, hint lang.Text, args ...any) *lang.Error {
	return &lang.Error{What: what.With(append([]any{name}, args...)...), Hint: lang.Message{Text: hint}}
}

// because adds the technical error underneath.
func because(e *lang.Error, cause error) *lang.Error {
	e.Cause = cause
	return e
}

// damaged returns the error of a file whose archive contradicts itself; part is
// the entry at fault.
func damaged(name, part string, what lang.Text) *lang.Error {
	return refuse(name, lang.T("%s: 文件已损坏（%s：%s）", "%s: the file is damaged (%s: %s)"), hintAgain,
		part, lang.Message{Text: what})
}

// What can be wrong with an entry of the archive.
var (
	wrongCRC      = lang.T("校验和不符", "wrong checksum")
	wrongSize     = lang.T("大小与记录不符", "its size is not the one recorded")
	wrongHeader   = lang.T("两处记录互相矛盾", "its two headers contradict each other")
	wrongData     = lang.T("压缩数据无法解开", "its data do not inflate")
	overlapping   = lang.T("与其他部件重叠", "it overlaps another part")
	outside       = lang.T("位置超出文件", "it lies outside the file")
	doubled       = lang.T("同一部件出现两次", "the same part is there twice")
	badName       = lang.T("部件名称不合规", "the name of the part is not allowed")
	notWellFormed = lang.T("XML 格式有误", "the XML is malformed")
	tooDeep       = lang.T("XML 嵌套过深", "the XML is nested too deeply")
	hasDoctype    = lang.T("XML 里带有 DOCTYPE 声明，出于安全不予读取", "the XML carries a DOCTYPE, which is not read for safety")
	notUTF8       = lang.T("文字编码不是 UTF-8", "its text is not UTF-8")
	missing       = lang.T("缺少该部件", "the part is missing")
	doubledID     = lang.T("关系编号重复", "a relationship id is there twice")
	cyclic        = lang.T("部件关系成环或重复引用", "its relationships run in a circle or lead to one part twice")
)

// tooLarge returns the error of a file beyond a limit; part may be the archive's
// name for the entry, or "" for the whole.
func tooLarge(name, part string, limit int64) *lang.Error {
	if part == "" {
		return refuse(name, lang.T("%s: 展开后超过上限 %d MB", "%s: more than %d MB when unpacked"), hintSize, limit>>20)
	}
	return refuse(name, lang.T("%s: 部件 %s 展开后超过上限 %d MB", "%s: part %s is more than %d MB when unpacked"),
		hintSize, part, limit>>20)
}

// bomb returns the error of a file that inflates out of all proportion.
func bomb(name, part string, ratio int64) *lang.Error {
	return refuse(name, lang.T("%s: 部件 %s 的压缩比异常（%d 倍），疑似压缩炸弹", "%s: part %s inflates %d times, like a zip bomb"),
		hintAgain, part, ratio)
}

// notAFile returns the error of a folder, a pipe or a device.
func notAFile(name string) *lang.Error {
	return refuse(name, lang.T("%s: 不是文件", "%s: not a file"), hintNotOurs)
}

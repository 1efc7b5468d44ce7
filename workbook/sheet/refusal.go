package sheet

import (
	"errors"
	"fmt"

	"goalxl/internal/lang"
)

// errShort says that the bytes at hand end before the token does. It never
// leaves the package: more is read, or the part is refused as truncated.
var errShort = errors.New("the token is not complete")

var (
	atRow   = lang.T("第 %d 行：%s", "row %d: %s")
	atCell  = lang.T("单元格 %s：%s", "cell %s: %s")
	damaged = lang.T("内容已损坏：%s", "the content is damaged: %s")
	barred  = lang.T("内容不予读取：%s", "the content is not read: %s")
	repair  = lang.T("请在 Excel 或 WPS 里打开并修复，另存为 .xlsx 后再试",
		"open and repair it in Excel or WPS, save it as .xlsx and try again")
	renew = lang.T("请确认文件来源可靠，在 Excel 或 WPS 里另存为 .xlsx 后再试",
		"make sure where the file comes from, save it as .xlsx in Excel or WPS and try again")

	whyTruncated = lang.T("内容不完整，中途断掉了", "it breaks off before its end")
	whyDoctype   = lang.T("含有 DOCTYPE 或实体定义，出于安全不予读取",
		"it has a DOCTYPE or entity definitions, which are not read for safety")
	whyEncoding  = lang.T("编码不是 UTF-8", "it is not encoded in UTF-8")
	whyChar      = lang.T("含有不允许的字符", "it has characters that are not allowed")
	whyTag       = lang.T("标签写法有误", "a tag is not well-formed")
	whyPairs     = lang.T("标签没有配对", "tags do not match")
	whyEntity    = lang.T("字符引用有误", "a character reference is wrong")
	whyAttrTwice = lang.T("同一属性出现两次", "an attribute stands twice in one tag")
	whyAttrs     = lang.T("一个标签的属性超过 %d 个", "a tag has more than %d attributes")
	whyDepth     = lang.T("元素嵌套超过 %d 层", "elements are nested more than %d deep")
	whyPrefix    = lang.T("名称前缀没有声明", "a name prefix is not declared")
	whyRoot      = lang.T("不是 %s 部件", "it is not a %s part")
	whyAfter     = lang.T("结尾之后还有内容", "there is content after its end")
	whyTooLong   = lang.T("一段内容超过 %d MB", "a stretch of it is longer than %d MB")
	whyTextTotal = lang.T("文本总量超过 %d MB", "its texts are longer than %d MB together")
	whyContent   = lang.T("出现了不该有的内容", "something stands where it must not")
	whyTwice     = lang.T("同一内容出现两次", "something stands twice")
	whyNoData    = lang.T("缺少数据区", "it has no data section")
	whyRowOrder  = lang.T("行号重复或顺序有误", "row numbers are doubled or out of order")
	whyRowRange  = lang.T("行号有误或超出 1048576", "a row number is wrong or beyond 1048576")
	whyCellOrder = lang.T("单元格重复或顺序有误", "cells are doubled or out of order")
	whyCellRef   = lang.T("单元格地址有误或超出 XFD1048576", "a cell reference is wrong or beyond XFD1048576")
	whyCellRow   = lang.T("单元格地址与所在行不符", "a cell's reference is of another row")
	whyCellType  = lang.T("单元格类型无法识别", "a cell has an unknown type")
	whyStyle     = lang.T("单元格样式编号超出范围", "a cell's style number is out of range")
	whyString    = lang.T("共享字符串编号超出范围", "a shared string's number is out of range")
	whyAlternate = lang.T("行或单元格放在兼容性分支里，无法确定读哪一个",
		"rows or cells stand in compatibility branches, and which of them hold is not certain")
)

// refuse returns the refusal for a reason, naming the row or cell that is being
// read and, as its cause, the byte of the part.
func (m *markup) refuse(why lang.Text, args ...any) error {
	what, hint := damaged.With(why.With(args...)), repair
	switch why {
	case whyDoctype, whyAttrs, whyDepth, whyTooLong, whyTextTotal, whyAlternate:
		what, hint = barred.With(why.With(args...)), renew
	}
	switch {
	case m.row > 0 && m.col > 0:
		what = atCell.With(Ref(m.col, m.row), what)
	case m.row > 0:
		what = atRow.With(m.row, what)
	}
	return &lang.Error{
		What:  what,
		Hint:  hint.With(),
		Cause: fmt.Errorf("at byte %d: %s", m.base+int64(m.pos), why.With(args...).In(lang.EN)),
	}
}

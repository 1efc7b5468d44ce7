package templates

import "goalxl/internal/lang"

// The tool's own sheets and column: marks that it puts into people's workbooks.
// They are never read as data.
var (
	Overview = lang.T("总览", "Overview")
	Findings = lang.T("问题清单", "Findings")
	Changes  = lang.T("变更记录", "Changes")
	ReadMe   = lang.T("说明", "Read me")
	Check    = lang.T("核对结果", "Check")

	Replies   = lang.T("回收情况", "Replies")
	Conflicts = lang.T("回复冲突", "Reply conflicts")
	Adopted   = lang.T("采纳记录", "Adopted")
	Refused   = lang.T("未采纳内容", "Not adopted")

	Snapshots = lang.T("月度快照", "Snapshots")
	Refreshed = lang.T("更新记录", "Refresh log")
)

// OwnSheet reports whether a sheet with the name is one that the tool puts into
// people's workbooks (总览, 问题清单, 变更记录, 回收情况, 月度快照 ...), in either language, also
// with the number that a spreadsheet program adds to a copy.
func OwnSheet(name string) bool {
	name = trimCopy(name)
	for _, own := range []lang.Text{Overview, Findings, Changes, Replies, Conflicts, Adopted, Refused, Snapshots, Refreshed} {
		if name == own.ZH || name == own.EN {
			return true
		}
	}
	return false
}

// trimCopy takes " (2)" off the end of a sheet's name.
func trimCopy(name string) string {
	n := len(name)
	if n < 4 || name[n-1] != ')' {
		return name
	}
	i := n - 2
	for i > 0 && name[i] >= '0' && name[i] <= '9' {
		i--
	}
	if i == n-2 || i < 1 || name[i] != '(' {
		return name
	}
	if name[i-1] == ' ' {
		i--
	}
	return name[:i]
}

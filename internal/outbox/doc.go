// Package outbox is the folder that a round of handouts leaves behind: the owners'
// workbooks, the list of what was made, the mail drafts, and one record of what was
// sent, from which the replies are merged again without the sent workbooks.
//
// Nothing in it is random: the secret of a round follows from the bytes of the
// workbook that was split, which no owner has. The same workbook, split the same way
// on the same day, gives the same bytes.
package outbox

import "goalxl/internal/lang"

// The names in an outbox, besides those of the handouts and their drafts.
var (
	RecordName = lang.T("下发记录.json", "outbox.json")
	ListName   = lang.T("下发清单.xlsx", "Handouts.xlsx")
	LogName    = lang.T("发送记录.jsonl", "sent.jsonl") // what was sent by mail
	FolderName = lang.T("下发_%s", "Handouts_%s")     // with the day: 20260601
)

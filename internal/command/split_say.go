package command

import (
	"path/filepath"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook"
)

// What split says.
var (
	sayOneWorkbook    = lang.T("split 一次只拆一个工作簿，现有 %d 个", "split takes one workbook at a time, and there are %d")
	saySplitEach      = lang.T("请逐个拆分，各用一个文件夹", "split them one by one, each into a folder of its own")
	sayNeedsEML       = lang.T("选项 %s 是邮件草稿的，却没有写 --eml", "the flag %s is about mail drafts, and --eml was not given")
	sayAddEML         = lang.T("请加上 --eml", "add --eml")
	sayFolderFull     = lang.T("文件夹 %s 里已有文件，没有覆盖", "the folder %s is not empty and was left alone")
	sayNewRound       = lang.T("新的一轮请另用文件夹，例如 --out-dir %s", "use another folder for a new round, such as --out-dir %s")
	sayUnknownWord    = lang.T("选项 %s 里的 %s 无法识别", "the flag %s has %s, which stands for nothing")
	sayNotAnAddress   = lang.T("选项 %s 的 %s 不是邮件地址", "the flag %s was given %s, which is no mail address")
	sayAddressExample = lang.T("请写成 name@example.com，多个用逗号隔开", "write name@example.com, several with commas")
	sayTextFile       = lang.T("请给一个文本文件", "give a text file")
	sayLeft           = lang.T("没有下发的列：%s", "Columns that are not handed out: %s")
	sayNoRoom         = lang.T("%s: 磁盘空间不足，没有写出", "%s: the disk is full, nothing was written")
	sayOtherDisk      = lang.T("请清出空间，或用 --out-dir 换一个磁盘", "free some space, or choose another disk with --out-dir")
	sayNotLevel       = lang.T("%s 所在的一组，各份相加为 %s，总表为 %s，没有写出", "the group of %s adds up to %s over the handouts and %s in the workbook; nothing was written")
	sayNotAsSent      = lang.T("%s 写出后读回为 %s，应为 %s，没有写出", "%s was read back as %s instead of %s; nothing was written")

	sayNoOwners   = lang.T("责任人是空的：%s", "no owner in %s")
	sayNoColumn   = lang.T("工作表 %s 的表没有“责任人”一列", "the table on the sheet %s has no column of owners")
	sayVacant     = lang.T("责任人写着“%s”：%s", "the owner is %q in %s")
	sayUnclear    = lang.T("“%s”分不清是哪一位：%s", "%q may be several people: %s")
	sayNoItems    = lang.T("子目标项是空的：%s", "no item in %s")
	sayNoRows     = lang.T("没有可以下发的分解行和行动", "there are no rows of a breakdown or of actions to hand out")
	sayNotSplit   = lang.T("%s：没有拆分，%s", "%s: not split, %s")
	hintOwners    = lang.T("请在表里写明责任人，或在通讯录里按区域为每人写一行（责任人照表里的写法，另填区域），或用 --by item 按子目标项拆分", "name the owners; or give each a line in the contacts sheet, with the name as it stands here and the region; or split with --by item")
	hintItems     = lang.T("请补上子目标项", "fill in the items")
	hintRows      = lang.T("用 goalxl explain 看读到了什么", "goalxl explain shows what was read")
	sayOrphanRows = lang.T("没有下发的行动：%s，看不出属于哪一份", "actions that were not handed out, for they belong to none for certain: %s")
	hintOrphans   = lang.T("在策略名称里写明它服务的子目标项", "name the item that it serves in the action's name")
	sayBlankRows  = lang.T("有 %d 行没有目标值，照样下发；可先用 goalxl fill 补算", "rows without a target, handed out as they are: %d; goalxl fill may compute them first")

	stateByHand    = lang.T("待发送", "to be sent")
	stateReady     = lang.T("草稿已备好", "draft ready")
	stateNoAddress = lang.T("没有收件地址", "no address")
	stateWrong     = lang.T("收件地址有误", "address is wrong")

	splitMade    = lang.T("拆成 %d 份，共 %d 行；各份相加与总表一致", "%d handouts with %d rows; together they add up to the workbook")
	splitPlanned = lang.T("将拆成 %d 份，共 %d 行", "it would be %d handouts with %d rows")
	splitMore    = lang.T("还有 %d 个提醒，见下发清单的状态", "and %d more, see the states in the list")
	splitFolder  = lang.T("都在文件夹 %s，清单见 %s", "all in the folder %s; the list is %s")
	splitDry     = lang.T("试运行，没有写文件；实际运行会放进文件夹 %s", "dry run, nothing was written; it would be the folder %s")
	splitNext    = lang.T("下一步：看过草稿后，用邮件程序逐封发送，或 goalxl mail %s --smtp smtp://用户@服务器", "Next: look at the drafts, then send them from your mail program, or with goalxl mail %s --smtp smtp://USER@SERVER")
	splitByHand  = lang.T("下一步：把各份发给本人；要邮件草稿请加 --eml", "Next: send each to its owner; --eml writes mail drafts")
)

// refusal says why the plan could not be divided, and what to do.
func (s *splitting) refusal(layout *workbook.Layout, refused []allocate.Refusal) error {
	const shown = 3
	hint := hintOwners
	var parts []lang.Message
	for i, r := range refused {
		if i == shown {
			parts = append(parts, lang.T("另有 %d 处", "and %d more").With(len(refused)-shown))
			break
		}
		cells := cellList(layout, r.At)
		switch {
		case r.Why == allocate.Nothing:
			parts, hint = append(parts, sayNoRows.With()), hintRows
		case r.Why == allocate.NoItem:
			parts, hint = append(parts, sayNoItems.With(cells)), hintItems
		case r.Why == allocate.Unclear:
			parts = append(parts, sayUnclear.With(r.Name, cells))
		case r.Name != "":
			parts = append(parts, sayVacant.With(r.Name, cells))
		case ownerless(layout, r.At) != "":
			parts = append(parts, sayNoColumn.With(ownerless(layout, r.At)))
		default:
			parts = append(parts, sayNoOwners.With(cells))
		}
	}
	return &lang.Error{What: sayNotSplit.With(filepath.Base(s.file.path), lang.Join{Parts: parts, Between: lang.T("；", "; ")}), Hint: hint.With()}
}

// ownerless is the first sheet whose table has no column of owners at all.
func ownerless(layout *workbook.Layout, at []allocate.Ref) string {
	for _, ref := range at {
		if place, ok := layout.Cell(ref); !ok {
			return place.Sheet
		}
	}
	return ""
}

// cellList names cells: the first few, and how many there are.
func cellList(layout *workbook.Layout, at []allocate.Ref) lang.Message {
	const shown = 4
	text, sheet := "", ""
	for i, ref := range at[:min(len(at), shown)] {
		place := layout.Locate(ref, nil)
		if i > 0 {
			text += " "
		}
		if place.Sheet != sheet {
			text += place.Sheet + "!"
			sheet = place.Sheet
		}
		text += place.Cell
	}
	if len(at) > shown {
		return lang.T("%s 等 %d 处", "%s and others, %d in all").With(text, len(at))
	}
	return lang.T("%s", "%s").With(text)
}

// findings are what is to be looked at before the handouts are sent.
func (s *splitting) findings(plan *allocate.Plan, d *allocate.Division) []allocate.Finding {
	var out []allocate.Finding
	if len(d.Orphans) > 0 {
		rule := allocate.Find("orphan-action")
		var names []string
		for _, at := range d.Orphans {
			for _, a := range plan.Actions {
				if a.At == at {
					names = append(names, a.Name)
				}
			}
		}
		out = append(out, allocate.Finding{Rule: rule, Severity: allocate.Warning, At: d.Orphans[0], Members: d.Orphans, Each: true, Subject: names[0],
			Message: sayOrphanRows.With(clipList(names, s.voice.lang)), Hint: hintOrphans.With()})
	}
	if s.mail != nil {
		out = append(out, d.MissingAddresses(plan)...)
	}
	blank := 0
	for _, b := range plan.Breakdowns {
		if b.AmountIn == allocate.Blank || b.AmountIn == allocate.Broken {
			blank++
		}
	}
	if blank > 0 {
		s.voice.note(sayBlankRows.With(blank))
	}
	return out
}

// clipList lists the first few names.
func clipList(names []string, l lang.Lang) string {
	const shown = 5
	text := strings.Join(names[:min(len(names), shown)], lang.T("、", ", ").In(l))
	if len(names) > shown {
		text += lang.T(" 等 %d 项", " and others, %d in all").With(len(names)).In(l)
	}
	return text
}

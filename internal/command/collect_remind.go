package command

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"goalxl/allocate"
	"goalxl/internal/collect"
	"goalxl/internal/lang"
	"goalxl/internal/mail"
	"goalxl/internal/outbox"
	"goalxl/workbook/opc"
)

// remindFolder is the folder of the outbox in which reminders stand.
var remindFolder = lang.T("催办", "Reminders")

// The words of a reminder.
var (
	remindSubject = lang.T("催办：请回复目标分解（%s）", "Reminder: please answer on your targets (%s)")
	remindText    = lang.T("%s：\n\n您好！\n\n%s 发给您的目标分解（%d 行）还没有收到回复%s。请在表里浅黄底的列填好后发回；同意下达的目标，也请原样发回。\n\n谢谢！\n",
		"%s,\n\nThere is no answer yet on the targets sent to you on %s (%d rows)%s. Please fill in the light yellow columns and return the file; if you agree to the targets, return it as it is.\n\nThank you.\n")
	remindLate  = lang.T("，已超过期限 %s", "; it was due by %s")
	remindUntil = lang.T("，期限是 %s", "; it is due by %s")
)

// reminder is a draft that was made, or would be in a dry run.
type reminder struct {
	reply *collect.Reply
	path  string
}

// remind drafts a mail to each owner who has not answered, and names those without an
// address.
func (r *run) remind(res *collect.Result, day allocate.Date, dryRun bool) (made []reminder, err error) {
	if !r.on("remind") {
		return nil, nil
	}
	l := lang.ZH
	if res.Round.Record.Lang == lang.EN.String() {
		l = lang.EN
	}
	folder := filepath.Join(res.Round.Dir, remindFolder.In(l))
	for i := range res.Replies {
		reply := &res.Replies[i]
		if reply.State != collect.Missing {
			continue
		}
		h := reply.Handout
		if h.Address == "" {
			r.voice.note(sayNoReminder.With(reply.Owner))
			continue
		}
		path := filepath.Join(folder, strings.TrimSuffix(h.File, filepath.Ext(h.File))+".eml")
		made = append(made, reminder{reply, path})
		if dryRun {
			continue
		}
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return made, &lang.Error{What: sayOutDirFailed.With(folder), Hint: sayCheckPath.With(), Cause: err}
		}
		d := reminderTo(res.Round, h, reply.Late, day, l)
		if _, err := opc.Save(path, opc.SaveOptions{Context: r.ctx}, func(w io.Writer) error { return d.Write(w) }); err != nil {
			return made, err
		}
	}
	return made, nil
}

// reminderTo is the mail to the owner of a handout, with the handout in it as long as
// nobody has changed it.
func reminderTo(round *outbox.Outbox, h *outbox.Handout, late int, day allocate.Date, l lang.Lang) *mail.Draft {
	record := &round.Record
	due := lang.Message{Text: lang.T("%s", "%s"), Args: []any{""}}
	switch {
	case record.Deadline == "":
	case late > 0:
		due = remindLate.With(record.Deadline)
	default:
		due = remindUntil.With(record.Deadline)
	}
	d := &mail.Draft{ID: fmt.Sprintf("%s.%s.r%04d%02d%02d", record.Round, h.Part, day.Year, day.Month, day.Day), Subject: mail.OneLine(remindSubject.With(h.Owner).In(l)),
		Text: remindText.With(mail.OneLine(h.Owner), record.Sent, len(h.Rows), due).In(l), To: []mail.Address{{Name: h.Owner, Mail: h.Address}},
		Day: time.Date(int(day.Year), time.Month(day.Month), int(day.Day), 0, 0, 0, 0, time.UTC)}
	for _, copy := range h.Copy {
		d.Cc = append(d.Cc, mail.Address{Mail: copy})
	}
	content, err := os.ReadFile(filepath.Join(round.Dir, h.File))
	if sum := sha256.Sum256(content); err == nil && hex.EncodeToString(sum[:]) == h.SHA256 {
		d.Attachments = []mail.Attachment{{Name: h.File, Content: content}}
	}
	return d
}

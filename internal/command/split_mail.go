package command

import (
	"bytes"
	netmail "net/mail"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/internal/mail"
	"goalxl/internal/outbox"
)

// mailing is what the drafts of a round have in common.
type mailing struct {
	lang          lang.Lang // of the owners
	subject, text pattern
	cc            []mail.Address
}

// The drafts' text unless the user gives another.
var (
	draftSubject = lang.T("请确认目标分解：{责任人}", "Please confirm your targets: {owner}")
	draftUntil   = lang.T("（请于 {截止} 前回复）", " (answer by {deadline})")
	draftText    = lang.T("{责任人}：\n\n您好！\n\n附件是您负责的目标分解，共 {行数} 行，{合计}。请在附件浅黄底的列里填写建议目标值（同意下达的目标就空着）、理由和所需资源，"+
		"保存后直接回复这封邮件，把附件发回。\n\n{期限}文件可以改名；请不要删除行和隐藏的工作表。\n\n谢谢！\n",
		"{owner},\n\nAttached are the targets that you are responsible for: {rows} rows, {total}. Please fill in the light yellow columns - the target that you propose "+
			"(blank if you agree), why, and the resources that it takes - and return the file with your answer to this mail.\n\n{until}"+
			"You may rename the file; please keep its rows and the hidden sheet.\n\nThank you.\n")
	draftDay  = lang.T("请于 {截止} 前发回。", "Please return it by {deadline}. ")
	draftNone = lang.T("目标见附件", "targets in the file")
	wordUntil = lang.T("期限", "until")
)

// readMailing reads what the flags say of the drafts.
func (s *splitting) readMailing() (err error) {
	if !s.on("eml") {
		return nil
	}
	m := &mailing{}
	words := []word{wordOwner, wordFile, wordRows, wordTotal, wordDeadline, wordDate}
	if text, given := s.flags["subject"]; given {
		if m.subject, err = parsePattern("--subject", text, words...); err != nil {
			return err
		}
	}
	if path, given := s.flags["body"]; given {
		text, err := readText(path)
		if err != nil {
			return err
		}
		if m.text, err = parsePattern("--body", text, words...); err != nil {
			return err
		}
	}
	if m.cc, err = s.addresses("cc"); err != nil {
		return err
	}
	s.mail = m
	return nil
}

// speak settles what the drafts say unless the user gave words: in the language of the
// owners.
func (m *mailing) speak(l lang.Lang, deadline bool) {
	m.lang = l
	if m.subject.text == "" {
		m.subject.text = draftSubject.In(l)
		if deadline {
			m.subject.text += draftUntil.In(l)
		}
	}
	if m.text.text == "" {
		m.text.text = draftText.In(l)
	}
}

// addresses reads the addresses that a flag lists.
func (r *run) addresses(flag string) ([]mail.Address, error) {
	text, given := r.flags[flag]
	if !given {
		return nil, nil
	}
	text = strings.NewReplacer("，", ",", "；", ",", ";", ",", "、", ",").Replace(text)
	list, err := netmail.ParseAddressList(text)
	if err != nil {
		return nil, wrongUse(sayNotAnAddress.With("--"+flag, text), sayAddressExample.With())
	}
	var out []mail.Address
	for _, a := range list {
		out = append(out, mail.Address{Name: a.Name, Mail: a.Address})
	}
	return out, nil
}

// maxText bounds the text of a draft.
const maxText = 256 << 10

// readText reads a text file in UTF-8 or GB18030.
func readText(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return "", wrongUse(sayNoFile.With(path), sayCheckName.With())
	}
	raw := []byte(nil)
	if info.Size() <= maxText {
		raw, err = os.ReadFile(path)
	}
	if raw == nil || err != nil {
		return "", wrongUse(sayUnreadable.With(path), sayTextFile.With())
	}
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	if !utf8.Valid(raw) {
		if raw, err = simplifiedchinese.GB18030.NewDecoder().Bytes(raw); err != nil {
			return "", wrongUse(sayUnreadable.With(path), sayTextFile.With())
		}
	}
	return string(raw), nil
}

// writeDraft writes the mail to an owner beside the handout, if there is an address
// for it. build is nil in a dry run.
func (s *splitting) writeDraft(build *outbox.Builder, entry *outbox.Handout, stem string, p *allocate.Portion, out *Output) error {
	out.State = stateByHand.In(s.voice.lang)
	if s.mail == nil {
		return nil
	}
	if entry.Address == "" {
		out.State = stateNoAddress.In(s.voice.lang)
		if p.Contact != nil && p.Contact.Wrong != "" {
			out.Address, out.State = p.Contact.Wrong, stateWrong.In(s.voice.lang)
		}
		return nil
	}
	words := s.mailWords(entry, out)
	until := ""
	if s.round.Deadline != "" {
		until = pattern{draftDay.In(s.mail.lang)}.fill(words)
	}
	words[wordUntil] = until
	out.Subject, out.Text = mail.OneLine(s.mail.subject.fill(words)), s.mail.text.fill(words)
	out.State = stateReady.In(s.voice.lang)
	entry.Mail = stem + ".eml"
	out.Mail = strings.TrimSuffix(out.Path, ".xlsx") + ".eml"
	if build == nil {
		return nil
	}
	return s.saveDraft(build, entry, p, out)
}

// saveDraft puts the draft of a handout into the outbox, the handout attached.
func (s *splitting) saveDraft(build *outbox.Builder, entry *outbox.Handout, p *allocate.Portion, out *Output) error {
	content, err := os.ReadFile(build.Path(entry.File))
	if err != nil {
		return err
	}
	day, err := time.Parse("2006-01-02", s.round.Sent)
	if err != nil {
		return err
	}
	draft := mail.Draft{ID: s.round.Round + "." + entry.Part, To: []mail.Address{{Name: s.nameOf(p), Mail: entry.Address}}, Subject: out.Subject, Text: out.Text,
		Day: day, Attachments: []mail.Attachment{{Name: entry.File, Content: content}}}
	for _, copy := range entry.Copy {
		draft.Cc = append(draft.Cc, mail.Address{Mail: copy})
	}
	for _, cc := range s.mail.cc {
		draft.Cc = append(draft.Cc, cc)
		entry.Copy = append(entry.Copy, cc.Mail)
	}
	var b bytes.Buffer
	if err := draft.Write(&b); err != nil {
		return err
	}
	_, err = build.Write(entry.Mail, b.Bytes())
	return err
}

// nameOf is whom a draft is addressed to.
func (s *splitting) nameOf(p *allocate.Portion) string {
	if s.by != allocate.ByOwner && p.Contact != nil {
		return p.Contact.Owner
	}
	return p.Label
}

// mailWords are what the words in subject and text stand for.
func (s *splitting) mailWords(entry *outbox.Handout, out *Output) map[word]string {
	total := draftNone.In(s.mail.lang)
	if text := sumsText(out.Sums, s.mail.lang); text != "" {
		total = lang.T("合计 %s", "%s in total").With(text).In(s.mail.lang)
	}
	return map[word]string{wordOwner: entry.Owner, wordFile: entry.File, wordRows: strconv.Itoa(out.Rows), wordTotal: total,
		wordDeadline: s.round.Deadline, wordDate: s.round.Sent}
}

// sumsText says what rows add up to, cut by cut.
func sumsText(sums []allocate.CutSum, l lang.Lang) string {
	var parts []string
	for i := range sums {
		if c := &sums[i]; c.Blank < c.Rows {
			text := c.Amount.Natural().In(l)
			if len(sums) > 1 {
				text = strings.TrimSpace(c.Dimension+" "+c.Goal) + " " + text
			}
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, lang.T("；", "; ").In(l))
}

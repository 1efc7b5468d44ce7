package collect

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"goalxl/internal/lang"
	"goalxl/internal/outbox"
	"goalxl/templates"
	"goalxl/workbook"
	"goalxl/workbook/opc"
)

// log is what earlier runs took from the replies to a round: it stands in the outbox,
// so that a correction that comes later is not taken for a conflict, and replies need
// not be given again.
type log struct {
	Schema  string                             `json:"schema"`
	Round   string                             `json:"round"`
	Replies map[string]logReply                `json:"replies"` // by part
	Taken   map[string]map[string]outbox.Value `json:"taken"`   // by row key, then by field
}

type logReply struct {
	File  string `json:"file"`
	State string `json:"state"`
	Saved string `json:"saved,omitempty"`
}

const (
	logSchema = "goalxl-collected/1"
	maxLog    = 256 << 20
)

// logName is the log's name in the outbox.
var logName = lang.T("回收记录.json", "collected.json")

// readLog reads the log of a round; an empty one where there is none that fits.
func readLog(o *outbox.Outbox) (*log, lang.Message) {
	l := &log{Schema: logSchema, Round: o.Record.Round, Replies: map[string]logReply{}, Taken: map[string]map[string]outbox.Value{}}
	path := logPath(o)
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return l, lang.Message{}
	}
	unreadable := lang.T("%s 无法读取，当作还没有回收过", "%s could not be read; as if nothing had been collected yet").With(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxLog {
		return l, unreadable
	}
	raw, err := os.ReadFile(path)
	had := &log{}
	if err != nil || json.Unmarshal(raw, had) != nil || had.Schema != logSchema || had.Round != l.Round {
		return l, unreadable
	}
	if had.Replies != nil {
		l.Replies = had.Replies
	}
	if had.Taken != nil {
		l.Taken = had.Taken
	}
	return l, lang.Message{}
}

func logPath(o *outbox.Outbox) string {
	return filepath.Join(o.Dir, logName.In(langOf(o)))
}

func langOf(o *outbox.Outbox) lang.Lang {
	if o.Record.Lang == lang.EN.String() {
		return lang.EN
	}
	return lang.ZH
}

func (l *log) take(key, field string, v outbox.Value) {
	if l.Taken[key] == nil {
		l.Taken[key] = map[string]outbox.Value{}
	}
	l.Taken[key][field] = v
}

func (l *log) answer(f *file) {
	l.Replies[f.handout.Part] = logReply{File: filepath.Base(f.path), State: f.state.String(), Saved: day(f.saved)}
}

// write puts the log into the outbox, whole or not at all.
func (l *log) write(o *outbox.Outbox) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(l); err != nil {
		return err
	}
	_, err := opc.Save(logPath(o), opc.SaveOptions{}, func(w io.Writer) error {
		_, err := w.Write(b.Bytes())
		return err
	})
	return err
}

// earlierLog reads what earlier runs took: the log of the round, and the master's own
// list.
func (c *collecting) earlierLog(master *workbook.Book) (err error) {
	if c.adopted, err = master.LedgerRows(adoptedName, templates.Adopted.ZH, templates.Adopted.EN); err != nil {
		return err
	}
	l, note := readLog(c.rounds.current)
	if !note.IsZero() {
		c.res.Notes = append(c.res.Notes, note)
	}
	c.res.log = l
	return nil
}

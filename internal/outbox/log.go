package outbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"goalxl/internal/lang"
)

// SendState is how far a mail has come.
type SendState string

// The states. Sending stands in the log before the server is asked to take the mail:
// where nothing follows it, nobody knows whether the server did.
const (
	Unsent  SendState = ""
	Sending SendState = "sending"
	Sent    SendState = "sent"
	Refused SendState = "refused" // the server said no: it may be tried again
)

// LogEntry is a line of the log of what was sent.
type LogEntry struct {
	Time      string    `json:"time"` // RFC 3339
	Part      string    `json:"part"`
	Owner     string    `json:"owner"`
	To        []string  `json:"to"` // with those who get a copy
	MessageID string    `json:"message_id"`
	State     SendState `json:"state"`
	Reply     string    `json:"reply,omitempty"` // the server's
}

// Log is the log of an outbox, open and locked: a second sender is turned away.
type Log struct {
	f    *os.File
	last map[string]LogEntry // by part
}

// errLocked says that another program holds the log.
var errLocked = errors.New("locked")

// OpenLog opens the log of the outbox at dir, or begins one: in the language that it,
// or the record, is named in, else in l. Errors are *lang.Error.
func OpenLog(dir string, l lang.Lang) (*Log, error) {
	path := logPath(dir, l)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o666)
	if err != nil {
		return nil, logError(path, err)
	}
	log := &Log{f: f}
	if err := lock(f); err != nil {
		f.Close()
		if errors.Is(err, errLocked) {
			return nil, &lang.Error{What: lang.T("%s: 另一个 goalxl 正在发送这一批邮件", "%s: another goalxl is sending these mails").With(dir),
				Hint: lang.T("请等它结束后再运行", "wait until it has ended, and run again").With(), Cause: err}
		}
		return nil, logError(path, err)
	}
	if err := log.read(); err != nil {
		f.Close()
		return nil, logError(path, err)
	}
	syncDir(dir)
	return log, nil
}

// ReadLog reads the log without opening it for writing; an outbox without one has an
// empty one.
func ReadLog(dir string, l lang.Lang) (*Log, error) {
	path := logPath(dir, l)
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &Log{}, nil
	}
	if err != nil {
		return nil, logError(path, err)
	}
	defer f.Close()
	log := &Log{f: f}
	if err := log.read(); err != nil {
		return nil, logError(path, err)
	}
	log.f = nil
	return log, nil
}

func logPath(dir string, l lang.Lang) string {
	for _, name := range []string{LogName.ZH, LogName.EN} {
		if path := filepath.Join(dir, name); exists(path) {
			return path
		}
	}
	if exists(filepath.Join(dir, RecordName.EN)) {
		l = lang.EN
	} else if exists(filepath.Join(dir, RecordName.ZH)) {
		l = lang.ZH
	}
	return filepath.Join(dir, LogName.In(l))
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func logError(path string, err error) error {
	return &lang.Error{What: lang.T("%s: 发送记录无法读写", "%s: the log of what was sent could not be used").With(path),
		Hint: lang.T("请检查权限和内容；没有它就不知道哪些已经发过", "check its permissions and content: it says what was sent already").With(), Cause: err}
}

// maxLog bounds the size of a log that is read.
const maxLog = 64 << 20

// read reads the entries. A last line that was cut off by a crash was never acted
// upon, and is taken off.
func (l *Log) read() error {
	l.last = map[string]LogEntry{}
	raw, err := io.ReadAll(io.LimitReader(l.f, maxLog))
	if err != nil {
		return err
	}
	whole := bytes.LastIndexByte(raw, '\n') + 1
	for line := range bytes.Lines(raw[:whole]) {
		var e LogEntry
		if err := json.Unmarshal(line, &e); err != nil {
			return err
		}
		l.last[e.Part] = e
	}
	if whole < len(raw) {
		if err := l.f.Truncate(int64(whole)); err != nil && !errors.Is(err, fs.ErrInvalid) {
			return nil // it is open for reading only
		}
	}
	_, err = l.f.Seek(int64(whole), io.SeekStart)
	return err
}

// Path is the file of an open log.
func (l *Log) Path() string { return l.f.Name() }

// Last returns the last entry of a handout; the zero entry if there is none.
func (l *Log) Last(part string) LogEntry { return l.last[part] }

// Append writes an entry, and returns once it is on the disk.
func (l *Log) Append(e LogEntry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err := l.f.Write(append(line, '\n')); err != nil {
		return logError(l.f.Name(), err)
	}
	if err := l.f.Sync(); err != nil {
		return logError(l.f.Name(), err)
	}
	l.last[e.Part] = e
	return nil
}

// Close closes the log and lets others send.
func (l *Log) Close() error {
	if l.f == nil {
		return nil
	}
	return l.f.Close()
}

package outbox

import (
	"os"
	"path/filepath"
	"testing"

	"goalxl/internal/lang"
)

func TestLogComesBack(t *testing.T) {
	dir := t.TempDir()
	log, err := OpenLog(dir, lang.ZH)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []LogEntry{{Part: "001", State: Sending, MessageID: "<a>"}, {Part: "001", State: Sent, MessageID: "<a>"}, {Part: "002", State: Sending}} {
		if err := log.Append(e); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := OpenLog(dir, lang.ZH); err == nil {
		t.Error("two senders at once")
	}
	log.Close()
	// A crash in the middle of a line: that entry was never acted upon.
	path := filepath.Join(dir, LogName.ZH)
	f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString(`{"part":"003","state":"sen`)
	f.Close()
	if log, err = ReadLog(dir, lang.EN); err != nil || log.Last("001").State != Sent || log.Last("003").State != Unsent {
		t.Errorf("read %+v, %v", log, err)
	}
	if log, err = OpenLog(dir, lang.EN); err != nil {
		t.Fatal(err)
	}
	if log.Last("001").State != Sent || log.Last("002").State != Sending || log.Last("003").State != Unsent {
		t.Errorf("came back as %+v", log.last)
	}
	if err := log.Append(LogEntry{Part: "003", State: Sent}); err != nil {
		t.Fatal(err)
	}
	log.Close()
	if log, err = ReadLog(dir, lang.EN); err != nil || log.Last("003").State != Sent {
		t.Errorf("after a torn line: %+v, %v", log, err)
	}
	if err := os.WriteFile(path, []byte("no log\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenLog(dir, lang.ZH); err == nil {
		t.Error("a damaged log was taken: mails could go out twice")
	}
	if log, err := ReadLog(t.TempDir(), lang.ZH); err != nil || log.Last("001").State != Unsent {
		t.Errorf("no log: %v", err)
	}
}

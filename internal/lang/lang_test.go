package lang_test

import (
	"errors"
	"testing"

	"goalxl/internal/lang"
)

type metres int

func (m metres) In(l lang.Lang) string {
	return lang.T("%d 米", "%d m").With(int(m)).In(l)
}

func TestMessage(t *testing.T) {
	m := lang.T("从 %s 到 %s，共 %d 项", "from %s to %s, %d items").With(metres(1), lang.T("%s 外", "beyond %s").With(metres(5)), 3)
	if got := m.In(lang.ZH); got != "从 1 米 到 5 米 外，共 3 项" {
		t.Errorf("got %q", got)
	}
	if got := m.In(lang.EN); got != "from 1 m to beyond 5 m, 3 items" {
		t.Errorf("got %q", got)
	}
	if m.IsZero() || !(lang.Message{}).IsZero() {
		t.Error("IsZero is the wrong way round")
	}
}

func TestMessageWithoutArgumentsIsNoFormat(t *testing.T) {
	if got := lang.T("合计 100%", "100% in all").With().In(lang.ZH); got != "合计 100%" {
		t.Errorf("got %q", got)
	}
}

func TestJoin(t *testing.T) {
	part := lang.T("%d 项", "%d items")
	j := lang.Join{Parts: []lang.Message{part.With(1), part.With(2)}, Between: lang.T("，", ", ")}
	if got := j.In(lang.ZH) + "|" + j.In(lang.EN); got != "1 项，2 项|1 items, 2 items" {
		t.Errorf("got %q", got)
	}
}

func TestError(t *testing.T) {
	cause := errors.New("disk")
	e := &lang.Error{What: lang.T("无法写入 %s", "%s could not be written").With("a.xlsx"),
		Hint: lang.T("请先关闭它", "close it first").With(), Cause: cause}
	if got := e.In(lang.ZH); got != "无法写入 a.xlsx，请先关闭它" {
		t.Errorf("got %q", got)
	}
	if got := e.Error(); got != "a.xlsx could not be written; close it first" {
		t.Errorf("got %q", got)
	}
	if !errors.Is(e, cause) {
		t.Error("the cause is lost")
	}
	e.Hint = lang.Message{}
	if got := e.In(lang.EN); got != "a.xlsx could not be written" {
		t.Errorf("without a hint: %q", got)
	}
}

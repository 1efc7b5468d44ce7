package command

import (
	"strings"
	"testing"

	"goalxl/internal/lang"
)

func TestLanguages(t *testing.T) {
	cases := []struct {
		args, env string
		want      lang.Lang
	}{
		{"", "", lang.ZH},
		{"", "LANG=en_US.UTF-8", lang.EN},
		{"", "LANG=zh_CN.UTF-8", lang.ZH},
		{"", "LANG=zh_TW", lang.ZH},
		{"", "LANG=C.UTF-8", lang.ZH},
		{"", "LANG=POSIX", lang.ZH},
		{"", "LANG=de_DE.UTF-8", lang.EN},
		{"", "LANG=zh_CN.UTF-8 LC_ALL=en_GB.UTF-8", lang.EN},
		{"", "LANG=zh_CN.UTF-8 LC_MESSAGES=en_GB.UTF-8", lang.EN},
		{"", "LANG=en_US LC_ALL=zh_CN", lang.ZH},
		{"--lang en", "LANG=zh_CN.UTF-8", lang.EN},
		{"fill a.xlsx --lang=zh", "LANG=en_US", lang.ZH},
		{"fill -- --lang en", "LANG=zh_CN", lang.ZH},
	}
	for _, c := range cases {
		env := func(name string) string {
			for _, pair := range strings.Fields(c.env) {
				if key, value, _ := strings.Cut(pair, "="); key == name {
					return value
				}
			}
			return ""
		}
		if got := spokenLanguage(strings.Fields(c.args), env); got != c.want {
			t.Errorf("%q with %q: got %v", c.args, c.env, got)
		}
	}
}

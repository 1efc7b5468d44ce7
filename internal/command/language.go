package command

import (
	"strings"

	"goalxl/internal/lang"
)

// spokenLanguage finds the language for the terminal: --lang wherever it stands
// in args, else the system's, else Chinese. It is asked before the arguments are
// understood, so that what is wrong with them can be said in it.
func spokenLanguage(args []string, getenv func(string) string) lang.Lang {
	found := systemLanguage(getenv)
	for i, arg := range args {
		if arg == "--" {
			break
		}
		name, value, joined := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		if !strings.HasPrefix(arg, "-") || name != "lang" {
			continue
		}
		if !joined && i+1 < len(args) {
			value = args[i+1]
		}
		switch value {
		case "zh":
			found = lang.ZH
		case "en":
			found = lang.EN
		}
	}
	return found
}

// systemLanguage finds the system's language: from the locale variables, the
// first that is set, as POSIX has it; else from what the system itself knows.
func systemLanguage(getenv func(string) string) lang.Lang {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			if l, known := languageOf(value); known {
				return l
			}
			break
		}
	}
	l, _ := languageOf(systemLocale())
	return l
}

// languageOf reads a locale name: zh_CN.UTF-8, zh-Hans-CN, en_GB. A language
// that the program does not speak is answered in English; C, POSIX and what is no
// locale name at all say nothing about the reader.
func languageOf(locale string) (lang.Lang, bool) {
	tag := strings.ToLower(locale)
	if i := strings.IndexAny(tag, "_-.@"); i >= 0 {
		tag = tag[:i]
	}
	switch {
	case tag == "zh":
		return lang.ZH, true
	case len(tag) == 2 || len(tag) == 3:
		return lang.EN, true
	}
	return lang.ZH, false
}

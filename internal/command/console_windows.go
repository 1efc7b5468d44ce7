package command

import (
	"strings"
	"unsafe"

	"golang.org/x/sys/windows"
)

const utf8CodePage = 65001

// console is the state of the Windows console that is put back at the end.
type console struct {
	codePage uint32 // the output code page before; 0 if it was not changed
	mode     uint32 // the mode of standard output before
	changed  bool   // whether the mode was changed
	vt       bool   // whether colours are understood
}

// open makes the console take UTF-8, also from programs that our output is piped
// into, and escape sequences for colours.
func (c *console) open() {
	if page, err := windows.GetConsoleOutputCP(); err == nil && page != utf8CodePage {
		if windows.SetConsoleOutputCP(utf8CodePage) == nil {
			c.codePage = page
		}
	}
	if windows.GetConsoleMode(windows.Stdout, &c.mode) != nil {
		return
	}
	wanted := c.mode | windows.ENABLE_VIRTUAL_TERMINAL_PROCESSING
	c.vt = c.mode == wanted || windows.SetConsoleMode(windows.Stdout, wanted) == nil
	c.changed = c.vt && c.mode != wanted
}

func (c *console) close() {
	if c.changed {
		windows.SetConsoleMode(windows.Stdout, c.mode)
	}
	if c.codePage != 0 {
		windows.SetConsoleOutputCP(c.codePage)
	}
}

func (c *console) colours() bool { return c.vt }

// ours reports whether the console was made for this program alone: nobody else
// is attached to it, so it closes when the program ends.
func (c *console) ours() bool {
	proc := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	if proc.Find() != nil {
		return false
	}
	var ids [2]uint32
	n, _, _ := proc.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	return n == 1
}

// systemLocale is the language of the Windows user interface, such as zh-CN.
func systemLocale() string {
	names, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(names) == 0 {
		return ""
	}
	return names[0]
}

// foldPath makes paths comparable: Windows does not tell case apart.
func foldPath(path string) string { return strings.ToLower(path) }

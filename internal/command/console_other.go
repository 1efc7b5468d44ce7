//go:build !windows

package command

// console is nothing: terminals outside Windows show UTF-8 and colours as they are.
type console struct{}

func (console) open()         {}
func (console) close()        {}
func (console) colours() bool { return true }
func (console) ours() bool    { return false }

// systemLocale knows nothing beyond the locale variables.
func systemLocale() string { return "" }

// foldPath leaves paths as they are: most file systems tell case apart, and
// those that do not are caught by comparing the files themselves.
func foldPath(path string) string { return path }

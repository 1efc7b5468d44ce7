package command

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the program itself a command of the stories.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"goalxl": func() { os.Exit(Main(os.Args[1:])) },
	})
}

// TestStories runs the stories in testdata: what people type, and what they get.
//
//	goalxl ...            the program; exit codes with "code N goalxl ..."
//	mkbook FILE SPEC      makes a workbook of a text (see writeBook)
//	dump FILE [SHEET]     writes a workbook as text (see dumpBook)
//	samebook A B          two workbooks have the same parts, byte for byte
func TestStories(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("..", "..", "testdata"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "zh_CN.UTF-8")
			env.Setenv("LC_ALL", "")
			env.Setenv("LC_MESSAGES", "")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":     cmdCode,
			"mkbook":   cmdMakeBook,
			"dump":     cmdDump,
			"samebook": cmdSameBook,
		},
	})
}

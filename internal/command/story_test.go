package command

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes the program itself a command of the stories.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"goalxl":  func() { os.Exit(Main(os.Args[1:])) },
		"waiting": func() { os.Exit(start(waiting{}, os.Args[1:])) },
	})
}

// TestStories runs the stories in testdata: what people type, and what they get.
//
//	goalxl ...            the program, which must succeed
//	code N goalxl ...     the program, which must end with this exit code
//	mkbook FILE SPEC      makes a workbook of a text (see writeBook)
//	dump FILE [SHEET]     writes a workbook as text (see dumpBook)
//	put FILE SHEET CELL VALUE [CELL VALUE...]   types values into a workbook
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
		Condition: func(name string) (bool, error) {
			if name == "engine" { // workbooks can be read and written
				return fmt.Sprintf("%T", newEngine()) != "command.unconnected", nil
			}
			return false, fmt.Errorf("no condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":     cmdCode,
			"mkbook":   cmdMakeBook,
			"dump":     cmdDump,
			"put":      cmdPut,
			"samebook": cmdSameBook,
		},
	})
}

package command

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers are the packages of the module from the top down. A package imports
// what stands below it, never what stands above.
var layers = []string{
	"goalxl",
	"goalxl/internal/command",
	"goalxl/internal/config",
	"goalxl/internal/collect",
	"goalxl/internal/mail",
	"goalxl/internal/actuals",
	"goalxl/workbook",
	"goalxl/internal/outbox",
	"goalxl/internal/merge",
	"goalxl/templates",
	"goalxl/allocate",
	"goalxl/internal/lang",
}

// layer finds the layer of a package; those inside workbook's folder stand in
// its layer, and -1 is a package without one.
func layer(pkg string) int {
	if strings.HasPrefix(pkg, "goalxl/workbook/") {
		pkg = "goalxl/workbook"
	}
	return slices.Index(layers, pkg)
}

// wrongWay says what is wrong with an import between packages of the module, or "".
func wrongWay(from, to string) string {
	a, b := layer(from), layer(to)
	switch {
	case a < 0 || b < 0:
		return "a package without a layer"
	case b < a:
		return "an import upwards"
	case a == b && to == layers[b]:
		return "a part that imports its whole"
	}
	return ""
}

// goList runs go list at the root of the module.
func goList(t *testing.T, args ...string) []string {
	t.Helper()
	cmd := exec.Command("go", append([]string{"list"}, args...)...)
	cmd.Dir = filepath.Join("..", "..")
	out, err := cmd.Output()
	if err != nil {
		t.Skip("go list does not run here: ", err)
	}
	return strings.Split(strings.TrimSpace(string(out)), "\n")
}

func TestImportsPointDownwards(t *testing.T) {
	seen := 0
	for _, line := range goList(t, "-f", `{{.ImportPath}}{{range .Imports}} {{.}}{{end}}`, "./...") {
		pkgs := strings.Fields(line)
		if pkgs[0] == "goalxl/internal/deps" {
			continue // imports libraries only, until all of them are used
		}
		for _, to := range pkgs[1:] {
			if to != "goalxl" && !strings.HasPrefix(to, "goalxl/") {
				continue
			}
			seen++
			if fault := wrongWay(pkgs[0], to); fault != "" {
				t.Errorf("%s imports %s: %s", pkgs[0], to, fault)
			}
		}
	}
	if seen < 3 {
		t.Errorf("only %d imports found: the search is broken", seen)
	}
}

func TestWrongWay(t *testing.T) {
	for _, c := range []struct {
		from, to string
		right    bool
	}{
		{"goalxl", "goalxl/internal/command", true},
		{"goalxl/workbook", "goalxl/workbook/opc", true},
		{"goalxl/workbook/opc", "goalxl/workbook/patch", true},
		{"goalxl/workbook/opc", "goalxl/workbook", false},
		{"goalxl/allocate", "goalxl/templates", false},
		{"goalxl/internal/lang", "goalxl/allocate", false},
		{"goalxl/internal/odds", "goalxl/allocate", false},
	} {
		if got := wrongWay(c.from, c.to); (got == "") != c.right {
			t.Errorf("%s imports %s: %q", c.from, c.to, got)
		}
	}
}

// TestTheCoreIsPure holds that package allocate, whatever it imports included,
// knows no spreadsheet, no command line, no network and no clock of its own, and
// computes without binary floating point.
func TestTheCoreIsPure(t *testing.T) {
	for _, pkg := range goList(t, "-f", `{{range .Imports}}{{.}}{{"\n"}}{{end}}`, "./allocate") {
		switch {
		case slices.Contains([]string{"time", "os", "io", "math/rand", "path/filepath", "net", "net/http", "archive/zip", "encoding/xml"}, pkg),
			strings.Contains(pkg, "excelize"), strings.Contains(pkg, "urfave"), strings.Contains(pkg, "go-pretty"):
			t.Errorf("allocate imports %s", pkg)
		}
	}
	files, err := filepath.Glob(filepath.Join("..", "..", "allocate", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no files of allocate: %v", err)
	}
	for _, path := range files {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && slices.Contains([]string{"float64", "float32", "NewFromFloat", "InexactFloat64", "Float64"}, id.Name) {
				t.Errorf("%s: %s in the core", set.Position(id.Pos()), id.Name)
			}
			return true
		})
	}
}

package lang_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// chineseTerms may stand in the English half: units as people write them in their
// workbooks, and names of the sheets and columns that they find there.
var chineseTerms = []string{"元", "万元", "亿元", "万", "亿", "家", "场", "名", "个",
	"总目标汇总表", "目标分解明细表", "策略执行跟踪表", "历史数据", "通讯录", "问题清单", "变更记录", "总览", "核对结果", "单位"}

// wordsToRead are the folders and files whose Chinese strings are not said to
// people: they are words that the program looks for in what people wrote.
var wordsToRead = []string{
	"templates/",                  // headings and their synonyms
	"allocate/unit.go",            // units and currencies
	"allocate/currency.go",        // currencies
	"allocate/unit_word.go",       // characters of units and around them
	"workbook/unitnote.go",        // 单位：万元
	"internal/actuals/heading.go", // headings of exports
	"internal/actuals/month.go",   // words of months
	"internal/actuals/table.go",   // what titles say
	"allocate/scale.go",           // 万, 亿
	"workbook/section.go",         // numbers of sections
	"allocate/period_token.go",    // words of dates
	"allocate/divide_owner.go",    // masks in names, posts
	"allocate/match_named.go",     // words of periods in names
	"workbook/style/format.go",    // number formats of Excel
	"workbook/note/note.go",       // the mark of the tool's notes, the same in both languages
	"workbook/look/colour.go",     // names of typefaces
}

// source is a parsed file of the module, by its path from the module's root.
type source struct {
	path string
	file *ast.File
	set  *token.FileSet
}

// moduleFiles parses every Go file of the module that is no test.
func moduleFiles(t *testing.T) []source {
	t.Helper()
	root := "../.."
	if _, err := os.Stat(filepath.Join(root, "go.mod")); err != nil {
		t.Fatal(err)
	}
	var files []source
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != root && (strings.HasPrefix(name, ".") || name == "testdata") {
			return fs.SkipDir
		}
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		short, err := filepath.Rel(root, path)
		files = append(files, source{filepath.ToSlash(short), file, set})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// said is one text with its two halves, as it stands in the source.
type said struct {
	at     string
	zh, en string
	plain  bool // both halves are written out, not computed
	node   ast.Node
}

// textsOf finds every lang.T(...) and lang.Text{...} of a file.
func textsOf(s source) []said {
	var all []said
	ast.Inspect(s.file, func(n ast.Node) bool {
		var halves []ast.Expr
		switch x := n.(type) {
		case *ast.CallExpr:
			if !names(x.Fun, "T", s.file.Name.Name == "lang") {
				return true
			}
			halves = x.Args
		case *ast.CompositeLit:
			if !names(x.Type, "Text", s.file.Name.Name == "lang") || len(x.Elts) == 0 {
				return true
			}
			for _, e := range x.Elts {
				if pair, ok := e.(*ast.KeyValueExpr); ok {
					e = pair.Value
				}
				halves = append(halves, e)
			}
		default:
			return true
		}
		if s.path == "internal/lang/lang.go" {
			return true // the declaration of T itself
		}
		text := said{at: s.path + ":" + strconv.Itoa(s.set.Position(n.Pos()).Line), node: n}
		if len(halves) == 2 {
			zh, okZH := written(halves[0])
			en, okEN := written(halves[1])
			text.zh, text.en, text.plain = zh, en, okZH && okEN
		}
		all = append(all, text)
		return true
	})
	return all
}

// names reports whether an expression is lang.NAME, or NAME inside package lang.
func names(e ast.Expr, name string, inside bool) bool {
	switch x := e.(type) {
	case *ast.SelectorExpr:
		pkg, ok := x.X.(*ast.Ident)
		return ok && pkg.Name == "lang" && x.Sel.Name == name
	case *ast.Ident:
		return inside && x.Name == name
	}
	return false
}

// written is the string that an expression of literals writes out.
func written(e ast.Expr) (string, bool) {
	switch x := e.(type) {
	case *ast.BasicLit:
		if x.Kind != token.STRING {
			return "", false
		}
		s, err := strconv.Unquote(x.Value)
		return s, err == nil
	case *ast.BinaryExpr:
		left, ok := written(x.X)
		right, ok2 := written(x.Y)
		return left + right, x.Op == token.ADD && ok && ok2
	case *ast.ParenExpr:
		return written(x.X)
	}
	return "", false
}

var verb = regexp.MustCompile(`%[-+#0]*(?:\[(\d+)\])?\d*(?:\.\d+)?(?:\[(\d+)\])?([a-zA-Z%])`)

// verbsOf lists the arguments that a format takes and how: "1s", "2d". An
// argument that is named twice counts once; a quoted string (%q) is a string.
func verbsOf(format string) []string {
	var all []string
	next := 1
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[3] == "%" {
			continue
		}
		for _, index := range []string{m[1], m[2]} {
			if n, err := strconv.Atoi(index); err == nil {
				next = n
			}
		}
		all = append(all, strconv.Itoa(next)+strings.ReplaceAll(m[3], "q", "s"))
		next++
	}
	slices.Sort(all) // explicit indexes may stand in any order
	return slices.Compact(all)
}

// faultOf says what is wrong with a text, or "".
func faultOf(zh, en string) string {
	words := func(s string) string { return verb.ReplaceAllString(s, "") }
	hasLetters := strings.ContainsFunc(words(en), unicode.IsLetter)
	zhVerbs, enVerbs := verbsOf(zh), verbsOf(en)
	switch {
	case zh == "" && en == "": // nothing is said in either
		return ""
	case zh == "" || en == "":
		return "one half is missing"
	case !slices.Equal(zhVerbs, enVerbs):
		return "the halves take different arguments"
	case len(zhVerbs) > 0 && (strings.Contains(words(zh), "%") || strings.Contains(words(en), "%")):
		return "a format needs %% for a percent sign"
	case hasChinese(en):
		return "the English half has Chinese in it"
	case hasLetters && !strings.ContainsFunc(zh, func(r rune) bool { return isHan(r) || isFullWidth(r) }):
		return "the Chinese half has no Chinese in it"
	}
	return ""
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// isFullWidth reports whether a character is a mark of Chinese text: 。，（）「」.
func isFullWidth(r rune) bool { return r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff60 }

// hasChinese reports whether a text has Chinese in it, letters or full-width
// marks, other than a term that is left as it is.
func hasChinese(s string) bool {
	if strings.ContainsFunc(s, isFullWidth) {
		return true
	}
	for _, run := range strings.FieldsFunc(s, func(r rune) bool { return !isHan(r) }) {
		if !slices.Contains(chineseTerms, run) {
			return true
		}
	}
	return false
}

func TestEveryTextHasBothHalves(t *testing.T) {
	seen := 0
	for _, file := range moduleFiles(t) {
		for _, text := range textsOf(file) {
			seen++
			if !text.plain {
				t.Errorf("%s: write both halves out as strings, beside each other", text.at)
				continue
			}
			if fault := faultOf(text.zh, text.en); fault != "" {
				t.Errorf("%s: %s: %q, %q", text.at, fault, text.zh, text.en)
			}
		}
	}
	if seen < 50 {
		t.Errorf("only %d texts found: the search is broken", seen)
	}
}

func TestFaultsAreFound(t *testing.T) {
	for _, c := range []struct{ zh, en, want string }{
		{"合计 %s", "sum %s", ""},
		{"%[2]s 少 %[1]d", "%d short of %s", ""},
		{"，", ", ", ""},
		{"合计 %d%%", "%d%% in all", ""},
		{"完成 60% 即可", "60% done will do", ""},
		{"合计 %d% 。", "%d%% in all", "a format needs %% for a percent sign"},
		{"", "sum", "one half is missing"},
		{"合计", "", "one half is missing"},
		{"合计 %s", "sum", "the halves take different arguments"},
		{"合计 %s %d", "sum %d %s", "the halves take different arguments"},
		{"合计 %d", "sum %s", "the halves take different arguments"},
		{"sum", "sum", "the Chinese half has no Chinese in it"},
		{"合计", "sum，", "the English half has Chinese in it"},
		{"合计", "sum 合计", "the English half has Chinese in it"},
		{"例如 4800万元", "such as 4800万元", ""},
		{"%s 的 %[2]s，%[2]s", "%[2]s of %[1]q", ""},
	} {
		if got := faultOf(c.zh, c.en); got != c.want {
			t.Errorf("%q, %q: got %q, want %q", c.zh, c.en, got, c.want)
		}
	}
}

// TestChineseIsDeclaredWithItsEnglish fails on Chinese strings that are neither
// half of a text nor words that the program looks for: what is compared with,
// matched in a case, listed as strings, or handed to a search of package strings.
func TestChineseIsDeclaredWithItsEnglish(t *testing.T) {
	for _, file := range moduleFiles(t) {
		if slices.ContainsFunc(wordsToRead, func(prefix string) bool { return strings.HasPrefix(file.path, prefix) }) {
			continue
		}
		for _, lit := range strayChinese(file) {
			t.Errorf("%s:%d: %s is said in Chinese only: declare it with lang.T, or list the file in wordsToRead if it is looked for",
				file.path, file.set.Position(lit.Pos()).Line, lit.Value)
		}
	}
}

// strayChinese finds the string literals with Chinese in them that stand where
// they may be said to people.
func strayChinese(s source) []*ast.BasicLit {
	looked := make(map[ast.Node]bool)
	for _, text := range textsOf(s) {
		looked[text.node] = true
	}
	var stray []*ast.BasicLit
	var visit func(n ast.Node) bool
	visit = func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CaseClause:
			for _, stmt := range x.Body {
				ast.Inspect(stmt, visit)
			}
			return false
		case *ast.FuncDecl:
			if speaks(x) {
				return false
			}
		case *ast.CompositeLit:
			if isWordList(x.Type) {
				return false
			}
		case *ast.BinaryExpr:
			if x.Op == token.EQL || x.Op == token.NEQ {
				return false
			}
		case *ast.CallExpr:
			if searches(x.Fun) {
				return false
			}
		case *ast.BasicLit:
			if x.Kind == token.STRING && strings.ContainsFunc(x.Value, isHan) {
				stray = append(stray, x)
			}
		}
		return !looked[n]
	}
	ast.Inspect(s.file, visit)
	return stray
}

// speaks reports whether a function is given the language to answer in: both
// languages are spoken there.
func speaks(f *ast.FuncDecl) bool {
	for _, p := range f.Type.Params.List {
		if t, ok := p.Type.(*ast.SelectorExpr); ok && t.Sel.Name == "Lang" {
			return true
		}
	}
	return false
}

// searches reports whether a function looks for its arguments: those of packages
// strings and bytes, and our own that are called after what they do.
func searches(e ast.Expr) bool {
	switch f := e.(type) {
	case *ast.SelectorExpr:
		pkg, ok := f.X.(*ast.Ident)
		return ok && (pkg.Name == "strings" || pkg.Name == "bytes") || ok && searches(f.Sel)
	case *ast.Ident:
		return slices.ContainsFunc([]string{"cut", "trim", "has", "find", "index", "contains"},
			func(verb string) bool { return strings.HasPrefix(strings.ToLower(f.Name), verb) })
	}
	return false
}

// isWordList reports whether a type is a list of strings, or a table by string.
func isWordList(e ast.Expr) bool {
	isString := func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		return ok && id.Name == "string"
	}
	switch x := e.(type) {
	case *ast.ArrayType:
		return isString(x.Elt)
	case *ast.MapType:
		return isString(x.Key)
	}
	return false
}

package trust

import (
	"cmp"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// surface is a way by which a file comes into the program: a command, and the part
// that the file plays in it.
type surface struct {
	name    string
	kind    *kind
	file    string            // what the file is called
	beside  map[string][]byte // sound files that the command takes as well
	command []string          // FILE stands for the file
	refusal int               // the exit code of a refusal; 3 if 0
	prefix  string            // of a refusal, before the file's name
	called  string            // what a refusal calls the file, where that is not its name
	leaves  []string          // patterns of what a run that was done leaves; those without * must be there
	always  []string          // of what a refusal leaves, too: what the other files give
	lenient bool              // a file that another surface takes may be refused here, for want of owners
	marks   bool              // the result is the file, marked: nothing of it may be lost
}

// kind is a kind of file, with the attacks that are made of it.
type kind struct {
	name    string
	attacks func() []attack
	judge   func([]byte) string // says independently why a file must be refused; "" if it need not be
	least   int                 // how many attacks there must be
}

var (
	workbooks = &kind{"workbook", attacks, unsound, 700}
	histories = &kind{"history.csv", func() []attack { return csvAttacks(historyText) }, unsoundText, 400}
	contacts  = &kind{"contacts.csv", func() []attack { return csvAttacks(contactsText) }, unsoundText, 400}
	settings  = &kind{"goalxl.yaml", yamlAttacks, unsoundText, 400}
	actuals   = &kind{"actuals.csv", func() []attack { return csvAttacks(actualsText) }, unsoundText, 400}
	exports   = &kind{"actuals.xlsx", exportAttacks, unsound, 700}
	mappings  = &kind{"mapping.csv", func() []attack { return csvAttacks(mappingText) }, unsoundText, 400}
	replies   = &kind{"reply", replyAttacks, unsound, 700}
	outboxes  = &kind{"record", recordAttacks, unsoundRecord, 400}
)

// surfaces are all ways into the program.
func surfaces() []surface {
	said := []string{"--format", "json", "--lang", "zh"}
	checking := append([]string{"--fail-on", "never", "--as-of", "2024-06-30"}, said...)
	plan := map[string][]byte{sourceName: plan().zipped()}
	round := sentRound()
	merged := []string{resultName, "下发/汇总前/*", "下发/回收记录.json"}
	result := []string{resultName}
	withActuals := map[string][]byte{sourceName: plan[sourceName], "实际.csv": []byte(actualsText)}
	refreshing := append([]string{"--out-dir", "结果", "--fail-on", "never", "--as-of", "2024-06-30"}, said...)
	refreshed := []string{"结果/" + sourceName, "结果/月报.xlsx"}
	on := func(words ...[]string) []string { return slices.Concat(words...) }
	all := []surface{
		{name: "fill", kind: workbooks, file: sourceName, command: on([]string{"fill", "FILE", "-o", resultName}, checking), leaves: result, marks: true},
		{name: "check", kind: workbooks, file: sourceName, command: on([]string{"check", "FILE"}, checking)},
		{name: "clean", kind: workbooks, file: sourceName, command: on([]string{"clean", "FILE", "-o", resultName}, said), leaves: result, marks: true},
		{name: "explain", kind: workbooks, file: sourceName, command: on([]string{"explain", "FILE"}, said)},
		{name: "fill --history", kind: workbooks, file: "历史.xlsx", beside: plan, prefix: sourceName + ": ", leaves: result,
			command: on([]string{"fill", sourceName, "--history", "FILE", "-o", resultName}, checking)},
		{name: "template --owners", kind: workbooks, file: "通讯录.xlsx", leaves: result,
			command: on([]string{"template", "--year", "2025", "--owners", "FILE", "-o", resultName}, said)},
		{name: "fill --history, CSV", kind: histories, file: "历史.csv", beside: plan, prefix: sourceName + ": ", leaves: result,
			command: on([]string{"fill", sourceName, "--history", "FILE", "-o", resultName}, checking)},
		{name: "template --owners, CSV", kind: contacts, file: "通讯录.csv", leaves: result,
			command: on([]string{"template", "--year", "2025", "--owners", "FILE", "-o", resultName}, said)},
		{name: "fill --config", kind: settings, file: "设置.yaml", beside: plan, prefix: "goalxl: ", refusal: 2, leaves: result,
			command: on([]string{"fill", sourceName, "--config", "FILE", "-o", resultName}, checking)},
		{name: "split", kind: workbooks, file: sourceName, lenient: true, leaves: []string{"下发/下发清单.xlsx", "下发/下发记录.json", "下发/*"},
			command: on([]string{"split", "FILE", "--out-dir", "下发", "--eml", "--fail-on", "never"}, said)},
		{name: "collect, the reply", kind: replies, file: "回复.xlsx", beside: round, leaves: merged, always: merged,
			command: on([]string{"collect", "FILE", "--into", sourceName, "--outbox", "下发", "-o", resultName, "--fail-on", "never"}, said)},
		{name: "collect, the master", kind: workbooks, file: sourceName, beside: round, leaves: merged, lenient: true,
			command: on([]string{"collect", "回复.xlsx", "--into", "FILE", "--outbox", "下发", "-o", resultName, "--fail-on", "never"}, said)},
		{name: "collect, the record", kind: outboxes, file: "下发/下发记录.json", called: "下发: 下发记录", prefix: "goalxl: ", refusal: 2, beside: round, leaves: merged,
			command: on([]string{"collect", "回复.xlsx", "--into", sourceName, "--outbox", "下发", "-o", resultName, "--fail-on", "never"}, said)},
		{name: "refresh", kind: workbooks, file: sourceName, beside: map[string][]byte{"实际.csv": []byte(actualsText)}, lenient: true, leaves: refreshed,
			command: on([]string{"refresh", "FILE", "--actuals", "实际.csv"}, refreshing)},
		{name: "refresh --actuals", kind: exports, file: "实际.xlsx", beside: plan, lenient: true, prefix: "goalxl: ", refusal: 2, leaves: refreshed,
			command: on([]string{"refresh", sourceName, "--actuals", "FILE"}, refreshing)},
		{name: "refresh --actuals, CSV", kind: actuals, file: "实际.csv", beside: plan, lenient: true, prefix: "goalxl: ", refusal: 2, leaves: refreshed,
			command: on([]string{"refresh", sourceName, "--actuals", "FILE"}, refreshing)},
		{name: "refresh --map", kind: mappings, file: "对照.csv", beside: withActuals, lenient: true, prefix: "goalxl: ", refusal: 2, leaves: refreshed,
			command: on([]string{"refresh", sourceName, "--actuals", "实际.csv", "--map", "FILE"}, refreshing)},
	}
	for i := range all {
		all[i].refusal = cmp.Or(all[i].refusal, 3)
	}
	return all
}

// arguments are those of a run over the file called name.
func (s surface) arguments(name string) (args []string) {
	for _, a := range s.command {
		if a == "FILE" {
			a = name
		}
		args = append(args, a)
	}
	return args
}

// title is how a refusal begins.
func (v visit) title() string { return v.prefix + cmp.Or(v.called, visible(v.name)) }

// furnish puts the sound files into a folder.
func (s surface) furnish(dir string) {
	for name, body := range s.beside {
		path := filepath.Join(dir, name)
		os.MkdirAll(filepath.Dir(path), 0o755)
		os.WriteFile(path, body, 0o644)
	}
}

// left says what is in the folder, or is not, beside the files given and those
// that fit the patterns.
func (v visit) left(patterns []string) string {
	files := v.files()
	if patterns == nil {
		patterns = v.always
	}
	for _, p := range patterns {
		if !strings.Contains(p, "*") && !slices.Contains(files, p) {
			return "it did not leave " + p
		}
	}
	for _, name := range files {
		_, given := v.beside[name]
		fits := func(p string) bool { ok, _ := path.Match(p, name); return ok }
		if !given && name != filepath.Clean(v.name) && !slices.ContainsFunc(patterns, fits) {
			return "it left " + name
		}
	}
	return ""
}

// written returns the workbooks that the run has made.
func (v visit) written() (names []string) {
	for _, name := range v.files() {
		_, given := v.beside[name]
		if !given && name != filepath.Clean(v.name) && strings.HasSuffix(name, ".xlsx") {
			names = append(names, name)
		}
	}
	return names
}

// files returns the names of the files in the folder and those below.
func (v visit) files() (names []string) {
	filepath.WalkDir(v.dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, filepath.ToSlash(must(filepath.Rel(v.dir, path))))
		}
		return err
	})
	return names
}

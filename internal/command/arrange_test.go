package command

import (
	"errors"
	"reflect"
	"slices"
	"sort"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"goalxl/internal/lang"
)

func noFile(string) bool { return false }

func TestArrange(t *testing.T) {
	cases := []struct {
		args string
		want string // the command line as urfave/cli gets it, without the program
	}{
		{"fill a.xlsx", "fill -- a.xlsx"},
		{"a.xlsx", "fill -- a.xlsx"},
		{"a.xlsx b.xlsx --dry-run", "fill --dry-run=true -- a.xlsx b.xlsx"},
		{"fill a.xlsx -o b.xlsx", "fill --output=b.xlsx -- a.xlsx"},
		{"-o b.xlsx fill a.xlsx", "fill --output=b.xlsx -- a.xlsx"},
		{"-o fill a.xlsx", "fill --output=fill -- a.xlsx"},
		{"fill -o=b.xlsx a.xlsx", "fill --output=b.xlsx -- a.xlsx"},
		{"fill a.xlsx --output=b=c.xlsx", "fill --output=b=c.xlsx -- a.xlsx"},
		{"fill -output b.xlsx a.xlsx", "fill --output=b.xlsx -- a.xlsx"},
		{"fill -- -o a.xlsx", "fill -- -o a.xlsx"},
		{"-- check", "fill -- check"},
		{"fill a.xlsx -- --dry-run", "fill -- a.xlsx --dry-run"},
		{"fill - a.xlsx", "fill -- - a.xlsx"},
		{"fill a.xlsx --dry-run=false", "fill --dry-run=false -- a.xlsx"},
		{"--lang en check a.xlsx", "check --lang=en -- a.xlsx"},
		{"check a.xlsx --lang en --lang=en", "check --lang=en -- a.xlsx"},
		{"fill help", "fill -- help"},
		{"rules sum-mismatch --format json", "rules --format=json -- sum-mismatch"},
		{"--dry-run", "fill --dry-run=true --"},
		{"数据/", "fill -- 数据/"},
		{"*.xlsx", "fill -- *.xlsx"},
	}
	for _, c := range cases {
		w, err := arrange(strings.Fields(c.args), commands(), noFile)
		if err != nil {
			t.Errorf("%s: %v", c.args, err)
			continue
		}
		if got := strings.Join(w.arguments("goalxl")[1:], " "); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.args, got, c.want)
		}
	}
}

func TestArrangeHelpAndVersion(t *testing.T) {
	for args, want := range map[string]wish{
		"":               {},
		"--lang en":      {flags: []setting{{"lang", "en"}}},
		"help":           {help: true},
		"help fill":      {command: "fill", help: true},
		"fill --help":    {command: "fill", help: true},
		"-h":             {help: true},
		"--version":      {version: true},
		"-v":             {version: true},
		"fill a.xlsx -h": {command: "fill", help: true, words: []string{"a.xlsx"}},
	} {
		got, err := arrange(strings.Fields(args), commands(), noFile)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%q: got %+v, %v; want %+v", args, got, err, want)
		}
	}
}

func TestArrangeRefuses(t *testing.T) {
	var names []string
	for _, c := range commands() {
		names = append(names, c.name)
	}
	for args, want := range map[string]string{
		"fil a.xlsx":                      "there is no command fil; did you mean goalxl fill?",
		"frobnicate":                      "there is no command frobnicate; the commands are " + strings.Join(names, ", "),
		"fill a.xlsx --out-dri x":         "fill has no flag --out-dri; did you mean --out-dir?",
		"fill a.xlsx --restore":           "fill has no flag --restore; --restore is a flag of clean",
		"check a.xlsx -o b.xlsx":          "check has no flag -o; -o is a flag of fill",
		"a.xlsx --zzz":                    "fill has no flag --zzz; see goalxl fill --help",
		"--dry-rnu a.xlsx":                "there is no flag --dry-rnu; did you mean --dry-run?",
		"fill a.xlsx ——dry-run":           "fill has no flag ——dry-run; did you mean --dry-run?",
		"fill a.xlsx ---dry-run":          "fill has no flag ---dry-run; did you mean --dry-run?",
		"fill a.xlsx -o":                  "the flag -o needs a value; write it as -o FILE",
		"fill a.xlsx -o --dry-run":        "the flag -o needs a value; write it as -o FILE",
		"fill a.xlsx --output=":           "the flag -o needs a value; write it as -o FILE",
		"fill a.xlsx --from":              "the flag --from needs a value; choose one of amount, share",
		"fill a.xlsx --from amuont":       "the flag --from does not take amuont; did you mean --from amount?",
		"fill a.xlsx --fail-on warnings":  "the flag --fail-on does not take warnings; did you mean --fail-on warning?",
		"fill a.xlsx --lang de":           "the flag --lang does not take de; choose one of zh, en",
		"fill a.xlsx --dry-run=maybe":     "the flag --dry-run takes no value, but was given maybe; write just --dry-run",
		"fill a.xlsx -o b.xlsx -o c.xlsx": "the flag -o was given twice with different values: b.xlsx and c.xlsx; keep one of them",
		"a.xlsx check":                    "the command check stands behind the file a.xlsx; put the command first: goalxl check a.xlsx",
	} {
		_, err := arrange(strings.Fields(args), commands(), noFile)
		var said *lang.Error
		if !errors.As(err, &said) || said.Error() != want {
			t.Errorf("%s:\n got %v\nwant %s", args, err, want)
		}
	}
}

func TestArrangeExistingFiles(t *testing.T) {
	isFile := func(name string) bool { return name == "目标" || name == "check" }
	w, err := arrange([]string{"目标"}, commands(), isFile)
	if err != nil || w.command != "fill" {
		t.Errorf("a file without extension: got %+v, %v", w, err)
	}
	w, err = arrange([]string{"目标", "check"}, commands(), isFile)
	if err != nil || w.command != "fill" || len(w.words) != 2 {
		t.Errorf("a file called check behind another: got %+v, %v", w, err)
	}
}

// meaning is a wish without the order of its flags.
func meaning(w wish) wish {
	w.flags = slices.Clone(w.flags)
	sort.Slice(w.flags, func(i, j int) bool { return w.flags[i].name < w.flags[j].name })
	return w
}

// drawLine draws a valid command line: the words in order, and each flag as the
// arguments that belong together.
func drawLine(t *rapid.T) (words []string, flags [][]string) {
	c := rapid.SampledFrom(commands()).Draw(t, "command")
	words = append([]string{c.name}, rapid.SliceOfN(rapid.SampledFrom(
		[]string{"a.xlsx", "b.xlsx", "-", "数据/", "*.xlsx", "fill"}), 0, 4).Draw(t, "files")...)
	for _, o := range c.options {
		if o.name == "help" || !rapid.Bool().Draw(t, o.name) {
			continue
		}
		name := rapid.SampledFrom([]string{"--" + o.name, "-" + o.name}).Draw(t, "form")
		if o.short != "" && rapid.Bool().Draw(t, "short") {
			name = "-" + o.short
		}
		if !o.takesValue() {
			flags = append(flags, []string{name})
			continue
		}
		value := rapid.SampledFrom([]string{"x.xlsx", "check", "-", "a=b", "2024-06-30"}).Draw(t, "value")
		if o.choices != nil {
			value = rapid.SampledFrom(o.choices).Draw(t, "choice")
		}
		if rapid.Bool().Draw(t, "joined") {
			flags = append(flags, []string{name + "=" + value})
		} else {
			flags = append(flags, []string{name, value})
		}
	}
	return words, flags
}

// shuffled mixes the flags into the words, which keep their order.
func shuffled(t *rapid.T, words []string, flags [][]string) []string {
	flags = rapid.Permutation(flags).Draw(t, "order")
	at := make([]int, len(flags))
	for i := range at {
		at[i] = rapid.IntRange(0, len(words)).Draw(t, "at")
	}
	var line []string
	for i := 0; i <= len(words); i++ {
		for j, f := range flags {
			if at[j] == i {
				line = append(line, f...)
			}
		}
		if i < len(words) {
			line = append(line, words[i])
		}
	}
	return line
}

// orderDoesNotMatter holds that a command line means the same in any order of
// its flags, and that what urfave/cli is given means it, too.
func orderDoesNotMatter(t *rapid.T) {
	words, flags := drawLine(t)
	first, second := shuffled(t, words, flags), shuffled(t, words, flags)
	a, errA := arrange(first, commands(), noFile)
	b, errB := arrange(second, commands(), noFile)
	if errA != nil || errB != nil {
		t.Fatalf("%q: %v\n%q: %v", first, errA, second, errB)
	}
	if !reflect.DeepEqual(meaning(a), meaning(b)) {
		t.Fatalf("%q is %+v\n%q is %+v", first, a, second, b)
	}
	if len(a.flags) != len(flags) || !slices.Equal(a.words, words[1:]) && len(words) > 1 {
		t.Fatalf("%q lost something: %+v", first, a)
	}
	again, err := arrange(a.arguments("goalxl")[1:], commands(), noFile)
	if err != nil || !reflect.DeepEqual(again, a) {
		t.Fatalf("%q for the parser: got %+v, %v; want %+v", first, again, err, a)
	}
}

func TestOrderDoesNotMatter(t *testing.T) { rapid.Check(t, orderDoesNotMatter) }

func FuzzOrder(f *testing.F) { f.Fuzz(rapid.MakeFuzz(orderDoesNotMatter)) }

// FuzzArrange gives the parser anything at all: it understands or refuses, and
// what it understood it understands again.
func FuzzArrange(f *testing.F) {
	f.Add("fill\x00a.xlsx\x00-o\x00b.xlsx")
	f.Add("--lang=en\x00--\x00check")
	f.Add("-\x00--=\x00—x")
	f.Add("-lang\x00")
	f.Fuzz(func(t *testing.T, line string) {
		args := strings.Split(line, "\x00")
		w, err := arrange(args, commands(), noFile)
		if err != nil || w.command == "" || w.help || w.version {
			return
		}
		again, err := arrange(w.arguments("goalxl")[1:], commands(), noFile)
		if err != nil || !reflect.DeepEqual(again, w) {
			t.Fatalf("%q is %+v, then %+v, %v", args, w, again, err)
		}
	})
}

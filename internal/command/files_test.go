package command

import (
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// outputs are the results of the jobs of a run, "source>output".
func outputs(o outcome) string {
	var all []string
	for _, job := range o.jobs {
		all = append(all, job.Source+">"+job.Output)
	}
	return strings.Join(all, " ")
}

func TestResultNames(t *testing.T) {
	cases := []struct{ files, line, want string }{
		{"a.xlsx", "fill a.xlsx", "a.xlsx>a_已核对.xlsx"},
		{"a.xlsx", "a.xlsx --lang en", "a.xlsx>a_checked.xlsx"},
		{"a.xlsm", "fill a.xlsm", "a.xlsm>a_已核对.xlsm"},
		{"A.XLSX", "fill A.XLSX", "A.XLSX>A_已核对.XLSX"},
		{"a.xlsx a_已核对.xlsx", "fill a.xlsx", "a.xlsx>a_已核对.xlsx"},
		{"a_已核对.xlsx", "fill a_已核对.xlsx", "a_已核对.xlsx>a_已核对(2).xlsx"},
		{"a_已核对(2).xlsx", "fill a_已核对(2).xlsx", "a_已核对(2).xlsx>a_已核对(3).xlsx"},
		{"a_checked.xlsx", "fill a_checked.xlsx", "a_checked.xlsx>a_checked(2).xlsx"},
		{"a.xlsx a_已核对.xlsx", "fill a.xlsx a_已核对.xlsx", "a.xlsx>a_已核对.xlsx"},
		{"a.xlsx a_已核对.xlsx", "fill .", "a.xlsx>a_已核对.xlsx"},
		{"a.xlsx", "fill a.xlsx -o b.xlsx", "a.xlsx>b.xlsx"},
		{"a.xlsx", "fill a.xlsx --in-place", "a.xlsx>a.xlsx"},
		{"d/a.xlsx", "fill d/a.xlsx", "d/a.xlsx>d/a_已核对.xlsx"},
		{"a.xlsx", "fill a.xlsx --out-dir out", "a.xlsx>out/a_已核对.xlsx"},
		{"n/a.xlsx s/a.xlsx", "fill n/a.xlsx s/a.xlsx --out-dir out",
			"n/a.xlsx>out/a_已核对.xlsx s/a.xlsx>out/a_已核对(2).xlsx"},
		{"a_已核对.xlsx", "clean a_已核对.xlsx --out-dir out", "a_已核对.xlsx>out/a_已核对.xlsx"},
		{"a.xlsx", "clean a.xlsx --out-dir .", "a.xlsx>a(2).xlsx"},
	}
	for _, c := range cases {
		t.Run(c.line, func(t *testing.T) {
			files := make(map[string]string)
			for _, name := range strings.Fields(c.files) {
				files[name] = ""
			}
			inFolder(t, files)
			got := goalxl(c.line)
			if s := strings.ReplaceAll(outputs(got), `\`, "/"); s != c.want {
				t.Errorf("got %s\nwant %s\n%s", s, c.want, got.err)
			}
		})
	}
}

// TestResultsThatPeopleChanged names results where the usual name is taken by a
// result that somebody has worked on: it is kept, and that is said.
func TestResultsThatPeopleChanged(t *testing.T) {
	for _, c := range []struct {
		changed, line, want string
		said                bool
	}{
		{"a_已核对.xlsx", "fill a.xlsx", "a.xlsx>a_已核对(2).xlsx", true},
		{"a_已核对.xlsx a_已核对(2).xlsx", "fill a.xlsx", "a.xlsx>a_已核对(3).xlsx", true},
		{"a_已核对.xlsx", "fill a.xlsx --dry-run", "a.xlsx>", true},
		{"out/a_已核对.xlsx", "fill a.xlsx --out-dir out", "a.xlsx>out/a_已核对(2).xlsx", true},
		{"a_checked.xlsx", "fill a.xlsx", "a.xlsx>a_已核对.xlsx", false},
		{"a_已核对.xlsx", "fill a.xlsx -o a_已核对.xlsx", "a.xlsx>a_已核对.xlsx", false},
		{"a_已核对.xlsx", "fill a_已核对.xlsx --in-place", "a_已核对.xlsx>a_已核对.xlsx", false},
		{"out/a.xlsx", "clean a.xlsx --out-dir out", "a.xlsx>out/a.xlsx", false},
	} {
		t.Run(c.line, func(t *testing.T) {
			files := map[string]string{"a.xlsx": ""}
			for _, name := range strings.Fields(c.changed) {
				files[name] = "changed"
			}
			inFolder(t, files)
			got := goalxl(c.line)
			if s := strings.ReplaceAll(outputs(got), `\`, "/"); s != c.want {
				t.Errorf("got %s\nwant %s\n%s", s, c.want, got.err)
			}
			if said := strings.Contains(got.err, "没有覆盖"); said != c.said {
				t.Errorf("said %v, want %v: %s", said, c.said, got.err)
			}
		})
	}
}

func TestWhatAFolderGives(t *testing.T) {
	files := map[string]string{}
	for _, name := range []string{"10月.xlsx", "2月.xlsx", "~$2月.xlsx", ".~2月.xlsx", ".~lock.2月.xlsx#", "2月_已核对.xlsx",
		"2月_备份.xlsx", "旧.xls", "说明.docx", ".隐藏.xlsx", "宏.xlsm", "下级/3月.xlsx"} {
		files[name] = ""
	}
	inFolder(t, files)
	for line, want := range map[string]string{
		"check .":                       "2月.xlsx 10月.xlsx 宏.xlsm",
		"check *":                       "2月.xlsx 10月.xlsx 宏.xlsm",
		"check *月*.xlsx":                "2月.xlsx 10月.xlsx",
		"check *_已核对.xlsx":              "2月_已核对.xlsx",
		"clean . --dry-run":             "2月.xlsx 2月_已核对.xlsx 10月.xlsx 宏.xlsm",
		"check *.xls":                   "旧.xls",
		"check 10月.xlsx . ./2月.xlsx":    "10月.xlsx 2月.xlsx 宏.xlsm",
		"check ~$2月.xlsx 2月.xlsx":       "2月.xlsx",
		"check 2月.xlsx ./下级/../2月.xlsx": "2月.xlsx",
		"check 下级":                      "下级/3月.xlsx",
	} {
		got := goalxl(line)
		var sources []string
		for _, job := range got.jobs {
			sources = append(sources, job.Source)
		}
		if s := strings.Join(sources, " "); s != want {
			t.Errorf("%s: got %s, want %s\n%s", line, s, want, got.err)
		}
	}
	said := goalxl("check .").err
	for _, name := range []string{"~$2月.xlsx", ".~2月.xlsx", "2月_已核对.xlsx", "2月_备份.xlsx", "旧.xls"} {
		if !strings.Contains(said, name) {
			t.Errorf("%s was left out without a word:\n%s", name, said)
		}
	}
}

func TestBracketsInANameAreNoPattern(t *testing.T) {
	inFolder(t, map[string]string{"目标[1].xlsx": "", "目标1.xlsx": ""})
	if got := goalxl("check 目标[1].xlsx"); outputs(got) != "目标[1].xlsx>" {
		t.Errorf("%+v", got)
	}
}

func TestNearbyFile(t *testing.T) {
	inFolder(t, map[string]string{"targets.xlsx": ""})
	if got := goalxl("check tragets.xlsx --lang en"); !strings.Contains(got.err, "did you mean targets.xlsx?") {
		t.Errorf("%+v", got)
	}
}

func TestNaturalOrder(t *testing.T) {
	names := []string{"a10", "a9", "a2.xlsx", "a.xlsx", "a", "a09", "b1", "10月", "2月", "a9b", "a10b"}
	slices.SortFunc(names, natural)
	want := []string{"2月", "10月", "a", "a.xlsx", "a2.xlsx", "a09", "a9", "a9b", "a10", "a10b", "b1"}
	if !slices.Equal(names, want) {
		t.Errorf("got %q, want %q", names, want)
	}
}

func TestNaturalIsAnOrder(t *testing.T) {
	name := rapid.StringMatching(`[a月0-9]{0,6}`)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := name.Draw(t, "a"), name.Draw(t, "b"), name.Draw(t, "c")
		if natural(a, b) != -natural(b, a) || (natural(a, b) == 0) != (a == b) {
			t.Fatalf("%q against %q: %d and %d", a, b, natural(a, b), natural(b, a))
		}
		if natural(a, b) < 0 && natural(b, c) < 0 && natural(a, c) >= 0 {
			t.Fatalf("%q < %q < %q, but not %q < %q", a, b, c, a, c)
		}
	})
}

func TestResultsNeverCollide(t *testing.T) {
	inFolder(t, nil)
	name := rapid.SampledFrom([]string{"a.xlsx", "a_已核对.xlsx", "a_已核对(2).xlsx", "a_checked.xlsx", "b.xlsm"})
	rapid.Check(t, func(t *rapid.T) {
		folder, err := os.MkdirTemp(".", "case")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(folder)
		var files []input
		read := make(map[string]bool)
		for i, n := range rapid.SliceOfNDistinct(name, 1, 5, rapid.ID[string]).Draw(t, "names") {
			path := folder + "/" + n
			if rapid.Bool().Draw(t, "below") {
				os.Mkdir(folder+"/d", 0o777)
				path = folder + "/d/" + n
			}
			if err := os.WriteFile(path, []byte{byte(i)}, 0o666); err != nil {
				t.Fatal(err)
			}
			files, read[absolute(path)] = append(files, input{path: path}), true
		}
		d := destination{mark: "_已核对"}
		if rapid.Bool().Draw(t, "out-dir") {
			d.folder = folder
		}
		results, _, err := d.plan(files, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if read[absolute(r)] {
				t.Fatalf("%v into %v: %s is read or written twice", files, results, r)
			}
			read[absolute(r)] = true
		}
	})
}

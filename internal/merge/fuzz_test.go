package merge

import (
	"slices"
	"strings"
	"testing"
)

// FuzzThree holds the merge of one cell to what must be true of it whatever the
// three say.
func FuzzThree(f *testing.F) {
	f.Add("4800万元", "48000000", "元", "4500万元", "45000000", "元", "4800万元", "48000000", "元")
	f.Add("", "", "", " ", "", "", "\n", "", "")
	f.Add("1e999999999", "1e999999999", "", "0", "0", "", "-0", "-0", "元")
	f.Fuzz(func(t *testing.T, text1, plain1, unit1, text2, plain2, unit2, text3, plain3, unit3 string) {
		sent, returned, master := Value{text1, plain1, unit1}, Value{text2, plain2, unit2}, Value{text3, plain3, unit3}
		for _, v := range []Value{sent, returned, master} {
			if !Same(v, v) {
				t.Fatalf("%+v is not the same as itself", v)
			}
		}
		if Same(sent, returned) != Same(returned, sent) {
			t.Fatalf("%+v and %+v: the same in one direction only", sent, returned)
		}
		if Three(sent, sent, master) != Unchanged {
			t.Fatalf("%+v came back as it was sent, and is changed", sent)
		}
		if v := Three(sent, returned, sent); v != Taken && v != Unchanged {
			t.Fatalf("the master stands as sent, %+v came back, and it is %d", returned, v)
		}
		if v := Three(sent, returned, returned); v != Agreed && v != Unchanged {
			t.Fatalf("the master says what came back, %+v, and it is %d", returned, v)
		}
		if v := Three(sent, returned, master); v == Taken && !Same(sent, master) {
			t.Fatalf("%+v over %+v, which somebody has changed since %+v", returned, master, sent)
		}
	})
}

// FuzzMatch looks for rows among others: none is given out twice, and a row that
// has its key and its content is found.
func FuzzMatch(f *testing.F) {
	f.Add("k1,华东,甲|k2,华北,乙", "k2,华北,乙|k1,华东,甲|,新,丙")
	f.Add("k,a|k,a|,a", "k,a|k,b|k,a")
	f.Fuzz(func(t *testing.T, wanted, had string) {
		want, have := rowsFrom(wanted), rowsFrom(had)
		of, how := Match(want, have)
		if len(of) != len(want) || len(how) != len(want) {
			t.Fatalf("%d rows, %d answers", len(want), len(of))
		}
		seen := map[int]bool{}
		for i, at := range of {
			if at < -1 || at >= len(have) || at >= 0 && seen[at] {
				t.Fatalf("row %d is %d of %v", i, at, of)
			}
			if (at < 0) != (how[i] == Vanished || how[i] == Ambiguous) {
				t.Fatalf("row %d is %d, by %d", i, at, how[i])
			}
			seen[at] = true
		}
		again, _ := Match(want, have)
		if !slices.Equal(of, again) {
			t.Fatalf("%v, and then %v", of, again)
		}
	})
}

// rowsFrom reads key,content,content|... as rows.
func rowsFrom(s string) (rows []Row) {
	for i, line := range strings.Split(s, "|") {
		fields := strings.Split(line, ",")
		rows = append(rows, Row{Key: fields[0], Content: fields[1:], Num: int32(i)})
	}
	return rows
}

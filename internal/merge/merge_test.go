package merge

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func amount(text, plain string) Value { return Value{Text: text, Plain: plain, Unit: "元"} }

func TestSame(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b Value
		want bool
	}{
		{"one amount in three spellings", amount("1200万元", "12000000"), amount("12,000,000元", "12000000.0"), true},
		{"a bare number", amount("1200万元", "12000000"), Value{Text: "12000000", Plain: "12000000"}, true},
		{"another unit", amount("200元", "200"), Value{Text: "200家", Plain: "200", Unit: "家"}, false},
		{"another amount", amount("1200万元", "12000000"), amount("1201万元", "12010000"), false},
		{"shares", Value{Text: "60%", Plain: "0.6"}, Value{Text: "0.60", Plain: "0.60"}, true},
		{"words but for line breaks", Value{Text: "增设2名专员,\r\n联合展会"}, Value{Text: " 增设2名专员, 联合展会 "}, true},
		{"other words", Value{Text: "展会3场"}, Value{Text: "展会4场"}, false},
		{"blank and spaces", Value{}, Value{Text: " \n"}, true},
		{"blank and zero", Value{}, amount("0", "0"), false},
		{"a figure and the same as words", Value{Text: "60%", Plain: "0.6"}, Value{Text: "60%"}, true},
		{"days", Value{Text: "2024/12/", Plain: "2024-12-01/2024-12-31"}, Value{Text: "2024年12月", Plain: "2024-12-01/2024-12-31"}, true},
	} {
		if Same(c.a, c.b) != c.want || Same(c.b, c.a) != c.want {
			t.Errorf("%s: Same = %v, want %v", c.name, !c.want, c.want)
		}
	}
}

func TestThree(t *testing.T) {
	a, b, c := amount("4800万元", "48000000"), amount("4500万元", "45000000"), amount("5000万元", "50000000")
	for _, x := range []struct {
		name                   string
		sent, returned, master Value
		want                   Verdict
	}{
		{"nobody changed it", a, a, a, Unchanged},
		{"only the master changed", a, a, b, Unchanged},
		{"only the reply changed", a, b, a, Taken},
		{"the reply filled a blank", Value{}, b, Value{}, Taken},
		{"the reply emptied it", a, Value{}, a, Taken},
		{"both to the same", a, b, b, Agreed},
		{"both, and they differ", a, b, c, Conflict},
		{"emptied on one side, changed on the other", a, Value{}, b, Conflict},
		{"both filled a blank", Value{}, a, b, Conflict},
	} {
		if got := Three(x.sent, x.returned, x.master); got != x.want {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

func values() *rapid.Generator[Value] {
	return rapid.Custom(func(t *rapid.T) Value {
		n := rapid.IntRange(0, 3).Draw(t, "n")
		if n == 0 {
			return Value{}
		}
		return amount(fmt.Sprintf("%d万元", n), fmt.Sprintf("%d0000", n))
	})
}

// Merging what came of a merge once more changes nothing, and what the reply did
// not change is never touched.
func TestThreeSettles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sent, returned, master := values().Draw(t, "sent"), values().Draw(t, "returned"), values().Draw(t, "master")
		verdict := Three(sent, returned, master)
		if Same(sent, returned) != (verdict == Unchanged) {
			t.Fatalf("%v", verdict)
		}
		if Same(sent, master) && verdict == Conflict {
			t.Fatal("a conflict with a master that nobody changed")
		}
		if verdict == Taken {
			master = returned
			if again := Three(sent, returned, master); again != Agreed {
				t.Fatalf("again: %v", again)
			}
		}
	})
}

func TestMatch(t *testing.T) {
	sent := []Row{
		{Key: "k1", Content: []string{"区域|华东", "张伟"}, Num: 2},
		{Key: "k2", Content: []string{"区域|华北", "张伟"}, Num: 3},
		{Key: "k3", Content: []string{"区域|华南", "张伟"}, Num: 4},
		{Key: "k4", Content: []string{"区域|华南", "张伟"}, Num: 5},
	}
	for _, c := range []struct {
		name string
		have []Row
		of   []int
		how  []Found
	}{
		{"keys, sorted otherwise", []Row{{Key: "k4"}, {Key: "k3"}, {Key: "k2"}, {Key: "k1"}}, []int{3, 2, 1, 0}, []Found{ByKey, ByKey, ByKey, ByKey}},
		{"keys, whatever the content says", []Row{{Key: "k1", Content: []string{"改名", "张伟"}}, {Key: "k2"}, {Key: "k3"}, {Key: "k4"}}, []int{0, 1, 2, 3}, []Found{ByKey, ByKey, ByKey, ByKey}},
		{"content, rows inserted and twins where they stood", []Row{
			{Content: []string{"区域|西北", ""}, Num: 2}, {Content: []string{"区域|华北", "张伟"}, Num: 3},
			{Content: []string{"区域|华南", "张伟"}, Num: 4}, {Content: []string{"区域|华南", "张伟"}, Num: 5}, {Content: []string{"区域|华东", "李娜"}, Num: 9}},
			[]int{4, 1, 2, 3}, []Found{ByContent, ByContent, ByPlace, ByPlace}},
		{"twins that moved are not guessed", []Row{{Content: []string{"区域|华南", "张伟"}, Num: 7}, {Content: []string{"区域|华南", "张伟"}, Num: 8}},
			[]int{-1, -1, -1, -1}, []Found{Vanished, Vanished, Ambiguous, Ambiguous}},
		{"a copied row keeps its key where the content is", []Row{{Key: "k1", Content: []string{"区域|西北", "张伟"}}, {Key: "k1", Content: []string{"区域|华东", "张伟"}}, {Key: "k2"}, {Key: "k3"}, {Key: "k4"}},
			[]int{1, 2, 3, 4}, []Found{ByKey, ByKey, ByKey, ByKey}},
		{"nothing", nil, []int{-1, -1, -1, -1}, []Found{Vanished, Vanished, Vanished, Vanished}},
	} {
		of, how := Match(sent, c.have)
		if !slices.Equal(of, c.of) || !slices.Equal(how, c.how) {
			t.Errorf("%s: %v %v, want %v %v", c.name, of, how, c.of, c.how)
		}
	}
}

// Sorting and inserting rows loses no row that has a key or a content of its own.
func TestMatchSurvivesSorting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "rows")
		keys := rapid.Bool().Draw(t, "keys")
		var want, have []Row
		for i := range n {
			r := Row{Content: []string{fmt.Sprint("item", i), "owner"}, Num: int32(i + 2)}
			if keys {
				r.Key = fmt.Sprint("k", i)
			}
			want = append(want, r)
		}
		order := rapid.Permutation(want).Draw(t, "order")
		for i, r := range order {
			if rapid.Bool().Draw(t, "insert") {
				have = append(have, Row{Content: []string{fmt.Sprint("new", i), "owner"}, Num: int32(len(have) + 2)})
			}
			r.Num = int32(len(have) + 2)
			have = append(have, r)
		}
		of, _ := Match(want, have)
		for i, j := range of {
			if j < 0 || have[j].Content[0] != want[i].Content[0] {
				t.Fatalf("row %d was matched with %d", i, j)
			}
		}
	})
}

func TestRank(t *testing.T) {
	early, late := time.Unix(1000, 0), time.Unix(2000, 0)
	for _, c := range []struct {
		name     string
		versions []Version
		want     []Place
	}{
		{"one", []Version{{Bytes: "a", Says: "x", Edited: true}}, []Place{{Counts, 0}}},
		{"the same file twice", []Version{{Bytes: "a", Says: "x", Edited: true}, {Bytes: "a", Says: "x", Edited: true}}, []Place{{Counts, 0}, {Double, 0}}},
		{"the same content saved twice", []Version{{Bytes: "a", Says: "x", Edited: true, Saved: late}, {Bytes: "b", Says: "x", Edited: true, Saved: early}}, []Place{{Counts, 0}, {Double, 0}}},
		{"a later version", []Version{{Bytes: "a", Says: "x", Edited: true, Saved: early}, {Bytes: "b", Says: "y", Edited: true, Saved: late}}, []Place{{Older, 1}, {Counts, 1}}},
		{"one that was not edited", []Version{{Bytes: "a", Says: "", Saved: late}, {Bytes: "b", Says: "y", Edited: true, Saved: early}}, []Place{{Older, 1}, {Counts, 1}}},
		{"saved in one second", []Version{{Bytes: "a", Says: "x", Edited: true, Saved: late}, {Bytes: "b", Says: "y", Edited: true, Saved: late}}, []Place{{Rival, 0}, {Rival, 1}}},
		{"no time", []Version{{Bytes: "a", Says: "x", Edited: true, Saved: late}, {Bytes: "b", Says: "y", Edited: true}}, []Place{{Rival, 0}, {Rival, 1}}},
		{"two unedited", []Version{{Bytes: "a", Says: ""}, {Bytes: "b", Says: ""}}, []Place{{Counts, 0}, {Double, 0}}},
	} {
		if got := Rank(c.versions); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

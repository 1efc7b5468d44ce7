package trust

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	encoding "unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Texts that are taken, from which the attacks on texts are made.
const (
	historyText  = "项目,2020年,2021年,2022年,2023年\n华东区域销售额,3156万元,3629万元,4174万元,4300万元\n华北区域销售额,2104万元,2420万元,2783万元,3200万元\n"
	contactsText = "责任人,邮箱,抄送,区域\n张经理,zhang@example.com,,华北\n李经理,li@example.com,zhang@example.com,华东\n"
	actualsText  = "项目,月份,实际\n华东区域市场拓展,2024-05,2\n华东区域市场拓展,2024-06,1\n华南客户转介绍,2024-06,20\n"
	mappingText  = "实际数里的名称,表里的名称\n华东推广,华东区域市场拓展\n"
	settingsText = "# 设置\nheadings:\n  年度盘子: target\n  战圈: item\nunits:\n  file: 元\n  sheets:\n    华东: 万元\nignore_sheets:\n  - 草稿*\npolicy:\n  growth: cagr\n  growth_years: 3\n  fail_on: error\n"
)

// textAttacks damage a text file, whatever it holds.
func textAttacks(sound string) (all []attack) {
	add := func(class, name string, body []byte, want verdict, same bool) {
		a := attack{class: class, name: name, make: ready(body), want: want}
		if same {
			a.same = []byte(sound)
		}
		all = append(all, a)
	}
	n := times()
	for i := range 40 * n {
		at := i * len(sound) / (40 * n)
		add("truncated", fmt.Sprintf("at %d of %d", at, len(sound)), []byte(sound[:at]), judged, false)
	}
	random := rand.New(rand.NewPCG(seed, 77))
	for range 150 * n {
		b := []byte(sound)
		at, bit := random.IntN(len(b)), random.IntN(8)
		b[at] ^= 1 << bit
		add("bit rot", fmt.Sprintf("bit %d of byte %d", bit, at), b, judged, false)
	}
	for range 150 * n {
		b := []byte(sound)
		at, value := random.IntN(len(b)), evil[random.IntN(len(evil))]
		to := min(len(b), at+random.IntN(20))
		add("rot", fmt.Sprintf("%.20q for %d bytes at %d", value, to-at, at), append(append(bytes.Clone(b[:at]), value...), b[to:]...), judged, false)
	}
	for _, mark := range []string{"\x00", "\x1b[2J", "\u202e", "\u2066", "\u200b", "\ufeff", "\u0085", "\xff", "\xed\xa0\x80", "\xc0\xaf", "\x08", "\u2028", "\U0010ffff", "\x7f", "\r"} {
		for _, at := range []int{0, len(sound) / 2, len(sound)} {
			add("characters", fmt.Sprintf("%q at %d", mark, at), []byte(sound[:at]+mark+sound[at:]), judged, false)
		}
	}
	for _, name := range []string{"empty", "one line end", "spaces", "zeros", "a workbook", "half a workbook", "HTML", "PDF", "an old workbook"} {
		add("other kinds of files", name, map[string][]byte{"one line end": []byte("\n"), "spaces": bytes.Repeat([]byte(" "), 5000), "zeros": make([]byte, 5000),
			"a workbook": plan().zipped(), "half a workbook": plan().zipped()[:3000], "HTML": []byte("<html><table><tr><td>项目</td></tr></table></html>"), "PDF": []byte("%PDF-1.7\n"),
			"an old workbook": append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 3000)...)}[name], refused, false)
	}
	return all
}

// csvAttacks are tables in a text that is damaged, in a strange encoding or shape,
// too large, or has values that mean harm. The first column of sound is a name.
func csvAttacks(sound string) []attack {
	all := textAttacks(sound)
	add := func(class, name string, want verdict, body string) {
		all = append(all, attack{class: class, name: name, make: ready([]byte(body)), want: want})
	}
	alike := func(name, body string) {
		all = append(all, attack{class: "encodings and forms", name: name, make: ready([]byte(body)), want: taken, same: []byte(sound)})
	}
	alike("UTF-8 with BOM", "\ufeff"+sound)
	alike("UTF-16, little end first", string(wide16(binary.LittleEndian, 0xfeff, sound)))
	alike("UTF-16, big end first", string(wide16(binary.BigEndian, 0xfeff, sound)))
	alike("GB18030", string(must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(sound)))))
	alike("carriage returns too", strings.ReplaceAll(sound, "\n", "\r\n"))
	alike("semicolons", strings.ReplaceAll(sound, ",", ";"))
	alike("tabs", strings.ReplaceAll(sound, ",", "\t"))
	alike("no line end at the end", strings.TrimSuffix(sound, "\n"))
	for _, c := range []struct{ name, body string }{
		{"UTF-16 without a mark", string(wide16(binary.LittleEndian, 0, sound))}, {"UTF-16 cut in a unit", string(wide16(binary.LittleEndian, 0xfeff, sound))[:41]},
		{"UTF-16 with a lone surrogate", string(wide16(binary.LittleEndian, 0xfeff, sound)) + "\x00\xd8"}, {"UTF-32", "\xff\xfe\x00\x00" + sound},
		{"only carriage returns", strings.ReplaceAll(sound, "\n", "\r")}, {"quote that does not end", `"` + sound}, {"quote within", strings.Replace(sound, ",", `",`, 1)},
		{"a quoted line end", strings.Replace(sound, "\n", "\n\"华\n东\",", 1)}, {"separator line", "sep=;\n" + sound}, {"all in one cell", `"` + strings.ReplaceAll(sound, `"`, `""`) + `"`},
		{"headings twice", sound + sound}, {"headings alone", sound[:strings.IndexByte(sound, '\n')+1]}, {"rows of different length", sound + ",,,,,,,,,\nx\n"},
	} {
		add("encodings and forms", c.name, judged, c.body)
	}
	line := sound[strings.IndexByte(sound, '\n')+1:]
	line = line[:strings.IndexByte(line, '\n')+1]
	name, rest, _ := strings.Cut(line, ",")
	for _, v := range names {
		add("names", fmt.Sprintf("%.30q", v), judged, sound+`"`+strings.ReplaceAll(v, `"`, `""`)+`",`+rest)
	}
	for _, v := range append(numbers, "=1+1", "4800元元", "9"+strings.Repeat("亿", 1000)) {
		add("numbers", fmt.Sprintf("%.30q", v), judged, sound+name+"x,"+strings.Repeat(v+",", 3)+v+"\n")
	}
	for _, c := range []struct{ name, body string }{
		{"20,000 columns", sound + strings.Repeat("x,", 20_000) + "\n"}, {"a cell of 40,000 characters", sound + strings.Repeat("长", 40_000) + "," + rest},
		{"a line of 20 MB", sound + strings.Repeat("x", 20<<20)}, {"300,000 rows", sound + repeatedLines(300_000, rest)}, {"1,200,000 rows", sound + strings.Repeat("x,1\n", 1_200_000)},
		{"10 MB of line ends", sound + strings.Repeat("\n", 10<<20)}, {"10 MB of quotes", sound + strings.Repeat(`"`, 10<<20)}, {"10 MB of separators", sound + strings.Repeat(",", 10<<20)},
		{"80 MB", sound + strings.Repeat(strings.Repeat("x", 1000)+",1\n", 80_000)},
	} {
		add("crowds", c.name, judged, c.body)
	}
	return all
}

func repeatedLines(n int, rest string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "第%d店,%s", i, rest)
	}
	return b.String()
}

// wide16 writes a text as UTF-16, after a mark if that is not 0.
func wide16(order binary.AppendByteOrder, mark uint16, s string) (b []byte) {
	if mark != 0 {
		b = order.AppendUint16(b, mark)
	}
	for _, u := range encoding.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

// yamlAttacks are settings that are damaged, mean harm or blow up.
func yamlAttacks() []attack {
	all := textAttacks(settingsText)
	for i := range all {
		if all[i].class == "other kinds of files" { // nothing stated, or a text that is no mapping
			all[i].want = judged
		}
	}
	add := func(name string, want verdict, body string) {
		all = append(all, attack{class: "settings", name: name, make: ready([]byte(body)), want: want})
	}
	laughs := "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
	for i := range 12 {
		laughs += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 10), ","))
	}
	for _, c := range []struct{ name, body string }{
		{"billion laughs", laughs}, {"billion laughs in a known key", strings.ReplaceAll(laughs, "a12:", "headings:")}, {"an alias of itself", "headings: &a\n  x: *a\n"}, {"an alias of nothing", "headings: *b\n"},
		{"merge keys", "headings:\n  <<: {x: target}\n"}, {"a merge of itself", "headings: &a\n  <<: *a\n"}, {"two documents", settingsText + "---\n" + settingsText}, {"a key twice", "policy:\n  growth: cagr\n  growth: mean\n"},
		{"a key that nothing knows", "网络: true\n"}, {"a list for a mapping", "- growth\n"}, {"a scalar for a mapping", "growth\n"}, {"a tab for spaces", "headings:\n\tx: target\n"}, {"unclosed bracket", "headings: [1\n"},
		{"unclosed quote", "policy:\n  growth: \"cagr\n"}, {"a binary tag", "policy:\n  growth: !!binary YQ==\n"}, {"a tag of a language", "policy:\n  growth: !!python/object/apply:os.system ['id']\n"}, {"an include", "policy:\n  growth: !include /etc/passwd\n"},
		{"a number beyond all", "policy:\n  growth_years: 1e999999999\n"}, {"a number of 5,000 digits", "policy:\n  growth_years: " + strings.Repeat("9", 5000) + "\n"}, {"not a number", "policy:\n  growth_years: .nan\n"}, {"a block of 60 KB", "policy:\n  growth: |\n" + strings.Repeat("    x\n", 15_000)},
		{"10,000 deep brackets", "headings: " + strings.Repeat("[", 10_000)}, {"10,000 deep mappings", strings.Repeat("{a: ", 10_000)}, {"a deep block", deepBlock(300)}, {"10,000 dashes", strings.Repeat("- ", 10_000) + "x\n"},
		{"30,000 question marks", strings.Repeat("? ", 30_000)}, {"more than 64 KB", "# " + strings.Repeat("x", 70_000)}, {"70 MB", strings.Repeat("# "+strings.Repeat("x", 998)+"\n", 70_000)},
		{"in UTF-16", string(wide16(binary.LittleEndian, 0xfeff, settingsText))}, {"in GBK", string(must(simplifiedchinese.GBK.NewEncoder().Bytes([]byte(settingsText))))},
		{"a path for a word", "policy:\n  growth: ../../../etc/passwd\n"}, {"terminal escapes in a key", "\"\\e[31m\": 1\n"}, {"direction turned in a key", "\"a\\u202eb\": 1\n"}, {"terminal escapes in a value", "policy:\n  growth: \"\\e[2J\"\n"},
	} {
		add(c.name, refused, c.body)
	}
	for _, c := range []struct{ name, body string }{
		{"nothing", ""}, {"a remark", "# nichts\n"}, {"carriage returns", strings.ReplaceAll(settingsText, "\n", "\r\n")}, {"with BOM", "\ufeff" + settingsText}, {"anchors that are used once", "policy:\n  growth: &a cagr\n"},
		{"4,000 headings", "headings:\n" + headings(4000)}, {"a heading of 60 KB", "headings:\n  " + strings.Repeat("x", 60_000) + ": target\n"}, {"two meanings of a word", "headings:\n  Ｘ: target\n  X: owner\n"},
		{"1,000 stars", "ignore_sheets:\n  - \"" + strings.Repeat("*a", 1000) + "\"\n"},
	} {
		add(c.name, judged, c.body)
	}
	return all
}

func deepBlock(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%sa:\n", strings.Repeat(" ", i))
	}
	return b.String()
}

func headings(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "  h%d: ignore\n", i)
	}
	return b.String()
}

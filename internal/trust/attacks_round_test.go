package trust

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"
)

// sentRound returns what split makes of the plan: the outbox by name, the workbook
// itself, and one reply in which a target is proposed.
var sentRound = sync.OnceValue(func() map[string][]byte {
	files := map[string][]byte{sourceName: plan().zipped()}
	dir := filepath.Join(scratch, "round")
	os.Mkdir(dir, 0o755)
	os.WriteFile(filepath.Join(dir, sourceName), files[sourceName], 0o644)
	l := must(startLauncher())
	if o := must(l.run(dir, []string{must(built()), "split", sourceName, "--out-dir", "下发", "--eml", "--lang", "zh"})); o.Code != 0 {
		panic(o.Err)
	}
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[filepath.ToSlash(must(filepath.Rel(dir, path)))] = must(os.ReadFile(path))
		}
		return err
	})
	files["回复.xlsx"] = answered(files["下发/目标_李经理.xlsx"])
	return files
})

// answered fills a proposal in, as an owner would.
func answered(handout []byte) []byte {
	book := must(excelize.OpenReader(bytes.NewReader(handout)))
	defer book.Close()
	const sheet = "目标分解明细表"
	for r, row := range must(book.GetRows(sheet)) {
		for c, cell := range row {
			if strings.HasPrefix(cell, "建议目标值") {
				book.SetCellValue(sheet, must(excelize.CoordinatesToCellName(c+1, r+2)), 4500)
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// replyAttacks damage replies, and pass other workbooks off as some.
func replyAttacks() []attack {
	round := sentRound()
	all := damages([]sound{{"as sent", round["下发/目标_李经理.xlsx"]}, {"answered", round["回复.xlsx"]}})
	all = append(all, foreignAttacks()...)
	all = append(all, archiveAttacks()...)
	all = append(all, markupAttacks()...)
	p := must(unzipped(round["下发/目标_李经理.xlsx"]))
	for _, x := range p {
		if !isMarkup(x.name) {
			continue
		}
		for i, old := range []string{"goalxl handout 1", "round ", "part 0", "check ", "gx-", "李经理", "4800"} {
			if strings.Contains(x.body, old) {
				for _, new := range []string{"", "x", "../../../etc/passwd", "\U0001f4a3", strings.Repeat("9", 5000), "&#10;", "=1+1"} {
					all = append(all, attack{class: "forged", name: fmt.Sprintf("%s: %q, %d, is %.20q", x.name, old, i, new), want: judged,
						make: p.with(x.name, strings.ReplaceAll(x.body, old, new)).zipped})
				}
			}
		}
	}
	for _, v := range append(append([]string{}, names...), numbers...) {
		all = append(all, attack{class: "answers", name: fmt.Sprintf("%.30q", v), want: judged, make: func() []byte { return proposed(p, v) }})
	}
	return all
}

// proposed puts a text where a target is to be proposed, whatever it is.
func proposed(p parts, v string) []byte {
	book := must(excelize.OpenReader(bytes.NewReader(p.zipped())))
	defer book.Close()
	const sheet = "目标分解明细表"
	for r, row := range must(book.GetRows(sheet)) {
		for c, cell := range row {
			if strings.HasPrefix(cell, "建议目标值") || strings.HasPrefix(cell, "理由") {
				book.SetCellStr(sheet, must(excelize.CoordinatesToCellName(c+1, r+2)), v)
			}
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// exportAttacks damage workbooks of actuals, as two programs write them.
func exportAttacks() []attack {
	var rows strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(actualsText), "\n") {
		rows.WriteString("<row>")
		for _, cell := range strings.Split(line, ",") {
			rows.WriteString(`<c t="inlineStr"><is><t>` + cell + `</t></is></c>`)
		}
		rows.WriteString("</row>")
	}
	sheet := func(rows string) string {
		return xmlHead + `<worksheet xmlns="` + nsMain + `"><sheetData>` + rows + `</sheetData></worksheet>`
	}
	p := plan().with(goalsPart, sheet(rows.String()))
	for _, name := range []string{breakdownPart, historyPart, contactsPart, trackingPart} {
		p = p.with(name, sheet(""))
	}
	all := damages([]sound{{"inline", p.zipped()}, {"excelize", resavedByExcelize(p.zipped())}})
	all = append(all, foreignAttacks()...)
	all = append(all, archiveAttacks()...)
	return append(all, fieldAttacks()...)
}

func resavedByExcelize(b []byte) []byte {
	book := must(excelize.OpenReader(bytes.NewReader(b)))
	defer book.Close()
	var out bytes.Buffer
	if err := book.Write(&out); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// recordAttacks damage the record of what was sent, and have it lie.
func recordAttacks() []attack {
	sound := string(sentRound()["下发/下发记录.json"])
	all := textAttacks(sound)
	for _, old := range []string{`"目标_李经理.xlsx"`, `"李经理"`, `"目标分解明细表"`, `"001"`, `"breakdown"`, `"4800"`, `"48000000"`, `"target"`, `"gx-`, `"zh"`, ":5", ":3", ":2"} {
		for _, new := range []string{`""`, `null`, `-1`, `1e999999999`, `"../../../etc/passwd"`, `"C:\\windows\\x"`, `"CON"`, `"\u0000"`, `"\ud800"`, `{}`, `[]`, `"` + strings.Repeat("长", 5000) + `"`} {
			if strings.HasPrefix(old, ":") {
				new = ":" + new
			} else if old == `"gx-` {
				new = `"gx-` + strings.Trim(new, `"`)
			}
			if strings.Contains(sound, old) {
				all = append(all, attack{class: "lies", name: fmt.Sprintf("%s is %.20s", old, new), want: judged, make: ready([]byte(strings.ReplaceAll(sound, old, new)))})
			}
		}
	}
	for _, c := range []struct{ name, body string }{
		{"100,000 deep", strings.Repeat("[", 100_000)}, {"deep objects", strings.Repeat(`{"handouts":`, 50_000)}, {"nothing", "{}"}, {"null", "null"}, {"a list", "[]"}, {"a key twice", `{"round":"a","round":"b"}`},
		{"of 80 MB", `{"round":"` + strings.Repeat("x", 80<<20) + `"}`},
	} {
		all = append(all, attack{class: "forms", name: c.name, want: judged, make: ready([]byte(c.body))})
	}
	return all
}

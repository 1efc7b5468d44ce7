package trust

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsMain    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	nsRel     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPackage = "http://schemas.openxmlformats.org/package/2006/"
	typeOf    = "application/vnd.openxmlformats-officedocument.spreadsheetml."

	goalsPart     = "xl/worksheets/sheet1.xml"
	breakdownPart = "xl/worksheets/sheet2.xml"
	historyPart   = "xl/worksheets/sheet3.xml"
	contactsPart  = "xl/worksheets/sheet4.xml"
	trackingPart  = "xl/worksheets/sheet5.xml"
	stringsPart   = "xl/sharedStrings.xml"
	stylesPart    = "xl/styles.xml"
	bookPart      = "xl/workbook.xml"
	bookRels      = "xl/_rels/workbook.xml.rels"
	typesPart     = "[Content_Types].xml"
	rootRels      = "_rels/.rels"
	notesPart     = "xl/comments1.xml"
)

// sheetMaker writes a worksheet with shared strings, as LibreOffice does.
type sheetMaker struct {
	strings *[]string
	rows    strings.Builder
	row     int
}

// add adds a row: nil is no cell, a string a shared one, raw goes in as it is (the
// inside of the c element, with its attributes in front), numbers as numbers.
func (s *sheetMaker) add(cells ...any) {
	s.row++
	fmt.Fprintf(&s.rows, `<row r="%d" customFormat="false" ht="12.8" hidden="false">`, s.row)
	for i, c := range cells {
		ref := fmt.Sprintf("%c%d", 'A'+i, s.row)
		switch c := c.(type) {
		case nil:
		case string:
			fmt.Fprintf(&s.rows, `<c r="%s" s="0" t="s"><v>%d</v></c>`, ref, len(*s.strings))
			*s.strings = append(*s.strings, c)
		case raw:
			fmt.Fprintf(&s.rows, `<c r="%s" %s</c>`, ref, string(c))
		default:
			fmt.Fprintf(&s.rows, `<c r="%s" s="0"><v>%v</v></c>`, ref, c)
		}
	}
	s.rows.WriteString("</row>")
}

type raw string

func (s *sheetMaker) xml(tail string) string {
	return xmlHead + `<worksheet xmlns="` + nsMain + `" xmlns:r="` + nsRel + `"><sheetPr filterMode="false"/><dimension ref="A1:G9"/>` +
		`<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="12.8"/>` +
		`<cols><col min="1" max="7" width="16" customWidth="true"/></cols><sheetData>` + s.rows.String() + `</sheetData>` + tail + `</worksheet>`
}

// plan returns the parts of a workbook like those that LibreOffice writes: three
// regions that add up to 1.19 of 1.2亿元, a total row with a formula, history that
// makes one target grow too fast, contacts, actions, a person's note and a name.
func plan() parts {
	var words []string
	var sheets [5]sheetMaker
	for i := range sheets {
		sheets[i].strings = &words
	}
	goals, rows, history, contacts, tracking := &sheets[0], &sheets[1], &sheets[2], &sheets[3], &sheets[4]
	goals.add("周期", "总目标类型", "目标值（万元）", "核心目标描述", "负责人")
	goals.add("2024年度", "销售额", 12000, "华东区域占比40%,高端产品占比30%", "王总监")
	rows.add("2024 年销售目标分解")
	rows.add("单位：万元")
	rows.add("拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略")
	rows.add("区域维度", "华北区域销售额", 3600, raw(`s="1"><v>0.3</v>`), "张经理", "2024/12/", "增设2名销售专员")
	rows.add("区域维度", "华东区域销售额", 4800, raw(`s="1"><v>0.4</v>`), "李经理", "2024/12/", "联合市场部开展3场展会")
	rows.add("区域维度", "华南区域销售额", 3500, raw(`s="1"><v>0.3</v>`), "赵经理", "2024/12/", "客户转介绍")
	rows.add("合计", nil, raw(`s="0"><f aca="false">SUM(C4:C6)</f><v>11900</v>`))
	history.add("项目", "2020年", "2021年", "2022年", "2023年")
	history.add("华东区域销售额", "3156万元", "3629万元", "4174万元", "4300万元")
	contacts.add("责任人", "邮箱", "抄送", "区域")
	contacts.add("张经理", "zhang@example.com", nil, "华北")
	contacts.add("李经理", "li@example.com", "zhang@example.com", "华东")
	contacts.add("赵经理", "zhao@example.com", nil, "华南")
	tracking.add("策略名称", "具体行动", "责任人", "时间节点", "资源需求", "完成状态", "偏差与调整措施")
	tracking.add("华东区域市场拓展", "举办行业展会(3场)", "李经理", "2024/06-09", "展会费用15万元", "60%", "增加线上直播推广,扩大触达范围")
	tracking.add("华南客户转介绍", "完成50家客户签约", "赵经理", "2024/12/", "产品培训预算5万元", "70%", "针对大客户提供售后增值服务")

	var shared strings.Builder
	for _, w := range words {
		fmt.Fprintf(&shared, `<si><t xml:space="preserve">%s</t></si>`, w)
	}
	override := func(name, kind string) string {
		return `<Override PartName="/` + name + `" ContentType="` + typeOf + kind + `+xml"/>`
	}
	rel := func(id, kind, target string) string {
		return `<Relationship Id="` + id + `" Type="` + nsRel + `/` + kind + `" Target="` + target + `"/>`
	}
	rels := func(all ...string) string {
		return xmlHead + `<Relationships xmlns="` + nsPackage + `relationships">` + strings.Join(all, "") + `</Relationships>`
	}
	return parts{
		{typesPart, xmlHead + `<Types xmlns="` + nsPackage + `content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>` +
			override(bookPart, "sheet.main") + override(goalsPart, "worksheet") + override(breakdownPart, "worksheet") +
			override(historyPart, "worksheet") + override(contactsPart, "worksheet") + override(trackingPart, "worksheet") +
			override(stringsPart, "sharedStrings") + override(stylesPart, "styles") +
			override(notesPart, "comments") + `</Types>`},
		{rootRels, rels(rel("rId1", "officeDocument", bookPart))},
		{bookPart, xmlHead + `<workbook xmlns="` + nsMain + `" xmlns:r="` + nsRel + `"><workbookPr date1904="false"/><bookViews><workbookView firstSheet="0" activeTab="0"/></bookViews><sheets>` +
			`<sheet name="总目标汇总表" sheetId="1" state="visible" r:id="rId1"/><sheet name="目标分解明细表" sheetId="2" state="visible" r:id="rId2"/>` +
			`<sheet name="历史数据" sheetId="3" state="visible" r:id="rId3"/><sheet name="通讯录" sheetId="4" state="visible" r:id="rId6"/>` +
			`<sheet name="策略执行跟踪表" sheetId="5" state="visible" r:id="rId7"/></sheets>` +
			`<definedNames><definedName name="总目标">总目标汇总表!$C$2</definedName></definedNames><calcPr iterateCount="100"/></workbook>`},
		{bookRels, rels(rel("rId1", "worksheet", "worksheets/sheet1.xml"), rel("rId2", "worksheet", "worksheets/sheet2.xml"),
			rel("rId3", "worksheet", "worksheets/sheet3.xml"), rel("rId4", "sharedStrings", "sharedStrings.xml"), rel("rId5", "styles", "styles.xml"),
			rel("rId6", "worksheet", "worksheets/sheet4.xml"), rel("rId7", "worksheet", "worksheets/sheet5.xml"))},
		{goalsPart, goals.xml("")},
		{breakdownPart, rows.xml(`<mergeCells count="1"><mergeCell ref="A1:G1"/></mergeCells><pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><legacyDrawing r:id="rId1"/>`)},
		{"xl/worksheets/_rels/sheet2.xml.rels", rels(rel("rId1", "vmlDrawing", "../drawings/vmlDrawing1.vml"), rel("rId2", "comments", "../comments1.xml"))},
		{historyPart, history.xml("")},
		{contactsPart, contacts.xml("")},
		{trackingPart, tracking.xml("")},
		{stringsPart, xmlHead + fmt.Sprintf(`<sst xmlns="%s" count="%d" uniqueCount="%d">`, nsMain, len(words), len(words)) + shared.String() + `</sst>`},
		{stylesPart, xmlHead + `<styleSheet xmlns="` + nsMain + `"><fonts count="1"><font><sz val="10"/><name val="宋体"/></font></fonts>` +
			`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
			`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
			`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
			`<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>` +
			`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`},
		{notesPart, xmlHead + `<comments xmlns="` + nsMain + `"><authors><author>张三</author></authors><commentList>` +
			`<comment ref="C4" authorId="0"><text><r><t xml:space="preserve">与区域确认过</t></r></text></comment></commentList></comments>`},
		{"xl/drawings/vmlDrawing1.vml", `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
			`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>` +
			`<v:shape id="_x0000_s1025" type="#_x0000_t202" style="position:absolute;visibility:hidden"><x:ClientData ObjectType="Note"><x:Anchor>3, 12, 3, 1, 5, 12, 7, 1</x:Anchor><x:Row>3</x:Row><x:Column>2</x:Column></x:ClientData></v:shape></xml>`},
	}
}

// practice returns the practice's own example as excelize writes it.
func practice() []byte {
	sheets := []struct {
		name string
		rows [][]any
	}{
		{"总目标汇总表", [][]any{
			{"周期", "总目标类型", "目标值", "核心目标描述", "负责人"},
			{"2024年度", "销售额", "1.2亿元", "华东区域占比40%,高端产品占比30%", "*总监"},
			{"2024年度", "新客户数量", "200家", "金融行业新客户占比60%", "*经理"}}},
		{"目标分解明细表", [][]any{
			{"拆解维度", "子目标项", "目标值", "占总目标比例", "责任人", "完成时间", "关键策略"},
			{"区域维度", "华东区域销售额", "4800万元", "40%", "*经理", "2024/12/", "增设2名销售专员,联合市场部开展3场展会"},
			{"产品维度", "高端产品销售额", "3600万元", "30%", "*主管", "2024/12/", "组建金融行业专项小组,提供定制化方案"},
			{"客户维度", "新客户销售额", "4800万元", "40%", "*代表", "2024/12/", "开展客户转介绍活动,优化新客户跟进流程"}}},
		{"策略执行跟踪表", [][]any{
			{"策略名称", "具体行动", "责任人", "时间节点", "资源需求", "完成状态", "偏差与调整措施"},
			{"华东区域市场拓展", "举办行业展会(3场)", "*经理", "2024/06-09", "展会费用15万元", "60%", "增加线上直播推广,扩大触达范围"},
			{"高端产品客户开发", "完成50家金融客户签约", "*主管", "2024/12/", "产品培训预算5万元", "70%", "针对大客户提供售后增值服务"}}},
		{"通讯录", [][]any{{"责任人", "邮箱", "抄送", "区域"}, {"*经理", "jl@example.com", "", "华东"}, {"*主管", "zg@example.com", "", "华北"}}},
		{"历史数据", [][]any{{"项目", "2021年", "2022年", "2023年"}, {"华南区域销售额", "3156万元", "3629万元", "4174万元"}}},
	}
	f := excelize.NewFile()
	defer f.Close()
	for i, s := range sheets {
		if i == 0 {
			f.SetSheetName("Sheet1", s.name)
		} else {
			must(f.NewSheet(s.name))
		}
		for r, row := range s.rows {
			if err := f.SetSheetRow(s.name, fmt.Sprintf("A%d", r+1), &row); err != nil {
				panic(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// shared returns the path of data that stands beside the project; "" if it is not there.
func shared(elem ...string) string {
	path := must(filepath.Abs(filepath.Join(append([]string{"..", "..", "..", "shared"}, elem...)...)))
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return path
}

// TestSamplesAreSound shows that the attacks start from workbooks that the
// program takes, and in which it finds what there is to find.
func TestSamplesAreSound(t *testing.T) {
	for name, c := range map[string]struct {
		book  []byte
		rules []string
	}{
		"practice": {practice(), []string{"sum-incomplete", "growth-unchecked"}},
		"plan":     {plan().zipped(), []string{"sum-mismatch", "growth-above-history"}},
	} {
		if why := unsound(c.book); why != "" {
			t.Errorf("%s: the judge of damage finds %s", name, why)
		}
		dir := t.TempDir()
		os.WriteFile(filepath.Join(dir, "目标.xlsx"), c.book, 0o644)
		o := run(t, dir, "check", "目标.xlsx", "--format", "json", "--fail-on", "never")
		for _, rule := range c.rules {
			if o.Code != 0 || !strings.Contains(o.Out, `"`+rule+`"`) {
				t.Errorf("%s: exit %d, without %s:\n%s%s", name, o.Code, rule, o.Out, o.Err)
			}
		}
	}
}

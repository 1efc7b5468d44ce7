package opc

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"goalxl/internal/lang"
)

// hostile are files that must be refused: what a part of the Chinese sentence
// and of the English one must be.
var hostile = sync.OnceValue(func() []hostileFile {
	const sheet, book, types, rels = "xl/worksheets/sheet1.xml", "xl/workbook.xml", typesPart, "xl/_rels/workbook.xml.rels"
	ole := func(stream string) []byte {
		b := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 300_000)...)
		for i := range len(stream) {
			b[262_140+2*i] = stream[i]
		}
		return b
	}
	good := zipped(minimal())
	tamper := func(name string, f func(b []byte, local, central int)) []byte {
		b := stored(minimal())
		local, central := headers(b, name)
		f(b, local, central)
		return b
	}
	deep := func(n int) string { return strings.Repeat("<a>", n) + strings.Repeat("</a>", n) }
	utf16 := func(s string) string {
		b := []byte("\xff\xfe")
		for i := range len(s) {
			b = append(b, s[i], 0)
		}
		return string(b)
	}
	return []hostileFile{
		{"empty", nil, "0 字节", "0 bytes"},
		{"csv", []byte("区域,目标\n华东,4800\n"), "CSV", "CSV"},
		{"csv in GB18030", []byte("\xc7\xf8\xd3\xf2,\xc4\xbf\xb1\xea\r\n"), "CSV", "CSV"},
		{"text", []byte("hello there"), "文本文件", "text file"},
		{"html", []byte("\n <HTML><table><tr><td>1</td></tr></table>"), "网页", "web page"},
		{"xml 2003", []byte(`<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`), "2003", "2003"},
		{"pdf", []byte("%PDF-1.7 ..."), "PDF", "PDF"},
		{"zeros", make([]byte, 5000), "全为零", "nothing but zeros"},
		{"noise", []byte{1, 2, 3, 4, 5}, "不是 Excel 工作簿", "not an Excel workbook"},
		{"xls", ole("Workbook"), "旧版 .xls 格式，请在 Excel 或 WPS 里另存为 .xlsx 后再试", "old .xls format"},
		{"xls of 1993", []byte("\x09\x08\x08\x00\x00\x05\x10\x00"), "旧版 .xls 格式", "old .xls format"},
		{"encrypted", ole("EncryptedPackage"), "打开密码", "password"},
		{"doc", ole("WordDocument"), "Word", "Word"},
		{"truncated", good[:len(good)*2/3], "不完整", "cut short"},
		{"only a beginning", good[:40], "不完整", "cut short"},
		{"end record only", good[len(good)-lenEnd:], "已损坏", "damaged"},
		{"wrong crc of sheet", bytes.Replace(stored(minimal()), []byte("华东区域"), []byte("华西区域"), 1), "校验和", "checksum"},
		{"wrong crc of styles", bytes.Replace(stored(minimal()), []byte("<styleSheet "), []byte("<styleshEEt "), 1), "校验和", "checksum"},
		{"garbled deflate", garbled(good), "已损坏", "damaged"},
		{"doubled", zipped(append(minimal(), file{sheet, "<x/>"})), "出现两次", "twice"},
		{"doubled but for case", zipped(append(minimal(), file{"XL/Worksheets/Sheet1.xml", "<x/>"})), "出现两次", "twice"},
		{"doubled but for slashes", zipped(append(minimal(), file{`xl\worksheets\sheet1.xml`, "<x/>"})), "出现两次", "twice"},
		{"absolute name", zipped(append(minimal(), file{"/etc/passwd", "x"})), "名称不合规", "not allowed"},
		{"dots in name", zipped(append(minimal(), file{"xl/../../evil.xml", "<x/>"})), "名称不合规", "not allowed"},
		{"dots, other slashes", zipped(append(minimal(), file{`..\evil.xml`, "<x/>"})), "名称不合规", "not allowed"},
		{"drive", zipped(append(minimal(), file{"C:/evil.xml", "<x/>"})), "名称不合规", "not allowed"},
		{"control character", zipped(append(minimal(), file{"xl/\x1b[2J.xml", "<x/>"})), "名称不合规", "not allowed"},
		{"local name differs", tamper(sheet, func(b []byte, l, c int) { b[l+lenLocal] = 'y' }), "互相矛盾", "contradict"},
		{"local size differs", tamper(sheet, func(b []byte, l, c int) { b[l+22]++ }), "互相矛盾", "contradict"},
		{"local method differs", tamper(sheet, func(b []byte, l, c int) { b[l+8] = 8 }), "互相矛盾", "contradict"},
		{"local crc differs", tamper(sheet, func(b []byte, l, c int) { b[l+14]++ }), "互相矛盾", "contradict"},
		{"size that lies low", lied(-5), "大小", "size"},
		{"size that lies high", lied(+5), "大小", "size"},
		{"size that lies by a thousand", lied(20 << 20), "大小", "size"},
		{"method unknown", tamper(sheet, func(b []byte, l, c int) { b[l+8], b[c+10] = 14, 14 }), "压缩方式", "unknown compression"},
		{"encrypted entry", tamper(sheet, func(b []byte, l, c int) { b[l+6] |= 1; b[c+8] |= 1 }), "密码", "password"},
		{"overlap", overlapped(), "重叠", "overlaps"},
		{"entry outside", tamper(sheet, func(b []byte, l, c int) { le.PutUint32(b[c+42:], 1<<30) }), "超出文件", "outside"},
		{"directory count lies", func() []byte { b := stored(minimal()); b[len(b)-lenEnd+10]++; return b }(), "已损坏", "damaged"},
		{"directory outside", func() []byte { b := stored(minimal()); le.PutUint32(b[len(b)-6:], 1<<30); return b }(), "已损坏", "damaged"},
		{"bomb: ratio", bombed(300 << 20), "压缩", "inflates"},
		{"bomb: in pieces", bombed(40<<20, 40<<20), "压缩", "inflates"},
		{"bomb: many attributes", zipped(swap(minimal(), book, "<sheets>", attributes(200_000))), "格式有误", "malformed"},
		{"bomb: relationships", stored(with(minimal(), "xl/worksheets/_rels/sheet1.xml.rels", "<!--"+strings.Repeat("0123456789abcdefghij", 1<<20)+"--><a/>")), "超过上限", "more than"},
		{"bomb: many entries", crowd(), "部件过多", "too many parts"},
		{"no content types", zipped(with(minimal(), types, "")), "已损坏", "damaged"},
		{"plain zip", zipped([]file{{"a.txt", "x"}}), "普通的压缩包", "ordinary zip"},
		{"ods", zipped([]file{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<x/>"}}), "OpenDocument", "OpenDocument"},
		{"docx", zipped(swap(minimal(), types, "spreadsheetml.sheet.main", "wordprocessingml.document.main")), "Word", "Word"},
		{"xlsb", zipped(swap(minimal(), types, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.binary.macroEnabled.main")), ".xlsb", ".xlsb"},
		{"no workbook", zipped(with(minimal(), book, "")), "没有工作簿", "no workbook"},
		{"no root relationships", zipped(with(minimal(), "_rels/.rels", "")), "没有工作簿", "no workbook"},
		{"no sheet part", zipped(with(minimal(), sheet, "")), "“目标”的内容缺失", `"目标" is missing`},
		{"no styles part", zipped(with(minimal(), "xl/styles.xml", "")), "缺少该部件", "part is missing"},
		{"no sheets", zipped(swap(minimal(), book, `<sheet name="目标" sheetId="1" r:id="rId1"/>`, "")), "没有工作表", "no sheets"},
		{"sheet is the workbook", zipped(swap(minimal(), rels, "worksheets/sheet1.xml", "workbook.xml")), "成环", "circle"},
		{"two sheets, one part", zipped(swap(minimal(), book, "</sheets>", `<sheet name="2" sheetId="2" r:id="rId1"/></sheets>`)), "重复引用", "one part twice"},
		{"relationship id twice", zipped(swap(minimal(), rels, `"rId2"`, `"rId1"`)), "编号重复", "id is there twice"},
		{"doctype in sheet", zipped(swap(minimal(), sheet, "<worksheet", `<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet`)), "DOCTYPE", "DOCTYPE"},
		{"doctype in workbook", zipped(swap(minimal(), book, "<workbook", `<!-- x --><!DOCTYPE a><workbook`)), "DOCTYPE", "DOCTYPE"},
		{"doctype in shared strings, late", zipped(with(minimal(), "xl/theme/theme1.xml", strings.Repeat("<!-- long -->", 1000)+"<!DOCTYPE a><a/>")), "DOCTYPE", "DOCTYPE"},
		{"unknown entity", zipped(swap(minimal(), book, "目标", "&evil;")), "格式有误", "malformed"},
		{"UTF-16 sheet", zipped(with(minimal(), sheet, utf16(`<worksheet/>`))), "不是 UTF-8", "not UTF-8"},
		{"UTF-16 workbook", zipped(with(minimal(), book, utf16(`<workbook/>`))), "不是 UTF-8", "not UTF-8"},
		{"GBK declared", zipped(swap(minimal(), sheet, `encoding="UTF-8"`, `encoding='GBK'`)), "不是 UTF-8", "not UTF-8"},
		{"GBK undeclared", zipped(swap(minimal(), sheet, "华东", "\xbb\xaa\xb6\xab")), "不是 UTF-8", "not UTF-8"},
		{"malformed workbook", zipped(swap(minimal(), book, "</sheets>", "</sheetz>")), "格式有误", "malformed"},
		{"control character in workbook", zipped(swap(minimal(), book, "<sheets>", "<!--\x08--><sheets>")), "格式有误", "malformed"},
		{"control character in styles", zipped(with(minimal(), "xl/styles.xml", `<styleSheet xmlns="`+nsMain+`" a="`+"\x1b"+`"/>`)), "格式有误", "malformed"},
		{"U+FFFE in relationships", zipped(swap(minimal(), rels, "</Relationships>", "<!--\ufffe--></Relationships>")), "格式有误", "malformed"},
		{"version of XML unknown", zipped(swap(minimal(), rels, `version="1.0"`, `version="1,0"`)), "格式有误", "malformed"},
		{"instruction without a name", zipped(swap(minimal(), book, `<?xml version`, `<? version`)), "格式有误", "malformed"},
		{"malformed styles", zipped(with(minimal(), "xl/styles.xml", `<styleSheet>`)), "格式有误", "malformed"},
		{"malformed relationships", zipped(swap(minimal(), rels, "</Relationships>", "")), "格式有误", "malformed"},
		{"malformed content types", zipped(swap(minimal(), types, `="xml"`, `=xml`)), "格式有误", "malformed"},
		{"deep styles", zipped(with(minimal(), "xl/styles.xml", deep(300))), "嵌套过深", "nested too deeply"},
		{"deep workbook", zipped(swap(minimal(), book, "<sheets>", deep(1_000_000)+"<sheets>")), "嵌套过深", "nested too deeply"},
		{"signed", zipped(append(minimal(), file{"_xmlsignatures/sig1.xml", "<x/>"})), "数字签名", "digitally signed"},
	}
})

type hostileFile struct {
	name   string
	body   []byte
	zh, en string
}

// garbled damages the compressed bytes of the last part.
func garbled(b []byte) []byte {
	b = bytes.Clone(b)
	at := bytes.LastIndex(b, []byte("PK\x07\x08"))
	for i := at - 40; i < at-10; i++ {
		b[i] ^= 0x5a
	}
	return b
}

// lied returns a package whose worksheet says, in both headers, another size
// than it inflates to.
func lied(by int) []byte {
	var packed, out bytes.Buffer
	parts := minimal()
	body := parts[len(parts)-1].body
	a := &archive{w: &packed}
	crc, size, _ := a.compress(closest, func(w io.Writer) error { _, err := w.Write([]byte(body)); return err })
	w := zip.NewWriter(&out)
	for _, p := range parts[:len(parts)-1] {
		f, _ := w.Create(p.name)
		f.Write([]byte(p.body))
	}
	f, _ := w.CreateRaw(&zip.FileHeader{Name: parts[len(parts)-1].name, Method: zip.Deflate, CRC32: crc,
		CompressedSize64: uint64(packed.Len()), UncompressedSize64: uint64(int(size) + by)})
	f.Write(packed.Bytes())
	w.Close()
	return out.Bytes()
}

// overlapped makes one part hold all those behind it, as nested bombs do.
func overlapped() []byte {
	b := stored(minimal())
	local, central := headers(b, "_rels/.rels")
	size := le.Uint32(b[local+18:]) + uint32(len(b)/4)
	for _, at := range []int{local + 18, local + 22, central + 20, central + 24} {
		le.PutUint32(b[at:], size)
	}
	return b
}

// attributes returns the tag <sheets> with so many attributes.
func attributes(n int) string {
	var b strings.Builder
	b.WriteString("<sheets")
	for i := range n {
		fmt.Fprintf(&b, ` a%d=""`, i)
	}
	return b.String() + ">"
}

// bombed has pictures that say that they inflate to so many bytes, 700 times
// what they take; they are refused before anybody tries.
func bombed(sizes ...int) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, p := range minimal() {
		f, _ := w.Create(p.name)
		f.Write([]byte(p.body))
	}
	for i, size := range sizes {
		f, _ := w.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("xl/media/image%d.bmp", i), Method: zip.Deflate,
			CompressedSize64: uint64(size / 700), UncompressedSize64: uint64(size)})
		f.Write(make([]byte, size/700))
	}
	w.Close()
	return b.Bytes()
}

// crowd has more parts than any workbook.
func crowd() []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range DefaultLimits().Entries + 1 {
		w.CreateRaw(&zip.FileHeader{Name: fmt.Sprintf("xl/%d.xml", i), Method: zip.Store})
	}
	w.Close()
	return b.Bytes()
}

func TestHostilePackagesAreRefused(t *testing.T) {
	for _, h := range hostile() {
		t.Run(h.name, func(t *testing.T) {
			path := written(t, "目标.xlsx", h.body)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			p, err := Open(path)
			if err == nil {
				defer p.Close()
				err = p.VerifyRest()
			}
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			var said *lang.Error
			if !errors.As(err, &said) {
				t.Fatalf("error %v, want a *lang.Error", err)
			}
			for l, want := range map[lang.Lang]string{lang.ZH: h.zh, lang.EN: h.en} {
				got := said.In(l)
				if !strings.HasPrefix(got, "目标.xlsx: ") || !strings.Contains(got, want) || strings.Contains(got, "\n") || strings.Contains(got, "%!") {
					t.Errorf("says %q, want one line that names the file and %q", got, want)
				}
			}
			if said.Hint.IsZero() {
				t.Errorf("%q does not say what to do", said.In(lang.ZH))
			}
			if took > 5*time.Second || after.TotalAlloc-before.TotalAlloc > 256<<20 {
				t.Errorf("took %v and %d MB", took, (after.TotalAlloc-before.TotalAlloc)>>20)
			}
		})
	}
}

func TestOpenRefusesFoldersAndAbsentFiles(t *testing.T) {
	for _, path := range []string{t.TempDir(), t.TempDir() + "/absent.xlsx"} {
		_, err := Open(path)
		var said *lang.Error
		if !errors.As(err, &said) || said.Hint.IsZero() {
			t.Errorf("%s: error %v, want a *lang.Error with a hint", path, err)
		}
	}
}

func TestLimitsHold(t *testing.T) {
	path := written(t, "目标.xlsx", zipped(append(minimal(), file{"xl/media/a.bin", strings.Repeat("0123456789abcdef", 9000)})))
	for name, change := range map[string]func(*Limits){
		"file":      func(l *Limits) { l.File = 100 },
		"entries":   func(l *Limits) { l.Entries = 3 },
		"directory": func(l *Limits) { l.Directory = 100 },
		"rows":      func(l *Limits) { l.Rows = 100_000 },
		"part":      func(l *Limits) { l.Part = 100_000 },
		"meta":      func(l *Limits) { l.Meta = 500 },
		"parsed":    func(l *Limits) { l.Parsed = 100 },
		"total":     func(l *Limits) { l.Total = 140_000 },
		"ratio":     func(l *Limits) { l.RatioFrom, l.Ratio = 1000, 5 },
		"depth":     func(l *Limits) { l.Depth = 1 },
	} {
		lim := DefaultLimits()
		change(&lim)
		p, err := OpenLimited(path, lim)
		var said *lang.Error
		if err == nil {
			p.Close()
		}
		if !errors.As(err, &said) {
			t.Errorf("%s: error %v, want a *lang.Error", name, err)
		}
	}
	p, err := OpenLimited(path, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
}

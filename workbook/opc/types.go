package opc

import (
	"path"
	"strings"

	"goalxl/internal/lang"
)

// typesPart is the name of the part that gives all others their content type.
const typesPart = "[Content_Types].xml"

// contentTypes is what that part says: by extension, and by part.
type contentTypes struct {
	byExt, byPart map[string]string // keys in lower case
}

// of returns the content type of the part with that key; "" if it has none.
func (t contentTypes) of(key string) string {
	if ct, ok := t.byPart[key]; ok {
		return ct
	}
	return t.byExt[strings.TrimPrefix(path.Ext(key), ".")]
}

// ContentType returns the content type of a part; "" if none is given.
func (p *Package) ContentType(name string) string { return p.types.of(partKey(name)) }

// loadTypes reads the content types.
func (p *Package) loadTypes() error {
	if !p.Has(typesPart) {
		return p.notAWorkbook()
	}
	b, err := p.bytesUpTo(typesPart, p.limits.Meta)
	if err != nil {
		return err
	}
	t := contentTypes{map[string]string{}, map[string]string{}}
	s := newTags(b, p.limits.Depth)
	for tg, ok := s.next(); ok; tg, ok = s.next() {
		ct, _ := tg.attr("ContentType")
		switch ext, part := "", ""; {
		case tg.closing:
		case tg.local == "Default":
			if ext, _ = tg.attr("Extension"); t.byExt[strings.ToLower(ext)] == "" {
				t.byExt[strings.ToLower(ext)] = ct
			}
		case tg.local == "Override":
			part, _ = tg.attr("PartName")
			if key := partKey(strings.TrimPrefix(part, "/")); t.byPart[key] == "" {
				t.byPart[key] = ct
				t.byPart[partKey(unescape(key))] = ct
			}
		}
	}
	p.types = t
	return p.malformed(typesPart, s.err)
}

// malformed says what an error of the XML scanner means; nil for nil.
func (p *Package) malformed(part string, err error) error {
	switch err {
	case nil:
		return nil
	case errDepth:
		return because(damaged(p.name, shown(part), tooDeep), err)
	}
	return because(damaged(p.name, shown(part), notWellFormed), err)
}

// notAWorkbook says what an archive without content types seems to be.
func (p *Package) notAWorkbook() *lang.Error {
	kind := lang.T("普通的压缩包（zip）", "an ordinary zip archive")
	switch {
	case p.Has("mimetype") && p.Has("content.xml"):
		kind = lang.T("OpenDocument 文件（.ods 等）", "an OpenDocument file (.ods or the like)")
	case p.Has("Index/Document.iwa"), p.Has("Index.zip"):
		kind = lang.T("Apple Numbers 文件", "an Apple Numbers file")
	case p.Has("xl/workbook.xml"):
		return damaged(p.name, typesPart, missing)
	}
	return refuse(p.name, lang.T("%s: 不是 Excel 工作簿，而是%s", "%s: not an Excel workbook but %s"), hintResave, lang.Message{Text: kind})
}

// checkMain refuses main parts that are no workbook in XML.
func (p *Package) checkMain(main string) error {
	ct := p.ContentType(main)
	switch {
	case strings.Contains(ct, "sheet.binary"):
		return refuse(p.name, lang.T("%s: 二进制 .xlsb 格式", "%s: the binary .xlsb format"), hintResave)
	case strings.Contains(ct, "wordprocessingml"):
		return refuse(p.name, lang.T("%s: 是 Word 文档，不是 Excel 工作簿", "%s: a Word document, not an Excel workbook"), hintNotOurs)
	case strings.Contains(ct, "presentationml"):
		return refuse(p.name, lang.T("%s: 是演示文稿，不是 Excel 工作簿", "%s: a presentation, not an Excel workbook"), hintNotOurs)
	case strings.Contains(ct, "visio"), strings.Contains(ct, "xps"):
		return refuse(p.name, lang.T("%s: 不是 Excel 工作簿", "%s: not an Excel workbook"), hintNotOurs)
	}
	return nil
}

// Macro reports whether the workbook carries macros or may (.xlsm, .xltm).
func (p *Package) Macro() bool {
	return strings.Contains(strings.ToLower(p.ContentType(p.book.part)), "macroenabled")
}

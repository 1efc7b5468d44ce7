package sheet

import (
	"bytes"
	"fmt"

	"goalxl/workbook/patch"
)

// Bar shows fractions from 0 to 1 as a solid bar in the cell, behind the number.
type Bar struct {
	Colour string // ARGB
	// Full is the formula, without =, that gives the value of the longest bar.
	Full string
	// ID tells the bar from others of the workbook: a GUID without braces.
	ID string
}

const (
	barSpace   = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
	barFormula = "http://schemas.microsoft.com/office/excel/2006/main"
	barRule    = "{B025F937-C7B1-47D3-B67F-A62EFF666E3E}" // of an extended rule
	barRules   = "{78C0D931-6437-407d-A8EE-F0AAD7539E65}" // of the sheet's extended rules
)

// appendBar appends the rule that programs without the extension read: they shade
// their bars. p is the prefix of the sheet's elements.
func appendBar(dst []byte, b *Bar, p string) []byte {
	dst = fmt.Appendf(dst, `<%[1]sdataBar><%[1]scfvo type="num" val="0"/><%[1]scfvo type="formula" val="%[2]s"/><%[1]scolor rgb="%[3]s"/></%[1]sdataBar>`,
		p, appendXML(nil, b.Full), b.Colour)
	return fmt.Appendf(dst, `<%[1]sextLst><%[1]sext xmlns:x14="%[2]s" uri="%[3]s"><x14:id>{%[4]s}</x14:id></%[1]sext></%[1]sextLst>`,
		p, barSpace, barRule, b.ID)
}

// extendBars puts the solid form of the bars into the sheet's list of extensions.
func extendBars(tail []byte, o *outline, formats []CF) []patch.Splice {
	var rules []byte
	for _, f := range formats {
		if f.Bar != nil {
			rules = fmt.Appendf(rules, `<x14:conditionalFormatting xmlns:x14="%s" xmlns:xm="%s"><x14:cfRule type="dataBar" id="{%s}">`+
				`<x14:dataBar minLength="0" maxLength="100" gradient="0"><x14:cfvo type="num"><xm:f>0</xm:f></x14:cfvo>`+
				`<x14:cfvo type="formula"><xm:f>%s</xm:f></x14:cfvo><x14:negativeFillColor rgb="FFC00000"/><x14:axisColor rgb="FF8C8C8C"/></x14:dataBar>`+
				`</x14:cfRule><xm:sqref>%s</xm:sqref></x14:conditionalFormatting>`,
				barSpace, barFormula, f.Bar.ID, appendXML(nil, f.Bar.Full), f.Sqref)
		}
	}
	if rules == nil {
		return nil
	}
	p := string(o.prefix)
	ext := fmt.Appendf(nil, `<%[1]sext xmlns:x14="%[2]s" uri="%[3]s"><x14:conditionalFormattings>%[4]s</x14:conditionalFormattings></%[1]sext>`, p, barSpace, barRules, rules)
	list := append(append([]byte("<"+p+"extLst>"), ext...), "</"+p+"extLst>"...)
	c, ok := o.find(rankExtensions)
	if !ok {
		return []patch.Splice{{Off: o.end, New: list}}
	}
	raw := tail[c.start:c.end]
	if i := bytes.LastIndex(raw, []byte("conditionalFormattings>")); i > 0 {
		if at := bytes.LastIndex(raw[:i], []byte("</")); at > 0 {
			return []patch.Splice{{Off: c.start + at, New: rules}}
		}
	}
	open := bytes.IndexByte(raw, '>')
	if raw[open-1] == '/' {
		return []patch.Splice{{Off: c.start, Len: len(raw), New: list}}
	}
	return []patch.Splice{{Off: c.start + open + 1, New: ext}} // the list begins with conditional formats
}

package blank

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"goalxl/internal/lang"
)

// The names by which a workbook says that it was made from the template: a
// custom property, a defined name, and the first cell of the hidden sheet that
// the name refers to. At least one of them outlives every program.
const (
	PropertyName = "goalxl template"
	DefinedName  = "goalxl_template"
)

// identity says what the workbook was made as.
func (m *maker) identity() string {
	return fmt.Sprintf("goalxl template 1; year %d; unit %s; lang %s", m.Year, map[Unit]string{TenThousand: "ten thousand", Yuan: "one"}[m.Unit], m.Lang)
}

// identify writes the identity and the properties of the document. The dates
// are those of the plan: the same options give the same bytes.
func (m *maker) identify() error {
	day := fmt.Sprintf("%04d-01-01T00:00:00Z", m.Year)
	if err := m.f.SetDocProps(&excelize.DocProperties{
		Title: lang.T("%d年度销售目标", "%d sales targets").With(m.Year).In(m.Lang), Creator: "goalxl", LastModifiedBy: "goalxl",
		Created: day, Modified: day, Language: map[lang.Lang]string{lang.ZH: "zh-CN", lang.EN: "en"}[m.Lang],
	}); err != nil {
		return err
	}
	if err := m.f.SetCustomProps(excelize.CustomProperty{Name: PropertyName, Value: m.identity()}); err != nil {
		return err
	}
	return m.f.SetDefinedName(&excelize.DefinedName{Name: DefinedName, RefersTo: quoted(m.lists.sheet) + "!$A$1"})
}

// isHan reports whether a name has Chinese characters.
func isHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

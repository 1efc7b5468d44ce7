package opc

import (
	"slices"

	"goalxl/internal/lang"
)

// CheckWritten opens the file at path, to which Write has written the package
// with changes c, as any other workbook is opened, reads it to its last byte,
// and makes sure that it has every part that it should have and no other, those
// that were not changed with their old content. It is meant for
// SaveOptions.Verify. Errors are *lang.Error.
func (p *Package) CheckWritten(path string, c Changes) error {
	w, err := OpenLimited(path, p.limits)
	if err != nil {
		return because(p.miswritten(typesPart), err)
	}
	defer w.Close()
	if err := w.VerifyRest(); err != nil {
		return because(p.miswritten(typesPart), err)
	}
	plan, err := p.planWrite(c)
	if err != nil {
		return because(p.miswritten(typesPart), err)
	}
	var want []string
	for _, pt := range p.parts {
		if pt.dir || plan.drop[pt.key] {
			continue
		}
		want = append(want, pt.name)
		if plan.edit[pt.key] == nil && (w.Size(pt.name) != p.Size(pt.name) || w.CRC(pt.name) != p.CRC(pt.name)) {
			return p.miswritten(pt.name)
		}
	}
	for _, n := range c.Add {
		want = append(want, n.Name)
	}
	got := w.Parts()
	for i, name := range want {
		if i >= len(got) || got[i] != name {
			return p.miswritten(name)
		}
	}
	if !slices.Equal(got, want) {
		return p.miswritten(got[len(want)])
	}
	return nil
}

// miswritten says that what was written is not what was meant.
func (p *Package) miswritten(part string) *lang.Error {
	return refuse(p.name, lang.T("%s: 写出的文件核对不符（%s），未保存", "%s: what was written is not what was meant (%s), not saved"),
		lang.T("原文件未动；请检查磁盘后重新运行", "the old file is untouched; check the disk and run again"), shown(part))
}

package opc

import (
	"errors"
	"os"
	"path/filepath"

	"goalxl/internal/lang"
)

// Scratch writes the package with its changes to a temporary file, and opens
// that. Messages go on naming the file that p was read from. Closing the result
// removes its file; p stays open.
func (p *Package) Scratch(c Changes) (*Package, error) {
	f, err := os.CreateTemp("", "goalxl-*"+filepath.Ext(p.name))
	if err != nil {
		return nil, p.noScratch(err)
	}
	path := f.Name()
	err = p.Write(f, c)
	if e := f.Close(); err == nil {
		err = e
	}
	if err != nil {
		os.Remove(path)
		return nil, p.noScratch(err)
	}
	scratch, err := openAs(path, p.name, p.limits)
	if err != nil {
		os.Remove(path)
		return nil, err
	}
	scratch.src.temporary = true
	return scratch, nil
}

// noScratch says what a technical error means; errors for people pass.
func (p *Package) noScratch(err error) error {
	if errors.As(err, new(*lang.Error)) {
		return err
	}
	if diskFull(err) {
		return because(refuse(p.name, lang.T("%s: 磁盘空间不足，写不下临时文件", "%s: the disk is full, no room for a temporary file"),
			lang.T("请清出系统临时文件夹所在磁盘的空间", "free some space on the disk of the system's folder for temporary files")), err)
	}
	return because(refuse(p.name, lang.T("%s: 无法写临时文件", "%s: no temporary file can be written"),
		lang.T("请检查系统临时文件夹的空间和权限", "check the space and permissions of the system's folder for temporary files")), err)
}

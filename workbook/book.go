// Package workbook reads people's workbooks into a plan and puts changes and
// findings back into them.
package workbook

import (
	"errors"
	"os"
	"strings"

	"goalxl/allocate"
	"goalxl/internal/lang"
	"goalxl/workbook/opc"
	"goalxl/workbook/sheet"
	"goalxl/workbook/style"
)

// Book is a workbook that is open for reading.
type Book struct {
	pkg     *opc.Package
	strings *sheet.Strings
	styles  *style.Styles
	formats []numberFormat // by cell format (cellXfs)
	layout  *Layout
	plan    *allocate.Plan
	near    []NearMiss
	stated  *Stated   // nil if nothing was stated
	written addedPart // size and checksum of the file that was written last
	layer   layer     // of the record in it
	merged  bool      // an earlier Merge made it: see WithoutLedgers
	// marked is the workbook as it stands, marks included; nil for a book of a
	// package. The book reads it without them.
	marked *MarkedBook
}

// Open opens the workbook at path, after the guard of package opc has let it
// pass, as it was before an earlier run marked it.
func Open(path string) (*Book, error) { return open(path, func(*MarkedBook) {}) }

// OpenKept is Open for a workbook that goes on as it is: the marks of an earlier run are
// taken off, and the figures that it computed stay.
func OpenKept(path string) (*Book, error) {
	return open(path, func(m *MarkedBook) { m.kept = true })
}

// open opens a workbook; how says as what it is read.
func open(path string, how func(*MarkedBook)) (*Book, error) {
	marked, err := OpenMarked(path)
	if err != nil {
		return nil, err
	}
	how(marked)
	b, err := marked.book()
	if err != nil {
		marked.Close()
		return nil, err
	}
	return b, nil
}

// book returns the book without its marks.
func (m *MarkedBook) book() (*Book, error) {
	pkg, err := m.unmarked()
	if err != nil {
		return nil, err
	}
	b, err := Of(pkg)
	if err != nil {
		return nil, err
	}
	b.marked = m
	return b, nil
}

// Of returns the book in a package that is open already, such as a view of one
// from which the tool's own marks were taken off. Closing the book closes it.
func Of(pkg *opc.Package) (*Book, error) {
	b := &Book{pkg: pkg}
	for _, rel := range pkg.Rels(pkg.Workbook()) {
		if rel.External || !pkg.Has(rel.Target) {
			continue
		}
		var err error
		switch relKind(rel.Type) {
		case "sharedStrings":
			err = b.readStrings(rel.Target)
		case "styles":
			err = b.readStyles(rel.Target)
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

// relKind returns the last word of a relationship's type, which is the same in
// both variants of the format.
func relKind(relType string) string { return relType[strings.LastIndexByte(relType, '/')+1:] }

func (b *Book) readStrings(part string) error {
	r, err := b.pkg.Open(part)
	if err != nil {
		return err
	}
	defer r.Close()
	b.strings, err = sheet.ReadStrings(r, sheet.DefaultLimits())
	return b.within(err, lang.Message{Text: lang.T("共享字符串", "shared strings")})
}

func (b *Book) readStyles(part string) error {
	raw, err := b.pkg.Bytes(part)
	if err != nil {
		return err
	}
	if b.styles, err = style.Parse(raw); err != nil {
		return b.notReadable(part, err)
	}
	b.formats = make([]numberFormat, b.styles.Count())
	for i := range b.formats {
		b.formats[i] = parseFormat(b.styles.Format(i))
		b.formats[i].date = b.styles.IsDate(i)
	}
	return nil
}

// Close closes the file behind the book.
func (b *Book) Close() error {
	if b.marked != nil {
		return b.marked.Close()
	}
	return b.pkg.Close()
}

// Package returns the package that the book was opened from.
func (b *Book) Package() *opc.Package {
	if b.marked != nil {
		return b.marked.pkg
	}
	return b.pkg
}

// Unmarked reports whether the workbook carries marks, which the book is read without.
func (b *Book) Unmarked() bool { return b.marked != nil && b.pkg != b.marked.pkg }

// Styles returns the book's styles; nil if the workbook has no styles part.
func (b *Book) Styles() *style.Styles { return b.styles }

// Layout returns where the tables of the book stand; nil before Read.
func (b *Book) Layout() *Layout { return b.layout }

// Plan returns what was read; nil before Read.
func (b *Book) Plan() *allocate.Plan { return b.plan }

// Near returns rows that have some known headings and made no table, on sheets or
// beside tables that were read; nil before Read.
func (b *Book) Near() []NearMiss { return b.near }

// size returns the size of the file.
func (b *Book) size() int64 {
	info, err := os.Stat(b.pkg.Path())
	if err != nil {
		return 0
	}
	return info.Size()
}

// format returns the number format of a cell format.
func (b *Book) format(xf int32) *numberFormat {
	if int(xf) < len(b.formats) && xf >= 0 {
		return &b.formats[xf]
	}
	return &generalFormat
}

// notReadable is the refusal of a part that is XML, but not what its place in the
// workbook says.
func (b *Book) notReadable(part string, err error) error {
	return &lang.Error{
		What: lang.T("%s: 文件已损坏（%s：内容与用途不符）", "%s: the file is damaged (%s: its content is not what it should be)").With(b.pkg.Name(), part),
		Hint: lang.T("请在 Excel 或 WPS 里打开并另存一份后再试；打不开时请向发件人重新要一份",
			"open it in Excel or WPS and save it anew; if it does not open, ask for the file again").With(),
		Cause: err,
	}
}

// within adds the file, and what of it was read, to a refusal that lacks them.
func (b *Book) within(err error, what lang.Speaker) error {
	var refusal *lang.Error
	if err == nil || !errors.As(err, &refusal) {
		return err
	}
	if refusal.Cause != nil && errors.As(refusal.Cause, new(*lang.Error)) {
		return err // it was named already, by the package
	}
	return &lang.Error{
		What:  lang.T("%s：%s：%s", "%s: %s: %s").With(b.pkg.Name(), what, refusal.What),
		Hint:  refusal.Hint,
		Cause: refusal,
	}
}

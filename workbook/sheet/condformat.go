package sheet

import (
	"errors"
	"math"
	"slices"
	"strconv"

	"goalxl/workbook/patch"
)

// CF is a conditional format: where Formula is true for a cell of Sqref, it is
// shown in the differential style DxfID.
type CF struct {
	Sqref   string // ranges with blanks between them, such as "A2:A9 C2:C9"
	Formula string // for the first cell of Sqref, without =
	DxfID   int32  // number in dxfs of the style part
	Bar     *Bar   // shown instead of a style, for every cell; nil for none
}

// AddConditionalFormats puts conditional formats behind those that the sheet has,
// with priorities below theirs, in the order given.
func AddConditionalFormats(tail []byte, formats []CF) ([]patch.Splice, error) {
	if len(formats) == 0 {
		return nil, nil
	}
	o, err := outlineOf(tail)
	if err != nil {
		return nil, err
	}
	priorities, err := freePriorities(tail, len(formats))
	if err != nil {
		return nil, err
	}
	p := string(o.prefix)
	var new []byte
	for i, f := range formats {
		new = append(new, "<"+p+`conditionalFormatting sqref="`...)
		if good, ok := checkChars([]byte(f.Formula), true); !ok || good < len(f.Formula) {
			return nil, errors.New("putting in a conditional format: its formula has characters that are not allowed")
		}
		if f.Bar != nil {
			new = append(appendXML(new, f.Sqref), `"><`+p+`cfRule type="dataBar" priority="`...)
			new = append(strconv.AppendInt(new, int64(priorities[i]), 10), `">`...)
			new = append(appendBar(new, f.Bar, p), "</"+p+"cfRule></"+p+"conditionalFormatting>"...)
			continue
		}
		new = append(appendXML(new, f.Sqref), `"><`+p+`cfRule type="expression" dxfId="`...)
		new = strconv.AppendInt(new, int64(f.DxfID), 10)
		new = strconv.AppendInt(append(new, `" priority="`...), int64(priorities[i]), 10)
		new = append(appendXML(append(new, `"><`+p+"formula>"...), f.Formula), "</"+p+"formula></"+p+"cfRule></"+p+"conditionalFormatting>"...)
	}
	return append([]patch.Splice{{Off: o.place(rankConditional), New: new}}, extendBars(tail, o, formats)...), nil
}

// freePriorities returns n rising priorities that no rule of the sheet has: those
// after the greatest, or, should there be no room, the lowest free ones.
func freePriorities(tail []byte, n int) ([]int32, error) {
	taken, err := takenPriorities(tail)
	if err != nil {
		return nil, err
	}
	slices.Sort(taken)
	free := make([]int32, 0, n)
	next := int32(1)
	if k := len(taken); k > 0 && taken[k-1] <= math.MaxInt32-int32(n) {
		next, taken = max(taken[k-1]+1, 1), nil
	}
	for ; len(free) < n; next++ {
		if _, found := slices.BinarySearch(taken, next); !found {
			free = append(free, next)
		}
	}
	return free, nil
}

// takenPriorities returns the priorities of the sheet's rules, those of the
// extension list included.
func takenPriorities(tail []byte) (taken []int32, err error) {
	m := fragment(tail)
	for {
		if err := m.next(); err != nil || m.kind == endOfPart {
			return taken, err
		}
		if m.kind != startTag && m.kind != emptyTag || string(m.local) != "cfRule" {
			continue
		}
		if a, ok := m.find("priority"); ok {
			if n, ok := parseUint(m.value(a), math.MaxInt32); ok {
				taken = append(taken, n)
			}
		}
	}
}

// appendXML appends text with its markup escaped. Unlike cell texts, formulas
// know no _xHHHH_.
func appendXML(dst []byte, text string) []byte {
	for i := range len(text) {
		switch c := text[i]; c {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '>':
			dst = append(dst, "&gt;"...)
		case '"':
			dst = append(dst, "&quot;"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

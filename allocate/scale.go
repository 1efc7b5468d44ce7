package allocate

import "strings"

// scaleForm is how a scale was written.
type scaleForm uint8

const (
	scaleHan    scaleForm = iota // 万, 亿
	scaleLetter                  // K, M, B
	scaleWord                    // thousand, million, billion
)

// scanScale reads the scale word at the start of folded text: its power of ten
// and its length in bytes; n is 0 if there is none.
func scanScale(s string) (scale int8, n int, form scaleForm) {
	if s == "" {
		return 0, 0, scaleHan
	}
	if c := s[0]; c < 0x80 {
		scale, n, form = scanLatinScale(s)
		return scale, n, form
	}
	for _, w := range [...]struct {
		text  string
		scale int8
	}{
		{"万亿", 12}, {"千亿", 11}, {"仟亿", 11}, {"百亿", 10}, {"佰亿", 10}, {"十亿", 9}, {"千万", 7},
		{"仟万", 7}, {"百万", 6}, {"佰万", 6}, {"十万", 5}, {"亿", 8}, {"億", 8}, {"万", 4}, {"萬", 4},
		{"千", 3}, {"仟", 3}, {"百", 2}, {"佰", 2},
	} {
		if strings.HasPrefix(s, w.text) {
			return w.scale, len(w.text), scaleHan
		}
	}
	return 0, 0, scaleHan
}

func scanLatinScale(s string) (scale int8, n int, form scaleForm) {
	if strings.HasPrefix(s, "'000") && (len(s) == 4 || s[4] == ' ') {
		return 3, 4, scaleWord
	}
	for n < len(s) && (s[n]|0x20 >= 'a' && s[n]|0x20 <= 'z') {
		n++
	}
	scale, form = latinScale(s[:n])
	if scale == 0 && n == 4 { // MUSD, KRMB
		if sc, f := latinScale(s[:1]); sc != 0 && spellingOf(s[1:4]) != 0 {
			return sc, 1, f
		}
	}
	if scale == 0 {
		return 0, 0, scaleHan
	}
	return scale, n, form
}

// latinScale returns the power of ten of a Latin scale word; 0 if it is none.
func latinScale(s string) (int8, scaleForm) {
	switch s {
	case "K", "k":
		return 3, scaleLetter
	case "M", "m", "MM", "mm", "mn", "Mn":
		return 6, scaleLetter
	case "B", "b", "bn", "Bn", "BN":
		return 9, scaleLetter
	case "T", "tn":
		return 12, scaleLetter
	}
	switch strings.ToLower(s) {
	case "thousand", "thousands":
		return 3, scaleWord
	case "million", "millions", "mio":
		return 6, scaleWord
	case "billion", "billions":
		return 9, scaleWord
	case "trillion", "trillions":
		return 12, scaleWord
	}
	return 0, scaleLetter
}

// hanScale returns the Chinese word for a power of ten; ok is false where there
// is none, and "" for 0.
func hanScale(scale int8) (word string, ok bool) {
	switch scale {
	case 0:
		return "", true
	case 2:
		return "百", true
	case 3:
		return "千", true
	case 4:
		return "万", true
	case 5:
		return "十万", true
	case 6:
		return "百万", true
	case 7:
		return "千万", true
	case 8:
		return "亿", true
	case 9:
		return "十亿", true
	case 10:
		return "百亿", true
	case 11:
		return "千亿", true
	case 12:
		return "万亿", true
	}
	return "", false
}

// letterScale returns the letter for a power of ten; ok is false where there is none.
func letterScale(scale int8) (letter string, ok bool) {
	switch scale {
	case 0:
		return "", true
	case 3:
		return "K", true
	case 6:
		return "M", true
	case 9:
		return "B", true
	case 12:
		return "T", true
	}
	return "", false
}

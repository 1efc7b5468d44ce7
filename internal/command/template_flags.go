package command

import (
	"os"
	"strconv"
	"strings"

	"goalxl/internal/lang"
	"goalxl/workbook/blank"
)

// templateOptions reads the flags.
func (r *run) templateOptions() (o blank.Options, err error) {
	today := r.today()
	o = blank.Options{Lang: r.voice.lang, Year: today.Year(), Sample: r.on("sample"), Open: r.on("no-protect")}
	if o.Year, err = r.whole("year", o.Year, 1990, 2099); err != nil {
		return o, err
	}
	if o.Rows, err = r.whole("rows", blank.DefaultRows, 1, blank.MaxRows); err != nil {
		return o, err
	}
	if o.Lang == lang.EN {
		o.Unit = blank.Yuan
	}
	switch r.flags["unit"] {
	case "元":
		o.Unit = blank.Yuan
	case "万元":
		o.Unit = blank.TenThousand
	}
	switch {
	case o.Year < today.Year():
		o.Elapsed = 100
	case o.Year == today.Year():
		o.Elapsed = today.YearDay() * 100 / 366
	}
	if o.Dimensions, err = r.dimensions(); err != nil {
		return o, err
	}
	if o.Sample && o.Dimensions != nil {
		return o, wrongUse(sayTogether.With("--sample", "--dims"), sayKeepOne.With())
	}
	return o, nil
}

// ownersFile is the file that --owners names; "" if it was not given.
func (r *run) ownersFile() (path string, err error) {
	path = r.flags["owners"]
	if info, err := os.Stat(path); path != "" && (err != nil || info.IsDir()) {
		return "", wrongUse(sayNoFile.With(path), sayCheckName.With())
	}
	return path, nil
}

// whole is a flag's whole number between two bounds; preset if it was not given.
func (r *run) whole(name string, preset, least, most int) (int, error) {
	text, given := r.flags[name]
	if !given {
		return preset, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, wrongUse(sayNotWhole.With("--"+name, text), sayBetween.With(least, most))
	}
	return n, nil
}

// dimensions are those of --dims; nil if it was not given.
func (r *run) dimensions() ([]string, error) {
	text, given := r.flags["dims"]
	if !given {
		return nil, nil
	}
	var out []string
	for _, d := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(",，、;；", c) }) {
		d = strings.TrimSpace(d)
		switch {
		case d == "":
		case len([]rune(d)) > maxDimension:
			return nil, wrongUse(sayLongDimension.With(d), sayShorter.With(maxDimension))
		case contains(out, d):
			return nil, wrongUse(sayTwiceDimension.With(d), sayKeepOne.With())
		default:
			out = append(out, d)
		}
	}
	if len(out) == 0 || len(out) > blank.MaxDimensions {
		return nil, wrongUse(sayDimensions.With(len(out)), sayDimensionsHint.With(blank.MaxDimensions))
	}
	return out, nil
}

func contains(list []string, s string) bool {
	for _, t := range list {
		if strings.EqualFold(s, t) {
			return true
		}
	}
	return false
}

// maxDimension is how many characters the name of a dimension may have.
const maxDimension = 20

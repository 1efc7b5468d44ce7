package templates

import (
	"strconv"
	"strings"

	"goalxl/allocate"
)

// KindOf returns what the cells of a column with the meaning hold, by the
// meaning's name in JSON: target is Amount, cum_rate Share, month:3 Amount.
func KindOf(means string) Kind {
	switch means {
	case "target", "actual", "gap", "prior", "capacity", "target_qty", "proposal":
		return Amount
	case "share", "share_prior", "rate", "gap_rate", "growth", "mom":
		return Share
	case "status":
		return Status
	case "weight", "coefficient":
		return Number
	case "period", "due":
		return Period
	}
	if part, _, ok := strings.Cut(means, ":"); ok {
		if _, what, more := strings.Cut(means, "_"); more {
			return KindOf(what)
		}
		switch part {
		case "month", "quarter", "half":
			return Amount
		}
		return Text
	}
	switch prefix, what, _ := strings.Cut(means, "_"); prefix {
	case "cum", "year", "prior", "next":
		return KindOf(what)
	}
	return Text
}

// ByName returns the meaning that JSON calls by the name (target, cum_actual,
// month:3), for a heading that people gave it to. ok is false for a name that
// stands for none.
func ByName(name string) (m Meaning, ok bool) {
	if f := fieldNamed(name); f != allocate.NoField {
		return Meaning{Field: f}, true
	}
	if name == "ignore" {
		return Meaning{Field: allocate.FieldOther}, true
	}
	part, what, _ := strings.Cut(name, "_")
	if head, n, ok := strings.Cut(part, ":"); ok {
		if m.Span, ok = numberedSpan(head, n); !ok {
			return Meaning{}, false
		}
		if what == "" {
			m.Bare = true
			return m, true
		}
	} else if m.Span, ok = wordSpan(part); !ok {
		return Meaning{}, false
	}
	switch what {
	case "target":
		m.Field = allocate.FieldAmount
	case "actual":
		m.Field = allocate.FieldActual
	case "rate":
		m.Field = allocate.FieldRate
	case "gap":
		m.Field = allocate.FieldGap
	default:
		return Meaning{}, false
	}
	return m, true
}

// fieldNamed returns the field that JSON calls by the name, of those that a
// person can give a heading.
func fieldNamed(name string) allocate.Field {
	for f := allocate.FieldPeriod; f < allocate.FieldCheck; f++ {
		if f.String() == name {
			return f
		}
	}
	return allocate.NoField
}

// wordSpan returns the time of cum, year, prior and next.
func wordSpan(word string) (Span, bool) {
	switch word {
	case "cum":
		return Span{Part: Cumulative}, true
	case "year":
		return Span{Part: FullYear}, true
	case "prior":
		return Span{Part: PriorPeriod}, true
	case "next":
		return Span{Part: NextPeriod}, true
	}
	return Span{}, false
}

// numberedSpan returns the time of month:3, quarter:Q1 and half:H2.
func numberedSpan(head, n string) (Span, bool) {
	part, most, letter := Month, 12, ""
	switch head {
	case "month":
	case "quarter":
		part, most, letter = Quarter, 4, "Q"
	case "half":
		part, most, letter = Half, 2, "H"
	default:
		return Span{}, false
	}
	digits, ok := strings.CutPrefix(n, letter)
	number, err := strconv.Atoi(digits)
	if !ok || err != nil || number < 1 || number > most || strconv.Itoa(number) != digits {
		return Span{}, false
	}
	return Span{Part: part, N: int8(number)}, true
}

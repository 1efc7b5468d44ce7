package look

import (
	"strconv"
	"testing"
)

// grey is how dark a colour prints: 0 is black, 255 white.
func grey(t *testing.T, argb string) int {
	t.Helper()
	v, err := strconv.ParseUint(RGB(argb), 16, 32)
	if err != nil || len(argb) != 8 {
		t.Fatalf("%q is no colour", argb)
	}
	return int(299*(v>>16)+587*(v>>8&255)+114*(v&255)) / 1000
}

// TestToldApartInGrey holds that what stands side by side in a chart goes in steps
// that a grey print shows.
func TestToldApartInGrey(t *testing.T) {
	const step = 16
	years := []string{TargetColour, ActualColour, EarlierColour, OldestColour}
	for _, row := range [][]string{Series[:], years, {TargetColour, RiseColour, OpenColour}} {
		for i := 1; i < len(row); i++ {
			if a, b := grey(t, row[i-1]), grey(t, row[i]); b < a+step {
				t.Errorf("%s prints at %d, %s after it at %d", row[i-1], a, row[i], b)
			}
		}
	}
}

// TestWordsOnMarksAreReadable holds that every mark has dark text on a pale fill.
func TestWordsOnMarksAreReadable(t *testing.T) {
	for _, mark := range [...][2]string{{ErrorInk, ErrorFill}, {WarningInk, WarningFill}, {InfoInk, InfoFill}, {PassedInk, PassedFill}, {InputInk, InputFill}} {
		if text, fill := grey(t, mark[0]), grey(t, mark[1]); fill-text < 100 {
			t.Errorf("%s on %s: %d on %d", mark[0], mark[1], text, fill)
		}
	}
}

func TestSizes(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "总览": 4, "é": 1, "한": 2} {
		if got := Units(text); got != want {
			t.Errorf("%q takes %d, want %d", text, got, want)
		}
	}
	if n := Lines("区域维度合计与目标不符", 12); n != 3 {
		t.Errorf("%d lines", n)
	}
	if w := Widest(8, 12, "合计", "区域维度合计"); w != 12 {
		t.Errorf("width %v", w)
	}
}

func TestAmount(t *testing.T) {
	for _, c := range []struct {
		decimals   int
		unit, want string
	}{{0, "", "#,##0"}, {2, "万元", `#,##0.00"万元"`}, {0, "customers", `#,##0" customers"`}} {
		if got := Amount(c.decimals, c.unit); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
	if got, want := SignedAmount(0, "家"), `+#,##0"家";-#,##0"家";#,##0"家"`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

package allocate

import (
	"errors"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"goalxl/internal/lang"
)

func day(s string) Date {
	at, err := time.Parse("2006-01-02", s)
	if err != nil {
		panic(err)
	}
	d, _ := DateOf(at.Year(), int(at.Month()), at.Day())
	return d
}

func TestParsePeriod(t *testing.T) {
	for _, c := range []struct{ texts, from, to string }{
		{"2024/12/31|2024-12-31|2024.12.31|2024年12月31日|2024年12月31号|２０２４／１２／３１|20241231|2024-12-31 00:00:00|2024-12-31T00:00:00|31/12/2024|12/31/2024|31 Dec 2024|Dec 31, 2024|December 31st 2024|31-Dec-2024|12月31日|12月31|年底|2024年底|年底前|12月底|12月底前|12月末|2024/12/31前|截至12月31日|by 31 Dec 2024|end of 2024|end of Dec 2024|第四季度末|Q4末|下半年末", "2024-12-31", "2024-12-31"},
		{"2024年12月|2024/12/|2024/12|2024-12|2024.12|2024-Dec|2024-12月|202412|12月|12月份|十二月|Dec 2024|December 2024|Dec. 2024|Dec|by Dec 2024|24年12月|2024 年 12 月|\u30002024/12/\u00a0|Month 12 2024|12月前", "2024-12-01", "2024-12-31"},
		{"2024/06-09|2024/06-2024/09|2024-06~2024-09|2024-06-2024-09|2024年6-9月|2024年6月-9月|2024年6月至9月|6-9月|6月-9月|6月到9月|2024/06~09|2024.06-09|Jun-Sep 2024|Jun to Sep 2024|June 2024 - September 2024|2024-06-01至2024-09-30|2024/06/01-2024/09/30|2024.6.1-9.30|6月1日-9月30日|1 Jun 2024 to 30 Sep 2024", "2024-06-01", "2024-09-30"},
		{"2024年度|2024年|2024|FY2024|FY24|24年度|2024财年|2024/|全年|2024全年|full year|2024年全年|Q1-Q4|1-12月|上半年至下半年", "2024-01-01", "2024-12-31"},
		{"Q3|q3|2024Q3|Q3 2024|2024 Q3|Q3/2024|三季度|第三季度|第3季度|2024年三季度|2024年第三季度|2024年Q3|Q3 FY2024|7-9月|quarter 3 2024|2024-Q3", "2024-07-01", "2024-09-30"},
		{"H1|上半年|2024上半年|2024年上半年|H1 2024|2024H1|1-6月|Q1-Q2|一至二季度", "2024-01-01", "2024-06-30"},
		{"前三季度|1-3季度|2024年前三季度|Q1-Q3|2024Q1-Q3|1月至9月", "2024-01-01", "2024-09-30"},
		{"6月15日|2024年6月15日|2024年6月15|6月15日前|6/15|15/6|15/06/2024|15 June 2024|June 15, 2024", "2024-06-15", "2024-06-15"},
		{"06/06/2024|6/6/2024", "2024-06-06", "2024-06-06"},
		{"6月上旬|2024年6月上旬", "2024-06-01", "2024-06-10"},
		{"6月中旬|2024年6月中旬", "2024-06-11", "2024-06-20"},
		{"6月下旬|2024年6月下旬", "2024-06-21", "2024-06-30"},
		{"2月下旬", "2024-02-21", "2024-02-29"},
		{"2月底|2024年2月末|end of February", "2024-02-29", "2024-02-29"},
		{"2024年11月-2025年2月|2024/11-2025/02|Nov 2024 to Feb 2025", "2024-11-01", "2025-02-28"},
		{"2023-2024|2023年至2024年|2023年度-2024年度|2023 to 2024", "2023-01-01", "2024-12-31"},
		{"2024年6月1日-15日|6月1日至15日|2024/06/01-15|1-15 Jun 2024", "2024-06-01", "2024-06-15"},
	} {
		for _, text := range strings.Split(c.texts, "|") {
			p, err := ParsePeriod(text, YearPeriod(2024))
			if err != nil || p != (Period{day(c.from), day(c.to)}) {
				t.Errorf("ParsePeriod(%q) = %s to %s, %v; want %s to %s", text, p.From, p.To, err, c.from, c.to)
			}
		}
	}
}

func TestParsePeriodRefuses(t *testing.T) {
	for texts, why := range map[string]error{
		"": ErrBlank, "　": ErrBlank,
		"下周五|上线前1周|每月|签约后30天内|次月|明年|长期|ongoing|next Friday|within 30 days|T+30|weekly|月底|本季度末|每周五|年初|6月初":              ErrRelative,
		"2024/13|2024/2/30|2/30|2023-02-29|2024年13月|Q5|2024Q0|6月31日|2024/09-06|9-6月|2024年6月-3月|31 Feb 2024|2024/00/10": ErrImpossible,
		"06/09/2024|6/9": ErrAmbiguous,
		"待定|TBD|6|24|6-9|45657|1234567|2024-W23|2024年六七月|2024//12|2024-上旬|Dezember 2024|12月31日张经理|2024/12/31/5|abc|-|2024-|Q|第|年|2024年-6日|2024年至6月": ErrNoDate,
	} {
		for _, text := range strings.Split(texts, "|") {
			p, err := ParsePeriod(text, YearPeriod(2024))
			if !errors.Is(err, why) {
				t.Errorf("ParsePeriod(%q) = %s to %s, %v; want %v", text, p.From, p.To, err, why)
			}
		}
	}
}

func TestParsePeriodYear(t *testing.T) {
	fiscal := Period{day("2024-04-01"), day("2025-03-31")}
	for _, c := range []struct {
		text     string
		in       Period
		from, to string
		err      error
	}{
		{"6月", Period{}, "", "", ErrNoYear},
		{"Q3", Period{}, "", "", ErrNoYear},
		{"2024Q3", Period{}, "2024-07-01", "2024-09-30", nil},
		{"6月", fiscal, "2024-06-01", "2024-06-30", nil},
		{"2月", fiscal, "2025-02-01", "2025-02-28", nil},
		{"全年", fiscal, "", "", ErrNoYear},
		{"12月底", Period{day("2024-07-01"), day("2024-09-30")}, "2024-12-31", "2024-12-31", nil},
		{"2月29日", YearPeriod(2023), "", "", ErrImpossible},
		{"6月", Period{day("2024-01-01"), day("2025-12-31")}, "", "", ErrNoYear},
	} {
		p, err := ParsePeriod(c.text, c.in)
		if c.err != nil && !errors.Is(err, c.err) || c.err == nil && (err != nil || p.From.String() != c.from || p.To.String() != c.to) {
			t.Errorf("ParsePeriod(%q) in %s to %s = %s to %s, %v; want %s to %s, %v", c.text, c.in.From, c.in.To, p.From, p.To, err, c.from, c.to, c.err)
		}
	}
}

func TestPeriodSays(t *testing.T) {
	for _, c := range []struct{ from, to, zh, en string }{
		{"2024-01-01", "2024-12-31", "2024年度", "2024"},
		{"2024-07-01", "2024-09-30", "2024年第三季度", "Q3 2024"},
		{"2024-07-01", "2024-12-31", "2024年下半年", "H2 2024"},
		{"2024-12-01", "2024-12-31", "2024年12月", "Dec 2024"},
		{"2024-06-01", "2024-09-30", "2024年6月至9月", "Jun to Sep 2024"},
		{"2024-11-01", "2025-02-28", "2024年11月至2025年2月", "Nov 2024 to Feb 2025"},
		{"2023-01-01", "2024-12-31", "2023年至2024年", "2023 to 2024"},
		{"2024-06-15", "2024-06-15", "2024年6月15日", "15 Jun 2024"},
		{"2024-06-15", "2024-07-02", "2024年6月15日至2024年7月2日", "15 Jun 2024 to 2 Jul 2024"},
	} {
		p := Period{day(c.from), day(c.to)}
		if p.In(lang.ZH) != c.zh || p.In(lang.EN) != c.en {
			t.Errorf("%s to %s says %s, %s; want %s, %s", c.from, c.to, p.In(lang.ZH), p.In(lang.EN), c.zh, c.en)
		}
	}
	if (Period{}).In(lang.ZH) != "" || (Date{}).String() != "" {
		t.Error("nothing says something")
	}
}

// drawDay draws a day that written dates can have.
func drawDay(t *rapid.T, name string) Date {
	return Date{1900, 1, 1}.AddDays(rapid.IntRange(0, 109000).Draw(t, name))
}

func TestPeriodReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawDay(t, "a"), drawDay(t, "b")
		if rapid.Bool().Draw(t, "months") {
			a.Day, b.Day = 1, int8(daysIn(int(b.Year), int(b.Month)))
		}
		if rapid.Bool().Draw(t, "year") {
			b.Year = a.Year
			b.Day = min(b.Day, int8(daysIn(int(b.Year), int(b.Month))))
		}
		if b.Before(a) {
			a, b = b, a
		}
		p := Period{a, b}
		for _, text := range []string{p.In(lang.ZH), p.In(lang.EN)} {
			if got, err := ParsePeriod(text, Period{}); err != nil || got != p {
				t.Fatalf("%s to %s says %q, which reads as %s to %s, %v", a, b, text, got.From, got.To, err)
			}
		}
	})
}

// TestDates compares the calendar with that of the standard library.
func TestDates(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawDay(t, "a"), drawDay(t, "b")
		x, y := a.std(), b.std()
		if got, want := a.DaysUntil(b), int(y.Unix()/86400-x.Unix()/86400); got != want {
			t.Fatalf("%s to %s is %d days, want %d", a, b, got, want)
		}
		if got, want := a.Compare(b), x.Compare(y); got != want || a.Before(b) != (want < 0) {
			t.Fatalf("%s compared with %s is %d, want %d", a, b, got, want)
		}
		n := rapid.IntRange(-30000, 30000).Draw(t, "n")
		if got, want := a.AddDays(n), x.AddDate(0, 0, n); want.Year() >= 1900 && got.String() != want.Format("2006-01-02") {
			t.Fatalf("%s and %d days is %s, want %s", a, n, got, want)
		}
		if (Period{a, a}).Days() != 1 || a.Before(b) && (Period{a, b}).Days() != a.DaysUntil(b)+1 {
			t.Fatalf("%s to %s has the wrong number of days", a, b)
		}
	})
	for _, c := range [][3]int{{2024, 2, 30}, {2023, 2, 29}, {1900, 2, 29}, {2024, 13, 1}, {2024, 0, 1}, {2024, 1, 0}, {1899, 12, 31}, {10000, 1, 1}} {
		if d, ok := DateOf(c[0], c[1], c[2]); ok || !d.IsZero() {
			t.Errorf("%v is a day: %s", c, d)
		}
	}
	if _, ok := DateOf(2000, 2, 29); !ok {
		t.Error("29 February 2000 is no day")
	}
}

func (d Date) std() time.Time {
	return time.Date(int(d.Year), time.Month(d.Month), int(d.Day), 0, 0, 0, 0, time.UTC)
}

func TestDateFromSerial(t *testing.T) {
	for _, c := range []struct {
		n        int
		date1904 bool
		want     string
	}{
		{45657, false, "2024-12-31"}, {1, false, "1900-01-01"}, {59, false, "1900-02-28"}, {60, false, ""},
		{61, false, "1900-03-01"}, {0, false, ""}, {-1, false, ""}, {2958465, false, "9999-12-31"}, {2958466, false, ""},
		{0, true, "1904-01-01"}, {44195, true, "2024-12-31"}, {2958465, true, ""},
	} {
		if got := DateFromSerial(c.n, c.date1904).String(); got != c.want {
			t.Errorf("serial %d (1904: %t) is %q, want %q", c.n, c.date1904, got, c.want)
		}
	}
}

func TestPeriodContains(t *testing.T) {
	year, june := YearPeriod(2024), Period{day("2024-06-01"), day("2024-06-30")}
	late := Period{day("2024-12-15"), day("2025-01-15")}
	switch {
	case !year.Contains(june) || june.Contains(year) || year.Contains(late) || !year.Contains(year):
		t.Error("Contains")
	case !year.Overlaps(late) || !late.Overlaps(year) || june.Overlaps(late):
		t.Error("Overlaps")
	case !june.ContainsDay(day("2024-06-30")) || june.ContainsDay(day("2024-07-01")):
		t.Error("ContainsDay")
	case year.Contains(Period{}) || (Period{}).Contains(year) || (Period{}).Overlaps(year) || (Period{}).Days() != 0:
		t.Error("the zero Period")
	case year.Year() != 2024 || late.Year() != 0 || year.Days() != 366:
		t.Error("Year, Days")
	}
}

func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"2024/12/31", "2024/06-09", "2024年6-9月", "Q3", "上半年", "6月底前", "Dec 31, 2024", "31-Dec-2024", "1-15 Jun", "2024Q1-Q3", "前三季度", "20241231", "6月中旬", "FY24", "12/31/2024 10:00"} {
		f.Add(s, int16(2024), int8(0))
		f.Add(s, int16(0), int8(3))
	}
	f.Fuzz(func(t *testing.T, s string, year int16, shift int8) {
		in := YearPeriod(int(year))
		if !in.IsZero() {
			in.To = in.To.AddDays(int(shift) * 10)
		}
		p, err := ParsePeriod(s, in)
		if err != nil {
			if !p.IsZero() {
				t.Fatalf("%q: an error and a period", s)
			}
			return
		}
		for _, d := range []Date{p.From, p.To} {
			if _, ok := DateOf(int(d.Year), int(d.Month), int(d.Day)); !ok {
				t.Fatalf("%q gives %s, which is no day", s, d)
			}
		}
		if p.To.Before(p.From) {
			t.Fatalf("%q ends before it begins", s)
		}
		if p.From.Year >= 2200 || p.To.Year >= 2200 {
			return // from a goal that far away; written years end at 2199
		}
		for _, text := range []string{p.In(lang.ZH), p.In(lang.EN)} {
			if got, err := ParsePeriod(text, Period{}); err != nil || got != p {
				t.Fatalf("%q is %s to %s, says %q, which reads as %s to %s, %v", s, p.From, p.To, text, got.From, got.To, err)
			}
		}
	})
}

func BenchmarkParsePeriod(b *testing.B) {
	in := YearPeriod(2024)
	for _, s := range []string{"2024/12/", "2024年6-9月"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParsePeriod(s, in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

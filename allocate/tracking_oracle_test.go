package allocate

import (
	"fmt"
	"math/big"
	"math/rand"
	"testing"
	"time"

	"github.com/shopspring/decimal"
)

// The oracle computes what a refresh says by another way: whole fractions (big.Rat)
// over the days of package time, from the plain numbers of the year that was generated.

// yearOfRegion is a generated region: its target and its months, in yuan.
type yearOfRegion struct {
	name    string
	target  int64
	plan    []int64 // by month; nil if the workbook has none
	prior   []int64 // last year's months; nil if the workbook has none
	actual  [12]int64
	restate map[int]int64 // month of the refresh in which January changes: by how much
}

// seasonAt is the part of the target that is planned by the end of a day.
func (y *yearOfRegion) seasonAt(day time.Time) *big.Rat {
	weights := y.plan
	if weights == nil {
		weights = y.prior
	}
	if weights == nil {
		return big.NewRat(int64(day.YearDay()), 366)
	}
	sum, done := new(big.Rat), new(big.Rat)
	for m, w := range weights {
		weight := new(big.Rat).SetInt64(w)
		sum.Add(sum, weight)
		first := time.Date(2024, time.Month(m+1), 1, 0, 0, 0, 0, time.UTC)
		length := int64(first.AddDate(0, 1, 0).Sub(first).Hours() / 24)
		passed := int64(day.Sub(first).Hours()/24) + 1
		passed = max(0, min(length, passed))
		done.Add(done, weight.Mul(weight, big.NewRat(passed, length)))
	}
	return done.Quo(done, sum)
}

// rounded writes a fraction with so many digits, half away from zero.
func ratText(r *big.Rat, digits int) string { return r.FloatString(digits) }

func sameRat(d decimal.Decimal, r *big.Rat, digits int) bool {
	return d.StringFixed(int32(digits)) == ratText(r, digits)
}

func rat(n int64) *big.Rat { return new(big.Rat).SetInt64(n) }

// verify compares one refresh with the oracle.
func (y *yearOfRegion) verify(t *testing.T, p *Progress, month int, sum int64) {
	t.Helper()
	day := time.Date(2024, time.Month(month+1), 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, -1)
	if p.Actual.Value.String() != fmt.Sprint(sum) {
		t.Errorf("%s month %d: actual %s, want %d", y.name, month, p.Actual.Value, sum)
	}
	complete := new(big.Rat).Quo(rat(sum), rat(y.target))
	planned := y.seasonAt(day)
	check := func(what string, got NullShare, want *big.Rat) {
		t.Helper()
		if !got.Valid || !sameRat(got.Decimal, want, 12) {
			t.Errorf("%s month %d: %s %s, want %s", y.name, month, what, got.Decimal, ratText(want, 12))
		}
	}
	check("complete", p.Complete, complete)
	check("planned", p.Planned, planned)
	index := new(big.Rat)
	if planned.Sign() > 0 {
		check("index", p.Index, index.Quo(complete, planned))
	}
	y.verifyState(t, p, month, complete, planned)
	y.verifyForecast(t, p, month, day, sum, planned)
}

func (y *yearOfRegion) verifyState(t *testing.T, p *Progress, month int, complete, planned *big.Rat) {
	t.Helper()
	want := Red
	// index ≥ bound, without dividing
	at := func(percent int64) bool {
		return complete.Cmp(new(big.Rat).Mul(planned, big.NewRat(percent, 100))) >= 0
	}
	switch {
	case complete.Cmp(rat(1)) >= 0 || at(95):
		want = Green
	case at(85):
		want = Amber
	}
	if planned.Sign() == 0 && complete.Sign() == 0 {
		want = Grey
	}
	if p.State != want {
		t.Errorf("%s month %d: %s, want %s (%s)", y.name, month, p.State, want, p.Why.In(0))
	}
}

func (y *yearOfRegion) verifyForecast(t *testing.T, p *Progress, month int, day time.Time, sum int64, planned *big.Rat) {
	t.Helper()
	money := func(what string, got Amount, want *big.Rat) {
		t.Helper()
		if !sameRat(got.Value, want, 2) {
			t.Errorf("%s month %d: %s %s, want %s", y.name, month, what, got.Value, ratText(want, 2))
		}
	}
	money("plan", p.Plan, new(big.Rat).Mul(planned, rat(y.target)))
	f := p.Forecast
	money("run rate", f.RunRate, new(big.Rat).Mul(rat(sum), big.NewRat(366, int64(day.YearDay()))))
	if planned.Sign() > 0 {
		money("seasonal", f.Seasonal, new(big.Rat).Quo(rat(sum), planned))
	}
	if month == 12 {
		return
	}
	missing := max(0, y.target-sum)
	money("required", f.Required, big.NewRat(missing, int64(12-month)))
	money("so far", f.SoFar, big.NewRat(sum, int64(month)))
	left := new(big.Rat).Sub(rat(1), planned)
	if sum > 0 && planned.Sign() > 0 && left.Sign() > 0 {
		need := new(big.Rat).Quo(rat(missing), left)
		pace := new(big.Rat).Quo(rat(sum), planned)
		if want := need.Quo(need, pace); !sameRat(f.Multiple.Decimal, want, 12) {
			t.Errorf("%s month %d: multiple %s, want %s", y.name, month, f.Multiple.Decimal, ratText(want, 12))
		}
	}
}

// generate makes a region whose months add up to anything.
func generate(r *rand.Rand, n int) *yearOfRegion {
	y := &yearOfRegion{name: fmt.Sprintf("区%d销售额", n), restate: map[int]int64{}}
	months := func() (out []int64) {
		for range 12 {
			out = append(out, int64(r.Intn(900)+100)*10000)
		}
		return out
	}
	switch n % 3 {
	case 0:
		y.plan = months()
		for _, m := range y.plan {
			y.target += m
		}
		if n%2 == 0 { // the months add to another figure
			y.target += 123456
		}
	case 1:
		y.prior = months()
		y.target = int64(r.Intn(9000)+1000) * 10007
	case 2:
		y.target = int64(r.Intn(9000)+1000) * 10007
	}
	for m := range y.actual {
		y.actual[m] = y.target / 12 * int64(60+r.Intn(70)) / 100
	}
	if n%4 == 0 {
		y.restate[3+r.Intn(9)] = int64(r.Intn(1000) + 1)
	}
	return y
}

func yuan(v int64) Amount { return Amount{Value: decimal.NewFromInt(v), Unit: Yuan} }

// planOfYear writes the regions down as a plan.
func planOfYear(all []*yearOfRegion) *sheet {
	s := newSheet()
	s.Targets = append(s.Targets, &Target{At: Ref{Table: goalsAt, Row: 2}, Type: "销售额", Period: YearPeriod(2024)})
	for _, y := range all {
		b := s.row("区域维度", y.name, "")
		b.Amount, b.AmountIn, b.Due, b.DueText = yuan(y.target), Typed, Period{}, false
		for m, v := range y.plan {
			at := b.At
			at.Field, at.Year = FieldMonth, int16(m+1)
			s.Parts = append(s.Parts, &PartFigure{At: at, Amount: yuan(v), In: Typed})
		}
		for m, v := range y.prior {
			s.Months = append(s.Months, MonthFigure{At: Ref{Table: historyAt, Row: int32(m + 2)}, Item: y.name, Month: MonthNumbered(2023, m+1), Amount: yuan(v)})
		}
	}
	return s
}

// TestAYearOfRefreshes runs 12 refreshes over generated regions, each with the export as
// it stood that month, and holds every figure against the oracle.
func TestAYearOfRefreshes(t *testing.T) {
	r := rand.New(rand.NewSource(6))
	var all []*yearOfRegion
	for n := range 24 {
		all = append(all, generate(r, n))
	}
	s := planOfYear(all)
	var earlier []Snapshot
	restated := 0
	for month := 1; month <= 12; month++ {
		a := &Actuals{}
		want := 0
		for _, y := range all {
			if by := y.restate[month]; by != 0 {
				y.actual[0] += by
				want++
			}
			series := Series{Line: len(a.Series) + 2, Item: y.name}
			for m := range month {
				series.Months = append(series.Months, MonthActual{Month: MonthNumbered(2024, m+1), Amount: yuan(y.actual[m])})
			}
			a.Series = append(a.Series, series)
		}
		asOf := MonthNumbered(2024, month).Last()
		out, err := Track(&s.Plan, DefaultPolicy(asOf), TrackInput{Actuals: a, Earlier: earlier})
		if err != nil {
			t.Fatal(err)
		}
		for i, y := range all {
			sum := int64(0)
			for _, v := range y.actual[:month] {
				sum += v
			}
			y.verify(t, &out.Targets[i], month, sum)
			if month > 1 {
				y.verifySince(t, &out.Targets[i], earlier, month, sum)
			}
		}
		if len(out.Restated) != want {
			t.Errorf("month %d: %d restatements called out, want %d", month, len(out.Restated), want)
		}
		restated += want
		again, err := Track(&s.Plan, DefaultPolicy(asOf), TrackInput{Actuals: a, Earlier: out.Snapshots})
		if err != nil || fmt.Sprint(plain(again.Snapshots)) != fmt.Sprint(plain(out.Snapshots)) || len(again.Restated) != want {
			t.Errorf("month %d: the second refresh says something else: %v", month, err)
		}
		earlier = out.Snapshots
	}
	if len(earlier) != 12*len(all) || restated == 0 {
		t.Errorf("%d snapshots, %d restatements", len(earlier), restated)
	}
	if _, err := Track(&s.Plan, DefaultPolicy(on("2024/11/30")), TrackInput{Earlier: earlier}); err == nil {
		t.Error("a month before the last one is refreshed")
	}
}

// verifySince holds the change since last month against last month's snapshot.
func (y *yearOfRegion) verifySince(t *testing.T, p *Progress, earlier []Snapshot, month int, sum int64) {
	t.Helper()
	for _, s := range earlier {
		if s.Subject == y.name && s.Month.Number() == month-1 {
			if want := p.Complete.Decimal.Sub(s.Complete.Decimal); !p.Since.Decimal.Equal(want) {
				t.Errorf("%s month %d: since %s, want %s", y.name, month, p.Since.Decimal, want)
			}
			return
		}
	}
	t.Errorf("%s month %d: no snapshot of the month before", y.name, month)
}

// plain writes snapshots down, what pointers point to included.
func plain(all []Snapshot) (out []string) {
	for _, s := range all {
		restated := ""
		if s.Restated != nil {
			restated = s.Restated.Value.String() + " in " + s.RestatedIn.String()
		}
		s.Restated = nil
		out = append(out, fmt.Sprint(s, restated))
	}
	return out
}

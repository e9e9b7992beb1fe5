package chart

import (
	"fmt"
	"slices"
	"time"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
)

// span is a run of days, both ends belonging to it, as days since 1970.
type span struct{ from, to int }

// daysOf are the days that a date may be: of a month all of them.
func daysOf(d clinical.Date) span {
	from := clinical.Date{Year: d.Year, Month: max(d.Month, 1), Day: max(d.Day, 1)}
	switch d.Precision() {
	case clinical.PrecisionYear:
		return span{dayNumber(from), dayNumber(clinical.Date{Year: d.Year + 1, Month: 1, Day: 1}) - 1}
	case clinical.PrecisionMonth:
		return span{dayNumber(from), nextMonth(from, 1) - 1}
	}
	return span{dayNumber(from), dayNumber(from)}
}

func dayNumber(d clinical.Date) int {
	return int(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// nextMonth is the first day of the month that comes n months after that of d.
func nextMonth(d clinical.Date, n int) int {
	return dayNumber(clinical.Date{Year: d.Year, Month: d.Month + n, Day: 1}) // time normalizes the month
}

func dateOf(day int) clinical.Date { return clinical.DateOf(time.Unix(int64(day)*86400, 0).UTC()) }

// A gap without events is left out of the axis where it is longer than leastGap and
// than that part of what is shown; breakWidth stands for it.
const (
	leastGap   = 540 // days
	gapPart    = 5   // a fifth
	mostBreaks = 4
	breakWidth = 14 * typeset.Point
	// leastPiece is how wide a piece between two breaks is at least.
	leastPiece = 64 * typeset.Point
)

// piece is a part of the axis without a break.
type piece struct {
	span
	x, w typeset.Length
}

// axis maps days to places.
type axis struct{ pieces []piece }

// newAxis shows the days of all spans between x and x+w.
func newAxis(spans []span, x, w typeset.Length) axis {
	pieces := pack(spans)
	for len(pieces) > 1 && len(pieces)-1 > mostBreaks {
		pieces = mend(pieces)
	}
	room, days := w-typeset.Length(len(pieces)-1)*breakWidth-typeset.Length(len(pieces))*leastPiece, 0
	for _, p := range pieces {
		days += p.to - p.from + 1
	}
	var a axis
	for _, p := range pieces {
		pw := leastPiece + typeset.Length(int64(room)*int64(p.to-p.from+1)/int64(days))
		a.pieces = append(a.pieces, piece{p, x, pw})
		x += pw + breakWidth
	}
	return a
}

// pack makes pieces of spans, which begin and end with whole months.
func pack(spans []span) []span {
	spans = slices.Clone(spans)
	for i, s := range spans {
		spans[i] = span{nextMonth(dateOf(s.from), 0), nextMonth(dateOf(s.to), 1) - 1}
	}
	slices.SortFunc(spans, func(a, b span) int { return a.from - b.from })
	var runs []span // without what lies between
	for _, s := range spans {
		if n := len(runs); n > 0 && s.from <= runs[n-1].to+1 {
			runs[n-1].to = max(runs[n-1].to, s.to)
			continue
		}
		runs = append(runs, s)
	}
	shown := runs[len(runs)-1].to - runs[0].from + 1
	cut := map[int]bool{} // the gap before run i is left out
	for {
		at, long := -1, 0
		for i := 1; i < len(runs); i++ {
			if gap := runs[i].from - runs[i-1].to - 1; !cut[i] && gap > long {
				at, long = i, gap
			}
		}
		if long < leastGap || long*gapPart < shown {
			break
		}
		cut[at] = true
		shown -= long
	}
	out := []span{runs[0]}
	for i := 1; i < len(runs); i++ {
		if cut[i] {
			out = append(out, runs[i])
		} else {
			out[len(out)-1].to = runs[i].to
		}
	}
	return out
}

// mend joins the two pieces with the shortest gap between them.
func mend(pieces []span) []span {
	at := 1
	for i := 1; i < len(pieces); i++ {
		if pieces[i].from-pieces[i-1].to < pieces[at].from-pieces[at-1].to {
			at = i
		}
	}
	pieces[at-1].to = pieces[at].to
	return slices.Delete(pieces, at, at+1)
}

// x is where a day begins.
func (a axis) x(day int) typeset.Length {
	p := a.pieces[0]
	for _, q := range a.pieces {
		if day >= q.from {
			p = q
		}
	}
	n := min(max(day-p.from, 0), p.to-p.from+1)
	return p.x + typeset.Length(int64(p.w)*int64(n)/int64(p.to-p.from+1))
}

// Tick is a line across the lanes at the beginning of a month or year.
type Tick struct {
	X typeset.Length
	// Label stands at LabelX, its left end; "" where there is no room.
	Label  string
	LabelX typeset.Length
}

// steps are the months between two ticks.
var steps = []int{1, 2, 3, 6, 12, 24, 60, 120, 240}

// tickRoom is how far apart ticks stand at least.
const tickRoom = 40 * typeset.Point

// ticks lists the ticks of all pieces. Labels never overlap nor leave the axis.
func (a axis) ticks(measure Measure) (out []Tick) {
	free := typeset.Length(-1 << 40)
	for i, p := range a.pieces {
		step := stepOf(p)
		first := dateOf(p.from)
		months := first.Year*12 + first.Month - 1
		if step > 1 && months%step != 0 {
			months += step - months%step
		}
		named := false
		for ; ; months += step {
			d := clinical.Date{Year: months / 12, Month: months%12 + 1, Day: 1}
			day := dayNumber(d)
			if day > p.to {
				break
			}
			t := Tick{X: a.x(day)}
			label := tickLabel(d, step, !named)
			lw := measure(label)
			left := t.X - lw/2
			if i > 0 {
				left = max(left, p.x)
			}
			if i < len(a.pieces)-1 {
				left = min(left, p.x+p.w-lw)
			}
			if left >= free {
				t.Label, t.LabelX, named = label, left, true
				free = left + lw + 5*typeset.Point
			}
			out = append(out, t)
		}
		if !named { // a piece within one step
			label := fmt.Sprint(first.Year)
			if dateOf(p.to).Year == first.Year {
				label = clinical.Date{Year: first.Year, Month: first.Month}.Human()
			}
			if left := max(p.x, free); left+measure(label) <= p.x+p.w {
				out = append(out, Tick{X: p.x, Label: label, LabelX: left})
				free = left + measure(label) + 5*typeset.Point
			}
		}
	}
	return out
}

func stepOf(p piece) int {
	months := (p.to - p.from + 1) * 12 / 365
	for _, s := range steps {
		if n := max(months/s, 1); p.w/typeset.Length(n) >= tickRoom {
			return s
		}
	}
	return steps[len(steps)-1]
}

func tickLabel(d clinical.Date, step int, first bool) string {
	switch {
	case step >= 12:
		return fmt.Sprint(d.Year)
	case first || d.Month == 1:
		return clinical.Date{Year: d.Year, Month: d.Month}.Human()
	}
	return time.Month(d.Month).String()[:3]
}

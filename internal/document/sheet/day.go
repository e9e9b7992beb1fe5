package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// lastDay is 31 December 9999, beyond which a number is no day.
const lastDay = 2_958_465

// date shows the day and time that a number stands for: days since the last day
// of 1899, with a 29 February 1900 that never was, or since the first of 1904.
func (f *format) date(v float64, from1904 bool) string {
	if v < 0 || v > lastDay {
		return general(v)
	}
	day := math.Floor(v)
	seconds := int(math.Round((v - day) * 86400))
	if f.elapsed {
		return clock(int(day)*24+seconds/3600, seconds, f.second)
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day < 60:
		epoch = epoch.AddDate(0, 0, 1)
	}
	t := epoch.AddDate(0, 0, int(day)).Add(time.Duration(seconds) * time.Second)
	var layout []string
	switch {
	case f.year && f.month && f.day:
		layout = append(layout, "2006-01-02")
	case f.year && f.month:
		layout = append(layout, "Jan 2006")
	case f.month && f.day:
		layout = append(layout, "2 Jan")
	case f.year:
		layout = append(layout, "2006")
	case f.month:
		layout = append(layout, "January")
	case f.day:
		layout = append(layout, "Monday 2")
	}
	switch {
	case f.second && (f.hour || f.minute):
		layout = append(layout, "15:04:05")
	case f.hour || f.minute:
		layout = append(layout, "15:04")
	}
	return t.Format(strings.Join(layout, " "))
}

func clock(hours, seconds int, withSeconds bool) string {
	s := strconv.Itoa(hours) + ":" + two(seconds/60%60)
	if withSeconds {
		s += ":" + two(seconds%60)
	}
	return s
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

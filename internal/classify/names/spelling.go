package names

import (
	"strings"
)

// compareWords compares the words of one part of a name. A part that holds all
// of the other agrees with it ("Maria" and "Maria Elena", "Leon" and "Leon
// Aguilar"), and so does an initial.
func compareWords(a, b []string) Agreement {
	if len(a) == 0 || len(b) == 0 {
		return Absent
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if strings.Join(a, "") == strings.Join(b, "") {
		return Agree
	}
	verdict := Agree
	used := make([]bool, len(b))
	matched := 0
	for _, w := range a {
		i, v := bestWord(w, b, used)
		if i >= 0 {
			used[i] = true
			matched++
			verdict = min(verdict, v)
		}
	}
	switch {
	case matched == 0:
		return Differ
	case matched < len(a):
		return Near
	}
	return verdict
}

func bestWord(w string, among []string, used []bool) (int, Agreement) {
	for i, x := range among {
		if !used[i] && x == w {
			return i, Agree
		}
	}
	for i, x := range among {
		if !used[i] && (len(w) == 1 || len(x) == 1) && w[0] == x[0] {
			return i, Agree
		}
	}
	for i, x := range among {
		if !used[i] && (closeSpelling(w, x) || isVariant(w, x)) {
			return i, Near
		}
	}
	return -1, Differ
}

// closeSpelling tells whether two words are one letter apart, or two where both are long.
func closeSpelling(a, b string) bool {
	n := min(len(a), len(b))
	if n < 4 {
		return false
	}
	allowed := 1
	if n >= 8 {
		allowed = 2
	}
	return distance([]rune(a), []rune(b)) <= allowed
}

// distance counts the letters to change, add, drop or swap with the next.
func distance(a, b []rune) int {
	if len(a) > 40 || len(b) > 40 {
		return 40
	}
	prev2, prev := []int(nil), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev = prev, cur
	}
	return prev[len(b)]
}

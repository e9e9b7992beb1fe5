// Package wording writes numbers and lists as English sentences need them.
package wording

import (
	"fmt"
	"strings"
)

// Either picks the word for one or for more.
func Either(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Count writes a number with its noun: "1 page", "2 pages".
func Count(n int, one, many string) string { return fmt.Sprintf("%d %s", n, Either(n, one, many)) }

// Some joins the first most of names, and says how many more there are.
func Some(names []string, most int) string {
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(names[:most], ", "), len(names)-most)
}

// Times says that something was said n times: "", or " (3 times)".
func Times(n int) string {
	if n < 2 {
		return ""
	}
	return fmt.Sprintf(" (%d times)", n)
}

// Once lists every sentence once, with how often it came.
func Once(sentences []string) (out []string) {
	times := map[string]int{}
	for _, s := range sentences {
		if times[s]++; times[s] == 1 {
			out = append(out, s)
		}
	}
	for i, s := range out {
		out[i] += Times(times[s])
	}
	return out
}

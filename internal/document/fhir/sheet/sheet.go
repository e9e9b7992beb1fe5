// Package sheet makes tables of many entries readable: the newest first, what all
// say alike once, what is long below.
package sheet

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// Row is one resource in a table.
type Row struct {
	Cells []string
	When  string // the date as the page shows it
	Date  clinical.Date
	Clock string // the date and time as they stand, to sort by
	First int    // 0 comes before 1, whatever the date
	More  []Said // what stands in no column
	long  []rendition.Block
}

// Said is one thing more that a resource says.
type Said struct{ Label, Text string }

// longCell is how many letters a cell of a table holds; what is longer stands
// below the table.
const longCell = 400

// Table collects rows and draws them, newest first.
type Table struct {
	Heads []string // the date's is where DateHead stands
	Rows  []Row
}

// DateHead is the column that holds the date of a row.
const DateHead = "Date"

// Draw adds the table, and below it what is the same in all rows and what is too
// long for a cell.
func (t *Table) Draw(b *rendition.Builder) {
	sort.SliceStable(t.Rows, func(i, j int) bool {
		if t.Rows[i].First != t.Rows[j].First {
			return t.Rows[i].First < t.Rows[j].First
		}
		return t.Rows[i].Clock > t.Rows[j].Clock
	})
	for i := range t.Rows {
		t.Rows[i].unload(t.Heads)
	}
	common := t.common()
	t.merge()
	out := [][]string{append(slices.Clone(t.Heads), "More")}
	for _, r := range t.Rows {
		var more []string
		for _, s := range r.More {
			more = append(more, s.Label+": "+s.Text)
		}
		out = append(out, append(slices.Clone(r.Cells), strings.Join(more, "; ")))
	}
	b.Add(rendition.Block{Kind: rendition.Table, Rows: Filled(out), Header: true})
	if common != "" {
		b.Add(rendition.Block{Text: common})
	}
	for _, r := range t.Rows {
		for _, x := range r.long {
			b.Add(x)
		}
	}
}

// unload moves what is too long for a cell below the table.
func (r *Row) unload(heads []string) {
	for i, c := range r.Cells {
		if utf8.RuneCountInString(c) <= longCell && strings.Count(c, "\n") < 3 || heads[i] == DateHead {
			continue
		}
		title := r.Cells[0]
		if i == 0 {
			title, _, _ = strings.Cut(c, "\n")
			title = string([]rune(title)[:min(80, utf8.RuneCountInString(title))])
		}
		r.long = append(r.long, rendition.Block{Kind: rendition.Heading, Level: 3, Text: strings.TrimSuffix(title+", "+r.When, ", ")})
		r.long = append(r.long, rendition.PlainText([]byte(c)).Blocks...)
		if r.Cells[i] = "see below"; i == 0 {
			r.Cells[0] = title + " … (see below)"
		}
	}
}

// common takes out of the rows what all of them say alike, and says it once.
func (t *Table) common() string {
	if len(t.Rows) < 3 {
		return ""
	}
	var out []string
	for i, head := range t.Heads {
		if i == 0 || head == DateHead || t.Rows[0].Cells[i] == "" || t.Rows[0].Cells[i] == "see below" {
			continue
		}
		same := !slices.ContainsFunc(t.Rows, func(r Row) bool { return r.Cells[i] != t.Rows[0].Cells[i] })
		if same {
			out = append(out, strings.ToLower(head)+": "+t.Rows[0].Cells[i])
			for k := range t.Rows {
				t.Rows[k].Cells[i] = ""
			}
		}
	}
	for _, s := range slices.Clone(t.Rows[0].More) {
		if slices.ContainsFunc(t.Rows, func(r Row) bool { return !slices.Contains(r.More, s) }) {
			continue
		}
		out = append(out, s.Label+": "+s.Text)
		for k := range t.Rows {
			t.Rows[k].More = slices.DeleteFunc(t.Rows[k].More, func(x Said) bool { return x == s })
		}
	}
	if len(out) == 0 {
		return ""
	}
	return "The same for all of these: " + strings.Join(out, "; ") + "."
}

// merge makes one row of those that differ in nothing but their date.
func (t *Table) merge() {
	at := slices.Index(t.Heads, DateHead)
	if at < 0 {
		return
	}
	seen := map[string]int{}
	var out []Row
	for _, r := range t.Rows {
		when := r.Cells[at]
		r.Cells[at] = ""
		key := strings.Join(r.Cells, "\x00")
		for _, s := range r.More {
			key += "\x00" + s.Label + "\x01" + s.Text
		}
		r.Cells[at] = when
		if i, ok := seen[key]; ok && len(r.long) == 0 && len(out[i].long) == 0 {
			if when != "" && !strings.HasSuffix("; "+out[i].Cells[at], "; "+when) {
				out[i].Cells[at] += "; " + when
			}
			continue
		}
		seen[key] = len(out)
		out = append(out, r)
	}
	for i := range out {
		if n := strings.Count(out[i].Cells[at], "; ") + 1; n > 3 {
			out[i].Cells[at] = strconv.Itoa(n) + " times: " + out[i].Cells[at]
		}
	}
	t.Rows = out
}

// Filled leaves out the columns in which nothing stands below the head.
func Filled(rows [][]string) [][]string {
	var keep []int
	for i := range rows[0] {
		if slices.ContainsFunc(rows[1:], func(r []string) bool { return r[i] != "" }) {
			keep = append(keep, i)
		}
	}
	out := make([][]string, len(rows))
	for k, r := range rows {
		for _, i := range keep {
			out[k] = append(out[k], r[i])
		}
	}
	return out
}

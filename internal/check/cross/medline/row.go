package medline

import (
	"strings"

	"github.com/medbundle/medbundle/internal/check/phrase"
)

// Row is one medicine of a list, copied into columns. Nothing of the line is left
// out: a line that cannot be divided surely is whole in Name.
type Row struct {
	Name, Dose, HowOften, From, To string
	// Ended tells that the list says that it is no longer taken.
	Ended bool
}

// Bounds on what is read of one page, and on a row, in bytes.
const (
	maxRows = 300
	maxRow  = 240
)

// straySpan is for how many lines without a medicine a list inside a letter goes on.
const straySpan = 5

// lister reads lists of a page.
type lister struct {
	out     []Row
	whole   bool // all of the page is a list
	in      bool // under the heading of a list
	ended   bool // under a heading of medicines no longer taken
	stray   int  // lines since the last medicine
	columns []string
	open    bool // the next line may tell more of the last row
}

// Rows lists the medicines of a page in order. Whole tells that the paper is a list
// of medicines; of others only what stands under the heading of a list is read.
func Rows(lines []phrase.Line, whole bool) []Row {
	r := lister{whole: whole, in: whole}
	for _, l := range lines {
		if len(r.out) >= maxRows {
			break
		}
		r.line(l)
	}
	return r.out
}

func (r *lister) line(l phrase.Line) {
	words := l.Texts()
	if len(words) == 0 {
		r.columns, r.open = nil, false
		return
	}
	if r.head(l, words) || r.heading(l, words) || !r.in {
		return
	}
	d, lab := details(l)
	if lab {
		return
	}
	if r.columns != nil && strings.Contains(l.Raw, "\t") {
		r.tableRow(l)
		return
	}
	if strings.Contains(l.Raw, "\t") {
		l = untabbed(l)
		words = l.Texts()
	}
	if at := nameAt(l, words, d); at >= 0 {
		r.add(l, words, at)
		return
	}
	r.further(l, words, d)
}

// untabbed is the line with its cells parted by two spaces.
func untabbed(l phrase.Line) phrase.Line {
	return phrase.NewLine(strings.Join(strings.FieldsFunc(l.Raw, func(c rune) bool { return c == '\t' }), "  "))
}

func (r *lister) put(row Row) {
	if row.Name == "" {
		return
	}
	row.Ended = row.Ended || r.ended
	r.out = append(r.out, row)
	r.stray = 0
}

// add makes a row of a line that names a medicine with word at.
func (r *lister) add(l phrase.Line, words []string, at int) {
	row := divide(l, at)
	if at > 0 && strings.Contains(l.Raw[l.Words[at-1].End:l.Words[at].Start], ":") && gone.Has(words[:at]) {
		row.Ended = true
	}
	r.put(row)
	r.open = row.HowOften == ""
}

// further adds to the last row what the next line tells of how it is taken.
func (r *lister) further(l phrase.Line, words []string, d Details) {
	if r.stray++; r.stray > straySpan && !r.whole {
		r.in = false
	}
	last := len(r.out) - 1
	begins := len(verbs.Find(words[:1])) > 0 || isNumber(words[0])
	if !r.open || last < 0 || !d.Often || !begins || len(l.Raw) > maxRow {
		r.open = false
		return
	}
	r.out[last].HowOften, r.open = tidy(l.Raw), false
}

// heading takes a heading in, with the medicines behind it on its line.
func (r *lister) heading(l phrase.Line, words []string) bool {
	hits := listHeads.Find(words)
	if len(hits) > 0 && hits[0].First <= 2 && !hasName(words[:hits[0].Last]) {
		end := l.Words[hits[0].Last-1].End
		label, rest, colon := strings.Cut(l.Raw[end:], ":")
		short := len(words) <= 6 && !isMass(l, words)
		if colon && len(strings.Fields(label)) <= 4 && strings.TrimSpace(rest) != "" {
			r.begin(words[:hits[0].Last], phrase.NewLine(label).Texts())
			r.inline(rest)
			return true
		}
		if short || colon && strings.TrimSpace(rest) == "" {
			r.begin(words, nil)
			return true
		}
	}
	if r.whole && len(words) <= 4 && over.Has(words) && !hasName(words) {
		r.ended = true
		return true
	}
	if r.whole && len(words) <= 3 && going.Has(words) && !hasName(words) {
		r.ended = false
		return true
	}
	return r.closes(l, words)
}

func (r *lister) begin(words, more []string) {
	r.in, r.stray, r.open, r.columns = true, 0, false, nil
	r.ended = over.Has(words) || over.Has(more)
}

// closes tells whether the line is the heading of something else.
func (r *lister) closes(l phrase.Line, words []string) bool {
	if hits := heads.Find(words); len(hits) > 0 && hits[0].What == "other" && hits[0].First == 0 {
		short := len(words) <= 6
		if short || strings.Contains(l.Raw[l.Words[hits[0].Last-1].End:], ":") {
			if !r.whole || strings.HasSuffix(strings.TrimSpace(l.Raw), ":") || len(words) <= 2 && !strings.Contains(l.Raw, ":") {
				r.in = false
			}
			return true
		}
	}
	raw := strings.TrimSpace(l.Raw)
	plain := len(words) <= 5 && !strings.ContainsAny(raw, "0123456789\t,") && !hasName(words)
	if !r.whole && r.in && plain && (strings.HasSuffix(raw, ":") || strings.ToUpper(raw) == raw) {
		r.in = false
		return true
	}
	return false
}

// inline reads the medicines that stand behind the heading on its line.
func (r *lister) inline(rest string) {
	for _, item := range items(rest) {
		l := phrase.NewLine(item)
		words := l.Texts()
		if len(words) == 0 || none.Has(words[:1]) {
			continue
		}
		d, lab := details(l)
		if lab {
			continue
		}
		if at := nameAt(l, words, d); at >= 0 {
			r.add(l, words, at)
		}
	}
	r.stray = straySpan // what follows is another paragraph, unless it names medicines
}

// items cuts a run of text at semicolons and at the numbers of a list.
func items(text string) []string {
	var out []string
	for part := range strings.SplitSeq(text, ";") {
		from := 0
		for i := 0; i+2 < len(part); i++ {
			if part[i] >= '0' && part[i] <= '9' && (i == 0 || part[i-1] == ' ') {
				j := i
				for j < len(part) && part[j] >= '0' && part[j] <= '9' {
					j++
				}
				if j-i <= 2 && j+1 < len(part) && (part[j] == '.' || part[j] == ')') && part[j+1] == ' ' {
					out = append(out, part[from:i])
					from = j + 1
					i = j
				}
			}
		}
		out = append(out, part[from:])
	}
	return out
}

func isMass(l phrase.Line, words []string) bool { return massAt(l, words) >= 0 }

// tidy writes a piece of a line without the marks at its ends.
func tidy(s string) string {
	s = strings.Join(strings.Fields(strings.ToValidUTF8(s, "")), " ")
	s = strings.TrimLeft(s, " ,;:-–—•*·|>.)")
	s = strings.TrimRight(s, " ,;:-–—•*·|([")
	if strings.Count(s, ".") == 1 {
		s = strings.TrimSuffix(s, ".")
	}
	if strings.HasSuffix(s, ")") && !strings.Contains(s, "(") {
		s = strings.TrimSuffix(s, ")")
	}
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") && strings.Count(s, "(") == 1 {
		s = s[1 : len(s)-1]
	}
	return s
}

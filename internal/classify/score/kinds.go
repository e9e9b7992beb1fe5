package main

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/medbundle/medbundle/internal/classify"
	"github.com/medbundle/medbundle/internal/classify/madeup"
	"github.com/medbundle/medbundle/internal/clinical"
)

// pageBytes is how much text counts as a page.
const pageBytes = 3000

// kindTables prints what is made of the labelled documents, from their text alone:
// by source, by language and by label, then the same text as a poor scan has it.
func kindTables(out, wrong io.Writer, docs []document) {
	bySource, byLang, byLabel, scanned := table{}, table{}, table{}, table{}
	mixed := map[[2]string]int{}
	size := 0
	begin := cpu()
	verdicts := make([]classify.Verdict, len(docs))
	for i, d := range docs {
		verdicts[i] = classify.Document(classify.Subject{Pages: []string{d.Text}})
		size += len(d.Text)
	}
	spent := cpu() - begin
	for i, d := range docs {
		v := verdicts[i]
		said := labelOf(v.Kind, d.Label)
		ok := said == d.Label || accepts(v.Kind, d.Also...)
		for _, t := range []*tally{bySource.row(d.source()), bySource.row("all"), byLang.row(d.Lang), byLabel.row(d.Label)} {
			t.count(said, d.Label, ok, v.Confidence)
		}
		if !ok {
			mixed[[2]string{d.Label, string(v.Kind)}]++
			list(wrong, d.ID, d.Label, v)
		}
		for _, p := range []int{3, 8} {
			v := classify.Document(classify.Subject{Pages: []string{madeup.Scan(d.Text, p, uint64(i))}}) //nolint:gosec // an index
			said := labelOf(v.Kind, d.Label)
			scanned.row(fmt.Sprintf("%d of 100 letters misread", p)).count(said, d.Label, said == d.Label || accepts(v.Kind, d.Also...), v.Confidence)
		}
	}
	bySource.print(out, "source")
	byLang.print(out, "language")
	byLabel.print(out, "label")
	scanned.print(out, "all sources, scanned")
	fmt.Fprintf(out, "\nTaken for something else most often:")
	for _, m := range slices.SortedFunc(maps.Keys(mixed), func(a, b [2]string) int {
		if mixed[a] != mixed[b] {
			return mixed[b] - mixed[a]
		}
		return slices.Compare(a[:], b[:])
	})[:min(6, len(mixed))] {
		fmt.Fprintf(out, " %s as %s %d;", m[0], m[1], mixed[m])
	}
	fmt.Fprintf(out, "\nProcessor time for a page of %d bytes, everything that classify tells of a paper: %.2f ms\n", pageBytes, spent.Seconds()*1000*pageBytes/float64(size))
}

// madeUpTables prints what is made of the made-up papers, by set and by look.
func madeUpTables(out, wrong io.Writer) {
	bySet, byLook := table{}, table{}
	for _, p := range madeup.Papers() {
		for _, look := range madeup.Looks {
			text := p.Text(look)
			if text == "" {
				continue
			}
			v := classify.Document(classify.Subject{Pages: []string{text}})
			want, said, ok := string(p.Kinds[0]), string(v.Kind), p.Accepts(v.Kind)
			if v.Kind == clinical.Unknown && ok {
				said = want
			}
			rows := []*tally{byLook.row(look), byLook.row("all")}
			if look == "whole" {
				rows = append(rows, bySet.row(p.Set), bySet.row("all"))
			}
			for _, t := range rows {
				t.count(said, want, ok, v.Confidence)
			}
			if !ok {
				list(wrong, look+", "+p.Name, want, v)
			}
		}
	}
	bySet.print(out, "made-up papers, whole")
	byLook.print(out, "all sets, as they look")
}

func list(wrong io.Writer, name, want string, v classify.Verdict) {
	if wrong == nil {
		return
	}
	fmt.Fprintf(wrong, "%s: %s, not %s (%s)", name, want, v.Kind, v.Confidence)
	for _, e := range v.Evidence {
		if e.Claim == clinical.ClaimKind {
			fmt.Fprintf(wrong, " [%s: %s]", e.Source, e.Text)
		}
	}
	fmt.Fprintln(wrong)
}

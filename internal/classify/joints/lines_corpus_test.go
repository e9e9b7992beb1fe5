package joints

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/classify/madeup"
)

// typedText sets a paper as a text file has it: lines of at most 92 letters, a
// paragraph wherever a blank line was.
func typedText(p paper, style int) string {
	var out []string
	for i, page := range dressed(p, style, 40) {
		if style == 2 && i > 0 {
			out = append(out, "")
		}
		out = append(out, page)
	}
	return strings.Join(out, "\n")
}

// linesOf are the lines of a text that are not blank, and those that begin a paragraph.
func linesOf(text string) (lines []string, blocks map[int]bool) {
	blocks = map[int]bool{}
	fresh := true
	for _, l := range strings.Split(text, "\n") {
		if strings.TrimSpace(l) == "" {
			fresh = true
			continue
		}
		if fresh {
			blocks[len(lines)] = true
		}
		fresh = false
		lines = append(lines, l)
	}
	return lines, blocks
}

// TestTextCorpus tells how many joints are found in texts of several papers, and
// how many papers are torn.
func TestTextCorpus(t *testing.T) {
	papers := corpus(t)
	r := rand.New(rand.NewPCG(7, 12))
	for look, name := range []string{"bare text", "letterhead and patient", "page numbers", "running head", "bare text, scanned", "letterhead, scanned"} {
		style, spoilt := look%4, 3*(look/4)
		set := func(p paper) string {
			text := typedText(p, style)
			if spoilt > 0 {
				text = madeup.Scan(text, spoilt, uint64(len(p.Text))) //nolint:gosec // a length
			}
			return text
		}
		torn, all := 0, 0
		for _, p := range papers {
			if p.Source == "tcga-prad" {
				continue // its texts hold reports with their addenda
			}
			all++
			lines, blocks := linesOf(set(p))
			if got := SplitText(lines, nil, blocks); len(got) > 1 {
				torn++
				if testing.Verbose() && torn <= 15 {
					t.Logf("torn: %s %s %s: line %d of %d: %q: %q", p.Source, p.Lang, p.Kind, got[1].First, len(lines), got[1].Why, lines[got[1].First-1])
				}
			}
		}
		for _, between := range []string{"\n\n", "\n\n----------------------------------------\n\n", "\n"} {
			joints, found, wrong := 0, 0, 0
			for range 200 {
				first := papers[r.IntN(len(papers))]
				starts := map[int]bool{}
				var texts []string
				at := 0
				for n := 2 + r.IntN(3); n > 0; n-- {
					p := papers[r.IntN(len(papers))]
					for p.Lang != first.Lang || p.Source == "tcga-prad" {
						p = papers[r.IntN(len(papers))]
						if first.Source == "tcga-prad" {
							first = p
						}
					}
					text := strings.Trim(set(p), "\n ")
					if len(texts) > 0 {
						starts[at+1] = true
						if strings.Contains(between, "---") {
							starts[at+2] = true
							at++
						}
					}
					lines, _ := linesOf(text)
					at += len(lines)
					texts = append(texts, text)
				}
				joints += len(texts) - 1
				lines, blocks := linesOf(strings.Join(texts, between))
				got := SplitText(lines, nil, blocks)
				for _, s := range got[1:] {
					if starts[s.First] {
						found++
					} else {
						wrong++
					}
				}
			}
			t.Logf("%-24s between %-12q found %d of %d (%.1f %%), wrong %d", name, fmt.Sprintf("%.6s", between), found, joints, 100*float64(found)/float64(joints), wrong)
			least := map[string]int{"\n\n": 80, "\n": 30}[between]
			if least == 0 {
				least = 95
			}
			if (style == 1 || style == 2) && spoilt == 0 && found*100 < joints*least {
				t.Errorf("%s: found %d of %d", name, found, joints)
			}
		}
		t.Logf("%-24s torn %d of %d papers (%.1f %%)", name, torn, all, 100*float64(torn)/float64(all))
		if torn*100 > all {
			t.Errorf("%s: %d of %d papers were torn apart", name, torn, all)
		}
	}
}

package classify

import (
	"runtime"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

// hostile are texts of which every word costs something.
var hostile = []string{
	"1.1.2001 ", "born 1.1.2001 ", "Date: DOB: born ", "DOB\n", "Diagnosis Impression FINDINGS ", "PATHOLOGY REPORT ",
	"mastectomy no ", "a-\n", "a ", "Name: Al\n", "\t", "Patient     ", "MRN      12345 ", "Page 1 of ", ". ", "Hospital ",
	"family history: ", "5 mg tab\n", "Anna Doe, born 1.1.1960\n", "bis 1.1.2001 stat ", "x", ":", "* 1.1.2001 ", "Anna Doe\n1.1.2001 geb\n",
	"Mr Ann Lee 60/M ", "Dear Mr Ann Lee, ", "Name Ann Lee ", "Patient Ann Lee 1.1.1960, ", "(1961) 62 Y/F ", "ID 7720113 geb. 1.1.1960 ", "LEE, Ann M 1.1.1960 | ", "Mo 1.1.2001 10:30 ",
}

// TestWorkGrowsWithTheText counts what judging a paper allocates: with four
// times the text it may be little more than four times as much, whatever the
// text is made of.
func TestWorkGrowsWithTheText(t *testing.T) {
	for _, unit := range hostile {
		small, large := workFor(unit, 1<<14), workFor(unit, 1<<16)
		if large > 6*small+1<<18 {
			t.Errorf("%q: %d bytes for four times the text of %d", unit, large, small)
		}
	}
}

// TestWorkIsBounded: beyond what is read, more text costs next to nothing.
func TestWorkIsBounded(t *testing.T) {
	page := strings.Repeat("born 1.1.2001 PATHOLOGY REPORT mastectomy\n", 1500)
	pages := func(n int) (out []string) {
		for range n {
			out = append(out, page)
		}
		return out
	}
	full := allocated(func() { Document(Subject{Pages: pages(17)}) })
	more := allocated(func() { Document(Subject{Pages: pages(300)}) })
	if more > full+full/4 {
		t.Errorf("%d bytes for a paper at the bound, %d for a longer one", full, more)
	}
}

func workFor(unit string, size int) uint64 {
	pages := []string{strings.Repeat(unit, size/len(unit))}
	return allocated(func() {
		Document(Subject{Pages: pages})
		Tell(pages, Told{Kind: clinical.OncologyNote})
		Identity(pages)
	})
}

// allocated counts the bytes that f takes, thrown away or kept.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

package text

import (
	"bytes"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
)

const aLetter = `= Ann Other
> 1 Road, Town

@ 30 November 2026

> Hillside Hospital
> Medical records

# Request for records

| Patient | Ann Other
| Date of birth | 1 May 1960

Dear records office,

Please send me
these records:

+ Operative note
- 19 March 2026
+ Discharge summary

Yours faithfully,

_ Signature of Ann Other | Date
~ Enclosed: nothing.
`

func TestBlocksAndPlainText(t *testing.T) {
	want := `Ann Other
1 Road, Town

                                                            30 November 2026

Hillside Hospital
Medical records

REQUEST FOR RECORDS

Patient:        Ann Other
Date of birth:  1 May 1960

Dear records office,

Please send me these records:

 1. Operative note
    - 19 March 2026
 2. Discharge summary

Yours faithfully,

____________________________________________    ____________________________
Signature of Ann Other                          Date
Enclosed: nothing.
`
	if got := Plain(Blocks(aLetter)); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	for in, kind := range map[string]Kind{"-5 degrees": Paragraph, "#hash": Paragraph, "- five": Under, "a - b": Paragraph, "~ s": Small, "|x": Paragraph, "| x": Cells} {
		if bs := Blocks(in); len(bs) != 1 || bs[0].Kind != kind {
			t.Errorf("%q: %+v", in, bs)
		}
	}
	if bs := Blocks("+ \n\n#\n = \n"); len(bs) != 0 {
		t.Errorf("marks without words: %+v", bs)
	}
}

func flat(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "_", "")), " ") }

// TestBothFormsSayTheSame holds the words of the PDF against those of the text,
// on both papers, and every text inside the margins and apart from the others.
func TestBothFormsSayTheSame(t *testing.T) {
	long := aLetter + strings.Repeat("\nA paragraph that is somewhat longer than the others, so that the letter needs another page for it.\n", 30)
	for _, letter := range []string{aLetter, long, strings.Replace(aLetter, "+ Discharge", strings.Repeat("+ Document of a rather long name "+strings.Repeat("word ", 30)+"\n- then\n", 40)+"+ Discharge", 1)} {
		for _, us := range []bool{false, true} {
			blocks := Blocks(letter)
			pages, sp := layOut(blocks, Letterhead{LetterPaper: us}, wide)
			for _, pg := range pages {
				if us != (pg.Height == typeset.Letter.Height) {
					t.Errorf("paper of the height %d", pg.Height)
				}
				pg.Marks = pg.Marks[:len(pg.Marks)-2] // the foot
			}
			typesettest.CheckPages(t, pages)
			said := map[string]bool{}
			for _, w := range strings.Fields(typesettest.TextOf(pages...)) {
				said[w] = true
			}
			for _, b := range blocks {
				for _, w := range strings.Fields(flat(strings.ReplaceAll(b.Label+" "+b.Text, "|", " "))) {
					if !said[w] {
						t.Errorf("the PDF does not say %q", w)
					}
				}
			}
			if len(sp.Unshown) > 0 {
				t.Error(sp.Unshown)
			}
		}
	}
}

// TestASignatureIsNeverAlone: the page with the line to sign holds words of the letter.
func TestASignatureIsNeverAlone(t *testing.T) {
	for n := range 40 {
		letter := strings.Replace(aLetter, "Yours faithfully,", strings.Repeat("One more line.\n\n", n)+"Please ask me if anything is unclear.\n\nYours faithfully,", 1)
		pages, _ := layOut(Blocks(letter), Letterhead{}, wide)
		last := typesettest.Flat(pages[len(pages)-1])
		if !strings.Contains(last, "Please ask") || !strings.Contains(last, "Signature") {
			t.Errorf("%d: the last page says %q", n, last)
		}
	}
}

func TestPDFIsTheSameEveryTime(t *testing.T) {
	a, _, err := PDF(Blocks(aLetter), Letterhead{Foot: "Ann"})
	if err != nil {
		t.Fatal(err)
	}
	b, _, err := PDF(Blocks(aLetter), Letterhead{Foot: "Ann"})
	if err != nil || !bytes.Equal(a, b) || !bytes.HasPrefix(a, []byte("%PDF-")) {
		t.Errorf("two runs differ: %v", err)
	}
	pages, _ := layOut(Blocks(aLetter), Letterhead{}, wide)
	if len(pages) != 1 {
		t.Errorf("%d pages", len(pages))
	}
	if _, unshown, err := PDF(Blocks("العربية in a letter"), Letterhead{}); err != nil || len(unshown) != 1 {
		t.Errorf("%q, %v", unshown, err)
	}
}

package packet

import (
	"fmt"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/packet/typeset"
	"github.com/medbundle/medbundle/internal/packet/typesettest"
	"github.com/medbundle/medbundle/internal/pdf"
)

// TestNothingForTheSender: what to do is for the person who sends the packet,
// who reads it elsewhere.
func TestNothingForTheSender(t *testing.T) {
	p := demo(t)
	const fix = "DO THIS"
	for i := range p.Checklist.Items {
		p.Checklist.Items[i].Fix = fix
	}
	for i := range p.Findings {
		p.Findings[i].Fix = fix
	}
	got := typesettest.Flat(lay(t, p).front...)
	for _, never := range []string{fix, "what to do", "WHAT TO DO", "confirm"} {
		if strings.Contains(got, never) {
			t.Errorf("the doctor reads %q", never)
		}
	}
}

func TestUnreadPapersAreSaid(t *testing.T) {
	p := demo(t)
	op, chemo := p.Documents[2].Record.ID, p.Documents[3].Record.ID
	cases := []struct {
		unread, cover, table string
	}{
		{"", "", ""},
		{"R999", "", ""}, // not in the packet
		{op, "The text of 1 paper (page %d ) was not read: it is a picture. What is called missing may be there.", "The text of 1 paper it is a picture; what is called missing may be there %d"},
		{chemo + " " + op, "The text of 2 papers (pages %d , %d ) was not read: they are pictures. What is called missing may be there.",
			"The text of 2 papers they are pictures; what is called missing may be there %d , %d"},
	}
	for _, c := range cases {
		p.Unread = strings.Fields(c.unread)
		l := lay(t, p)
		var pages []any
		for _, id := range []string{op, chemo} {
			if strings.Contains(c.unread, id) {
				pages = append(pages, l.Pages(id).First)
				if !linksTo(l.front[:1], "cover", l.Pages(id).First) {
					t.Errorf("%s: no link on the cover", id)
				}
			}
		}
		cover, table := typesettest.Flat(l.front[0]), sectionText(l, "what is missing")
		if c.cover == "" {
			if strings.Contains(cover+table, "The text of") {
				t.Errorf("%q: said for nothing: %s", c.unread, cover)
			}
			continue
		}
		if want := fmt.Sprintf(c.cover, pages...); !strings.Contains(cover, want) {
			t.Errorf("the cover does not say %q: %s", want, cover)
		}
		if want := fmt.Sprintf(c.table, pages...); !strings.Contains(table, want) {
			t.Errorf("page 2 does not say %q: %s", want, table)
		}
	}
}

func TestUnreadPapersWhereNothingIsMissing(t *testing.T) {
	p := demo(t)
	for i := range p.Checklist.Items {
		p.Checklist.Items[i].Status = clinical.StatusPresent
	}
	p.Unread = []string{p.Documents[2].Record.ID}
	l := lay(t, p)
	got := typesettest.Flat(l.front[0]) + sectionText(l, "what is missing")
	if !strings.Contains(got, "was not read: it is a picture.") || strings.Contains(got, "called missing") {
		t.Errorf("%s", got)
	}
}

func TestPageOf(t *testing.T) {
	at := clinical.PageRange{First: 11, Last: 13}
	cases := []struct {
		name string
		doc  *Document
		page int
		want int
	}{
		{"no page", &Document{}, 0, 11},
		{"first", &Document{}, 1, 11},
		{"last", &Document{}, 3, 13},
		{"beyond", &Document{}, 4, 11},
		{"taken", &Document{Take: []int{1, 4, 5}}, 4, 12},
		{"not taken", &Document{Take: []int{1, 4, 5}}, 2, 11},
		{"drawn here", &Document{Own: true}, 2, 11},
		{"a scan", nil, 2, 11},
	}
	for _, c := range cases {
		e := &entry{doc: c.doc, pages: at}
		if got := e.pageOf(c.page); got != c.want {
			t.Errorf("%s: page %d, want %d", c.name, got, c.want)
		}
	}
}

func TestGraveCautionsComeFirstAndStandOnTheCover(t *testing.T) {
	p := demo(t)
	path, op := p.Documents[0].Record.ID, p.Documents[2].Record.ID
	p.Findings = []clinical.Finding{
		{Rule: "unsure", Severity: clinical.SeverityWarning, Record: path, Message: "The date is in doubt."},
		{Rule: "other-person-page", Severity: clinical.SeverityError, Record: op, Page: 2, Message: "A page names another person."},
	}
	l := lay(t, p)
	page := l.Pages(op).First + 1
	cover, care := typesettest.Flat(l.front[0]), sectionText(l, "what is missing")
	if want := fmt.Sprintf("Please note page %d · Operation report — Segmental mastectomy: A page names another person.", page); !strings.Contains(cover, want) {
		t.Errorf("the cover does not say %q: %s", want, cover)
	}
	if strings.Contains(cover, "The date is in doubt") {
		t.Error("a mere doubt is on the cover")
	}
	if !linksTo(l.front, "cover", page) || !linksTo(l.front, "what is missing", page) {
		t.Errorf("no link to page %d", page)
	}
	if strings.Index(care, "A page names") > strings.Index(care, "The date is") {
		t.Errorf("the error does not come first: %s", care)
	}
}

func TestCautionsAreSaidOnce(t *testing.T) {
	p := demo(t)
	scan := p.Scans[0].Record.ID
	p.Findings = nil
	for i := range 3 {
		p.Findings = append(p.Findings, clinical.Finding{Severity: clinical.SeverityWarning, Record: scan, Path: fmt.Sprint(i), Message: "It is cut off."})
	}
	p.Scans[0].Problems = []string{"It is cut off.", "It is cut off.", "It is cut off."}
	l := lay(t, p)
	for _, page := range []int{l.sectionPage(missingSection), l.Pages(scan).First} {
		got := typesettest.Flat(l.front[page-1])
		if strings.Count(got, "It is cut off.") != 1 || !strings.Contains(got, "It is cut off. (3 times)") {
			t.Errorf("page %d: %s", page, got)
		}
	}
}

func TestAlikeRowsBearTheirFileNames(t *testing.T) {
	p := demo(t)
	for i, name := range []string{"lab17.txt", "lab44.txt", "lab50.txt"} {
		b := &builder{t: t, n: 100 + i}
		b.document(clinical.LabResults, "Results", "2026-09-18", []string{"A", "A", "B"}[i], "labs/"+name, a4)
		p.Documents = append(p.Documents, b.p.Documents...)
	}
	l := lay(t, p)
	for id, want := range map[string]string{"R101": "lab17.txt", "R102": "lab44.txt", "R103": "", "R001": "received twice"} {
		if got := l.remarks(l.byID[id]); got != want {
			t.Errorf("%s: remarks %q, want %q", id, got, want)
		}
	}
}

// TestScanRowsOfTheCover holds the longest ordinary rows to one line.
func TestScanRowsOfTheCover(t *testing.T) {
	p := demo(t)
	p.Scans = p.Scans[:1]
	p.Scans[0].Reports, p.Scans[0].Papers = nil, []string{p.Documents[0].Record.ID}
	p.Scans[0].Series[0].Images = 12345
	for len(p.Documents[0].Sizes) < 3000 {
		p.Documents[0].Sizes = append(p.Documents[0].Sizes, a4)
	}
	l := lay(t, p)
	l.byID[p.Scans[0].Record.ID].pages.First = 2999
	l.byID[p.Documents[0].Record.ID].pages.First = 1999
	s := typeset.NewSheet(&typeset.Speller{}, "cover")
	part := l.coverScans(s)
	if h := part.Rows[0].H; h >= 2*typeset.CellStyle.Leading() {
		t.Errorf("the row is %d high: it has more lines than one", h)
	}
	part.Rows[0].Draw()
	got := typesettest.TextOf(s.Page())
	for _, want := range []string{"\namong its files: \n1999\n", "\npictures \n2999\n", "\n12348 images\n", "12 Feb 2026\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is broken: %q", want, got)
		}
	}
}

// TestQuestionsStandInFullBehindTheCover: the first three stand on the cover, as
// far as there is room.
func TestQuestionsStandInFullBehindTheCover(t *testing.T) {
	p := demo(t)
	long := strings.Join(strings.Fields(strings.Repeat("Is this so, and if it is not so, what then? ", 40)), " ")
	for _, c := range []struct {
		questions []string
		cover     string // says where they stand in full, or not
	}{
		{[]string{"One?", "Two?", "Three?"}, ""},
		{[]string{"One?", "Two?", "Three?", "Four?"}, "and 1 more; the questions in full: page 2"},
		{[]string{long}, "The questions in full: page 2"},
	} {
		p.Case.Questions = c.questions
		l := lay(t, p)
		cover := typesettest.Flat(l.front[0])
		if c.cover == "" && strings.Contains(cover, "in full") || !strings.Contains(cover, c.cover) || strings.Contains(cover, "Four?") {
			t.Errorf("%d questions: the cover says %s", len(c.questions), cover)
		}
		if c.cover != "" && !linksTo(l.front[:1], "cover", 2) {
			t.Error("no link to the questions")
		}
		said := sectionText(l, "from the patient")
		for _, q := range c.questions {
			if !strings.Contains(said, q) {
				t.Errorf("not said: %q", q)
			}
		}
	}
}

func TestAccountSpeaksOfOneFile(t *testing.T) {
	p := demo(t)
	p.Totals, p.Inputs = map[clinical.Fate]int{}, 0
	for _, f := range clinical.Fates {
		p.Totals[f], p.Inputs = 1, p.Inputs+1
	}
	got := typesettest.Flat(lay(t, p).front...)
	for _, want := range []string{"1 archive, opened and its contents", "1 as a file beside it", "1 as part of a scan", "1 not a record:"} {
		if !strings.Contains(got, want) {
			t.Errorf("not said: %q", want)
		}
	}
	if strings.Contains(got, "1 archives") {
		t.Error("1 archives")
	}
}

func TestDocumentsTakenInPart(t *testing.T) {
	p := demo(t)
	p.Documents[1].Take, p.Documents[1].Sizes = []int{1, 3}, []pdf.PageSize{a4, a4}
	l := lay(t, p)
	written(t, l) // the assembler refuses if the arithmetic is wrong
}

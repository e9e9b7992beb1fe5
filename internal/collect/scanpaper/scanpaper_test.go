package scanpaper

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document"
	"github.com/medbundle/medbundle/internal/imaging"
	"github.com/medbundle/medbundle/internal/imaging/dicomtest"
	"github.com/medbundle/medbundle/internal/imaging/sr"
)

var update = flag.Bool("update", false, "write the golden files anew")

func listing(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func file(t *testing.T, listing string) []byte {
	t.Helper()
	b, err := dicomtest.File(listing, func(name string) []byte { return []byte(name) })
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func instance(t *testing.T, b []byte) *imaging.Instance {
	t.Helper()
	in, err := imaging.Read(bytes.NewReader(b), int64(len(b)), "IM000001")
	if err != nil {
		t.Fatal(err)
	}
	return in
}

func reportOf(t *testing.T, b []byte, places Places) *document.Document {
	t.Helper()
	doc, err := Report(bytes.NewReader(b), instance(t, b), places)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// image is a CT slice of a made-up study.
func image(t *testing.T, study string, series, number int, uid string) *imaging.Instance {
	t.Helper()
	return instance(t, file(t, fmt.Sprintf("0008,0016 UI 1.2.840.10008.5.1.4.1.1.2\n0008,0018 UI %s\n0008,0020 DA 20251101\n0008,0060 CS CT\n0020,000D UI %s\n0020,000E UI %s.%d\n0020,0011 IS %d\n0020,0013 IS %d\n",
		uid, study, study, series, series, number)))
}

// TestReportIsWrittenOut holds a whole report against what it should read like.
func TestReportIsWrittenOut(t *testing.T) {
	places := Places{"1.2.3.100.2.11": image(t, "1.2.3.100", 2, 11, "1.2.3.100.2.11"), "1.2.3.100.2.12": image(t, "1.2.3.100", 2, 12, "1.2.3.100.2.12")}
	doc := reportOf(t, file(t, listing(t, "chest.txt")), places)
	golden := filepath.Join("testdata", "chest.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(doc.Pages[0]+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if doc.Pages[0]+"\n" != string(want) {
		t.Errorf("got\n%s\nwant\n%s", doc.Pages[0], want)
	}
	if doc.Title != "Diagnostic imaging report" || doc.Author != "Dr Ana Roe" || doc.Date.String() != "2026-03-15" ||
		len(doc.Codes) != 1 || doc.Codes[0].System != "loinc" || doc.Kind != "" || len(doc.Troubles) > 0 {
		t.Errorf("%+v", doc)
	}
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		class, code, meaning, template, title string
		kind                                  clinical.Kind
	}{
		{"88.67", "113701", "X-Ray Radiation Dose Report", "10011", "Radiation dose report", clinical.Other},
		{"88.50", "111036", "Mammography CAD Report", "4000", "Marks of a program on mammograms", clinical.Other},
		{"88.59", "113000", "Of Interest", "2010", "Key images: Of Interest", clinical.Other},
		{"88.33", "126000", "Imaging Measurement Report", "1500", "Imaging Measurement Report", clinical.Other},
		{"88.11", "121181", "DICOM Object Catalog", "2000", "DICOM Object Catalog", clinical.ImagingReport},
		{"88.22", "11528-7", "Radiology report", "", "Radiology report", ""},
		{"88.22", "", "", "", "Report", ""},
	} {
		d := &sr.Document{Class: "1.2.840.10008.5.1.4.1.1." + c.class, Title: sr.Code{Value: c.code, Meaning: c.meaning}, Template: c.template}
		if title, kind := titleOf(d), kindOf(d); title != c.title || kind != c.kind {
			t.Errorf("%s %s: %q of kind %q", c.class, c.meaning, title, kind)
		}
	}
}

func TestVerification(t *testing.T) {
	text, dose := reportRoot+"11", reportRoot+"67"
	for _, c := range []struct {
		d    sr.Document
		want string
	}{
		{sr.Document{Class: text, Verified: "UNVERIFIED"}, "preliminary report, not verified (UNVERIFIED)"},
		{sr.Document{Class: dose, Verified: "UNVERIFIED"}, "not verified (UNVERIFIED)"},
		{sr.Document{Class: text, Verified: "VERIFIED"}, "verified by a person who is not named (VERIFIED)"},
		{sr.Document{Class: text, Verified: "VERIFIED", Verifiers: []sr.Verifier{{Name: "Roe^Ana", Organization: "Examplewood", Moment: "20260316101500.5+0100"}}}, "verified by Ana Roe, Examplewood, 16 Mar 2026, 10:15 (VERIFIED)"},
		{sr.Document{Class: keyObjects}, ""},
	} {
		if got := verification(&c.d); got != c.want {
			t.Errorf("%+v: %q", c.d, got)
		}
	}
}

func TestPlaces(t *testing.T) {
	from := image(t, "1.2.3", 1, 1, "1.2.3.1.1")
	places := Places{"a": image(t, "1.2.3", 2, 7, "1.2.3.2.7"), "b": image(t, "1.2.3", 2, 8, "1.2.3.2.8"), "c": image(t, "1.2.3", 3, 1, "1.2.3.3.1"), "d": image(t, "1.9", 4, 5, "1.9.4.5")}
	refs := func(uids ...string) (out []sr.Reference) {
		for _, u := range uids {
			out = append(out, sr.Reference{Instance: u})
		}
		return out
	}
	for _, c := range []struct {
		refs []sr.Reference
		want string
	}{
		{refs("a"), "image 7 of series 2"},
		{refs("b", "a", "c"), "images 7–8 of series 2; image 1 of series 3"},
		{refs("d"), "image 5 of series 4, scan of 1 Nov 2025"},
		{[]sr.Reference{{Instance: "a", Frames: []int{4, 2, 3}}}, "image 7 of series 2, frames 2–4"},
		{refs("1.22.333.4444.55555.666666"), "an image that is not here (UID …444.55555.666666)"},
		{[]sr.Reference{{Class: "1.2.840.10008.5.1.4.1.1.481.5", Instance: "1.2"}}, "a file (radiotherapy plan) that is not here (UID 1.2)"},
	} {
		if got := strings.Join(places.sayAll(c.refs, from), "; "); got != c.want {
			t.Errorf("%v: %q, want %q", c.refs, got, c.want)
		}
	}
}

func TestValues(t *testing.T) {
	w := &writer{report: &sr.Document{}}
	for want, it := range map[string]sr.Item{
		"8.5 mm":                                {Type: "NUM", Numbers: []sr.Number{{Value: "8.5", Unit: sr.Code{Value: "mm", Scheme: "UCUM", Meaning: "millimeter"}}}},
		"3":                                     {Type: "NUM", Numbers: []sr.Number{{Value: "3", Unit: sr.Code{Value: "1", Scheme: "UCUM", Meaning: "no units"}}}},
		"4 images":                              {Type: "NUM", Numbers: []sr.Number{{Value: "4", Unit: sr.Code{Value: "{images}", Scheme: "UCUM", Meaning: "images"}}}},
		"no value":                              {Type: "NUM"},
		"14 Mar 2026":                           {Type: "DATE", Text: "20260314"},
		"20260231":                              {Type: "DATE", Text: "20260231"},
		"10:15:30":                              {Type: "TIME", Text: "101530.25"},
		"14 Mar 2026, 10:15":                    {Type: "DATETIME", Text: "20260314101500+0200"},
		"202603":                                {Type: "DATETIME", Text: "202603"},
		"Dr Ana Roe":                            {Type: "PNAME", Text: "Roe^Ana^^Dr"},
		"one\ntwo":                              {Type: "TEXT", Text: "one\r\ntwo\r"},
		"a time in the recording (POINT)":       {Type: "TCOORD", Shape: "POINT"},
		"see an item that is not in the report": {Target: []int{1, 2}},
		"a value of the type TABLE, which is not shown here": {Type: "TABLE"},
	} {
		if got := w.value(&it); got != want {
			t.Errorf("%+v: %q, want %q", it, got, want)
		}
	}
}

// TestPointersInACircle: an item that points to one above it is named and not followed.
func TestPointersInACircle(t *testing.T) {
	doc := reportOf(t, file(t, `0008,0016 UI 1.2.840.10008.5.1.4.1.1.88.33
0008,0018 UI 1.2.3.4
0040,A040 CS CONTAINER
0040,A730 SQ
  item
    0040,A010 CS CONTAINS
    0040,DB73 UL 1
  item
    0040,A010 CS CONTAINS
    0040,DB73 UL 1\2
`), nil)
	if !strings.Contains(doc.Pages[0], "see the item without a name") {
		t.Errorf("%q", doc.Pages[0])
	}
}

// TestCutReport shows what a report says before the file breaks off.
func TestCutReport(t *testing.T) {
	b := file(t, listing(t, "chest.txt"))
	b = b[:len(b)-300]
	doc := reportOf(t, b, nil)
	if !strings.Contains(doc.Pages[0], "The heart is of normal size") || !strings.Contains(doc.Pages[0], "The report goes on") ||
		!doc.TextCut || len(doc.Troubles) != 1 || doc.Troubles[0].Rule != document.RuleDamaged {
		t.Errorf("%+v", doc)
	}
}

// TestLongReport keeps the beginning of a report with more items than are kept.
func TestLongReport(t *testing.T) {
	var l strings.Builder
	l.WriteString("0008,0016 UI 1.2.840.10008.5.1.4.1.1.88.33\n0008,0018 UI 1.2.3.4\n0040,A040 CS CONTAINER\n0040,A730 SQ\n")
	for i := range 21_000 {
		fmt.Fprintf(&l, "  item\n    0040,A010 CS CONTAINS\n    0040,A040 CS TEXT\n    0040,A160 UT line %d\n", i+1)
	}
	doc := reportOf(t, file(t, l.String()), nil)
	text := doc.Pages[0]
	if !strings.Contains(text, "line 20000\n") || strings.Contains(text, "line 20001") || !doc.TextCut || doc.Troubles[0].Rule != document.RuleCut {
		t.Errorf("%d bytes, troubles %+v", len(text), doc.Troubles)
	}
}

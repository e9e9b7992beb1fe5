package letters_test

import (
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/letters"
	"github.com/medbundle/medbundle/internal/letters/text"
)

var update = flag.Bool("update", false, "write the golden letters anew")

// fullSubject is a made-up case in which every part of a letter has something to say.
func fullSubject(country letters.Country) letters.Subject {
	on := func(s string) clinical.Date {
		d, err := clinical.ParseDate(s)
		if err != nil {
			panic(err)
		}
		return d
	}
	rec := func(id string, k clinical.Kind, date, at string) *clinical.Record {
		return &clinical.Record{ID: id, Kind: k, Confidence: clinical.Certain, Date: on(date), Facility: at, Patient: clinical.Patient{IDs: []string{"EX-0047311"}}}
	}
	item := func(k clinical.Kind, st clinical.ItemStatus, records ...string) clinical.ChecklistItem {
		return clinical.ChecklistItem{ID: string(k), Title: k.Title(), Level: "required", Kinds: []clinical.Kind{k}, Status: st, Records: records}
	}
	s := letters.Subject{
		FormerNames: []string{"Tamsin Bellweather"}, RecordNumbers: []string{"NHS 999 123 4567"}, Phone: "+1 555 0100", Email: "tamsin@example.org",
		Address: "12 Linden Row\nExamplewood, EX 00001", Today: on("2026-01-31"), Options: letters.Options{Country: country},
		Papers: []clinical.Paper{
			{Record: rec("R001", clinical.OncologyNote, "2026-01-12", "Sampleford Cancer Center"), Path: "letter.pdf", Mentions: []clinical.Mention{
				{Fact: clinical.FactSurgery, What: "right hemicolectomy for adenocarcinoma", Date: on("2025-11-24"), Page: 1, Quote: "right hemicolectomy at Examplewood General Hospital"},
				{Fact: clinical.FactSurgery, What: "port insertion", Date: on("2025-12"), Page: 1, Quote: "port at Examplewood General Hospital"},
				{Fact: clinical.FactImagingDone, What: "CT chest", Modality: "CT", Date: on("2025-12-03"), Page: 2, Quote: "CT chest"},
			}},
			{Record: rec("R002", clinical.DischargeSummary, "2025-11-30", "Examplewood General Hospital"), Path: "discharge.pdf"},
			{Record: rec("R003", clinical.PathologyReport, "2025-11-28", "Examplewood General Hospital"), Path: "path.pdf",
				Pages: []clinical.PageText{{Number: 1, Text: "Case No. EXS25-03187. Submitted in 14 blocks."}}},
		},
		Case: clinical.Case{
			Patient:   clinical.Patient{Family: "Ashgrove", Given: "Tamsin Verity", BirthDate: on("1964-05-23")},
			Recipient: "Dr. Rowan Larch, Lakeside Cancer Centre",
			Contacts: []clinical.Contact{
				{Name: "Records office, Examplewood General Hospital", Records: true, Address: "1 Hospital Way\nExamplewood, EX 00002", Fax: "+1 555 0101"},
				{Name: "Lakeside Cancer Centre", Address: "7 Lake Road\nLakeside", Phone: "+1 555 0199"},
			},
		},
	}
	s.Checklist.Items = []clinical.ChecklistItem{
		item(clinical.OperativeReport, clinical.StatusMissing), item(clinical.DischargeSummary, clinical.StatusUnusable, "R002"),
		item(clinical.ImagingStudy, clinical.StatusMissing), item(clinical.ImagingReport, clinical.StatusMissing),
		item(clinical.EmergencyReport, clinical.StatusMissing), item(clinical.PathologyMaterial, clinical.StatusMissing),
	}
	return s
}

// TestLettersAsTheyAre holds the text of every letter of a case, in each
// country, against testdata.
func TestLettersAsTheyAre(t *testing.T) {
	acting := func(s *letters.Subject) {
		s.Case.PreparedBy, s.Case.Relationship, s.ToDoctor = "Juniper Ashgrove", "daughter", true
		s.Case.Facts = []clinical.Fact{{ID: clinical.FactProxy, Value: true, Stated: true}}
	}
	late := func(s *letters.Subject) {
		s.Case.Requests = []clinical.Request{{To: "Examplewood General Hospital", Sent: clinical.Date{Year: 2025, Month: 12, Day: 15}, Items: []string{"operative_report", "pathology_material"}}}
	}
	for name, c := range map[string]struct {
		country letters.Country
		change  func(*letters.Subject)
	}{
		"us": {"US", nil}, "uk": {"UK", nil}, "eu": {"FR", nil}, "germany": {"DE", nil}, "india": {"IN", nil}, "generic": {"", nil},
		"proxy-to-doctor": {"US", acting}, "proxy-uk": {"UK", acting}, "reminder": {"UK", late},
		"nothing-known": {"", func(s *letters.Subject) {
			s.Case, s.FormerNames, s.RecordNumbers, s.Phone, s.Email, s.Address = clinical.Case{}, nil, nil, "", "", ""
			s.Papers = nil
		}},
	} {
		s := fullSubject(c.country)
		if c.change != nil {
			c.change(&s)
		}
		var all strings.Builder
		for _, l := range letters.New(s).Letters {
			which := string(l.Law)
			if l.Tissue != nil {
				which = text.Slides
			}
			src, err := text.Source(which)
			if err != nil {
				t.Fatal(err)
			}
			tm, err := text.Parse(src, which, letters.Fields{})
			if err != nil {
				t.Fatal(err)
			}
			filled, err := tm.Fill(s.Fields(l))
			if err != nil {
				t.Fatal(err)
			}
			all.WriteString("======== " + l.Name + "\n" + text.Plain(text.Blocks(filled)))
		}
		path := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.WriteFile(path, []byte(all.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || strings.ReplaceAll(string(want), "\r\n", "\n") != all.String() {
			t.Errorf("%s is not as in testdata (%v); look at the difference, and renew it with -update", name, err)
		}
		for _, w := range []string{"adenocarcinoma", "cancer of", "<no value>", "%!"} {
			if strings.Contains(all.String(), w) {
				t.Errorf("%s says %q", name, w)
			}
		}
	}
}

// TestEveryTemplateUsesKnownFields: the built-in texts pass the check that a
// user's text has to pass, and docs/letters.md lists every field.
func TestEveryTemplateUsesKnownFields(t *testing.T) {
	doc, err := os.ReadFile("../../docs/letters.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range text.Names() {
		src, err := text.Source(n)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := text.Parse(src, n, letters.Fields{}); err != nil {
			t.Error(err)
		}
		if !strings.Contains(string(doc), "`"+n+"`") {
			t.Errorf("docs/letters.md does not name the template %s", n)
		}
	}
	for _, law := range letters.Laws {
		if _, err := text.Source(string(law)); err != nil {
			t.Error(err)
		}
	}
	var walk func(prefix string, ty reflect.Type)
	walk = func(prefix string, ty reflect.Type) {
		for i := range ty.NumField() {
			f := ty.Field(i)
			switch name := prefix + f.Name; {
			case f.Type.Kind() == reflect.Struct:
				walk(name+".", f.Type)
			default:
				if !strings.Contains(string(doc), "`"+name+"`") {
					t.Errorf("docs/letters.md does not list the field %s", name)
				}
				if f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct {
					walk(name+": .", f.Type.Elem())
				}
			}
		}
	}
	walk(".", reflect.TypeOf(letters.Fields{}))
}

package webindex

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

// awkward are words that HTML and XML must not take for their own.
const awkward = `<b>&"'` + "`]]>"

// awkwardManifest has them in every place that INDEX.HTM shows.
func awkwardManifest() *manifest.Manifest {
	return &manifest.Manifest{
		Draft:  true,
		Case:   manifest.Case{Patient: manifest.Patient{Name: awkward}, Question: []string{awkward}, Recipient: awkward, PreparedBy: awkward},
		Packet: manifest.Packet{File: "BUNDLE.PDF", Pages: 9, Front: []manifest.Part{{Title: "Cover", Page: 1}}},
		Inputs: []manifest.Input{
			{Path: awkward, Fate: clinical.FateFile, Reason: awkward, Records: []string{"R001"}, File: "RECORDS/PATH0001.PDF"},
			{Path: "im1", Fate: clinical.FateScan, Records: []string{"R002"}, File: "DICOM/PT000001/ST000001/SE000001/IM000001"},
			{Path: "im2", Fate: clinical.FateFile, Reason: awkward, File: "RECORDS/SCAN0001.DCM"},
		},
		Records: []manifest.Record{
			{ID: "R001", Kind: clinical.PathologyReport, Title: awkward, Facility: awkward, Remarks: []string{awkward}, Files: []string{"RECORDS/PATH0001.PDF"}, Pages: &manifest.Pages{First: 5, Last: 6}},
			{ID: "R002", Kind: clinical.ImagingStudy, Title: awkward, Facility: awkward, Files: []string{"DICOM/PT000001/ST000001/SE000001/IM000001"}, Pages: &manifest.Pages{First: 4, Last: 4},
				Study: &manifest.Study{
					Series:   []manifest.Series{{Modality: "MR", Description: awkward, Instances: 1, Images: 1}},
					Previews: []manifest.Preview{{File: "IHE_PDI/ST000001/IM000001.JPG", Caption: awkward, Width: 5, Height: 6}},
				}},
			{ID: "R003", Kind: clinical.Other, Title: awkward, Files: []string{"RECORDS/PATH0001.PDF"}, Pages: &manifest.Pages{First: 7, Last: 7}, AppendixPages: []int{8}},
		},
		Timeline: []manifest.Event{
			{Lane: "scans", What: awkward, Short: awkward, From: "2026-03-14", Sources: []manifest.Source{{Record: "R002", PacketPage: 4}}},
			{Lane: "operations", What: awkward, Short: awkward, Quote: awkward, From: "2026-03", Sources: []manifest.Source{{Record: "R001", Page: 1, PacketPage: 5}}},
			{Lane: "drugs", What: awkward, Short: awkward, From: "2001-03-14", Lasting: true, Planned: true, Sources: []manifest.Source{{Record: "R001", Page: 1}}},
			{Lane: "drugs", What: awkward, Short: awkward, Sources: []manifest.Source{{Record: "R001", Page: 2, PacketPage: 6}}},
		},
		Checklist: manifest.Checklist{Items: []manifest.Item{{ID: "x", Title: awkward, Status: clinical.StatusMissing, Why: awkward}}},
		Findings:  []clinical.Finding{{Rule: "x", Severity: clinical.SeverityWarning, Record: "R001", Message: awkward}},
		Media:     &manifest.Media{Profiles: []string{"STD-GEN-CD"}, TransferSyntaxes: []manifest.TransferSyntax{{UID: "1.2.840.10008.1.2.1", Files: 1}}},
	}
}

// TestIndexIsWellFormed reads INDEX.HTM as XML, and holds what a reader with a
// keyboard or a screen reader needs: titles, heads of tables, words for pictures.
func TestIndexIsWellFormed(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, awkwardManifest()); err != nil {
		t.Fatal(err)
	}
	dec := xml.NewDecoder(&b)
	ids, targets := map[string]bool{}, []string{}
	level, landmarks := 0, map[string]int{}
	for {
		token, err := dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		at := map[string]string{}
		for _, a := range start.Attr {
			at[a.Name.Local] = a.Value
		}
		name := start.Name.Local
		landmarks[name]++
		ids[at["id"]] = true
		switch {
		case name == "th" && at["scope"] == "":
			t.Error("a head of a table without a scope")
		case name == "img" && at["alt"] == "":
			t.Error("a picture without words")
		case name == "script" || at["onclick"] != "" || at["style"] != "":
			t.Errorf("<%s> %v", name, at)
		case len(name) == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6':
			if n := int(name[1] - '0'); n > level+1 {
				t.Errorf("a heading of level %d after one of %d", n, level)
			} else {
				level = n
			}
		}
		for _, k := range []string{"href", "src"} {
			if v := at[k]; strings.Contains(v, ":") || strings.HasPrefix(v, "/") {
				t.Errorf("%s=%q leaves the bundle", k, v)
			} else if strings.HasPrefix(v, "#") {
				targets = append(targets, v[1:])
			}
		}
	}
	for _, id := range targets {
		if !ids[id] {
			t.Errorf("a link leads to #%s, which is not there", id)
		}
	}
	if landmarks["main"] != 1 || landmarks["header"] != 1 || landmarks["h1"] != 1 || landmarks["title"] != 1+landmarks["g"] || landmarks["img"] != 1 {
		t.Errorf("the page is made of %v", landmarks)
	}
}

// TestTheTimelineIsDrawnAndListed holds the picture against the table.
func TestTheTimelineIsDrawnAndListed(t *testing.T) {
	v := viewOf(awkwardManifest())
	if len(v.Timeline.Rows) != 4 || v.Timeline.Picture == nil || len(v.Timeline.Picture.Marks) != 3 || len(v.Timeline.Picture.Breaks) != 1 {
		t.Fatalf("got %+v", v.Timeline)
	}
	if got := v.Timeline.Rows[0].Places; len(got) != 2 || got[0].Link != "BUNDLE.PDF#page=4" || got[1].Link != "DICOM/PT000001/ST000001/" {
		t.Errorf("the scan leads to %v", got)
	}
	var b bytes.Buffer
	if err := Write(&b, awkwardManifest()); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`role="img" aria-labelledby="timeline timeline-words"`, `<a href="BUNDLE.PDF#page=5" tabindex="-1">`, "end date not stated", "not stated</td>"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("INDEX.HTM lacks %s", want)
		}
	}
	b.Reset()
	if err := Write(&b, &manifest.Manifest{}); err != nil || strings.Contains(b.String(), "<svg") || strings.Contains(b.String(), "What happened when") {
		t.Error("a timeline of nothing")
	}
}

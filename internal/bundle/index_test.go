package bundle

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
	"github.com/medbundle/medbundle/internal/clinical"
)

// indexManifest is a manifest with awkward words in every place that INDEX.HTM shows.
func indexManifest() *manifest.Manifest {
	m := soundManifest()
	bad := `<b>&"'` + "`]]>"
	m.Case = manifest.Case{Patient: manifest.Patient{Name: bad}, Question: []string{bad}, Recipient: bad, PreparedBy: bad}
	m.Draft = true
	m.Packet.Front = []manifest.Part{{Title: "Cover", Page: 1}}
	for i := range m.Records {
		m.Records[i].Title, m.Records[i].Facility, m.Records[i].Remarks = bad, bad, []string{bad}
	}
	m.Records[1].Study.Series[0].Modality, m.Records[1].Study.Series[0].Images = "MR", 1
	m.Records[1].Files = []string{"DICOM/PT000001/ST000001/SE000001/IM000001"}
	m.Records[1].Study.Previews[0] = manifest.Preview{File: "IHE_PDI/ST000001/IM000001.JPG", Caption: bad, Width: 5, Height: 6}
	m.Checklist.Items = []manifest.Item{{ID: "x", Title: bad, Status: clinical.StatusMissing, Why: bad}}
	m.Findings = []clinical.Finding{{Rule: "x", Severity: clinical.SeverityWarning, Record: "R001", Message: bad}}
	m.Inputs[0].Fate, m.Inputs[0].Reason = clinical.FateFile, bad
	return &m
}

// TestIndexIsWellFormed reads INDEX.HTM as XML, and holds what a reader with a
// keyboard or a screen reader needs: titles, heads of tables, words for pictures.
func TestIndexIsWellFormed(t *testing.T) {
	var b bytes.Buffer
	if err := writeIndex(&b, indexManifest()); err != nil {
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
	if landmarks["main"] != 1 || landmarks["header"] != 1 || landmarks["h1"] != 1 || landmarks["title"] != 1 || landmarks["img"] != 1 {
		t.Errorf("the page is made of %v", landmarks)
	}
}

func TestProfileLine(t *testing.T) {
	for want, m := range map[string]*manifest.Media{
		"": nil,
		"The scans keep to the DICOM media profile STD-GEN-DVD-J2K or STD-GEN-USB-J2K.": {Profiles: []string{"STD-GEN-DVD-J2K", "STD-GEN-USB-J2K"}},
		"The scans are as they were received and keep to no single DICOM media profile: 3 files in RLE Lossless, 1 file in Implicit VR Little Endian. Most systems import them all the same.": {
			TransferSyntaxes: []manifest.TransferSyntax{{Title: "RLE Lossless", Files: 3}, {Title: "Implicit VR Little Endian", Files: 1}}},
	} {
		if got := ProfileLine(m); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

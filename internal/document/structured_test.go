package document

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/jpeg"
	"os"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/pdf"
	"github.com/medbundle/medbundle/internal/pdf/pdfium"
)

const unstructuredHead = `<ClinicalDocument xmlns="urn:hl7-org:v3"><code code="11526-1" codeSystem="2.16.840.1.113883.6.1"/><title>Surgical pathology</title>
<effectiveTime value="20260305"/><recordTarget><patientRole><patient><name><given>Jane</given><family>Doe</family></name><birthTime value="19710314"/></patient></patientRole></recordTarget>
<component><nonXMLBody>`

func unstructured(media string, body []byte) string {
	return unstructuredHead + `<text mediaType="` + media + `" representation="B64">` + base64.StdEncoding.EncodeToString(body) + `</text></nonXMLBody></component></ClinicalDocument>`
}

// TestTheRecordIsTheFileInside: of an unstructured document the pages are those
// of the file inside, and the header counts.
func TestTheRecordIsTheFileInside(t *testing.T) {
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 60, 80)), nil); err != nil {
		t.Fatal(err)
	}
	page := pdfium.Probe{Title: "Untitled", Pages: []pdfium.Page{{Text: "Carcinoma of the breast."}}, Assemblable: true, Opened: true,
		Check: pdf.CheckResult{Pages: []pdf.PageSize{{Width: 595, Height: 842}}}}
	locked := pdfium.Probe{Locked: true}
	cases := []struct {
		name, xml string
		probe     pdfium.Probe
		rules     string
		source    bool
		text      string
	}{
		{"PDF", unstructured("application/pdf", []byte("%PDF-1.7\n%%EOF")), page, "", true, "Carcinoma of the breast."},
		{"a locked PDF", unstructured("application/pdf", []byte("%PDF-1.7\n%%EOF")), locked, "locked error", false, "DOE, Jane"},
		{"declared as another", unstructured("text/plain", []byte("%PDF-1.7\n%%EOF")), page, "", true, "Carcinoma of the breast."},
		{"text", unstructured("text/plain", []byte("Diagnosis: carcinoma.\nGrade 2.")), page, "", false, "Diagnosis: carcinoma.\nGrade 2."},
		{"RTF", unstructured("application/rtf", []byte(`{\rtf1\ansi Diagnosis: \b carcinoma\b0.\par}`)), page, "", false, "Diagnosis: carcinoma."},
		{"photo", unstructured("image/jpeg", photo.Bytes()), page, "no-text info", true, ""},
		{"Word of before 2007", unstructured("application/msword", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")), page, "unsupported error", false, "DOE, Jane"},
		{"a program", unstructured("application/pdf", []byte("MZ\x90\x00")), page, "unsupported error", false, "DOE, Jane"},
		{"a document again", unstructured("text/xml", []byte(unstructured("text/plain", []byte("x")))), page, "unsupported error", false, "DOE, Jane"},
		{"nothing", unstructured("application/pdf", nil), page, "damaged error", false, "DOE, Jane"},
		{"broken base64", strings.Replace(unstructured("text/plain", []byte("Diagnosis: carcinoma of the breast")), "RGlh", "RGlh!?", 1), page, "damaged error", false, "Diagnosis: carcinoma"},
		{"another file", unstructuredHead + `<text mediaType="application/pdf"><reference value="REPORT.PDF"/></text></nonXMLBody></component></ClinicalDocument>`,
			page, "unsupported warning", false, "DOE, Jane"},
		{"text as it is", unstructuredHead + `<text mediaType="text/plain">Diagnosis: carcinoma.</text></nonXMLBody></component></ClinicalDocument>`, page, "", false, "Diagnosis: carcinoma."},
		{"RTF as it is", unstructuredHead + `<text mediaType="text/rtf">{\rtf1\ansi Diagnosis: carcinoma.\par}</text></nonXMLBody></component></ClinicalDocument>`, page, "", false, "Diagnosis: carcinoma."},
	}
	for _, c := range cases {
		r := &Reader{Engine: prober{probe: &c.probe}, Work: t.TempDir()}
		doc, err := r.Read(t.Context(), fileOf(t, "doc.xml", []byte(c.xml)))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if doc.Title != "Surgical pathology" || doc.Patient.Family != "Doe" || doc.Date.String() != "2026-03-05" || !doc.Structured || len(doc.Codes) == 0 || doc.Media != mediaCDA {
			t.Errorf("%s: the header does not count: %+v", c.name, doc)
		}
		if got := rules(doc.Troubles); got != c.rules {
			t.Errorf("%s: %q, want %q", c.name, got, c.rules)
		}
		if (doc.Source != nil) != c.source || c.source && (len(doc.Sizes) != 1 || len(doc.Blocks) > 0) || !strings.Contains(strings.Join(doc.Pages, "\n"), c.text) {
			t.Errorf("%s: source %v, %d sizes, %q", c.name, doc.Source, len(doc.Sizes), doc.Pages)
		}
		if c.rules == "" && !c.source && len(doc.Blocks) < 3 {
			t.Errorf("%s: the header is not drawn: %v", c.name, doc.Blocks)
		}
	}
}

func TestPicturesOfASectionAreParts(t *testing.T) {
	xml := `<ClinicalDocument><title>Notes</title><component><structuredBody><component><section><title>Skin</title><text>See <renderMultiMedia referencedObject="MM1"/></text>
<entry><observationMedia ID="MM1"><value mediaType="image/jpeg" representation="B64">/9j/</value></observationMedia></entry>
<entry><observationMedia ID="MM2"><value mediaType="image/png"><reference value="https://example.org/x.png"/></value></observationMedia></entry></section></component></structuredBody></component></ClinicalDocument>`
	doc, err := (&Reader{Work: t.TempDir()}).Read(t.Context(), fileOf(t, "doc.xml", []byte(xml)))
	if err != nil {
		t.Fatal(err)
	}
	if len(doc.Parts) != 1 || doc.Parts[0].Name != "MM1.jpg" || rules(doc.Troubles) != "cut warning" || !strings.Contains(doc.Pages[0], "MM1.jpg") {
		t.Errorf("%+v %v %q", doc.Parts, doc.Troubles, doc.Pages)
	}
	if data, err := os.ReadFile(doc.Parts[0].Path); err != nil || string(data) != "\xff\xd8\xff" {
		t.Errorf("%q, %v", data, err)
	}
	if doc, err = (&Reader{}).Read(t.Context(), fileOf(t, "doc.xml", []byte(xml))); err != nil || len(doc.Parts) > 0 || rules(doc.Troubles) != "cut warning, cut warning" {
		t.Errorf("without a work folder: %v %v", doc, err)
	}
}

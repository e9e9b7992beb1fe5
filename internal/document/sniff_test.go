package document

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/document/compound"
)

func sniff(b []byte, name string) string { return Sniff(bytes.NewReader(b), int64(len(b)), name) }

func zipOf(t testing.TB, names ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, n := range names {
		w, err := z.CreateHeader(&zip.FileHeader{Name: n}) // stored, as ODF asks of "mimetype"
		if err != nil {
			t.Fatal(err)
		}
		if n == "mimetype" {
			_, _ = w.Write([]byte("application/vnd.oasis.opendocument.text"))
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// odfZip stores "mimetype" with its size in the local header, as ODF writers do.
func odfZip(media string) []byte {
	b := make([]byte, 30)
	copy(b, "PK\x03\x04")
	binary.LittleEndian.PutUint32(b[18:], uint32(len(media)))
	binary.LittleEndian.PutUint16(b[26:], 8)
	return append(b, "mimetype"+media...)
}

// ole is a compound file with streams of those names.
func ole(names ...string) []byte {
	streams := map[string][]byte{}
	for _, n := range names {
		streams[n] = []byte("x")
	}
	return compound.Write(streams)
}

func TestSniff(t *testing.T) {
	pad := strings.Repeat("\x00", 128)
	utf16CDA := "\xff\xfe"
	for _, r := range `<?xml version="1.0" encoding="UTF-16"?><ClinicalDocument/>` {
		utf16CDA += string([]byte{byte(r), 0})
	}
	cases := []struct{ in, name, want string }{
		{"", "a.pdf", "inode/x-empty"},
		{"%PDF-1.7\n", "x.bin", "application/pdf"},
		{"\r\nHTTP/1.1 200\r\n" + strings.Repeat(" ", 900) + "%PDF-1.4", "", "application/pdf"},
		{strings.Repeat("a", 1500) + "%PDF-1.4", "", "text/plain"},
		{"about %PDF-files", "", "text/plain"},
		{"\xff\xd8\xff\xe0", "a.pdf", "image/jpeg"},
		{"\x89PNG\r\n\x1a\n", "", "image/png"},
		{"II*\x00", "", "image/tiff"},
		{"RIFF\x00\x00\x00\x00WEBPVP8 ", "", "image/webp"},
		{"\x00\x00\x00\x18ftypheic\x00\x00", "", "image/heic"},
		{"\x00\x00\x00\x18ftypmif1\x00\x00", "", "image/heic"},
		{"\x00\x00\x00\x18ftypisom\x00\x00", "", "video/mp4"},
		{"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00", "", "image/bmp"},
		{"BMI of the patient: 23 kg/m2, stable", "", "text/plain"},
		{pad + "DICM\x02\x00", "", "application/dicom"},
		{"MZ" + pad[2:] + "DICM\x02\x00", "", "application/dicom"},
		{"\x08\x00\x05\x00CS\x0a\x00ISO_IR 100", "", "application/dicom"},
		{"MZ\x90\x00\x03\x00", "scan.pdf", "application/x-dosexec"},
		{"\x7fELF\x02", "", "application/x-elf"},
		{"SQLite format 3\x00", "", "application/x-sqlite3"},
		{`{\rtf1\ansi}`, "a.doc", "application/rtf"},
		{string(ole("WordDocument")), "", "application/msword"},
		{string(ole("EncryptedPackage")), "", "application/x-ms-office-encrypted"},
		{string(ole("Catalog")), "Thumbs.db", "application/x-ole-storage"},
		{string(ole("__properties_version1.0", "__attach_version1.0_#00000000/__substg1.0_3701000D/WordDocument")), "", "application/vnd.ms-outlook"},
		{string(ole("Book")), "", "application/vnd.ms-excel"}, {string(ole("PowerPoint Document")), "", "application/vnd.ms-powerpoint"},
		{string(zipOf(t, "[Content_Types].xml", "word/document.xml")), "", mediaDOCX},
		{string(zipOf(t, "[Content_Types].xml", "xl/workbook.xml")), "", mediaXLSX},
		{string(odfZip("application/vnd.oasis.opendocument.text")), "", mediaODT},
		{string(odfZip("application/vnd.oasis.opendocument.tex\xff")), "", mediaZip},
		{string(odfZip("application/vnd.oasis.opendocument.\x1b[31m")), "", mediaZip},
		{string(zipOf(t, "letters/word/document.xml")), "a.docx", "application/zip"},
		{string(zipOf(t)), "", "application/zip"},
		{"<!DOCTYPE html><html>", "a.pdf", "text/html"},
		{"<!-- x --><HTML>", "", "text/html"},
		{"<?xml version='1.0'?><!-- long --><?x y?><n1:ClinicalDocument xmlns:n1='urn:hl7-org:v3'>", "", "application/hl7-cda+xml"},
		{"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><ClinicalDocument>", "", "application/hl7-cda+xml"},
		{utf16CDA, "", "application/hl7-cda+xml"},
		{"<xsl:stylesheet xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>", "", "text/xsl"},
		{"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", "", "text/html"},
		{"<Patient xmlns='http://hl7.org/fhir'>", "", "application/fhir+xml"},
		{"<?xml version='1.0'?><HealthData>", "", "application/x-apple-health"},
		{"<5 mg per day", "", "text/plain"},
		{`{"id":"a","resourceType":"Bundle"}`, "", "application/fhir+json"},
		{`{"a":{"resourceType":"Patient"}}`, "", "application/json"},
		{`[ {"resourceType":"Patient"},{"resourceType":"Condition"}]`, "", "application/fhir+json"},
		{"{\"resourceType\":\"Patient\"}\n{\"resourceType\":\"Condition\"}\n", "a.ndjson", "application/fhir+json"},
		{"<?xml version=\"1.0\"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (ExportDate,Me)>\n]>\n<HealthData locale=\"en_US\">", "export.xml", "application/x-apple-health"},
		{`<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"><id extension="Health Export CDA" root="1.1"/>`, "export_cda.xml", "application/x-apple-health"},
		{`<?xml version="1.0"?><gpx version="1.1"><trk>`, "", "application/gpx+xml"},
		{"Name,A B\nDate of Birth,1 Jan 1960\nRecorded Date,2020-01-01\nClassification,Sinus Rhythm\nSoftware Version,1\nDevice,\"Watch4,1\"\nSample Rate,512 hertz\n", "ecg.csv", "application/x-apple-health"},
		{"Name,A B\nGeburtsdatum,1.1.1960\nAufnahmedatum,2020-01-01\nKlassifizierung,Sinus\nSymptome,\nVersion,1\nGerät,\"Watch4,1\"\nMessrate,512 Hertz\n\n\nAbl.,I\nEinheit,µV\n1\n2\n", "ecg.csv", "application/x-apple-health"},
		{"\x0bMSH|^~\\&|LAB|A", "", "application/hl7-v2+er7"},
		{"FHS#!*?@#LAB#A", "", "application/hl7-v2+er7"},
		{`{"resourceType":"Bundle","entry":[` + strings.Repeat(`{"a":1},`, 20_000), "", "application/fhir+json"},
		{`{curly} notes`, "", "text/plain"},
		{"Received: from x\r\nMIME-Version: 1.0\r\nSubject: y\r\n\r\nz", "", "message/rfc822"},
		{"From: Dr X\nTo: Dr Y\nDate: today\n\nDear", "", "text/plain"},
		{"a,b\n1,2\n", "t.CSV", "text/csv"},
		{"# h\n", "t.md", "text/markdown"},
		{"MSH|^~\\&|LAB|", "", "application/hl7-v2+er7"},
		{"B\xfcro f\xfcr Onkologie", "", "text/plain"},
		{"\x01\x02\x03\x04\x05\x06", "a.txt", "application/octet-stream"},
		{"text with a zero\x00byte in it", "", "application/octet-stream"},
	}
	for _, c := range cases {
		if got := sniff([]byte(c.in), c.name); got != c.want {
			t.Errorf("%.60q %s: %s, want %s", c.in, c.name, got, c.want)
		}
	}
}

// TestSniffCorpus holds the sniffer against files whose folder says what they are.
func TestSniffCorpus(t *testing.T) {
	data := filepath.Join("..", "..", "..", "shared", "data")
	for pattern, want := range map[string]string{
		"ccda/*.xml": mediaCDA, "fhir-synthea/*.json": mediaFHIR, "fhir-mcode/input/images/*.docx": mediaDOCX,
		"exif-portrait/*.jpg": "image/jpeg", "pdf-letters/*.pdf": mediaPDF, "case-breast/input/CD_StMary/DICOM/*/*/*/*": mediaDICOM,
		"case-breast/input/CD_StMary/DICOMDIR": mediaDICOM, "case-breast/input/download.pdf": mediaHTML, "case-breast/input/*.zip": mediaZip,
		"case-breast/input/CD_StMary/VIEWER/*": "application/x-dosexec",
	} {
		files, _ := filepath.Glob(filepath.Join(data, filepath.FromSlash(pattern)))
		if len(files) == 0 {
			t.Skipf("no %s here", pattern)
		}
		for _, name := range files {
			f, err := os.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			st, err := f.Stat()
			if err != nil {
				t.Fatal(err)
			}
			if got := Sniff(f, st.Size(), name); got != want {
				t.Errorf("%s: %s, want %s", name, got, want)
			}
			f.Close()
		}
	}
}

func FuzzSniff(f *testing.F) {
	f.Add([]byte("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><ClinicalDocument>"), "a.xml")
	f.Add(zipOf(f, "[Content_Types].xml", "word/document.xml"), "a.docx")
	f.Add(ole("WordDocument"), "a.doc")
	f.Add([]byte(`{"a":[{"b":null}],"resourceType":"x"}`), "a.json")
	f.Fuzz(func(t *testing.T, b []byte, name string) {
		if m := sniff(b, name); !strings.Contains(m, "/") || (m == mediaEmpty) != (len(b) == 0) {
			t.Fatalf("%q", m)
		}
	})
}

package sample

import (
	"archive/zip"
	"bytes"
	"crypto/sha1"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"image/jpeg"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/imaging"
)

func TestPhotoLiesOnItsSide(t *testing.T) {
	data := file(t, "photos/IMG_4127.JPG")
	size, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || size.Width <= size.Height {
		t.Errorf("stored as %d by %d: %v", size.Width, size.Height, err)
	}
	at := bytes.Index(data, []byte("Exif\x00\x00MM"))
	if at < 0 {
		t.Fatal("no EXIF")
	}
	tiff := data[at+6:]
	first := directoryOf(tiff, 8)
	if v := binary.BigEndian.Uint16(first[0x0112]); v != 6 {
		t.Errorf("orientation %d", v)
	}
	place := directoryOf(tiff, int(binary.BigEndian.Uint32(first[0x8825])))
	latitude := tiff[binary.BigEndian.Uint32(place[2]):]
	if d := binary.BigEndian.Uint32(latitude); d != 12 {
		t.Errorf("latitude of %d degrees", d)
	}
}

// directoryOf reads the value fields of an image file directory.
func directoryOf(tiff []byte, at int) map[uint16][]byte {
	fields := map[uint16][]byte{}
	n := int(binary.BigEndian.Uint16(tiff[at:]))
	for i := range n {
		e := tiff[at+2+12*i:]
		fields[binary.BigEndian.Uint16(e)] = e[8:12]
	}
	return fields
}

// members opens the portal's zip.
func members(t *testing.T) map[string][]byte {
	t.Helper()
	data := file(t, "HealthSummary_Nov_05_2026.zip")
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestPortalMetadata(t *testing.T) {
	all := members(t)
	document, metadata := all["IHE_XDM/Tamsin1/DOC0001.XML"], string(all["IHE_XDM/Tamsin1/METADATA.XML"])
	for name, want := range map[string]string{"hash": fmt.Sprintf("%x", sha1.Sum(document)), "size": fmt.Sprint(len(document)), "URI": "DOC0001.XML"} {
		if !strings.Contains(metadata, `<Slot name="`+name+`"><ValueList><Value>`+want+`</Value>`) {
			t.Errorf("METADATA.XML does not say %s %s", name, want)
		}
	}
	for name, data := range all {
		if strings.HasSuffix(name, ".XML") || strings.HasSuffix(name, ".XSL") {
			wellFormed(t, name, data)
		}
	}
}

// wellFormed reads a document to its end and refuses two equal IDs.
func wellFormed(t *testing.T, name string, data []byte) {
	t.Helper()
	d, ids := xml.NewDecoder(bytes.NewReader(data)), map[string]bool{}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		start, ok := token.(xml.StartElement)
		for _, a := range start.Attr {
			if ok && a.Name.Local == "ID" && ids[a.Value] {
				t.Errorf("%s: two elements %s", name, a.Value)
			}
			ids[a.Value] = ids[a.Value] || a.Name.Local == "ID"
		}
	}
}

// TestReferencesResolve: every entry that points to its words finds them.
func TestReferencesResolve(t *testing.T) {
	document := string(continuityDocument())
	found := regexp.MustCompile(`<reference value="#([^"]+)"`).FindAllStringSubmatch(document, -1)
	if len(found) < len(medicines)+len(assays)+len(problems) {
		t.Errorf("only %d references", len(found))
	}
	for _, m := range found {
		if !strings.Contains(document, `ID="`+m[1]+`"`) {
			t.Errorf("nothing has ID %s", m[1])
		}
	}
}

// TestCheckDigits computes the last digit of every LOINC code (mod 10).
func TestCheckDigits(t *testing.T) {
	codes := regexp.MustCompile(`code="(\d+)-(\d)" codeSystem="2.16.840.1.113883.6.1"`).FindAllStringSubmatch(string(continuityDocument()), -1)
	if len(codes) < 15 {
		t.Fatalf("only %d codes", len(codes))
	}
	for _, c := range codes {
		sum := 0
		for i := range len(c[1]) {
			digit := int(c[1][len(c[1])-1-i] - '0')
			if i%2 == 0 {
				digit *= 2
			}
			sum += digit/10 + digit%10
		}
		if want := fmt.Sprint((10 - sum%10) % 10); c[2] != want {
			t.Errorf("%s-%s should end in %s", c[1], c[2], want)
		}
	}
}

func scans(t *testing.T) map[string]*imaging.Instance {
	t.Helper()
	all := map[string]*imaging.Instance{}
	for _, f := range allFiles(t) {
		if !strings.HasPrefix(f.Path, discFolder+"DICOM/") {
			continue
		}
		in, err := imaging.Read(bytes.NewReader(f.Data), int64(len(f.Data)), f.Path)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimPrefix(f.Path, discFolder)] = in
	}
	return all
}

func TestScansBelongToThePatient(t *testing.T) {
	instances := map[string]bool{}
	for name, in := range scans(t) {
		if !strings.EqualFold(in.Patient.Family, Patient().Family) || in.Patient.BirthDate != Patient().BirthDate {
			t.Errorf("%s: %+v", name, in.Patient)
		}
		if instances[in.SOPInstance] || !strings.HasPrefix(in.SOPInstance, "2.25.") || len(in.SOPInstance) > 64 {
			t.Errorf("%s: SOP Instance UID %s", name, in.SOPInstance)
		}
		instances[in.SOPInstance] = true
	}
}

func TestDirectoryListsEveryScan(t *testing.T) {
	data := file(t, discFolder+"DICOMDIR")
	references, err := imaging.ReadDirectory(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	left := scans(t)
	for _, r := range references {
		name := strings.Join(r.FileID, "/")
		if in := left[name]; in == nil || in.SOPInstance != r.SOPInstance {
			t.Errorf("%s is listed and is not there", name)
		}
		delete(left, name)
	}
	for name := range left {
		t.Errorf("%s is not listed", name)
	}
}

func TestSlicesFollowOneAnother(t *testing.T) {
	for name, in := range scans(t) {
		if in.Modality != "CT" {
			continue
		}
		want := fmt.Sprintf("%.1f", 120-7.5*float64(in.InstanceNumber-1))
		if len(in.Position) != 3 || fmt.Sprintf("%.1f", in.Position[2]) != want || in.SliceThickness != 7.5 {
			t.Errorf("%s: image %d lies at %v, %v thick", name, in.InstanceNumber, in.Position, in.SliceThickness)
		}
	}
}

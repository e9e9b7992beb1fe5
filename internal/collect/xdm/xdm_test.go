package xdm

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
)

const listing = `<?xml version="1.0"?><lcm:SubmitObjectsRequest xmlns:lcm="urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" xmlns="urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0"><RegistryObjectList>
<ExtrinsicObject id="D1" mimeType="application/pdf">
<Slot name="URI"><ValueList><Value>2|.PDF</Value><Value>1|REPORT</Value></ValueList></Slot>
<Slot name="hash"><ValueList><Value>DA39A3EE5E6B4B0D3255BFEF95601890AFD80709</Value></ValueList></Slot>
<Slot name="size"><ValueList><Value>1024</Value></ValueList></Slot>
<Slot name="serviceStartTime"><ValueList><Value>202603051200</Value></ValueList></Slot>
<Slot name="creationTime"><ValueList><Value>20261105143000</Value></ValueList></Slot>
<Name><LocalizedString value="Surgical pathology"/></Name>
<Classification classificationScheme="urn:uuid:f0306f51-975f-434e-a61c-c59651d33983" nodeRepresentation="11526-1"><Slot name="codingScheme"><ValueList><Value>2.16.840.1.113883.6.1</Value></ValueList></Slot><Name><LocalizedString value="Pathology study"/></Name></Classification>
<Classification classificationScheme="urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d"><Slot name="authorPerson"><ValueList><Value>123^Lee^Ann^^^Dr</Value></ValueList></Slot><Slot name="authorInstitution"><ValueList><Value>St Mary^^^^^^^^^1.2</Value></ValueList></Slot></Classification>
</ExtrinsicObject>
<ExtrinsicObject/></RegistryObjectList></lcm:SubmitObjectsRequest>`

func TestParse(t *testing.T) {
	docs, whole, ok := Parse([]byte(listing))
	if !ok || !whole || len(docs) != 2 {
		t.Fatalf("%v %v %v", docs, whole, ok)
	}
	want := Document{
		URI: "REPORT.PDF", SHA1: "da39a3ee5e6b4b0d3255bfef95601890afd80709", Size: 1024, Title: "Surgical pathology", Facility: "St Mary", Author: "Ann Lee",
		Type:    clinical.Code{System: "loinc", Value: "11526-1", Name: "Pathology study"},
		Service: clinical.Date{Year: 2026, Month: 3, Day: 5}, Created: clinical.Date{Year: 2026, Month: 11, Day: 5},
	}
	if !reflect.DeepEqual(docs[0], want) {
		t.Errorf("got %+v\nwant %+v", docs[0], want)
	}
	if !reflect.DeepEqual(docs[1], Document{Size: -1}) {
		t.Errorf("of a document of which nothing is said: %+v", docs[1])
	}
	if docs, whole, ok = Parse([]byte(listing[:strings.Index(listing, "<ExtrinsicObject/>")])); !ok || whole || len(docs) != 1 {
		t.Errorf("a list that breaks off: %v %v %v", docs, whole, ok)
	}
	for _, other := range []string{"", "<html/>", "<ClinicalDocument/>", "SubmitObjectsRequest"} {
		if _, _, ok = Parse([]byte(other)); ok {
			t.Errorf("%q is no list", other)
		}
	}
}

func TestPath(t *testing.T) {
	for uri, want := range map[string]string{
		"DOC0001.XML": "IHE_XDM/S1/DOC0001.XML", `SUB\A.PDF`: "IHE_XDM/S1/SUB/A.PDF", "../../A.PDF": "A.PDF", "../../../A.PDF": "", "/etc/passwd": "",
		"https://example.org/a": "", "": "", "..": "IHE_XDM", "../../..": "",
	} {
		if got := (Document{URI: uri}).Path("IHE_XDM/S1"); got != want {
			t.Errorf("%q lies at %q, want %q", uri, got, want)
		}
	}
}

func TestDay(t *testing.T) {
	for in, want := range map[string]string{"20260305": "2026-03-05", "2026": "2026", "202603": "2026-03", "20269999": "", "x": "", "": "", "20260305-0500": "2026-03-05"} {
		if got := fmt.Sprint(day(in)); got != want {
			t.Errorf("day(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(listing))
	f.Add([]byte(`<SubmitObjectsRequest><ExtrinsicObject><Slot name="URI"><ValueList><Value>9|..</Value><Value>|</Value></ValueList></Slot></ExtrinsicObject>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		docs, _, ok := Parse(data)
		if !ok && docs != nil {
			t.Fatal("documents of what is no list")
		}
		for _, d := range docs {
			if p := d.Path("a/b"); strings.HasPrefix(p, "..") || strings.HasPrefix(p, "/") {
				t.Fatalf("%q leads outside: %q", d.URI, p)
			}
			if d.SHA1 != "" && len(d.SHA1) != 40 || d.Size < -1 {
				t.Fatalf("%+v", d)
			}
		}
	})
}

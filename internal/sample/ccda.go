package sample

import (
	"fmt"
	"html"
	"strings"
)

// The portal's document is a Continuity of Care Document of C-CDA R2.1
// (HL7 CDA R2 Implementation Guide: Consolidated CDA Templates, 2015-08-01).

// section is one section of it: what a person reads, and the entries that
// say some of it in codes.
type section struct {
	template, code, codeName, title string
	heads                           []string
	rows                            [][]string
	entries                         []string
}

const ccdRelease = "2015-08-01"

func (s section) xml() string {
	var b strings.Builder
	fmt.Fprintf(&b, "<component><section>\n<templateId root=\"%s\"/>\n<templateId root=\"%s\" extension=\"%s\"/>\n", s.template, s.template, ccdRelease)
	fmt.Fprintf(&b, "<code code=\"%s\" codeSystem=\"2.16.840.1.113883.6.1\" codeSystemName=\"LOINC\" displayName=\"%s\"/>\n<title>%s</title>\n<text>\n<table border=\"1\" width=\"100%%\">\n<thead><tr>", s.code, s.codeName, s.title)
	for _, h := range s.heads {
		fmt.Fprintf(&b, "<th>%s</th>", html.EscapeString(h))
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for i, r := range s.rows {
		b.WriteString("<tr>")
		for k, c := range r {
			id := ""
			if k == 0 {
				id = fmt.Sprintf(" ID=\"s%s-%d\"", s.code, i+1)
			}
			fmt.Fprintf(&b, "<td%s>%s</td>", id, html.EscapeString(c))
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody>\n</table>\n</text>\n")
	for _, e := range s.entries {
		b.WriteString(e + "\n")
	}
	b.WriteString("</section></component>\n")
	return b.String()
}

// stamp writes an ISO date as CDA does.
func stamp(iso string) string { return strings.ReplaceAll(iso, "-", "") }

func entryID(name string) string { return fmt.Sprintf(`<id root="%s"/>`, uid("ccd "+name)) }

func templates(root, extension string) string {
	return fmt.Sprintf(`<templateId root="%s"/><templateId root="%s" extension="%s"/>`, root, root, extension)
}

func continuitySections() []section {
	return []section{allergySection(), medicineSection(), problemSection(), procedureSection(), resultSection(), vitalSection(), planSection()}
}

func allergySection() section {
	return section{template: "2.16.840.1.113883.10.20.22.2.6.1", code: "48765-2", codeName: "Allergies", title: "Allergies",
		heads: []string{"Substance", "Reaction", "Severity", "Noted", "Status"},
		rows:  [][]string{{"Penicillin", "Rash", "Mild", "1971", "Active"}},
		entries: []string{`<entry typeCode="DRIV"><act classCode="ACT" moodCode="EVN">` + templates("2.16.840.1.113883.10.20.22.4.30", ccdRelease) + entryID("allergy act") +
			`<code code="CONC" codeSystem="2.16.840.1.113883.5.6"/><statusCode code="active"/><effectiveTime><low value="20120917"/></effectiveTime>` +
			`<entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN">` + templates("2.16.840.1.113883.10.20.22.4.7", "2014-06-09") + entryID("allergy") +
			`<code code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"/><statusCode code="completed"/><effectiveTime><low value="1971"/></effectiveTime>` +
			`<value xsi:type="CD" code="416098002" codeSystem="2.16.840.1.113883.6.96" displayName="Allergy to drug"/>` +
			`<participant typeCode="CSM"><participantRole classCode="MANU"><playingEntity classCode="MMAT"><code code="70618" codeSystem="2.16.840.1.113883.6.88" displayName="Penicillin"/></playingEntity></participantRole></participant>` +
			`</observation></entryRelationship></act></entry>`}}
}

func medicineSection() section {
	s := section{template: "2.16.840.1.113883.10.20.22.2.1.1", code: "10160-0", codeName: "History of medication use", title: "Medications",
		heads: []string{"Medication", "Dose", "How often", "Start date", "Status"}}
	for i, m := range medicines {
		s.rows = append(s.rows, []string{m.name, m.dose, m.often, m.since, "Active"})
		s.entries = append(s.entries, fmt.Sprintf(`<entry typeCode="DRIV"><substanceAdministration classCode="SBADM" moodCode="EVN">%s%s<text><reference value="#s10160-0-%d"/></text>`+
			`<statusCode code="active"/><effectiveTime xsi:type="IVL_TS"><low value="%s"/></effectiveTime><doseQuantity value="1"/>`+
			`<consumable><manufacturedProduct classCode="MANU">%s<manufacturedMaterial><code code="%s" codeSystem="2.16.840.1.113883.6.88" codeSystemName="RxNorm" displayName="%s"/></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>`,
			templates("2.16.840.1.113883.10.20.22.4.16", "2014-06-09"), entryID(m.name), i+1, stamp(m.since),
			templates("2.16.840.1.113883.10.20.22.4.23", "2014-06-09"), m.code, m.name))
	}
	return s
}

func problemSection() section {
	s := section{template: "2.16.840.1.113883.10.20.22.2.5.1", code: "11450-4", codeName: "Problem list", title: "Active Problems",
		heads: []string{"Problem", "ICD-10", "Noted", "Status"}}
	for i, p := range problems {
		s.rows = append(s.rows, []string{p.name, p.code, p.since, "Active"})
		s.entries = append(s.entries, fmt.Sprintf(`<entry typeCode="DRIV"><act classCode="ACT" moodCode="EVN">%s%s<code code="CONC" codeSystem="2.16.840.1.113883.5.6"/><statusCode code="active"/><effectiveTime><low value="%s"/></effectiveTime>`+
			`<entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN">%s%s<code code="55607006" codeSystem="2.16.840.1.113883.6.96" displayName="Problem"/><text><reference value="#s11450-4-%d"/></text>`+
			`<statusCode code="completed"/><effectiveTime><low value="%s"/></effectiveTime><value xsi:type="CD" code="%s" codeSystem="2.16.840.1.113883.6.90" codeSystemName="ICD-10-CM" displayName="%s"/></observation></entryRelationship></act></entry>`,
			templates("2.16.840.1.113883.10.20.22.4.3", ccdRelease), entryID(p.code+" act"), stamp(p.since),
			templates("2.16.840.1.113883.10.20.22.4.4", ccdRelease), entryID(p.code), i+1, stamp(p.since), p.code, p.name))
	}
	return s
}

func procedureSection() section {
	return section{template: "2.16.840.1.113883.10.20.22.2.7.1", code: "47519-4", codeName: "History of procedures", title: "Procedures",
		heads: []string{"Procedure", "Date", "Performed by"},
		rows: [][]string{{"Laparoscopic right hemicolectomy", "2026-03-24", "Marguerite Fennimore, MD"},
			{"Colonoscopy with biopsy", "2026-02-27", "Examplewood General Hospital"}},
		entries: []string{`<entry typeCode="DRIV"><procedure classCode="PROC" moodCode="EVN">` + templates("2.16.840.1.113883.10.20.22.4.14", "2014-06-09") + entryID("hemicolectomy") +
			`<code nullFlavor="OTH"><originalText><reference value="#s47519-4-1"/></originalText></code><statusCode code="completed"/><effectiveTime value="20260324"/></procedure></entry>`}}
}

func resultSection() section {
	s := section{template: "2.16.840.1.113883.10.20.22.2.3.1", code: "30954-2", codeName: "Relevant diagnostic tests and laboratory data", title: "Results",
		heads: []string{"Test", "Value", "Unit", "Reference range", "Date"}}
	last := len(labDays) - 1
	day := labDays[last]
	var parts strings.Builder
	for i, a := range assays {
		value := strings.TrimPrefix(a.values[last], "*")
		s.rows = append(s.rows, []string{a.name, value, a.unit, a.normal, day})
		fmt.Fprintf(&parts, `<component><observation classCode="OBS" moodCode="EVN">%s%s<code code="%s" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC" displayName="%s"/><text><reference value="#s30954-2-%d"/></text>`+
			`<statusCode code="completed"/><effectiveTime value="%s"/><value xsi:type="PQ" value="%s" unit="%s"/><referenceRange><observationRange><text>%s</text></observationRange></referenceRange></observation></component>`,
			templates("2.16.840.1.113883.10.20.22.4.2", ccdRelease), entryID(a.name), a.code, a.name, i+1, stamp(day), value, a.unit, a.normal)
	}
	s.entries = []string{`<entry typeCode="DRIV"><organizer classCode="BATTERY" moodCode="EVN">` + templates("2.16.840.1.113883.10.20.22.4.1", ccdRelease) + entryID("panel") +
		`<code nullFlavor="OTH"><originalText>Blood tests</originalText></code><statusCode code="completed"/><effectiveTime><low value="` + stamp(day) + `"/><high value="` + stamp(day) + `"/></effectiveTime>` + parts.String() + `</organizer></entry>`}
	return s
}

func vitalSection() section {
	return section{template: "2.16.840.1.113883.10.20.22.2.4", code: "8716-3", codeName: "Vital signs", title: "Last Filed Vital Signs",
		heads: []string{"Vital sign", "Reading", "Date"},
		rows: [][]string{{"Blood pressure", "124/76", "2026-10-28"}, {"Pulse", "68", "2026-10-28"},
			{"Height", "168 cm", "2026-10-28"}, {"Weight", "71.2 kg", "2026-10-28"}}}
}

func planSection() section {
	return section{template: "2.16.840.1.113883.10.20.22.2.10", code: "18776-5", codeName: "Plan of treatment", title: "Plan of Treatment",
		heads: []string{"Planned", "When", "Ordered by"},
		rows: [][]string{{"MRI of the liver with contrast", "2026-11-17", "August Quill, MD"},
			{"Office visit, medical oncology", "2026-11-24", "August Quill, MD"}}}
}

// continuityDocument is the whole document.
func continuityDocument() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, ccdHeader, uid("ccd"), uid("ccd set"))
	b.WriteString("<component><structuredBody>\n")
	for _, s := range continuitySections() {
		b.WriteString(s.xml())
	}
	b.WriteString("</structuredBody></component>\n</ClinicalDocument>\n")
	return []byte(b.String())
}

const ccdHeader = `<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" href="STYLE.XSL"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<realmCode code="US"/>
<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<templateId root="2.16.840.1.113883.10.20.22.1.1"/>
<templateId root="2.16.840.1.113883.10.20.22.1.1" extension="2015-08-01"/>
<templateId root="2.16.840.1.113883.10.20.22.1.2"/>
<templateId root="2.16.840.1.113883.10.20.22.1.2" extension="2015-08-01"/>
<id root="%s"/>
<code code="34133-9" codeSystem="2.16.840.1.113883.6.1" codeSystemName="LOINC" displayName="Summarization of Episode Note"/>
<title>Sampleford Cancer Center: Continuity of Care Document</title>
<effectiveTime value="20261105093000-0500"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
<languageCode code="en-US"/>
<setId root="%s"/>
<versionNumber value="1"/>
<recordTarget><patientRole>
<id root="2.16.840.1.113883.19.5" extension="EX-0047311"/>
<addr use="HP"><streetAddressLine>9 Fable Court</streetAddressLine><city>Mockingham</city><state>NY</state><postalCode>00000</postalCode><country>US</country></addr>
<telecom use="HP" value="tel:555-0123"/>
<patient>
<name use="L"><given>Tamsin</given><given>Verity</given><family>Ashgrove</family></name>
<administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1" displayName="Female"/>
<birthTime value="19640523"/>
<raceCode nullFlavor="UNK"/><ethnicGroupCode nullFlavor="UNK"/>
<languageCommunication><languageCode code="en"/><preferenceInd value="true"/></languageCommunication>
</patient>
<providerOrganization><id root="2.16.840.1.113883.19.6"/><name>Sampleford Cancer Center</name><telecom value="tel:555-0172"/><addr><streetAddressLine>12 Specimen Lane</streetAddressLine><city>Sampleford</city><state>NY</state><postalCode>00000</postalCode><country>US</country></addr></providerOrganization>
</patientRole></recordTarget>
<author><time value="20261105093000-0500"/><assignedAuthor><id nullFlavor="NI"/><addr nullFlavor="NI"/><telecom nullFlavor="NI"/>
<assignedAuthoringDevice><manufacturerModelName>Made-up portal</manufacturerModelName><softwareName>Made-up portal</softwareName></assignedAuthoringDevice>
<representedOrganization><name>Sampleford Cancer Center</name></representedOrganization></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization><id root="2.16.840.1.113883.19.6"/><name>Sampleford Cancer Center</name><telecom value="tel:555-0172"/><addr><streetAddressLine>12 Specimen Lane</streetAddressLine><city>Sampleford</city><state>NY</state><postalCode>00000</postalCode><country>US</country></addr></representedCustodianOrganization></assignedCustodian></custodian>
<documentationOf><serviceEvent classCode="PCPR"><effectiveTime><low value="20260227"/><high value="20261105"/></effectiveTime>
<performer typeCode="PRF"><assignedEntity><id nullFlavor="NI"/><assignedPerson><name><given>August</given><family>Quill</family><suffix>MD</suffix></name></assignedPerson></assignedEntity></performer></serviceEvent></documentationOf>
`

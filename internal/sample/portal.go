package sample

import (
	"archive/zip"
	"bytes"
	"crypto/sha1"
	"fmt"
	"strings"
	"time"
)

// portalDownload is what a patient gets who asks the portal for everything:
// a zip laid out as IHE XDM media (ITI TF-2, 3.32), folder named after her.
func portalDownload() ([]byte, error) {
	document := continuityDocument()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range []File{
		{"INDEX.HTM", []byte(portalIndex)},
		{"README - Open for Instructions.TXT", []byte(portalReadme)},
		{"IHE_XDM/Tamsin1/DOC0001.XML", document},
		{"IHE_XDM/Tamsin1/METADATA.XML", submission(document)},
		{"IHE_XDM/Tamsin1/STYLE.XSL", []byte(stylesheet)},
		{"HTML/IHE_XDM/Tamsin1/DOC0001.HTM", continuityPage()},
		{"HTML/STYLE.CSS", []byte(portalStyle)},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Path, Method: zip.Deflate,
			Modified: time.Date(2026, time.November, 5, 14, 30, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.Data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// continuityPage is the document as the portal shows it in a browser.
func continuityPage() []byte {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>My Health Summary</title><link rel=\"stylesheet\" href=\"../../STYLE.CSS\"></head>\n<body>\n<h1>Tamsin V. Ashgrove</h1>\n<p>Born 05/23/1964. Health summary of November 5, 2026. " + madeUp + "</p>\n")
	for _, s := range continuitySections() {
		fmt.Fprintf(&b, "<h2>%s</h2>\n<table>\n<tr><th>%s</th></tr>\n", s.title, strings.Join(s.heads, "</th><th>"))
		for _, r := range s.rows {
			fmt.Fprintf(&b, "<tr><td>%s</td></tr>\n", strings.Join(r, "</td><td>"))
		}
		b.WriteString("</table>\n")
	}
	b.WriteString("</body></html>\n")
	return []byte(b.String())
}

// submission is METADATA.XML: the submission set in ebRIM 3.0, with the size
// and the SHA-1 of the one document.
func submission(document []byte) []byte {
	slot := func(name, value string) string {
		return fmt.Sprintf("<Slot name=%q><ValueList><Value>%s</Value></ValueList></Slot>\n", name, value)
	}
	external := func(object, scheme, name, value string) string {
		return fmt.Sprintf("<ExternalIdentifier id=\"%s-%s\" registryObject=\"%s\" identificationScheme=\"urn:uuid:%s\" value=\"%s\"><Name><LocalizedString value=\"%s\"/></Name></ExternalIdentifier>\n",
			object, strings.ToLower(name[strings.IndexByte(name, '.')+1:]), object, scheme, value, name)
	}
	patient := "EX-0047311^^^&amp;2.16.840.1.113883.19.5&amp;ISO"
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SubmitObjectsRequest xmlns=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\"><RegistryObjectList xmlns=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\">\n")
	b.WriteString("<ExtrinsicObject id=\"Document01\" mimeType=\"text/xml\" objectType=\"urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1\">\n")
	b.WriteString(slot("creationTime", "20261105143000") + slot("languageCode", "en-US") + slot("sourcePatientId", patient) +
		slot("hash", fmt.Sprintf("%x", sha1.Sum(document))) + slot("size", fmt.Sprint(len(document))) + slot("URI", "DOC0001.XML"))
	b.WriteString("<Name><LocalizedString value=\"Continuity of Care Document\"/></Name>\n")
	b.WriteString(external("Document01", "58a6f841-87b3-4a3e-92fd-a8ffeff98427", "XDSDocumentEntry.patientId", patient) +
		external("Document01", "2e82c1f6-a085-4c72-9da3-8640a32e42ab", "XDSDocumentEntry.uniqueId", uid("ccd")))
	b.WriteString("</ExtrinsicObject>\n<RegistryPackage id=\"SubmissionSet01\">\n" + slot("submissionTime", "20261105143000"))
	b.WriteString(external("SubmissionSet01", "6b5aea1a-874d-4603-a4bc-96a0a7b38446", "XDSSubmissionSet.patientId", patient) +
		external("SubmissionSet01", "554ac39e-e3fe-47fe-b233-965d2a147832", "XDSSubmissionSet.sourceId", "2.16.840.1.113883.19.6") +
		external("SubmissionSet01", "96fdda7c-d067-4183-912e-bf5ee74998a8", "XDSSubmissionSet.uniqueId", uid("submission")))
	b.WriteString("</RegistryPackage>\n<Classification id=\"Class01\" classifiedObject=\"SubmissionSet01\" classificationNode=\"urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd\"/>\n")
	b.WriteString("<Association id=\"Association01\" associationType=\"urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember\" sourceObject=\"SubmissionSet01\" targetObject=\"Document01\">\n" +
		slot("SubmissionSetStatus", "Original") + "</Association>\n</RegistryObjectList></SubmitObjectsRequest>\n")
	return []byte(b.String())
}

const portalIndex = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>My Health Summary</title></head>
<body><h1>Sampleford Cancer Center</h1>
<p><a href="HTML/IHE_XDM/Tamsin1/DOC0001.HTM">Health summary of November 5, 2026</a></p>
<p><a href="README - Open for Instructions.TXT">Instructions</a></p></body></html>
`

const portalReadme = "This download holds your health summary from the portal of Sampleford Cancer Center.\r\n" +
	"Open INDEX.HTM to read it. The folder IHE_XDM is for your doctor's computer system.\r\n" + madeUp + "\r\n"

const portalStyle = "body { font-family: sans-serif; margin: 2em; }\ntable { border-collapse: collapse; }\ntd, th { border: 1px solid #999; padding: 0.2em 0.6em; text-align: left; }\n"

const stylesheet = `<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:n="urn:hl7-org:v3">
<xsl:output method="html" encoding="UTF-8"/>
<xsl:template match="/n:ClinicalDocument">
<html><head><title><xsl:value-of select="n:title"/></title></head><body>
<h1><xsl:value-of select="n:title"/></h1>
<xsl:for-each select="n:component/n:structuredBody/n:component/n:section">
<h2><xsl:value-of select="n:title"/></h2>
<table border="1"><xsl:for-each select="n:text//n:tr"><tr><xsl:for-each select="n:th|n:td"><td><xsl:value-of select="."/></td></xsl:for-each></tr></xsl:for-each></table>
</xsl:for-each></body></html>
</xsl:template>
</xsl:stylesheet>
`

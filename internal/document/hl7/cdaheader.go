package hl7

import (
	"strings"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/document/rendition"
	"github.com/medbundle/medbundle/internal/document/xmltree"
)

// headerBlocks draws the header: the title, and a table of who and when.
func (d *Document) headerBlocks(root *xmltree.Node, b *rendition.Builder) {
	b.Add(rendition.Block{Kind: rendition.Heading, Level: 1, Text: orElse(d.Title, "Clinical document")})
	var rows [][]string
	row := func(label, value string) {
		if value != "" {
			rows = append(rows, []string{label + ":", value})
		}
	}
	row("Patient", d.Patient.Name())
	row("Date of birth", d.Patient.BirthDate.Human())
	row("Sex", map[string]string{"F": "female", "M": "male", "O": "other"}[d.Patient.Sex])
	row("Record numbers", strings.Join(d.Patient.IDs, ", "))
	row("Document", root.First("code").Attr("displayName"))
	row("Written", timestamp(root.First("effectiveTime").Attr("value")).Human())
	row("Encounter", period(root.First("componentOf", "encompassingEncounter", "effectiveTime")))
	row("Period of care", period(root.First("documentationOf", "serviceEvent", "effectiveTime")))
	row("Facility", d.Facility)
	row("Author", d.Author)
	row("Care team", careTeam(root))
	row("Signed by", signer(root))
	row("Kept by", root.First("custodian", "assignedCustodian", "representedCustodianOrganization", "name").Words())
	if len(rows) > 0 {
		b.Add(rendition.Block{Kind: rendition.Table, Rows: rows})
	}
}

// careTeam lists who took part in the care that the document tells of.
func careTeam(root *xmltree.Node) string {
	var out []string
	for _, of := range []*xmltree.Node{root.First("documentationOf", "serviceEvent"), root.First("componentOf", "encompassingEncounter")} {
		for _, kind := range []string{"performer", "responsibleParty", "encounterParticipant"} {
			for _, p := range of.Elements(kind) {
				name := readableName(p.First("assignedEntity", "assignedPerson"))
				if role := p.First("functionCode").Attr("displayName"); name != "" && role != "" {
					name += " (" + role + ")"
				}
				if name != "" && len(out) < 8 {
					out = appendOnce(out, name)
				}
			}
		}
	}
	return strings.Join(out, "; ")
}

func period(n *xmltree.Node) string {
	low, high := bounds(n)
	switch {
	case low.IsZero():
		return high.Human()
	case high.IsZero(), high == low:
		return low.Human()
	}
	return low.Human() + " to " + high.Human()
}

func signer(root *xmltree.Node) string {
	a := root.First("legalAuthenticator")
	name := readableName(a.First("assignedEntity", "assignedPerson"))
	if name == "" {
		return ""
	}
	if t := timestamp(a.First("time").Attr("value")); t.Precision() != clinical.PrecisionNone {
		return name + ", " + t.Human()
	}
	return name
}

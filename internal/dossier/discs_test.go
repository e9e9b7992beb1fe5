package dossier

import (
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/clinical"
	"github.com/medbundle/medbundle/internal/collect"
	"github.com/medbundle/medbundle/internal/imaging"
)

func TestDiscsAreHeldAgainstTheirTables(t *testing.T) {
	ref := func(sop string, id ...string) imaging.Reference {
		return imaging.Reference{FileID: id, SOPInstance: sop}
	}
	scan := func(path, sop, record string) *collect.Item {
		return &collect.Item{Input: clinical.Input{Path: path, Records: []string{record}}, Instance: &imaging.Instance{SOPInstance: sop}}
	}
	listed := []imaging.Reference{ref("1", "DICOM", "IM1"), ref("2", "DICOM", "IM2"), ref("3", "DICOM", "IM3")}
	table := func(path string, refs []imaging.Reference) *collect.Item {
		return &collect.Item{Input: clinical.Input{Path: path, Fate: clinical.FateIgnored}, Listing: refs}
	}
	for _, tc := range []struct {
		name, want string
		items      []*collect.Item
	}{
		{"a file is absent", "disc-missing R1: lists 3 scan files; 1 of them is not here: DICOM/IM2", []*collect.Item{
			table("CD/DICOMDIR", listed), scan("CD/DICOM/IM1", "1", "R1"), scan("CD/DICOM/IM3", "3", "R1")}},
		{"nothing but the table", "disc-missing : lists 3 scan files; 3 of them are not here: DICOM/IM1, DICOM/IM2, DICOM/IM3", []*collect.Item{table("DICOMDIR", listed)}},
		{"absent from files of two scans", "disc-missing : lists 3 scan files; 1 of them is not here: DICOM/IM3", []*collect.Item{
			table("DICOMDIR", listed), scan("DICOM/IM1", "1", "R1"), scan("DICOM/IM2", "2", "R2")}},
		{"a file that is not listed", "disc-unlisted : There is 1 scan file on this disc", []*collect.Item{
			table("CD/DICOMDIR", listed), scan("CD/DICOM/IM1", "1", "R1"), scan("CD/DICOM/IM2", "2", "R1"), scan("CD/DICOM/IM3", "3", "R1"), scan("CD/DICOM/IM4", "4", "R1")}},
		// Look-alikes.
		{"all are here", "", []*collect.Item{
			table("CD/DICOMDIR", listed), scan("CD/DICOM/IM1", "1", "R1"), scan("CD/DICOM/IM2", "2", "R1"), scan("CD/DICOM/IM3", "3", "R1")}},
		{"in small letters", "", []*collect.Item{
			table("cd/dicomdir", listed), scan("cd/dicom/im1", "1", "R1"), scan("cd/dicom/im2", "2", "R1"), scan("cd/dicom/im3", "3", "R1")}},
		{"with versions, dots and endings", "", []*collect.Item{
			table("DICOMDIR", listed), scan("DICOM/IM1;1", "", "R1"), scan("DICOM/IM2.;1", "", "R1"), scan("DICOM/IM3.dcm", "", "R1")}},
		{"copied elsewhere", "", []*collect.Item{
			table("CD/DICOMDIR", listed), scan("all/a", "1", "R1"), scan("all/b", "2", "R1"), scan("all/c", "3", "R1")}},
		{"a damaged file is there", "", []*collect.Item{
			table("DICOMDIR", listed), {Input: clinical.Input{Path: "DICOM/IM1"}}, scan("DICOM/IM2", "2", "R1"), scan("DICOM/IM3", "3", "R1")}},
		{"a table that leads out of the disc", "", []*collect.Item{table("DICOMDIR", []imaging.Reference{{FileID: []string{"..", "X"}, Unsafe: true}})}},
		{"an empty table", "", []*collect.Item{table("DICOMDIR", nil), scan("DICOM/IM1", "1", "R1")}},
		{"scans beside the disc", "", []*collect.Item{
			table("DICOMDIR", listed[:1]), scan("DICOM/IM1", "1", "R1"), scan("other/IM9", "9", "R2")}},
		{"a second copy of the table", "", []*collect.Item{
			{Input: clinical.Input{Path: "DICOMDIR", Fate: clinical.FateDuplicate}, Listing: listed}}},
		{"another disc of the same names, in a zip", "disc-missing : lists 3 scan files; 3 of them are not here: DICOM/IM1, DICOM/IM2, DICOM/IM3", []*collect.Item{
			{Input: clinical.Input{Path: "DICOMDIR", Inside: "a.zip"}, Listing: listed}, scan("DICOM/IM1", "", "R1"), scan("DICOM/IM2", "", "R1")}},
	} {
		d := &Dossier{CaseFile: &collect.CaseFile{}, Items: tc.items}
		d.reportDiscs()
		var got []string
		for _, f := range d.Findings {
			s := f.Message
			if i := strings.Index(s, "lists"); i >= 0 {
				s = s[i:]
			}
			got = append(got, f.Rule+" "+f.Record+": "+s)
		}
		if all := strings.Join(got, "; "); !strings.HasPrefix(all, tc.want) || tc.want == "" && all != "" {
			t.Errorf("%s: %q, want %q", tc.name, all, tc.want)
		}
	}
}
